/* What people do, as calls without SDL: fingers, keys, readers, and time that passes. */
#include "app/app.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "sync/sync.h"

#include <string.h>

#define NEWS_MS 20000     /* who goes on touching asks no oftener */
#define CLOCK_FILE_MS 100 /* how often a moved test clock is noticed */

/* What is closed, and announced, is to be as new as it can be for whoever comes. */
static void want_news(struct app *app)
{
    int64_t now = clock_mono(app->clock);
    if (app->sync == NULL || (app->wanted_ms != 0 && now - app->wanted_ms < NEWS_MS))
        return;
    app->wanted_ms = now;
    sync_want(app->sync, SYNC_WANT_NOTICES);
}

/* Somebody is there: the countdown stops, what was said once goes. */
static void touch(struct app *app)
{
    want_news(app);
    idle_touch(&app->idle, clock_mono(app->clock));
    signed_on_touch(app);
    if (app->warning) {
        app->warning = false;
        app->dirty = true;
        spoken_warn_over(app);
    }
}

static void hush(struct app *app)
{
    if (app->notice[0] != 0) {
        app->notice[0] = 0;
        app->dirty = true;
    }
}

static void go_back(struct app *app)
{
    const struct nav_entry *top = nav_top(&app->nav);
    if (top->screen->back != NULL && top->screen->back(app, top->state))
        app->dirty = true;
    else
        app_back(app);
}

static bool chrome_tap(struct app *app, const char *id)
{
    if (strcmp(id, "nav.back") == 0)
        go_back(app);
    else if (strcmp(id, "nav.home") == 0 || strcmp(id, "timeout.finish") == 0)
        app_home(app);
    else if (strcmp(id, "nav.language") == 0)
        session_turn_language(app);
    else if (strcmp(id, "nav.large") == 0)
        session_turn_large(app);
    else if (strcmp(id, "nav.low") == 0)
        session_turn_low(app);
    else if (strcmp(id, "nav.help") == 0 || strcmp(id, "timeout.help") == 0)
        acts_call_staff(app);
    else
        return strcmp(id, "timeout.continue") == 0;
    return true;
}

static void tap(struct app *app, const char *id)
{
    hush(app);
    /* Home in the middle of things is the same person going on: large print and language stay. */
    bool same_person = !app->identified && strcmp(id, "timeout.finish") != 0;
    if (chrome_tap(app, id)) {
        if (nav_settle(&app->nav) && nav_went_home(&app->nav))
            session_wipe(app, same_person);
    } else {
        ui_input_tap(app->ui, id);
    }
    frame_show(app);
}

static int slop(const struct app *app)
{
    return (int)(PRESS_SLOP_PX * ui_scale(app->ui) + 0.5);
}

static void show_held(struct app *app)
{
    ui_input_press(app->ui, press_held(&app->press));
    frame_show(app);
}

/* A finger on the floor plan beside its keys moves the plan, or taps a room. */
static void drag_begin(struct app *app, int64_t finger, int x, int y, int64_t ms)
{
    if (draw_list_hit(app->shown, x, y, 0) != NULL)
        return;
    for (size_t i = draw_list_items(app->shown); i-- > 0;) {
        const struct item *item = draw_list_item_at(app->shown, i);
        struct box box = item->box;
        if (item->role != ROLE_MAP || x < box.x || y < box.y || x >= box.x + box.w ||
            y >= box.y + box.h || !ui_drag_begin(app->ui, item->id, x - box.x, y - box.y, ms))
            continue;
        app->drag.on = true;
        app->drag.finger = finger;
        app->drag.box = box;
        return;
    }
}

/* Wipes the text once it is used. */
static void scanned(struct app *app, enum scanned what, char text[SCANNER_MAX + 1])
{
    struct nav_entry *top = nav_top(&app->nav);
    switch (what) {
    case SCANNED_NOTHING:
        return;
    case SCANNED_TYPED:
        ui_input_text(app->ui, text);
        break;
    case SCANNED_CODE:
        hush(app);
        if (top->screen->scan == NULL || !top->screen->scan(app, top->state, text))
            session_say(app, _("This code is of no use here"));
        break;
    case SCANNED_TOO_LONG:
        session_say(app, _("This is not one of our codes"));
        break;
    case SCANNED_CONTROL:
        session_say(app, _("We could not read this code. Try again"));
        break;
    }
    text_wipe(text, SCANNER_MAX + 1);
    touch(app);
    if (nav_settle(&app->nav) && nav_went_home(&app->nav))
        session_wipe(app, false);
    frame_show(app);
}

void input_down(struct app *app, int64_t finger, int x, int y, int64_t ms)
{
    char typed[SCANNER_MAX + 1];
    scanned(app, scanner_flush(&app->scanner, typed), typed);
    press_down(&app->press, app->shown, finger, x, y, slop(app), ms);
    if (!app->warning)
        idle_touch(&app->idle, clock_mono(app->clock));
    if (press_held(&app->press) != NULL)
        show_held(app);
    else if (!app->warning)
        drag_begin(app, finger, x, y, ms);
}

