#include "check.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BORROWED 0.78 /* the kiosk's screens at a window or desk (kiosk/ui/ui.c) */
enum { MIN_EM = 28, BOARD_EM = 40, MIN_TARGET = 81, TABLET_TARGET = 88, MIN_GAP = 13 };

struct check {
    int width, height;
    bool station;
    double scale;
    char **told;
    size_t count;
};

struct check *check_new(int width, int height, double scale)
{
    struct check *check = calloc(1, sizeof *check);
    if (!check)
        abort();
    check->width = width;
    check->height = height;
    check->scale = scale;
    return check;
}

void check_window(struct check *check, int width, int height, bool station)
{
    check->width = width;
    check->height = height;
    check->station = station;
}

/* Of the design to what that screen is shown in. */
static double scale_of(const struct check *check, const struct shot_frame *frame)
{
    bool own = strncmp(frame->screen, "guide", 5) == 0 || strncmp(frame->screen, "window", 6) == 0;
    return check->station && !own ? check->scale * BORROWED : check->scale;
}

void check_free(struct check *check)
{
    if (!check)
        return;
    for (size_t i = 0; i < check->count; i++)
        free(check->told[i]);
    free(check->told);
    free(check);
}

size_t check_count(const struct check *check)
{
    return check->count;
}

__attribute__((format(printf, 3, 4))) static void
breach(struct check *check, const struct shot_frame *frame, const char *format, ...)
{
    char what[512], line[768];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    snprintf(line, sizeof line, "%s [%s%s%s] %s", frame->screen, frame->lang,
             *frame->modes ? " " : "", frame->modes, what);
    for (size_t i = 0; i < check->count; i++)
        if (strcmp(check->told[i], line) == 0)
            return;
    check->told = realloc(check->told, (check->count + 1) * sizeof *check->told);
    if (!check->told)
        abort();
    check->told[check->count++] = strdup(line);
    printf("breach: %s\n", line);
}

bool check_is_target(const struct shown *item)
{
    static const char *const roles[] = {"button", "toggle", "field", "key"};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(item->role, roles[i]) == 0)
            return true;
    return false;
}

static void check_item(struct check *check, const struct shot_frame *frame,
                       const struct shown *item)
{
    double scale = scale_of(check, frame);
    int least = (int)(MIN_TARGET * scale), em = MIN_EM;
    bool tablet = strncmp(frame->screen, "guide", 5) == 0;
    if (tablet && strcmp(item->role, "key") != 0 && !strstr(item->id, ".clear"))
        least = (int)(TABLET_TARGET * scale); /* 15 mm there */
    if (strcmp(frame->screen, "board") == 0)
        em = BOARD_EM; /* read from metres away */
    if (!item->fits)
        breach(check, frame, "%s: its text is cut", item->id);
    if (item->min_px && item->min_px < (int)(em * scale))
        breach(check, frame, "%s: text of %d px", item->id, item->min_px);
    if (item->x < 0 || item->y < 0 || item->x + item->w > check->width ||
        item->y + item->h > check->height)
        breach(check, frame, "%s: %d,%d %dx%d leaves the window", item->id, item->x, item->y,
               item->w, item->h);
    if (check_is_target(item) && (item->w < least || item->h < least))
        breach(check, frame, "%s: a target of %dx%d", item->id, item->w, item->h);
}

static int gap(int a, int a_size, int b,
               int b_size) /* along one axis, negative when they overlap */
{
    return a < b ? b - (a + a_size) : a - (b + b_size);
}

static void check_pair(struct check *check, const struct shot_frame *frame, const struct shown *a,
                       const struct shown *b)
{
    if (*a->id && strcmp(a->id, b->id) == 0)
        breach(check, frame, "%s: the id is there twice", a->id);
    if (!check_is_target(a) || !check_is_target(b))
        return;
    int across = gap(a->x, a->w, b->x, b->w), down = gap(a->y, a->h, b->y, b->h);
    int apart = across > down ? across : down;
    if (apart < (int)(MIN_GAP * scale_of(check, frame)))
        breach(check, frame, "%s and %s: %d px apart", a->id, b->id, apart);
}

void check_frame(struct check *check, const struct shot_frame *frame)
{
    for (size_t i = 0; i < frame->count; i++) {
        check_item(check, frame, &frame->items[i]);
        for (size_t j = i + 1; j < frame->count; j++)
            check_pair(check, frame, &frame->items[i], &frame->items[j]);
    }
}
