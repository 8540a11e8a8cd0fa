/* Covers kiosk/app/session.c, frame.c, input.c and acts.c with made-up screens and no window: what
 * a person does goes in as touches and keys, what is shown is read from the draw list.
 */
#include "app/app.h"
#include "device/speech.h"
#include "i18n/tr.h"
#include "store/audit.h"
#include "store/desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

struct home_state {
    char scanned[600];
};

struct form_state {
    char name[64];
    struct {
        int in, out;
    } job;
    enum err result;
    bool done;
};

static void home_view(struct app *app, void *state, struct ui *ui)
{
    struct home_state *s = state;
    ui_text(ui, TEXT_M, s->scanned[0] ? s->scanned : "nothing scanned");
    if (ui_button(ui, "open", "Open", NULL))
        app_open(app, &screen_book, NULL, 0);
}

static bool home_scan(struct app *app, void *state, const char *text)
{
    struct home_state *s = state;
    (void)app;
    snprintf(s->scanned, sizeof s->scanned, "%s", text);
    return strcmp(text, "unknown") != 0;
}

static enum err twice(struct db *db, const struct act_env *env, void *data)
{
    int *job = data;
    (void)db;
    (void)env;
    job[1] = 2 * job[0];
    return ERR_OK;
}

static void form_view(struct app *app, void *state, struct ui *ui)
{
    struct form_state *s = state;
    if (app_finished(app, &s->job, &s->result))
        s->done = true;
    ui_title(ui, app_lang(app) == LANG_EN ? "Form" : "表");
    ui_field(ui, "name", &(struct ui_field){.label = "Name", .autofocus = true}, s->name,
             sizeof s->name);
    if (ui_button(ui, "send", "Send", NULL)) {
        s->job.in = 21;
        app_start(app, twice, &s->job, sizeof s->job);
    }
    if (ui_button(ui, "known", "Known", NULL)) {
        struct person person = {.kind = IDENTITY_MOBILE};
        strcpy(person.name, "张小三");
        app_set_person(app, &person);
    }
}

static const char *const home_steps[] = {"home", NULL};
static const char *const form_steps[] = {"form", NULL};
const struct screen screen_home = {.steps = home_steps,
                                   .state_size = sizeof(struct home_state),
                                   .view = home_view,
                                   .scan = home_scan};
const struct screen screen_book = {
    .steps = form_steps, .state_size = sizeof(struct form_state), .view = form_view};

const char *sentence_for(enum err e)
{
    return err_name(e);
}

/* ---- the world of the test ---- */

struct fixture {
    struct app app;
    char dir[64];
    int64_t offset_ms;
    struct clock clock;
    int64_t ms; /* of the touches */
};

static int64_t wall(void *ctx)
{
    return clock_wall(clock_system()) + ((struct fixture *)ctx)->offset_ms;
}

static int64_t mono(void *ctx)
{
    return clock_mono(clock_system()) + ((struct fixture *)ctx)->offset_ms;
}

static void nothing(void *ctx)
{
    (void)ctx;
}

static void no_tend(void *ctx, struct db *db, const struct act_env *env)
{
    (void)ctx;
    (void)db;
    (void)env;
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct app *app = &f->app;
    strcpy(f->dir, "/tmp/foyer-session-XXXXXX");
    if (mkdtemp(f->dir) == NULL)
        return 1;
    f->clock = (struct clock){.wall_ms = wall, .mono_ms = mono, .ctx = f};
    f->ms = 1000;
    config_defaults(&app->config);
    app->clock = &f->clock;
    app->wake = nothing;
    tr_init(FOYER_LOCALE);
    struct worker_options worker = {.db = {.state_dir = f->dir, .clock = app->clock},
                                    .env = {.config = &app->config, .clock = app->clock},
                                    .wake = nothing,
                                    .tend = no_tend,
                                    .ctx = app};
    if (worker_start(&worker, &app->worker) != ERR_OK || worker_wait_open(app->worker) != ERR_OK)
        return 1;
    struct db_options reader = {.state_dir = f->dir, .clock = app->clock, .read_only = true};
    if (db_open(&reader, &app->db) != ERR_OK)
        return 1;
    app->ui = ui_new(&(struct ui_options){.text = text_null(), .width = 1080, .height = 1920});
    app->shown = draw_list_new();
    app->next = draw_list_new();
    session_begin(app);
    frame_show(app);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    char command[128];
    worker_stop(f->app.worker);
    session_clear(&f->app);
    db_close(f->app.db);
    ui_free(f->app.ui);
    draw_list_free(f->app.shown);
    draw_list_free(f->app.next);
    snprintf(command, sizeof command, "rm -rf %s", f->dir);
    int failed = system(command);
    free(f);
    return failed;
}

