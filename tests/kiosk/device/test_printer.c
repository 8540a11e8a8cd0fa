/* Covers kiosk/device: a ticket from its words to the dots on the paper, and printers that fail. */
#define _XOPEN_SOURCE 700 /* posix_openpt */
#include "device/printer.h"

#include "base/text.h"
#include "device/escpos.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <pthread.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define QR_TEXT "FOYER:T:B027 心内科"

static struct paper ticket(void)
{
    struct paper paper = {.kind = PAPER_TICKET};
    text_copy(paper.head, sizeof paper.head, "江畔市第一人民医院");
    text_copy(paper.title, sizeof paper.title, "排队小票");
    text_copy(paper.label, sizeof paper.label, "您的号");
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
        assert_int_equal(paper_render(&paper, widths[i], &job), ERR_OK);
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
    assert_int_equal(paper_render(&paper, 58, &job), ERR_OK);
    decode(job.bytes, job.size, &raster);
    assert_true(raster.height > 400 && raster.height < 1600);
    for (int y = 0; y < raster.height; y++)
        assert_false(raster_get(&raster, raster.width - 1, y)); /* nothing runs into the edge */
    raster_clear(&raster);
    print_job_clear(&job);
}

static void a_code_too_long_is_refused(void **state)
{
    (void)state;
    struct paper paper = ticket();
    struct print_job job;
    memset(paper.qr, 'a', sizeof paper.qr - 1);
    paper.qr[sizeof paper.qr - 1] = '\0';
    assert_int_equal(paper_render(&paper, 80, &job), ERR_OK); /* 511 bytes still fit */
    print_job_clear(&job);
    struct paper nothing = {0};
    assert_int_equal(paper_render(&nothing, 80, &job), ERR_INVALID);
    print_job_clear(&job);
}

/* ---- printers ---- */

enum manner {
    SILENT,
    TALKS,
    PAPER_OUT_BEFORE,
    PAPER_OUT_AT_END,
    COVER_OPEN,
    BREAKS_OFF,
    DUMB_AT_END
};

struct fake { /* a network printer, one job */
    enum manner manner;
    int listener, port;
    pthread_t thread;
    size_t got;
};

static void answer(int fd, uint8_t byte)
{
    assert_int_equal(send(fd, &byte, 1, MSG_NOSIGNAL), 1);
}

static void answer_question(const struct fake *fake, int fd, int n)
{
    if (fake->manner == SILENT || fake->manner == BREAKS_OFF)
        return;
    if (n == 2)
        answer(fd, fake->manner == COVER_OPEN ? 0x12 | 0x04 : 0x12);
    else
        answer(fd, fake->manner == PAPER_OUT_BEFORE ? 0x12 | 0x60 : 0x12);
}

static void *fake_run(void *arg)
{
    struct fake *fake = arg;
    int fd = accept(fake->listener, NULL, NULL);
    uint8_t last[3] = {0}, byte;
    bool printing = false;
    while (fd >= 0 && read(fd, &byte, 1) == 1) {
        last[0] = last[1], last[1] = last[2], last[2] = byte;
        if (!printing && last[0] == 0x10 && last[1] == 0x04)
            answer_question(fake, fd, byte);
        printing = printing || byte == 0x1b;
        fake->got++;
        if (fake->manner == BREAKS_OFF && fake->got == 3000)
            break; /* with unread bytes: the other side sees a reset */
        if (last[0] == 0x1d && last[1] == 'r' && byte == 1 && fake->manner != SILENT) {
            if (fake->manner == DUMB_AT_END)
                break;
            answer(fd, fake->manner == PAPER_OUT_AT_END ? 0x0c : 0x00);
        }
    }
    close(fd);
    return NULL;
}

static void fake_start(struct fake *fake, enum manner manner)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    *fake = (struct fake){.manner = manner, .listener = socket(AF_INET, SOCK_STREAM, 0)};
    assert_int_equal(bind(fake->listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(fake->listener, 1), 0);
    assert_int_equal(getsockname(fake->listener, (struct sockaddr *)&address, &size), 0);
    fake->port = ntohs(address.sin_port);
    assert_int_equal(pthread_create(&fake->thread, NULL, fake_run, fake), 0);
}

static enum err print_on(enum manner manner)
{
    struct fake fake;
    struct config config;
    struct printer *printer;
    struct print_job job;
    struct paper paper = ticket();
    config_defaults(&config);
    fake_start(&fake, manner);
    config.printer.kind = PRINTER_TCP;
    config.printer.port = fake.port;
    config.printer.width_mm = 80;
    text_copy(config.printer.host, sizeof config.printer.host, "127.0.0.1");
    assert_int_equal(paper_render(&paper, 80, &job), ERR_OK);
    assert_int_equal(printer_new(&config, &printer), ERR_OK);
    enum err e = printer_run(printer, &job);
    printer_free(printer);
    pthread_join(fake.thread, NULL);
    close(fake.listener);
    if (e == ERR_OK)
        assert_true(fake.got >= job.size);
    print_job_clear(&job);
    return e;
}

static void a_printer_that_takes_everything_has_printed(void **state)
{
    (void)state;
    assert_int_equal(print_on(TALKS), ERR_OK);
    assert_int_equal(print_on(SILENT), ERR_OK);
}

static void half_a_ticket_is_reported_as_failed(void **state)
{
    (void)state;
    assert_int_equal(print_on(BREAKS_OFF), ERR_IO);
    assert_int_equal(print_on(DUMB_AT_END), ERR_IO);
}

static void paper_out_and_an_open_cover_are_told_apart(void **state)
{
    (void)state;
    assert_int_equal(print_on(PAPER_OUT_BEFORE), ERR_NO_SPACE);
    assert_int_equal(print_on(PAPER_OUT_AT_END), ERR_NO_SPACE);
    assert_int_equal(print_on(COVER_OPEN), ERR_BUSY);
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
    assert_int_equal(paper_render(&paper, 58, &job), ERR_OK);
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

static void *drain(void *arg)
{
    char buffer[512];
    ssize_t n;
    while ((n = read(*(int *)arg, buffer, sizeof buffer)) > 0)
        ;
    return NULL;
}

static void a_serial_line_gets_the_bytes_unchanged(void **state)
{
    (void)state;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    pthread_t thread;
    assert_true(master >= 0);
    assert_int_equal(grantpt(master), 0);
    assert_int_equal(unlockpt(master), 0);
    char path[64];
    text_copy(path, sizeof path, ptsname(master));
    int keep = open(path, O_RDWR | O_NOCTTY);
    assert_int_equal(pthread_create(&thread, NULL, drain, &master), 0);
    assert_int_equal(run_kind(PRINTER_DEVICE, path), ERR_OK);
    close(keep);
    pthread_join(thread, NULL);
    close(master);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_ticket_carries_a_code_that_can_be_read_back),
        cmocka_unit_test(words_stay_on_the_paper),
        cmocka_unit_test(a_code_too_long_is_refused),
        cmocka_unit_test(a_printer_that_takes_everything_has_printed),
        cmocka_unit_test(half_a_ticket_is_reported_as_failed),
        cmocka_unit_test(paper_out_and_an_open_cover_are_told_apart),
        cmocka_unit_test(a_printer_that_is_not_there_is_offline),
        cmocka_unit_test(a_plain_file_is_no_device),
        cmocka_unit_test(a_full_disk_is_no_paper),
        cmocka_unit_test(the_null_printer_makes_no_paper),
        cmocka_unit_test(a_serial_line_gets_the_bytes_unchanged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
