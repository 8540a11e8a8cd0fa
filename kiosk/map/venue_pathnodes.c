/* Nodes of authored paths: who their neighbours are, which door or unit they lead to. */
#include "map/venue_parts.h"

#include <stdlib.h>

static void read_node(struct loading *loading, const struct imdf_feature *feature,
                      struct venue_feature *entry)
{
    struct venue *venue = loading->venue;
    struct venue_pathnode node = {.level = venue_level_of(loading, feature),
                                  .feature = (int)(entry - venue->features),
                                  .opening = -1,
                                  .unit = -1};
    if (node.level < 0 || feature->shape.kind == SHAPE_NONE)
        return;
    node.at = feature->shape.kind == SHAPE_POINT ? feature->shape.rings[0].points[0]
                                                 : shape_centroid(&feature->shape);
    entry->index = (int)venue->pathnode_count;
    venue->pathnodes[venue->pathnode_count++] = node;
}

/* The index of what is named, when it is of that type and on the node's floor; -1 and told, when it
 * is not. */
static int named(struct loading *loading, const struct venue_pathnode *node, const char *id,
                 enum imdf_type type)
{
    const struct venue *venue = loading->venue;
    int found = id && *id ? venue_feature_find(venue, id) : -1, index = -1, level = -1;
    if (!id || !*id)
        return -1;
    if (found >= 0 && venue->features[found].type == type)
        index = venue->features[found].index;
    if (index >= 0)
        level = type == IMDF_OPENING ? venue->openings[index].level
                : type == IMDF_UNIT  ? venue->units[index].level
                                     : venue->pathnodes[index].level;
    if (index >= 0 && venue_same_floor(venue, level, node->level) && found != node->feature)
        return index;
    report_add(loading->report, DEFECT_PATHNODE_BROKEN, venue->features[node->feature].id, id);
    return -1;
}

static const char *neighbour(const struct imdf_feature *feature, size_t index)
{
    const char *id = imdf_list(feature, "neighbours", index);
    return id ? id : imdf_list(feature, "neighbors", index);
}

static void read_neighbours(struct loading *loading, const struct imdf_feature *feature,
                            struct venue_pathnode *node)
{
    size_t count = 0;
    const char *id;
    while (neighbour(feature, count))
        count++;
    node->neighbours = pool_get(&loading->venue->pool, (count + 1) * sizeof *node->neighbours);
    for (size_t i = 0; (id = neighbour(feature, i)); i++) {
        int other = named(loading, node, id, IMDF_PATHNODE);
        if (other >= 0)
            node->neighbours[node->neighbour_count++] = other;
    }
}

static bool names(const struct venue_pathnode *node, int other)
{
    for (size_t i = 0; i < node->neighbour_count; i++)
        if (node->neighbours[i] == other)
            return true;
    return false;
}

void venue_read_pathnodes(struct loading *loading)
{
    struct venue *venue = loading->venue;
    for (size_t i = 0; i < imdf_count(loading->imdf); i++)
        if (imdf_at(loading->imdf, i)->type == IMDF_PATHNODE)
            read_node(loading, imdf_at(loading->imdf, i), &venue->features[i]);
    for (size_t i = 0; i < venue->pathnode_count; i++) {
        struct venue_pathnode *node = &venue->pathnodes[i];
        const struct imdf_feature *feature = imdf_at(loading->imdf, (size_t)node->feature);
        read_neighbours(loading, feature, node);
        node->opening = named(loading, node, imdf_text(feature, "opening_id"), IMDF_OPENING);
        node->unit = named(loading, node, imdf_text(feature, "unit_id"), IMDF_UNIT);
    }
    for (size_t i = 0; i < venue->pathnode_count; i++)
        for (size_t k = 0; k < venue->pathnodes[i].neighbour_count; k++) {
            const struct venue_pathnode *other =
                &venue->pathnodes[venue->pathnodes[i].neighbours[k]];
            if (!names(other, (int)i))
                report_add(loading->report, DEFECT_PATHNODE_ONE_SIDED,
                           venue->features[venue->pathnodes[i].feature].id,
                           venue->features[other->feature].id);
        }
}
