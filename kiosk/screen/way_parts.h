/* Between the files that show a way. */
#pragma once

#include "screen/way.h"

void way_map(struct app *app, struct way_state *s, struct ui *ui);
void way_play(struct way_state *s, bool on);
void way_picture(struct app *app, struct way_state *s, const struct map_route *route, int height,
                 struct ui *ui);

/* ---- way_where.c ---- */
void way_where_is(struct app *app, struct way_state *s, const struct map_place *place,
                  struct ui *ui);

/* ---- way_words.c ---- */
/* "3 楼　B 区　约 3 分钟　55 米" */
void way_facts(const struct app *app, const struct map_route *route, char *out, size_t size);
/* That it is closed; why and until when, as far as it is known ("" when nothing is). */
void way_closure_fact(const struct app *app, const struct map_route *route, char *out, size_t size);
void way_closure_more(const struct app *app, const struct map_route *route, char *out, size_t size);
/* What the person must know before setting out. */
void way_warnings(const struct app *app, const struct way_state *s, const struct map_route *route,
                  struct ui *ui);
/* "Room 9 is not on our map" */
void way_instead(const struct app *app, const struct label *name, char *out, size_t size);
/* Why there is none. */
void way_none(const struct app *app, const struct map_route *route, char *out, size_t size);

/* ---- way_aloud.c ---- */
/* Reads the way aloud, or stops it. */
void way_aloud_key(struct app *app, struct way_state *s, const struct map_route *route);
/* In each view of a way: the step shown follows the voice; another way, or another language, ends
 * it. True while it is read. */
bool way_aloud(struct app *app, struct way_state *s, const struct map_route *route);
/* Says that the voice is out of order, where it was asked for. */
void way_aloud_strip(struct app *app, const struct way_state *s, struct ui *ui);
