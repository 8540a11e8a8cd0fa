/* Who needs somebody: calls from the machines, wheelchairs, volunteers. */
#include "screen/guide.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/content.h"
#include "store/staff.h"

#include <string.h>

static const char *kind_words(enum help_kind kind)
{
    switch (kind) {
    case HELP_WHEELCHAIR:
        return _("Needs a wheelchair");
    case HELP_VOLUNTEER:
        return _("Asks for a volunteer");
    case HELP_GUIDE:
    case HELP_KIND_COUNT:
        break;
    }
    return NULL;
}

static void help_words(struct app *app, const struct help_call *call, char *title, char *beside,
                       size_t size)
{
    const char *machine = app_label(app, &call->terminal_name);
    const char *kind = kind_words(call->kind);
    text_copy(title, size,
              machine[0]          ? machine
              : call->terminal[0] ? call->terminal
                                  : call->station);
    text_copy(beside, size, kind ? kind : screen_in_words(call->screen));
    if (kind && call->place_id[0]) { /* where to */
        text_append(beside, size, "　");
        text_append(beside, size, app_label(app, &call->place));
    }
}

static bool mine(struct app *app, const struct help_call *call)
{
    return strcmp(call->helper.zh, app_staff(app)->name.zh) == 0;
}

static void ask_help(struct app *app, struct guide_state *s, const char *op, enum call_kind kind,
                     const struct label *helper)
{
    struct call_request request = {.kind = kind};
    text_copy(request.ticket_op, sizeof request.ticket_op, op);
    text_copy(request.caller.by, sizeof request.caller.by, app_staff(app)->id);
    request.caller.place = *helper; /* who comes, as the kiosk will say */
    guide_ask(app, s, &request, NULL);
}

static void view_call(struct app *app, struct guide_state *s, const struct help_call *call,
                      struct ui *ui)
{
    char id[60], first[60], second[60], title[200], beside[300], waited[40], line[300];
    bool open = call->status == HELP_REQUESTED;
    text_format(id, sizeof id, "help:%s", call->op);
    text_format(first, sizeof first, "%s:%s", open ? "accept" : "finish", call->op);
    text_format(second, sizeof second, "hand:%s", call->op);
    help_words(app, call, title, beside, sizeof title);
    minutes_shown(app_now(app) - call->created_ms, waited, sizeof waited);
    if (open)
        text_format(line, sizeof line, _("waited %s"), waited);
    else
        text_format(line, sizeof line, _("%s is on the way"), app_label(app, &call->helper));
    if (!kind_words(call->kind) && call->place_id[0]) { /* where the machine stands */
        text_append(line, sizeof line, "　");
        text_append(line, sizeof line, app_label(app, &call->place));
    }
    if (call->note[0]) {
        text_append(line, sizeof line, "　");
        text_append(line, sizeof line, call->note);
    }
    struct ui_desk_card card = {
        .title = title, .beside = beside, .line = line, .amber = open, .busy = guide_waits(app, s)};
    if (open || mine(app, call)) {
        card.first_id = first;
        card.first = open ? _("I'll go") : _("It is done");
    }
    if (open) {
        card.second_id = second;
        card.second = _("Hand over");
    }
    enum ui_desk_press pressed = ui_desk_card(ui, id, &card);
    if (pressed == DESK_KEY)
        ask_help(app, s, call->op, open ? CALL_HELP_COMING : CALL_HELP_DONE, &app_staff(app)->name);
    if (pressed == DESK_SECOND) {
        text_copy(s->help_op, sizeof s->help_op, call->op);
        app_step(app, GUIDE_HAND);
    }
    if (open && app_now(app) - call->created_ms < 120000)
        app_wake_at(app, app_now(app) + 1000); /* seconds are shown */
}

void guide_help_side(struct app *app, struct guide_state *s, struct ui *ui)
{
    char count[12];
    text_format(count, sizeof count, "%d", (int)s->help_count);
    ui_desk_heading(ui, _("Calls for help"), NULL, s->help_count ? count : NULL);
    if (s->help_count == 0)
        ui_quiet(ui, TEXT_XS, _("Nobody calls"));
    for (size_t i = 0; i < s->help_count; i++)
        view_call(app, s, &s->help[i], ui);
}

