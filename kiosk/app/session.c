/* What belongs to the person in front of the screen, and the wipe when they have gone. */
#include "app/app.h"

#include "base/log.h"
#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

static void first_look(struct app *app)
{
    app->modes = (struct ui_modes){.lang = app->first_lang};
    app->stairs = STAIRS_AS_REACH;
    tr_set(app->modes.lang);
}

void session_begin(struct app *app)
{
    first_look(app);
    idle_touch(&app->idle, clock_mono(app->clock));
    nav_init(&app->nav, app, app_station(app)->home);
}

void session_wipe(struct app *app, bool keep_look)
{
    text_wipe(&app->person, sizeof app->person);
    app->identified = app->greeted = app->warning = false;
    spoken_warn_over(app);
    text_wipe(&app->press, sizeof app->press);
    scanner_wipe(&app->scanner);
    text_wipe(app->notice, sizeof app->notice);
    app->notice_until_ms = 0;
    app->job.data = NULL; /* a running act goes on; its result is nobody's here */
    app->job.owner = 0;
    app->finished.data = NULL;
    app->help.called = app->help.received = app->help.coming = false;
    app->help.helper = (struct label){.zh = ""};
    app->wake_at_ms = 0;
    paper_desk_forget(app->paper);
    ui_forget(app->ui);
    draw_list_reset(app->next);
    draw_list_reset(app->shown);
    if (app->painter != NULL) {
        painter_forget(app->painter);
        painter_invalidate(app->painter);
    }
    if (!keep_look && app->signed_on.session.id[0] == 0) /* staff keep their language */
        first_look(app);
    text_wipe_stack();
    idle_touch(&app->idle, clock_mono(app->clock));
    app->dirty = true;
}

void session_clear(struct app *app)
{
    nav_clear(&app->nav);
    text_wipe(&app->person, sizeof app->person);
    scanner_wipe(&app->scanner);
}

bool session_pristine(const struct app *app)
{
    if (app_station(app)->unattended)
        return true;
    const struct nav_entry *first = &app->nav.stack[0];
    int passive = first->screen->passive > 0 ? first->screen->passive : 1;
    if (app->nav.depth > 1 || first->step >= passive ||
        (first->screen->begun != NULL && first->screen->begun(first->state)))
        return false;
    return !app->identified && app->signed_on.session.id[0] == 0 &&
           app->modes.lang == app->first_lang && !app->modes.large && !app->modes.contrast &&
           !app->modes.low && app->stairs == STAIRS_AS_REACH;
}

struct idle_rule session_rule(const struct app *app)
{
    const struct nav_entry *top = &app->nav.stack[app->nav.depth - 1];
    bool nothing = app->nav.depth == 1 && !app->identified;
    if (app->signed_on.session.id[0] != 0) { /* the warning is within their time */
        int warn = nothing ? 0
                   : app->config.session.warn_s < app->config.staff.idle_s / 2
                       ? app->config.session.warn_s
                       : app->config.staff.idle_s / 2;
        return (struct idle_rule){
            .idle_s = app->config.staff.idle_s - warn, .warn_s = warn, .nothing_to_lose = nothing};
    }
    return (struct idle_rule){
        .idle_s = top->screen->idle_s > 0 ? top->screen->idle_s : app->config.session.idle_s,
        .warn_s = app->config.session.warn_s,
        .nothing_to_lose = nothing,
    };
}

void session_turn_language(struct app *app)
{
    app->modes.lang = app->modes.lang == LANG_ZH ? LANG_EN : LANG_ZH;
    tr_set(app->modes.lang);
    app->dirty = true;
}

/* normal -> large print -> large print in high contrast -> normal (contract) */
void session_turn_large(struct app *app)
{
    if (!app->modes.large)
        app->modes.large = true;
    else if (!app->modes.contrast)
        app->modes.contrast = true;
    else
        app->modes.large = app->modes.contrast = false;
    app->dirty = true;
}

void session_turn_low(struct app *app)
{
    app->modes.low = !app->modes.low;
    app->dirty = true;
}

void session_say(struct app *app, const char *sentence)
{
    text_copy(app->notice, sizeof app->notice, sentence);
    app->notice_until_ms = clock_mono(app->clock) + NOTICE_MS;
    app->dirty = true;
}

/* ---- screen/screen.h ---- */

void app_open(struct app *app, const struct screen *screen, const void *args, size_t size)
{
    nav_open(&app->nav, screen, args, size);
}

void app_step(struct app *app, int step)
{
    nav_step(&app->nav, step);
}

void app_replace(struct app *app, int step)
{
    nav_replace(&app->nav, step);
}

int app_at(const struct app *app)
{
    return app->nav.stack[app->nav.depth - 1].step;
}

void app_back(struct app *app)
{
    nav_back(&app->nav);
}

void app_home(struct app *app)
{
    nav_home(&app->nav);
}

const struct person *app_person(const struct app *app)
{
    return app->identified ? &app->person : NULL;
}

void app_set_person(struct app *app, const struct person *person)
{
    bool same = person != NULL && app->identified && !strcmp(app->person.uuid, person->uuid);
    app->greeted = app->greeted && same;
    text_wipe(&app->person, sizeof app->person);
    app->identified = person != NULL;
    if (person != NULL)
        app->person = *person;
    app->dirty = true;
}

bool app_greet(struct app *app)
{
    bool first = app->identified && !app->greeted;
    app->greeted = app->identified;
    return first;
}

enum lang app_lang(const struct app *app)
{
    return app->modes.lang;
}

void app_show_in(struct app *app, enum lang lang)
{
    app->modes.lang = lang;
    tr_set(lang);
}

void app_in_language(struct app *app, enum lang lang, void (*fn)(struct app *app, void *ctx),
                     void *ctx)
{
    enum lang before = app->modes.lang;
    app->modes.lang = lang;
    tr_set(lang);
    fn(app, ctx);
    app->modes.lang = before;
    tr_set(before);
}

bool app_step_free(const struct app *app)
{
    return app->stairs == STAIRS_AS_REACH ? app->modes.low : app->stairs == STAIRS_NO;
}

void app_set_step_free(struct app *app, bool on)
{
    app->stairs = on ? STAIRS_NO : STAIRS_YES;
}

const char *app_label(const struct app *app, const struct label *label)
{
    return label_in(label, app->modes.lang);
}

const char *app_note(const struct app *app, const struct note *note)
{
    return note_in(note, app->modes.lang);
}
