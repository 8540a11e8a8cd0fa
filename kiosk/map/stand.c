/* A kiosk that stands elsewhere, or looks another way, than the building's files say: its config
 * says so (MAPS.md 1.4). Only what leaves its new place is added to the graph. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/text.h"
#include "map/graph_build.h"
#include "map/map_private.h"

static int kiosk_index(const struct map *map, const char *kiosk)
{
    struct map_start start;
    if (!map_kiosk(map, kiosk, &start))
        return -1;
    for (size_t i = 0; i < map->venue->kiosk_count; i++)
        if (map->graph->kiosk_node[i] == start.node)
            return (int)i;
    return -1;
}

/* By id, or by what the wall or the lift calls it; the kiosk's own building first. */
static int level_of(const struct venue *venue, const char *level, int home)
{
    int found = venue_level_find(venue, level);
    for (size_t i = 0; i < venue->level_count && found < 0; i++) {
        const struct venue_level *l = &venue->levels[i];
        bool named = !strcmp(l->short_name, level) || !strcmp(l->button, level) ||
                     !strcmp(l->name.zh, level) || !strcmp(l->name.en, level);
        if (named && (home < 0 || l->building == venue->levels[home].building))
            found = (int)i;
    }
    return found < 0 && home >= 0 ? level_of(venue, level, -1) : found;
}

/* A graph as the packed one, which counts no capacities. */
static int add_start(struct map *map, int index)
{
    struct graph *graph = map->graph;
    const struct venue_kiosk *kiosk = &map->venue->kiosks[index];
    struct building b = {.venue = map->venue, .graph = graph, .geos = geos_open()};
    graph->node_capacity = graph->node_count;
    graph->point_capacity = graph->point_count;
    int node = graph_add_node(graph, NODE_KIOSK, true, index, kiosk->level, kiosk->at);
    graph_add_walks_from(&b, kiosk->unit, node);
    graph_append(&b);
    geos_close(b.geos);
    return node;
}

/* The level, when only one has somewhere to walk there. */
static int only_level(const struct venue *venue, struct venue_kiosk kiosk)
{
    int found = -1;
    struct map_point at = kiosk.at;
    for (size_t l = 0; l < venue->level_count; l++) {
        kiosk.level = (int)l;
        kiosk.at = at;
        if (venue_kiosk_unit(venue, &kiosk) < 0)
            continue;
        if (found >= 0)
            return -1;
        found = (int)l;
    }
    return found;
}

static void *one_more(void *items, size_t count, size_t size)
{
    items = realloc(items, (count + 1) * size);
    if (!items)
        abort();
    return items;
}

/* In a building that has no kiosk: real files know restaurants, not us. */
static bool add_kiosk(struct map *map, const char *id, const struct map_stand *stand)
{
    struct venue *venue = map->venue;
    struct graph *graph = map->graph;
    const char *own = pool_text(&venue->pool, *id ? id : "kiosk");
    struct venue_kiosk kiosk = {.id = own,
                                .sign = "",
                                .name = {own, own},
                                .level = -1,
                                .feature = -1,
                                .place = (int)venue->place_count,
                                .bearing = stand->has_bearing ? stand->bearing : 0,
                                .has_bearing = stand->has_bearing};
    if (!stand->has_point)
        return false;
    kiosk.at = point_towards(map_from_lonlat(map, stand->lon, stand->lat), kiosk.bearing + 180,
                             stand->has_bearing ? KIOSK_FRONT_M : 0);
    kiosk.level = *stand->level ? level_of(venue, stand->level, -1) : only_level(venue, kiosk);
    if (kiosk.level < 0 || venue_kiosk_unit(venue, &kiosk) < 0)
        return false;
    venue->kiosks = one_more(venue->kiosks, venue->kiosk_count, sizeof *venue->kiosks);
    venue->places = one_more(venue->places, venue->place_count, sizeof *venue->places);
    graph->kiosk_node = one_more(graph->kiosk_node, venue->kiosk_count + 1, sizeof(int));
    graph->place_node = one_more(graph->place_node, venue->place_count + 1, sizeof(int));
    venue->places[venue->place_count++] =
        (struct venue_place){.id = own,
                             .feature_id = own,
                             .sign = "",
                             .name = kiosk.name,
                             .alias = {"", ""},
                             .unit_name = {"", ""},
                             .source = PLACE_KIOSK,
                             .feature = -1,
                             .level = kiosk.level,
                             .unit = kiosk.unit,
                             .section = venue_section_at(venue, kiosk.level, kiosk.at),
                             .opening = -1,
                             .at = kiosk.at};
    int index = (int)venue->kiosk_count++;
    venue->kiosks[index] = kiosk;
    graph->kiosk_node[index] = graph->place_node[kiosk.place] = add_start(map, index);
    return true;
}

bool map_stand(struct map *map, const char *kiosk, const struct map_stand *stand)
{
    struct venue *venue = map->venue;
    int index = kiosk_index(map, kiosk);
    if (index < 0)
        return venue->kiosk_count == 0 && add_kiosk(map, kiosk ? kiosk : "", stand);
    struct venue_kiosk moved = venue->kiosks[index];
    if (stand->has_bearing) {
        moved.bearing = fmod(fmod(stand->bearing, 360) + 360, 360);
        moved.has_bearing = true;
    }
    if (*stand->level)
        moved.level = level_of(venue, stand->level, moved.level);
    if (moved.level < 0 || (*stand->level && !stand->has_point))
        return false;
    if (stand->has_point) {
        moved.at = point_towards(map_from_lonlat(map, stand->lon, stand->lat), moved.bearing + 180,
                                 KIOSK_FRONT_M);
        moved.unit = venue_kiosk_unit(venue, &moved);
        if (moved.unit < 0)
            return false;
    }
    venue->kiosks[index] = moved;
    if (!stand->has_point)
        return true;
    struct venue_place *place = &venue->places[moved.place];
    place->unit = moved.unit;
    place->level = moved.level;
    place->at = moved.at;
    place->section = venue_section_at(venue, moved.level, moved.at);
    map->graph->kiosk_node[index] = map->graph->place_node[moved.place] = add_start(map, index);
    return true;
}

bool map_stand_as(struct map *map, const struct config *config)
{
    double at[2];
    struct map_stand stand = {.has_point = config_numbers(config->station.map_point, 2, at)};
    if (stand.has_point) {
        stand.lon = at[0];
        stand.lat = at[1];
    }
    stand.has_bearing = config_numbers(config->station.map_bearing, 1, &stand.bearing);
    text_copy(stand.level, sizeof stand.level, config->station.map_level);
    return (!stand.has_point && !stand.has_bearing) ||
           map_stand(map, config->station.map_kiosk, &stand);
}
