/* backend-client/fhir/content_read.c and the readers of each kind. */
#include "fhir/content_read.h"

#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct resource got;
static char fault[300];

static enum err read_line(const char *line)
{
    char type[RESOURCE_TYPE_SIZE];
    fault[0] = '\0';
    return content_read(line, strlen(line), 0, &got, type, fault, sizeof fault);
}

static int read_file(const char *path, int *skipped)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    int lines = 0;
    while ((length = getline(&line, &room, file)) > 1) {
        enum err e = read_line(line);
        if (e == ERR_INVALID) { /* the samples are server-made: no ids */
            assert_string_equal(strstr(fault, "id: missing") ? "" : fault, "");
        }
        *skipped += e == ERR_NOT_FOUND;
        lines++;
    }
    free(line);
    fclose(file);
    return lines;
}

static void every_sample_resource_reads(void **state)
{
    (void)state;
    int skipped = 0;
    assert_int_equal(read_file(TEST_ASSETS "/../tests/fhir-server/examples.ndjson", &skipped), 25);
    assert_int_equal(skipped, 12); /* care, not content; a ServiceRequest is read */
}

#define EN(text)                                                                                   \
    "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/"                          \
    "translation\",\"extension\":[{\"url\":"                                                       \
    "\"lang\",\"valueCode\":\"en\"},{\"url\":\"content\",\"valueString\":\"" text "\"}]}]}"

static void both_languages_are_read_from_the_translation_extension(void **state)
{
    (void)state;
    assert_int_equal(
        read_line(
            "{\"resourceType\":\"Organization\",\"id\":\"c\",\"name\":\"心内科\",\"_name\":" EN(
                "Cardiology") "}"),
        ERR_OK);
    assert_string_equal(got.name.zh, "心内科");
    assert_string_equal(got.name.en, "Cardiology");
    assert_int_equal(
        read_line("{\"resourceType\":\"Organization\",\"id\":\"c\",\"name\":\"Cardiology\"}"),
        ERR_OK);
    assert_string_equal(got.name.zh, "Cardiology");
    assert_string_equal(got.name.en, "Cardiology");
}

static void a_service_keeps_its_kind_hours_and_holidays(void **state)
{
    (void)state;
    assert_int_equal(read_line("{\"resourceType\":\"HealthcareService\",\"id\":\"w\",\"name\":"
                               "\"轮椅\",\"category\":[{\"coding\":[{\"system\":"
                               "\"http://x/cs/"
                               "service-kind\",\"code\":\"convenience\"}]}],\"availableTime\":[{"
                               "\"daysOfWeek\":[\"mon\",\"sun\"],"
                               "\"availableStartTime\":\"08:00:00\",\"availableEndTime\":\"11:30:"
                               "00\",\"extension\":[{\"url\":"
                               "\"http://x/StructureDefinition/"
                               "session-slots\",\"valueInteger\":12}]},{\"allDay\":true}],"
                               "\"notAvailable\":[{\"description\":\"国庆节\",\"during\":{"
                               "\"start\":\"2026-10-01\",\"end\":\"2026-10-07\"}}]}"),
                     ERR_OK);
    assert_string_equal(got.code, "convenience");
    assert_int_equal(got.timetable_count, 2);
    assert_int_equal(got.timetable[0].weekdays, 3);
    assert_int_equal(got.timetable[0].from_min, 480);
    assert_int_equal(got.timetable[0].until_min, 690);
    assert_int_equal(got.timetable[0].slots, 12);
    assert_int_equal(got.timetable[1].until_min, 1440);
    assert_string_equal(got.stops[0].until, "2026-10-07");
}

static void a_slot_takes_its_number_from_comment_else_identifier(void **state)
{
    (void)state;
#define SLOT(more)                                                                                 \
    "{\"resourceType\":\"Slot\",\"id\":\"s\",\"schedule\":{\"reference\":\"Schedule/"              \
    "x\"},\"status\":\"busy-tentative\","                                                          \
    "\"start\":\"2026-11-24T09:00:00+08:00\",\"end\":\"2026-11-24T01:10:00Z\"" more "}"
    assert_int_equal(read_line(SLOT(",\"comment\":\"12\"")), ERR_OK);
    assert_int_equal(got.order, 12);
    assert_int_equal(got.slot, SLOT_HELD);
    assert_int_equal(got.end_ms - got.start_ms, 600000);
    assert_int_equal(
        read_line(SLOT(
            ",\"identifier\":[{\"value\":\"lin-20261124-am-007\"}],\"comment\":\"6f0d9a0e-2a86\"")),
        ERR_OK);
    assert_int_equal(got.order, 7);
    assert_int_equal(read_line(SLOT("")), ERR_OK);
    assert_int_equal(got.order, 0);
}

