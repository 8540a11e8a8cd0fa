#include "map/labels.h"

#include <math.h>
#include <string.h>

#include "base/text.h"

#define DISC 56.0
#define GAP 6.0 /* pixels between two labels */

static struct view_box box_of(const struct map_label *label)
{
    return (struct view_box){label->x, label->y, label->w + GAP, label->h + GAP};
}

bool labels_free_at(const struct labels *l, const struct view_box *box, bool mind_route)
{
    const struct view *v = &l->view;
    struct view_box wedge = {v->you.x, v->you.y, 72 * v->s, 72 * v->s};
    if (!view_box_inside(v, box, 4) || (v->has_you && box_overlaps(box, &wedge)) ||
        (mind_route && view_box_meets_route(v, box)))
        return false;
    if (v->has_north && box_overlaps(box, &v->north))
        return false;
    for (size_t i = 0; i < l->count; i++) {
        struct view_box other = box_of(&l->out[i]);
        if (l->out[i].kind != MAP_LABEL_NORTH && box_overlaps(box, &other))
            return false;
    }
    return true;
}

struct map_label *labels_put(struct labels *l, enum map_label_kind kind, const struct view_box *box,
                             const char *text)
{
    if (l->count >= l->cap)
        return NULL;
    struct map_label *label = &l->out[l->count++];
    *label = (struct map_label){.kind = kind, .x = box->x, .y = box->y, .w = box->w, .h = box->h};
    text_copy(label->text, sizeof label->text, text);
    return label;
}

static void add_north(struct labels *l)
{
    const struct view *v = &l->view;
    struct view_box box = {v->north.x, v->north.y + v->north.h / 2 - v->em * 0.65, v->north.w,
                           v->em * 1.3};
    if (v->has_north)
        labels_put(l, MAP_LABEL_NORTH, &box, v->options->en ? "N" : "北");
}

/* --- discs
 * -------------------------------------------------------------------------------------------------------
 */

/* How far along the line its nearest point to `p` is. */
static double along(const struct view_line *line, struct map_point p, double *distance)
{
    double walked = 0, best = 0;
    *distance = HUGE_VAL;
    for (size_t i = 1; i < line->count; i++) {
        double t, d = segment_distance(p, line->points[i - 1], line->points[i], &t);
        double length = point_distance(line->points[i - 1], line->points[i]);
        if (d < *distance) {
            *distance = d;
            best = walked + t * length;
        }
        walked += length;
    }
    return best;
}

/* On the line, at the step's place or as near to it as nothing else is. */
static void add_disc(struct labels *l, const struct map_step *step, int number)
{
    const struct view *v = &l->view;
    struct map_point wish = view_pixel(v, step->at);
    const struct view_line *line = NULL;
    double at = 0, best = HUGE_VAL, size = DISC * v->s;
    for (size_t i = 0; i < v->line_count; i++) {
        double distance, where = along(&v->lines[i], wish, &distance);
        if (v->lines[i].level == step->level && distance < best) {
            best = distance;
            line = &v->lines[i];
            at = where;
        }
    }
    double total = line ? line_length(line->points, line->count) : 0;
    for (int k = 0; k < 24; k++) {
        double shift = (k + 1) / 2 * 8.0 * v->s * (k % 2 ? 1 : -1), where = at + shift;
        struct map_point p =
            line ? line_at(line->points, line->count, fmin(fmax(where, 0), total)) : wish;
        struct view_box box = {p.x, p.y, size, size};
        if (!labels_free_at(l, &box, false))
            continue;
        struct map_label *label = labels_put(l, MAP_LABEL_DISC, &box, "");
        if (label)
            label->number = number;
        return;
    }
}

static void add_discs(struct labels *l)
{
    const struct map_route *route = l->view.options->route;
    for (size_t i = 0; route && i < route->step_count; i++)
        if (view_on_floor(&l->view, route->steps[i].level))
            add_disc(l, &route->steps[i], (int)i + 1);
}

static void add_you(struct labels *l)
{
    const struct view *v = &l->view;
    const char *text = v->options->en ? "You are here" : "您在这里";
    double w = view_text_width(v, text) + 44 * v->s, h = fmax(56 * v->s, v->em * 1.6),
           off = 56 * v->s;
    if (!v->has_you)
        return;
    const struct view_box wishes[] = {
        {v->you.x + off + w / 2, v->you.y, w, h},     {v->you.x - off - w / 2, v->you.y, w, h},
        {v->you.x, v->you.y + off + h / 2 - 8, w, h}, {v->you.x, v->you.y - off - h / 2, w, h},
        {v->you.x + off + w / 2, v->you.y + h, w, h}, {v->you.x - off - w / 2, v->you.y + h, w, h},
        {v->you.x + off + w / 2, v->you.y - h, w, h}, {v->you.x - off - w / 2, v->you.y - h, w, h}};
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++)
        if (labels_free_at(l, &wishes[i], true)) {
            labels_put(l, MAP_LABEL_YOU, &wishes[i], text);
            return;
        }
}

size_t map_labels(const struct map *map, const struct map_view_options *options,
                  struct map_label *out, size_t cap)
{
    struct labels l = {.out = out, .cap = cap};
    if (!view_make(map, options, &l.view))
        return 0;
    add_north(&l);
    add_discs(&l);
    add_you(&l);
    labels_add_places(&l);
    view_clear(&l.view);
    return l.count;
}

bool map_place_at(const struct map *map, const struct map_view_options *options, double px,
                  double py, struct map_place *out)
{
    struct view v;
    *out = (struct map_place){.level = -1};
    if (!view_make(map, options, &v))
        return false;
    struct map_point at = view_metres(&v, (struct map_point){px, py});
    int unit = venue_unit_at(map->venue, options->level, at, true);
    view_clear(&v);
    for (size_t i = 0; unit >= 0 && i < map->venue->place_count; i++)
        if (map->venue->places[i].unit == unit && map->graph->place_node[i] >= 0 &&
            (!unit_is_walkable(&map->venue->units[unit]) ||
             !strcmp(map->venue->units[unit].category, "waitingroom"))) {
            venue_place_copy(map->venue, (int)i, out);
            return true;
        }
    return false;
}
