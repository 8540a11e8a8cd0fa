/* Covers act/ and store/db.c on a disk that fails: the k-th write or sync, for k = 1, 2, ... until
 * the act goes through; and a store whose files were damaged. No receipt without a record, nothing
 * half written, and never a crash.
 */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "robust/fault_vfs.h"
#include "store/care.h"
#include "store/content.h"
#include "store/outbox.h"
#include "support/patient.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#define SLOT "lin-ruoxi-20260312-am-003"
#define OTHER_SLOT "lin-ruoxi-20260313-am-001"

struct world {
    struct test_hospital *h;
    char template[TEMP_SIZE];
    struct person person;
    struct appointment booked; /* of today, its check-in is open */
};

static void copy_file(const char *from, const char *to, const char *name)
{
    static char bytes[4 * 1024 * 1024];
    char path[128];
    snprintf(path, sizeof path, "%s/%s", to, name);
    unlink(path);
    char source[128];
    snprintf(source, sizeof source, "%s/%s", from, name);
    FILE *in = fopen(source, "rb");
    if (!in)
        return;
    size_t n = fread(bytes, 1, sizeof bytes, in);
    fclose(in);
    FILE *out = fopen(path, "wb");
    assert_true(out && n < sizeof bytes && fwrite(bytes, 1, n, out) == n);
    assert_int_equal(fclose(out), 0);
    chmod(path, 0600);
}

