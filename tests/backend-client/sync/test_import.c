/* backend-client/sync/import.c and folder.c. */
#include "sync/import.h"

#include "base/text.h"
#include "store/content.h"
#include "store/content_put.h"
#include "support/clock.h"
#include "support/temp.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>

struct fixture {
    char state[TEMP_SIZE], folder[TEMP_SIZE];
    struct test_clock clock;
    struct db *db;
    char message[400];
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    temp_make(f->state);
    temp_make(f->folder);
    test_clock_init(&f->clock, "2026-03-12T08:30:00+08:00");
    struct db_options options = {.state_dir = f->state, .clock = &f->clock.clock};
    assert_int_equal(db_open(&options, &f->db), ERR_OK);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    db_close(f->db);
    temp_remove(f->state);
    temp_remove(f->folder);
    free(f);
    return 0;
}

static void write_file(struct fixture *f, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", f->folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#define DEPT(id, name)                                                                             \
    "{\"resourceType\":\"Organization\",\"id\":\"" id "\",\"name\":\"" name                        \
    "\",\"type\":[{\"coding\":[{\"system\":"                                                       \
    "\"http://terminology.hl7.org/CodeSystem/organization-type\",\"code\":\"dept\"}]}]}\n"

static enum err import(struct fixture *f)
{
    return content_import(f->db, f->folder, &f->clock.clock, f->message, sizeof f->message);
}

static size_t departments(struct fixture *f)
{
    struct department *list = calloc(64, sizeof *list);
    size_t count = 0;
    assert_int_equal(department_list(f->db, NULL, list, 64, &count), ERR_OK);
    free(list);
    return count;
}

static void the_demo_hospital_is_taken_over_and_laid_out(void **state)
{
    struct fixture *f = *state;
    struct import_counts counts;
    int made = 0;
    if (content_import_counted(f->db, TEST_ASSETS "/demo", &f->clock.clock, &counts, f->message,
                               sizeof f->message))
        fail_msg("%s", f->message);
    assert_true(counts.resources > 700);
    assert_int_equal(counts.skipped, 0);
    assert_true(departments(f) >= 14);
    assert_int_equal(content_lay_out(f->db, 14, &made), ERR_OK);
    assert_in_range(made, 300, 1000); /* half-days */
}

/* Nobody sees a hospital whose doctors are all away, not even for the time they take to follow. */
static void the_first_load_comes_with_its_sessions(void **state)
{
    struct fixture *f = *state;
    bool changed;
    int made = -1;
    assert_int_equal(content_lay_out(f->db, 14, &made), ERR_OK);
    assert_int_equal(made, 0);
    assert_int_equal(content_refresh(f->db, TEST_ASSETS "/demo", &f->clock.clock, &changed,
                                     f->message, sizeof f->message),
                     ERR_OK);
    struct statement *s = db_prepare(f->db, "SELECT count(*) FROM session");
    assert_true(db_step(s));
    assert_in_range(column_int(s, 0), 300, 1000);
    assert_int_equal(db_done(s), ERR_OK);
    assert_int_equal(content_lay_out(f->db, 14, &made), ERR_OK);
    assert_int_equal(made, 0);
}

static void a_bad_line_keeps_everything_out_and_the_old_content_in_force(void **state)
{
    struct fixture *f = *state;
    static const struct {
        const char *second, *message;
    } cases[] = {
        {"{\"resourceType\":\"Organization\",\"id\":\"b\"", "b.ndjson:2: not JSON, column 39"},
        {"<html>busy</html>\n", "b.ndjson:2: not JSON, column 1"},
        {"{\"resourceType\":\"Organization\",\"id\":\"b\"}\n",
         "b.ndjson:2: Organization.name: missing"},
        {DEPT("old", "again"), "b.ndjson:2: Organization/old is there twice, first at b.ndjson:1"},
        {"{\"resourceType\":\"PractitionerRole\",\"id\":\"r\",\"organization\":{\"reference\":"
         "\"Organization/nowhere\"}}\n",
         "b.ndjson:2: refers to Organization/nowhere, which is in none of the files"},
    };
    write_file(f, "b.ndjson", DEPT("old", "旧科室"));
    assert_int_equal(import(f), ERR_OK);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1200];
        snprintf(text, sizeof text, "%s%s", DEPT("old", "新名字"), cases[i].second);
        write_file(f, "b.ndjson", text);
        write_file(f, "a.ndjson", DEPT("new", "新科室"));
        assert_int_equal(import(f), ERR_INVALID);
        assert_string_equal(f->message, cases[i].message);
        struct department one;
        assert_int_equal(departments(f), 1);
        assert_int_equal(department_get(f->db, "old", &one), ERR_OK);
        assert_string_equal(one.name.zh, "旧科室");
    }
}

