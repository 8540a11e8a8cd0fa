/* Covers kiosk/app/worker.c and health.c: whatever has become of the files, the kiosk starts, shows
 * home and works; what was damaged is kept in quarantine/ and home says so.
 */
#include "robust/fault_vfs.h"
#include "robust/flows.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

enum harm {
    HARM_NONE,
    HARM_HALF,         /* the file ends in its middle */
    HARM_STUMP,        /* after 100 bytes */
    HARM_EMPTY,        /* it has no bytes */
    HARM_GONE,         /* it is not there */
    HARM_NO_HEADER,    /* the first page is zeroes */
    HARM_ZEROES,       /* all of it is */
    HARM_TEXT,         /* it is something else */
    HARM_TAIL,         /* the last fifth is noise */
    HARM_FOREIGN_WAL,  /* a WAL of another database lies beside it */
    HARM_NOISE_WAL,    /* a WAL of noise */
    HARM_NOISE_SHM,    /* an index of noise, as after a power cut */
    HARM_FOREIGN_BASE, /* another program's database */
};

static const struct {
    const char *name;
    enum harm harm;
    bool damaged; /* home must say so; else it may not */
} rows[] = {
    {"nothing", HARM_NONE, false},
    {"half", HARM_HALF, true},
    {"stump", HARM_STUMP, true},
    {"empty", HARM_EMPTY, true},
    {"gone", HARM_GONE, true},
    {"no header", HARM_NO_HEADER, true},
    {"zeroes", HARM_ZEROES, true},
    {"text", HARM_TEXT, true},
    {"tail", HARM_TAIL, true},
    {"foreign wal", HARM_FOREIGN_WAL, false},
    {"noise in the wal", HARM_NOISE_WAL, false},
    {"noise in the shm", HARM_NOISE_SHM, false},
    {"another program's database", HARM_FOREIGN_BASE, true},
};

static void fill(const char *path, long from, long until, int how)
{
    FILE *f = fopen(path, "r+b");
    if (!f)
        f = fopen(path, "w+b");
    assert_non_null(f);
    fseek(f, from, SEEK_SET);
    uint32_t seed = 1;
    for (long i = from; i < until; i++) {
        seed = seed * 1664525u + 1013904223u;
        fputc(how < 0 ? (int)(seed >> 24) : how, f);
    }
    fclose(f);
}

static void shell(const char *format, const char *a, const char *b)
{
    char command[512];
    snprintf(command, sizeof command, format, a, b);
    assert_int_equal(system(command), 0);
}

static void do_harm(const char *dir, enum harm harm)
{
    char db[96], wal[96], shm[96];
    struct stat st;
    snprintf(db, sizeof db, "%s/foyer.db", dir);
    snprintf(wal, sizeof wal, "%s/foyer.db-wal", dir);
    snprintf(shm, sizeof shm, "%s/foyer.db-shm", dir);
    assert_int_equal(stat(db, &st), 0);
    switch (harm) {
    case HARM_NONE:
        break;
    case HARM_HALF:
        assert_int_equal(truncate(db, st.st_size / 2), 0);
        break;
    case HARM_STUMP:
        assert_int_equal(truncate(db, 100), 0);
        break;
    case HARM_EMPTY:
        assert_int_equal(truncate(db, 0), 0);
        break;
    case HARM_GONE:
        unlink(db);
        break;
    case HARM_NO_HEADER:
        fill(db, 0, 4096, 0);
        break;
    case HARM_ZEROES:
        fill(db, 0, st.st_size, 0);
        break;
    case HARM_TEXT:
        shell("echo this is no database > %s", db, "");
        break;
    case HARM_TAIL:
        fill(db, st.st_size / 5 * 4, st.st_size, -1);
        break;
    case HARM_FOREIGN_WAL: /* taken while that database is open: closing it would empty the WAL */
        shell("cd %s && sqlite3 other.db 'PRAGMA journal_mode=WAL' 'CREATE TABLE a(b)'"
              " '.shell cp other.db-wal foyer.db-wal' >%s && rm -f other.db*",
              dir, "/dev/null");
        break;
    case HARM_NOISE_WAL:
        fill(wal, 0, 100000, -1);
        break;
    case HARM_NOISE_SHM:
        fill(shm, 0, 32768, -1);
        break;
    case HARM_FOREIGN_BASE:
        shell("rm -f %s; sqlite3 %s 'PRAGMA application_id=7; CREATE TABLE a(b)'", db, db);
        break;
    }
}

static int quarantined(const char *dir)
{
    char path[96];
    snprintf(path, sizeof path, "%s/quarantine", dir);
    DIR *d = opendir(path);
    int n = 0;
    for (struct dirent *e; d && (e = readdir(d));)
        n += e->d_name[0] != '.';
    if (d)
        closedir(d);
    return n;
}

static void whatever_became_of_the_files_it_starts_and_says_so(void **state)
{
    char whole[TEMP_SIZE], harmed[TEMP_SIZE];
    struct kiosk *k = malloc(sizeof *k);
    (void)state;
    fault_vfs_install();
    kiosk_template(whole);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        printf("%s\n", rows[i].name);
        temp_make(harmed);
        shell("cp -a %s/. %s", whole, harmed);
        do_harm(harmed, rows[i].harm);
        kiosk_open(k, &(struct kiosk_options){.template = harmed, .real_text = true});
        kiosk_pass(k, 7000);
        kiosk_must(strcmp(kiosk_screen(k), "home") == 0, k, "this should be home");
        kiosk_must((kiosk_item(k, "home.damaged") != NULL) == rows[i].damaged, k,
                   "it says something else");
        kiosk_must(kiosk_item(k, "home.complain") && !kiosk_item(k, "page.next"), k,
                   "home is not whole");
        assert_int_equal(quarantined(k->dir) > 0, rows[i].damaged);
        flow_complaint(k, "it works", "");
        kiosk_must(kiosk_tap(k, "submit") && strcmp(kiosk_screen(k), "complain.done") == 0, k,
                   "nothing can be stored");
        kiosk_restart(k);
        kiosk_must((kiosk_item(k, "home.damaged") != NULL) == rows[i].damaged, k,
                   "after a restart it says something else");
        assert_int_equal(flow_count(k, "SELECT COUNT(*) FROM complaint"), 1);
        kiosk_close(k);
        temp_remove(harmed);
    }
    temp_remove(whole);
    free(k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_became_of_the_files_it_starts_and_says_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
