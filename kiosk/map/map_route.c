/* Asking for a way: the search, why there is none or another one, and the telling. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/map_private.h"

double map_find(const struct map *map, const struct route_query *query, int start, int target,
                int **edges, size_t *count)
{
    if (map->graph->nodes[start].kind != NODE_KIOSK)
        return route_find(query, start, target, edges, count);
    const struct route_tree *tree = route_cache_tree(map->trees, query, start);
    double cost = tree->cost[target];
    *edges = route_edges(map->graph, tree, target, count);
    route_cache_done(map->trees);
    return cost;
}

static bool reaches(const struct map *map, const struct route_query *query, int start, int target)
{
    size_t count;
    int *edges;
    double cost = map_find(map, query, start, target, &edges, &count);
    free(edges);
    return cost < HUGE_VAL;
}

static void sum_up(const struct route_query *query, struct map_route *route)
{
    for (size_t i = 0; i < route->edge_count; i++) {
        int edge = route->edges[i];
        route->metres += (double)query->graph->arcs[edge].metres;
        route->seconds += route_edge_seconds(query, edge);
        route->unconfirmed =
            route->unconfirmed || (query->step_free && route_edge_unconfirmed(query, edge));
    }
    route->minutes = (int)ceil(route->seconds / 60 - 1e-9);
    if (route->minutes < 1)
        route->minutes = 1;
    route->shown_metres = steps_round(route->metres);
}

static struct name feature_name(const struct venue *venue, int feature)
{
    struct name name = {"", ""};
    for (size_t i = 0; i < venue->group_count; i++)
        if (venue->groups[i].feature == feature)
            name = venue->groups[i].name;
    int place = venue_place_find(venue, venue->features[feature].id);
    if (!*name.zh && place >= 0)
        name = venue->places[place].name;
    if (!*name.zh && venue->features[feature].type == IMDF_UNIT)
        name = venue->units[venue->features[feature].index].name;
    if (!*name.zh && venue->features[feature].type == IMDF_OPENING)
        name = venue->openings[venue->features[feature].index].name;
    return name;
}

/* The feature of that edge that is closed, else the one it runs in. */
static int closed_feature(const struct route_query *query, int edge)
{
    int at = graph_node_feature(query->graph, query->graph->arcs[edge].to);
    int in = query->graph->arcs[edge].feature;
    return query->closed && at >= 0 && query->closed[at] && !(in >= 0 && query->closed[in]) ? at
                                                                                            : in;
}

static void name_blocked(const struct route_query *query, const struct map_profile *profile,
                         int edge, struct map_route *route)
{
    int feature = closed_feature(query, edge), by = route_edge_closed(query, edge);
    if (feature >= 0) {
        struct name name = feature_name(query->venue, feature);
        text_copy(route->blocked_id, sizeof route->blocked_id, query->venue->features[feature].id);
        text_copy(route->blocked_zh, sizeof route->blocked_zh, name.zh);
        text_copy(route->blocked_en, sizeof route->blocked_en, name.en);
    }
    route->by_hours = by == CLOSED_BY_HOURS;
    size_t index = (size_t)(by - CLOSED_BY_FIRST);
    if (by < CLOSED_BY_FIRST || index >= profile->closure_count || by >= CLOSED_BY_HOURS)
        return;
    const struct map_closure *closure = &profile->closures[index];
    text_copy(route->closure_id, sizeof route->closure_id, closure->id);
    text_copy(route->reason_zh, sizeof route->reason_zh, closure->reason_zh);
    text_copy(route->reason_en, sizeof route->reason_en, closure->reason_en);
    route->until_ms = closure->until_ms;
}

/* What is closed first on the way one would go if nothing were; false when nothing on it is. */
static bool find_blocked(const struct map *map, const struct route_query *query,
                         const struct map_profile *profile, int start, int target,
                         struct map_route *route)
{
    struct route_query open = *query;
    size_t count;
    int *edges;
    bool found = false;
    open.closed = open.crossed = NULL;
    open.closed_features = NULL;
    open.closed_count = 0;
    if (!query->closed && !query->crossed)
        return false;
    map_find(map, &open, start, target, &edges, &count);
    for (size_t i = 0; i < count && !found; i++) {
        found = route_edge_closed(query, edges[i]) != 0;
        if (found)
            name_blocked(query, profile, edges[i], route);
    }
    free(edges);
    return found;
}

/* Why there is no way: a closure, or stairs, or nothing joins the two at all. */
static void explain(const struct map *map, const struct route_query *query,
                    const struct map_profile *profile, int start, int target,
                    struct map_route *route)
{
    struct route_query walking;
    struct map_profile on_foot = *profile;
    on_foot.step_free = on_foot.avoid_escalators = false;
    walking = route_query_make(query->venue, query->graph, &on_foot);
    route->way_with_stairs = query->step_free && reaches(map, &walking, start, target);
    route_query_clear(&walking);
    if (find_blocked(map, query, profile, start, target, route))
        route->outcome = MAP_NO_WAY_CLOSED;
    else
        route->outcome = route->way_with_stairs ? MAP_NO_WAY_STEP_FREE : MAP_NO_WAY;
}

enum err map_route(const struct map *map, const struct map_start *from, const char *place_id,
                   const struct map_profile *profile, struct map_route *out)
{
    static const struct map_profile anybody = {0};
    *out = (struct map_route){.outcome = MAP_NO_WAY};
    int place = venue_place_find(map->venue, place_id);
    if (place < 0 || from->node < 0 || (size_t)from->node >= map->graph->node_count)
        return ERR_NOT_FOUND;
    venue_place_copy(map->venue, place, &out->to);
    out->from = *from;
    int target = map->graph->place_node[place];
    if (target < 0)
        return ERR_OK;
    if (!profile)
        profile = &anybody;
    struct route_query query = route_query_make(map->venue, map->graph, profile);
    out->cost = map_find(map, &query, from->node, target, &out->edges, &out->edge_count);
    if (out->cost < HUGE_VAL) {
        out->outcome = MAP_WAY;
        out->detour = find_blocked(map, &query, profile, from->node, target, out);
        sum_up(&query, out);
        steps_tell(map, &query, out);
    } else {
        out->cost = 0;
        explain(map, &query, profile, from->node, target, out);
    }
    route_query_clear(&query);
    return ERR_OK;
}

void map_route_clear(struct map_route *route)
{
    for (size_t i = 0; i < route->leg_count; i++)
        free(route->legs[i].points);
    free(route->legs);
    free(route->steps);
    free(route->edges);
    *route = (struct map_route){.outcome = MAP_NO_WAY};
}
