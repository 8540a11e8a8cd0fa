/* How long the floor plan takes on the screen: a floor of 600 rooms at 1080x1920, moved by a
 * finger, zoomed by its keys, laid out, painted and presented as the kiosk does. Run it under a
 * display (or SDL_VIDEODRIVER=dummy); prints, never fails on time.
 */
#include "draw/painter.h"
#include "support/big_floor.h"
#include "ui/frame.h"
#include "ui/plan.h"

#include <SDL2/SDL.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define FRAMES 600
#define PLAN_HEIGHT 1240 /* nearly all of the page */

struct bench {
    SDL_Window *window;
    struct painter *painter;
    struct ui *ui;
    struct draw_list *shown, *next;
    const struct map *map;
    struct map_start you;
    struct map_route route;
    bool any;
    int64_t clock;
    double times[FRAMES], cpu[FRAMES];
    int count;
};

/* By the clock on the wall, and by what the processor did: other programs may be at work. */
static double now_ms(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void frame(struct bench *b)
{
    const struct ui_modes modes = {.lang = LANG_ZH};
    double start = now_ms(CLOCK_MONOTONIC), cpu = now_ms(CLOCK_PROCESS_CPUTIME_ID);
    ui_clock(b->ui, b->clock, false);
    ui_begin(b->ui, &modes, "bench");
    ui_chrome(b->ui, &(struct ui_chrome){.hospital = "医院", .time = "09:42", .date = ""});
    ui_title(b->ui, b->route.title_zh);
    struct ui_plan plan = {.map = b->map,
                           .level = 0,
                           .bearing = b->you.bearing,
                           .route = &b->route,
                           .you = &b->you,
                           .height = PLAN_HEIGHT,
                           .spoken = b->route.title_zh};
    ui_plan(b->ui, "map", &plan, NULL);
    ui_end(b->ui, b->next);
    painter_show(b->painter, b->any ? b->shown : NULL, b->next);
    if (b->count < FRAMES) {
        b->cpu[b->count] = now_ms(CLOCK_PROCESS_CPUTIME_ID) - cpu;
        b->times[b->count++] = now_ms(CLOCK_MONOTONIC) - start;
    }
    struct draw_list *swap = b->shown;
    b->shown = b->next;
    b->next = swap;
    b->any = true;
}

static int by_time(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void tell(struct bench *b, const char *what)
{
    qsort(b->times, (size_t)b->count, sizeof *b->times, by_time);
    qsort(b->cpu, (size_t)b->count, sizeof *b->cpu, by_time);
    printf("%-26s %4d frames: median %5.2f  p99 %5.2f  max %5.2f ms; processor p99 %5.2f ms\n",
           what, b->count, b->times[b->count / 2], b->times[b->count * 99 / 100],
           b->times[b->count - 1], b->cpu[b->count * 99 / 100]);
    b->count = 0;
}

static void tap(struct bench *b, const char *id)
{
    ui_input_tap(b->ui, id);
    for (int i = 0; i < 8; i++) { /* the zoom glides for 200 ms */
        frame(b);
        b->clock += 33;
    }
}

static void pan(struct bench *b, int frames)
{
    int x = 480, y = 600;
    ui_drag_begin(b->ui, "map", x, y, b->clock);
    for (int i = 0; i < frames; i++) {
        x += i / 40 % 2 ? -23 : 19;
        y += i / 60 % 2 ? 13 : -17;
        b->clock += 16;
        ui_drag_move(b->ui, x, y, b->clock);
        frame(b);
    }
    ui_drag_end(b->ui, x, y, b->clock + 200);
}

static const struct map *load(char *dir)
{
    if (mkdtemp(dir) == NULL)
        abort();
    big_floor_write(dir, &(struct big_floor){.aisles = 6, .rooms_a_side = 50, .long_names = true});
    struct map *map = map_load(dir, NULL);
    static const char *const files[] = {"manifest.json", "venue.geojson", "level.geojson",
                                        "kiosk.geojson", "unit.geojson",  "opening.geojson"};
    char path[100];
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        snprintf(path, sizeof path, "%s/%s", dir, files[i]);
        remove(path);
    }
    remove(dir);
    return map;
}

int main(void)
{
    char dir[] = "/tmp/bench-plan-XXXXXX";
    struct bench *b = calloc(1, sizeof *b);
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (b == NULL || SDL_Init(SDL_INIT_VIDEO) != 0)
        return 4;
    b->window = SDL_CreateWindow("bench", 0, 0, 1080, 1920, SDL_WINDOW_BORDERLESS);
    const struct painter_options options = {.icons_dir = BENCH_ASSETS "/icons",
                                            .fonts_conf = BENCH_FONTS "/fonts.conf"};
    if (painter_new(b->window, &options, &b->painter) != ERR_OK)
        return 2;
    b->map = load(dir);
    if (b->map == NULL || !map_kiosk(b->map, NULL, &b->you) ||
        map_route(b->map, &b->you, "R-4-61", NULL, &b->route) != ERR_OK)
        return 3;
    b->ui = ui_new(
        &(struct ui_options){.text = painter_text(b->painter), .width = 1080, .height = 1920});
    b->shown = draw_list_new();
    b->next = draw_list_new();
    frame(b);
    tell(b, "first frame of the floor");
    for (int i = 0; i < 40; i++, b->clock += 33)
        frame(b);
    tell(b, "the line draws itself");
    pan(b, FRAMES);
    tell(b, "pan, as the way fits");
    for (int round = 0; round < 10; round++) {
        for (int i = 0; i < 4; i++)
            tap(b, "map.in");
        for (int i = 0; i < 4; i++)
            tap(b, "map.out");
    }
    tell(b, "zoom in and out");
    for (int i = 0; i < 4; i++)
        tap(b, "map.in");
    b->count = 0;
    pan(b, FRAMES);
    tell(b, "pan, close");
    for (int i = 0; i < 12; i++)
        tap(b, "map.out");
    b->count = 0;
    pan(b, FRAMES);
    tell(b, "pan, the whole floor");
    draw_list_free(b->shown);
    draw_list_free(b->next);
    ui_free(b->ui);
    map_route_clear(&b->route);
    painter_free(b->painter);
    SDL_DestroyWindow(b->window);
    SDL_Quit();
    free(b);
    return 0;
}
