/* kiosk/ui: whatever a view asks for, in every mode and on every panel, stays inside, readable and
 * apart. */
#include "ui/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

struct panel {
    int width, height;
};

static const struct panel panels[] = {
    {1080, 1920}, {1920, 1080}, {2160, 3840}, {1200, 1920}, {1440, 2560}};

static void long_list(struct ui *ui)
{
    ui_title_fact(ui, "Which department", "clock", "as of 09:42");
    ui_split(ui, 212, 24);
    for (int i = 0; i < 7; i++) {
        char id[24];
        snprintf(id, sizeof id, "group:%d", i);
        ui_choice(ui, id, NULL, "Eyes, ears and nose", NULL, i == 0, true);
    }
    ui_split_next(ui);
    ui_pages(ui, "rows");
    for (int i = 0; i < 30; i++) {
        char id[24];
        snprintf(id, sizeof id, "dept:%d", i);
        ui_row(ui, id,
               &(struct ui_row){.icon = "heart",
                                .title = "Endocrinology and metabolism",
                                .line = "Thirst, weight",
                                .tag = "12 left today",
                                .tag_tone = TONE_GREEN});
    }
    ui_pages_end(ui);
    ui_split_end(ui);
}

static void form(struct ui *ui)
{
    static char text[200] = "13800138000";
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, true);
    ui_next(ui, "Next", true);
    ui_pin_end(ui);
    ui_title(ui, "How can we reach you");
    ui_columns(ui, 3, 24);
    for (int i = 0; i < 6; i++) {
        char id[24];
        snprintf(id, sizeof id, "topic:%d", i);
        ui_choice(ui, id, "clock", "Waiting time", NULL, i == 2, true);
    }
    ui_columns_end(ui);
    ui_field(ui, "phone",
             &(struct ui_field){
                 .label = "Mobile number", .autofocus = true, .error = "5 digits missing"},
             text, sizeof text);
}

static void receipt(struct ui *ui)
{
    ui_done_head(ui, "Booked", "Come by 10:15 tomorrow and check in first");
    ui_ticket(ui);
    ui_ticket_number(ui, "Your number", "B027", "Cardiology", "Room 2", "Dr Zhou Mingyuan");
    ui_pair(ui, "Place", "Floor 3, area B, room 2", NULL);
    ui_tear(ui);
    ui_ticket_code(ui, "qr", "FOYER", "Visit code", "472 918", "Scan it when you check in");
    ui_ticket_end(ui);
    ui_button(ui, "way", "Show me the way",
              &(struct ui_button){.kind = BUTTON_PRIMARY, .icon = "route", .tall = true});
    ui_columns(ui, 2, 24);
    ui_button(ui, "print", "Print", NULL);
    ui_button(ui, "cancel", "Change or cancel", NULL);
    ui_columns_end(ui);
}

static void (*const views[])(struct ui *) = {long_list, form, receipt};

static bool pressable(const struct item *i)
{
    return i->enabled && (i->role == ROLE_BUTTON || i->role == ROLE_TOGGLE ||
                          i->role == ROLE_FIELD || i->role == ROLE_KEY);
}

static void check_apart(const struct item *a, const struct item *b, double scale)
{
    int dx = a->box.x < b->box.x ? b->box.x - a->box.x - a->box.w : a->box.x - b->box.x - b->box.w;
    int dy = a->box.y < b->box.y ? b->box.y - a->box.y - a->box.h : a->box.y - b->box.y - b->box.h;
    int gap = dx > dy ? dx : dy;
    if (gap < (int)(12.9 * scale))
        fail_msg("%s and %s are %d px apart", a->id, b->id, gap);
}

static void check_list(struct draw_list *list, const struct panel *panel, double scale,
                       int low_line)
{
    size_t n = draw_list_items(list);
    for (size_t i = 0; i < n; i++) {
        const struct item *a = draw_list_item_at(list, i);
        if (!a->fits)
            fail_msg("%s does not fit", a->id);
        if (a->min_px && a->min_px < 28)
            fail_msg("%s has words of %d px", a->id, a->min_px);
        if (a->box.x < 0 || a->box.y < 0 || a->box.x + a->box.w > panel->width ||
            a->box.y + a->box.h > panel->height)
            fail_msg("%s is outside: %d,%d %dx%d", a->id, a->box.x, a->box.y, a->box.w, a->box.h);
        if (!pressable(a))
            continue;
        if (a->box.w < (int)(80.9 * scale) || a->box.h < (int)(80.9 * scale))
            fail_msg("%s is %dx%d", a->id, a->box.w, a->box.h);
        if (a->box.y < low_line)
            fail_msg("%s is above the low line: %d < %d", a->id, a->box.y, low_line);
        for (size_t j = 0; j < i; j++)
            if (pressable(draw_list_item_at(list, j)))
                check_apart(a, draw_list_item_at(list, j), scale);
    }
}

