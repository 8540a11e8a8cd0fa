/* What a `struct map` holds; for the files of this folder. */
#pragma once

#include "map/graph.h"
#include "map/map.h"
#include "map/route.h"
#include "map/route_cache.h"

#include <pthread.h>

struct map {
    struct venue *venue;
    struct graph *graph;
    struct route_cache *trees;
    pthread_mutex_t search_lock;
    struct search_index *search; /* NULL until it is needed; map_search_index */
};

/* Made at the first call; any thread. */
const struct search_index *map_search_index(const struct map *map);

/* A map of the two, which it owns from then on. */
struct map *map_of(struct venue *venue, struct graph *graph);
/* The way's edges and cost, from the kept tree when it begins at a kiosk; HUGE_VAL = no way. */
double map_find(const struct map *map, const struct route_query *query, int start, int target,
                int **edges, size_t *count);

/* Turns the edges of a way into legs, steps and the title (steps.c). */
void steps_tell(const struct map *map, const struct route_query *query, struct map_route *route);
int steps_round(double metres); /* to 5 below 100, else to 10 */
