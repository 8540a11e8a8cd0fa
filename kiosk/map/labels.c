#include "map/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define DISC 56.0
#define ROUND 12
#define GAP 6.0 /* pixels between two labels */

static struct view_box box_of(const struct map_label *label)
{
    return (struct view_box){label->x, label->y, label->w + GAP, label->h + GAP};
}

/* Laid for the picture and as much again on every side, so that it can be moved. */
static bool is_near(const struct view *v, const struct view_box *box)
{
    return fabs(box->x - v->options->width / 2.0) < v->options->width * 1.5 &&
           fabs(box->y - v->options->height / 2.0) < v->options->height * 1.5;
}

bool labels_free_at(const struct labels *l, const struct view_box *box, bool mind_route)
{
    const struct view *v = &l->view;
    struct view_box wedge = {v->you.x, v->you.y, 72 * v->s, 72 * v->s};
    if (!is_near(v, box) || (v->has_you && box_overlaps(box, &wedge)))
        return false;
    for (size_t i = 0; i < l->count; i++) {
        struct view_box other = box_of(&l->out[i]);
        if (box_overlaps(box, &other))
            return false;
    }
    return !mind_route || !view_box_meets_route(v, box);
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
    for (int k = 0; k < 24 + ROUND * 2; k++) {
        double shift = (k + 1) / 2 * 8.0 * v->s * (k % 2 ? 1 : -1), where = at + shift;
        struct map_point p =
            line ? line_at(line->points, line->count, fmin(fmax(where, 0), total)) : wish;
        if (k >= 24) { /* a short line full of discs: beside it */
            double turn = (k - 24) % ROUND * 2 * 3.14159265358979323846 / ROUND;
            double away = (k - 24 < ROUND ? 1.15 : 1.7) * size;
            p = (struct map_point){wish.x + away * cos(turn), wish.y + away * sin(turn)};
        }
        struct view_box box = {p.x, p.y, size, size};
        if (!labels_free_at(l, &box, false))
            continue;
        struct map_label *label = labels_put(l, MAP_LABEL_DISC, &box, "");
        if (label) {
            label->number = number;
            label->chosen = v->options->step == number;
        }
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

size_t map_labels_lay(const struct map *map, const struct map_view_options *options,
                      struct map_label *out, size_t cap)
{
    struct labels l = {.out = out, .cap = cap};
    if (!view_make(map, options, &l.view))
        return 0;
    add_discs(&l);
    labels_add_places(&l);
    view_clear(&l.view);
    return l.count;
}

/* --- what of it is seen */

struct shown {
    const struct view *view;
    struct view_box fixed[MAP_RESERVED_MAX + 3]; /* keys, the north arrow, the pill */
    size_t fixed_count;
    struct map_label *out;
    size_t count, cap;
};

static bool is_covered(const struct shown *s, const struct view_box *box)
{
    for (size_t i = 0; i < s->fixed_count; i++)
        if (box_overlaps(box, &s->fixed[i]))
            return true;
    return false;
}

/* While it zooms labels come nearer to each other than they were laid. */
static bool is_shown(const struct shown *s, const struct view_box *box)
{
    for (size_t i = 0; i < s->count; i++) {
        struct view_box other = box_of(&s->out[i]);
        if (box_overlaps(box, &other))
            return true;
    }
    return false;
}

static void show(struct shown *s, const struct map_label *label)
{
    if (s->count < s->cap)
        s->out[s->count++] = *label;
}

static void show_north(struct shown *s)
{
    const struct view *v = s->view;
    if (!v->has_north)
        return;
    struct map_label label = {.kind = MAP_LABEL_NORTH,
                              .x = v->north.x,
                              .y = v->north.y + v->north.h / 2 - v->em * 0.65,
                              .w = v->north.w,
                              .h = v->em * 1.3};
    text_copy(label.text, sizeof label.text, v->options->en ? "N" : "北");
    s->fixed[s->fixed_count++] = v->north;
    show(s, &label);
}

/* How much would be lost under a pill there: discs and the target weigh more than it can be worth.
 */
static int pill_price(const struct shown *s, const struct view_box *box,
                      const struct map_label *laid, size_t count, double dx, double dy)
{
    int price = 0;
    for (size_t i = 0; i < count; i++) {
        struct view_box other = box_of(&laid[i]);
        other.x += dx;
        other.y += dy;
        if (box_overlaps(box, &other))
            price += laid[i].kind == MAP_LABEL_DISC || laid[i].kind == MAP_LABEL_TARGET ? 100 : 1;
    }
    return price + (view_box_meets_route(s->view, box) ? 100 : 0);
}

static void show_you(struct shown *s, const struct map_label *laid, size_t count, double dx,
                     double dy)
{
    const struct view *v = s->view;
    const char *text = v->options->en ? "You are here" : "您在这里";
    double w = view_text_width(v, text) * 32 / 28 + 44 * v->s, h = fmax(56 * v->s, v->em * 1.6),
           off = 56 * v->s;
    if (!v->has_you)
        return;
    const struct view_box wishes[] = {
        {v->you.x + off + w / 2, v->you.y, w, h},     {v->you.x - off - w / 2, v->you.y, w, h},
        {v->you.x, v->you.y + off + h / 2 - 8, w, h}, {v->you.x, v->you.y - off - h / 2, w, h},
        {v->you.x + off + w / 2, v->you.y + h, w, h}, {v->you.x - off - w / 2, v->you.y + h, w, h},
        {v->you.x + off + w / 2, v->you.y - h, w, h}, {v->you.x - off - w / 2, v->you.y - h, w, h}};
    int best = 100;
    size_t at = 0;
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        if (!view_box_inside(v, &wishes[i], 4) || is_covered(s, &wishes[i]))
            continue;
        int price = pill_price(s, &wishes[i], laid, count, dx, dy);
        if (price < best) {
            best = price;
            at = i;
        }
    }
    if (best >= 100)
        return;
    const struct view_box *box = &wishes[at];
    struct map_label label = {
        .kind = MAP_LABEL_YOU, .x = box->x, .y = box->y, .w = box->w, .h = box->h};
    text_copy(label.text, sizeof label.text, text);
    s->fixed[s->fixed_count++] = *box;
    show(s, &label);
}

size_t map_labels_show(const struct map *map, const struct map_view_options *options,
                       const struct map_camera *laid_for, const struct map_label *laid,
                       size_t laid_count, struct map_label *out, size_t cap)
{
    struct view v;
    struct shown s = {.view = &v, .out = out, .cap = cap};
    if (!view_make(map, options, &v))
        return 0;
    struct map_point middle = view_pixel(&v, laid_for->centre);
    double dx = middle.x - options->width / 2.0, dy = middle.y - options->height / 2.0;
    double grown = laid_for->scale > 0 ? v.scale / laid_for->scale : 1; /* while it zooms */
    bool zooming = fabs(grown - 1) > 1e-6;
    for (int i = 0; i < options->reserved_count && i < MAP_RESERVED_MAX; i++) {
        const struct map_box *r = &options->reserved[i];
        s.fixed[s.fixed_count++] = (struct view_box){r->x, r->y, r->w, r->h};
    }
    show_north(&s);
    show_you(&s, laid, laid_count, dx, dy);
    for (size_t i = 0; i < laid_count; i++) {
        struct map_label label = laid[i];
        label.x = options->width / 2.0 + (label.x - options->width / 2.0) * grown + dx;
        label.y = options->height / 2.0 + (label.y - options->height / 2.0) * grown + dy;
        struct view_box box = {label.x, label.y, label.w, label.h};
        if (view_box_inside(&v, &box, 4) && !is_covered(&s, &box) &&
            !(zooming && is_shown(&s, &box)))
            show(&s, &label);
    }
    view_clear(&v);
    return s.count;
}

size_t map_labels(const struct map *map, const struct map_view_options *options,
                  struct map_label *out, size_t cap)
{
    struct map_view_options with = *options;
    struct map_camera camera;
    struct map_label *laid = calloc(cap + 1, sizeof *laid);
    if (!laid)
        abort();
    size_t count = 0;
    if (options->camera)
        camera = *options->camera;
    if (options->camera || map_camera_fit(map, options, MAP_FIT_WAY, &camera)) {
        with.camera = &camera;
        count = map_labels_lay(map, &with, laid, cap);
        count = map_labels_show(map, &with, &camera, laid, count, out, cap);
    }
    free(laid);
    return count;
}

bool view_unit_under(const struct map *map, const struct map_view_options *options, double px,
                     double py, int *unit)
{
    struct view v;
    if (!view_make(map, options, &v))
        return false;
    *unit = floor_unit_at(v.floor, view_metres(&v, (struct map_point){px, py}));
    view_clear(&v);
    return *unit >= 0;
}

bool map_place_at(const struct map *map, const struct map_view_options *options, double px,
                  double py, struct map_place *out)
{
    int unit;
    *out = (struct map_place){.level = -1};
    if (!view_unit_under(map, options, px, py, &unit))
        return false;
    const struct venue_unit *under = &map->venue->units[unit];
    if (unit_is_walkable(under) && strcmp(under->category, "waitingroom") != 0)
        return false;
    for (size_t i = 0; i < map->venue->place_count; i++)
        if (map->venue->places[i].unit == unit && map->graph->place_node[i] >= 0) {
            venue_place_copy(map->venue, (int)i, out);
            return true;
        }
    return false;
}