static const struct item *item(struct fixture *f, const char *id)
{
    for (size_t i = 0; i < draw_list_items(f->app.shown); i++)
        if (strcmp(draw_list_item_at(f->app.shown, i)->id, id) == 0)
            return draw_list_item_at(f->app.shown, i);
    return NULL;
}

static bool says(struct fixture *f, const char *words)
{
    for (size_t i = 0; i < draw_list_items(f->app.shown); i++) {
        const struct item *it = draw_list_item_at(f->app.shown, i);
        if (strstr(it->label, words) != NULL ||
            (it->value != NULL && strstr(it->value, words) != NULL))
            return true;
    }
    return false;
}

static void tap(struct fixture *f, const char *id)
{
    const struct item *it = item(f, id);
    assert_non_null(it);
    int x = it->box.x + it->box.w / 2, y = it->box.y + it->box.h / 2;
    f->ms += 1000;
    input_down(&f->app, 0, x, y, f->ms);
    input_up(&f->app, 0, x, y, f->ms + 50);
}

static void type(struct fixture *f, const char *text)
{
    char one[2] = "";
    for (const char *p = text; *p; p++) {
        one[0] = *p;
        f->ms += 150;
        input_text(&f->app, one, f->ms);
        input_tick(&f->app, f->ms + 60);
    }
}

static void scan(struct fixture *f, const char *text)
{
    char one[2] = "";
    f->ms += 1000;
    for (const char *p = text; *p; p++) {
        one[0] = *p;
        f->ms += 2;
        input_text(&f->app, one, f->ms);
    }
    input_return(&f->app, f->ms + 2);
}

static void pass(struct fixture *f, int seconds)
{
    f->offset_ms += seconds * INT64_C(1000);
    input_tick(&f->app, f->ms += 1000);
}

static struct form_state *form(struct fixture *f)
{
    assert_string_equal(nav_name(&f->app.nav), "form");
    return nav_top(&f->app.nav)->state;
}

/* ---- what must be so ---- */

static void the_language_turns_without_losing_what_was_written(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    type(f, "ab");
    assert_true(says(f, "表"));
    tap(f, "nav.language");
    assert_true(says(f, "Form"));
    assert_string_equal(form(f)->name, "ab");
    tap(f, "nav.large");
    tap(f, "nav.large");
    assert_true(f->app.modes.large && f->app.modes.contrast);
    tap(f, "nav.large");
    assert_false(f->app.modes.large || f->app.modes.contrast);
    assert_string_equal(form(f)->name, "ab");
}

static void after_home_nothing_of_the_person_is_left(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    type(f, "secret");
    tap(f, "known");
    assert_true(says(f, "张*三"));
    tap(f, "nav.low");
    tap(f, "nav.home");
    assert_string_equal(f->app.shown_name, "home");
    assert_null(app_person(&f->app));
    assert_int_equal(f->app.person.name[0], 0);
    assert_false(f->app.modes.low);
    assert_false(says(f, "张"));
    tap(f, "open");
    assert_int_equal(form(f)->name[0], 0);
}

static void quiet_warns_counts_down_and_wipes(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    type(f, "secret");
    pass(f, 59);
    assert_string_equal(f->app.shown_name, "form");
    pass(f, 2);
    assert_string_equal(f->app.shown_name, "timeout");
    assert_non_null(item(f, "timeout.continue"));
    assert_false(says(f, "secret"));
    pass(f, 20);
    assert_string_equal(f->app.shown_name, "home");
    pass(f, 600);
    assert_string_equal(f->app.shown_name, "home"); /* and stays there */
}

static void in_the_warning_a_touch_anywhere_goes_on(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    type(f, "mine");
    pass(f, 61);
    assert_string_equal(f->app.shown_name, "timeout");
    input_down(&f->app, 0, 3, 900, f->ms += 1000);
    input_up(&f->app, 0, 3, 900, f->ms + 50);
    assert_string_equal(f->app.shown_name, "form");
    assert_string_equal(form(f)->name, "mine");
    pass(f, 61);
    tap(f, "timeout.finish");
    assert_string_equal(f->app.shown_name, "home");
}

