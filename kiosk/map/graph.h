/* The portal graph of MAPS.md 3.1: nodes are openings, rooms, landings, lift cars, places in open
 * areas, kiosks and the corners of authored paths; an edge inside a walkable unit is the geodesic
 * with its polyline. Directed, immutable after graph_make, every reference an integer index. What
 * visitors may not use is not in it; closures and profiles are applied when it is asked (route.h).
 */
#pragma once

#include <stdint.h>

#include "map/venue.h"

enum node_kind { NODE_OPENING, NODE_UNIT, NODE_CAR, NODE_PLACE, NODE_KIOSK, NODE_PATH };

struct graph_node {
    enum node_kind kind;
    bool leaf; /* a start or an end, never on the way */
    int index; /* opening, unit, unit of the car, place, kiosk, path */
    int level;
    int feature; /* -1 = nothing that can be closed */
    struct map_point at;
};

enum edge_kind {
    EDGE_WALK,
    EDGE_RAMP,
    EDGE_STEPS,
    EDGE_ROOM, /* through a door into a room or onto a landing, or out of it */
    EDGE_PATH,
    EDGE_LIFT_IN, /* door to car: the wait is here, once */
    EDGE_LIFT_RIDE,
    EDGE_LIFT_OUT,
    EDGE_STAIRS,
    EDGE_ESCALATOR,
    EDGE_KIND_COUNT
};

struct graph_edge {
    int from, to;
    enum edge_kind kind;
    bool backwards; /* the polyline is stored for the other direction */
    bool steep;     /* more than 1 in 12 */
    float metres;   /* walked */
    float seconds;  /* besides walking: waits, rides, stairs */
    float penalty;  /* seconds added when comparing ways, never shown */
    int feature;    /* the unit, lift or stair it runs in */
    int unit;       /* -1 = none */
    int line, line_count;
};

struct graph {
    struct graph_node *nodes;
    size_t node_count, node_capacity;
    struct graph_edge *edges; /* ordered by `from` after graph_make */
    size_t edge_count, edge_capacity;
    int *first; /* of each node; node_count + 1 entries */
    struct map_point *points;
    size_t point_count, point_capacity;
    int *place_node;   /* of each place, -1 = nobody is led there */
    int *kiosk_node;   /* of each kiosk */
    int *opening_node; /* of each opening, -1 = shut */
    int *unit_node;    /* of each room and vertical unit, -1 */
};

struct graph *graph_make(const struct venue *venue, struct geos *geos, struct map_report *report);
void graph_free(struct graph *graph); /* accepts NULL */

/* The i-th point of an edge's polyline in walking direction. */
struct map_point graph_edge_point(const struct graph *graph, const struct graph_edge *edge, int i);
