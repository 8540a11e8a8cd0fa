/* A lift or staircase that is out of use: reported here, every way leads round it at once. */
#include "screen/guide_closure.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"

#include <string.h>

static const struct {
    const char *id, *words;
} reasons[] = {{"reason:repair", N_("Being repaired")},
               {"reason:broken", N_("Broken down")},
               {"reason:cleaning", N_("Being cleaned")},
               {"reason:blocked", N_("Blocked")}};

static const struct {
    const char *id, *words;
    int minutes; /* 0 = until opened again, -1 = until the end of the day */
} spans[] = {{"until:hour", N_("For an hour"), 60},
             {"until:today", N_("Today"), -1},
             {"until:open", N_("Until opened again"), 0}};

static enum err run_closure(struct db *db, const struct act_env *env, void *data)
{
    struct closure_job *job = data;
    enum err e = staff_check(env, &job->by, ROLE_GUIDE);
    if (e != ERR_OK)
        return e;
    return job->lift ? closure_lift(db, env, job->request.op, job->by.id)
                     : closure_add(db, env, &job->request, &job->made);
}

/* A sentence of ours in both languages: what is stored is read in either. */
static void in_both(const char *words, struct label *out)
{
    enum lang lang = tr_lang();
    tr_set(LANG_ZH);
    text_copy(out->zh, sizeof out->zh, tr(words));
    tr_set(LANG_EN);
    text_copy(out->en, sizeof out->en, tr(words));
    tr_set(lang);
}

static const char *place_name(struct app *app, const struct map_place *place)
{
    bool en = app_lang(app) == LANG_EN;
    const char *name = en && place->name_en[0] ? place->name_en : place->name_zh;
    return name[0]                       ? name
           : place->sign[0]              ? place->sign
           : place->category == MAP_LIFT ? _("Lift")
                                         : _("Stairs");
}

/* One is one on all floors: the first floor's stands for it. */
static void add_places(const struct map *map, enum map_category category, struct guide_closures *s)
{
    size_t from = s->place_count, n = 0;
    n = map_category(map, category, s->places + from, PLACES - from);
    for (size_t i = from; i < from + n; i++) {
        const struct map_place one = s->places[i];
        bool known = !map_can_close(map, one.feature);
        for (size_t j = 0; j < s->place_count && !known; j++)
            known = one.name_zh[0] && strcmp(s->places[j].name_zh, one.name_zh) == 0 &&
                    strcmp(s->places[j].building_zh, one.building_zh) == 0;
        if (!known)
            s->places[s->place_count++] = one;
    }
}

static void begin(struct app *app, struct guide_closures *s)
{
    const struct map *map = app_map(app);
    s->place_count = 0;
    s->problem = ERR_OK;
    s->target[0] = '\0';
    s->thing = (struct map_thing){.feature = ""};
    s->level = 0;
    s->reason = s->span = 0;
    if (map) {
        add_places(map, MAP_LIFT, s);
        add_places(map, MAP_STAIRS, s);
    }
    app_step(app, CLOSURE_WHAT);
}

static void target_shown(struct app *app, const struct closure *c, char *out, size_t size)
{
    struct map_place place;
    struct map_thing thing;
    const struct map *map = app_map(app);
    if (map && c->target[0] && map_place_by_id(map, c->target, &place))
        text_copy(out, size, place_name(app, &place));
    else if (map && c->target[0] && map_thing_by_id(map, c->target, &thing))
        text_copy(out, size, app_lang(app) == LANG_EN ? thing.name_en : thing.name_zh);
    else
        text_copy(out, size, c->target[0] ? c->target : _("A part of a floor"));
}

static void view_one(struct app *app, struct guide_closures *s, const struct closure *c,
                     struct ui *ui)
{
    char id[ID_SIZE + 12], lift[ID_SIZE + 12], title[200], line[400], until[FORMAT_SIZE] = "",
                                                                      time[FORMAT_SIZE] = "";
    text_format(id, sizeof id, "closure:%s", c->id);
    text_format(lift, sizeof lift, "lift:%s", c->id);
    target_shown(app, c, title, sizeof title);
    if (c->until_ms) {
        day_shown(app, c->until_ms, until, sizeof until);
        format_time(c->until_ms, time, sizeof time);
    } else {
        text_copy(until, sizeof until, _("until opened again"));
    }
    text_format(line, sizeof line, "%s %s　%s", until, time,
                c->content ? _("by the hospital") : c->by);
    struct ui_desk_card card = {
        .title = title, .beside = app_label(app, &c->reason), .line = line, .busy = app_busy(app)};
    if (!c->content) {
        card.first_id = lift;
        card.first = _("Open again");
    }
    if (ui_desk_card(ui, id, &card) != DESK_KEY)
        return;
    s->job = (struct closure_job){.by = *app_staff(app), .lift = true};
    text_copy(s->job.request.op, sizeof s->job.request.op, c->id);
    app_start(app, run_closure, &s->job, sizeof s->job);
}