/* What was said so far, each line with a / behind it. */
static void said(const char *path, const struct app *app, char *out, size_t size)
{
    struct speech_state now;
    do {
        usleep(1000);
        speech_look(app->speech, &now);
    } while (now.reading);
    FILE *file = fopen(path, "r");
    size_t n = file ? fread(out, 1, size - 1, file) : 0;
    out[n] = 0;
    for (char *p = out; *p; p++)
        if (*p == '\n')
            *p = '/';
    if (file)
        fclose(file);
}

static void the_warning_is_heard_too_and_again_when_little_is_left(void **state)
{
    struct fixture *f = *state;
    char path[] = "/tmp/foyer-said-XXXXXX", text[400];
    close(mkstemp(path));
    f->app.config.voice.kind = VOICE_FILE;
    snprintf(f->app.config.voice.path, sizeof f->app.config.voice.path, "%s", path);
    spoken_begin(&f->app);
    tap(f, "open");
    type(f, "mine");
    pass(f, 59);
    said(path, &f->app, text, sizeof text);
    assert_string_equal(text, "");
    pass(f, 2);
    pass(f, 1);
    said(path, &f->app, text, sizeof text);
    assert_string_equal(text, "zh\t您还在吗/zh\t请碰一下屏幕/");
    pass(f, 14);
    pass(f, 1);
    said(path, &f->app, text, sizeof text);
    assert_string_equal(text, "zh\t您还在吗/zh\t请碰一下屏幕/zh\t请碰一下屏幕/");
    tap(f, "timeout.continue"); /* the next one begins anew */
    pass(f, 61);
    said(path, &f->app, text, sizeof text);
    assert_string_equal(
        text, "zh\t您还在吗/zh\t请碰一下屏幕/zh\t请碰一下屏幕/zh\t您还在吗/zh\t请碰一下屏幕/");
    pass(f, 20);
    assert_string_equal(f->app.shown_name, "home"); /* and nobody is there to hear more */
    pass(f, 100);
    said(path, &f->app, text, sizeof text);
    assert_int_equal(f->app.warned_s, 0);
    spoken_end(&f->app);
    unlink(path);
}

static void a_changed_look_at_home_goes_back_by_itself(void **state)
{
    struct fixture *f = *state;
    tap(f, "nav.language");
    assert_int_equal(app_lang(&f->app), LANG_EN);
    pass(f, 61);
    assert_string_equal(f->app.shown_name, "home");
    assert_int_equal(app_lang(&f->app), LANG_ZH);
}

static void a_scan_goes_to_the_open_screen(void **state)
{
    struct fixture *f = *state;
    scan(f, "11010519491231002X");
    assert_true(says(f, "11010519491231002X"));
    assert_null(item(f, "notice"));
}

static void a_scan_that_is_no_good_is_answered_with_one_sentence(void **state)
{
    struct fixture *f = *state;
    scan(f, "unknown");
    assert_non_null(item(f, "notice"));
    assert_true(item(f, "notice")->fits);
    char text[601];
    memset(text, '9', 600);
    text[600] = 0;
    tap(f, "open");
    assert_null(item(f, "notice"));
    type(f, "kept");
    scan(f, text);
    assert_non_null(item(f, "notice"));
    assert_string_equal(form(f)->name, "kept");
    pass(f, 7);
    assert_null(item(f, "notice"));
    scan(f, "12345"); /* this screen takes no scans */
    assert_non_null(item(f, "notice"));
    assert_string_equal(form(f)->name, "kept");
}

static void an_act_gives_its_result_to_the_screen_that_began_it(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    tap(f, "send");
    for (int i = 0; i < 2000 && !form(f)->done; i++) {
        nanosleep(&(struct timespec){0, 1000000}, NULL);
        input_tick(&f->app, f->ms);
    }
    assert_true(form(f)->done);
    assert_int_equal(form(f)->result, ERR_OK);
    assert_int_equal(form(f)->job.out, 42);
    assert_false(app_busy(&f->app));
}

