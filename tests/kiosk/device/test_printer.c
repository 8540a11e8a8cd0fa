/* Covers kiosk/device: a ticket from its words to the dots on the paper, and printers that fail. */
#include "device/printer.h"

#include "base/clock.h"
#include "base/text.h"
#include "device/escpos.h"
#include "device/typeset.h"
#include "fake/printer.h"

#include <fcntl.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define QR_TEXT "FOYER:T:B027 心内科"

static struct typeset *typeset_of(int width_mm)
{
    struct typeset *typeset;
    assert_int_equal(typeset_new(TEST_FONTS "/fonts.conf", "", width_mm, &typeset), ERR_OK);
    return typeset;
}

static enum err job_of(const struct paper *paper, int width_mm, struct print_job *job)
{
    struct typeset *typeset = typeset_of(width_mm);
    enum err e = typeset_job(typeset, paper, job);
    typeset_free(typeset);
    return e;
}

static struct paper ticket(void)
{
    struct paper paper = {.kind = PAPER_TICKET};
    text_copy(paper.head[0], sizeof paper.head[0], "江畔市第一人民医院");
    text_copy(paper.title[0], sizeof paper.title[0], "排队小票");
    text_copy(paper.label[0], sizeof paper.label[0], "您的号");
    text_copy(paper.big, sizeof paper.big, "B027");
    assert_true(paper_add(&paper, PAPER_LARGE, "心内科 2 诊室"));
    assert_true(
        paper_add(&paper, PAPER_NORMAL,
                  "到 3 楼 B 区候诊，听到叫号再进诊室。过号了不要紧，在任意一台机器上补签。"));
    text_copy(paper.qr, sizeof paper.qr, QR_TEXT);
    text_copy(paper.foot, sizeof paper.foot, "3月12日 09:42 门诊大厅 3 号机");
    return paper;
}

/* Reads the raster bands back, as a printer does. */
static void decode(const uint8_t *bytes, size_t size, struct raster *out)
{
    raster_init(out, 0);
    for (size_t at = 0; at + 8 <= size;) {
        if (bytes[at] != 0x1d || bytes[at + 1] != 'v') {
            at++;
            continue;
        }
        int stride = bytes[at + 4] + 256 * bytes[at + 5],
            rows = bytes[at + 6] + 256 * bytes[at + 7];
        int first = out->height;
        if (!out->width)
            raster_init(out, stride * 8);
        assert_int_equal(stride, out->stride);
        assert_true(rows <= ESCPOS_BAND_ROWS);
        raster_grow(out, first + rows);
        memcpy(out->bits + first * stride, bytes + at + 8, (size_t)(rows * stride));
        at += 8 + (size_t)(rows * stride);
    }
}

/* True when the code's modules stand at x, y in `dots` each, white counting as much as black. */
static bool code_at(const struct raster *raster, const QRcode *code, int x, int y, int dots)
{
    for (int row = 0; row < code->width; row++)
        for (int column = 0; column < code->width; column++)
            if (raster_get(raster, x + column * dots + dots / 2, y + row * dots + dots / 2) !=
                (code->data[row * code->width + column] & 1))
                return false;
    return true;
}

static bool holds_code(const struct raster *raster, const char *text)
{
    QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
    bool found = false;
    for (int dots = 4; dots <= 8 && !found; dots++) {
        int x = (raster->width - (code->width + 8) * dots) / 2 + 4 * dots;
        for (int y = 0; y < raster->height && !found; y++)
            found = code_at(raster, code, x, y, dots);
    }
    QRcode_free(code);
    return found;
}

static void save(const struct raster *raster, const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "P4\n%d %d\n", raster->width, raster->height);
    fwrite(raster->bits, (size_t)raster->stride, (size_t)raster->height, file);
    fclose(file);
}

