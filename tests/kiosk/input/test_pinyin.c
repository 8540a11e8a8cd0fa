/* kiosk/input/pinyin_rime.c: letters become simplified Chinese; nothing is kept of it, in memory or
 * on disk. */
#include "input/pinyin.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct bench {
    struct pinyin_rime *rime;
    struct pinyin p;
    sem_t woken;
};

static void wake(void *ctx)
{
    struct bench *b = ctx;
    sem_post(&b->woken);
}

static int open_bench(void **state)
{
    static struct bench b;
    sem_init(&b.woken, 0, 0);
    b.rime = pinyin_rime_new(FOYER_PINYIN, wake, &b);
    b.p = pinyin_rime(b.rime);
    *state = &b;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    pinyin_rime_free(b->rime);
    return 0;
}

static void start(struct bench *b)
{
    if (b->p.calls->state(b->p.self) == PINYIN_READY)
        return;
    b->p.calls->start(b->p.self);
    sem_wait(&b->woken);
    assert_int_equal(b->p.calls->state(b->p.self), PINYIN_READY);
}

static void type(struct bench *b, const char *letters)
{
    for (const char *p = letters; *p; p++)
        b->p.calls->key(b->p.self, *p);
}

static int find(struct bench *b, const char *text)
{
    char found[50][PINYIN_TEXT_SIZE];
    int n = b->p.calls->list(b->p.self, 0, found, 50);
    for (int i = 0; i < n; i++)
        if (strcmp(found[i], text) == 0)
            return i;
    return -1;
}

static void letters_typed_while_it_starts_are_not_lost(void **state)
{
    struct bench *b = *state;
    assert_int_equal(b->p.calls->state(b->p.self), PINYIN_OFF);
    assert_false(b->p.calls->key(b->p.self, 'n')); /* not asked for yet */
    b->p.calls->start(b->p.self);
    type(b, "nihao");
    sem_wait(&b->woken);
    assert_int_equal(b->p.calls->state(b->p.self), PINYIN_READY);
    assert_string_equal(b->p.calls->letters(b->p.self), "ni hao");
    b->p.calls->clear(b->p.self);
}

static void letters_become_simplified_chinese(void **state)
{
    static const struct {
        const char *letters, *text;
        int among; /* the first so many */
    } cases[] = {{"nihao", "你好", 1},   {"yisheng", "医生", 3}, {"yiyuan", "医院", 3},
                 {"paidui", "排队", 3},  {"taidu", "态度", 3},   {"menzhen", "门诊", 3},
                 {"hushi", "护士", 3},   {"lv", "绿", 7},        {"feiyong", "费用", 3},
                 {"dengdai", "等待", 3}, {"xiexie", "谢谢", 1},  {"chouxue", "抽血", 3},
                 {"ganjing", "干净", 3}};
    struct bench *b = *state;
    start(b);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        type(b, cases[i].letters);
        int at = find(b, cases[i].text);
        if (at < 0 || at >= cases[i].among)
            fail_msg("%s is candidate %d of %s", cases[i].text, at + 1, cases[i].letters);
        b->p.calls->clear(b->p.self);
    }
    type(b, "yisheng");
    assert_int_equal(find(b, "醫生"), -1);
    b->p.calls->clear(b->p.self);
}

static void a_chosen_part_leaves_the_other_letters(void **state)
{
    struct bench *b = *state;
    char text[PINYIN_TEXT_SIZE];
    start(b);
    type(b, "dengle");
    assert_false(b->p.calls->pick(b->p.self, find(b, "等"), text));
    assert_string_equal(b->p.calls->letters(b->p.self), "等le");
    assert_true(b->p.calls->pick(b->p.self, find(b, "了"), text));
    assert_string_equal(text, "等了");
    assert_string_equal(b->p.calls->letters(b->p.self), "");
}

static void erase_takes_a_step_back_until_nothing_is_left(void **state)
{
    struct bench *b = *state;
    start(b);
    type(b, "ni");
    assert_true(b->p.calls->erase(b->p.self));
    assert_string_equal(b->p.calls->letters(b->p.self), "n");
    assert_true(b->p.calls->erase(b->p.self));
    assert_false(b->p.calls->erase(b->p.self));
}

