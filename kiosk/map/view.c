#include "map/view.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define RADIANS (3.14159265358979323846 / 180)
#define CASING 32.0

struct map_point view_pixel(const struct view *v, struct map_point p)
{
    double dx = p.x - v->centre.x, dy = p.y - v->centre.y;
    return (struct map_point){v->options->width / 2.0 + v->scale * (dx * v->cos - dy * v->sin),
                              v->options->height / 2.0 - v->scale * (dx * v->sin + dy * v->cos)};
}

struct map_point view_metres(const struct view *v, struct map_point pixel)
{
    double right = (pixel.x - v->options->width / 2.0) / v->scale;
    double up = (v->options->height / 2.0 - pixel.y) / v->scale;
    return (struct map_point){v->centre.x + right * v->cos + up * v->sin,
                              v->centre.y - right * v->sin + up * v->cos};
}

static void find_target(struct view *v)
{
    const struct map_route *route = v->options->route;
    const struct venue *venue = v->map->venue;
    v->target_unit = -1;
    for (size_t i = 0; route && i < route->leg_count; i++) {
        const struct map_leg *leg = &route->legs[i];
        bool last = i + 1 == route->leg_count;
        if (!view_on_floor(v, leg->level) || !leg->count)
            continue;
        struct map_point end = leg->points[leg->count - 1];
        int unit = venue_unit_at(venue, leg->level, end, false);
        int place = last ? venue_place_find(venue, route->to.id) : -1;
        if (place >= 0 && venue->places[place].unit >= 0)
            unit = venue->places[place].unit;
        bool room = unit >= 0 && !unit_is_walkable(&venue->units[unit]);
        bool area = last && unit >= 0 && !strcmp(venue->units[unit].category, "waitingroom");
        if ((!room && !last) || (v->target_unit >= 0 && leg->level != v->options->level))
            continue;
        v->target_unit = room || area ? unit : -1;
        v->target_open = !room && !area;
        v->target = end;
    }
}

