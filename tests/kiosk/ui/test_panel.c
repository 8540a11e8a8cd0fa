/* Covers kiosk/ui/panel.c: text of any length is shown whole and never cut. */
#include "ui/frame.h"
#include "ui/panel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const char *shown; /* what the view puts: the view has no other way to be told */

static void view(struct ui *ui)
{
    ui_title(ui, "What you wrote");
    ui_long_text(ui, TEXT_M, shown);
}

/* All pages of the view as one text; every item fits. */
static size_t read_pages(bool large)
{
    struct ui *ui =
        ui_new(&(struct ui_options){.text = text_null(), .width = 1080, .height = 1920});
    struct draw_list *list = draw_list_new();
    struct ui_modes modes = {.lang = LANG_EN, .large = large};
    size_t letters = 0;
    bool more = true;
    for (int page = 0; more && page < 20; page++) {
        more = false;
        ui_begin(ui, &modes, "test");
        ui_chrome(ui,
                  &(struct ui_chrome){.hospital = "H", .time = "09:42", .date = "", .station = ""});
        view(ui);
        ui_end(ui, list);
        for (size_t i = 0; i < draw_list_items(list); i++) {
            const struct item *item = draw_list_item_at(list, i);
            assert_true(item->fits);
            more |= strcmp(item->id, "page.next") == 0 && item->enabled;
        }
        for (size_t i = 0; i < draw_list_prims(list); i++) {
            const struct prim *prim = draw_list_prim_at(list, i);
            for (const char *p = prim->kind == PRIM_TEXT ? prim->text : ""; *p; p++)
                letters += *p == 'q';
        }
        if (more) { /* a tap shows in the picture after it */
            ui_input_tap(ui, "page.next");
            ui_begin(ui, &modes, "test");
            ui_chrome(ui, &(struct ui_chrome){
                              .hospital = "H", .time = "09:42", .date = "", .station = ""});
            view(ui);
            ui_end(ui, list);
        }
    }
    draw_list_free(list);
    ui_free(ui);
    return letters;
}

static void a_long_text_is_shown_whole(void **state)
{
    (void)state;
    char text[2400] = "";
    for (int i = 0; i < 200; i++)
        strcat(text, "q word q\n");
    shown = text;
    assert_int_equal(read_pages(false), 400);
    assert_int_equal(read_pages(true), 400);
}

static void a_text_without_a_space_is_parted(void **state)
{
    (void)state;
    char text[501];
    memset(text, 'q', 500);
    text[500] = '\0';
    shown = text;
    assert_int_equal(read_pages(false), 500);
    assert_int_equal(read_pages(true), 500);
}

static void nothing_is_nothing(void **state)
{
    (void)state;
    shown = "";
    assert_int_equal(read_pages(false), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_long_text_is_shown_whole),
        cmocka_unit_test(a_text_without_a_space_is_parted),
        cmocka_unit_test(nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
