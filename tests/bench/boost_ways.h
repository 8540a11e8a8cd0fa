/* The same graph in Boost.Graph, for comparison (boost_ways.cpp; only where Boost is installed). */
#pragma once

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct boost_ways;

struct boost_graph { /* lent; arcs ordered by the node they leave */
    size_t nodes, arcs;
    const int *first, *to;
    const double *cost;
    const float *x, *y;
    const int *floor;
    const unsigned char *leaf;
    double spm, floor_s, less_m; /* the bound of kiosk/map/graph.h */
};

struct boost_ways *boost_ways_new(const struct boost_graph *graph);
void boost_ways_free(struct boost_ways *ways);
double boost_ways_astar(struct boost_ways *ways, int start, int target); /* the cost */
double boost_ways_dijkstra(struct boost_ways *ways, int start, int target);
void boost_ways_tree(struct boost_ways *ways, int start); /* all of them */

#ifdef __cplusplus
}
#endif