static void more_letters_than_it_takes_are_refused_and_none_is_slow(void **state)
{
    struct bench *b = *state;
    struct timespec from, to;
    char text[PINYIN_TEXT_SIZE];
    int taken = 0;
    start(b);
    clock_gettime(CLOCK_MONOTONIC, &from);
    for (int i = 0; i < 100; i++)
        taken += b->p.calls->key(b->p.self, "zhuang"[i % 6]);
    clock_gettime(CLOCK_MONOTONIC, &to);
    assert_int_equal(taken, PINYIN_LETTERS_MAX);
    double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 + (double)(to.tv_nsec - from.tv_nsec) / 1e6;
    assert_true(ms < 2000); /* with sanitizers and a busy machine */
    assert_true(b->p.calls->commit(b->p.self, text));
}

static void nothing_is_learnt(void **state)
{
    struct bench *b = *state;
    char before[7][PINYIN_TEXT_SIZE], after[7][PINYIN_TEXT_SIZE], text[PINYIN_TEXT_SIZE];
    start(b);
    type(b, "shi");
    assert_int_equal(b->p.calls->list(b->p.self, 0, before, 7), 7);
    b->p.calls->clear(b->p.self);
    for (int i = 0; i < 20; i++) {
        type(b, "shi");
        assert_true(b->p.calls->pick(b->p.self, 6, text));
    }
    type(b, "shi");
    assert_int_equal(b->p.calls->list(b->p.self, 0, after, 7), 7);
    assert_memory_equal(before[0], after[0], strlen(before[0]));
    assert_string_equal(before[6], after[6]);
    b->p.calls->clear(b->p.self);
}

static void the_wipe_leaves_nothing(void **state)
{
    struct bench *b = *state;
    start(b);
    type(b, "zhangsan");
    b->p.calls->wipe(b->p.self);
    assert_int_equal(b->p.calls->state(b->p.self), PINYIN_OFF);
    assert_string_equal(b->p.calls->letters(b->p.self), "");
    start(b);
    assert_string_equal(b->p.calls->letters(b->p.self), "");
    assert_int_equal(find(b, "张三"), -1);
}

struct traces {
    int files;
    time_t newest;
};

static struct traces look(void)
{
    struct traces t = {0};
    DIR *dir = opendir(FOYER_PINYIN);
    struct stat st;
    assert_non_null(dir);
    for (struct dirent *e; (e = readdir(dir)) != NULL; t.files++)
        if (fstatat(dirfd(dir), e->d_name, &st, 0) == 0 && st.st_mtime > t.newest)
            t.newest = st.st_mtime;
    closedir(dir);
    return t;
}

static void nothing_is_written_to_disk(void **state)
{
    struct bench *b = *state;
    char text[PINYIN_TEXT_SIZE];
    struct traces before = look();
    sleep(1);
    start(b);
    type(b, "zhangsan");
    assert_true(b->p.calls->commit(b->p.self, text));
    b->p.calls->wipe(b->p.self);
    struct traces after = look();
    assert_int_equal(after.files, before.files);
    assert_int_equal(after.newest, before.newest);
}

static void without_an_engine_there_is_no_chinese(void **state)
{
    (void)state;
    struct pinyin none = pinyin_null();
    none.calls->start(none.self);
    assert_int_equal(none.calls->state(none.self), PINYIN_FAILED);
    assert_false(none.calls->key(none.self, 'a'));
    assert_string_equal(none.calls->letters(none.self), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_typed_while_it_starts_are_not_lost),
        cmocka_unit_test(letters_become_simplified_chinese),
        cmocka_unit_test(a_chosen_part_leaves_the_other_letters),
        cmocka_unit_test(erase_takes_a_step_back_until_nothing_is_left),
        cmocka_unit_test(more_letters_than_it_takes_are_refused_and_none_is_slow),
        cmocka_unit_test(nothing_is_learnt),
        cmocka_unit_test(the_wipe_leaves_nothing),
        cmocka_unit_test(nothing_is_written_to_disk),
        cmocka_unit_test(without_an_engine_there_is_no_chinese),
    };
    return cmocka_run_group_tests_name("pinyin", tests, open_bench, close_bench);
}
