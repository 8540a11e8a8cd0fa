/* The chosen slot is kept while the person says who they are: five minutes, with the clock in
 * sight. */
#include "screen/book.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/hold.h"

#include <string.h>

void book_hold_start(struct app *app, struct book *s)
{
    struct book_hold *h = &s->hold;
    if (strcmp(h->slot_id, s->slot_id) != 0 || !h->op[0] || h->over) {
        uuid_new(h->op); /* the act gives back what was kept before */
        text_copy(h->slot_id, sizeof h->slot_id, s->slot_id);
    }
    h->over = false;
    h->job = (struct hold_job){.request = {.until_ms = 0}};
    text_copy(h->job.request.op, sizeof h->job.request.op, h->op);
    text_copy(h->job.request.slot_id, sizeof h->job.request.slot_id, h->slot_id);
    text_copy(h->job.request.request_id, sizeof h->job.request.request_id, s->request.id);
    text_copy(h->job.request.replaces, sizeof h->job.request.replaces, s->moved.op);
    if (app_person(app))
        text_copy(h->job.request.person_uuid, sizeof h->job.request.person_uuid,
                  app_person(app)->uuid);
    s->days.refused = ERR_OK;
    s->days.part_chosen = true; /* also when this was its last place */
    h->asked = app_start(app, run_hold, &h->job, sizeof h->job);
}

bool book_hold_done(struct app *app, struct book *s)
{
    struct book_hold *h = &s->hold;
    enum err e;
    if (!app_finished(app, &h->job, &e))
        return false;
    h->asked = false;
    s->days.refused = e;
    h->until_ms = e == ERR_OK ? h->job.request.until_ms : 0;
    if (e != ERR_OK) {
        h->op[0] = h->slot_id[0] = s->slot_id[0] = '\0';
        s->days.fresh = (struct fresh){0};
    } else {
        text_copy(s->slot_id, sizeof s->slot_id, h->slot_id);
    }
    return e == ERR_OK;
}

bool book_hold_is(const struct book *s, const char *slot_id)
{
    return (s->hold.asked || (s->hold.until_ms > 0 && !s->hold.over)) &&
           strcmp(s->hold.slot_id, slot_id) == 0;
}

void book_hold_end(struct app *app, struct book *s)
{
    struct book_hold *h = &s->hold;
    if (h->until_ms > 0 && !h->over && h->op[0]) {
        struct hold_job job = {.request = {.until_ms = 0}};
        text_copy(job.request.op, sizeof job.request.op, h->op);
        app_post(app, run_release, &job, sizeof job);
    }
    memset(h, 0, sizeof *h);
}

/* Over by time, or because the server said that somebody was first. */
static void look(struct app *app, struct book *s)
{
    struct book_hold *h = &s->hold;
    struct hold row;
    if (h->until_ms == 0 || h->over || app_busy(app))
        return;
    bool lost = hold_get(app_db(app), h->op, &row) == ERR_OK && row.state == HOLD_LOST;
    if (!lost && app_now(app) < h->until_ms)
        return;
    struct hold_job job = {.request = {.until_ms = 0}};
    text_copy(job.request.op, sizeof job.request.op, h->op);
    app_post(app, run_release, &job, sizeof job);
    h->over = true;
    s->checked = (struct fresh){0}; /* the rules say whether it can still be had */
}

void book_hold_clock(struct app *app, struct book *s, char *until, size_t until_size, char *left,
                     size_t left_size)
{
    struct book_hold *h = &s->hold;
    char time[16], count[16];
    until[0] = left[0] = '\0';
    look(app, s);
    if (h->until_ms == 0 || h->over)
        return;
    int64_t now = app_now(app), ms = h->until_ms - now;
    int seconds = ms > 0 ? (int)((ms + 999) / 1000) : 0;
    format_time(h->until_ms, time, sizeof time);
    text_format(until, until_size, _("Kept for you until %s"), time);
    text_format(count, sizeof count, "%d:%02d", seconds / 60, seconds % 60);
    bold(count, left, left_size);
    app_wake_at(app, h->until_ms - (int64_t)(seconds - 1) * 1000);
}

void book_hold_strip(struct app *app, struct book *s, struct ui *ui)
{
    char until[FORMAT_SIZE], left[16];
    book_hold_clock(app, s, until, sizeof until, left, sizeof left);
    if (until[0])
        ui_strip(ui, "hold", TONE_SLATE, "clock", until, NULL, left);
    else if (s->hold.over && s->refused == ERR_OK)
        ui_strip(ui, "hold.over", TONE_AMBER, "clock", _("No longer kept, free for all again"),
                 _("Book now, or choose another time"), NULL);
}
