/* kiosk/ui/composer.c: the bar of candidates fits every panel, and what is composed is neither lost
 * nor left behind. */
#include "ui/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* An engine of the same size as the real one whose words are known: candidates are the same for
 * anything, of these lengths. */
static const int lengths[] = {1, 1, 2, 1, 3, 5, 8, 13, 20, 40, 1, 2, 1, 1, 1, 1, 1, 1};
#define WORDS ((int)(sizeof lengths / sizeof lengths[0]))

struct script {
    char letters[PINYIN_LETTERS_SIZE];
    bool started;
};

static void start(void *self)
{
    ((struct script *)self)->started = true;
}

static enum pinyin_state state(void *self)
{
    return ((struct script *)self)->started ? PINYIN_READY : PINYIN_OFF;
}

static const char *letters(void *self)
{
    return ((struct script *)self)->letters;
}

static bool key(void *self, char letter)
{
    struct script *s = self;
    size_t n = strlen(s->letters);
    if (n >= PINYIN_LETTERS_MAX)
        return false;
    s->letters[n] = letter;
    return true;
}

static bool erase(void *self)
{
    struct script *s = self;
    size_t n = strlen(s->letters);
    if (n > 0)
        s->letters[n - 1] = 0;
    return n > 0;
}

static void word(int index, char out[PINYIN_TEXT_SIZE])
{
    out[0] = 0;
    for (int i = 0; i < lengths[index]; i++)
        strcat(out, "好");
}

static int list(void *self, int from, char out[][PINYIN_TEXT_SIZE], int max)
{
    int n = 0;
    if (!letters(self)[0])
        return 0;
    for (int i = from; i < WORDS && n < max; i++)
        word(i, out[n++]);
    return n;
}

static void clear(void *self)
{
    memset(((struct script *)self)->letters, 0, PINYIN_LETTERS_SIZE);
}

static bool pick(void *self, int index, char out[PINYIN_TEXT_SIZE])
{
    clear(self);
    word(index, out);
    return true;
}

static bool commit(void *self, char out[PINYIN_TEXT_SIZE])
{
    return pick(self, 0, out);
}

static void wipe(void *self)
{
    memset(self, 0, sizeof(struct script));
}

static const struct pinyin_calls calls = {start, state, letters, key,   erase,
                                          list,  pick,  commit,  clear, wipe};

struct bench {
    struct script script;
    struct ui *ui;
    struct draw_list *list;
    struct ui_modes modes;
    char text[200];
    const char *step;
    bool went_on;
};

static void view(struct bench *b)
{
    ui_pin(b->ui);
    ui_keyboard(b->ui, KEYS_TEXT, false);
    if (ui_next(b->ui, "Next", true)) {
        ui_focus(b->ui, NULL);
        b->went_on = true;
    }
    ui_pin_end(b->ui);
    ui_title(b->ui, "Say it");
    ui_field(b->ui, "text",
             &(struct ui_field){
                 .keys = KEYS_TEXT, .chinese = true, .multiline = true, .autofocus = true},
             b->text, sizeof b->text);
}

static void frame(struct bench *b, const char *tap)
{
    if (tap)
        ui_input_tap(b->ui, tap);
    for (int i = 0; i < 2; i++) {
        ui_begin(b->ui, &b->modes, b->step);
        ui_chrome(b->ui, &(struct ui_chrome){
                             .hospital = "H", .station = "S", .time = "09:42", .date = "d"});
        view(b);
        ui_end(b->ui, b->list);
    }
}

static void open_bench(struct bench *b, int width, int height)
{
    memset(b, 0, sizeof *b);
    b->step = "writing";
    b->list = draw_list_new();
    b->ui = ui_new(&(struct ui_options){.text = text_null(),
                                        .width = width,
                                        .height = height,
                                        .edge_mm = 900,
                                        .pinyin = {&calls, &b->script}});
    frame(b, NULL);
}

static void close_bench(struct bench *b)
{
    ui_free(b->ui);
    draw_list_free(b->list);
}

static const struct item *find(const struct bench *b, const char *id)
{
    for (size_t i = 0; i < draw_list_items(b->list); i++)
        if (strcmp(draw_list_item_at(b->list, i)->id, id) == 0)
            return draw_list_item_at(b->list, i);
    return NULL;
}

