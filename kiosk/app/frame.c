/* One picture: the chrome, the open screen's view, what lies over it; painted and reported when it
 * is not what is shown already. */
#include "app/app.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "model/identity.h"

#include <stdio.h>
#include <string.h>

#define PASSES_MAX 8 /* views that send on to the next at once */

const char *app_help_words(const struct app *app)
{
    return !app->help.called    ? _("Call staff")
           : app->help.coming   ? app->help.words
           : app->help.received ? _("Staff called")
                                : _("Noted");
}

/* Who is coming, as far as a key has room for it; the notice said the rest. */
static void set_help_words(struct app *app)
{
    const char *who = app_label(app, &app->help.helper);
    if (who[0] && text_count(who) <= 4)
        text_format(app->help.words, sizeof app->help.words, _("%s is coming"), who);
    else
        text_copy(app->help.words, sizeof app->help.words, _("Someone is coming"));
}

static void put_chrome(struct app *app)
{
    char time[FORMAT_SIZE], date[FORMAT_SIZE], today[DATE_SIZE], person[64] = "";
    int64_t now = app_now(app);
    app_today(app, today);
    format_time(now, time, sizeof time);
    format_date(today, date, sizeof date);
    if (app->identified && app->person.name[0] != 0)
        mask_name(app->person.name, person, sizeof person);
    else if (app->identified)
        mask_identity(&app->person, person, sizeof person);
    bool english = app->modes.lang == LANG_EN;
    char staff[200];
    const struct staff_session *desk = app_staff(app);
    text_format(staff, sizeof staff, _("For a patient, by %s %s"), app_label(app, &desk->name),
                desk->id);
    struct ui_chrome chrome = {
        .hospital = desk->id[0] ? staff : app_label(app, &app->hospital.name),
        .staff = desk->id[0] != 0,
        .station = english ? app->config.station.name_en : app->config.station.name_zh,
        .time = time,
        .date = date,
        .person = app->identified ? person : NULL,
        .home = app->nav.depth == 1,
        .help = app_help_words(app),
    };
    ui_chrome(app->ui, &chrome);
}

static void build(struct app *app)
{
    const struct nav_entry *entry = nav_top(&app->nav);
    app->wake_at_ms = 0;
    ui_clock(app->ui, clock_mono(app->clock), app->config.display.reduced_motion);
    set_help_words(app);
    ui_begin(app->ui, &app->modes, nav_name(&app->nav));
    if (entry->screen->bare)
        ui_bare(app->ui);
    else
        put_chrome(app);
    app->minute = app_now(app) / 60000;
    app->waiting = false;
    entry->screen->view(app, entry->state, app->ui);
    if (app->notice[0] != 0 && !app->warning)
        ui_notice(app->ui, "notice", "info", app->notice);
    if (app->warning) {
        struct idle_rule rule = session_rule(app);
        ui_timeout(app->ui, idle_left_s(&app->idle, &rule, clock_mono(app->clock)), rule.warn_s);
    }
    ui_end(app->ui, app->next);
}

static bool busy(const struct app *app)
{
    return app_busy(app) || app->waiting || app->help.ticket != 0 ||
           app_print_state(app) == PRINT_WAITING;
}

static void report(struct app *app, const char *name)
{
    if (app->semantics == NULL)
        return;
    struct frame_facts facts = {
        .screen = name,
        .lang = lang_name(app->modes.lang),
        .large = app->modes.large,
        .contrast = app->modes.contrast,
        .low = app->modes.low,
        .busy = busy(app),
        .ms = start_ms(app),
        .map_ms = app_map(app) != NULL ? atomic_load(&app->map_ms) : 0,
    };
    semantics_write(app->semantics, &facts, app->next);
}

void app_waits(struct app *app)
{
    app->waiting = true;
}

void frame_show(struct app *app)
{
    world_look(app);
    for (int i = 0; i < PASSES_MAX; i++) {
        app->dirty = false;
        build(app);
        /* the view changed what stands above it */
        bool again = nav_settle(&app->nav) || app->dirty || ui_had_input(app->ui);
        if (nav_went_home(&app->nav))
            session_wipe(app, false);
        if (!again)
            break;
    }
    spoken_look(app);
    app->finished.data = NULL;
    app->dirty = false;
    int wait = ui_frame_wait_ms(app->ui);
    app->frame_due_ms = wait < 0 ? 0 : clock_mono(app->clock) + (wait > 0 ? wait : 1);
    const char *name = app->warning ? "timeout" : nav_name(&app->nav);
    bool same = app->ever_shown && draw_list_same(app->shown, app->next);
    if (!same && app->painter != NULL)
        painter_show(app->painter, app->ever_shown ? app->shown : NULL, app->next);
    if (!same || strcmp(name, app->shown_name) != 0 || busy(app) != app->shown_busy)
        report(app, name);
    snprintf(app->shown_name, sizeof app->shown_name, "%s", name);
    app->shown_busy = busy(app);
    app->ever_shown = true;
    struct draw_list *swap = app->shown;
    app->shown = app->next;
    app->next = swap;
    draw_list_reset(app->next);
}
