/* The way on a narrow paper: at most three lines, from the steps that the screen shows. The first
 * leads to the right floor, the second round the last corners, the third says how one knows that
 * one is there. What has no room is left out with an ellipsis, never silently. */
#include <string.h>

#include "base/text.h"
#include "map/map.h"

#define CORNERS_MAX 100 /* bytes of the second line: two lines of narrow paper */

static bool takes(enum map_step_kind kind)
{
    return kind == MAP_TAKE_LIFT || kind == MAP_TAKE_STAIRS || kind == MAP_TAKE_ESCALATOR;
}

/* Behind what is there already: "; " and, in English, a small letter. */
static void join(char *out, size_t size, const char *words, bool en)
{
    size_t at = strlen(out);
    if (at) {
        text_append(out, size, en ? "; " : "；");
        at = strlen(out);
    }
    text_append(out, size, words);
    if (en && at && out[at] >= 'A' && out[at] <= 'Z' && strncmp(words, "On ", 3) != 0)
        out[at] = (char)(out[at] + ('a' - 'A'));
}

static const char *full(const struct map_step *step, bool en)
{
    return en ? step->en : step->zh;
}

static const char *brief(const struct map_step *step, bool en)
{
    return en ? step->brief_en : step->brief_zh;
}

/* Up to the last lift or stairs, as the steps say it when they are two, else as the title does. */
static void say_lift(const struct map_route *route, size_t count, bool en, char *out, size_t size)
{
    out[0] = 0;
    if (count > 2) {
        text_append(out, size, en ? route->title_en : route->title_zh);
        return;
    }
    for (size_t i = 0; i < count; i++)
        join(out, size, full(&route->steps[i], en), en);
}

static void say_corners(const struct map_route *route, size_t from, size_t to, bool en, char *out,
                        size_t size)
{
    out[0] = 0;
    if (to == from + 1) {
        text_append(out, size, full(&route->steps[from], en));
        return;
    }
    for (size_t i = from; i < to; i++)
        join(out, size, brief(&route->steps[i], en), en);
    if (strlen(out) <= CORNERS_MAX)
        return;
    text_copy(out, size, takes(route->steps[from].kind) ? brief(&route->steps[from], en) : "");
    join(out, size, "…", en);
    join(out, size, full(&route->steps[to - 1], en), en);
}

size_t map_route_strip(const struct map_route *route, bool en,
                       char out[MAP_STRIP_LINES][MAP_STEP_SIZE])
{
    size_t count = 0, last = route->step_count, lift = 0;
    if (route->outcome != MAP_WAY || last == 0)
        return 0;
    last--;
    for (size_t i = 0; i < last; i++)
        if (takes(route->steps[i].kind))
            lift = i + 1;
    if (lift == 0 && last > 0)
        lift = 1; /* on one floor the first line is the way one sets out */
    if (lift > 0)
        say_lift(route, lift, en, out[count++], MAP_STEP_SIZE);
    size_t from = lift > 2 && !route->title_takes ? lift - 1 : lift;
    if (from < last)
        say_corners(route, from, last, en, out[count++], MAP_STEP_SIZE);
    text_copy(out[count++], MAP_STEP_SIZE, full(&route->steps[last], en));
    return count;
}