/* A second opinion by another decoder, where it is installed. */
static void zbar_reads(const struct raster *raster, const char *expected)
{
    char folder[] = "/tmp/foyer-paper-XXXXXX", path[64], command[160], line[256] = "";
    if (system("command -v zbarimg >/dev/null 2>&1"))
        return;
    assert_non_null(mkdtemp(folder));
    text_format(path, sizeof path, "%s/ticket.pbm", folder);
    save(raster, path);
    text_format(command, sizeof command, "zbarimg -q --raw %s 2>/dev/null", path);
    FILE *out = popen(command, "r");
    assert_non_null(out);
    if (fgets(line, sizeof line, out))
        line[strcspn(line, "\n")] = '\0';
    pclose(out);
    unlink(path);
    rmdir(folder);
    assert_string_equal(line, expected);
}

static void a_ticket_carries_a_code_that_can_be_read_back(void **state)
{
    (void)state;
    static const int widths[] = {58, 80};
    for (int i = 0; i < 2; i++) {
        struct paper paper = ticket();
        struct print_job job;
        struct raster raster;
        assert_int_equal(job_of(&paper, widths[i], &job), ERR_OK);
        decode(job.bytes, job.size, &raster);
        assert_int_equal(raster.width, escpos_dots(widths[i]));
        assert_true(holds_code(&raster, QR_TEXT));
        assert_false(holds_code(&raster, "FOYER:T:B028 心内科"));
        zbar_reads(&raster, QR_TEXT);
        raster_clear(&raster);
        print_job_clear(&job);
    }
}

static void words_stay_on_the_paper(void **state)
{
    (void)state;
    struct paper paper = ticket();
    struct print_job job;
    struct raster raster;
    assert_int_equal(job_of(&paper, 58, &job), ERR_OK);
    decode(job.bytes, job.size, &raster);
    assert_true(raster.height > 400 && raster.height < 1600);
    for (int y = 0; y < raster.height; y++)
        assert_false(raster_get(&raster, raster.width - 1, y)); /* nothing runs into the edge */
    raster_clear(&raster);
    print_job_clear(&job);
}

static int ink(const struct raster *raster)
{
    int count = 0;
    for (int y = 0; y < raster->height; y++)
        for (int x = 0; x < raster->width; x++)
            count += raster_get(raster, x, y);
    return count;
}

/* A line of one character as dots; the caller clears. */
static struct raster line_of(struct typeset *typeset, const char *text)
{
    struct paper paper = {.kind = PAPER_TICKET};
    struct raster raster;
    assert_true(paper_add(&paper, PAPER_LARGE, text));
    assert_int_equal(typeset_paper(typeset, &paper, &raster), ERR_OK);
    return raster;
}

static bool same(const struct raster *a, const struct raster *b)
{
    return a->height == b->height &&
           memcmp(a->bits, b->bits, (size_t)a->stride * (size_t)a->height) == 0;
}

/* Rare names: beyond the basic plane, and a character that is in no font at all. */
static void rare_characters_print_as_themselves(void **state)
{
    (void)state;
    static const char *const rare[] = {"𠮷", "㐂", "龘", "䶮"};
    struct typeset *typeset = typeset_of(58);
    struct raster none = line_of(typeset, "\xf4\x80\x80\x80"); /* private use: the box */
    assert_true(ink(&none) > 0);
    for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++) {
        struct raster raster = line_of(typeset, rare[i]);
        assert_true(ink(&raster) > 100);
        assert_false(same(&raster, &none));
        raster_clear(&raster);
    }
    raster_clear(&none);
    typeset_free(typeset);
}