static void take_lines(struct view *v)
{
    const struct map_route *route = v->options->route;
    for (size_t i = 0; route && i < route->leg_count && v->line_count < VIEW_LEGS; i++) {
        const struct map_leg *leg = &route->legs[i];
        if (!view_on_floor(v, leg->level) || leg->count < 2)
            continue;
        struct view_line *line = &v->lines[v->line_count++];
        line->points = malloc(leg->count * sizeof *line->points);
        if (!line->points)
            abort();
        line->level = leg->level;
        memcpy(line->points, leg->points, leg->count * sizeof *line->points);
        line->count = line_simplify(line->points, leg->count, 0.15);
        struct bounds b = bounds_empty();
        for (size_t k = 0; k < line->count; k++) {
            line->points[k] = view_pixel(v, line->points[k]);
            bounds_add(&b, line->points[k]);
        }
        line->box =
            (struct view_box){(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2, b.x1 - b.x0, b.y1 - b.y0};
    }
}

/* The units that the steps name, found once. */
static void take_landmarks(struct view *v)
{
    const struct map_route *route = v->options->route;
    const struct venue *venue = v->map->venue;
    for (size_t i = 0; route && i < route->step_count && v->landmark_count < VIEW_MARKS; i++) {
        const char *id = route->steps[i].landmark;
        int place = *id ? venue_place_find(venue, id) : -1;
        if (place >= 0 && venue->places[place].unit >= 0)
            v->landmarks[v->landmark_count++] = venue->places[place].unit;
    }
}

static void take_closed(struct view *v)
{
    const struct map_profile *profile = v->options->profile;
    if (!profile || (!profile->closed_count && !profile->closure_count && !profile->week_minute))
        return;
    v->query = route_query_make(v->map->venue, v->map->graph, profile);
    v->closed = v->query.closed;
}

/* A place, or whatever can be closed. */
static void take_picked(struct view *v)
{
    const struct venue *venue = v->map->venue;
    const char *id = v->options->picked;
    int place = id && *id ? venue_place_find(venue, id) : -1,
        feature = place < 0 && id && *id ? venue_feature_find(venue, id) : -1;
    int index = feature >= 0 ? venue->features[feature].index : -1;
    v->picked_unit = v->picked_opening = -1;
    if (place >= 0)
        v->picked_unit = venue->places[place].unit;
    else if (index >= 0 && venue->features[feature].type == IMDF_UNIT)
        v->picked_unit = index;
    else if (index >= 0 && venue->features[feature].type == IMDF_OPENING)
        v->picked_opening = index;
    if (v->picked_unit >= 0 && !view_on_floor(v, venue->units[v->picked_unit].level))
        v->picked_unit = -1;
}

/* The first corner that the route and the wedge leave free, the upper right one first. */
static void place_north(struct view *v)
{
    double w = 44 * v->s, h = 70 * v->s + v->em * 1.3, pad = 14;
    double right = v->options->width - pad - w / 2, left = pad + w / 2;
    double top = pad + h / 2, bottom = v->options->height - pad - h / 2;
    const struct view_box corners[] = {
        {right, top, w, h}, {left, top, w, h}, {right, bottom, w, h}, {left, bottom, w, h}};
    for (size_t i = 0; i < sizeof corners / sizeof corners[0] && !v->has_north; i++) {
        struct view_box wedge = {v->you.x, v->you.y, 90 * v->s, 90 * v->s};
        struct view_box round = {corners[i].x, corners[i].y, w + 44 * v->s,
                                 h + 44 * v->s}; /* discs */
        bool taken =
            view_box_meets_route(v, &round) || (v->has_you && box_overlaps(&corners[i], &wedge));
        for (int k = 0; k < v->options->reserved_count; k++) {
            const struct map_box *r = &v->options->reserved[k];
            taken |= box_overlaps(&corners[i], &(struct view_box){r->x, r->y, r->w, r->h});
        }
        if (taken)
            continue;
        v->north = corners[i];
        v->has_north = true;
    }
}

bool view_make(const struct map *map, const struct map_view_options *options, struct view *out)
{
    *out = (struct view){.map = map, .options = options};
    if (options->level < 0 || (size_t)options->level >= map->venue->level_count ||
        options->width < 40 || options->height < 40 || options->width > 8192 ||
        options->height > 8192)
        return false;
    double bearing = isfinite(options->bearing) ? options->bearing : 0;
    out->ordinal = map->venue->levels[options->level].ordinal;
    out->s = options->scale > 0 ? options->scale : 1;
    out->em = options->text_px > 0 ? options->text_px : 28;
    out->target_unit = out->picked_unit = -1;
    out->own_floor = options->floor ? NULL : map_floor_new(map, options->level);
    out->floor = options->floor ? options->floor : out->own_floor;
    out->cos = cos(bearing * RADIANS);
    out->sin = sin(bearing * RADIANS);
    out->has_you =
        options->you && options->you->node >= 0 && view_on_floor(out, options->you->level);
    find_target(out);
    take_picked(out);
    take_landmarks(out);
    take_closed(out);
    if (options->camera) {
        out->centre = options->camera->centre;
        out->scale = options->camera->scale;
    } else {
        view_fit(out, MAP_FIT_WAY);
    }
    if (out->has_you) {
        out->you = view_pixel(out, options->you->at);
        out->you_angle = options->you->has_bearing ? options->you->bearing - bearing : 0;
    }
    take_lines(out);
    place_north(out);
    return true;
}

/* Where along the legs of the step's floor its place lies, in metres of the whole. */
double map_step_part(const struct map *map, const struct map_route *route, int step, int on)
{
    const struct venue *venue = map->venue;
    double total = 0, found = 0, best = HUGE_VAL;
    if (step <= 0)
        return 0;
    if ((size_t)step >= route->step_count || (size_t)on >= route->step_count ||
        !venue_same_floor(venue, route->steps[step].level, route->steps[on].level))
        return 1;
    for (size_t i = 0; i < route->leg_count; i++) {
        const struct map_leg *leg = &route->legs[i];
        if (!venue_same_floor(venue, leg->level, route->steps[step].level))
            continue;
        for (size_t k = 1; k < leg->count; k++) {
            double t,
                d = segment_distance(route->steps[step].at, leg->points[k - 1], leg->points[k], &t),
                length = point_distance(leg->points[k - 1], leg->points[k]);
            if (d < best) {
                best = d;
                found = total + t * length;
            }
            total += length;
        }
    }
    return total > 0 ? found / total : 1;
}

void view_clear(struct view *view)
{
    for (size_t i = 0; i < view->line_count; i++)
        free(view->lines[i].points);
    view->line_count = 0;
    if (view->closed)
        route_query_clear(&view->query);
    view->closed = NULL;
    map_floor_free(view->own_floor);
    view->own_floor = NULL;
}

bool view_on_floor(const struct view *v, int level)
{
    return level >= 0 && v->map->venue->levels[level].ordinal == v->ordinal;
}

static bool is_closed(const struct view *v, int feature)
{
    return v->closed && feature >= 0 && v->closed[feature];
}

const struct map_closure *view_closure(const struct view *v, int unit, const char *feature_id)
{
    const struct venue *venue = v->map->venue;
    int group = unit >= 0 ? venue->unit_group[unit] : -1;
    const int features[] = {unit >= 0 ? venue->units[unit].feature : -1,
                            group >= 0 ? venue->groups[group].feature : -1,
                            route_closure_feature(venue, feature_id)};
    for (size_t i = 0; v->closed && i < 3; i++) {
        int by = features[i] >= 0 ? v->closed[features[i]] : 0;
        if (by >= CLOSED_BY_FIRST &&
            (size_t)(by - CLOSED_BY_FIRST) < v->options->profile->closure_count)
            return &v->options->profile->closures[by - CLOSED_BY_FIRST];
    }
    return NULL;
}

bool view_unit_closed(const struct view *v, int unit)
{
    const struct venue *venue = v->map->venue;
    int group = venue->unit_group[unit];
    return is_closed(v, venue->units[unit].feature) ||
           (group >= 0 && is_closed(v, venue->groups[group].feature));
}

bool view_feature_closed(const struct view *v, const char *feature_id)
{
    return v->closed && is_closed(v, route_closure_feature(v->map->venue, feature_id));
}

bool view_shows(const struct view *v, const struct bounds *b, double margin)
{
    struct map_point middle =
        view_pixel(v, (struct map_point){(b->x0 + b->x1) / 2, (b->y0 + b->y1) / 2});
    double reach = hypot(b->x1 - b->x0, b->y1 - b->y0) / 2 * v->scale + margin;
    return middle.x > -reach && middle.y > -reach && middle.x < v->options->width + reach &&
           middle.y < v->options->height + reach;
}

bool box_overlaps(const struct view_box *a, const struct view_box *b)
{
    return fabs(a->x - b->x) * 2 < a->w + b->w && fabs(a->y - b->y) * 2 < a->h + b->h;
}

bool box_meets_segment(const struct view_box *box, struct map_point a, struct map_point b,
                       double margin)
{
    double x0 = box->x - box->w / 2, x1 = box->x + box->w / 2, y0 = box->y - box->h / 2,
           y1 = box->y + box->h / 2;
    struct map_point corner[4] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}};
    if (a.x > x0 && a.x < x1 && a.y > y0 && a.y < y1)
        return true;
    for (int i = 0; i < 4; i++)
        if (segment_to_segment(a, b, corner[i], corner[(i + 1) % 4]) < margin)
            return true;
    return false;
}