static void a_result_that_comes_when_the_person_has_gone_is_dropped(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    tap(f, "send");
    tap(f, "nav.home");
    tap(f, "open");
    for (int i = 0; i < 2000 && app_busy(&f->app); i++) {
        nanosleep(&(struct timespec){0, 1000000}, NULL);
        input_tick(&f->app, f->ms);
    }
    assert_false(app_busy(&f->app));
    assert_false(form(f)->done);
    assert_int_equal(form(f)->job.out, 0);
}

static void when_nothing_moves_it_sleeps_to_the_next_minute(void **state)
{
    struct fixture *f = *state;
    int64_t left = 60000 - app_now(&f->app) % 60000;
    int wait = input_wait(&f->app, f->ms);
    assert_true(wait <= left && wait > left - 1000);
}

#define WITH_APP(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

static void bare_view(struct app *app, void *state, struct ui *ui)
{
    (void)app;
    (void)state;
    ui_text(ui, TEXT_M, "alone");
}

static void a_bare_screen_has_the_window_to_itself(void **state)
{
    struct fixture *f = *state;
    struct app *app = &f->app;
    static const char *const steps[] = {"bare", NULL};
    static const struct screen bare = {
        .steps = steps, .state_size = 1, .view = bare_view, .bare = true};
    app_open(app, &bare, NULL, 0);
    nav_settle(&app->nav);
    frame_show(app);
    assert_string_equal(app->shown_name, "bare");
    assert_int_equal(draw_list_items(app->shown), 1);
    app_back(app);
    nav_settle(&app->nav);
    frame_show(app);
    assert_non_null(item(f, "nav.help")); /* the bar is where it was */
}

static void nobody_walks_away_from_an_unattended_station(void **state)
{
    struct fixture *f = *state;
    struct app *app = &f->app;
    app->config.station.kind = STATION_BOARD;
    app->modes.large = true;
    f->offset_ms += 3600 * 1000;
    input_tick(app, f->ms);
    assert_true(app->modes.large);
    app->config.station.kind = STATION_WINDOW;
    input_tick(app, f->ms);
    assert_false(app->modes.large);
}

/* The paper of a number goes by it, too; the next person must not have it. */
static void no_stairs_goes_with_the_person(void **state)
{
    struct fixture *f = *state;
    struct app *app = &f->app;
    assert_false(app_step_free(app));
    app->modes.low = true; /* as low reach suggests, until they say otherwise */
    assert_true(app_step_free(app));
    app_set_step_free(app, false);
    assert_false(app_step_free(app));
    app->modes.low = false;
    app_set_step_free(app, true);
    session_wipe(app, true); /* Home: the same person goes on */
    assert_true(app_step_free(app));
    f->offset_ms += 3600 * 1000; /* gone */
    input_tick(app, f->ms);
    assert_false(app_step_free(app));
}

/* ---- staff ---- */

static void sign_in_here(struct fixture *f)
{
    struct staff_session session = {.id = "0512",
                                    .name = {.zh = "吴晓岚", .en = "Wu Xiaolan"},
                                    .roles = 1U << ROLE_GUIDE,
                                    .began_ms = clock_mono(f->app.clock)};
    app_sign_in(&f->app, &session);
    frame_show(&f->app);
}

/* The newest record that the store thread has written. */
static bool recorded(struct fixture *f, enum audit_action action, const char *detail)
{
    struct audit_record row;
    size_t count = 0;
    for (int i = 0; i < 400; i++) {
        if (audit_list(f->app.db, 0, &row, 1, &count) == ERR_OK && count == 1 &&
            row.action == action && strcmp(row.detail, detail) == 0)
            return true;
        usleep(5000);
    }
    return false;
}

static void staff_who_do_not_touch_are_signed_out_and_all_is_wiped(void **state)
{
    struct fixture *f = *state;
    sign_in_here(f);
    tap(f, "open");
    type(f, "secret");
    assert_true(says(f, "吴晓岚")); /* the banner that is always there */
    pass(f, 41);
    assert_string_equal(f->app.shown_name, "timeout"); /* within their minute */
    tap(f, "timeout.continue");
    assert_string_equal(form(f)->name, "secret");
    pass(f, 41);
    pass(f, 20);
    assert_string_equal(f->app.shown_name, "home");
    assert_string_equal(app_staff(&f->app)->id, "");
    assert_true(recorded(f, AUDIT_SIGN_OUT, "idle"));
}

