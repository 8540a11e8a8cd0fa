/* backend-client/ctl: foyerctl as its users call it, the program itself. */
#include "support/fhir_server.h"
#include "support/program.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>

static void write_file(struct program *f, const char *name, const char *text)
{
    char path[200];
    snprintf(path, sizeof path, "%s/%s", f->dir, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void wrong_words_and_a_missing_store_have_their_codes(void **state)
{
    struct program *f = *state;
    assert_int_equal(program_run(f, NULL, ""), 2);
    assert_int_equal(program_run(f, NULL, "dance"), 2);
    program_says(f, "dance: no such verb");
    assert_int_equal(program_run(f, NULL, "--help"), 0);
    assert_int_equal(program_run(f, NULL, "outbox frobnicate"), 2);
    assert_int_equal(program_run(f, NULL, "outbox show seven"), 2);
    assert_int_equal(program_run(f, NULL, "status"), 3);
    program_says(f, "no store there");
    assert_int_equal(program_run(f, NULL, "--config /nowhere/foyer.conf status"), 2);
    write_file(f, "typo.conf", "[server]\nurll = x\n");
    char words[300];
    snprintf(words, sizeof words, "--config %s/typo.conf status", f->dir);
    assert_int_equal(program_run(f, NULL, words), 2);
    program_says(f, "typo.conf:2:");
    assert_int_equal(
        program_run(f, NULL, "publish " TEST_ASSETS "/demo --server http://hospital.example/fhir"),
        2);
    program_says(f, "wanted https://");
}

static void a_folder_is_imported_or_refused_whole(void **state)
{
    struct program *f = *state;
    char words[300];
    assert_int_equal(program_run(f, NULL, "import " TEST_ASSETS "/demo"), 0);
    program_says(f, "0 skipped");
    assert_int_equal(program_run(f, NULL, "status"), 0);
    program_says(f, "Riverside First People's Hospital");
    program_says(f, "standalone");
    write_file(f, "bad.ndjson",
               "{\"resourceType\":\"Organization\",\"id\":\"a\",\"name\":\"b\"}\n{\"resourceType\":"
               "\"Slot\",\"id\":\"s\"}\n");
    snprintf(words, sizeof words, "import %s", f->dir);
    assert_int_equal(program_run(f, NULL, words), 2);
    program_says(f, "bad.ndjson:2: Slot.schedule: missing");
    assert_int_equal(program_run(f, NULL, "--json status"), 0);
    program_says(f, "\"hospital\": \"江畔市第一人民医院\"");
}

/* A number of today that has waited for 40 minutes, and a store that was set aside. */
static void status_tells_of_queues_that_nobody_calls_and_of_damage(void **state)
{
    struct program *f = *state;
    struct ticket t = {.number = "K001",
                       .queue = "cardiology-general",
                       .status = TICKET_CONFIRMED,
                       .stage = QUEUE_WAITING,
                       .created_ms = clock_wall(clock_system()) - 40 * 60000};
    struct db *db;
    char path[200];
    assert_int_equal(program_run(f, NULL, "import " TEST_ASSETS "/demo"), 0);
    assert_int_equal(program_run(f, NULL, "status"), 0);
    program_says(f, "queues    0 with people today, 0 wait");
    program_says(f, "store     sound\n");
    snprintf(path, sizeof path, "%s/state", f->dir);
    assert_int_equal(db_open(&(struct db_options){.state_dir = path, .clock = clock_system()}, &db),
                     ERR_OK);
    uuid_new(t.op);
    clock_date(clock_wall(clock_system()), t.date);
    assert_int_equal(ticket_insert(db, &t), ERR_OK);
    db_close(db);
    snprintf(path, sizeof path, "%s/state/quarantine", f->dir);
    assert_true(mkdir(path, 0700) == 0 || errno == EEXIST);
    snprintf(path, sizeof path, "%s/state/quarantine/20260312-083000-0", f->dir);
    assert_int_equal(mkdir(path, 0700), 0);
    assert_int_equal(program_run(f, NULL, "status"), 0);
    program_says(f, "1 wait, the first for 40 min, 0 missed, 0 rooms calling; NOBODY CALLS");
    program_says(f, "store     sound; 1 damaged before, the last in quarantine/20260312-083000-0");
    assert_int_equal(program_run(f, NULL, "--json status"), 0);
    program_says(f, "\"nobody_calls\": true");
    program_says(f, "\"set_aside\": 1");
}

static void a_backup_goes_back_and_a_stranger_is_refused(void **state)
{
    struct program *f = *state;
    char words[300];
    assert_int_equal(program_run(f, NULL, "import " TEST_ASSETS "/demo"), 0);
    snprintf(words, sizeof words, "backup %s/copy.db", f->dir);
    assert_int_equal(program_run(f, NULL, words), 0);
    snprintf(words, sizeof words, "restore %s/copy.db", f->dir);
    assert_int_equal(program_run(f, NULL, words), 0);
    assert_int_equal(program_run(f, NULL, "status"), 0);
    program_says(f, "Riverside");
    write_file(f, "stranger.db", "this is no store");
    snprintf(words, sizeof words, "restore %s/stranger.db", f->dir);
    assert_int_equal(program_run(f, NULL, words), 2);
    assert_int_equal(program_run(f, NULL, "status"), 0);
    program_says(f, "Riverside");
}

static void a_building_is_imported_and_ways_are_told_from_it(void **state)
{
    struct program *f = *state;
    assert_int_equal(program_run(f, NULL, "map import " TEST_DATA "/imdf-small"), 0);
    program_says(f, "the building is in force");
    assert_int_equal(program_run(f, NULL, "route --from K1 --to eye-clinic"), 0);
    assert_int_equal(program_run(f, NULL, "route --from KIOSK-03 --to pharmacy"),
                     2); /* of the demo building */
    assert_int_equal(program_run(f, NULL, "--json map check " TEST_DATA "/imdf-untidy"), 0);
    program_says(f, "\"unreachable_step_free\"");
    assert_int_equal(program_run(f, NULL, "map import " TEST_DATA), 2);
    program_says(f, "cannot be used");
    assert_int_equal(program_run(f, NULL, "route --from K1 --to eye-clinic"),
                     0); /* the one before stays */
}

static void a_closure_changes_the_way_until_it_is_lifted(void **state)
{
    struct program *f = *state;
    char id[40], words[200];
    assert_int_equal(program_run(f, NULL, "map import " TEST_ASSETS "/demo/imdf"), 0);
    assert_int_equal(program_run(f, NULL, "route --from KIOSK-03 --to cardiology-waiting"), 0);
    program_says(f, "Lift 2");
    assert_int_equal(program_run(f, NULL,
                                 "closure add --target lift-2 --reason-zh 检修 --reason-en Repair "
                                 "--until '2199-01-01 12:00' --by 0512"),
                     0);
    memcpy(id, f->out, 36);
    id[36] = '\0';
    assert_int_equal(program_run(f, NULL, "--json route --from KIOSK-03 --to cardiology-waiting"),
                     0);
    program_says(f, "\"detour\": true");
    program_says(f, "ake Lift 1");
    assert_int_equal(program_run(f, NULL, "closure list"), 0);
    program_says(f, "检修");
    snprintf(words, sizeof words, "closure lift %s", id);
    assert_int_equal(program_run(f, NULL, words), 0);
    assert_int_equal(program_run(f, NULL, words), 2);
    program_says(f, "lifted before");
    assert_int_equal(program_run(f, NULL, "route --from KIOSK-03 --to cardiology-waiting"), 0);
    program_says(f, "Lift 2");
    assert_int_equal(program_run(f, NULL, "closure add --target no-such-lift --reason-zh 检修"), 2);
    program_says(f, "the map knows no no-such-lift");
    assert_int_equal(
        program_run(f, NULL, "closure add --target lift-2 --reason-zh 检修 --until yesterday"), 2);
}

static void publishing_twice_creates_nothing_the_second_time(void **state)
{
    struct program *f = *state;
    struct fhir_server server;
    char words[300], config[600];
    fhir_server_start(&server, "--no-update-create");
    snprintf(words, sizeof words, "--json publish " TEST_ASSETS "/demo --server %s --days 3",
             server.url);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "\"refused\": 0");
    assert_null(strstr(f->out, "\"created\": 0,"));
    assert_true(fhir_server_count(&server, "Slot") > 500);
    assert_int_equal(fhir_server_count(&server, "Organization?type=dept") >= 14, 1);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "\"created\": 0,");
    program_says(f, "\"updated\": 0,");
    snprintf(config, sizeof config,
             "[hospital]\nbase = http://riverside-hospital.example\ntimezone = "
             "Asia/Shanghai\n[station]\nid = KIOSK-77\n[server]\nurl = %s\n",
             server.url);
    write_file(f, "station.conf", config);
    snprintf(words, sizeof words, "--config %s/station.conf sync --once", f->dir);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "0 refused");
    snprintf(words, sizeof words, "--config %s/station.conf status", f->dir);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "transactions are atomic");
    program_says(f, "Riverside");
    fhir_server_stop(&server);
    snprintf(words, sizeof words, "--config %s/station.conf sync --once", f->dir);
    assert_int_equal(program_run(f, NULL, words), 1);
    fhir_server_remove(&server);
}

