/* Authored paths: their corners, where they meet one another and doors, and their nodes. */
#include <math.h>
#include <stdlib.h>

#include "map/graph_build.h"

#define PATH_JOIN_M 0.5
#define OWN_JOIN_M 0.05 /* a path's own corners: only where it closes a ring */
#define STEEP (1.0 / 12)

static bool at_door(const struct building *b, const struct graph_node *node, struct map_point at)
{
    if (node->kind != NODE_OPENING)
        return false;
    const struct venue_opening *o = &b->venue->openings[node->index];
    return segment_distance(at, o->a, o->b, NULL) <= PATH_JOIN_M;
}

/* A pathnode's own node: the door it stands at, else a new one. */
static int pathnode_node(struct building *b, size_t index)
{
    const struct venue_pathnode *p = &b->venue->pathnodes[index];
    for (size_t i = 0; i < b->graph->node_count; i++) {
        const struct graph_node *node = &b->graph->nodes[i];
        if (venue_same_floor(b->venue, node->level, p->level) && at_door(b, node, p->at) &&
            (p->opening < 0 || p->opening == node->index))
            return (int)i;
    }
    return graph_add_node(b->graph, NODE_PATHNODE, false, (int)index, p->level, p->at);
}

/* A corner of a path is the pathnode, the door or the other path's corner that is there. */
static int path_node(struct building *b, const int *pathnodes, size_t index, struct map_point at)
{
    const struct venue_path *path = &b->venue->paths[index];
    for (size_t i = 0; i < b->venue->pathnode_count; i++)
        if (venue_same_floor(b->venue, b->venue->pathnodes[i].level, path->level) &&
            point_distance(b->venue->pathnodes[i].at, at) <= PATH_JOIN_M)
            return pathnodes[i];
    for (size_t i = 0; i < b->graph->node_count; i++) {
        const struct graph_node *node = &b->graph->nodes[i];
        double join = node->index == (int)index ? OWN_JOIN_M : PATH_JOIN_M;
        if (venue_same_floor(b->venue, node->level, path->level) &&
            ((node->kind == NODE_PATH &&
              point_distance(graph_node_at(b->graph, (int)i), at) <= join) ||
             at_door(b, node, at)))
            return (int)i;
    }
    return graph_add_node(b->graph, NODE_PATH, false, (int)index, path->level, at);
}

static struct graph_edge path_edge(const struct building *b, int from, int to, int feature)
{
    return (struct graph_edge){
        .from = from,
        .to = to,
        .kind = EDGE_PATH,
        .metres = (float)point_distance(graph_node_at(b->graph, from), graph_node_at(b->graph, to)),
        .feature = feature,
        .unit = -1,
        .line = LINE_STRAIGHT,
        .line_count = 2};
}

static int join_to(struct building *b, const struct venue_path *path, int before, int node)
{
    struct graph_edge edge = path_edge(b, before, node, path->feature);
    edge.kind = path->steps ? EDGE_STEPS : EDGE_PATH;
    edge.steep = path->slope > STEEP;
    if (node != before)
        graph_add_pair(b, edge);
    return node;
}

/* The pathnode that the path passes next after t on its way from p to q; -1 = none. */
static int next_passed(const struct building *b, const struct venue_path *path, struct map_point p,
                       struct map_point q, double *t)
{
    int best = -1;
    double best_t = 1;
    for (size_t i = 0; i < b->venue->pathnode_count; i++) {
        const struct venue_pathnode *node = &b->venue->pathnodes[i];
        double at;
        if (venue_same_floor(b->venue, node->level, path->level) &&
            segment_distance(node->at, p, q, &at) <= PATH_JOIN_M && at > *t && at < best_t) {
            best = (int)i;
            best_t = at;
        }
    }
    *t = best_t;
    return best;
}

static void add_path(struct building *b, const int *pathnodes, size_t index)
{
    const struct venue_path *path = &b->venue->paths[index];
    int before = path_node(b, pathnodes, index, path->points[0]);
    for (size_t k = 1; k < path->count; k++) {
        double t = 0;
        int passed;
        while ((passed = next_passed(b, path, path->points[k - 1], path->points[k], &t)) >= 0)
            before = join_to(b, path, before, pathnodes[passed]);
        before = join_to(b, path, before, path_node(b, pathnodes, index, path->points[k]));
    }
}

