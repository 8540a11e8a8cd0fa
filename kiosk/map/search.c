#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/map_private.h"
#include "map/search_index.h"

#define FOLDED 512
#define NO_FIT 10000
#define PARTS 40 /* a query in parts counts less than one found as a whole */

/* How well the place fits one folded query: the best of its words; NO_FIT when none does. */
static int place_match(const struct search_index *index, size_t place, const char *query, bool en)
{
    int best = NO_FIT;
    for (size_t i = index->first[place]; i < index->first[place + 1]; i++) {
        const struct search_word *word = &index->words[i];
        int fit = search_match(word, query);
        int score = fit * 10 + word->weight * 2 + (word->english != en);
        if (fit < SEARCH_NOTHING && score < best)
            best = score;
    }
    return best;
}

/* The next part of a query up to a space, folded; false at its end. */
static bool next_part(const char **query, char *out, size_t size)
{
    char part[FOLDED] = "";
    const char *at = *query;
    for (uint32_t code; (code = text_next(&at));) {
        char bytes[5];
        bool space = code == ' ' || code == 0x3000;
        if (space && part[0])
            break;
        text_put(code, bytes);
        if (!space)
            text_append(part, sizeof part, bytes);
    }
    *query = at;
    search_fold(out, size, part);
    return part[0] != 0;
}

/* "3 楼 药房", "toilet floor 2": where the whole is nowhere, each part must be somewhere. */
static int parts_match(const struct search_index *index, size_t place, const char *query, bool en)
{
    char part[FOLDED];
    int sum = 0, count = 0;
    while (next_part(&query, part, sizeof part)) {
        int score = *part ? place_match(index, place, part, en) : 0;
        if (score == NO_FIT)
            return NO_FIT;
        sum += score;
        count++;
    }
    return count > 1 ? PARTS + sum / count : NO_FIT;
}

struct hit {
    int place, score, rank;
};

/* Of equals, what the hospital marks as a landmark: the waiting area before its rooms. */
static int rank_of(const struct venue_place *place)
{
    return place->rank > 0 ? place->rank : 100;
}

static int by_score(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->score != y->score)
        return x->score - y->score;
    return x->rank != y->rank ? x->rank - y->rank : x->place - y->place;
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
    const struct search_index *index = map_search_index(map);
    struct hit *hits = malloc((venue->place_count + 1) * sizeof *hits);
    size_t count = 0, written = 0;
    if (!hits)
        abort();
    search_fold(folded, sizeof folded, query ? query : "");
    for (size_t i = 0; i < venue->place_count; i++) {
        const struct venue_place *place = &venue->places[i];
        if (map->graph->place_node[i] < 0 || place->source == PLACE_KIOSK)
            continue;
        int score = *folded ? place_match(index, i, folded, en) : 0;
        if (score == NO_FIT)
            score = parts_match(index, i, query, en);
        if (score != NO_FIT)
            hits[count++] = (struct hit){(int)i, score, *folded ? rank_of(place) : 0};
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
