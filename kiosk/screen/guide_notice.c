/* Announcements and stop notices: what stands, taking one back, and writing one. They stand on the
 * kiosks at once, from now until when they say. */
#include "screen/guide.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/clinic_stop.h"
#include "store/own_notice.h"

#include <string.h>

#define NOTICES 20
#define PLACES 2

enum notice_step { NOTICE_LIST, NOTICE_TITLE, NOTICE_BODY, NOTICE_WHEN, NOTICE_STEP_COUNT };

struct notice_job {
    struct staff_session by;
    struct desk_notice notice;
    bool revoke;
};

struct guide_notices {
    struct own_notice list[NOTICES];
    size_t count;
    struct fresh fresh;
    enum err problem;
    int days; /* 0 = today, ...; -1 = until it is taken back */
    struct desk_notice notice;
    struct notice_job job;
    char taking[UUID_SIZE];          /* asked once more before it is taken back */
    struct map_place places[PLACES]; /* that it speaks of */
    size_t place_count;
};

static enum err run_notice(struct db *db, const struct act_env *env, void *data)
{
    struct notice_job *job = data;
    return job->revoke ? desk_revoke(db, env, &job->by, job->notice.op)
                       : desk_announce(db, env, &job->by, &job->notice);
}

static void until_shown(struct app *app, int64_t until_ms, char *out, size_t size)
{
    char day[FORMAT_SIZE];
    if (until_ms == 0) {
        text_copy(out, size, _("until it is taken back"));
        return;
    }
    day_shown(app, until_ms - 1, day, sizeof day);
    text_format(out, size, _("until the end of %s"), day);
}

/* How many of this store are told when they stand at a kiosk. */
static void booked_shown(struct app *app, const char *stop_op, char *out, size_t size)
{
    struct clinic_stop stop;
    int count;
    if (clinic_stop_get(app_db(app), stop_op, &stop) == ERR_OK &&
        clinic_stop_concerns(app_db(app), stop.session_id, &count) == ERR_OK)
        text_format(out, size, tr_n("%d booked here", "%d booked here", count), count);
}

static void view_one(struct app *app, struct guide_notices *s, const struct own_notice *own,
                     struct ui *ui)
{
    char id[60], first[60], second[60], line[300], until[160], time[FORMAT_SIZE],
        beside[FORMAT_SIZE] = "";
    const struct notice *n = &own->notice;
    bool sure = strcmp(s->taking, n->id) == 0;
    text_format(id, sizeof id, "notice:%s", n->id);
    text_format(first, sizeof first, "revoke:%s", n->id);
    text_format(second, sizeof second, "keep:%s", n->id);
    until_shown(app, n->until_ms, until, sizeof until);
    format_time(n->published_ms, time, sizeof time);
    text_format(line, sizeof line, "%s　%s %s　%s",
                n->kind == NOTICE_STOP ? _("Clinic stopped") : _("Announcement"), time, own->by,
                until);
    if (n->kind == NOTICE_STOP)
        booked_shown(app, n->id, beside, sizeof beside);
    struct ui_desk_card card = {.title = app_label(app, &n->title),
                                .beside = beside,
                                .line = line,
                                .amber = sure,
                                .busy = app_busy(app)};
    card.first_id = first;
    bool stop = n->kind == NOTICE_STOP;
    card.first = sure   ? (stop ? _("Yes, it takes place") : _("Yes, take it back"))
                 : stop ? _("It takes place after all")
                        : _("Take it back");
    if (sure) {
        card.second_id = second;
        card.second = _("Leave it");
    }
    enum ui_desk_press pressed = ui_desk_card(ui, id, &card);
    if (pressed == DESK_SECOND)
        s->taking[0] = '\0';
    if (pressed != DESK_KEY)
        return;
    if (!sure) {
        text_copy(s->taking, sizeof s->taking, n->id);
        return;
    }
    s->job = (struct notice_job){.by = *app_staff(app), .revoke = true};
    text_copy(s->job.notice.op, sizeof s->job.notice.op, n->id);
    app_start(app, run_notice, &s->job, sizeof s->job);
    s->taking[0] = '\0';
}

static void begin(struct app *app, struct guide_notices *s)
{
    s->notice = (struct desk_notice){.op = ""};
    uuid_new(s->notice.op);
    s->days = 0;
    app_step(app, NOTICE_TITLE);
}

static void view_list(struct app *app, struct guide_notices *s, struct ui *ui)
{
    guide_head(app, ui, _("Announcements"), true);
    ui_pin(ui);
    ui_desk_columns(ui, 2);
    if (ui_button(ui, "write.announcement", _("Write an announcement"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "pen"}))
        begin(app, s);
    if (ui_button(ui, "write.stop", _("A clinic is stopped"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "warn"}))
        app_open(app, &screen_guide_stop, NULL, 0);
    ui_columns_end(ui);
    ui_pin_end(ui);
    if (fresh_begin(app, &s->fresh))
        s->problem = own_notice_list(app_db(app), s->list, NOTICES, &s->count);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    else if (s->count == 0)
        ui_empty(ui, "bell", _("None written here"),
                 _("What you write stands on the machines at once"));
    ui_pages(ui, "notices");
    for (size_t i = 0; s->problem == ERR_OK && i < s->count; i++)
        view_one(app, s, &s->list[i], ui);
    ui_pages_end(ui);
}