static void types_we_have_no_use_for_are_counted(void **state)
{
    struct fixture *f = *state;
    struct import_counts counts;
    write_file(f, "a.ndjson",
               DEPT("one", "一") "\n\r\n{\"resourceType\":\"Endpoint\",\"id\":\"e\"}");
    assert_int_equal(content_import_counted(f->db, f->folder, &f->clock.clock, &counts, f->message,
                                            sizeof f->message),
                     ERR_OK);
    assert_int_equal(counts.skipped, 1);
    assert_int_equal(counts.resources, 1);
}

static void a_missing_or_empty_folder_is_told(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(import(f), ERR_NOT_FOUND);
    assert_non_null(strstr(f->message, "no *.ndjson file"));
    assert_int_equal(
        content_import(f->db, "/nowhere", &f->clock.clock, f->message, sizeof f->message),
        ERR_NOT_FOUND);
    assert_string_equal(f->message, "/nowhere: no such folder");
}

static void the_anchor_moves_the_notices_to_today(void **state)
{
    struct fixture *f = *state;
    struct notice notices[4];
    size_t count = 0;
    write_file(f, "content.ini", "; moved to today\nanchor = 2026-01-01\n");
    write_file(
        f, "a.ndjson",
        "{\"resourceType\":\"CommunicationRequest\",\"id\":\"n\",\"status\":\"active\","
        "\"category\":[{\"coding\":[{"
        "\"system\":\"http://x/cs/"
        "communication\",\"code\":\"announcement\"}]}],\"payload\":[{\"contentString\":\"停水\"}],"
        "\"authoredOn\":\"2025-12-31T10:00:00+08:00\",\"occurrencePeriod\":{\"start\":\"2026-01-"
        "01\",\"end\":\"2026-01-02\"}}\n");
    assert_int_equal(import(f), ERR_OK);
    assert_int_equal(notice_list(f->db, NOTICE_ANNOUNCEMENT, notices, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    char day[DATE_SIZE];
    clock_date(notices[0].published_ms, day);
    assert_string_equal(day, "2026-03-11");
    write_file(f, "content.ini", "anchor = yesterday\n");
    assert_int_equal(import(f), ERR_INVALID);
    assert_string_equal(f->message, "content.ini:1: wanted anchor = YYYY-MM-DD");
}

static void the_same_folder_is_taken_over_once(void **state)
{
    struct fixture *f = *state;
    bool changed = false;
    write_file(f, "a.ndjson", DEPT("one", "一"));
    assert_int_equal(
        content_refresh(f->db, f->folder, &f->clock.clock, &changed, f->message, sizeof f->message),
        ERR_OK);
    assert_true(changed);
    assert_int_equal(
        content_refresh(f->db, f->folder, &f->clock.clock, &changed, f->message, sizeof f->message),
        ERR_OK);
    assert_false(changed);
    write_file(f, "a.ndjson", DEPT("one", "壹"));
    assert_int_equal(
        content_refresh(f->db, f->folder, &f->clock.clock, &changed, f->message, sizeof f->message),
        ERR_OK);
    assert_true(changed);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(the_demo_hospital_is_taken_over_and_laid_out),
        T(the_first_load_comes_with_its_sessions),
        T(a_bad_line_keeps_everything_out_and_the_old_content_in_force),
        T(types_we_have_no_use_for_are_counted),
        T(a_missing_or_empty_folder_is_told),
        T(the_anchor_moves_the_notices_to_today),
        T(the_same_folder_is_taken_over_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
