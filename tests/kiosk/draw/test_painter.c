/* Covers kiosk/draw/painter_sdl.c, text_sdl.c, text_runs.c, fonts.c, icons_sdl.c, shapes.c,
 * paths.c, qr.c.
 */
#include "draw/painter.h"
#include "draw/qr.h"

#include <SDL2/SDL.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct fixture {
    SDL_Window *window;
    struct painter *painter;
    struct draw_list *a, *b;
};

static const struct painter_options options = {.icons_dir = TEST_ASSETS "/icons",
                                               .fonts_conf = TEST_FONTS "/fonts.conf"};

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (f == NULL || SDL_Init(SDL_INIT_VIDEO) != 0)
        return 1;
    f->window = SDL_CreateWindow("test", 0, 0, 400, 300, SDL_WINDOW_BORDERLESS);
    if (painter_new(f->window, &options, &f->painter) != ERR_OK)
        return 1;
    f->a = draw_list_new();
    f->b = draw_list_new();
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    draw_list_free(f->a);
    draw_list_free(f->b);
    painter_free(f->painter);
    SDL_DestroyWindow(f->window);
    SDL_Quit();
    free(f);
    return 0;
}

static uint32_t pixel(struct fixture *f, int x, int y)
{
    SDL_Surface *s = SDL_GetWindowSurface(f->window);
    return ((uint32_t *)s->pixels)[y * s->pitch / 4 + x] & 0xffffff;
}

static int other_than(struct fixture *f, struct box box, color ground)
{
    int count = 0;
    for (int y = box.y; y < box.y + box.h; y++)
        for (int x = box.x; x < box.x + box.w; x++)
            count += pixel(f, x, y) != ground;
    return count;
}

static struct prim *prim(struct draw_list *list, enum prim_kind kind, struct box box, color fill,
                         const char *text)
{
    struct prim *p = draw_list_prim(list, kind, box);
    p->fill = fill;
    if (text != NULL)
        p->text = draw_list_text(list, text);
    return p;
}

static void ground(struct draw_list *list)
{
    prim(list, PRIM_RECT, (struct box){0, 0, 400, 300}, 0xf6f3ec, NULL);
}

static void a_round_corner_shows_what_is_under_it(void **state)
{
    struct fixture *f = *state;
    ground(f->a);
    prim(f->a, PRIM_RECT, (struct box){20, 20, 100, 60}, 0x094d59, NULL)->radius = 20;
    painter_show(f->painter, NULL, f->a);
    assert_int_equal(pixel(f, 20, 20), 0xf6f3ec);
    assert_int_equal(pixel(f, 119, 79), 0xf6f3ec);
    assert_int_equal(pixel(f, 20, 50), 0x094d59);
    assert_int_equal(pixel(f, 70, 20), 0x094d59);
    assert_int_equal(pixel(f, 119, 50), 0x094d59);
    assert_int_equal(pixel(f, 120, 50), 0xf6f3ec);
    assert_int_equal(pixel(f, 26, 26),
                     0x094d59); /* inside the disc: 20 - 14.2 px from the corner */
}

static void text_is_centred_on_its_box(void **state)
{
    struct fixture *f = *state;
    ground(f->a);
    struct prim *p = prim(f->a, PRIM_TEXT, (struct box){20, 100, 200, 100}, 0x14232b, "H国");
    p->px = 40;
    painter_show(f->painter, NULL, f->a);
    /* Baseline 150 + 0.37 em = 165; capitals are 0.733 em high: rows 136 to 164 of the H's column.
     */
    assert_int_equal(other_than(f, (struct box){20, 100, 20, 34}, 0xf6f3ec), 0);
    assert_true(other_than(f, (struct box){20, 136, 20, 3}, 0xf6f3ec) > 0);
    assert_true(other_than(f, (struct box){20, 162, 20, 3}, 0xf6f3ec) > 0);
    assert_int_equal(other_than(f, (struct box){20, 167, 20, 20}, 0xf6f3ec), 0);
    assert_true(other_than(f, (struct box){50, 130, 36, 40}, 0xf6f3ec) > 200);
}