/* Rooms and stairs that no door is drawn for; walkable units have the node as a portal. */
static bool lead_into(struct building *b, int node, const struct venue_pathnode *p)
{
    const struct venue_unit *unit = &b->venue->units[p->unit];
    int room = b->graph->unit_node[p->unit];
    struct map_point edge_at;
    if (unit_is_walkable(unit))
        return !unit->denied;
    if (room < 0 || unit->kind == UNIT_LIFT)
        return false;
    if (shape_contains(&unit->shape, p->at))
        edge_at = p->at;
    else
        shape_edge_distance(&unit->shape, p->at, &edge_at);
    const struct map_point line[2] = {p->at, edge_at};
    struct graph_edge edge = path_edge(b, node, room, unit->feature);
    edge.kind = EDGE_ROOM;
    edge.unit = p->unit;
    edge.line = graph_add_line(b->graph, line, 2);
    edge.metres = (float)fmax(point_distance(p->at, edge_at), DOOR_LINE_M);
    graph_add_pair(b, edge);
    return true;
}

static void add_pathnode(struct building *b, const int *pathnodes, size_t index)
{
    const struct venue_pathnode *p = &b->venue->pathnodes[index];
    for (size_t k = 0; k < p->neighbour_count; k++) {
        size_t other = (size_t)p->neighbours[k];
        bool back = false;
        for (size_t i = 0; i < b->venue->pathnodes[other].neighbour_count; i++)
            back = back || b->venue->pathnodes[other].neighbours[i] == (int)index;
        if ((!back || index < other) && pathnodes[index] != pathnodes[other])
            graph_add_pair(b, path_edge(b, pathnodes[index], pathnodes[other], p->feature));
    }
    int door = p->opening >= 0 ? b->graph->opening_node[p->opening] : -1;
    if (door >= 0 && door != pathnodes[index])
        graph_add_pair(b, path_edge(b, pathnodes[index], door, p->feature));
    if (p->opening >= 0 && door < 0)
        report_add(b->report, DEFECT_PATHNODE_BROKEN, b->venue->features[p->feature].id,
                   b->venue->openings[p->opening].id);
    if (p->unit >= 0 && !lead_into(b, pathnodes[index], p))
        report_add(b->report, DEFECT_PATHNODE_BROKEN, b->venue->features[p->feature].id,
                   b->venue->units[p->unit].id);
}

void graph_add_paths(struct building *b)
{
    int *pathnodes = calloc(b->venue->pathnode_count + 1, sizeof *pathnodes);
    if (!pathnodes)
        abort();
    for (size_t i = 0; i < b->venue->pathnode_count; i++)
        pathnodes[i] = pathnode_node(b, i);
    for (size_t i = 0; i < b->venue->path_count; i++)
        add_path(b, pathnodes, i);
    for (size_t i = 0; i < b->venue->pathnode_count; i++)
        add_pathnode(b, pathnodes, i);
    free(pathnodes);
}

/* A path's end that meets neither a door, another path nor a walkable unit leads nowhere. */
static void report_loose_path(const struct building *b, size_t index)
{
    const struct venue_path *path = &b->venue->paths[index];
    for (int end = 0; end < 2; end++) {
        struct map_point at = path->points[end ? path->count - 1 : 0];
        int unit = venue_unit_at(b->venue, path->level, at, true), near = 0;
        for (size_t n = 0; n < b->graph->node_count; n++) {
            const struct graph_node *node = &b->graph->nodes[n];
            bool other = node->kind == NODE_OPENING || node->kind == NODE_PATHNODE ||
                         (node->kind == NODE_PATH && node->index != (int)index);
            near += other && venue_same_floor(b->venue, node->level, path->level) &&
                    point_distance(graph_node_at(b->graph, (int)n), at) < 1.0;
        }
        if ((unit < 0 || !unit_is_walkable(&b->venue->units[unit])) && !near)
            report_add(b->report, DEFECT_PATH_LOOSE, b->venue->features[path->feature].id, NULL);
    }
}

/* A pathnode with less than two ways out of it is on no way. */
static void report_loose_pathnodes(const struct building *b)
{
    int *ways = calloc(b->graph->node_count + 1, sizeof *ways);
    if (!ways)
        abort();
    for (size_t i = 0; i < b->edge_count; i++)
        ways[b->edges[i].from]++;
    for (size_t n = 0; n < b->graph->node_count; n++)
        if (b->graph->nodes[n].kind == NODE_PATHNODE && ways[n] < 2)
            report_add(b->report, DEFECT_PATHNODE_LOOSE,
                       b->venue->features[b->venue->pathnodes[b->graph->nodes[n].index].feature].id,
                       NULL);
    free(ways);
}

void graph_report_paths(struct building *b)
{
    for (size_t i = 0; i < b->venue->path_count; i++)
        report_loose_path(b, i);
    report_loose_pathnodes(b);
}
