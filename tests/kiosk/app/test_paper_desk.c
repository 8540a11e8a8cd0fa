/* Covers kiosk/app/paper_desk.c: what became of a number's paper is stored, whoever stands there.
 */
#include "app/app.h"
#include "base/text.h"
#include "base/uuid.h"
#include "device/printer.h"
#include "fake/printer.h"
#include "store/care.h"
#include "store/unprinted.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    struct test_hospital *hospital;
    struct app app;
    struct fake_printer *fake;
    struct ticket ticket;
};

static void nothing(void *ctx)
{
    (void)ctx;
}

static void tend_nothing(void *ctx, struct db *db, const struct act_env *env)
{
    (void)ctx, (void)db, (void)env;
}

static void begin(struct fixture *f, struct test_hospital *hospital, enum fake_manner manner)
{
    struct app *app = &f->app;
    memset(f, 0, sizeof *f);
    f->hospital = hospital;
    app->config = hospital->config;
    app->config.printer.kind = PRINTER_TCP;
    text_copy(app->config.printer.host, sizeof app->config.printer.host, "127.0.0.1");
    f->fake = fake_printer_tcp(manner, &app->config.printer.port);
    assert_non_null(f->fake);
    app->clock = &hospital->clock.clock;
    app->wake = nothing;
    struct worker_options worker = {
        .db = {.state_dir = hospital->dir, .clock = app->clock},
        .env = {.clock = app->clock, .config = &app->config},
        .wake = nothing,
        .tend = tend_nothing,
    };
    assert_int_equal(worker_start(&worker, &app->worker), ERR_OK);
    assert_int_equal(worker_wait_open(app->worker), ERR_OK);
    app->paper = paper_desk_new(app);
    struct take_request request = {.department_id = "cardiology"};
    uuid_new(request.op);
    assert_int_equal(take_number(hospital->db, &hospital->env, &request, &f->ticket), ERR_OK);
}

static void end(struct fixture *f)
{
    paper_desk_free(f->app.paper);
    worker_stop(f->app.worker);
    fake_printer_stop(f->fake);
}

static void print(struct fixture *f)
{
    struct paper paper = {.kind = PAPER_TICKET};
    text_copy(paper.title[0], sizeof paper.title[0], "您的排队号");
    text_copy(paper.big, sizeof paper.big, f->ticket.number);
    text_copy(paper.ticket_op, sizeof paper.ticket_op, f->ticket.op);
    app_print(&f->app, &paper);
}

/* Turns of the loop until the ticket is so. */
static bool becomes(struct fixture *f, enum ticket_status status)
{
    for (int i = 0; i < 15000; i++) {
        paper_desk_collect(f->app.paper);
        assert_int_equal(ticket_get(f->hospital->db, f->ticket.op, &f->ticket), ERR_OK);
        if (f->ticket.status == status)
            return true;
        usleep(1000);
    }
    return false;
}

static enum print_state settled(struct fixture *f)
{
    for (int i = 0; i < 15000 && app_print_state(&f->app) == PRINT_WAITING; i++) {
        paper_desk_collect(f->app.paper);
        usleep(1000);
    }
    return app_print_state(&f->app);
}

static void a_number_counts_though_its_person_left_while_it_printed(void **state)
{
    struct fixture f;
    begin(&f, *state, FAKE_GOOD);
    print(&f);
    paper_desk_forget(f.app.paper); /* the session ended */
    assert_int_equal(app_print_state(&f.app), PRINT_NONE);
    assert_true(becomes(&f, TICKET_CONFIRMED));
    assert_int_equal(f.ticket.printed, 1);
    assert_int_equal(app_print_state(&f.app), PRINT_NONE); /* nobody else is told of it */
    end(&f);
}

static void paper_that_failed_is_staffs_to_see_and_tried_again_it_counts(void **state)
{
    struct fixture f;
    struct unprinted seen[2];
    size_t count;
    begin(&f, *state, FAKE_NO_PAPER);
    print(&f);
    assert_int_equal(app_print_state(&f.app), PRINT_WAITING);
    assert_int_equal(settled(&f), PRINT_FAILED);
    assert_int_equal(app_print_why(&f.app), ERR_NO_SPACE);
    assert_int_equal(ticket_not_printed(f.hospital->db, f.ticket.date, seen, 2, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(seen[0].fault.why, ERR_NO_SPACE);
    assert_int_equal(seen[0].ticket.status, TICKET_RESERVED);
    fake_printer_turn(f.fake, FAKE_GOOD);
    print(&f);
    assert_int_equal(settled(&f), PRINT_DONE);
    assert_true(becomes(&f, TICKET_CONFIRMED));
    assert_int_equal(ticket_not_printed(f.hospital->db, f.ticket.date, seen, 2, &count), ERR_OK);
    assert_int_equal(count, 0);
    end(&f);
}

static void a_void_number_is_told_though_its_paper_came_out(void **state)
{
    struct fixture f;
    begin(&f, *state, FAKE_GOOD);
    assert_int_equal(ticket_handed(f.hospital->db, &f.hospital->env, f.ticket.op, TICKET_VOID),
                     ERR_OK);
    print(&f);
    assert_int_equal(settled(&f), PRINT_FAILED);
    assert_int_equal(app_print_why(&f.app), ERR_INVALID);
    end(&f);
}

static void papers_do_not_queue_up(void **state)
{
    struct fixture f;
    begin(&f, *state, FAKE_GOOD);
    for (int i = 0; i < 5; i++)
        print(&f); /* an impatient finger */
    assert_int_equal(settled(&f), PRINT_DONE);
    assert_true(becomes(&f, TICKET_CONFIRMED));
    assert_int_equal(f.ticket.printed, 1);
    assert_int_equal(fake_printer_seen(f.fake).papers, 1);
    end(&f);
}

#define TEST(name)                                                                                 \
    cmocka_unit_test_setup_teardown(name, test_hospital_setup, test_hospital_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_number_counts_though_its_person_left_while_it_printed),
        TEST(paper_that_failed_is_staffs_to_see_and_tried_again_it_counts),
        TEST(a_void_number_is_told_though_its_paper_came_out),
        TEST(papers_do_not_queue_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
