/* Covers ctl/simulate*.c, and by it the acts of a whole day: several seeds of a small hospital's
 * day, another hospital's content, and a day on which the check must find what is lost. */
#include "support/program.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The number behind "name": in the JSON. */
static int figure(struct program *f, const char *name)
{
    char key[60];
    snprintf(key, sizeof key, "\"%s\": ", name);
    const char *at = strstr(f->out, key);
    if (!at)
        fail_msg("no %s in: %s", name, f->out);
    return at ? atoi(at + strlen(key)) : -1;
}

static void nothing_wrong(struct program *f)
{
    assert_int_equal(figure(f, "double_calls"), 0);
    assert_int_equal(figure(f, "lost"), 0);
    assert_int_equal(figure(f, "equal_numbers"), 0);
    assert_int_equal(figure(f, "starved"), 0);
    assert_int_equal(figure(f, "told_wrong_place"), 0);
    assert_int_equal(figure(f, "seen") + figure(f, "not_come") + figure(f, "went_home") +
                         figure(f, "turned_away"),
                     figure(f, "patients"));
}

static void several_days_lose_and_double_nothing(void **state)
{
    struct program *f = *state;
    for (int seed = 1; seed <= 3; seed++) {
        char words[200];
        snprintf(words, sizeof words,
                 "--json simulate --seed %d --patients 260 --departments 5 --rooms 9 --windows 5 "
                 "--kiosks 2",
                 seed);
        assert_int_equal(program_run(f, NULL, words), 0);
        nothing_wrong(f);
        assert_true(figure(f, "seen") > 230);
        assert_true(figure(f, "without_line") > 0); /* numbers given out while a line was cut */
        assert_true(figure(f, "missed") > 0);
        assert_true(figure(f, "board_looks") > 100);
        assert_string_not_equal(f->out, f->before); /* another seed, another day */
    }
}

static void the_same_seed_is_the_same_day_to_the_byte(void **state)
{
    struct program *f = *state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(program_run(f, NULL,
                                     "simulate --seed 7 --patients 60 --departments 3 --rooms 6 "
                                     "--kiosks 2 --windows 4"),
                         0);
    assert_string_equal(f->out, f->before);
}

static void without_help_a_clinic_that_has_no_room_is_seen_to_be_lost(void **state)
{
    struct program *f = *state;
    char path[200], words[400];
    snprintf(path, sizeof path, "%s/no-help.conf", f->dir);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("[queue]\nhelp_general = no\n", file);
    fclose(file);
    snprintf(words, sizeof words,
             "--config %s --json simulate --seed 1 --patients 300 --departments 12 --rooms 24 "
             "--kiosks 2",
             path);
    assert_int_equal(program_run(f, NULL, words), 1);
    assert_true(figure(f, "lost") > 0);
    assert_true(figure(f, "starved") > 0);
}

#define SID "\"identifier\":[{\"system\":\"http://other.example/sid/%s\",\"value\":\"%s\"}]"

static void put(FILE *file, const char *type, const char *sid, const char *id, const char *rest)
{
    fprintf(file, "{\"resourceType\":\"%s\",\"id\":\"%s\"," SID ",\"active\":true,%s}\n", type, id,
            sid, id, rest);
}

/* A practice without general clinics, windows, prices or letters. */
static void write_practice(const char *dir)
{
    char path[200];
    snprintf(path, sizeof path, "%s/all.ndjson", dir);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    put(file, "Organization", "organization", "practice",
        "\"type\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
        "organization-type\",\"code\":\"prov\"}]}],"
        "\"name\":\"城东诊所\"");
    put(file, "Organization", "organization", "eyes",
        "\"type\":[{\"coding\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/"
        "organization-type\",\"code\":\"dept\"}]}],"
        "\"name\":\"眼科\",\"partOf\":{\"reference\":\"Organization/practice\"}");
    for (int i = 1; i <= 2; i++) {
        char id[20], text[700];
        snprintf(id, sizeof id, "doctor-%d", i);
        put(file, "Practitioner", "practitioner", id, "\"name\":[{\"text\":\"李一\"}]");
        snprintf(
            text, sizeof text,
            "\"practitioner\":{\"reference\":\"Practitioner/%s\"},\"organization\":"
            "{\"reference\":\"Organization/eyes\"},\"availableTime\":[{\"extension\":[{\"url\":"
            "\"x/StructureDefinition/session-slots\",\"valueInteger\":9}],"
            "\"availableStartTime\":\"10:00:00\",\"availableEndTime\":\"15:00:00\"}]",
            id);
        put(file, "PractitionerRole", "role", id, text);
    }
    fclose(file);
}

static void another_hospitals_folder_will_do(void **state)
{
    struct program *f = *state;
    char words[300];
    write_practice(f->dir);
    snprintf(words, sizeof words, "--json simulate --seed 3 --patients 70 --content %s", f->dir);
    int rc = program_run(f, NULL, words);
    if (rc)
        fail_msg("%s", f->out);
    nothing_wrong(f);
    assert_int_equal(figure(f, "departments"), 1);
    assert_int_equal(figure(f, "windows"), 0);
    assert_true(figure(f, "seen") > 50);
}

static void wrong_words_are_said_in_one_line(void **state)
{
    struct program *f = *state;
    const char *words[] = {"simulate --seed",
                           "simulate --seed x",
                           "simulate --patients 0",
                           "simulate --date 2026-02-30",
                           "simulate --content /nowhere-at-all",
                           "simulate dance"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_int_equal(program_run(f, NULL, words[i]), 2);
        assert_true(f->out[0] && strchr(f->out, '\n') == f->out + strlen(f->out) - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_days_lose_and_double_nothing),
        cmocka_unit_test(the_same_seed_is_the_same_day_to_the_byte),
        cmocka_unit_test(without_help_a_clinic_that_has_no_room_is_seen_to_be_lost),
        cmocka_unit_test(another_hospitals_folder_will_do),
        cmocka_unit_test(wrong_words_are_said_in_one_line),
    };
    return cmocka_run_group_tests(tests, program_setup, program_teardown);
}
