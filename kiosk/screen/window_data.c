/* What the terminal at a window reads: its place, who is on duty, the number there now, and the one
 * whose service has just ended. */
#include "screen/window.h"

#include "base/text.h"
#include "screen/board_names.h"
#include "store/board.h"
#include "store/care.h"
#include "store/content.h"
#include "store/duty.h"
#include "store/queue.h"

#include <ctype.h>
#include <string.h>

#define ENDED_LOOK_MS 300000 /* no longer than the longest [window] ask_s */

void window_split_name(const char *name, const char *area, char *number, size_t number_size,
                       char *unit, size_t unit_size)
{
    char out[1][ROOM_NAME_SIZE], common[ROOM_NAME_SIZE];
    names_shorten(&name, 1, area, out, common);
    const char *p = out[0];
    for (const char *space = strchr(p, ' '); space && !isdigit((unsigned char)*p);
         space = strchr(p, ' '))
        p = space + 1; /* 收费处 3 号窗口: the hall is known, as one stands before it */
    size_t digits = strspn(p, "0123456789");
    const char *rest = p + digits + strspn(p + digits, " ");
    if (digits > 0 && digits < number_size && rest[0]) {
        text_format(number, number_size, "%.*s", (int)digits, p);
        text_copy(unit, unit_size, rest);
    } else {
        number[0] = '\0';
        text_copy(unit, unit_size, out[0]);
    }
}

static enum err read_place(struct app *app, struct window_state *s)
{
    const char *id = app_config(app)->window.place;
    struct label area = {.zh = ""};
    enum err e = place_get(app_db(app), id, &s->place);
    s->place_known = e == ERR_OK;
    if (e == ERR_OK)
        e = board_area(app_db(app), id, &area);
    for (int lang = 0; lang < LANG_COUNT && e == ERR_OK; lang++)
        window_split_name(label_in(&s->place.name, (enum lang)lang),
                          label_in(&area, (enum lang)lang), s->number[lang], sizeof s->number[lang],
                          s->unit[lang], sizeof s->unit[lang]);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err read_numbers(struct app *app, struct window_state *s)
{
    char today[DATE_SIZE];
    struct db *db = app_db(app);
    const char *place = app_config(app)->window.place;
    app_today(app, today);
    enum err e = duty_number(db, place, today, &s->current);
    s->has_current = e == ERR_OK;
    s->mask[0] = '\0';
    if (e == ERR_OK)
        e = ticket_mask(db, &s->current, s->mask, sizeof s->mask);
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    e = duty_unrated(db, place, app_now(app) - ENDED_LOOK_MS, &s->ended);
    s->has_ended = e == ERR_OK;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

void window_read(struct app *app, struct window_state *s)
{
    enum err e = read_place(app, s);
    if (e == ERR_OK)
        e = duty_get(app_db(app), app_config(app)->window.place, &s->duty);
    if (e == ERR_OK)
        e = read_numbers(app, s);
    if (e == ERR_OK)
        e = rating_reasons(app_db(app), s->reasons, WINDOW_REASONS_MAX, &s->reason_count);
    s->failed = e;
    window_call_read(app, s);
}
