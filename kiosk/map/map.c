#include "map/map.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/map_private.h"

struct map *map_load(const char *dir, struct map_report *report)
{
    struct geos *geos = geos_open();
    struct venue *venue = venue_load(dir, geos, report);
    struct map *map = NULL;
    if (venue) {
        map = calloc(1, sizeof *map);
        if (!map)
            abort();
        map->venue = venue;
        map->graph = graph_make(venue, geos, report);
    }
    geos_close(geos);
    return map;
}

void map_free(struct map *map)
{
    if (!map)
        return;
    graph_free(map->graph);
    venue_free(map->venue);
    free(map);
}

/* --- starts and levels
 * ------------------------------------------------------------------------------------------- */

size_t map_kiosk_count(const struct map *map)
{
    return map->venue->kiosk_count;
}

bool map_kiosk_at(const struct map *map, size_t index, struct map_start *out)
{
    *out = (struct map_start){.node = -1, .level = -1};
    if (index >= map->venue->kiosk_count)
        return false;
    const struct venue_kiosk *kiosk = &map->venue->kiosks[index];
    out->node = map->graph->kiosk_node[index];
    out->level = kiosk->level;
    out->at = kiosk->at;
    out->bearing = kiosk->bearing;
    out->has_bearing = kiosk->has_bearing;
    text_copy(out->id, sizeof out->id, map->venue->places[kiosk->place].id);
    text_copy(out->name_zh, sizeof out->name_zh, kiosk->name.zh);
    text_copy(out->name_en, sizeof out->name_en, kiosk->name.en);
    return true;
}

bool map_kiosk(const struct map *map, const char *kiosk, struct map_start *out)
{
    if (!kiosk || !*kiosk)
        return map_kiosk_at(map, 0, out);
    int place = venue_place_find(map->venue, kiosk);
    for (size_t i = 0; i < map->venue->kiosk_count; i++) {
        const struct venue_kiosk *k = &map->venue->kiosks[i];
        if (k->place == place || !strcmp(k->id, kiosk) || !strcmp(k->sign, kiosk) ||
            !strcmp(k->name.zh, kiosk) || !strcmp(k->name.en, kiosk))
            return map_kiosk_at(map, i, out);
    }
    *out = (struct map_start){.node = -1, .level = -1};
    return false;
}

bool map_start_at_place(const struct map *map, const char *place_id, struct map_start *out)
{
    int place = venue_place_find(map->venue, place_id);
    *out = (struct map_start){.node = -1, .level = -1};
    if (place < 0 || map->graph->place_node[place] < 0)
        return false;
    const struct venue_place *p = &map->venue->places[place];
    out->node = map->graph->place_node[place];
    out->level = p->level;
    out->at = map->graph->nodes[out->node].at;
    text_copy(out->id, sizeof out->id, p->id);
    text_copy(out->name_zh, sizeof out->name_zh, p->name.zh);
    text_copy(out->name_en, sizeof out->name_en, p->name.en);
    return true;
}

size_t map_level_count(const struct map *map)
{
    return map->venue->level_count;
}

bool map_level(const struct map *map, int index, struct map_level *out)
{
    *out = (struct map_level){.index = index};
    if (index < 0 || (size_t)index >= map->venue->level_count)
        return false;
    const struct venue_level *level = &map->venue->levels[index];
    out->ordinal = level->ordinal;
    out->outdoor = level->outdoor;
    text_copy(out->name_zh, sizeof out->name_zh, level->name.zh);
    text_copy(out->name_en, sizeof out->name_en, level->name.en);
    text_copy(out->short_name, sizeof out->short_name, level->button);
    if (level->building >= 0) {
        text_copy(out->building_zh, sizeof out->building_zh,
                  map->venue->buildings[level->building].name.zh);
        text_copy(out->building_en, sizeof out->building_en,
                  map->venue->buildings[level->building].name.en);
    }
    return true;
}

void map_title(const struct map *map, char zh[MAP_NAME_SIZE], char en[MAP_NAME_SIZE])
{
    text_copy(zh, MAP_NAME_SIZE, map->venue->name.zh);
    text_copy(en, MAP_NAME_SIZE, map->venue->name.en);
}

size_t map_building_count(const struct map *map)
{
    return map->venue->building_count;
}