static void two_languages_stand_on_one_paper(void **state)
{
    (void)state;
    struct paper paper = ticket(), other = ticket();
    struct typeset *typeset = typeset_of(58);
    struct raster one, both;
    assert_int_equal(typeset_paper(typeset, &paper, &one), ERR_OK);
    text_copy(other.title[0], sizeof other.title[0], "Your number in the queue");
    for (int i = 0; i < 60; i++)
        (void)paper_add(&other, PAPER_STEP, "1  more than there is room for on one paper");
    paper_join(&paper, &other);
    assert_int_equal(paper.line_count, PAPER_LINES_MAX);
    assert_int_equal(typeset_paper(typeset, &paper, &both), ERR_OK);
    assert_true(both.height > one.height);
    assert_true(holds_code(&both, QR_TEXT));
    for (int y = 0; y < both.height; y++)
        assert_false(raster_get(&both, both.width - 1, y));
    raster_clear(&one);
    raster_clear(&both);
    typeset_free(typeset);
}

/* What the hospital's files and names may hold. */
static void whatever_the_words_are_they_fit(void **state)
{
    (void)state;
    struct paper paper = ticket();
    struct typeset *typeset = typeset_of(58);
    struct raster raster;
    memset(paper.big, 'W', sizeof paper.big - 1);
    memset(paper.label[0], 'x', sizeof paper.label[0] - 1);
    text_copy(paper.head[0], sizeof paper.head[0],
              "江畔市第一人民医院附属内分泌与代谢性疾病及老年医学综合诊疗中心（滨江院区）");
    assert_true(paper_add(&paper, PAPER_LARGE, "\xff\xfe\x80 مرحبا \x0e\x0e"));
    assert_int_equal(typeset_paper(typeset, &paper, &raster), ERR_OK);
    assert_true(raster.height < 4000);
    raster_clear(&raster);
    typeset_free(typeset);
}

static void a_logo_is_drawn_and_a_missing_one_left_out(void **state)
{
    (void)state;
    struct paper paper = {.kind = PAPER_TICKET, .big = "B027"};
    struct raster with, without;
    struct typeset *typeset, *plain;
    assert_int_equal(
        typeset_new(TEST_FONTS "/fonts.conf", TEST_ASSETS "/icons/mark.svg", 58, &typeset), ERR_OK);
    assert_true(typeset_has_logo(typeset));
    assert_int_equal(typeset_new(TEST_FONTS "/fonts.conf", "/nonexistent.png", 58, &plain), ERR_OK);
    assert_false(typeset_has_logo(plain));
    assert_int_equal(typeset_paper(typeset, &paper, &with), ERR_OK);
    assert_int_equal(typeset_paper(plain, &paper, &without), ERR_OK);
    assert_true(with.height > without.height + 80);
    assert_true(ink(&with) > ink(&without) + 1000);
    raster_clear(&with);
    raster_clear(&without);
    typeset_free(typeset);
    typeset_free(plain);
}

static void a_code_too_long_is_refused(void **state)
{
    (void)state;
    struct paper paper = ticket();
    struct print_job job;
    memset(paper.qr, 'a', sizeof paper.qr - 1);
    paper.qr[sizeof paper.qr - 1] = '\0';
    assert_int_equal(job_of(&paper, 80, &job), ERR_OK); /* 511 bytes still fit */
    print_job_clear(&job);
    struct paper nothing = {0};
    assert_int_equal(job_of(&nothing, 80, &job), ERR_INVALID);
    print_job_clear(&job);
}

/* ---- printers ---- */

static struct config config_of(enum printer_kind kind)
{
    struct config config;
    config_defaults(&config);
    config.printer.kind = kind;
    config.printer.width_mm = 80;
    text_copy(config.printer.host, sizeof config.printer.host, "127.0.0.1");
    return config;
}

struct bench { /* a fake, and the printer that prints on it */
    struct fake_printer *fake;
    struct printer *printer;
    struct print_job job;
};

/* The printers here are quick: a tenth of the usual, but time for a thread of a busy machine to
 * answer. */
static const struct printer_waits short_waits = {.step = 500,
                                                 .job = 20000,
                                                 .answer = 200,
                                                 .look = 60,
                                                 .slow = 400,
                                                 .row_hundred = 16,
                                                 .cut = 150};

