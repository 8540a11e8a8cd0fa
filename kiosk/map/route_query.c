/* What a profile closes: ids, closures of guide staff, and what opening hours say. */
#include "map/route.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int vertical_feature(const struct venue *venue, int unit)
{
    int group = venue->unit_group[unit];
    return group >= 0 && unit_is_vertical(&venue->units[unit]) ? venue->groups[group].feature
                                                               : venue->units[unit].feature;
}

int route_closure_feature(const struct venue *venue, const char *id)
{
    int feature = venue_feature_find(venue, id);
    enum imdf_type type = feature >= 0 ? venue->features[feature].type : IMDF_TYPE_COUNT;
    if (type == IMDF_OPENING || type == IMDF_PATH || type == IMDF_PATHNODE)
        return feature;
    if (type == IMDF_RELATIONSHIP) {
        int group = venue->features[feature].index;
        return group >= 0 ? venue->groups[group].feature : -1;
    }
    if (type == IMDF_UNIT && venue->features[feature].index >= 0)
        return vertical_feature(venue, venue->features[feature].index);
    int place = venue_place_find(venue, id);
    if (place < 0)
        return -1;
    if (venue->places[place].opening >= 0)
        return venue->openings[venue->places[place].opening].feature;
    int unit = venue->places[place].unit;
    if (unit < 0 || unit_is_walkable(&venue->units[unit]))
        return venue->places[place].feature;
    return vertical_feature(venue, unit);
}

static void close_feature(struct route_query *query, int feature, int by)
{
    if (feature < 0)
        return;
    if (!query->closed) {
        query->closed = calloc(query->venue->feature_count + 1, 1);
        if (!query->closed)
            abort();
    }
    if (query->closed[feature])
        return;
    query->closed[feature] = (unsigned char)by;
    query->closed_features = array_grow(query->closed_features, query->closed_count,
                                        &query->closed_capacity, sizeof *query->closed_features);
    query->closed_features[query->closed_count++] = feature;
}

/* --- closed areas
 * -------------------------------------------------------------------------------- */

static bool crosses(const struct shape *area, struct map_point a, struct map_point b)
{
    const struct ring *ring = &area->rings[0];
    if (shape_contains(area, a) || shape_contains(area, b))
        return true;
    for (size_t i = 0; i < ring->count; i++)
        if (segment_to_segment(a, b, ring->points[i], ring->points[(i + 1) % ring->count]) < 1e-9)
            return true;
    return false;
}

static bool edge_crosses(const struct graph *graph, int e, const struct shape *area,
                         const struct bounds *box)
{
    struct graph_edge edge = graph_edge_at(graph, e);
    for (int i = 0; i < edge.line_count; i++) {
        struct map_point b = graph_edge_point(graph, &edge, i),
                         a = i ? graph_edge_point(graph, &edge, i - 1) : b;
        if (fmax(a.x, b.x) < box->x0 || fmin(a.x, b.x) > box->x1 || fmax(a.y, b.y) < box->y0 ||
            fmin(a.y, b.y) > box->y1)
            continue;
        if (crosses(area, a, b))
            return true;
    }
    return false;
}

/* Every line on that floor that touches the area is closed: one is led round it, never through. */
static void close_area(struct route_query *query, const struct map_closure *closure, int by)
{
    const struct graph *graph = query->graph;
    struct map_point points[MAP_AREA_MAX];
    size_t count = closure->area_count < MAP_AREA_MAX ? closure->area_count : MAP_AREA_MAX;
    memcpy(points, closure->area, count * sizeof *points);
    struct ring ring = {.points = points, .count = count};
    struct shape area = {SHAPE_POLYGON, &ring, 1};
    struct bounds box = shape_bounds(&area);
    int level = venue_level_find(query->venue, closure->level_id);
    if (count < 3 || level < 0)
        return;
    if (!query->crossed) {
        query->crossed = calloc(graph->edge_count + 1, 1);
        if (!query->crossed)
            abort();
    }
    for (size_t n = 0; n < graph->node_count; n++)
        for (int e = graph->first[n]; graph->nodes[n].level == level && e < graph->first[n + 1];
             e++)
            if (!query->crossed[e] && edge_crosses(graph, e, &area, &box))
                query->crossed[e] = (unsigned char)by;
}

/* --- the query
 * ----------------------------------------------------------------------------------- */

static void take_closures(struct route_query *query, const struct map_profile *profile)
{
    for (size_t i = 0; i < profile->closure_count && i < MAP_CLOSURES_MAX; i++) {
        const struct map_closure *closure = &profile->closures[i];
        int by = CLOSED_BY_FIRST + (int)i;
        if (closure->step_free_only && !profile->step_free)
            continue;
        if (closure->target[0])
            close_feature(query, route_closure_feature(query->venue, closure->target), by);
        else
            close_area(query, closure, by);
    }
}

/* Once for all edges that lead to a node. */
static void shut_nodes(struct route_query *query)
{
    query->shut = calloc(query->graph->node_count + 1, 1);
    if (!query->shut)
        abort();
    for (size_t n = 0; n < query->graph->node_count; n++) {
        int feature = graph_node_feature(query->graph, (int)n);
        query->shut[n] = feature >= 0 ? query->closed[feature] : 0;
    }
}

struct route_query route_query_make(const struct venue *venue, const struct graph *graph,
                                    const struct map_profile *profile)
{
    static const struct map_profile anybody = {0};
    if (!profile)
        profile = &anybody;
    double width = profile->clear_width > 0 ? profile->clear_width : CLEAR_WIDTH_M;
    struct route_query query = {.venue = venue,
                                .graph = graph,
                                .step_free = profile->step_free,
                                .avoid_escalators = profile->avoid_escalators,
                                .width_cm = (int)ceil(width * 100 - 1e-4)};
    take_closures(&query, profile);
    for (size_t i = 0; i < profile->closed_count; i++)
        if (profile->closed[i])
            close_feature(&query, route_closure_feature(venue, profile->closed[i]), CLOSED_BY_ID);
    for (size_t i = 0; profile->week_minute > 0 && i < venue->hours_count; i++)
        if (!hours_open(venue->hours[i].text, profile->week_minute - 1))
            close_feature(&query, venue->hours[i].feature, CLOSED_BY_HOURS);
    if (query.closed)
        shut_nodes(&query);
    return query;
}

void route_query_clear(struct route_query *query)
{
    free(query->closed);
    free(query->shut);
    free(query->crossed);
    free(query->closed_features);
    query->closed = query->shut = query->crossed = NULL;
    query->closed_features = NULL;
}
