/* The shortest way in the graph: Dijkstra from one node, costs in seconds, profiles as filters,
 * closures as a set of features (MAPS.md 3.2, 3.4). Pure; trees belong to the caller.
 */
#pragma once

#include "map/graph.h"

#define SPEED_MPS 0.8 /* MAPS 3.2: what is shown to everybody */
#define SPEED_STEP_FREE_MPS 0.6
#define CLEAR_WIDTH_M 0.8

struct route_query {
    const struct venue *venue;
    const struct graph *graph;
    bool step_free, avoid_escalators;
    double clear_width;
    unsigned char *closed; /* of each feature; NULL = nothing is */
};

struct route_tree {
    double *cost; /* of each node; HUGE_VAL = no way */
    int *via;     /* the edge that leads there, -1 */
};

/* Takes the profile over; the ids that are closed become features (a lift is closed as a whole, on
 * every floor). */
struct route_query route_query_make(const struct venue *venue, const struct graph *graph,
                                    const struct map_profile *profile);
void route_query_clear(struct route_query *query);
int route_closure_feature(const struct venue *venue,
                          const char *id); /* the feature an id closes; -1 */

bool route_edge_allowed(const struct route_query *query, const struct graph_edge *edge);
double route_edge_seconds(const struct route_query *query,
                          const struct graph_edge *edge); /* what is shown */
double route_edge_cost(const struct route_query *query,
                       const struct graph_edge *edge); /* what is minimised */
/* A door or ramp that nobody has confirmed for wheelchairs. */
bool route_edge_unconfirmed(const struct route_query *query, const struct graph_edge *edge);

/* Stops early at `target` when it is >= 0. */
struct route_tree route_tree_make(const struct route_query *query, int start, int target);
void route_tree_clear(struct route_tree *tree);
/* The edges to `target` in walking order; freed with free(). NULL and 0 when there is no way, or
 * for the start itself. */
int *route_edges(const struct route_query *query, const struct route_tree *tree, int target,
                 size_t *count);
