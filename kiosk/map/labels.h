/* Labels as they are placed one after the other, the weightiest first: none may lie on another, on
 * the wedge or on the route. Between labels.c and labels_place.c; nobody else includes it.
 */
#pragma once

#include "map/view.h"

struct labels {
    struct view view;
    struct map_label *out;
    size_t count, cap;
    unsigned char *named; /* units that have a label; while places are added */
};

bool labels_free_at(const struct labels *labels, const struct view_box *box, bool mind_route);
/* NULL when there is no room left in `out`. */
struct map_label *labels_put(struct labels *labels, enum map_label_kind kind,
                             const struct view_box *box, const char *text);

void labels_add_places(struct labels *labels); /* rooms, lifts, toilets, desks */