static void begin(struct bench *bench, enum fake_manner manner, bool device,
                  enum printer_answers answers)
{
    struct config config = config_of(device ? PRINTER_DEVICE : PRINTER_TCP);
    struct paper paper = ticket();
    config.printer.answers = answers;
    bench->fake = device
                      ? fake_printer_device(manner, config.printer.path, sizeof config.printer.path)
                      : fake_printer_tcp(manner, &config.printer.port);
    assert_non_null(bench->fake);
    assert_int_equal(job_of(&paper, 80, &bench->job), ERR_OK);
    assert_int_equal(printer_new(&config, &bench->printer), ERR_OK);
    printer_set_waits(bench->printer, &short_waits);
}

static void end(struct bench *bench)
{
    printer_free(bench->printer);
    fake_printer_stop(bench->fake);
    print_job_clear(&bench->job);
}

/* The fake counts in its own thread. */
static struct fake_seen seen_after(struct fake_printer *fake, int papers)
{
    struct fake_seen seen = fake_printer_seen(fake);
    for (int i = 0; i < 2000 && seen.papers < papers; i++) {
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        seen = fake_printer_seen(fake);
    }
    return seen;
}

static int run_ms(struct bench *bench, enum err wanted)
{
    int64_t from = clock_mono(clock_system());
    assert_int_equal(printer_run(bench->printer, &bench->job), wanted);
    return (int)(clock_mono(clock_system()) - from);
}

static void each_manner_of_a_printer_is_told_apart(void **state)
{
    (void)state;
    static const struct {
        enum fake_manner manner;
        enum err e;
        int papers;
        bool device; /* also as one */
    } cases[] = {
        {FAKE_GOOD, ERR_OK, 1, true},
        {FAKE_SILENT, ERR_OK, 1, true},
        {FAKE_NOISE, ERR_OK, 1, false}, /* not one status among it: as silent */
        {FAKE_NO_PAPER, ERR_NO_SPACE, 0, true},
        {FAKE_COVER_OPEN, ERR_BUSY, 0, true},
        {FAKE_CUTTER, ERR_BUSY, 0, false},
        {FAKE_OFFLINE, ERR_BUSY, 0, false},
        {FAKE_ENDS_LAST, ERR_NO_SPACE, 1, true},
        {FAKE_ENDS_MIDDLE, ERR_NO_SPACE, 0, false},
        {FAKE_FALLS_SILENT, ERR_IO, 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        for (int device = 0; device <= cases[i].device; device++) {
            struct bench bench;
            begin(&bench, cases[i].manner, device, PRINTER_AUTO);
            enum err e = printer_run(bench.printer, &bench.job);
            struct fake_seen seen = seen_after(bench.fake, cases[i].papers);
            if (e != cases[i].e || seen.papers != cases[i].papers || seen.stray)
                fail_msg("manner %d, device %d: %s, %d papers, %d stray", (int)cases[i].manner,
                         device, err_name(e), seen.papers, seen.stray);
            end(&bench);
        }
}

static void a_printer_that_breaks_off_has_not_printed(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, FAKE_BREAKS_OFF, false, PRINTER_AUTO);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_IO);
    fake_printer_turn(bench.fake, FAKE_GOOD); /* the next one comes out whole, and alone */
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_OK);
    struct fake_seen seen = seen_after(bench.fake, 1);
    assert_int_equal(seen.papers, 1);
    assert_int_equal(seen.stray, 0);
    end(&bench);
}

static void one_that_reads_no_more_is_given_up_in_time(void **state)
{
    (void)state;
    static const enum fake_manner manners[] = {FAKE_NEVER_READS, FAKE_STALLS};
    for (int i = 0; i < 3; i++) {
        struct bench bench;
        begin(&bench, manners[i / 2], i % 2, PRINTER_AUTO);
        /* what the kernel takes for a printer cannot be told from a printer: more than that */
        size_t size = 8u << 20;
        bench.job.bytes = realloc(bench.job.bytes, size);
        assert_non_null(bench.job.bytes);
        memset(bench.job.bytes + bench.job.size, 0, size - bench.job.size);
        bench.job.size = size;
        int took = run_ms(&bench, ERR_IO);
        print_message("given up after %d ms\n", took);
        assert_true(took >= short_waits.step && took < short_waits.job / 2);
        end(&bench);
    }
}