/* A server that has just started, makes texts of its own and sends nothing back: a slow first
 * hundred is waited for, and what only the server added is no difference. */
static void a_server_that_is_cold_and_adds_texts_is_published_to_once(void **state)
{
    struct program *f = *state;
    struct fhir_server server;
    char words[300];
    fhir_server_start(&server,
                      "--cold 1200 --narrative --plain-entries --stored-searches --full-urls");
    write_file(f, "quick.conf",
               "[hospital]\nbase = http://riverside-hospital.example\ntimezone = Asia/Shanghai\n"
               "[server]\ntimeout_ms = 500\n");
    snprintf(words, sizeof words,
             "--config %s/quick.conf --json publish " TEST_ASSETS "/demo --server %s --days 0",
             f->dir, server.url);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "\"refused\": 0");
    assert_true(fhir_server_count(&server, "Patient") > 3);
    assert_int_equal(program_run(f, NULL, words), 0);
    program_says(f, "\"created\": 0,");
    program_says(f, "\"updated\": 0,");
    fhir_server_remove(&server);
}

#define T(name) cmocka_unit_test_setup_teardown(name, program_setup, program_teardown)
int main(void)
{
    const struct CMUnitTest tests[] = {
        T(wrong_words_and_a_missing_store_have_their_codes),
        T(a_folder_is_imported_or_refused_whole),
        T(status_tells_of_queues_that_nobody_calls_and_of_damage),
        T(a_backup_goes_back_and_a_stranger_is_refused),
        T(a_building_is_imported_and_ways_are_told_from_it),
        T(a_closure_changes_the_way_until_it_is_lifted),
        T(publishing_twice_creates_nothing_the_second_time),
        T(a_server_that_is_cold_and_adds_texts_is_published_to_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