static void measured_and_painted_widths_agree(void **state)
{
    struct fixture *f = *state;
    const struct text_engine *engine = painter_text(f->painter);
    assert_int_equal(text_width(engine, "您好，今天办什么", 40, true), 8 * 40);
    assert_int_equal(text_width(engine, "", 40, true), 0);
    int digits = text_width(engine, "09:42", 40, true),
        other = text_width(engine, "11:11", 40, true);
    assert_int_equal(digits, other); /* clocks do not jump */
    ground(f->a);
    const char *words = "去 \x0e"
                        "2 号\x0f"
                        "电梯 MRI";
    int width = text_width(engine, words, 40, false);
    prim(f->a, PRIM_TEXT, (struct box){20, 100, width, 60}, 0x14232b, words)->px = 40;
    painter_show(f->painter, NULL, f->a);
    assert_true(other_than(f, (struct box){20 + width - 16, 100, 16, 60}, 0xf6f3ec) > 0);
    assert_int_equal(other_than(f, (struct box){20 + width + 2, 100, 40, 60}, 0xf6f3ec), 0);
}

static void only_what_changed_is_painted(void **state)
{
    struct fixture *f = *state;
    struct draw_list *lists[] = {f->a, f->b};
    for (int i = 0; i < 2; i++) {
        ground(lists[i]);
        prim(lists[i], PRIM_RECT, (struct box){10, 10, 50, 50}, 0x111111, NULL);
        prim(lists[i], PRIM_RECT, (struct box){100, 100, 50, 50}, i == 0 ? 0x222222 : 0x333333,
             NULL);
    }
    painter_show(f->painter, NULL, f->a);
    SDL_Surface *s = SDL_GetWindowSurface(f->window);
    ((uint32_t *)s->pixels)[20 * s->pitch / 4 + 20] = 0xabcdef; /* a mark that must survive */
    painter_show(f->painter, f->a, f->b);
    assert_int_equal(pixel(f, 20, 20), 0xabcdef);
    assert_int_equal(pixel(f, 120, 120), 0x333333);
    painter_invalidate(f->painter);
    painter_show(f->painter, f->b, f->b);
    assert_int_equal(pixel(f, 20, 20), 0x111111);
}

static void a_partial_repaint_gives_the_same_pixels_as_a_full_one(void **state)
{
    struct fixture *f = *state;
    struct draw_list *lists[] = {f->a, f->b};
    for (int i = 0; i < 2; i++) {
        ground(lists[i]);
        prim(lists[i], PRIM_SHADOW, (struct box){60, 60, 260, 180}, 0x14232b, NULL);
        prim(lists[i], PRIM_RECT, (struct box){60, 60, 260, 180}, 0xffffff, NULL)->radius = 28;
        prim(lists[i], PRIM_ICON, (struct box){80, 80, 48, 48}, i == 0 ? 0x094d59 : 0x971515,
             "help");
        prim(lists[i], PRIM_TEXT, (struct box){140, 80, 128, 48}, 0x14232b,
             i == 0 ? "叫人帮忙" : "有人来了")
            ->px = 32;
    }
    painter_show(f->painter, NULL, f->a);
    painter_show(f->painter, f->a, f->b);
    SDL_Surface *s = SDL_GetWindowSurface(f->window);
    size_t size = (size_t)s->pitch * (size_t)s->h;
    uint8_t *partial = malloc(size);
    memcpy(partial, s->pixels, size);
    painter_show(f->painter, NULL, f->b);
    assert_memory_equal(partial, s->pixels, size);
    free(partial);
}