static void what_was_not_printed_does_not_come_out_with_the_next_roll(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, FAKE_ENDS_MIDDLE, false, PRINTER_AUTO);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_NO_SPACE);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_NO_SPACE); /* tried again */
    fake_printer_turn(bench.fake, FAKE_GOOD);
    nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL); /* time to come out */
    struct fake_seen seen = fake_printer_seen(bench.fake);
    assert_true(seen.forgotten >= 1);
    assert_int_equal(seen.papers, 0);
    assert_int_equal(seen.rows, FAKE_MIDDLE_ROWS); /* not one line more */
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_OK);
    seen = seen_after(bench.fake, 1);
    assert_int_equal(seen.papers, 1);
    assert_int_equal(seen.stray, 0);
    end(&bench);
}

static void silence_counts_once_a_printer_has_spoken(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, FAKE_GOOD, false, PRINTER_AUTO);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_OK);
    fake_printer_turn(bench.fake, FAKE_SILENT); /* switched off behind its print server */
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_OFFLINE);
    assert_int_equal(seen_after(bench.fake, 1).papers, 1);
    end(&bench);
    begin(&bench, FAKE_SILENT, false, PRINTER_ALWAYS);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_OFFLINE);
    end(&bench);
    begin(&bench, FAKE_NO_PAPER, false, PRINTER_NEVER); /* not asked: only that nothing moves */
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_IO);
    end(&bench);
}

static void one_that_never_answers_the_last_question_is_waited_for_once(void **state)
{
    (void)state;
    struct bench bench;
    begin(&bench, FAKE_NO_END, false, PRINTER_AUTO);
    int first = run_ms(&bench, ERR_OK), second = run_ms(&bench, ERR_OK);
    assert_true(first >= short_waits.slow);
    assert_true(second < first - short_waits.slow / 2);
    fake_printer_turn(bench.fake, FAKE_NO_PAPER);
    assert_int_equal(printer_run(bench.printer, &bench.job), ERR_NO_SPACE);
    end(&bench);
}

static void a_look_tells_what_is_wrong_without_printing(void **state)
{
    (void)state;
    static const struct {
        enum fake_manner manner;
        enum err e;
    } cases[] = {{FAKE_GOOD, ERR_OK},
                 {FAKE_SILENT, ERR_OK},
                 {FAKE_NO_PAPER, ERR_NO_SPACE},
                 {FAKE_COVER_OPEN, ERR_BUSY}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bench bench;
        struct printer_status status;
        begin(&bench, cases[i].manner, i % 2, PRINTER_AUTO);
        assert_int_equal(printer_check(bench.printer, &status), cases[i].e);
        assert_int_equal(status.answers, cases[i].manner != FAKE_SILENT);
        struct fake_seen seen = fake_printer_seen(bench.fake);
        assert_int_equal(seen.rows + seen.stray + seen.papers, 0);
        end(&bench);
    }
}

static void dots_are_never_taken_for_a_command(void **state)
{
    (void)state;
    struct raster raster;
    struct print_job job;
    raster_init(&raster, 576);
    raster_grow(&raster, 100);
    for (int i = 0; i + 1 < raster.stride * raster.height; i += 2) {
        raster.bits[i] = 0x10; /* DLE */
        raster.bits[i + 1] = i % 3 == 0 ? 0x04 : i % 3 == 1 ? 0x05 : 0x14;
    }
    escpos_encode(&raster, &job);
    for (size_t i = 0; i + 1 < job.size; i++)
        assert_false(
            job.bytes[i] == 0x10 &&
            (job.bytes[i + 1] == 0x04 || job.bytes[i + 1] == 0x05 || job.bytes[i + 1] == 0x14));
    print_job_clear(&job);
    raster_clear(&raster);
}