void input_move(struct app *app, int64_t finger, int x, int y, int64_t ms)
{
    if (app->drag.on && app->drag.finger == finger) {
        ui_drag_move(app->ui, x - app->drag.box.x, y - app->drag.box.y, ms);
        app->dirty = true; /* however many moves came, one frame */
        return;
    }
    bool held = press_held(&app->press) != NULL;
    press_move(&app->press, app->shown, finger, x, y, slop(app));
    if (held != (press_held(&app->press) != NULL))
        show_held(app);
}

void input_up(struct app *app, int64_t finger, int x, int y, int64_t ms)
{
    char id[ITEM_ID_SIZE];
    bool held = press_held(&app->press) != NULL;
    bool pressed = press_up(&app->press, app->shown, finger, x, y, slop(app), ms, id);
    ui_input_press(app->ui, NULL);
    if (app->drag.on && app->drag.finger == finger) {
        app->drag.on = false;
        ui_drag_end(app->ui, x - app->drag.box.x, y - app->drag.box.y, ms);
        app->dirty = true;
    }
    touch(app); /* in the warning, a touch anywhere goes on */
    if (pressed)
        tap(app, id);
    else if (held || app->dirty)
        frame_show(app);
}

void input_text(struct app *app, const char *utf8, int64_t ms)
{
    char out[SCANNER_MAX + 1];
    scanned(app, scanner_text(&app->scanner, utf8, ms, out), out);
}

void input_return(struct app *app, int64_t ms)
{
    char out[SCANNER_MAX + 1];
    enum scanned what = scanner_return(&app->scanner, ms, out);
    scanned(app, what, out);
    if (what == SCANNED_NOTHING || what == SCANNED_TYPED) {
        touch(app);
        ui_input_enter(app->ui);
        frame_show(app);
    }
}

void input_backspace(struct app *app)
{
    char out[SCANNER_MAX + 1];
    scanned(app, scanner_flush(&app->scanner, out), out);
    touch(app);
    ui_input_delete(app->ui);
    frame_show(app);
}

void input_control(struct app *app, int64_t ms)
{
    scanner_control(&app->scanner, ms);
}

static void tick_idle(struct app *app)
{
    if (session_pristine(app) || app_busy(app))
        return;
    struct idle_rule rule = session_rule(app);
    switch (idle_phase(&app->idle, &rule, clock_mono(app->clock))) {
    case IDLE_QUIET:
        break;
    case IDLE_WARN:
        app->warning = app->dirty = true; /* each second another number */
        spoken_warn(app, idle_left_s(&app->idle, &rule, clock_mono(app->clock)));
        break;
    case IDLE_OVER:
        app->warning = false;
        spoken_warn_over(app);
        signed_on_left(app);
        app_sign_out(app, "idle");
        app_home(app);
        if (nav_settle(&app->nav) && nav_went_home(&app->nav))
            session_wipe(app, false);
        break;
    }
}

static void tick_signed_on(struct app *app)
{
    signed_on_tick(app);
    if (nav_settle(&app->nav) && nav_went_home(&app->nav))
        session_wipe(app, false);
}

void input_tick(struct app *app, int64_t ms)
{
    char out[SCANNER_MAX + 1];
    scanned(app, scanner_poll(&app->scanner, ms, out), out);
    acts_collect(app);
    paper_desk_collect(app->paper);
    health_collect(app);
    tick_idle(app);
    tick_signed_on(app);
    if (app->notice[0] != 0 && clock_mono(app->clock) >= app->notice_until_ms)
        hush(app);
    int64_t now = app_now(app);
    if (now / 60000 != app->minute) {
        app->dirty = true;
        worker_tend(app->worker);
    }
    if (app->wake_at_ms != 0 && now >= app->wake_at_ms)
        app->dirty = true;
    if (app->frame_due_ms != 0 && clock_mono(app->clock) >= app->frame_due_ms)
        app->dirty = true;
    if (app->dirty)
        frame_show(app);
}

static int64_t sooner(int64_t a, int64_t b)
{
    return b < 0 ? 0 : b < a ? b : a;
}

int input_wait(const struct app *app, int64_t ms)
{
    int64_t now = app_now(app), mono = clock_mono(app->clock),
            wait = 60000 - (now % 60000 + 60000) % 60000;
    if (!session_pristine(app) && !app_busy(app)) {
        struct idle_rule rule = session_rule(app);
        wait = sooner(wait, idle_wait_ms(&app->idle, &rule, mono));
    }
    int64_t theirs = signed_on_wait_ms(app);
    if (theirs >= 0 && !app_busy(app))
        wait = sooner(wait, theirs);
    if (app->notice[0] != 0)
        wait = sooner(wait, app->notice_until_ms - mono);
    if (app->wake_at_ms != 0)
        wait = sooner(wait, app->wake_at_ms - now);
    if (app->frame_due_ms != 0)
        wait = sooner(wait, app->frame_due_ms - mono);
    int scan = scanner_wait(&app->scanner, ms);
    if (scan >= 0)
        wait = sooner(wait, scan);
    int64_t health = health_wait_ms(app, mono);
    if (health >= 0)
        wait = sooner(wait, health);
    if (app->config.automation.clock[0] != 0)
        wait = sooner(wait, CLOCK_FILE_MS);
    return (int)wait;
}
