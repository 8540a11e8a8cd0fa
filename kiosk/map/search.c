#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/map_private.h"

#define FOLDED 512

/* Lower case without spaces, hyphens and dots; full-width letters and digits as plain ones. */
static void fold(char *out, size_t size, const char *text)
{
    size_t used = 0;
    while (*text) {
        uint32_t code = text_next(&text);
        char bytes[5];
        if (code >= 0xFF01 && code <= 0xFF5E)
            code -= 0xFEE0;
        if (code == ' ' || code == 0x3000 || code == '-' || code == '.' || code == 0xB7)
            continue;
        if (code < 128)
            code = (uint32_t)tolower((int)code);
        size_t length = text_put(code, bytes);
        if (used + length + 1 > size)
            break;
        memcpy(out + used, bytes, length);
        used += length;
    }
    out[used] = 0;
}

/* 0 = the same, 1 = begins so, 2 = holds it, 9 = nothing. */
static int match(const char *text, const char *folded_query)
{
    char folded[FOLDED];
    fold(folded, sizeof folded, text);
    const char *at = strstr(folded, folded_query);
    if (!at || !*folded)
        return 9;
    return at != folded ? 2 : folded[strlen(folded_query)] ? 1 : 0;
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static int place_match(const struct venue *venue, const struct venue_place *place,
                       const char *query, bool en)
{
    int zh = match(place->name.zh, query) * 4, english = match(place->name.en, query) * 4;
    int best = least(zh + (en ? 1 : 0), english + (en ? 0 : 1));
    best = least(best, match(place->sign, query) * 4 + 2);
    best = least(best, match(place->id, query) * 4 + 3);
    best = least(best, match(place->alias.zh, query) * 4 + 3);
    best = least(best, match(place->alias.en, query) * 4 + 3);
    best = least(best, match(place->unit_name.zh, query) * 4 + 3);
    best = least(best, match(place->unit_name.en, query) * 4 + 3);
    if (place->unit >= 0)
        best = least(best, match(venue->units[place->unit].alias.zh, query) * 4 + 3);
    return best;
}

struct hit {
    int place, score;
};

static int by_score(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    return x->score != y->score ? x->score - y->score : x->place - y->place;
}

/* The same thing under two features: same words, same floor, within a few steps. */
static bool is_repeat(const struct venue *venue, const struct hit *hits, size_t count, int place)
{
    const struct venue_place *p = &venue->places[place];
    for (size_t i = 0; i < count; i++) {
        const struct venue_place *q = &venue->places[hits[i].place];
        if (q->level == p->level && !strcmp(q->name.zh, p->name.zh) &&
            point_distance(p->at, q->at) < 5)
            return true;
    }
    return false;
}

size_t map_search(const struct map *map, const char *query, bool en, struct map_place *out,
                  size_t cap)
{
    const struct venue *venue = map->venue;
    char folded[FOLDED];
    struct hit *hits = malloc((venue->place_count + 1) * sizeof *hits);
    size_t count = 0, written = 0;
    if (!hits)
        abort();
    fold(folded, sizeof folded, query ? query : "");
    for (size_t i = 0; i < venue->place_count; i++) {
        const struct venue_place *place = &venue->places[i];
        int score = *folded ? place_match(venue, place, folded, en) : 0;
        if (score < 36 && map->graph->place_node[i] >= 0 && place->source != PLACE_KIOSK)
            hits[count++] = (struct hit){(int)i, score};
    }
    qsort(hits, count, sizeof *hits, by_score);
    for (size_t i = 0; i < count && written < cap; i++)
        if (!is_repeat(venue, hits, i, hits[i].place))
            venue_place_copy(venue, hits[i].place, &out[written++]);
    free(hits);
    return written;
}

static bool in_category(const struct venue_place *place, enum map_category category)
{
    return place->category == category ||
           (category == MAP_TOILET && place->category == MAP_TOILET_ACCESSIBLE);
}

size_t map_category(const struct map *map, enum map_category category, struct map_place *out,
                    size_t cap)
{
    size_t count = 0;
    for (size_t i = 0; i < map->venue->place_count && count < cap; i++)
        if (in_category(&map->venue->places[i], category) && map->graph->place_node[i] >= 0)
            venue_place_copy(map->venue, (int)i, &out[count++]);
    return count;
}

bool map_place_by_id(const struct map *map, const char *id, struct map_place *out)
{
    int place = venue_place_find(map->venue, id);
    *out = (struct map_place){.level = -1};
    if (place >= 0)
        venue_place_copy(map->venue, place, out);
    return place >= 0;
}

bool map_place_by_fhir(const struct map *map, const char *identifier, struct map_place *out)
{
    if (map_place_by_id(map, identifier, out))
        return true;
    const char *bar = identifier ? strrchr(identifier, '|') : NULL;
    return bar && map_place_by_id(map, bar + 1, out);
}

struct near {
    int place;
    double cost;
};

static int by_cost(const void *a, const void *b)
{
    const struct near *x = a, *y = b;
    return (x->cost > y->cost) - (x->cost < y->cost);
}

size_t map_nearest(const struct map *map, const struct map_start *from, enum map_category category,
                   const struct map_profile *profile, struct map_place *out, size_t cap)
{
    if (from->node < 0 || (size_t)from->node >= map->graph->node_count)
        return 0;
    struct route_query query = route_query_make(map->venue, map->graph, profile);
    const struct route_tree *tree = route_cache_tree(map->trees, &query, from->node);
    struct near *found = malloc((map->venue->place_count + 1) * sizeof *found);
    size_t count = 0;
    if (!found)
        abort();
    for (size_t i = 0; i < map->venue->place_count; i++) {
        int node = map->graph->place_node[i];
        if (node >= 0 && in_category(&map->venue->places[i], category) &&
            tree->cost[node] < HUGE_VAL)
            found[count++] = (struct near){(int)i, tree->cost[node]};
    }
    qsort(found, count, sizeof *found, by_cost);
    count = count < cap ? count : cap;
    for (size_t i = 0; i < count; i++)
        venue_place_copy(map->venue, found[i].place, &out[i]);
    free(found);
    route_cache_done(map->trees);
    route_query_clear(&query);
    return count;
}

size_t map_unreachable(const struct map *map, const struct map_start *from,
                       const struct map_profile *profile, struct map_place *out, size_t cap)
{
    if (from->node < 0 || (size_t)from->node >= map->graph->node_count)
        return 0;
    struct route_query query = route_query_make(map->venue, map->graph, profile);
    const struct route_tree *tree = route_cache_tree(map->trees, &query, from->node);
    size_t count = 0;
    for (size_t i = 0; i < map->venue->place_count; i++) {
        const struct venue_place *place = &map->venue->places[i];
        int node = map->graph->place_node[i];
        bool stairs = profile && profile->step_free && place->category == MAP_STAIRS;
        if ((node >= 0 && tree->cost[node] < HUGE_VAL) || stairs ||
            (place->unit >= 0 && map->venue->units[place->unit].denied))
            continue;
        if (count < cap)
            venue_place_copy(map->venue, (int)i, &out[count]);
        count++;
    }
    route_cache_done(map->trees);
    route_query_clear(&query);
    return count;
}
