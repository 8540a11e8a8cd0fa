/* Covers kiosk/screen/guide*, window*, sign_in.c: whatever staff press, type or scan at a guide's
 * desk or a window's terminal, in whatever order and while the hall goes on, the station stands,
 * everything on it is whole, and when they leave the next one must sign in. The same seed always
 * presses the same.
 */
#include "act/act.h"
#include "act/staff.h"
#include "base/text.h"
#include "base/uuid.h"
#include "robust/fault_vfs.h"
#include "robust/kiosk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define SHIFTS 24
#define ACTIONS 60 /* of each */
#define NUMBER "0512"
#define PIN "73051602"
#define CANARY "qzxcanary"

static uint32_t seed;
static int width, height;

static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static void must(enum err e, struct kiosk *k, const char *what)
{
    kiosk_must(e == ERR_OK, k, what);
}

/* What happens in the hall meanwhile, from another connection, as from another station. */
static void hall_goes_on(struct kiosk *k)
{
    static const char *const departments[] = {"cardiology", "respiratory", "digestive"};
    struct db_options options = {.state_dir = k->dir, .clock = &k->clock.clock};
    struct act_env env = {.config = &k->app.config, .clock = &k->clock.clock};
    struct db *db;
    must(db_open(&options, &db), k, "the store");
    for (int i = 0; i < 3; i++) {
        struct take_request request = {.op = ""};
        struct ticket ticket;
        uuid_new(request.op);
        text_copy(request.department_id, sizeof request.department_id, departments[dice(3)]);
        enum err e = take_number(db, &env, &request, &ticket);
        if (e == ERR_STOPPED) /* the guide stopped or closed it */
            continue;
        must(e, k, "a number");
        must(dice(3) == 0 ? ticket_print_failed(db, &env, ticket.op, ERR_NO_SPACE)
                          : ticket_handed(db, &env, ticket.op, TICKET_CONFIRMED),
             k, "its paper");
    }
    struct config elsewhere = k->app.config;
    struct act_env there = {.config = &elsewhere, .clock = &k->clock.clock};
    struct help_call call;
    char op[UUID_SIZE];
    uuid_new(op);
    text_format(elsewhere.station.id, sizeof elsewhere.station.id, "KIOSK-%02d", (int)dice(4));
    must(call_staff(db, &there, op, "home", &call), k, "a call for help");
    db_close(db);
    k->app.dirty = true;
}

static void enter_staff(struct kiosk *k)
{
    struct db_options options = {.state_dir = k->dir, .clock = &k->clock.clock};
    struct act_env env = {.config = &k->app.config, .clock = &k->clock.clock};
    struct staff one = {.id = NUMBER, .name = {.zh = "吴晓岚", .en = "Wu Xiaolan"}};
    struct db *db;
    must(db_open(&options, &db), k, "the store");
    assert_true(staff_roles_parse("guide,window", &one.roles));
    must(staff_add(db, &env, "", &one, "", PIN), k, "staff");
    db_close(db);
}

static void keys(struct kiosk *k, const char *digits)
{
    for (const char *p = digits; *p; p++) {
        char id[8];
        snprintf(id, sizeof id, "key:%c", *p);
        kiosk_must(kiosk_tap(k, id), k, id);
    }
    kiosk_must(kiosk_tap(k, "next"), k, "next");
}

static void signs_in(struct kiosk *k, const char *signed_in)
{
    kiosk_tap(k, "window.sign"); /* a window's terminal shows its room until then */
    kiosk_must(kiosk_item(k, "number") != NULL, k, "no sign-in");
    keys(k, NUMBER);
    keys(k, PIN);
    kiosk_must(strcmp(kiosk_screen(k), signed_in) == 0, k, signed_in);
}

static bool pressable(const struct item *it)
{
    return it->role == ROLE_BUTTON || it->role == ROLE_TOGGLE || it->role == ROLE_FIELD ||
           it->role == ROLE_KEY;
}