static void icons_take_their_colour_and_pictures_keep_theirs(void **state)
{
    struct fixture *f = *state;
    ground(f->a);
    prim(f->a, PRIM_ICON, (struct box){20, 20, 48, 48}, 0xff0000, "minus");
    prim(f->a, PRIM_ICON, (struct box){100, 20, 96, 96}, 0, "rate-3");
    struct prim *p = prim(f->a, PRIM_ICON, (struct box){200, 20, 96, 96}, 0x00ff00, "rate-3");
    p->fill2 = 0x0000ff;
    prim(f->a, PRIM_ICON, (struct box){300, 20, 48, 48}, 0, "no-such-icon");
    prim(f->a, PRIM_SVG, (struct box){20, 200, 40, 40}, 0,
         "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" viewBox=\"0 0 10 "
         "10\">"
         "<rect width=\"10\" height=\"10\" fill=\"#123456\"/></svg>");
    painter_show(f->painter, NULL, f->a);
    assert_int_equal(pixel(f, 44, 44), 0xff0000);
    assert_int_equal(pixel(f, 44, 30), 0xf6f3ec);
    assert_int_equal(pixel(f, 148, 30), 0xffc845);
    assert_int_equal(pixel(f, 248, 30), 0x00ff00);
    assert_int_equal(pixel(f, 248, 81), 0x0000ff);
    assert_int_equal(pixel(f, 40, 220), 0x123456);
}

/* A square with a hole, a line over it, half of black at a slant. */
static void shapes_are_filled_stroked_and_cut_to_their_box(void **state)
{
    struct fixture *f = *state;
    const struct draw_point points[] = {{0, 0},   {0, 100},  {100, 100}, {100, 0}, /* the square */
                                        {40, 40}, {60, 40},  {60, 60},   {40, 60}, /* the hole */
                                        {10, 80}, {300, 80}, {0, 0},     {20, 40}, {0, 80}};
    const struct draw_ring rings[] = {{0, 4}, {4, 4}, {8, 2}, {10, 3}};
    const struct draw_shape shapes[] = {{0, 2, 0xff0000, 0, false, 255},
                                        {2, 1, 0x0000ff, 9, true, 255},
                                        {3, 1, 0x000000, 0, false, 128}};
    const struct drawing drawing = {shapes, rings, points, 3, 4, 13};
    ground(f->a);
    draw_list_prim(f->a, PRIM_PATHS, (struct box){50, 50, 150, 150})->drawing =
        draw_list_drawing(f->a, &drawing);
    painter_show(f->painter, NULL, f->a);
    assert_int_equal(pixel(f, 140, 60), 0xff0000);
    assert_int_equal(pixel(f, 100, 100), 0xf6f3ec); /* in the hole */
    assert_int_equal(pixel(f, 120, 130), 0x0000ff);
    assert_int_equal(pixel(f, 190, 130), 0x0000ff);
    assert_int_equal(pixel(f, 201, 130), 0xf6f3ec);    /* beyond the box */
    assert_int_equal(pixel(f, 120, 137), 0xff0000);    /* beside the line */
    assert_in_range(pixel(f, 52, 90) >> 16, 120, 136); /* half black over red */
    ground(f->b);
    struct draw_point moved[13];
    memcpy(moved, points, sizeof moved);
    moved[1].x = 1;
    const struct drawing other = {shapes, rings, moved, 3, 4, 13};
    assert_false(drawing_same(&drawing, &other));
    assert_true(drawing_same(&drawing, draw_list_drawing(f->b, &drawing)));
}

static void a_code_is_painted_in_whole_modules_with_a_white_edge(void **state)
{
    struct fixture *f = *state;
    ground(f->a);
    prim(f->a, PRIM_QR, (struct box){20, 20, 252, 252}, 0, "FOYER:472918");
    painter_show(f->painter, NULL, f->a);
    int modules = qr_modules("FOYER:472918");
    assert_int_equal(modules, 29); /* version 1: 21 + 2 * 4 */
    int module = 252 / modules, first = 20 + (252 - 21 * module) / 2;
    assert_int_equal(other_than(f, (struct box){20, 20, 252, first - 20}, 0xffffff),
                     0);                                /* quiet zone */
    assert_int_equal(pixel(f, first, first), 0x000000); /* the finder pattern */
    assert_int_equal(pixel(f, first + module, first + module), 0xffffff);
    char long_text[4000];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = 0;
    assert_int_equal(qr_modules(long_text), 0);
}

