/* The portal graph of MAPS.md 3.1: nodes are openings, rooms, landings, lift cars, places in open
 * areas, kiosks, the corners of authored paths and, in wide halls, points to walk by. Directed,
 * immutable after graph_make, every reference an integer index. What visitors may not use is not in
 * it; closures, opening hours and profiles are applied when it is asked (route.h).
 *
 * It is kept small (20 bytes an edge, 16 a node), because a campus has hundreds of thousands:
 * readers outside route.c unpack an edge with graph_edge_at.
 */
#pragma once

#include <stdint.h>

#include "map/venue.h"

enum node_kind {
    NODE_OPENING,
    NODE_UNIT,
    NODE_CAR,
    NODE_PLACE,
    NODE_KIOSK,
    NODE_PATH,
    NODE_PATHNODE,
    NODE_POINT
};

struct graph_node {
    float x, y;
    int index; /* opening, unit, unit of the car, place, kiosk, path, pathnode, unit of the point */
    uint8_t kind;
    uint8_t leaf; /* a start or an end, never on the way */
    int16_t level;
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

#define LINE_STRAIGHT (-1) /* the polyline is the two nodes themselves */
#define LINE_DOOR (-2)     /* the door and a point DOOR_LINE_M further in, towards the other node */
#define DOOR_LINE_M 0.6

struct graph_edge { /* one edge, unpacked */
    int id;
    int from, to;
    enum edge_kind kind;
    bool backwards; /* the polyline is stored for the other direction */
    bool steep;     /* more than 1 in 12 */
    float metres;   /* walked */
    float seconds;  /* besides walking: waits, rides, stairs; kept to 0.1 s */
    float penalty;  /* seconds added when comparing ways, never shown; kept to 0.1 s */
    int feature;    /* the unit, lift or stair it runs in */
    int unit;       /* -1 = none */
    int line, line_count;
};

enum {
    ARC_BACKWARDS = 1,
    ARC_STEEP = 2,
    ARC_STEPPED = 4, /* never without steps: stairs, a sill, a door or unit marked inaccessible */
    ARC_UNCONFIRMED = 8, /* enters a door that nobody has confirmed for wheelchairs */
    ARC_LEAF = 16,       /* leads to a leaf */
    ARC_RIDE = 32,       /* has no polyline */
    ARC_DOOR = 64,       /* LINE_DOOR */
    ARC_LINE = 128       /* a polyline of its own, in graph->lines; else LINE_STRAIGHT */
};
#define ARC_WIDE 255

struct graph_arc { /* one edge, packed */
    int to;
    float metres;
    int feature;
    uint16_t seconds, penalty; /* tenths */
    uint8_t kind, flags;
    uint8_t width; /* clear, of the door it enters or the path, cm; ARC_WIDE = neither, or wider */
};

struct graph_line { /* of an arc with ARC_LINE */
    int arc, line, count;
};

struct graph {
    const struct venue *venue;
    struct graph_node *nodes;
    size_t node_count, node_capacity;
    struct graph_arc *arcs; /* ordered by the node they leave */
    size_t edge_count;
    struct graph_line *lines; /* by arc */
    size_t line_count;
    int *first;    /* of each node; node_count + 1 entries */
    float *points; /* x, y */
    size_t point_count, point_capacity;
    int *place_node;   /* of each place, -1 = nobody is led there */
    int *kiosk_node;   /* of each kiosk */
    int *opening_node; /* of each opening, -1 = shut */
    int *unit_node;    /* of each room and vertical unit, -1 */
    /* No edge costs less than least_spm seconds a metre between its nodes plus least_floor_s a
     * floor between them; leaf nodes are less_m nearer than they look. For A*. */
    double least_spm, least_floor_s, less_m;
};

struct graph *graph_make(const struct venue *venue, struct geos *geos, struct map_report *report);
void graph_free(struct graph *graph);          /* accepts NULL */
size_t graph_bytes(const struct graph *graph); /* all of the above */

struct map_point graph_node_at(const struct graph *graph, int node);
int graph_node_feature(const struct graph *graph, int node); /* -1 = nothing that can be closed */
struct graph_edge graph_edge_at(const struct graph *graph, int edge);
/* The i-th point of an edge's polyline in walking direction; line_count of them, 0 = a ride. */
struct map_point graph_edge_point(const struct graph *graph, const struct graph_edge *edge, int i);
