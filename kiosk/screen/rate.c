/* Rate the service: about what, one of five equal faces, reasons. The same steps, the same taps and
 * the same waiting for every face; nothing is chosen beforehand. */
#include "base/text.h"
#include "base/uuid.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "screen/parts.h"
#include "screen/subjects.h"
#include "store/care.h"
#include "store/content.h"

#include <string.h>

enum rate_step { RATE_SUBJECT, RATE_FACE, RATE_REASONS, RATE_DONE, RATE_STEP_COUNT };

#define VISITS_MAX 4
#define REASONS_MAX 8

struct state {
    struct subjects subjects;
    struct ticket visits[VISITS_MAX]; /* today's, of who is identified */
    size_t visit_count;
    bool visits_ready;
    struct reason reasons[REASONS_MAX];
    size_t reason_count;
    bool reasons_ready;
    struct rating rating; /* also the job */
    int64_t visit_ms;     /* when the visit that is rated began; 0 = none */
    enum err failed;
};

static const char *const steps[] = {[RATE_SUBJECT] = "rate.subject",
                                    [RATE_FACE] = "rate.face",
                                    [RATE_REASONS] = "rate.reasons",
                                    [RATE_DONE] = "rate.done",
                                    [RATE_STEP_COUNT] = NULL};

static enum err run(struct db *db, const struct act_env *env, void *job)
{
    return rate(db, env, job);
}

static void read_all(struct app *app, struct state *s)
{
    char today[DATE_SIZE];
    app_today(app, today);
    subjects_read(app, &s->subjects);
    if (!s->visits_ready && app_person(app))
        s->visits_ready = ticket_open_of(app_db(app), app_person(app)->uuid, today, s->visits,
                                         VISITS_MAX, &s->visit_count) == ERR_OK;
    if (!s->reasons_ready && app_content_ready(app))
        s->reasons_ready =
            rating_reasons(app_db(app), s->reasons, REASONS_MAX, &s->reason_count) == ERR_OK;
}

/* Another subject is another rating; a press on the same one keeps what was chosen. */
static void about(struct app *app, struct state *s, const char *id, const struct label *name,
                  const struct ticket *visit)
{
    struct rating *r = &s->rating;
    text_copy(r->subject_id, sizeof r->subject_id, id);
    r->subject = *name;
    text_copy(r->ticket_op, sizeof r->ticket_op, visit ? visit->op : "");
    s->visit_ms = visit ? visit->created_ms : 0;
    s->failed = ERR_OK;
    app_step(app, RATE_FACE);
}

static void visit_rows(struct app *app, struct state *s, struct ui *ui)
{
    if (s->visit_count)
        ui_heading(ui, _("Your visit today"));
    for (size_t i = 0; i < s->visit_count; i++) {
        const struct ticket *t = &s->visits[i];
        char id[UUID_SIZE + 8], line[FORMAT_SIZE], time[16];
        format_time(t->created_ms, time, sizeof time);
        text_format(line, sizeof line, "%s  %s", time, t->number);
        text_format(id, sizeof id, "ticket:%s", t->op);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = "steth",
                                    .title = app_label(app, &t->doctor.department),
                                    .line = line}))
            about(app, s, t->doctor.id, &t->doctor.department, t);
    }
}

static void subject(struct app *app, struct state *s, struct ui *ui)
{
    static const struct label nothing;
    ui_pin(ui);
    if (ui_next(ui, _("The whole visit"), true))
        about(app, s, "", &nothing, NULL);
    ui_pin_end(ui);
    ui_title_fact(ui, _("What do you rate?"), "lock", _("No names"));
    visit_rows(app, s, ui);
    const struct subject *pressed = subjects_keys(app, ui, &s->subjects, s->rating.subject_id);
    if (pressed)
        about(app, s, pressed->id, &pressed->name, NULL);
}

static void heading(struct app *app, const struct state *s, struct ui *ui)
{
    const char *name = app_label(app, &s->rating.subject);
    char line[400], time[16];
    ui_title(ui, _("How was it today?"));
    if (s->visit_ms) {
        format_time(s->visit_ms, time, sizeof time);
        text_format(line, sizeof line, app_lang(app) == LANG_EN ? "%s, %s" : "%s　%s", name, time);
        ui_quiet(ui, TEXT_M, line);
    } else {
        ui_quiet(ui, TEXT_M, name[0] ? name : _("The whole visit"));
    }
}

static int faces(struct ui *ui, int chosen)
{
    static const char *const names[5] = {N_("Very bad"), N_("Bad"), N_("Fair"), N_("Good"),
                                         N_("Very good")};
    int pressed = 0;
    ui_columns(ui, 5, 18);
    for (int i = 1; i <= 5; i++) {
        char id[8];
        text_format(id, sizeof id, "face:%d", i);
        if (ui_face(ui, id, i, tr(names[i - 1]), chosen == i))
            pressed = i;
    }
    ui_columns_end(ui);
    return pressed;
}

