#include "map/map.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/imdf_source.h"
#include "map/map_private.h"
#include "map/search_index.h"
#include "model/content.h"

struct map *map_of(struct venue *venue, struct graph *graph)
{
    struct map *map = calloc(1, sizeof *map);
    if (!map)
        abort();
    map->venue = venue;
    map->graph = graph;
    map->trees = route_cache_new();
    pthread_mutex_init(&map->search_lock, NULL);
    return map;
}

const struct search_index *map_search_index(const struct map *map)
{
    struct map *own = (struct map *)map; /* a map never changes for who asks it */
    pthread_mutex_lock(&own->search_lock);
    if (!own->search)
        own->search = search_index_make(own->venue);
    struct search_index *index = own->search;
    pthread_mutex_unlock(&own->search_lock);
    return index;
}

void map_prepare_search(const struct map *map)
{
    (void)map_search_index(map);
}

struct map *map_load(const char *path, struct map_report *report)
{
    struct geos *geos = geos_open();
    struct venue *venue = venue_load(path, geos, report);
    struct map *map = venue ? map_of(venue, graph_make(venue, geos, report)) : NULL;
    geos_close(geos);
    return map;
}

bool map_sum(const char *path, char out[MAP_SUM_SIZE])
{
    struct imdf_source *source = imdf_source_open(path);
    out[0] = 0;
    if (source)
        text_format(out, MAP_SUM_SIZE, "%016llx", imdf_source_sum(source));
    imdf_source_close(source);
    return source != NULL;
}

void map_free(struct map *map)
{
    if (!map)
        return;
    route_cache_free(map->trees);
    search_index_free(map->search);
    pthread_mutex_destroy(&map->search_lock);
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
    out->at = graph_node_at(map->graph, out->node);
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

const char *map_address(const struct map *map)
{
    return map->venue->address.zh;
}

size_t map_building_count(const struct map *map)
{
    return map->venue->building_count;
}

struct map_point map_from_lonlat(const struct map *map, double lon, double lat)
{
    const struct venue *v = map->venue;
    return (struct map_point){(lon - v->lon) * v->per_lon, (lat - v->lat) * v->per_lat};
}

void map_to_lonlat(const struct map *map, struct map_point at, double *lon, double *lat)
{
    const struct venue *v = map->venue;
    *lon = v->lon + at.x / v->per_lon;
    *lat = v->lat + at.y / v->per_lat;
}

const char *map_level_id(const struct map *map, int index)
{
    return index >= 0 && (size_t)index < map->venue->level_count ? map->venue->levels[index].id
                                                                 : "";
}

int map_level_find(const struct map *map, const char *id)
{
    return venue_level_find(map->venue, id);
}

bool map_can_close(const struct map *map, const char *id)
{
    return route_closure_feature(map->venue, id) >= 0;
}

void map_closure_of(const struct map *map, const struct closure *from, struct map_closure *out)
{
    double points[MAP_AREA_MAX][2];
    *out = (struct map_closure){.step_free_only = from->step_free_only, .until_ms = from->until_ms};
    text_copy(out->id, sizeof out->id, from->id);
    text_copy(out->target, sizeof out->target, from->target);
    text_copy(out->level_id, sizeof out->level_id, from->level);
    text_copy(out->reason_zh, sizeof out->reason_zh, from->reason.zh);
    text_copy(out->reason_en, sizeof out->reason_en, from->reason.en);
    size_t count = closure_points(from->area, points, MAP_AREA_MAX);
    out->area_count = count < MAP_AREA_MAX ? count : MAP_AREA_MAX;
    for (size_t i = 0; i < out->area_count; i++)
        out->area[i] = map_from_lonlat(map, points[i][0], points[i][1]);
}