static void a_price_is_in_minor_units_with_its_category(void **state)
{
    (void)state;
    assert_int_equal(
        read_line("{\"resourceType\":\"ChargeItemDefinition\",\"id\":\"p\",\"url\":\"http://x/"
                  "p\",\"status\":\"active\",\"title\":"
                  "\"血常规\",\"propertyGroup\":[{\"priceComponent\":[{\"type\":\"base\",\"code\":{"
                  "\"text\":\"每次\"},\"amount\":"
                  "{\"value\":19.99,\"currency\":\"CNY\"}}]}],\"useContext\":[{\"code\":{\"code\":"
                  "\"task\"},"
                  "\"valueCodeableConcept\":{\"coding\":[{\"system\":\"http://x/cs/"
                  "price-category\",\"code\":\"lab\","
                  "\"display\":\"检验\"}]}}],\"effectivePeriod\":{\"start\":\"2026-01\"}}"),
        ERR_OK);
    assert_int_equal(got.minor, 1999);
    assert_string_equal(got.currency, "CNY");
    assert_string_equal(got.group_name.zh, "检验");
    assert_string_equal(got.date, "2026-01-01");
}

static void dates_move_with_the_anchor_by_whole_days(void **state)
{
    (void)state;
    const char *line = "{\"resourceType\":\"Slot\",\"id\":\"s\",\"schedule\":{\"reference\":"
                       "\"Schedule/x\"},\"status\":\"free\","
                       "\"start\":\"2026-02-28T01:00:00Z\",\"end\":\"2026-02-28T01:10:00Z\"}";
    int64_t before;
    assert_int_equal(read_line(line), ERR_OK);
    before = got.start_ms;
    assert_int_equal(content_read(line, strlen(line), 3, &got, NULL, fault, sizeof fault), ERR_OK);
    assert_int_equal(got.start_ms - before, 3 * 86400000LL);
}

static void what_would_mislead_is_refused_with_its_path(void **state)
{
    (void)state;
    static const struct {
        const char *line, *fault;
    } cases[] = {
        {"{\"resourceType\":\"Slot\"", "not JSON, column 22"},
        {"[1]", "not a JSON object"},
        {"{\"id\":\"x\"}", "resourceType: missing"},
        {"{\"resourceType\":\"Organization\",\"name\":\"x\"}", "Organization.id: missing"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\"}", "Organization.name: missing"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\",\"id\":\"y\",\"name\":\"x\"}",
         "not JSON, column 44"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\",\"name\":5}",
         "Organization.name: not a string"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\",\"name\":\"a\\u0007b\"}",
         "Organization.name: control characters"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\",\"name\":\"x\",\"contained\":[]}",
         "Organization.contained: not taken, give it its own line"},
        {"{\"resourceType\":\"Organization\",\"id\":\"x\",\"name\":\"x\",\"partOf\":{\"reference\":"
         "\"#a\"}}",
         "Organization.partOf: not a reference to another resource"},
        {"{\"resourceType\":\"Slot\",\"id\":\"x\",\"schedule\":{\"reference\":\"Schedule/"
         "x\"},\"status\":\"free\","
         "\"start\":\"2026-11-24T09:00:00\",\"end\":\"2026-11-24T09:10:00Z\"}",
         "Slot.start: malformed"},
        {"{\"resourceType\":\"Slot\",\"id\":\"x\",\"schedule\":{\"reference\":\"Schedule/"
         "x\"},\"status\":\"sold\","
         "\"start\":\"2026-11-24T09:00:00Z\",\"end\":\"2026-11-24T09:10:00Z\"}",
         "Slot.status: unknown code"},
        {"{\"resourceType\":\"PractitionerRole\",\"id\":\"x\",\"availableTime\":[{"
         "\"availableStartTime\":\"25:00:00\"}]}",
         "PractitionerRole.availableTime[0].availableStartTime: malformed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(read_line(cases[i].line), ERR_INVALID);
        assert_string_equal(fault, cases[i].fault);
    }
    assert_int_equal(read_line("{\"resourceType\":\"Endpoint\",\"id\":\"x\"}"), ERR_NOT_FOUND);
}

static void deep_nesting_is_refused_before_parsing(void **state)
{
    (void)state;
    char line[400] = "{\"a\":";
    for (int i = 0; i < 40; i++)
        strcat(line, "[");
    assert_int_equal(read_line(line), ERR_INVALID);
    assert_string_equal(fault, "nested deeper than 32 levels");
}

static void every_cut_of_a_line_is_refused_and_nothing_breaks(void **state)
{
    (void)state;
    const char *line =
        "{\"resourceType\":\"Organization\",\"id\":\"c\",\"name\":\"心内科\",\"_name\":" EN(
            "Cardiology") "}";
    for (size_t n = 0; n < strlen(line); n++)
        assert_int_equal(content_read(line, n, 0, &got, NULL, fault, sizeof fault), ERR_INVALID);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sample_resource_reads),
        cmocka_unit_test(both_languages_are_read_from_the_translation_extension),
        cmocka_unit_test(a_service_keeps_its_kind_hours_and_holidays),
        cmocka_unit_test(a_slot_takes_its_number_from_comment_else_identifier),
        cmocka_unit_test(a_price_is_in_minor_units_with_its_category),
        cmocka_unit_test(dates_move_with_the_anchor_by_whole_days),
        cmocka_unit_test(what_would_mislead_is_refused_with_its_path),
        cmocka_unit_test(deep_nesting_is_refused_before_parsing),
        cmocka_unit_test(every_cut_of_a_line_is_refused_and_nothing_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
