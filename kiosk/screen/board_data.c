/* The calling board reads: who is called and seen, who is next in each room, how the rooms are
 * named. */
#include "screen/board.h"

#include "act/calling.h"
#include "base/text.h"
#include "store/content.h"
#include "store/queue_line.h"

#include <stdlib.h>
#include <string.h>

static struct board_scope scope_of(const struct config *config)
{
    return (struct board_scope){.departments = config->board.departments,
                                .queues = config->board.queues,
                                .places = config->board.places};
}

static bool in_room(const struct board_number *n)
{
    return board_being_called(n) || n->stage == QUEUE_SERVING;
}

/* Who would be called if the room called now; ERR_NOT_FOUND: nobody waits. */
static enum err next_of(struct app *app, const char *queue, const char *date,
                        struct board_number *out)
{
    struct db *db = app_db(app);
    struct queue_rules rules;
    struct queue_line *line = NULL;
    queue_rules_of(app_config(app), &rules);
    enum err e = queue_line_read(db, queue, date, &rules, &line);
    if (e == ERR_OK && line->count == 0)
        e = ERR_NOT_FOUND;
    if (e == ERR_OK) {
        queue_line_sort(line, app_now(app));
        e = board_number(db, line->entries[line->order[0]].op, out);
    }
    free(line);
    return e;
}

/* A doctor's room calls from the clinic without a named doctor when nobody waits for the doctor. */
static enum err next_of_general(struct app *app, const char *queue, const char *date,
                                struct board_number *out)
{
    char general[ID_SIZE];
    if (!app_config(app)->queue.help_general)
        return ERR_NOT_FOUND;
    enum err e = queue_general(app_db(app), queue, date, general);
    if (e == ERR_OK && !general[0])
        return ERR_NOT_FOUND;
    return e == ERR_OK ? next_of(app, general, date, out) : e;
}

static enum err read_cell(struct app *app, struct board_state *s, size_t at, const char *date)
{
    const struct board_room *room = &s->rooms[at];
    struct board_cell *cell = &s->cells[at];
    enum err e = ERR_NOT_FOUND;
    memset(cell, 0, sizeof *cell);
    for (size_t i = 0; i < s->called_count && !cell->has_now; i++)
        if (in_room(&s->called[i]) && strcmp(s->called[i].place_id, room->place_id) == 0) {
            cell->now = s->called[i];
            cell->has_now = true;
        }
    for (int q = 0; q < room->queue_count && e == ERR_NOT_FOUND; q++)
        e = next_of(app, room->queues[q], date, &cell->next);
    for (int q = 0; q < room->queue_count && e == ERR_NOT_FOUND; q++)
        e = next_of_general(app, room->queues[q], date, &cell->next);
    cell->has_next = e == ERR_OK;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static void name_rooms(struct board_state *s)
{
    const char *names[BOARD_ROOMS_MAX];
    for (int lang = 0; lang < LANG_COUNT; lang++) {
        for (size_t i = 0; i < s->room_count; i++)
            names[i] = label_in(&s->rooms[i].name, (enum lang)lang);
        names_shorten(names, s->room_count,
                      s->room_count ? label_in(&s->rooms[0].area, (enum lang)lang) : "",
                      s->names[lang], s->area[lang]);
    }
}

const char *board_room_name(const struct board_state *s, enum lang lang, const char *place_id,
                            const struct label *fallback)
{
    for (size_t i = 0; i < s->room_count; i++)
        if (strcmp(s->rooms[i].place_id, place_id) == 0)
            return s->names[lang][i];
    return label_in(fallback, lang);
}

/* What the config says, else the one department or place it is for, else the hospital. */
static enum err read_title(struct app *app, struct label *out, struct label *name)
{
    const struct config *config = app_config(app);
    struct hospital hospital = {0};
    struct department department;
    struct place place;
    const char *departments = config->board.departments, *places = config->board.places;
    enum err e = hospital_get(app_db(app), &hospital);
    if (!hospital.name.zh[0]) { /* nothing was taken over yet: at least say who is speaking */
        text_copy(hospital.name.zh, sizeof hospital.name.zh, config->station.name_zh);
        text_copy(hospital.name.en, sizeof hospital.name.en, config->station.name_en);
    }
    *out = hospital.name;
    if (departments[0] && !strchr(departments, ',') && !places[0] && !config->board.queues[0] &&
        department_get(app_db(app), departments, &department) == ERR_OK)
        *out = department.name;
    else if (places[0] && !strchr(places, ',') && !departments[0] &&
             place_get(app_db(app), places, &place) == ERR_OK)
        *out = place.name;
    if (config->board.title_zh[0])
        text_copy(out->zh, sizeof out->zh, config->board.title_zh);
    *name = hospital.name;
    if (config->board.title_en[0])
        text_copy(out->en, sizeof out->en, config->board.title_en);
    return e;
}

void board_read(struct app *app, struct board_state *s)
{
    const struct board_scope scope = scope_of(app_config(app));
    char today[DATE_SIZE];
    app_today(app, today);
    enum err e =
        board_called(app_db(app), &scope, today, s->called, BOARD_CALLED_MAX, &s->called_count);
    if (e == ERR_OK)
        e = board_rooms(app_db(app), &scope, today, app_now(app), s->rooms, BOARD_ROOMS_MAX,
                        &s->room_count);
    for (size_t i = 0; i < s->room_count && e == ERR_OK; i++)
        e = read_cell(app, s, i, today);
    if (e == ERR_OK)
        e = read_title(app, &s->title, &s->hospital);
    name_rooms(s);
    s->failed = e;
    s->read_ms = app_now(app);
}
