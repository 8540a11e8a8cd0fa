/* Complain, suggest, praise: the table row and the first questions. */
#include "screen/complain.h"
#include "screen/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "model/identity.h"

#include <string.h>

static const char *const steps[] = {
    [COMPLAIN_KIND] = "complain.kind",     [COMPLAIN_ABOUT] = "complain.kind",
    [COMPLAIN_TEXT] = "complain.text",     [COMPLAIN_CONTACT] = "complain.contact",
    [COMPLAIN_REVIEW] = "complain.review", [COMPLAIN_DONE] = "complain.done",
    [COMPLAIN_TRACK] = "complain.track",   [COMPLAIN_STEP_COUNT] = NULL};

const char *complain_kind_name(enum voice_kind kind)
{
    switch (kind) {
    case VOICE_COMPLAINT:
        return _("Complaint");
    case VOICE_SUGGESTION:
        return _("Suggestion");
    case VOICE_PRAISE:
        return _("Praise");
    case VOICE_COUNT:
        break;
    }
    return "";
}

static void read_rules(struct app *app, struct complain_state *s)
{
    if (!s->rules_ready && app_content_ready(app))
        s->rules_ready =
            complaint_rules(app_db(app), s->rules, COMPLAIN_RULES_MAX, &s->rule_count) == ERR_OK;
}

void complain_kind(struct app *app, struct complain_state *s, struct ui *ui)
{
    static const struct {
        const char *id, *icon, *line;
    } kinds[] = {[VOICE_COMPLAINT] = {"kind:complaint", "say", N_("Something went wrong")},
                 [VOICE_SUGGESTION] = {"kind:suggestion", "pen", N_("Something could be better")},
                 [VOICE_PRAISE] = {"kind:praise", "heart", N_("Somebody did well")}};
    _Static_assert(sizeof kinds / sizeof *kinds == VOICE_COUNT, "a row for each kind");
    bool refused = refuse_storing(app, ui);
    if (!refused)
        ui_title_fact(ui, _("Complain or suggest"), "lock", _("You need not give your name"));
    for (int i = 0; i < VOICE_COUNT && !refused; i++)
        if (ui_row(ui, kinds[i].id,
                   &(struct ui_row){.icon = kinds[i].icon,
                                    .title = complain_kind_name((enum voice_kind)i),
                                    .line = tr(kinds[i].line)})) {
            s->file.request.kind = (enum voice_kind)i;
            app_step(app, COMPLAIN_ABOUT);
        }
    ui_heading(ui, _("Sent one before?"));
    if (ui_row(ui, "track",
               &(struct ui_row){.icon = "search",
                                .title = _("See what became of it"),
                                .line = _("With the number on your receipt")})) {
        text_wipe(s->number, sizeof s->number);
        text_wipe(&s->look, sizeof s->look);
        s->found = s->ask_tail = false;
        s->look_failed = ERR_OK;
        app_step(app, COMPLAIN_TRACK);
    }
}

void complain_about(struct app *app, struct complain_state *s, struct ui *ui)
{
    struct complain_request *r = &s->file.request;
    subjects_read(app, &s->subjects);
    ui_pin(ui);
    if (ui_next(ui, r->about_id[0] ? _("Next") : _("Skip this"), true))
        app_step(app, COMPLAIN_TEXT);
    ui_pin_end(ui);
    ui_title(ui, r->kind == VOICE_PRAISE ? _("Who did well?") : _("Where was it?"));
    ui_quiet(ui, TEXT_M, _("You may skip this"));
    const struct subject *pressed = subjects_keys(app, ui, &s->subjects, r->about_id);
    if (!pressed)
        return;
    if (strcmp(pressed->id, r->about_id) == 0) { /* a second press takes it back */
        r->about_id[0] = '\0';
        s->about = (struct label){0};
    } else {
        text_copy(r->about_id, sizeof r->about_id, pressed->id);
        s->about = pressed->name;
    }
}

static void enter(struct app *app, void *state)
{
    struct complain_state *s = state;
    uuid_new(s->file.request.op);
    uuid_new(s->file.request.task_op);
    if (s->args.number[0]) {
        text_copy(s->number, sizeof s->number, s->args.number);
        s->look_now = true;
        app_replace(app, COMPLAIN_TRACK);
    }
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct complain_state *s = state;
    read_rules(app, s);
    switch ((enum complain_step)app_at(app)) {
    case COMPLAIN_KIND:
        complain_kind(app, s, ui);
        break;
    case COMPLAIN_ABOUT:
        complain_about(app, s, ui);
        break;
    case COMPLAIN_TEXT:
        complain_text(app, s, ui);
        break;
    case COMPLAIN_CONTACT:
        complain_contact(app, s, ui);
        break;
    case COMPLAIN_REVIEW:
        complain_review(app, s, ui);
        break;
    case COMPLAIN_DONE:
        complain_done(app, s, ui);
        break;
    case COMPLAIN_TRACK:
        complain_track(app, s, ui);
        break;
    case COMPLAIN_STEP_COUNT:
        break;
    }
}

/* A receipt's code leads to its answer from any step where nothing would be lost; a mobile number
 * fills the contact. */
static bool scan(struct app *app, void *state, const char *text)
{
    struct complain_state *s = state;
    char clean[40], today[DATE_SIZE];
    app_today(app, today);
    enum scan_kind kind = identity_scan(text, today, clean);
    int at = app_at(app);
    if (kind == SCAN_COMPLAINT && (at == COMPLAIN_KIND || at == COMPLAIN_TRACK)) {
        text_copy(s->number, sizeof s->number, clean);
        s->ask_tail = s->found = false;
        s->look_failed = ERR_OK;
        s->look_now = true;
        if (at == COMPLAIN_KIND)
            app_step(app, COMPLAIN_TRACK);
        return true;
    }
    if (kind == SCAN_MOBILE && at == COMPLAIN_CONTACT) {
        text_copy(s->file.request.phone, sizeof s->file.request.phone, clean);
        return true;
    }
    return false;
}

const struct screen screen_complain = {.steps = steps,
                                       .state_size = sizeof(struct complain_state),
                                       .enter = enter,
                                       .view = view,
                                       .scan = scan};
