/* Covers the wiping of what a person wrote: each form is left at each step, the kiosk goes home by
 * itself, and then nothing of it is anywhere in the memory of the process that can be written: not
 * in a screen's state, the draw lists, the keyboard, a job or a freed block (the sanitizer keeps
 * those for a while). What was stored is stored sealed.
 */
#include "base/text.h"
#include "robust/flows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* Kept so that the test's own memory does not hold them. */
#define VEIL 0x55
static const struct {
    const char *name;
    unsigned char veiled[16];
    size_t size;
} canaries[] = {
    /* "qzxjvkq" */
    {"words", {0x24, 0x2f, 0x2d, 0x3f, 0x23, 0x3e, 0x24}, 7},
    /* "13977002468" */
    {"phone", {0x64, 0x66, 0x6c, 0x62, 0x62, 0x65, 0x65, 0x67, 0x61, 0x63, 0x6d}, 11},
    /* "Wolfram Quist" */
    {"name", {0x02, 0x3a, 0x39, 0x33, 0x27, 0x34, 0x38, 0x75, 0x04, 0x20, 0x3c, 0x26, 0x21}, 13},
};
enum { WORDS, PHONE, NAME, CANARIES };

static void reveal(int canary, char out[17])
{
    for (size_t i = 0; i < canaries[canary].size; i++)
        out[i] = (char)(canaries[canary].veiled[i] ^ VEIL);
    out[canaries[canary].size] = '\0';
}

__attribute__((no_sanitize("address"))) static bool is_canary(const unsigned char *at, int canary)
{
    for (size_t i = 0; i < canaries[canary].size; i++)
        if ((at[i] ^ VEIL) != canaries[canary].veiled[i])
            return false;
    return true;
}

__attribute__((no_sanitize("address"))) static int search(const unsigned char *from,
                                                          const unsigned char *to, int canary)
{
    int found = 0;
    unsigned char first = canaries[canary].veiled[0] ^ VEIL;
    for (const unsigned char *p = from; p + 16 < to; p++)
        if (*p == first && is_canary(p, canary))
            found++;
    return found;
}

/* In everything that may be written, but for what the sanitizer keeps for itself. */
static int traces(int canary)
{
    char line[512];
    int found = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    assert_non_null(maps);
    while (fgets(line, sizeof line, maps)) {
        unsigned long from, to;
        char access[8] = "";
        if (sscanf(line, "%lx-%lx %7s", &from, &to, access) != 3 || strncmp(access, "rw", 2) != 0 ||
            to - from > (1ul << 32) || strstr(line, "-shm"))
            continue;
        found += search((const unsigned char *)from, (const unsigned char *)to, canary);
    }
    fclose(maps);
    return found;
}

static void leave(struct kiosk *k)
{
    const struct config *c = &k->app.config;
    kiosk_pass(k, 1000 * (int64_t)(c->session.idle_s + c->session.warn_s + 5));
    kiosk_must(strcmp(kiosk_screen(k), "home") == 0, k, "not home after the time-out");
}

static void no_trace(struct kiosk *k, const char *step)
{
    leave(k);
    for (int i = 0; i < CANARIES; i++) {
        int n = traces(i);
        if (n > 0)
            fail_msg("%s: %d copies of the %s are left in memory", step, n, canaries[i].name);
    }
}

static int setup(void **state)
{
    struct kiosk *k = malloc(sizeof *k);
    kiosk_open(k, &(struct kiosk_options){.real_text = true});
    *state = k;
    return 0;
}

static int teardown(void **state)
{
    kiosk_close(*state);
    free(*state);
    return 0;
}

static void do_complain(struct kiosk *k, bool send)
{
    char words[17], phone[17];
    reveal(WORDS, words);
    reveal(PHONE, phone);
    flow_complaint(k, words, phone);
    text_wipe(words, sizeof words);
    text_wipe(phone, sizeof phone);
    if (send)
        kiosk_must(kiosk_tap(k, "submit"), k, "submit");
}

static void do_book(struct kiosk *k, bool send)
{
    char name[17], phone[17];
    reveal(NAME, name);
    reveal(PHONE, phone);
    flow_booking(k, phone, name);
    text_wipe(name, sizeof name);
    text_wipe(phone, sizeof phone);
    if (send)
        kiosk_must(kiosk_tap(k, "submit"), k, "submit");
}

static void the_search_finds_what_is_there(void **state)
{
    (void)state;
    char *kept = malloc(64);
    for (int i = 0; i < CANARIES; i++) {
        reveal(i, kept);
        assert_int_equal(traces(i), 1);
        text_wipe(kept, 64);
        assert_int_equal(traces(i), 0);
    }
    free(kept);
}

static void nothing_of_a_person_stays_in_memory(void **state)
{
    struct kiosk *k = *state;
    char words[17];
    do_complain(k, false);
    no_trace(k, "a complaint that was not sent");
    do_complain(k, true);
    no_trace(k, "a complaint");
    do_book(k, false);
    no_trace(k, "a booking that was not confirmed");
    do_book(k, true);
    no_trace(k, "a booking");
    reveal(WORDS, words);
    flow_rating(k, words);
    text_wipe(words, sizeof words);
    no_trace(k, "a rating");
    static const char *const searches[][2] = {
        {"home.book", "search"}, {"home.way", "search"}, {"home.prices", "search"}};
    for (size_t i = 0; i < sizeof searches / sizeof *searches; i++) {
        flow_home(k);
        kiosk_must(kiosk_tap(k, searches[i][0]), k, searches[i][0]);
        kiosk_must(kiosk_tap(k, searches[i][1]), k, searches[i][1]);
        reveal(WORDS, words);
        kiosk_type(k, words);
        text_wipe(words, sizeof words);
        no_trace(k, searches[i][0]);
    }
    reveal(PHONE, words);
    kiosk_scan(k, words);
    text_wipe(words, sizeof words);
    no_trace(k, "a scan");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_search_finds_what_is_there),
        cmocka_unit_test_setup_teardown(nothing_of_a_person_stays_in_memory, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
