/* How long the painter takes: a page like home at 1080x1920, first and again, a tap's repaint, and
 * the memory then. Run it under a display (or SDL_VIDEODRIVER=dummy); prints, never fails on time.
 */
#include "draw/painter.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const words[] = {
    "预约挂号", "选科室和医生",     "排队进度",   "看前面几个人", "怎么走",   "带您走到门口",
    "查价格",   "检查、药品、床位", "专家出诊",   "医生哪天在",   "就医指南", "流程、便民服务",
    "评价服务", "不记姓名",         "投诉和建议", "有人负责",
};
static const char *const icons[] = {"calplus", "users", "route", "yuan",
                                    "steth",   "book",  "smile", "say"};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void rect(struct draw_list *list, struct box box, int radius, color fill)
{
    struct prim *prim = draw_list_prim(list, PRIM_RECT, box);
    prim->radius = radius;
    prim->fill = fill;
}

static void text(struct draw_list *list, const struct text_engine *engine, int x, int y, int px,
                 bool bold, const char *line)
{
    struct text_lines lines;
    text_break(engine, line, px, bold, 700, &lines);
    struct prim *prim =
        draw_list_prim(list, PRIM_TEXT, (struct box){x, y, lines.width, px * 14 / 10});
    prim->text = draw_list_text(list, line);
    prim->px = px;
    prim->bold = bold;
    prim->fill = 0x14232b;
}

static void key(struct draw_list *list, struct box box, bool down)
{
    if (!down)
        rect(list, (struct box){box.x, box.y + 5, box.w, box.h}, 20, 0x8a8478);
    box.y += down ? 5 : 0;
    rect(list, box, 20, 0xd9d3c6);
    rect(list, (struct box){box.x + 2, box.y + 2, box.w - 4, box.h - 4}, 18,
         down ? 0xece8de : 0xffffff);
}

static void page(struct draw_list *list, const struct text_engine *engine, int down)
{
    draw_list_reset(list);
    rect(list, (struct box){0, 0, 1080, 1920}, 0, 0xf6f3ec);
    struct prim *sky = draw_list_prim(list, PRIM_GRADIENT, (struct box){0, 0, 1080, 506});
    sky->fill = 0xd8e7e7;
    sky->fill2 = 0xe9f0ee;
    draw_list_prim(list, PRIM_ICON, (struct box){0, 0, 1080, 506})->text =
        draw_list_text(list, "river");
    draw_list_prim(list, PRIM_ICON, (struct box){60, 62, 72, 72})->text =
        draw_list_text(list, "mark");
    text(list, engine, 152, 50, 38, true, "江畔市第一人民医院");
    text(list, engine, 152, 100, 28, false, "门诊大厅 3 号机");
    text(list, engine, 850, 40, 64, true, "09:42");
    text(list, engine, 830, 110, 28, false, "3月12日 星期四");
    text(list, engine, 60, 180, 84, true, "您好，今天办什么");
    text(list, engine, 60, 280, 38, false, "点一下，或直接刷卡、扫码");
    rect(list, (struct box){60, 371, 960, 282}, 20, 0x05323b);
    rect(list, (struct box){60, 366, 960, 282}, 20, 0x094d59);
    text(list, engine, 110, 400, 38, false, "已经预约，或现场看病");
    text(list, engine, 110, 450, 84, true, "签到 取号");
    text(list, engine, 110, 560, 38, false, "刷身份证、医保卡，或扫预约码");
    for (int i = 0; i < 8; i++) {
        struct box box = {60 + i % 2 * 492, 686 + i / 2 * 230, 468, 210};
        key(list, box, i == down);
        rect(list, (struct box){box.x + 32, box.y + 53, 104, 104}, 52, 0xdcebec);
        struct prim *icon =
            draw_list_prim(list, PRIM_ICON, (struct box){box.x + 56, box.y + 77, 56, 56});
        icon->text = draw_list_text(list, icons[i]);
        icon->fill = 0x094d59;
        text(list, engine, box.x + 164, box.y + 50, 46, true, words[2 * i]);
        text(list, engine, box.x + 164, box.y + 116, 32, false, words[2 * i + 1]);
    }
    rect(list, (struct box){0, 1712, 1080, 208}, 0, 0xece8de);
    static const char *const bar[] = {"返回", "首页", "English", "大字", "低位", "叫人帮忙"};
    for (int i = 0; i < 6; i++) {
        key(list, (struct box){20 + 176 * i, 1732, 160, 164}, false);
        text(list, engine, 40 + 176 * i, 1830, 32, true, bar[i]);
    }
}

static void memory(void)
{
    FILE *f = fopen("/proc/self/smaps_rollup", "re");
    char line[256];
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
        if (strncmp(line, "Pss:", 4) == 0)
            printf("%s", line);
    if (f != NULL)
        fclose(f);
}

int main(void)
{
    double start = now_ms(), mark = start;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) != 0)
        return 4;
    SDL_Window *window = SDL_CreateWindow("bench", 0, 0, 1080, 1920, SDL_WINDOW_BORDERLESS);
    printf("window %.1f ms\n", now_ms() - mark);
    mark = now_ms();
    struct painter *painter;
    const struct painter_options options = {.icons_dir = BENCH_ASSETS "/icons",
                                            .fonts_conf = BENCH_FONTS "/fonts.conf"};
    if (painter_new(window, &options, &painter) != ERR_OK)
        return 2;
    printf("painter with its font %.1f ms\n", now_ms() - mark);
    mark = now_ms();
    struct draw_list *a = draw_list_new(), *b = draw_list_new();
    page(a, painter_text(painter), -1);
    printf("lay out the page, first time %.1f ms\n", now_ms() - mark);
    mark = now_ms();
    painter_show(painter, NULL, a);
    printf("first paint and present %.1f ms, %.1f ms since the start\n", now_ms() - mark,
           now_ms() - start);
    for (int i = 0; i < 3; i++) {
        mark = now_ms();
        painter_show(painter, NULL, a);
        printf("full repaint and present %.1f ms\n", now_ms() - mark);
    }
    for (int i = 0; i < 3; i++) {
        mark = now_ms();
        page(b, painter_text(painter), i);
        double laid = now_ms();
        painter_show(painter, a, b);
        printf("a tap: lay out %.2f ms, repaint and present %.2f ms\n", laid - mark,
               now_ms() - laid);
        painter_show(painter, b, a);
    }
    memory();
    draw_list_free(a);
    draw_list_free(b);
    painter_free(painter);
    SDL_DestroyWindow(window);
    SDL_Quit();
    return 0;
}