static void check_items(const struct bench *b, int width, int height)
{
    for (size_t i = 0; i < draw_list_items(b->list); i++) {
        const struct item *a = draw_list_item_at(b->list, i);
        if (!a->fits || a->box.x < 0 || a->box.y < 0 || a->box.x + a->box.w > width ||
            a->box.y + a->box.h > height)
            fail_msg("%s at %d,%d %dx%d of %dx%d, fits: %d", a->id, a->box.x, a->box.y, a->box.w,
                     a->box.h, width, height, a->fits);
    }
}

static void every_candidate_fits_on_every_panel(void **state_)
{
    static const int panels[][2] = {
        {1080, 1920}, {1920, 1080}, {2160, 3840}, {1200, 1920}, {1440, 2560}};
    (void)state_;
    for (size_t p = 0; p < sizeof panels / sizeof panels[0]; p++)
        for (int mode = 0; mode < 16; mode++) {
            struct bench b;
            open_bench(&b, panels[p][0], panels[p][1]);
            b.modes = (struct ui_modes){mode & 8 ? LANG_EN : LANG_ZH, mode & 1, mode & 2, mode & 4};
            frame(&b, "input:pinyin");
            frame(&b, "key:a");
            int words = 0;
            for (int page = 0; page < 40; page++) {
                check_items(&b, panels[p][0], panels[p][1]);
                assert_non_null(find(&b, "cand:1"));
                for (int i = 1; i <= 7; i++) {
                    char id[24];
                    snprintf(id, sizeof id, "cand:%d", i);
                    words += find(&b, id) != NULL;
                }
                if (!find(&b, "cand.more")->enabled)
                    break;
                frame(&b, "cand.more");
            }
            assert_int_equal(words, WORDS);
            close_bench(&b);
        }
}

static void letters_stay_letters_until_pinyin_is_chosen(void **state_)
{
    struct bench b;
    (void)state_;
    open_bench(&b, 1080, 1920);
    frame(&b, "key:a");
    assert_string_equal(find(&b, "text")->value, "a");
    assert_false(b.script.started);
    frame(&b, "input:pinyin");
    frame(&b, "key:b");
    assert_string_equal(find(&b, "text")->value, "a");
    frame(&b, "cand:3");
    assert_string_equal(find(&b, "text")->value, "a好好");
    frame(&b, "input:abc");
    frame(&b, "key:c");
    assert_string_equal(find(&b, "text")->value, "a好好c");
    close_bench(&b);
}

static void delete_takes_letters_before_characters(void **state_)
{
    struct bench b;
    (void)state_;
    open_bench(&b, 1080, 1920);
    frame(&b, "input:pinyin");
    frame(&b, "key:a");
    frame(&b, "key:space");
    frame(&b, "key:b");
    frame(&b, "key:delete");
    assert_string_equal(b.text, "好");
    frame(&b, "key:delete");
    assert_string_equal(b.text, "");
    close_bench(&b);
}

static void going_on_takes_the_best_candidate(void **state_)
{
    struct bench b;
    (void)state_;
    open_bench(&b, 1080, 1920);
    frame(&b, "input:pinyin");
    frame(&b, "key:a");
    frame(&b, "next");
    assert_true(b.went_on);
    assert_string_equal(b.text, "好");
    frame(&b, "text");
    frame(&b, "key:a");
    frame(&b, "key:,");
    assert_string_equal(b.text, "好好，");
    close_bench(&b);
}

static void another_step_and_the_wipe_leave_nothing(void **state_)
{
    struct bench b;
    (void)state_;
    open_bench(&b, 1080, 1920);
    frame(&b, "input:pinyin");
    frame(&b, "key:a");
    b.step = "another";
    frame(&b, NULL);
    assert_string_equal(b.script.letters, "");
    assert_string_equal(b.text, "");
    frame(&b, "key:a");
    ui_forget(b.ui);
    assert_string_equal(b.script.letters, "");
    assert_false(b.script.started);
    frame(&b, NULL);
    assert_null(find(&b, "cand.more"));
    close_bench(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_candidate_fits_on_every_panel),
        cmocka_unit_test(letters_stay_letters_until_pinyin_is_chosen),
        cmocka_unit_test(delete_takes_letters_before_characters),
        cmocka_unit_test(going_on_takes_the_best_candidate),
        cmocka_unit_test(another_step_and_the_wipe_leave_nothing),
    };
    return cmocka_run_group_tests_name("composer", tests, NULL, NULL);
}