static void face(struct app *app, struct state *s, struct ui *ui)
{
    heading(app, s, ui);
    int pressed = faces(ui, s->rating.score);
    ui_note(ui, "lock", _("No names. Good or bad, every rating counts the same"));
    if (pressed) {
        s->rating.score = pressed;
        app_step(app, RATE_REASONS);
    }
}

static int reason_at(const struct rating *r, const char *id)
{
    for (int i = 0; i < r->reason_count; i++)
        if (strcmp(r->reasons[i], id) == 0)
            return i;
    return -1;
}

static void switch_reason(struct rating *r, const char *id)
{
    int at = reason_at(r, id);
    if (at < 0 && r->reason_count < REASONS_MAX)
        text_copy(r->reasons[r->reason_count++], ID_SIZE, id);
    else if (at >= 0)
        memmove(r->reasons[at], r->reasons[--r->reason_count], ID_SIZE);
}

static void reason_keys(struct app *app, struct state *s, struct ui *ui)
{
    ui_columns(ui, ui_large(ui) || app_lang(app) == LANG_EN ? 2 : 3, 24);
    for (size_t i = 0; i < s->reason_count; i++) {
        const struct reason *reason = &s->reasons[i];
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "reason:%s", reason->id);
        if (ui_choice(ui, id, reason->icon[0] ? reason->icon : NULL, app_label(app, &reason->name),
                      NULL, reason_at(&s->rating, reason->id) >= 0, true))
            switch_reason(&s->rating, reason->id);
    }
    ui_columns_end(ui);
}

static void submit(struct app *app, struct state *s)
{
    s->failed = ERR_OK;
    if (!app_start(app, run, &s->rating, sizeof s->rating))
        s->failed = ERR_BUSY;
}

static void reasons(struct app *app, struct state *s, struct ui *ui)
{
    enum err result;
    bool writing = ui_focused(ui, "text");
    if (app_finished(app, &s->rating, &result)) {
        s->failed = result;
        if (result == ERR_OK) {
            app_replace(app, RATE_DONE);
            return;
        }
    }
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, false);
    if (ui_submit(ui, app_busy(app) ? _("Saving") : _("Send the rating"), s->rating.score > 0,
                  app_busy(app)))
        submit(app, s);
    ui_pin_end(ui);
    if (!writing) {
        heading(app, s, ui);
        if (s->failed)
            ui_strip(ui, "failed", s->failed == ERR_ALREADY ? TONE_AMBER : TONE_RED, "warn",
                     s->failed == ERR_ALREADY ? _("This visit has been rated already")
                                              : sentence_for(s->failed),
                     NULL, NULL);
        int pressed = faces(ui, s->rating.score);
        if (pressed)
            s->rating.score = pressed;
        ui_heading(ui, _("Because of what?"));
        ui_quiet(ui, TEXT_S, _("Choose any, or none"));
        reason_keys(app, s, ui);
    }
    if (ui_field(ui, "text",
                 &(struct ui_field){.label = _("Anything to add? You may skip it"),
                                    .hint = _("Tap here and write"),
                                    .icon = "pen",
                                    .keys = KEYS_TEXT,
                                    .chinese = true,
                                    .multiline = writing,
                                    .max = 500},
                 s->rating.text, sizeof s->rating.text))
        ui_focus(ui, NULL);
    ui_note(ui, "lock", _("No names. Good or bad, every rating counts the same"));
}

static void done(struct app *app, struct ui *ui)
{
    struct link link;
    ui_done_head(ui, _("Thank you. We have your rating"), _("No name is kept with it"));
    app_link(app, &link);
    if (link.state == LINK_OFFLINE)
        ui_strip(ui, "offline", TONE_SLATE, "cloudoff", _("Saved here"),
                 _("It is sent when the line is back"), NULL);
    if (ui_button(ui, "finish", _("To the start"),
                  &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "home", .tall = true}))
        app_home(app);
    ui_strip(ui, NULL, TONE_SLATE, "say", _("Want an answer?"),
             _("Then tap Make a complaint on the first page"), NULL);
}

static void enter(struct app *app, void *state)
{
    struct state *s = state;
    (void)app;
    uuid_new(s->rating.op);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct state *s = state;
    if (app_at(app) == RATE_SUBJECT && refuse_storing(app, ui))
        return;
    read_all(app, s);
    switch ((enum rate_step)app_at(app)) {
    case RATE_SUBJECT:
        subject(app, s, ui);
        break;
    case RATE_FACE:
        face(app, s, ui);
        break;
    case RATE_REASONS:
        reasons(app, s, ui);
        break;
    case RATE_DONE:
        done(app, ui);
        break;
    case RATE_STEP_COUNT:
        break;
    }
}

const struct screen screen_rate = {
    .steps = steps, .state_size = sizeof(struct state), .enter = enter, .view = view};
