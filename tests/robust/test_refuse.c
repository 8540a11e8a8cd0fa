/* Covers kiosk/app/health.c and screen/error.c: nothing is promised that cannot be kept. */
#include "robust/fault_vfs.h"
#include "robust/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static char template[TEMP_SIZE];

static int make_template(void **state)
{
    (void)state;
    fault_vfs_install();
    kiosk_template(template);
    return 0;
}

static int drop_template(void **state)
{
    (void)state;
    temp_remove(template);
    return 0;
}

static int setup(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    kiosk_open(k, &(struct kiosk_options){.template = template});
    *state = k;
    return 0;
}

/* With the fonts: where a strip stands depends on how much room words take. */
static int setup_drawn(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    kiosk_open(k, &(struct kiosk_options){.template = template, .real_text = true});
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    fault_vfs_disarm();
    kiosk_close(*state);
    free(*state);
    return 0;
}

/* What would be stored, by the form's first screen. */
static const struct {
    const char *tile, *first;
} forms[] = {{"home.book", "dept:*"},
             {"home.checkin", "next"},
             {"home.rate", "next"},
             {"home.complain", "kind:complaint"}};

static void forms_say(struct kiosk *k, const char *sentence)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        flow_home(k);
        assert_true(kiosk_tap(k, forms[i].tile));
        if (sentence) {
            kiosk_must(kiosk_says(k, sentence) && kiosk_says(k, "call staff"), k, sentence);
            kiosk_must(!kiosk_item(k, forms[i].first), k, "the form is still there");
            kiosk_must(kiosk_item(k, "nav.help") != NULL, k, "no help key");
        } else {
            kiosk_must(kiosk_item(k, forms[i].first) != NULL, k, "the form does not open");
        }
    }
    flow_home(k);
}

static void with_a_full_disk_no_form_is_begun(void **state)
{
    struct kiosk *k = *state;
    forms_say(k, NULL);
    k->app.config.store.min_free_mb = 1000000000;
    kiosk_pass(k, 61000);
    forms_say(k, "no room left");
    assert_true(kiosk_tap(k, "home.complain"));
    assert_non_null(kiosk_item(k, "track")); /* reading goes on */
    flow_home(k);
    assert_true(kiosk_tap(k, "home.prices"));
    k->app.config.store.min_free_mb = 0;
    kiosk_pass(k, 61000);
    forms_say(k, NULL);
}

static void with_a_clock_older_than_the_program_no_form_is_begun(void **state)
{
    struct kiosk *k = *state;
    int sessions = flow_count(k, "SELECT COUNT(*) FROM session");
    test_clock_set(&k->clock, "1970-01-01T08:00:30+08:00");
    kiosk_pass(k, 61000);
    forms_say(k, "clock of this kiosk is wrong");
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM session"), sessions);
    test_clock_set(&k->clock, "2026-03-12T09:40:30+08:00");
    kiosk_pass(k, 61000);
    forms_say(k, NULL);
}

static void submit_fails(struct kiosk *k, enum fault fault, const char *receipt,
                         const char *sentence)
{
    fault_vfs_arm(fault, 1, false);
    assert_true(kiosk_tap(k, "submit"));
    kiosk_must(fault_vfs_struck(), k, "the disk did not fail");
    fault_vfs_disarm();
    kiosk_must(strcmp(kiosk_screen(k), receipt) != 0, k, "a receipt without a record");
    kiosk_must(strcmp(kiosk_screen(k), "error") == 0 && kiosk_says(k, sentence), k, sentence);
    kiosk_settle(k);
    assert_true(kiosk_tap(k, "nav.back")); /* what was written is still there */
    kiosk_must(kiosk_tap(k, "submit"), k, "submit cannot be pressed again");
    kiosk_must(strcmp(kiosk_screen(k), receipt) == 0, k, receipt);
}