static enum err run_kind(enum printer_kind kind, const char *path)
{
    struct config config;
    struct printer *printer;
    struct print_job job;
    struct paper paper = ticket();
    config_defaults(&config);
    config.printer.kind = kind;
    config.printer.width_mm = 58;
    text_copy(config.printer.path, sizeof config.printer.path, path);
    assert_int_equal(job_of(&paper, 58, &job), ERR_OK);
    assert_int_equal(printer_new(&config, &printer), ERR_OK);
    enum err e = printer_run(printer, &job);
    printer_free(printer);
    print_job_clear(&job);
    return e;
}

static void a_printer_that_is_not_there_is_offline(void **state)
{
    (void)state;
    assert_int_equal(run_kind(PRINTER_DEVICE, "/nonexistent/lp0"), ERR_OFFLINE);
    assert_int_equal(run_kind(PRINTER_FILE, "/nonexistent/paper.bin"), ERR_OFFLINE);
}

static void a_plain_file_is_no_device(void **state)
{
    (void)state;
    char path[] = "/tmp/foyer-lp-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(run_kind(PRINTER_DEVICE, path), ERR_INVALID);
    close(fd);
    unlink(path);
}

static void a_full_disk_is_no_paper(void **state)
{
    (void)state;
    assert_int_equal(run_kind(PRINTER_FILE, "/dev/full"), ERR_NO_SPACE);
    /* as a device it answers every look with noise without end, and takes nothing */
    assert_int_equal(run_kind(PRINTER_DEVICE, "/dev/full"), ERR_NO_SPACE);
    assert_int_equal(run_kind(PRINTER_DEVICE, "/dev/zero"), ERR_OK);
    assert_int_equal(run_kind(PRINTER_DEVICE, "/dev/null"), ERR_OK);
}

static void the_null_printer_makes_no_paper(void **state)
{
    (void)state;
    struct config config;
    struct printer *printer;
    config_defaults(&config);
    config.printer.kind = PRINTER_NULL;
    assert_int_equal(printer_new(&config, &printer), ERR_OK);
    assert_false(printer_makes_paper(printer));
    printer_free(printer);
    assert_int_equal(run_kind(PRINTER_NULL, ""), ERR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_carries_a_code_that_can_be_read_back),
        cmocka_unit_test(words_stay_on_the_paper),
        cmocka_unit_test(rare_characters_print_as_themselves),
        cmocka_unit_test(two_languages_stand_on_one_paper),
        cmocka_unit_test(whatever_the_words_are_they_fit),
        cmocka_unit_test(a_logo_is_drawn_and_a_missing_one_left_out),
        cmocka_unit_test(a_code_too_long_is_refused),
        cmocka_unit_test(each_manner_of_a_printer_is_told_apart),
        cmocka_unit_test(a_printer_that_breaks_off_has_not_printed),
        cmocka_unit_test(one_that_reads_no_more_is_given_up_in_time),
        cmocka_unit_test(what_was_not_printed_does_not_come_out_with_the_next_roll),
        cmocka_unit_test(silence_counts_once_a_printer_has_spoken),
        cmocka_unit_test(one_that_never_answers_the_last_question_is_waited_for_once),
        cmocka_unit_test(a_look_tells_what_is_wrong_without_printing),
        cmocka_unit_test(dots_are_never_taken_for_a_command),
        cmocka_unit_test(a_printer_that_is_not_there_is_offline),
        cmocka_unit_test(a_plain_file_is_no_device),
        cmocka_unit_test(a_full_disk_is_no_paper),
        cmocka_unit_test(the_null_printer_makes_no_paper),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
