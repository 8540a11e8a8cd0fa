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

#define TIMES 40

/* The opened doctor (picture 04), with more times than a page has room for. */
static void doctor(struct ui *ui)
{
    ui_title_fact(ui, "Choose doctor and time", "clock", "as of 09:42");
    ui_pages(ui, "doctors");
    ui_sheet(ui);
    ui_head(ui, "doctor:lin",
            &(struct ui_head){.initial = "Lin Ruoxi",
                              .title = "Lin Ruoxi",
                              .tag = "Chief physician",
                              .line = "Coronary disease, irregular heartbeat, blood pressure",
                              .value = "\u00a550",
                              .note = "Fee"});
    ui_quiet(ui, TEXT_S, "26 years in practice, leads the chest pain centre.");
    ui_columns(ui, 3, 18);
    for (int i = 0; i < TIMES; i++) {
        char id[24];
        snprintf(id, sizeof id, "slot:%d", i);
        ui_slot(ui, id, "10:30", "2 left", i == 3, i % 5 != 0);
    }
    ui_columns_end(ui);
    ui_text(ui, TEXT_M, "Also in clinic");
    ui_keep(ui);
    ui_choice(ui, "session:pm", NULL, "Fri 13 afternoon", "3 left", false, true);
    ui_sheet_end(ui);
    ui_row(ui, "doctor:zhou", &(struct ui_row){.title = "Zhou Mingyuan", .initial = "Zhou"});
    ui_pages_end(ui);
}

static void (*const views[])(struct ui *) = {long_list, form, receipt, doctor};
#define VIEWS (int)(sizeof views / sizeof views[0])

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
        for (int view = 0; view < VIEWS; view++)
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

/* The ground under it: a face with that box inside. */
static bool on_card(struct draw_list *list, struct box box)
{
    for (size_t i = 0; i < draw_list_prims(list); i++) {
        const struct prim *p = draw_list_prim_at(list, i);
        if (p->kind == PRIM_RECT && p->radius > 0 && p->box.w > box.w + 40 && p->box.x < box.x &&
            p->box.x + p->box.w > box.x + box.w && p->box.y < box.y &&
            p->box.y + p->box.h >= box.y + box.h)
            return true;
    }
    return false;
}

static void a_card_goes_on_with_the_next_page_and_keeps_its_ground(void **state)
{
    (void)state;
    static const struct panel both[] = {{1080, 1920}, {1920, 1080}};
    struct draw_list *list = draw_list_new();
    for (int p = 0; p < 2; p++) {
        struct ui *ui = ui_new(&(struct ui_options){
            .text = text_null(), .width = both[p].width, .height = both[p].height, .edge_mm = 900});
        int seen = 0;
        for (int page = 0; page < 12; page++) {
            frame(ui, 0, 3, list);
            bool heading = false, row = find(list, "session:pm") != NULL;
            for (size_t i = 0; i < draw_list_items(list); i++) {
                const struct item *item = draw_list_item_at(list, i);
                heading |= strcmp(item->label, "Also in clinic") == 0;
                if (strncmp(item->id, "slot:", 5) != 0)
                    continue;
                seen++;
                if (!on_card(list, item->box))
                    fail_msg("%s lies beside its card", item->id);
            }
            assert_int_equal(heading, row); /* kept together */
            const struct item *other = find(list, "doctor:zhou");
            assert_true(!other || !on_card(list, other->box));
            const struct item *next = find(list, "page.next");
            if (!next || !next->enabled)
                break;
            ui_input_tap(ui, "page.next");
        }
        assert_int_equal(seen, TIMES);
        ui_free(ui);
    }
    draw_list_free(list);
}

