/* Covers kiosk/: whatever is pressed, typed or scanned in whatever order, the kiosk stands: a
 * screen with its bar, everything on it pressable and whole, and after the time-out nothing of what
 * the person wrote. The same seed always presses the same.
 */
#include "base/text.h"
#include "robust/fault_vfs.h"
#include "robust/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define PEOPLE 40
#define ACTIONS 50 /* of each */
#define CANARY "qzxcanary"

/* Another seed or panel, to look further by hand: MONKEY_SEED=7 MONKEY_PANEL=1366x768 */
static uint32_t seed = 20261127;
static int width = 1080, height = 1920;

static uint32_t dice(uint32_t sides)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % sides;
}

static int setup(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    fault_vfs_install();
    const char *other = getenv("MONKEY_SEED"), *panel = getenv("MONKEY_PANEL");
    seed = other ? (uint32_t)strtoul(other, NULL, 10) : seed;
    if (panel && sscanf(panel, "%dx%d", &width, &height) != 2)
        return 1;
    kiosk_open(k, &(struct kiosk_options){.real_text = true, .width = width, .height = height});
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    kiosk_close(*state);
    free(*state);
    return 0;
}

static bool pressable(const struct item *it)
{
    return it->role == ROLE_BUTTON || it->role == ROLE_TOGGLE || it->role == ROLE_FIELD ||
           it->role == ROLE_KEY;
}

/* One of what can be pressed now, by chance. */
static const struct item *any_item(struct kiosk *k)
{
    size_t n = draw_list_items(k->app.shown), from = dice((uint32_t)n);
    for (size_t i = 0; i < n; i++) {
        const struct item *it = draw_list_item_at(k->app.shown, (from + i) % n);
        if (it->enabled && pressable(it) && it->box.w > 0)
            return it;
    }
    return NULL;
}

static void do_anything(struct kiosk *k)
{
    static const char *const scans[] = {"11010519491231002X", "13800138000", "K001",
                                        "' OR 1=1 --",        "\xff\xfe",    "110105194912310021"};
    static const char *const words[] = {CANARY, "13900139000", "11010519491231002X", "xnk", "\x1b"};
    uint32_t roll = dice(100);
    if (roll < 75) {
        const struct item *it = any_item(k);
        kiosk_must(it != NULL, k, "nothing can be pressed");
        kiosk_touch(k, it->box.x + it->box.w / 2, it->box.y + it->box.h / 2);
    } else if (roll < 85) {
        kiosk_touch(k, (int)dice((uint32_t)width), (int)dice((uint32_t)height));
    } else if (roll < 95) {
        kiosk_type(k, words[dice(sizeof words / sizeof *words)]);
    } else {
        kiosk_scan(k, scans[dice(sizeof scans / sizeof *scans)]);
    }
    kiosk_settle(k);
}

static void it_stands(struct kiosk *k)
{
    bool timeout = !strcmp(kiosk_screen(k), "timeout");
    kiosk_must(kiosk_screen(k)[0] != '\0', k, "no screen");
    kiosk_must(strcmp(kiosk_screen(k), "error") != 0, k, "an error");
    kiosk_must(timeout || kiosk_item(k, "nav.help") != NULL, k, "no bar");
    for (size_t i = 0; i < draw_list_items(k->app.shown); i++) {
        const struct item *it = draw_list_item_at(k->app.shown, i);
        bool inside = it->box.x >= 0 && it->box.y >= 0 && it->box.x + it->box.w <= width &&
                      it->box.y + it->box.h <= height;
        kiosk_must(inside && it->fits, k, it->id);
        kiosk_must(!pressable(it) || it->label[0] != '\0', k, it->id);
    }
}

static void nothing_pressed_breaks_it_or_stays_for_the_next(void **state)
{
    struct kiosk *k = *state;
    for (int person = 0; person < PEOPLE; person++) {
        if (person % 4 == 1)
            flow_complaint(k, CANARY, "");
        else if (person % 4 == 2)
            flow_rating(k, CANARY);
        else if (person % 4 == 3)
            flow_booking(k, "13900139000", "");
        for (int i = 0; i < ACTIONS; i++) {
            do_anything(k);
            it_stands(k);
        }
        kiosk_pass(
            k, 1000 * (int64_t)(k->app.config.session.idle_s + k->app.config.session.warn_s + 5));
        kiosk_must(!strcmp(kiosk_screen(k), "home"), k, "not home after the time-out");
        static const char *const tiles[] = {"home.complain", "home.rate", "home.way"};
        for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++) {
            flow_home(k);
            kiosk_must(kiosk_tap(k, tiles[i]), k, tiles[i]);
            kiosk_must(!kiosk_says(k, CANARY), k, "what the last person wrote is still there");
        }
        flow_home(k);
    }
    assert_int_equal(db_quick_check(k->app.db, 0), ERR_OK);
    assert_true(
        flow_count(k, "SELECT (SELECT count(*) FROM complaint) + (SELECT count(*) FROM rating) + "
                      "(SELECT count(*) FROM appointment)") > 0); /* it did get somewhere */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nothing_pressed_breaks_it_or_stays_for_the_next, setup,
                                        teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