static void copy(const char *from, const char *to)
{
    static const char *const files[] = {"foyer.db", "foyer.db-wal", "foyer.db-shm", "key"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        copy_file(from, to, files[i]);
}

static int setup(void **state)
{
    struct world *w = calloc(1, sizeof *w);
    fault_vfs_install();
    w->h = test_hospital_new("KIOSK-03", "K");
    test_person(w->h, "13900139000", &w->person);
    test_book(w->h, w->person.uuid, SLOT, &w->booked);
    test_clock_set(&w->h->clock, "2026-03-12T09:30:00+08:00");
    db_close(w->h->db);
    w->h->db = NULL;
    temp_make(w->template);
    copy(w->h->dir, w->template);
    *state = w;
    return 0;
}

static int teardown(void **state)
{
    struct world *w = *state;
    fault_vfs_disarm();
    db_close(w->h->db);
    temp_remove(w->h->dir);
    temp_remove(w->template);
    free(w->h);
    free(w);
    return 0;
}

static enum err open_store(struct world *w)
{
    return db_open(&(struct db_options){.state_dir = w->h->dir, .clock = &w->h->clock.clock},
                   &w->h->db);
}

/* ---- the acts, and how each is seen in the store ---- */

static enum err do_book(struct world *w, const char *op)
{
    struct appointment made;
    struct book_request request = {.slot_id = OTHER_SLOT};
    text_copy(request.op, sizeof request.op, op);
    text_copy(request.person_uuid, sizeof request.person_uuid, w->person.uuid);
    return book(w->h->db, &w->h->env, &request, &made);
}

static bool has_booking(struct world *w, const char *op)
{
    struct appointment made;
    struct slot slot;
    struct outbox_entry entry;
    bool there = appointment_get(w->h->db, op, &made) == ERR_OK;
    assert_int_equal(slot_get(w->h->db, OTHER_SLOT, &slot), ERR_OK);
    assert_int_equal(slot.state == SLOT_BUSY, there);
    assert_int_equal(outbox_find(w->h->db, OUTBOX_BOOK, op, &entry) == ERR_OK, there);
    return there;
}

static enum err do_complain(struct world *w, const char *op)
{
    struct complaint made;
    struct complain_request request = {
        .kind = VOICE_COMPLAINT, .topic = "waiting-time", .text = "two hours"};
    text_copy(request.op, sizeof request.op, op);
    text_copy(request.task_op, sizeof request.task_op, op);
    request.task_op[0] = request.task_op[0] == '0' ? '1' : '0';
    return complain(w->h->db, &w->h->env, &request, &made);
}

static bool has_complaint(struct world *w, const char *op)
{
    struct complaint made;
    struct outbox_entry entry;
    bool there = complaint_get(w->h->db, op, &made) == ERR_OK;
    assert_int_equal(outbox_find(w->h->db, OUTBOX_COMPLAINT, op, &entry) == ERR_OK, there);
    return there;
}

static enum err do_check_in(struct world *w, const char *op)
{
    struct ticket made;
    return check_in(w->h->db, &w->h->env, op, w->booked.op, &made);
}

static bool has_ticket(struct world *w, const char *op)
{
    struct ticket ticket;
    struct appointment now;
    struct outbox_entry entry;
    bool there = ticket_get(w->h->db, op, &ticket) == ERR_OK;
    assert_int_equal(appointment_get(w->h->db, w->booked.op, &now), ERR_OK);
    assert_int_equal(now.status == APPOINTMENT_ARRIVED, there);
    assert_int_equal(outbox_find(w->h->db, OUTBOX_CHECK_IN, op, &entry) == ERR_OK, there);
    return there;
}

static enum err do_take(struct world *w, const char *op)
{
    struct ticket made;
    struct take_request request = {.department_id = "cardiology"};
    text_copy(request.op, sizeof request.op, op);
    return take_number(w->h->db, &w->h->env, &request, &made);
}

static bool has_number(struct world *w, const char *op)
{
    struct ticket ticket;
    struct outbox_entry entry;
    bool there = ticket_get(w->h->db, op, &ticket) == ERR_OK;
    assert_int_equal(outbox_find(w->h->db, OUTBOX_TAKE, op, &entry) == ERR_OK, there);
    return there;
}

static const struct {
    const char *name;
    enum err (*act)(struct world *w, const char *op);
    bool (*seen)(struct world *w, const char *op); /* fails the test when it is there by halves */
} acts[] = {{"book", do_book, has_booking},
            {"complain", do_complain, has_complaint},
            {"check in", do_check_in, has_ticket},
            {"take a number", do_take, has_number}};
#define ACTS (int)(sizeof acts / sizeof *acts)

/* ---- the k-th call fails ---- */

/* Returns false when the act went through without the fault having struck. */
static bool strike(struct world *w, int act, enum fault fault, int k, bool on)
{
    char op[UUID_SIZE];
    uuid_new(op);
    copy(w->template, w->h->dir);
    assert_int_equal(open_store(w), ERR_OK);
    fault_vfs_arm(fault, k, on);
    enum err e = acts[act].act(w, op);
    bool struck = fault_vfs_struck();
    if (!struck)
        assert_int_equal(e, ERR_OK);
    if (struck && fault == FAULT_SYNC_EIO &&
        e != ERR_OK) /* what is on disk is unknown: no more acts */
        assert_int_equal(acts[act].act(w, op), ERR_IO);
    fault_vfs_disarm();
    db_close(w->h->db);
    w->h->db = NULL;
    assert_int_equal(open_store(w), ERR_OK);
    assert_int_equal(db_quick_check(w->h->db, 0), ERR_OK);
    bool there = acts[act].seen(w, op);
    if (e == ERR_OK)
        assert_true(there);
    else if (fault != FAULT_SYNC_EIO)
        assert_false(there);
    if (e != ERR_OK)
        assert_true(e == ERR_IO || e == ERR_NO_SPACE);
    assert_int_equal(acts[act].act(w, op), ERR_OK); /* the same press again, on a disk that works */
    assert_true(acts[act].seen(w, op));
    db_close(w->h->db);
    w->h->db = NULL;
    return struck;
}

static void no_act_is_half_written_whichever_call_to_the_disk_fails(void **state)
{
    struct world *w = *state;
    for (int act = 0; act < ACTS; act++)
        for (int fault = FAULT_WRITE_EIO; fault <= FAULT_SYNC_EIO; fault++)
            for (int on = 0; on < 2; on++) {
                int k = 1;
                while (k < 200 && strike(w, act, (enum fault)fault, k, on))
                    k++;
                assert_true(k > 1 && k < 200);
                if (!on)
                    printf("%s: %d calls\n", acts[act].name, k - 1);
            }
}

/* As after a crash: the WAL still has everything in it, and the disk fails while it is read back.
 */
static void a_store_opens_after_any_failure_while_it_recovers(void **state)
{
    struct world *w = *state;
    char op[UUID_SIZE], crashed[TEMP_SIZE];
    uuid_new(op);
    temp_make(crashed);
    assert_int_equal(open_store(w), ERR_OK);
    assert_int_equal(do_complain(w, op), ERR_OK);
    copy(w->h->dir, crashed); /* while it is open: as the disk stands at a power cut */
    db_close(w->h->db);
    w->h->db = NULL;
    for (int fault = FAULT_WRITE_EIO; fault <= FAULT_SYNC_EIO; fault++)
        for (int k = 1, struck = 1; struck && k < 100; k++) {
            copy(crashed, w->h->dir);
            fault_vfs_arm((enum fault)fault, k, false);
            if (open_store(w) == ERR_OK) {
                assert_true(db_checkpoint(w->h->db) == ERR_OK || fault_vfs_struck());
                db_close(w->h->db); /* its last checkpoint may fail as well */
            }
            w->h->db = NULL;
            struck = fault_vfs_struck();
            fault_vfs_disarm();
            assert_int_equal(open_store(w), ERR_OK);
            assert_int_equal(db_quick_check(w->h->db, 0), ERR_OK);
            assert_true(has_complaint(w, op));
            db_close(w->h->db);
            w->h->db = NULL;
        }
    temp_remove(crashed);
}

/* ---- damaged files ---- */

static uint32_t dice(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static void flip(const char *path, uint32_t *seed)
{
    struct stat st;
    int fd = open(path, O_RDWR);
    assert_true(fd >= 0 && fstat(fd, &st) == 0);
    for (uint32_t n = 1 + dice(seed) % 64; n > 0; n--) {
        off_t at = (off_t)(dice(seed) % (uint32_t)st.st_size);
        unsigned char byte;
        assert_int_equal(pread(fd, &byte, 1, at), 1);
        byte = (unsigned char)(byte ^ (1u << (dice(seed) % 8)));
        assert_int_equal(pwrite(fd, &byte, 1, at), 1);
    }
    close(fd);
}

/* Everything a screen and sync would ask of it. Only that it comes back counts. */
static void use(struct world *w)
{
    struct department departments[16];
    struct doctor doctors[16];
    struct outbox_entry entries[16];
    struct appointment bookings[8];
    struct person person;
    size_t n;
    char op[UUID_SIZE];
    enum err e = department_list(w->h->db, "", departments, 16, &n);
    e = doctor_list(w->h->db, "cardiology", "2026-03-13", doctors, 16, &n);
    e = outbox_list(w->h->db, entries, 16, &n);
    e = person_get(w->h->db, w->person.uuid, &person);
    e = appointment_list(w->h->db, w->person.uuid, bookings, 8, &n);
    (void)e;
    for (int act = 0; act < ACTS; act++) {
        uuid_new(op);
        e = acts[act].act(w, op);
    }
}

static void flipped_bits_never_crash_it(void **state)
{
    struct world *w = *state;
    char path[128];
    int whole = 0, damaged = 0, refused = 0;
    for (uint32_t i = 1; i <= 150; i++) {
        uint32_t seed = i;
        copy(w->template, w->h->dir);
        snprintf(path, sizeof path, "%s/foyer.db", w->h->dir);
        flip(path, &seed);
        enum err e = open_store(w);
        if (e == ERR_OK)
            e = db_quick_check(w->h->db, 0);
        if (e == ERR_OK)
            use(w);
        whole += e == ERR_OK;
        damaged += e == ERR_CORRUPT;
        refused += e == ERR_CRYPTO || e == ERR_NEWER;
        assert_true(e == ERR_OK || e == ERR_CORRUPT || e == ERR_CRYPTO || e == ERR_NEWER ||
                    e == ERR_IO);
        db_close(w->h->db);
        w->h->db = NULL;
    }
    printf("of 150: %d seen as damaged, %d refused, %d in places that carry no structure\n",
           damaged, refused, whole);
    assert_true(damaged > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(no_act_is_half_written_whichever_call_to_the_disk_fails,
                                        setup, teardown),
        cmocka_unit_test_setup_teardown(a_store_opens_after_any_failure_while_it_recovers, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(flipped_bits_never_crash_it, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
