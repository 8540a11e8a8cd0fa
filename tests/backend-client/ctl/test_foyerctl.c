/* backend-client/ctl: foyerctl as its users call it, the program itself. */
#include "support/fhir_server.h"
#include "support/temp.h"

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
#include <sys/wait.h>
#include <unistd.h>

struct fixture {
    char dir[TEMP_SIZE], program[600], out[64 * 1024];
};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    temp_make(f->dir);
    ssize_t length = readlink("/proc/self/exe", f->program, sizeof f->program - 20);
    assert_true(length > 0);
    f->program[length] = '\0';
    *strrchr(f->program, '/') = '\0';
    strcat(f->program, "/../foyerctl");
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    temp_remove(f->dir);
    free(f);
    return 0;
}

/* Runs "foyerctl WORDS" with its store in the fixture's folder; the exit code, both outputs in
 * f->out. */
static int run(struct fixture *f, const char *words)
{
    char command[2000];
    snprintf(command, sizeof command, "%s --state %s/state %s 2>&1", f->program, f->dir, words);
    FILE *pipe = popen(command, "r");
    assert_non_null(pipe);
    size_t size = fread(f->out, 1, sizeof f->out - 1, pipe);
    f->out[size] = '\0';
    int status = pclose(pipe);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void says(struct fixture *f, const char *text)
{
    if (!strstr(f->out, text))
        fail_msg("wanted: %s\ngot: %s", text, f->out);
}

static void write_file(struct fixture *f, const char *name, const char *text)
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
    struct fixture *f = *state;
    assert_int_equal(run(f, ""), 2);
    assert_int_equal(run(f, "dance"), 2);
    says(f, "dance: no such verb");
    assert_int_equal(run(f, "--help"), 0);
    assert_int_equal(run(f, "outbox frobnicate"), 2);
    assert_int_equal(run(f, "outbox show seven"), 2);
    assert_int_equal(run(f, "status"), 3);
    says(f, "no store there");
    assert_int_equal(run(f, "--config /nowhere/foyer.conf status"), 2);
    write_file(f, "typo.conf", "[server]\nurll = x\n");
    char words[300];
    snprintf(words, sizeof words, "--config %s/typo.conf status", f->dir);
    assert_int_equal(run(f, words), 2);
    says(f, "typo.conf:2:");
    assert_int_equal(run(f, "publish " TEST_ASSETS "/demo --server http://hospital.example/fhir"),
                     2);
    says(f, "wanted https://");
}

static void a_folder_is_imported_or_refused_whole(void **state)
{
    struct fixture *f = *state;
    char words[300];
    assert_int_equal(run(f, "import " TEST_ASSETS "/demo"), 0);
    says(f, "0 skipped");
    assert_int_equal(run(f, "status"), 0);
    says(f, "Riverside First People's Hospital");
    says(f, "standalone");
    write_file(f, "bad.ndjson",
               "{\"resourceType\":\"Organization\",\"id\":\"a\",\"name\":\"b\"}\n{\"resourceType\":"
               "\"Slot\",\"id\":\"s\"}\n");
    snprintf(words, sizeof words, "import %s", f->dir);
    assert_int_equal(run(f, words), 2);
    says(f, "bad.ndjson:2: Slot.schedule: missing");
    assert_int_equal(run(f, "--json status"), 0);
    says(f, "\"hospital\": \"江畔市第一人民医院\"");
}

/* A number of today that has waited for 40 minutes, and a store that was set aside. */
static void status_tells_of_queues_that_nobody_calls_and_of_damage(void **state)
{
    struct fixture *f = *state;
    struct ticket t = {.number = "K001",
                       .queue = "cardiology-general",
                       .status = TICKET_CONFIRMED,
                       .stage = QUEUE_WAITING,
                       .created_ms = clock_wall(clock_system()) - 40 * 60000};
    struct db *db;
    char path[200];
    assert_int_equal(run(f, "import " TEST_ASSETS "/demo"), 0);
    assert_int_equal(run(f, "status"), 0);
    says(f, "queues    0 with people today, 0 wait");
    says(f, "store     sound\n");
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
    assert_int_equal(run(f, "status"), 0);
    says(f, "1 wait, the first for 40 min, 0 missed, 0 rooms calling; NOBODY CALLS");
    says(f, "store     sound; 1 damaged before, the last in quarantine/20260312-083000-0");
    assert_int_equal(run(f, "--json status"), 0);
    says(f, "\"nobody_calls\": true");
    says(f, "\"set_aside\": 1");
}

