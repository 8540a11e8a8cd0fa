/* Where a number goes instead, or goes on to; its priority. */
#include "screen/guide.h"

#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

void guide_choose(struct app *app, struct guide_state *s, const struct ticket *t, int step)
{
    enum err e = step == GUIDE_SEND
                     ? desk_onward(app_db(app), t, s->targets, GUIDE_TARGETS, &s->target_count)
                     : desk_instead(app_db(app), t, s->targets, GUIDE_TARGETS, &s->target_count);
    if (e != ERR_OK)
        s->target_count = 0;
    app_step(app, step);
}

void guide_target_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    char title[120];
    const struct ticket *t = guide_chosen(s);
    bool send = app_at(app) == GUIDE_SEND;
    text_format(title, sizeof title, send ? _("Where does %s go on?") : _("Which queue for %s?"),
                t ? t->number : "");
    guide_head(app, ui, title, true);
    if (!t) { /* gone meanwhile */
        app_back(app);
        return;
    }
    ui_desk_columns(ui, 3);
    for (size_t i = 0; i < s->target_count; i++) {
        const struct desk_target *one = &s->targets[i];
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "to:%s", one->queue);
        if (!ui_choice(ui, id, NULL, app_label(app, &one->name),
                       one->place.zh[0] ? app_label(app, &one->place) : NULL, false,
                       !guide_waits(app, s)))
            continue;
        struct call_request request = {.kind = send ? CALL_SEND_ON : CALL_MOVE};
        text_copy(request.ticket_op, sizeof request.ticket_op, t->op);
        text_copy(request.queue, sizeof request.queue, one->queue);
        guide_ask(app, s, &request, NULL);
        app_back(app);
    }
    ui_columns_end(ui);
}

void guide_priority_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    /* A reason goes into the record, so it is one of these words and names nobody. */
    static const struct {
        const char *id, *words;
        int priority;
    } reasons[] = {{"emergency", N_("Emergency"), PRIORITY_STAT},
                   {"referral", N_("Referred here"), PRIORITY_ASAP},
                   {"worse", N_("Feels worse while waiting"), PRIORITY_STAT},
                   {"elderly", N_("Old or frail"), PRIORITY_URGENT},
                   {"disabled", N_("Disabled"), PRIORITY_URGENT},
                   {"pregnant", N_("Pregnant"), PRIORITY_URGENT},
                   {"child", N_("Small child"), PRIORITY_URGENT},
                   {"serviceman", N_("Serving or former soldier"), PRIORITY_URGENT},
                   {"none", N_("No priority any more"), PRIORITY_ROUTINE}};
    char title[120];
    const struct ticket *t = guide_chosen(s);
    text_format(title, sizeof title, _("Why does %s go first?"), t ? t->number : "");
    guide_head(app, ui, title, true);
    if (!t) {
        app_back(app);
        return;
    }
    ui_quiet(ui, TEXT_XS, _("The reason is recorded with your number"));
    ui_desk_columns(ui, 3);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++) {
        char id[40];
        text_format(id, sizeof id, "reason:%s", reasons[i].id);
        if (!ui_choice(ui, id, NULL, tr(reasons[i].words), NULL, false, !guide_waits(app, s)))
            continue;
        struct call_request request = {.kind = CALL_PRIORITY, .priority = reasons[i].priority};
        text_copy(request.ticket_op, sizeof request.ticket_op, t->op);
        text_copy(request.reason, sizeof request.reason, reasons[i].id);
        guide_ask(app, s, &request, NULL);
        app_back(app);
    }
    ui_columns_end(ui);
}