static void frame(struct ui *ui, int mode, int view, struct draw_list *out)
{
    struct ui_modes modes = {LANG_EN, (mode & 1) != 0, (mode & 2) != 0, (mode & 4) != 0};
    char step[16];
    snprintf(step, sizeof step, "view%d", view);
    ui_begin(ui, &modes, step);
    ui_chrome(ui, &(struct ui_chrome){.hospital = "Riverside First People's Hospital",
                                      .station = "Main hall",
                                      .time = "09:42",
                                      .date = "Thu 12 March",
                                      .person = view == 2 ? "Z***" : NULL});
    views[view](ui);
    ui_end(ui, out);
}

static void everything_fits_on_every_panel_in_every_mode(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    for (size_t p = 0; p < sizeof panels / sizeof panels[0]; p++) {
        struct ui *ui = ui_new(&(struct ui_options){.text = text_null(),
                                                    .width = panels[p].width,
                                                    .height = panels[p].height,
                                                    .edge_mm = 900});
        double scale = ui_scale(ui);
        int low = panels[p].width == 1080 ? 629 - 4
                                          : 0; /* tokens.md: 629 at 900 mm on a 21.5-inch panel */
        for (int view = 0; view < 3; view++)
            for (int mode = 0; mode < 8; mode++) {
                ui_input_tap(ui, "nothing");
                frame(ui, mode, view, list);
                check_list(list, &panels[p], scale, mode & 4 ? low : 0);
            }
        ui_free(ui);
    }
    draw_list_free(list);
}

static const struct item *find(struct draw_list *list, const char *id)
{
    for (size_t i = 0; i < draw_list_items(list); i++)
        if (strcmp(draw_list_item_at(list, i)->id, id) == 0)
            return draw_list_item_at(list, i);
    return NULL;
}

static void every_row_is_on_some_page(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct ui *ui = ui_new(
        &(struct ui_options){.text = text_null(), .width = 1080, .height = 1920, .edge_mm = 900});
    bool seen[30] = {false};
    for (int page = 0; page < 12; page++) {
        frame(ui, 0, 0, list);
        for (int i = 0; i < 30; i++) {
            char id[24];
            snprintf(id, sizeof id, "dept:%d", i);
            seen[i] |= find(list, id) != NULL;
        }
        ui_input_tap(ui, "page.next");
    }
    for (int i = 0; i < 30; i++)
        assert_true(seen[i]);
    ui_free(ui);
    draw_list_free(list);
}

static void tapped_keys_are_written_into_the_field_in_use(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct ui *ui =
        ui_new(&(struct ui_options){.text = text_null(), .width = 1080, .height = 1920});
    frame(ui, 0, 1, list);
    static const char *const taps[] = {"key:a", "key:shift",  "key:b",     "key:space",
                                       "key:7", "key:delete", "key:delete"};
    for (size_t i = 0; i < sizeof taps / sizeof taps[0]; i++) {
        ui_input_tap(ui, taps[i]);
        frame(ui, 0, 1, list);
    }
    assert_non_null(strstr(find(list, "phone")->value, "13800138000aB"));
    assert_string_equal(strstr(find(list, "phone")->value, "aB"), "aB");
    ui_free(ui);
    draw_list_free(list);
}

static void what_was_typed_is_not_under_the_time_out_dialog(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct ui *ui =
        ui_new(&(struct ui_options){.text = text_null(), .width = 1080, .height = 1920});
    struct ui_modes modes = {0};
    ui_begin(ui, &modes, "form");
    ui_chrome(ui,
              &(struct ui_chrome){.hospital = "H", .station = "S", .time = "09:42", .date = "d"});
    form(ui);
    ui_timeout(ui, 17, 20);
    ui_end(ui, list);
    assert_null(find(list, "phone"));
    assert_non_null(find(list, "timeout.continue"));
    for (size_t i = 0; i < draw_list_prims(list); i++)
        if (draw_list_prim_at(list, i)->kind == PRIM_TEXT)
            assert_null(strstr(draw_list_prim_at(list, i)->text, "138"));
    ui_free(ui);
    draw_list_free(list);
}

static void screens_of_one_size_are_as_large_as_the_panel_allows(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double scale;
    } rows[] = {{1920, 1080, 1}, {3840, 2160, 2}, {1280, 720, 2.0 / 3},
                {1080, 1920, 1}, {1920, 1200, 1}, {1000, 1080, 0.5625}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ui *ui = ui_new(&(struct ui_options){.text = text_null(),
                                                    .width = rows[i].width,
                                                    .height = rows[i].height,
                                                    .design_width = 1920,
                                                    .design_height = 1080});
        double off = ui_scale(ui) - rows[i].scale;
        assert_true(off < 0.001 && off > -0.001);
        ui_free(ui);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_fits_on_every_panel_in_every_mode),
        cmocka_unit_test(every_row_is_on_some_page),
        cmocka_unit_test(tapped_keys_are_written_into_the_field_in_use),
        cmocka_unit_test(what_was_typed_is_not_under_the_time_out_dialog),
        cmocka_unit_test(screens_of_one_size_are_as_large_as_the_panel_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
