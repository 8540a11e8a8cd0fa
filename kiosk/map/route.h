/* The shortest way in the graph: costs in seconds, profiles as filters, closures and opening hours
 * as masks (MAPS.md 3.2, 3.4). From a kiosk a whole tree is made once and kept (route_cache.h);
 * from elsewhere A*. Pure; trees belong to the caller.
 */
#pragma once

#include "map/graph.h"

#define SPEED_MPS 0.8 /* MAPS 3.2: what is shown to everybody */
#define SPEED_STEP_FREE_MPS 0.6
#define CLEAR_WIDTH_M 0.8

/* What a feature or edge is closed by: 0 = open, else one of these or the closure's number. */
enum { CLOSED_BY_FIRST = 1, CLOSED_BY_HOURS = 254, CLOSED_BY_ID = 255 };

struct route_query {
    const struct venue *venue;
    const struct graph *graph;
    bool step_free, avoid_escalators;
    int width_cm;           /* a step-free door's least clear width */
    unsigned char *closed;  /* of each feature; NULL = nothing is */
    unsigned char *shut;    /* of each node, by what its feature is closed; with `closed` */
    unsigned char *crossed; /* of each edge that runs through a closed area; NULL = none does */
    int *closed_features;   /* the same as a list, for the cache's key */
    size_t closed_count, closed_capacity;
};

struct route_tree {
    double *cost; /* of each node; HUGE_VAL = no way */
    int *via;     /* the edge that leads there, -1 */
};

/* Takes the profile over; what is closed becomes features (a lift is closed as a whole, on every
 * floor). */
struct route_query route_query_make(const struct venue *venue, const struct graph *graph,
                                    const struct map_profile *profile);
void route_query_clear(struct route_query *query);
int route_closure_feature(const struct venue *venue,
                          const char *id); /* the feature an id closes; -1 */

bool route_edge_allowed(const struct route_query *query, int edge);
/* What closes that edge, 0 = nothing. */
int route_edge_closed(const struct route_query *query, int edge);
double route_edge_seconds(const struct route_query *query, int edge); /* what is shown */
double route_edge_cost(const struct route_query *query, int edge);    /* what is minimised */
/* Enters a door that nobody has confirmed for wheelchairs. */
bool route_edge_unconfirmed(const struct route_query *query, int edge);

struct route_tree route_tree_make(const struct route_query *query, int start);
void route_tree_clear(struct route_tree *tree);
/* The edges to `target` in walking order; freed with free(). NULL and 0 when there is no way, or
 * for the start itself. */
int *route_edges(const struct graph *graph, const struct route_tree *tree, int target,
                 size_t *count);
/* A*: the cost, HUGE_VAL when there is no way; *edges as route_edges. */
double route_find(const struct route_query *query, int start, int target, int **edges,
                  size_t *count);