/* Prices, one of them open: `just` = since this frame. */
static void prices(struct ui *ui, int open, bool just, struct draw_list *list)
{
    ui_begin(ui, &(struct ui_modes){0}, "step");
    ui_chrome(ui,
              &(struct ui_chrome){.hospital = "H", .station = "S", .time = "09:42", .date = "d"});
    ui_title(ui, "Prices");
    ui_pages(ui, "prices");
    for (int i = 0; i < 30; i++) {
        char id[24];
        snprintf(id, sizeof id, "price:%d", i);
        if (i != open) {
            ui_row(ui, id, &(struct ui_row){.title = "Full blood count", .end = ROW_OPENS});
            continue;
        }
        if (just)
            ui_turn_to(ui);
        ui_sheet(ui);
        ui_head(ui, "open", &(struct ui_head){.title = "Full blood count"});
        ui_note(ui, "pin", "Floor 2");
        ui_note(ui, "info", "No fasting");
        ui_button(ui, "way", "Take me there", NULL);
        ui_sheet_end(ui);
    }
    ui_pages_end(ui);
    ui_end(ui, list);
}

static void what_is_opened_is_shown_and_whole_where_a_page_has_room(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    struct ui *ui =
        ui_new(&(struct ui_options){.text = text_null(), .width = 1080, .height = 1920});
    for (int open = 0; open < 30; open++) {
        prices(ui, open, true, list);
        assert_non_null(find(list, "open"));
        assert_non_null(find(list, "way"));
        const struct item *prev = find(list, "page.prev");
        if (!prev->enabled)
            continue;
        ui_input_tap(ui, "page.prev"); /* the page stays where the reader turns it */
        prices(ui, open, false, list);
        prices(ui, open, false, list);
        assert_null(find(list, "open"));
        assert_null(find(list, "way"));
    }
    ui_free(ui);
    draw_list_free(list);
}

static void the_hospitals_name_is_whole_beside_who_stands_there(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    for (int width = 720; width <= 1080; width += 360)
        for (int mode = 0; mode < 2; mode++) {
            struct ui *ui =
                ui_new(&(struct ui_options){.text = text_null(), .width = width, .height = 1280});
            ui_begin(ui, &(struct ui_modes){LANG_EN, mode != 0, false, false}, "step");
            ui_chrome(ui, &(struct ui_chrome){.hospital = "Riverside First People's Hospital",
                                              .station = "Main hall",
                                              .time = "09:42",
                                              .date = "Thu 12 March",
                                              .person = "1101************02"});
            ui_end(ui, list);
            const struct item *name = find(list, "header.hospital"),
                              *who = find(list, "header.person"), *time = find(list, "header.time");
            assert_true(name->fits && who->fits);
            assert_true(who->box.x + who->box.w <= width - 32);
            assert_true(who->box.y >= name->box.y + name->box.h ||
                        (who->box.x >= name->box.x + name->box.w &&
                         who->box.x + who->box.w <= time->box.x));
            ui_free(ui);
        }
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

static void a_panel_smaller_than_the_pages_shows_them_smaller(void **state)
{
    (void)state;
    static const struct {
        int width, height;
        double px_per_mm, scale;
    } rows[] = {
        {1080, 1920, 0, 1},
        {2160, 3840, 0, 2},
        {720, 1280, 0, 2.0 / 3},
        {1920, 1080, 0, 1},
        {1366, 768, 0, 1366 / 1920.0},
        {1280, 800, 0, 2.0 / 3},
        {1080, 1200, 0, 1200 / 1728.0},
        {1080, 1920, 2.71, 1},          /* 32 inches: no pixel less */
        {2160, 3840, 6.4, 6.4 / 4.034}, /* 27 inches of 4K: the same millimetres */
        {1280, 800, 5.9, 2.0 / 3},      /* a tablet is smaller than 268 mm: whole all the same */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ui *ui = ui_new(&(struct ui_options){.text = text_null(),
                                                    .width = rows[i].width,
                                                    .height = rows[i].height,
                                                    .px_per_mm = rows[i].px_per_mm});
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
        cmocka_unit_test(a_card_goes_on_with_the_next_page_and_keeps_its_ground),
        cmocka_unit_test(the_hospitals_name_is_whole_beside_who_stands_there),
        cmocka_unit_test(tapped_keys_are_written_into_the_field_in_use),
        cmocka_unit_test(what_was_typed_is_not_under_the_time_out_dialog),
        cmocka_unit_test(what_is_opened_is_shown_and_whole_where_a_page_has_room),
        cmocka_unit_test(a_panel_smaller_than_the_pages_shows_them_smaller),
        cmocka_unit_test(screens_of_one_size_are_as_large_as_the_panel_allows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
