/* kiosk/input/pinyin_rime.c where its data are missing: it says so, and the screen goes on with
 * letters. */
#include "input/pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <semaphore.h>

static void wake(void *ctx)
{
    sem_post(ctx);
}

static void without_its_data_it_fails_for_good(void **state)
{
    (void)state;
    sem_t woken;
    sem_init(&woken, 0, 0);
    struct pinyin_rime *rime = pinyin_rime_new("/nonexistent/pinyin", wake, &woken);
    struct pinyin p = pinyin_rime(rime);
    p.calls->start(p.self);
    sem_wait(&woken);
    assert_int_equal(p.calls->state(p.self), PINYIN_FAILED);
    p.calls->start(p.self);
    assert_int_equal(p.calls->state(p.self), PINYIN_FAILED);
    assert_false(p.calls->key(p.self, 'a'));
    p.calls->wipe(p.self);
    pinyin_rime_free(rime);
    sem_destroy(&woken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(without_its_data_it_fails_for_good)};
    return cmocka_run_group_tests_name("pinyin_missing", tests, NULL, NULL);
}