static void a_backup_goes_back_and_a_stranger_is_refused(void **state)
{
    struct fixture *f = *state;
    char words[300];
    assert_int_equal(run(f, "import " TEST_ASSETS "/demo"), 0);
    snprintf(words, sizeof words, "backup %s/copy.db", f->dir);
    assert_int_equal(run(f, words), 0);
    snprintf(words, sizeof words, "restore %s/copy.db", f->dir);
    assert_int_equal(run(f, words), 0);
    assert_int_equal(run(f, "status"), 0);
    says(f, "Riverside");
    write_file(f, "stranger.db", "this is no store");
    snprintf(words, sizeof words, "restore %s/stranger.db", f->dir);
    assert_int_equal(run(f, words), 2);
    assert_int_equal(run(f, "status"), 0);
    says(f, "Riverside");
}

static void a_building_is_imported_and_ways_are_told_from_it(void **state)
{
    struct fixture *f = *state;
    assert_int_equal(run(f, "map import " TEST_DATA "/imdf-small"), 0);
    says(f, "the building is in force");
    assert_int_equal(run(f, "route --from K1 --to eye-clinic"), 0);
    assert_int_equal(run(f, "route --from KIOSK-03 --to pharmacy"), 2); /* of the demo building */
    assert_int_equal(run(f, "--json map check " TEST_DATA "/imdf-untidy"), 0);
    says(f, "\"unreachable_step_free\"");
    assert_int_equal(run(f, "map import " TEST_DATA), 2);
    says(f, "cannot be used");
    assert_int_equal(run(f, "route --from K1 --to eye-clinic"), 0); /* the one before stays */
}

static void a_closure_changes_the_way_until_it_is_lifted(void **state)
{
    struct fixture *f = *state;
    char id[40], words[200];
    assert_int_equal(run(f, "map import " TEST_ASSETS "/demo/imdf"), 0);
    assert_int_equal(run(f, "route --from KIOSK-03 --to cardiology-waiting"), 0);
    says(f, "Lift 2");
    assert_int_equal(run(f, "closure add --target lift-2 --reason-zh 检修 --reason-en Repair "
                            "--until '2199-01-01 12:00' --by 0512"),
                     0);
    memcpy(id, f->out, 36);
    id[36] = '\0';
    assert_int_equal(run(f, "--json route --from KIOSK-03 --to cardiology-waiting"), 0);
    says(f, "\"detour\": true");
    says(f, "ake Lift 1");
    assert_int_equal(run(f, "closure list"), 0);
    says(f, "检修");
    snprintf(words, sizeof words, "closure lift %s", id);
    assert_int_equal(run(f, words), 0);
    assert_int_equal(run(f, words), 2);
    says(f, "lifted before");
    assert_int_equal(run(f, "route --from KIOSK-03 --to cardiology-waiting"), 0);
    says(f, "Lift 2");
    assert_int_equal(run(f, "closure add --target no-such-lift --reason-zh 检修"), 2);
    says(f, "the map knows no no-such-lift");
    assert_int_equal(run(f, "closure add --target lift-2 --reason-zh 检修 --until yesterday"), 2);
}

static void publishing_twice_creates_nothing_the_second_time(void **state)
{
    struct fixture *f = *state;
    struct fhir_server server;
    char words[300], config[600];
    fhir_server_start(&server, "--no-update-create");
    snprintf(words, sizeof words, "--json publish " TEST_ASSETS "/demo --server %s --days 3",
             server.url);
    assert_int_equal(run(f, words), 0);
    says(f, "\"refused\": 0");
    assert_null(strstr(f->out, "\"created\": 0,"));
    assert_true(fhir_server_count(&server, "Slot") > 500);
    assert_int_equal(fhir_server_count(&server, "Organization?type=dept") >= 14, 1);
    assert_int_equal(run(f, words), 0);
    says(f, "\"created\": 0,");
    says(f, "\"updated\": 0,");
    snprintf(config, sizeof config,
             "[hospital]\nbase = http://riverside-hospital.example\ntimezone = "
             "Asia/Shanghai\n[station]\nid = KIOSK-77\n[server]\nurl = %s\n",
             server.url);
    write_file(f, "station.conf", config);
    snprintf(words, sizeof words, "--config %s/station.conf sync --once", f->dir);
    assert_int_equal(run(f, words), 0);
    says(f, "0 refused");
    snprintf(words, sizeof words, "--config %s/station.conf status", f->dir);
    assert_int_equal(run(f, words), 0);
    says(f, "transactions are atomic");
    says(f, "Riverside");
    fhir_server_stop(&server);
    snprintf(words, sizeof words, "--config %s/station.conf sync --once", f->dir);
    assert_int_equal(run(f, words), 1);
    fhir_server_remove(&server);
}

#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