/* What it names is offered as where to lead people: nothing is typed twice. */
static void find_places(struct app *app, struct guide_notices *s)
{
    char text[sizeof s->notice.title + sizeof s->notice.body + 2];
    text_format(text, sizeof text, "%s\n%s", s->notice.title, s->notice.body);
    s->place_count = app_map(app) ? map_named_in(app_map(app), text, s->places, PLACES) : 0;
    s->notice.about_id[0] = '\0';
}

static void place_keys(struct app *app, struct guide_notices *s, struct ui *ui)
{
    bool en = app_lang(app) == LANG_EN;
    for (size_t i = 0; i < s->place_count; i++) {
        const struct map_place *place = &s->places[i];
        char id[MAP_ID_SIZE + 12], words[MAP_NAME_SIZE + 40];
        bool chosen = strcmp(s->notice.about_id, place->id) == 0;
        text_format(id, sizeof id, "about:%s", place->id);
        text_format(words, sizeof words, _("Lead to: %s"), en ? place->name_en : place->name_zh);
        if (ui_choice(ui, id, "route", words, NULL, chosen, true))
            text_copy(s->notice.about_id, sizeof s->notice.about_id, chosen ? "" : place->id);
    }
}

/* One field over the whole keyboard: there is no room for more. */
static void view_field(struct app *app, struct guide_notices *s, struct ui *ui, bool title)
{
    char *text = title ? s->notice.title : s->notice.body;
    size_t size = title ? sizeof s->notice.title : sizeof s->notice.body;
    guide_head(app, ui, title ? _("What is announced") : _("What else (may stay empty)"), true);
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, true);
    ui_pin_end(ui);
    bool next = ui_field(ui, title ? "title" : "body",
                         &(struct ui_field){.hint = title ? _("One short sentence")
                                                          : _("Reason, where to go instead"),
                                            .keys = KEYS_TEXT,
                                            .chinese = true,
                                            .autofocus = true,
                                            .max = title ? 40 : 120},
                         text, size);
    if (!next || (title && !text[0]))
        return;
    if (!title)
        find_places(app, s);
    app_step(app, title ? NOTICE_BODY : NOTICE_WHEN);
}

static void set_until(struct app *app, struct guide_notices *s)
{
    char today[DATE_SIZE], day[DATE_SIZE];
    app_today(app, today);
    clock_date_add(today, s->days + 1, day);
    s->notice.until_ms = s->days < 0 ? 0 : clock_date_start(day);
}

static void view_when(struct app *app, struct guide_notices *s, struct ui *ui)
{
    static const struct {
        const char *id, *words;
        int days;
    } spans[] = {{"until:today", N_("Today"), 0},
                 {"until:tomorrow", N_("Until tomorrow"), 1},
                 {"until:week", N_("For a week"), 6},
                 {"until:open", N_("Until taken back"), -1}};
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        s->problem = e;
        if (e == ERR_OK) {
            s->fresh = (struct fresh){0};
            for (int i = NOTICE_LIST; i < NOTICE_WHEN; i++)
                app_back(app);
        }
    }
    guide_head(app, ui, _("How long does it stand?"), true);
    ui_pin(ui);
    bool go = ui_submit(ui, _("Show it on the machines"), !app_busy(app), app_busy(app));
    ui_pin_end(ui);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    ui_desk_card(ui, "preview",
                 &(struct ui_desk_card){.title = s->notice.title, .line = s->notice.body});
    ui_desk_columns(ui, 4);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (ui_choice(ui, spans[i].id, NULL, tr(spans[i].words), NULL, s->days == spans[i].days,
                      true))
            s->days = spans[i].days;
    ui_columns_end(ui);
    ui_desk_columns(ui, (int)s->place_count + 1);
    place_keys(app, s, ui);
    if (ui_toggle(ui, "urgent", _("Urgent: stands first"), s->notice.urgent))
        s->notice.urgent = !s->notice.urgent;
    ui_columns_end(ui);
    if (!go || app_busy(app))
        return;
    set_until(app, s);
    s->job = (struct notice_job){.by = *app_staff(app), .notice = s->notice};
    app_start(app, run_notice, &s->job, sizeof s->job);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct guide_notices *s = state;
    enum err e;
    if (app_at(app) == NOTICE_LIST && app_finished(app, &s->job, &e)) {
        s->problem = e;
        s->fresh = (struct fresh){0};
    }
    switch ((enum notice_step)app_at(app)) {
    case NOTICE_LIST:
        view_list(app, s, ui);
        break;
    case NOTICE_TITLE:
        view_field(app, s, ui, true);
        break;
    case NOTICE_BODY:
        view_field(app, s, ui, false);
        break;
    case NOTICE_WHEN:
        view_when(app, s, ui);
        break;
    case NOTICE_STEP_COUNT:
        break;
    }
}

static const char *const steps[] = {[NOTICE_LIST] = "guide.notices",
                                    [NOTICE_TITLE] = "guide.notice",
                                    [NOTICE_BODY] = "guide.notice.more",
                                    [NOTICE_WHEN] = "guide.notice.until",
                                    [NOTICE_STEP_COUNT] = NULL};

const struct screen screen_guide_notices = {.steps = steps,
                                            .state_size = sizeof(struct guide_notices),
                                            .view = view,
                                            .bare = true,
                                            .staff = true};