static void a_failed_disk_shows_the_error_screen_and_loses_no_word(void **state)
{
    struct kiosk *k = *state;
    static const struct {
        enum fault fault;
        const char *says;
    } rows[] = {{FAULT_SYNC_EIO, "cannot save anything now"},
                {FAULT_WRITE_EIO, "cannot save anything now"},
                {FAULT_WRITE_FULL, "no room left"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        flow_complaint(k, "the queue was long", "13800138000");
        submit_fails(k, rows[i].fault, "complain.done", rows[i].says);
        flow_rating(k, "");
        submit_fails(k, rows[i].fault, "rate.done", rows[i].says);
        char mobile[12];
        snprintf(mobile, sizeof mobile, "1380013900%d", (int)i);
        flow_booking(k, mobile, "");
        submit_fails(k, rows[i].fault, "book.done", rows[i].says);
    }
    flow_home(k);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM complaint"), 3);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM rating"), 3);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM appointment"), 3);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM outbox"), 9);
}

static void a_disk_that_stays_broken_is_tried_again_once_a_minute(void **state)
{
    struct kiosk *k = *state;
    flow_complaint(k, "the queue was long", "");
    fault_vfs_arm(FAULT_SYNC_EIO, 1, true);
    assert_true(kiosk_tap(k, "submit"));
    assert_string_equal(kiosk_screen(k), "error");
    flow_home(k);
    forms_say(k, "cannot save anything now");
    assert_true(kiosk_tap(k, "home.prices"));
    assert_non_null(kiosk_item(k, "search*"));
    kiosk_pass(k, 61000);
    forms_say(k, "cannot save anything now");
    fault_vfs_disarm();
    kiosk_pass(k, 61000);
    forms_say(k, NULL);
}

static int quarantined(struct kiosk *k)
{
    char command[256];
    snprintf(command, sizeof command, "ls %s/quarantine 2>/dev/null | wc -l", k->dir);
    FILE *p = popen(command, "r");
    int n = -1;
    assert_int_equal(fscanf(p, "%d", &n), 1);
    pclose(p);
    return n;
}

/* Bytes of the file changed under the running program, as a dying disk does. */
static void spoil(struct kiosk *k, long from, long until)
{
    char path[128];
    snprintf(path, sizeof path, "%s/foyer.db", k->dir);
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    fseek(f, 0, SEEK_END);
    long end = ftell(f);
    fseek(f, from, SEEK_SET);
    for (long i = from; i < until && i < end; i++)
        fputc((int)(i * 7 & 0xff), f);
    fclose(f);
}

static void damage_found_after_the_first_picture_sends_the_store_to_quarantine(void **state)
{
    struct kiosk *k = *state;
    spoil(k, 400 * 1024, 600 * 1024); /* far enough behind for the store to open */
    kiosk_restart(k);
    kiosk_pass(k, 1000);
    assert_string_equal(kiosk_screen(k), "home");
    kiosk_must(kiosk_item(k, "home.damaged") != NULL, k, "nothing says so");
    assert_int_equal(quarantined(k), 1);
    assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM help_call WHERE screen='store'"), 1);
    for (int i = 0; i < 200 && k->app.hospital.updated_ms == 0; i++)
        kiosk_pass(k, 20);
    kiosk_pass(k, 7000);
    kiosk_must(kiosk_item(k, "home.damaged") != NULL && !kiosk_item(k, "page.next"), k,
               "home is not whole");
    forms_say(k, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(with_a_full_disk_no_form_is_begun, setup, teardown),
        cmocka_unit_test_setup_teardown(with_a_clock_older_than_the_program_no_form_is_begun, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(a_failed_disk_shows_the_error_screen_and_loses_no_word,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_disk_that_stays_broken_is_tried_again_once_a_minute,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(
            damage_found_after_the_first_picture_sends_the_store_to_quarantine, setup_drawn,
            teardown),
    };
    return cmocka_run_group_tests(tests, make_template, drop_template);
}
