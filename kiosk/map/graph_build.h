/* Between the files that build the graph; nobody else includes it. */
#pragma once

#include "map/graph.h"

struct building {
    const struct venue *venue;
    struct graph *graph;
    struct geos *geos;
    struct map_report *report;
    struct graph_edge *edges;
    size_t edge_count, edge_capacity;
};

int graph_add_node(struct graph *graph, enum node_kind kind, bool leaf, int index, int level,
                   struct map_point at);
/* Keeps the points as a polyline; returns where it begins. */
int graph_add_line(struct graph *graph, const struct map_point *points, size_t count);
/* One direction, unless a one-way door forbids it. */
void graph_add_edge(struct building *b, struct graph_edge edge);
/* Both directions over one polyline running from `edge.from`. */
void graph_add_pair(struct building *b, struct graph_edge edge);

/* The edge's polyline from that door into a room, lift or stairs: a little way in, or, where one
 * goes on from the node, as far as the node. Sets line, line_count and metres. False when the door
 * leads into another part of the unit than the node is in: one arrives there and goes no further.
 */
bool graph_door_line(struct building *b, const struct venue_opening *opening, int unit,
                     bool through, struct graph_edge *edge);
void graph_add_vertical(struct building *b); /* rooms, landings, lifts, stairs */
void graph_add_paths(struct building *b);
void graph_add_walks(
    struct building *b); /* geodesics in walkable units; last, for all portals must be there */
void graph_report_paths(struct building *b); /* loose ends, once all edges are there */
/* For a kiosk that is put somewhere later: its ways to everything in the unit it stands in. */
void graph_add_walks_from(struct building *b, int unit, int node);
/* The edges that leave the last node become its arcs; frees the edges. */
void graph_append(struct building *b);
void graph_pack(struct building *b); /* edges become arcs ordered by node; frees the edges */