static void view_list(struct app *app, struct guide_closures *s, struct ui *ui)
{
    guide_head(app, ui, _("What is closed"), true);
    ui_pin(ui);
    if (ui_button(ui, "report", _("Report one out of use"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "lift"}))
        begin(app, s);
    ui_pin_end(ui);
    if (fresh_begin(app, &s->fresh))
        s->problem = closure_list(app_db(app), app_now(app), false, s->list, CLOSURES, &s->count);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    else if (s->count == 0)
        ui_empty(ui, "check", _("All are in use"), _("Ways lead round whatever stands here"));
    ui_pages(ui, "closures");
    for (size_t i = 0; s->problem == ERR_OK && i < s->count; i++)
        view_one(app, s, &s->list[i], ui);
    ui_pages_end(ui);
}

static void view_what(struct app *app, struct guide_closures *s, struct ui *ui)
{
    guide_head(app, ui, _("What is out of use?"), true);
    ui_pin(ui);
    if (app_map(app) &&
        ui_button(ui, "plan", _("Something else: tap it on the plan"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .small = true, .icon = "route"}))
        app_step(app, CLOSURE_MAP);
    ui_pin_end(ui);
    if (s->place_count == 0)
        ui_empty(ui, "lift", _("The map is not there yet"), _("Go back and try again"));
    ui_desk_columns(ui, 3);
    for (size_t i = 0; i < s->place_count; i++) {
        const struct map_place *one = &s->places[i];
        char id[MAP_ID_SIZE + 12];
        const char *building = app_lang(app) == LANG_EN ? one->building_en : one->building_zh;
        text_format(id, sizeof id, "place:%s", one->id);
        if (!ui_choice(ui, id, one->category == MAP_LIFT ? "lift" : "stairs", place_name(app, one),
                       building[0] ? building : NULL, false, true))
            continue;
        s->thing = (struct map_thing){.feature = ""};
        text_copy(s->target, sizeof s->target, one->feature);
        text_copy(s->name, sizeof s->name, place_name(app, one));
        app_step(app, CLOSURE_WHY);
    }
    ui_columns_end(ui);
}

static void send(struct app *app, struct guide_closures *s)
{
    struct close_request *r = &s->job.request;
    char today[DATE_SIZE], tomorrow[DATE_SIZE];
    int minutes = spans[s->span].minutes;
    s->job = (struct closure_job){.by = *app_staff(app)};
    uuid_new(r->op);
    text_copy(r->target, sizeof r->target, s->target);
    text_copy(r->by, sizeof r->by, app_staff(app)->id);
    in_both(reasons[s->reason].words, &r->reason);
    app_today(app, today);
    clock_date_add(today, 1, tomorrow);
    r->until_ms = minutes < 0   ? clock_date_start(tomorrow)
                  : minutes > 0 ? app_now(app) + (int64_t)minutes * 60000
                                : 0;
    app_start(app, run_closure, &s->job, sizeof s->job);
}

static void view_why(struct app *app, struct guide_closures *s, struct ui *ui)
{
    char title[200];
    text_format(title, sizeof title, _("%s: why, and until when"), s->name);
    guide_head(app, ui, title, true);
    ui_pin(ui);
    bool go = ui_submit(ui, _("Lead all ways round it"), !app_busy(app), app_busy(app));
    ui_pin_end(ui);
    if (s->problem != ERR_OK)
        read_failed(ui, s->problem);
    ui_desk_columns(ui, 4);
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (ui_choice(ui, reasons[i].id, NULL, tr(reasons[i].words), NULL, s->reason == (int)i,
                      true))
            s->reason = (int)i;
    ui_columns_end(ui);
    ui_desk_columns(ui, 3);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++)
        if (ui_choice(ui, spans[i].id, NULL, tr(spans[i].words), NULL, s->span == (int)i, true))
            s->span = (int)i;
    ui_columns_end(ui);
    if (go && !app_busy(app))
        send(app, s);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct guide_closures *s = state;
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        s->problem = e;
        s->fresh = (struct fresh){0};
        if (e == ERR_OK && app_at(app) == CLOSURE_WHY) {
            app_back(app);
            app_back(app);
            if (s->thing.feature[0]) /* it was tapped on the plan: one step more */
                app_back(app);
        }
    }
    switch ((enum closure_step)app_at(app)) {
    case CLOSURE_LIST:
        view_list(app, s, ui);
        break;
    case CLOSURE_WHAT:
        view_what(app, s, ui);
        break;
    case CLOSURE_MAP:
        guide_closure_map(app, s, ui);
        break;
    case CLOSURE_WHY:
        view_why(app, s, ui);
        break;
    case CLOSURE_STEP_COUNT:
        break;
    }
}

static const char *const steps[] = {[CLOSURE_LIST] = "guide.closures",
                                    [CLOSURE_WHAT] = "guide.closure",
                                    [CLOSURE_MAP] = "guide.closure.map",
                                    [CLOSURE_WHY] = "guide.closure.why",
                                    [CLOSURE_STEP_COUNT] = NULL};

const struct screen screen_guide_closures = {.steps = steps,
                                             .state_size = sizeof(struct guide_closures),
                                             .view = view,
                                             .bare = true,
                                             .staff = true};