static void staff_are_asked_again_when_their_time_is_over(void **state)
{
    struct fixture *f = *state;
    sign_in_here(f);
    tap(f, "open");
    for (int minute = 0; minute < 20; minute++) {
        pass(f, 30);
        if (app_staff(&f->app)->id[0] == 0)
            break;
        tap(f, "known"); /* at work all the time */
        assert_true(minute < 19);
    }
    assert_string_equal(app_staff(&f->app)->id, "");
    assert_string_equal(f->app.shown_name, "home");
    assert_true(recorded(f, AUDIT_SIGN_OUT, "over"));
}

static char behalf_seen[16];

static enum err look_behalf(struct db *db, const struct act_env *env, void *data)
{
    (void)env;
    (void)data;
    snprintf(behalf_seen, sizeof behalf_seen, "%s", db_behalf_staff(db));
    return ERR_OK;
}

static void run_job(struct fixture *f)
{
    struct form_state *s = form(f);
    memset(behalf_seen, 'x', 1);
    assert_true(app_start(&f->app, look_behalf, &s->job, sizeof s->job));
    for (int i = 0; i < 400 && app_busy(&f->app); i++) {
        usleep(5000);
        input_tick(&f->app, f->ms += 10);
    }
    assert_false(app_busy(&f->app));
}

static void what_staff_do_in_a_patients_screen_is_for_the_patient(void **state)
{
    struct fixture *f = *state;
    tap(f, "open");
    run_job(f);
    assert_string_equal(behalf_seen, "");
    sign_in_here(f);
    run_job(f);
    assert_string_equal(behalf_seen, "0512");
    tap(f, "nav.home"); /* the patient's things are wiped, the guide goes on */
    assert_string_equal(app_staff(&f->app)->id, "0512");
}

static void a_screen_left_in_the_middle_is_counted_without_a_trace_of_the_person(void **state)
{
    struct fixture *f = *state;
    struct stuck rows[2];
    size_t count = 0;
    char today[DATE_SIZE];
    tap(f, "open");
    type(f, "secret");
    pass(f, 61);
    assert_string_equal(f->app.shown_name, "timeout");
    pass(f, 20);
    assert_string_equal(f->app.shown_name, "home");
    clock_date(clock_wall(f->app.clock), today);
    for (int i = 0; i < 400 && count == 0; i++) {
        usleep(5000);
        assert_int_equal(stuck_list(f->app.db, today, rows, 2, &count), ERR_OK);
    }
    assert_int_equal(count, 1);
    assert_string_equal(rows[0].screen, "form");
    assert_string_equal(rows[0].why, "left");
    tap(f, "open"); /* home pressed is no being stuck */
    tap(f, "nav.home");
    assert_int_equal(stuck_list(f->app.db, today, rows, 2, &count), ERR_OK);
    assert_int_equal(rows[0].count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_APP(the_language_turns_without_losing_what_was_written),
        WITH_APP(after_home_nothing_of_the_person_is_left),
        WITH_APP(quiet_warns_counts_down_and_wipes),
        WITH_APP(the_warning_is_heard_too_and_again_when_little_is_left),
        WITH_APP(in_the_warning_a_touch_anywhere_goes_on),
        WITH_APP(a_changed_look_at_home_goes_back_by_itself),
        WITH_APP(a_scan_goes_to_the_open_screen),
        WITH_APP(a_scan_that_is_no_good_is_answered_with_one_sentence),
        WITH_APP(an_act_gives_its_result_to_the_screen_that_began_it),
        WITH_APP(a_result_that_comes_when_the_person_has_gone_is_dropped),
        WITH_APP(when_nothing_moves_it_sleeps_to_the_next_minute),
        WITH_APP(a_bare_screen_has_the_window_to_itself),
        WITH_APP(nobody_walks_away_from_an_unattended_station),
        WITH_APP(no_stairs_goes_with_the_person),
        WITH_APP(a_screen_left_in_the_middle_is_counted_without_a_trace_of_the_person),
        WITH_APP(staff_who_do_not_touch_are_signed_out_and_all_is_wiped),
        WITH_APP(staff_are_asked_again_when_their_time_is_over),
        WITH_APP(what_staff_do_in_a_patients_screen_is_for_the_patient),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