/* --- the way
 * -----------------------------------------------------------------------------------------------------
 */

static void sum_up(const struct route_query *query, struct map_route *route)
{
    for (size_t i = 0; i < route->edge_count; i++) {
        const struct graph_edge *edge = &query->graph->edges[route->edges[i]];
        route->metres += (double)edge->metres;
        route->seconds += route_edge_seconds(query, edge);
        route->unconfirmed =
            route->unconfirmed || (query->step_free && route_edge_unconfirmed(query, edge));
    }
    route->minutes = (int)ceil(route->seconds / 60 - 1e-9);
    if (route->minutes < 1)
        route->minutes = 1;
    route->shown_metres = steps_round(route->metres);
}

static void name_blocked(const struct map *map, int feature, struct map_route *route)
{
    const struct venue *venue = map->venue;
    struct name name = {"", ""};
    text_copy(route->blocked_id, sizeof route->blocked_id, venue->features[feature].id);
    for (size_t i = 0; i < venue->group_count; i++)
        if (venue->groups[i].feature == feature)
            name = venue->groups[i].name;
    int place = venue_place_find(venue, venue->features[feature].id);
    if (!*name.zh && place >= 0)
        name = venue->places[place].name;
    if (!*name.zh && venue->features[feature].type == IMDF_UNIT)
        name = venue->units[venue->features[feature].index].name;
    text_copy(route->blocked_zh, sizeof route->blocked_zh, name.zh);
    text_copy(route->blocked_en, sizeof route->blocked_en, name.en);
}

/* The closed feature that the way would use first. */
static int find_blocking(const struct route_query *query, const unsigned char *closed, int start,
                         int target)
{
    struct route_tree tree = route_tree_make(query, start, target);
    size_t count;
    int found = -1, *edges = route_edges(query, &tree, target, &count);
    for (size_t i = 0; i < count && found < 0; i++) {
        const struct graph_edge *edge = &query->graph->edges[edges[i]];
        int at = query->graph->nodes[edge->to].feature;
        if (edge->feature >= 0 && closed[edge->feature])
            found = edge->feature;
        else if (at >= 0 && closed[at])
            found = at;
    }
    free(edges);
    route_tree_clear(&tree);
    return found;
}

static bool reaches(const struct route_query *query, int start, int target)
{
    struct route_tree tree = route_tree_make(query, start, target);
    bool there = tree.cost[target] < HUGE_VAL;
    route_tree_clear(&tree);
    return there;
}

/* Why there is no way: a closure, or stairs, or nothing joins the two at all. */
static void explain(const struct map *map, const struct route_query *query, int start, int target,
                    struct map_route *route)
{
    struct route_query open = *query, walking = *query;
    open.closed = NULL;
    walking.step_free = false;
    walking.avoid_escalators = false;
    int blocking = query->closed ? find_blocking(&open, query->closed, start, target) : -1;
    route->way_with_stairs = query->step_free && reaches(&walking, start, target);
    if (blocking >= 0) {
        route->outcome = MAP_NO_WAY_CLOSED;
        name_blocked(map, blocking, route);
    } else {
        route->outcome = route->way_with_stairs ? MAP_NO_WAY_STEP_FREE : MAP_NO_WAY;
    }
}

enum err map_route(const struct map *map, const struct map_start *from, const char *place_id,
                   const struct map_profile *profile, struct map_route *out)
{
    *out = (struct map_route){.outcome = MAP_NO_WAY};
    int place = venue_place_find(map->venue, place_id);
    if (place < 0 || from->node < 0 || (size_t)from->node >= map->graph->node_count)
        return ERR_NOT_FOUND;
    venue_place_copy(map->venue, place, &out->to);
    out->from = *from;
    int target = map->graph->place_node[place];
    if (target < 0)
        return ERR_OK;
    struct route_query query = route_query_make(map->venue, map->graph, profile);
    struct route_tree tree = route_tree_make(&query, from->node, target);
    out->cost = tree.cost[target];
    if (out->cost < HUGE_VAL) {
        out->outcome = MAP_WAY;
        out->edges = route_edges(&query, &tree, target, &out->edge_count);
        sum_up(&query, out);
        steps_tell(map, &query, out);
    } else {
        out->cost = 0;
        explain(map, &query, from->node, target, out);
    }
    route_tree_clear(&tree);
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