static void a_rare_character_is_found_or_said_to_be_missing(void **state)
{
    struct fixture *f = *state;
    const struct text_engine *engine = painter_text(f->painter);
    struct text_lines lines;
    text_break(engine, "张\xf0\xa0\xae\xb7", 32, false, 0,
               &lines); /* U+20BB7, an extension B character of names */
    assert_false(lines.missing);
    text_break(engine, "a\u2009b\u200d\ufe0f", 32, false, 0, &lines);
    assert_int_equal(lines.count, 1);
    text_break(engine, "\xf4\x80\x80\x80", 32, false, 0, &lines); /* private use: in no font */
    assert_true(lines.missing);
}

static void a_name_in_arabic_letters_is_shaped_and_stands_inside_the_line(void **state)
{
    struct fixture *f = *state;
    const struct text_engine *engine = painter_text(f->painter);
    int width = text_width(engine, "您好 محمد 您好", 40, false);
    ground(f->a);
    prim(f->a, PRIM_TEXT, (struct box){20, 100, width, 60}, 0x14232b, "您好 محمد 您好")->px = 40;
    painter_show(f->painter, NULL, f->a);
    assert_true(width > 4 * 40 + 40);
    assert_true(other_than(f, (struct box){20 + width - 40, 100, 40, 60}, 0xf6f3ec) > 200);
    assert_true(other_than(f, (struct box){20 + 100, 100, width - 200, 60}, 0xf6f3ec) > 50);
}

static void a_font_list_that_is_missing_or_malformed_is_refused(void **state)
{
    struct fixture *f = *state;
    struct painter *painter;
    struct painter_options bad = options;
    bad.fonts_conf = "/nonexistent/fonts.conf";
    assert_int_equal(painter_new(f->window, &bad, &painter), ERR_NOT_FOUND);
    assert_null(painter);
    bad.fonts_conf = TEST_ASSETS "/icons/help.svg";
    assert_int_equal(painter_new(f->window, &bad, &painter), ERR_INVALID);
}

static void after_the_wipe_the_same_words_can_be_painted_again(void **state)
{
    struct fixture *f = *state;
    ground(f->a);
    prim(f->a, PRIM_TEXT, (struct box){20, 100, 200, 60}, 0x14232b, "张*三")->px = 40;
    painter_show(f->painter, NULL, f->a);
    int inked = other_than(f, (struct box){20, 100, 200, 60}, 0xf6f3ec);
    painter_forget(f->painter);
    painter_show(f->painter, NULL, f->a);
    assert_int_equal(other_than(f, (struct box){20, 100, 200, 60}, 0xf6f3ec), inked);
}

#define WITH_WINDOW(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_WINDOW(a_round_corner_shows_what_is_under_it),
        WITH_WINDOW(text_is_centred_on_its_box),
        WITH_WINDOW(measured_and_painted_widths_agree),
        WITH_WINDOW(only_what_changed_is_painted),
        WITH_WINDOW(a_partial_repaint_gives_the_same_pixels_as_a_full_one),
        WITH_WINDOW(icons_take_their_colour_and_pictures_keep_theirs),
        WITH_WINDOW(shapes_are_filled_stroked_and_cut_to_their_box),
        WITH_WINDOW(a_code_is_painted_in_whole_modules_with_a_white_edge),
        WITH_WINDOW(a_rare_character_is_found_or_said_to_be_missing),
        WITH_WINDOW(a_name_in_arabic_letters_is_shaped_and_stands_inside_the_line),
        WITH_WINDOW(a_font_list_that_is_missing_or_malformed_is_refused),
        WITH_WINDOW(after_the_wipe_the_same_words_can_be_painted_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
