/* kiosk/ui/board*.c and window*.c: whatever the hospital's names are and whatever the panel,
 * nothing is cut, leaves the window, overlaps or is smaller than can be read from where people sit.
 */
#include "ui/board.h"
#include "ui/frame.h"
#include "ui/window.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static const struct {
    int width, height;
} boards[] = {{1920, 1080}, {1080, 1920}, {3840, 2160}, {1280, 720},
              {1366, 768},  {1920, 1200}, {2160, 3840}, {1600, 1200}},
  windows[] = {{1280, 800}, {1920, 1200}, {800, 1280}, {1024, 600}, {1920, 1080}};

static void inside(const struct ui *ui, const struct draw_list *list, int width, int height, int em)
{
    for (size_t i = 0; i < draw_list_items(list); i++) {
        const struct item *a = draw_list_item_at(list, i);
        struct box b = a->box;
        if (!a->fits || b.x < 0 || b.y < 0 || b.x + b.w > width || b.y + b.h > height ||
            (a->min_px && a->min_px < (int)(em * ui_scale(ui))))
            fail_msg("%dx%d: %s %d,%d %dx%d em %d%s%s", width, height, a->id, b.x, b.y, b.w, b.h,
                     a->min_px, a->fits ? "" : " cut: ", a->fits ? "" : a->label);
        for (size_t k = i + 1; k < draw_list_items(list); k++) {
            const struct item *c = draw_list_item_at(list, k);
            if (strcmp(a->id, c->id) == 0)
                fail_msg("%s is there twice", a->id);
            if (!box_empty(box_intersect(b, c->box)))
                fail_msg("%dx%d: %s lies over %s", width, height, a->id, c->id);
        }
    }
}

/* Words of one item must not run into each other: text primitives are where they were put. */
static void no_words_overlap(const struct draw_list *list, int width, int height)
{
    for (size_t i = 0; i < draw_list_prims(list); i++) {
        const struct prim *p = draw_list_prim_at(list, i);
        if (p->kind != PRIM_TEXT)
            continue;
        struct box a = {p->box.x, p->box.y + p->box.h / 2 - p->px / 3, p->box.w, p->px / 2};
        for (size_t k = i + 1; k < draw_list_prims(list); k++) {
            const struct prim *q = draw_list_prim_at(list, k);
            struct box b = {q->box.x, q->box.y + q->box.h / 2 - q->px / 3, q->box.w, q->px / 2};
            if (q->kind == PRIM_TEXT && !box_empty(box_intersect(a, b)))
                fail_msg("%dx%d: \"%s\" runs into \"%s\"", width, height, p->text, q->text);
        }
    }
}

struct names {
    const char *title, *title2, *area, *room, *room2, *number, *name;
};

static const struct names hospitals[] = {
    {"心内科候诊区", NULL, "3 楼 B 区", "1 诊室", NULL, "B020", "李*华"},
    {"Cardiology waiting area", NULL, "Floor 3, area B", "Room 12", NULL, "B020", "J***"},
    {"心内科候诊区", "Cardiology waiting area", "3 楼 B 区", "B 区 1 诊室", "Area B, room 1",
     "B020", "欧阳*锋"},
    {"江畔市第一人民医院门诊医技综合楼三层候诊区", "", "", "心脏血管超声检查一室", NULL, "AB1203",
     "欧阳**锋"},
    {"Cardiovascular medicine, waiting area 3", NULL, "", "Ultrasound room 3", NULL, "B020", ""},
};

static void put_board(struct ui *ui, const struct names *n, enum ui_board_state state, int rooms,
                      int past)
{
    static char ids[2][12][24];
    struct ui_board_row rows[12];
    struct ui_board_past pasts[12];
    int most = ui_board_rows(ui, (size_t)rooms), most_past = ui_board_past(ui);
    for (int i = 0; i < 12; i++) {
        snprintf(ids[0][i], sizeof ids[0][i], "room:%d", i);
        snprintf(ids[1][i], sizeof ids[1][i], "past:%d", i);
        rows[i] = (struct ui_board_row){.id = ids[0][i],
                                        .label = n->room,
                                        .room = {n->room, n->room2},
                                        .now = {i % 3 ? n->number : "", n->name},
                                        .next = {i % 4 ? n->number : "", n->name}};
        pasts[i] = (struct ui_board_past){.id = ids[1][i],
                                          .label = n->room,
                                          .number = n->number,
                                          .room = n->room,
                                          .time = "09:38"};
    }
    bool two = n->room2 != NULL;
    struct ui_board b = {.title = {n->title, n->title2},
                         .area = n->area,
                         .time = "09:42",
                         .state = state,
                         .call_id = "call",
                         .call_label = "call",
                         .call = {n->number, n->name},
                         .room = {n->room, n->room2},
                         .icon = "clock",
                         .over = n->title,
                         .fact = {"Calls are being made by voice", two ? "现在人工叫号" : NULL},
                         .advice = {"Please listen to the staff. The list may be old",
                                    two ? "听工作人员叫号，下面的名单可能不是最新的" : NULL},
                         .room_head = {"诊室", two ? "Room" : NULL},
                         .now_head = {"正在看", two ? "Now" : NULL},
                         .next_head = {"下一位，请准备", two ? "Next, get ready" : NULL},
                         .past_head = {"刚叫过", two ? "Just called" : NULL},
                         .rows = rows,
                         .row_count = (size_t)(rooms < most ? rooms : most),
                         .rooms = (size_t)rooms,
                         .page = 0,
                         .pages = rooms > most ? 3 : 1,
                         .past = pasts,
                         .past_count = (size_t)(past < most_past ? past : most_past),
                         .rule = "Missed your call?",
                         .rule_line = "Check in again at any kiosk. You go after the next 3",
                         .age = "09:42:10 更新，3 秒前",
                         .stale = state == BOARD_WORDS};
    ui_board(ui, &b);
}

