/* Early or late with a booking: the place that checking in now would give, said before. */
#include "screen/checkin.h"

#include "base/text.h"
#include "store/db.h"

void checkin_read_place(struct app *app, struct checkin *s, size_t i)
{
    struct act_env env = {.config = app_config(app), .clock = db_clock(app_db(app))};
    s->told[i].good = check_in_place(app_db(app), &env, &s->list[i], &s->told[i].place) == ERR_OK;
}

void checkin_view_place(const struct checkin_told *told, struct ui *ui)
{
    const struct place_told *p = &told->place;
    char text[TEXT_BUF], turn[16];
    format_time(p->turn_ms, turn, sizeof turn);
    if (!told->good)
        return;
    switch (p->kind) {
    case PLACE_BY_BOOKING:
        text_format(text, sizeof text,
                    tr_n("Your booking counts, %d person goes before you",
                         "Your booking counts, %d people go before you", p->ahead),
                    p->ahead);
        ui_strip(ui, "place", TONE_GREEN, "users", text, NULL, NULL);
        break;
    case PLACE_EARLY:
        text_format(text, sizeof text,
                    tr_n("You are early: until %s you wait like walk-ins, %d person ahead",
                         "You are early: until %s you wait like walk-ins, %d people ahead",
                         p->ahead),
                    turn, p->ahead);
        ui_strip(ui, "place", TONE_SLATE, "clock", text, NULL, NULL);
        break;
    case PLACE_LATE:
        text_format(text, sizeof text,
                    tr_n("You are %d minutes late: you wait like walk-ins, %d person ahead",
                         "You are %d minutes late: you wait like walk-ins, %d people ahead",
                         p->ahead),
                    p->minutes, p->ahead);
        ui_strip(ui, "place", TONE_SLATE, "clock", text, NULL, NULL);
        break;
    }
}