/* Cheaply: most of a floor is far from the line. */
static bool far_from(const struct view_box *box, struct map_point a, struct map_point b,
                     double margin)
{
    double w = box->w / 2 + margin, h = box->h / 2 + margin;
    return (a.x < box->x - w && b.x < box->x - w) || (a.x > box->x + w && b.x > box->x + w) ||
           (a.y < box->y - h && b.y < box->y - h) || (a.y > box->y + h && b.y > box->y + h);
}

bool view_box_meets_route(const struct view *v, const struct view_box *box)
{
    double margin = CASING / 2 * v->s;
    for (size_t l = 0; l < v->line_count; l++)
        for (size_t i = 1; i < v->lines[l].count; i++) {
            struct map_point a = v->lines[l].points[i - 1], b = v->lines[l].points[i];
            if (!far_from(box, a, b, margin) && box_meets_segment(box, a, b, margin))
                return true;
        }
    return false;
}

bool view_box_inside(const struct view *v, const struct view_box *box, double margin)
{
    return box->x - box->w / 2 >= margin && box->x + box->w / 2 <= v->options->width - margin &&
           box->y - box->h / 2 >= margin && box->y + box->h / 2 <= v->options->height - margin;
}

bool view_is_landmark(const struct view *v, int unit)
{
    for (size_t i = 0; i < v->landmark_count; i++)
        if (v->landmarks[i] == unit)
            return true;
    return false;
}

double view_text_width(const struct view *v, const char *text)
{
    double em = 0;
    if (v->options->measure)
        return v->options->measure(v->options->measure_ctx, text, v->em);
    while (*text) {
        uint32_t code = text_next(&text);
        em += code >= 0x2E80                                             ? 1.0
              : code == 'm' || code == 'w' || code == 'M' || code == 'W' ? 0.9
              : code == ' '                                              ? 0.28
                                                                         : 0.6;
    }
    return em * v->em;
}
