/* Covers act/ and store/db.c when the process is killed without warning, at any moment: a child
 * takes numbers and complaints as fast as it can and says each receipt after its act came back;
 * what it said is in the store, with its entry for the server, and nothing is there by halves.
 */
#include "act/act.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/outbox.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#define KILLS 150
#define SAID_MAX 20000

struct said { /* what the child says of one act, whole in one write */
    char op[UUID_SIZE];
    bool number;  /* else a complaint */
    bool receipt; /* else only that it begins */
};

static struct said said[SAID_MAX];
static size_t said_count;

static enum err do_act(struct test_hospital *h, const struct said *what)
{
    if (what->number) {
        struct ticket made;
        struct take_request take = {.department_id = "cardiology"};
        text_copy(take.op, sizeof take.op, what->op);
        return take_number(h->db, &h->env, &take, &made);
    }
    struct complaint made;
    struct complain_request request = {.kind = VOICE_COMPLAINT,
                                       .topic = "waiting-time",
                                       .text = "two hours",
                                       .phone = "13800138000"};
    text_copy(request.op, sizeof request.op, what->op);
    uuid_new(request.task_op);
    return complain(h->db, &h->env, &request, &made);
}

static bool tell(int pipe_end, const struct said *what)
{
    return write(pipe_end, what, sizeof *what) == (ssize_t)sizeof *what;
}

static enum err open_store(struct test_hospital *h)
{
    return db_open(&(struct db_options){.state_dir = h->dir, .clock = &h->clock.clock}, &h->db);
}

/* The child: never comes back. */
static void work(struct test_hospital *h, int pipe_end)
{
    if (open_store(h) != ERR_OK)
        _exit(3);
    for (bool number = true;; number = !number) {
        struct said what;
        memset(&what, 0, sizeof what);
        what.number = number;
        uuid_new(what.op);
        if (!tell(pipe_end, &what) || do_act(h, &what) != ERR_OK)
            _exit(4);
        what.receipt = true;
        if (!tell(pipe_end, &what))
            _exit(5);
    }
}

static bool is_there(struct test_hospital *h, const struct said *what)
{
    struct outbox_entry entry;
    bool there;
    if (what->number) {
        struct ticket ticket;
        there = ticket_get(h->db, what->op, &ticket) == ERR_OK;
    } else {
        struct complaint complaint;
        there = complaint_get(h->db, what->op, &complaint) == ERR_OK;
    }
    enum outbox_kind kind = what->number ? OUTBOX_TAKE : OUTBOX_COMPLAINT;
    assert_int_equal(outbox_find(h->db, kind, what->op, &entry) == ERR_OK, there);
    return there;
}

static int count(struct test_hospital *h, const char *sql)
{
    struct statement *s = db_prepare(h->db, sql);
    int n = db_step(s) ? (int)column_int(s, 0) : -1;
    assert_int_equal(db_done(s), ERR_OK);
    return n;
}

/* Kills a child after `us` microseconds of work and reads what it said; the number of receipts. */
static size_t kill_one(struct test_hospital *h, long us)
{
    int ends[2];
    size_t receipts = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        close(ends[0]);
        work(h, ends[1]);
    }
    close(ends[1]);
    assert_int_equal(read(ends[0], &said[said_count], sizeof *said), sizeof *said); /* it began */
    nanosleep(&(struct timespec){.tv_nsec = us * 1000}, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL); /* it did not end by itself */
    do {
        receipts += said[said_count].receipt;
        assert_true(++said_count < SAID_MAX);
    } while (read(ends[0], &said[said_count], sizeof *said) == (ssize_t)sizeof *said);
    close(ends[0]);
    return receipts;
}

static void a_receipt_outlives_a_kill_at_any_moment(void **state)
{
    struct test_hospital *h = *state;
    size_t receipts = 0, unsaid = 0, checked = 0;
    uint32_t seed = 20261127;
    db_close(h->db);
    h->db = NULL;
    for (int i = 0; i < KILLS; i++) {
        seed = seed * 1664525u + 1013904223u;
        receipts += kill_one(h, (long)((seed >> 8) % 25000));
        assert_int_equal(open_store(h), ERR_OK);
        assert_int_equal(db_quick_check(h->db, 0), ERR_OK);
        for (; checked < said_count; checked++) {
            bool there = is_there(h, &said[checked]);
            if (said[checked].receipt && !there)
                fail_msg("kill %d lost %s", i, said[checked].op);
        }
        db_close(h->db);
        h->db = NULL;
    }
    assert_int_equal(open_store(h), ERR_OK);
    for (size_t i = 0; i < said_count; i++) { /* nor is one lost to a later kill */
        assert_true(is_there(h, &said[i]) || !said[i].receipt);
        unsaid += !said[i].receipt && is_there(h, &said[i]);
    }
    unsaid -= receipts; /* each act that came back had begun too */
    assert_int_equal(count(h, "SELECT count(*) FROM ticket"),
                     count(h, "SELECT count(DISTINCT number) FROM ticket"));
    assert_int_equal(count(h, "SELECT (SELECT count(*) FROM ticket) + "
                              "(SELECT count(*) FROM complaint)"),
                     (int)(receipts + unsaid));
    assert_true(receipts > KILLS);
    printf("%d kills, %zu receipts, none lost; %zu stored but not yet said\n", KILLS, receipts,
           unsaid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_receipt_outlives_a_kill_at_any_moment,
                                        test_hospital_setup, test_hospital_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