static const struct item *any_item(struct kiosk *k)
{
    size_t n = draw_list_items(k->app.shown), from = n ? dice((uint32_t)n) : 0;
    for (size_t i = 0; i < n; i++) {
        const struct item *it = draw_list_item_at(k->app.shown, (from + i) % n);
        if (it->enabled && pressable(it) && it->box.w > 0)
            return it;
    }
    return NULL;
}

static void do_anything(struct kiosk *k)
{
    static const char *const scans[] = {"0512", "13800138000", "K001", "' OR 1=1 --", "\xff\xfe"};
    static const char *const words[] = {CANARY, "0512", "lift", "\x1b", "7"};
    uint32_t roll = dice(100);
    const struct item *it = any_item(k);
    if (roll < 82 && it)
        kiosk_touch(k, it->box.x + it->box.w / 2, it->box.y + it->box.h / 2);
    else if (roll < 88)
        kiosk_touch(k, (int)dice((uint32_t)width), (int)dice((uint32_t)height));
    else if (roll < 95)
        kiosk_type(k, words[dice(sizeof words / sizeof *words)]);
    else
        kiosk_scan(k, scans[dice(sizeof scans / sizeof *scans)]);
    kiosk_settle(k);
}

static void it_stands(struct kiosk *k)
{
    kiosk_must(kiosk_screen(k)[0] != '\0', k, "no screen");
    kiosk_must(strcmp(kiosk_screen(k), "error") != 0, k, "an error");
    for (size_t i = 0; i < draw_list_items(k->app.shown); i++) {
        const struct item *it = draw_list_item_at(k->app.shown, i);
        bool inside = it->box.x >= 0 && it->box.y >= 0 && it->box.x + it->box.w <= width &&
                      it->box.y + it->box.h <= height;
        kiosk_must(inside && it->fits, k, it->id);
        kiosk_must(!pressable(it) || it->label[0] != '\0', k, it->id);
        kiosk_must(strstr(it->label, PIN) == NULL, k, "the PIN");
    }
}

static void shifts(const struct kiosk_options *options, const char *first, const char *signed_in)
{
    struct kiosk *k = malloc(sizeof *k);
    width = options->width;
    height = options->height;
    const char *other = getenv("MONKEY_SEED"); /* to look further by hand */
    seed = other ? (uint32_t)strtoul(other, NULL, 10) : 20261127;
    kiosk_open(k, options);
    enter_staff(k);
    for (int shift = 0; shift < SHIFTS; shift++) {
        kiosk_must(strcmp(kiosk_screen(k), first) == 0, k, first);
        kiosk_must(!kiosk_says(k, CANARY), k, "what the last one typed is still there");
        hall_goes_on(k);
        signs_in(k, signed_in);
        for (int i = 0; i < ACTIONS; i++) {
            if (i % 20 == 10)
                hall_goes_on(k);
            do_anything(k);
            it_stands(k);
        }
        kiosk_pass(k, 1000 * (int64_t)(k->app.config.staff.idle_s + 90));
    }
    assert_int_equal(db_quick_check(k->app.db, 0), ERR_OK);
    kiosk_close(k);
    free(k);
}

static void a_guides_desk_stands(void **state)
{
    (void)state;
    shifts(
        &(struct kiosk_options){
            .station = STATION_GUIDE, .width = 1280, .height = 800, .real_text = true},
        "guide.signin", "guide");
}

static void a_desk_that_stands_upright_stands(void **state)
{
    (void)state;
    shifts(
        &(struct kiosk_options){
            .station = STATION_GUIDE, .width = 1200, .height = 1920, .real_text = true},
        "guide.signin", "guide");
}

static void a_windows_terminal_stands(void **state)
{
    (void)state;
    shifts(&(struct kiosk_options){.station = STATION_WINDOW,
                                   .place = "room-b3-04",
                                   .width = 1280,
                                   .height = 800,
                                   .real_text = true},
           "window.duty", "window.staff");
}

static int setup(void **state)
{
    (void)state;
    fault_vfs_install();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_guides_desk_stands),
        cmocka_unit_test(a_desk_that_stands_upright_stands),
        cmocka_unit_test(a_windows_terminal_stands),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