static void a_board_holds_any_hospitals_names_on_any_panel(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    for (size_t p = 0; p < sizeof boards / sizeof boards[0]; p++) {
        struct ui *ui = ui_new(&(struct ui_options){.text = text_null(),
                                                    .width = boards[p].width,
                                                    .height = boards[p].height,
                                                    .design_width = 1920,
                                                    .design_height = 1080});
        for (size_t h = 0; h < sizeof hospitals / sizeof hospitals[0]; h++)
            for (int kind = 0; kind < 3; kind++)
                for (int rooms = 0; rooms <= 12; rooms += rooms < 3 ? 1 : 3) {
                    ui_begin(ui, &(struct ui_modes){.lang = LANG_ZH}, "board");
                    ui_bare(ui);
                    put_board(ui, &hospitals[h], (enum ui_board_state)kind, rooms, rooms);
                    ui_end(ui, list);
                    inside(ui, list, boards[p].width, boards[p].height, 40);
                    no_words_overlap(list, boards[p].width, boards[p].height);
                }
        ui_free(ui);
    }
    draw_list_free(list);
}

/* ---- windows ---- */

static void put_window(struct ui *ui, int kind, bool english)
{
    static const char *const zh[5] = {"很不满意", "不满意", "一般", "满意", "很满意"},
                             *const en[5] = {"Very bad", "Bad", "Fair", "Good", "Very good"};
    struct ui_window_key foot[] = {
        {"nav.language", "lang", english ? "中文" : "English", BUTTON_QUIET, false, false},
        {"window.complain", "say", english ? "Complain" : "我要投诉", BUTTON_QUIET, false, false},
        {"nav.help", "help", english ? "Someone is coming" : "叫人帮忙", BUTTON_HELP, false,
         false}};
    struct ui_window_key chips[6];
    static char ids[6][24];
    for (int i = 0; i < 6; i++) {
        snprintf(ids[i], sizeof ids[i], "reason:%d", i);
        chips[i] = (struct ui_window_key){
            ids[i],       "clock", english ? "Clear explanation" : "讲解清楚",
            BUTTON_QUIET, i == 2,  false};
    }
    ui_window_head(ui, &(struct ui_window_head){.initial = english ? "A" : "欧",
                                                .name = english ? "Alexandrina Smith" : "欧阳秀兰",
                                                .line = english ? "No. 0268" : "工号 0268",
                                                .quiet = english ? "First contact" : "首问负责人",
                                                .number = english ? "" : "3",
                                                .place = english ? "Cashier window 3" : "号窗口"});
    if (kind == 0) {
        ui_window_panel(
            ui, "panel",
            &(struct ui_window_panel){.calling = true,
                                      .icon = "vol",
                                      .number = "B020",
                                      .name = english ? "J***" : "李*华",
                                      .fact = english ? "Please come in" : "请到这里来"});
        ui_window_line(ui, "line", "info",
                       english ? "Whom you ask first sees it through: ask me"
                               : "首问负责：有事问我，我负责到底",
                       1, false);
    } else if (kind == 1) {
        ui_window_panel(ui, "panel",
                        &(struct ui_window_panel){
                            .tone = TONE_AMBER,
                            .icon = "clock",
                            .fact = english ? "This terminal has no place yet" : "暂停服务",
                            .line = english ? "Whoever set it up must name a window or room"
                                            : "请稍等，或到别的窗口"});
    } else if (kind == 2) {
        ui_window_title(ui, english ? "How was this service?" : "这次服务怎么样",
                        english ? "Tap one. No names" : "点一个，不记姓名");
        ui_window_faces(ui, english ? en : zh, 2);
    } else {
        ui_window_title(ui, english ? "Because of what?" : "因为什么",
                        english ? "Choose any, or none" : "可多选，也可不选");
        ui_window_chips(ui, chips, 6);
    }
    ui_window_keys(ui, 0, foot, 3);
}

static void a_window_holds_its_words_on_any_panel(void **state)
{
    (void)state;
    struct draw_list *list = draw_list_new();
    for (size_t p = 0; p < sizeof windows / sizeof windows[0]; p++) {
        struct ui *ui = ui_new(&(struct ui_options){.text = text_null(),
                                                    .width = windows[p].width,
                                                    .height = windows[p].height,
                                                    .design_width = 1280,
                                                    .design_height = 800});
        for (int kind = 0; kind < 8; kind++) {
            ui_begin(ui, &(struct ui_modes){.lang = LANG_ZH}, "window");
            ui_bare(ui);
            put_window(ui, kind % 4, kind >= 4);
            ui_end(ui, list);
            inside(ui, list, windows[p].width, windows[p].height, 44);
            no_words_overlap(list, windows[p].width, windows[p].height);
        }
        ui_free(ui);
    }
    draw_list_free(list);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_board_holds_any_hospitals_names_on_any_panel),
        cmocka_unit_test(a_window_holds_its_words_on_any_panel),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