void guide_hand_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    guide_head(app, ui, _("Which colleague goes?"), true);
    enum err e = staff_list(app_db(app), s->colleagues, GUIDE_STAFF, &s->colleague_count);
    if (e != ERR_OK)
        read_failed(ui, e);
    size_t shown = 0;
    ui_desk_columns(ui, 2);
    for (size_t i = 0; e == ERR_OK && i < s->colleague_count; i++) {
        const struct staff *one = &s->colleagues[i];
        char id[STAFF_ID_SIZE + 8];
        if (one->locked || strcmp(one->id, app_staff(app)->id) == 0)
            continue;
        shown++;
        text_format(id, sizeof id, "staff:%s", one->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.initial = app_label(app, &one->name),
                                    .title = app_label(app, &one->name),
                                    .beside = one->id,
                                    .disabled = guide_waits(app, s)})) {
            ask_help(app, s, s->help_op, CALL_HELP_COMING, &one->name);
            app_back(app);
        }
    }
    ui_columns_end(ui);
    if (e == ERR_OK && shown == 0)
        ui_empty(ui, "users", _("No colleague is known here"),
                 _("Staff are entered by the people who run the machines"));
}

static enum err run_request(struct db *db, const struct act_env *env, void *data)
{
    struct guide_request_job *job = data;
    return desk_request(db, env, &job->by, &job->request, &job->made);
}

static void send_request(struct app *app, struct guide_state *s, enum help_kind kind)
{
    struct guide_request_job *job = &s->request;
    if (app_busy(app))
        return;
    *job = (struct guide_request_job){.by = *app_staff(app), .request = {.kind = kind}};
    uuid_new(job->request.op);
    text_copy(job->request.screen, sizeof job->request.screen, "guide");
    text_copy(job->request.place_id, sizeof job->request.place_id, s->place_id);
    app_start(app, run_request, job, sizeof *job);
}

/* The areas where people wait today: the rooms that call. */
static void view_places(struct app *app, struct guide_state *s, struct ui *ui)
{
    ui_desk_columns(ui, 3);
    if (ui_choice(ui, "place:here", "pin", _("To this desk"), NULL, !s->place_id[0], true))
        s->place_id[0] = '\0';
    for (size_t i = 0; i < s->queue_count; i++) {
        const struct doctor *keeper = &s->queues[i].keeper;
        char id[ID_SIZE + 8];
        bool twice = !keeper->place_id[0];
        for (size_t j = 0; j < i; j++)
            twice |= strcmp(s->queues[j].keeper.place_id, keeper->place_id) == 0;
        text_format(id, sizeof id, "place:%s", keeper->place_id);
        if (!twice && ui_choice(ui, id, NULL, app_label(app, &keeper->place), NULL,
                                strcmp(s->place_id, keeper->place_id) == 0, true))
            text_copy(s->place_id, sizeof s->place_id, keeper->place_id);
    }
    ui_columns_end(ui);
}

void guide_request_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->request, &e)) {
        text_copy(s->call.said, sizeof s->call.said,
                  e == ERR_OK ? _("Noted. It stands with the calls for help") : sentence_for(e));
        s->call.bad = e != ERR_OK;
        if (e == ERR_OK)
            app_back(app);
    }
    guide_head(app, ui, _("Wheelchair or volunteer"), true);
    ui_pin(ui);
    ui_desk_columns(ui, 2);
    if (ui_button(
            ui, "request.wheelchair", _("Send a wheelchair"),
            &(struct ui_button){.kind = BUTTON_PRIMARY, .small = true, .disabled = app_busy(app)}))
        send_request(app, s, HELP_WHEELCHAIR);
    if (ui_button(
            ui, "request.volunteer", _("Send a volunteer"),
            &(struct ui_button){.kind = BUTTON_PRIMARY, .small = true, .disabled = app_busy(app)}))
        send_request(app, s, HELP_VOLUNTEER);
    ui_columns_end(ui);
    ui_pin_end(ui);
    guide_said(s, ui);
    ui_desk_heading(ui, _("Where is it needed?"), NULL, NULL);
    view_places(app, s, ui);
}
