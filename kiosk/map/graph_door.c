/* From a door into a room, onto a landing or into a lift. */
#include <math.h>
#include <stdlib.h>

#include "map/graph_build.h"
#include "map/mesh.h"

#define REACH_M 0.2 /* a door this far off its unit is still its door (venue_openings.c) */
#define STRAY_M 0.04
#define LOOK_M 0.03 /* between the points that are looked at */
#define LINE_POINTS_MAX 254

static bool stays(const struct shape *shape, struct map_point a, struct map_point z)
{
    int count = (int)ceil(point_distance(a, z) / LOOK_M);
    for (int i = 0; i <= count; i++) {
        struct map_point p = point_between(a, z, count ? (double)i / count : 0);
        if (!shape_contains(shape, p) && shape_edge_distance(shape, p, NULL) > STRAY_M)
            return false;
    }
    return true;
}

/* A point inside the unit, as far in from the foot as there is room, at most DOOR_LINE_M: straight
 * in, else towards the middle. */
static struct map_point step_in(const struct venue_opening *o, const struct venue_unit *unit,
                                struct map_point foot)
{
    double across = point_bearing(o->a, o->b) + 90;
    if (point_distance(o->a, o->b) < 0.01)
        across = point_bearing(o->middle, foot);
    const double bearings[] = {across, across + 180, point_bearing(foot, unit->middle)};
    for (double far = DOOR_LINE_M; far > 0.1; far -= 0.1)
        for (int i = 0; i < 3; i++) {
            struct map_point in = point_towards(foot, bearings[i], far);
            if (shape_contains(&unit->shape, in) && stays(&unit->shape, foot, in))
                return in;
        }
    return foot;
}

static void keep(struct building *b, struct graph_edge *edge, const struct map_point *line,
                 size_t count)
{
    edge->line = graph_add_line(b->graph, line, count);
    edge->line_count = (int)count;
}

static void short_line(struct building *b, const struct venue_opening *o, int unit,
                       struct graph_edge *edge)
{
    const struct venue_unit *u = &b->venue->units[unit];
    double far = point_distance(o->middle, u->middle);
    struct map_point in =
        far > DOOR_LINE_M ? point_between(o->middle, u->middle, DOOR_LINE_M / far) : u->middle;
    struct map_point line[3] = {o->middle, o->middle, in};
    edge->line = LINE_DOOR;
    edge->line_count = 2;
    if (stays(&u->shape, o->middle, in))
        return;
    if (!shape_contains(&u->shape, o->middle))
        shape_edge_distance(&u->shape, o->middle, &line[1]);
    line[2] = step_in(o, u, line[1]);
    keep(b, edge, line, 3);
}

/* Through the part of the unit that its middle is in; 0 when the door is not one of that part's. */
static size_t find_through(struct geos *geos, const struct area *part,
                           const struct venue_opening *o, struct map_point middle,
                           struct map_point *line)
{
    struct map_point foot = area_nearest(geos, part, o->middle);
    if (point_distance(foot, o->middle) > REACH_M)
        return 0;
    struct mesh *mesh = mesh_make(geos, part);
    size_t count = 0;
    line[0] = o->middle;
    if (mesh) {
        mesh_from(mesh, foot);
        count = mesh_to(mesh, middle, line + 1, LINE_POINTS_MAX);
    }
    mesh_free(mesh);
    return count ? count + 1 : 0;
}

static size_t through_line(struct building *b, const struct venue_opening *o, int unit,
                           struct map_point *line)
{
    const struct venue_unit *u = &b->venue->units[unit];
    struct area *all = area_make(b->geos, &u->shape, NULL, 0);
    size_t count = 0;
    for (size_t i = 0; !count && i < area_part_count(b->geos, all); i++) {
        struct area *part = area_part(b->geos, all, i);
        if (point_distance(area_nearest(b->geos, part, u->middle), u->middle) < 1e-6)
            count = find_through(b->geos, part, o, u->middle, line);
        area_free(b->geos, part);
    }
    area_free(b->geos, all);
    return count;
}

bool graph_door_line(struct building *b, const struct venue_opening *o, int unit, bool through,
                     struct graph_edge *edge)
{
    const struct venue_unit *u = &b->venue->units[unit];
    struct map_point line[LINE_POINTS_MAX + 1];
    edge->metres = (float)DOOR_LINE_M;
    if (through) {
        size_t count = through_line(b, o, unit, line);
        if (count)
            keep(b, edge, line, count);
        edge->metres = (float)fmax(DOOR_LINE_M, count ? line_length(line, count)
                                                      : point_distance(o->middle, u->middle));
        if (count)
            return true;
    }
    short_line(b, o, unit, edge);
    return !through;
}
