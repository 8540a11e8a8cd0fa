#include "map/venue_parts.h"

#include <stdlib.h>

/* The feature that is shut when these hours are over; -1 for those whose hours only inform. */
static int shut_feature(const struct venue *venue, size_t index)
{
    const struct venue_feature *feature = &venue->features[index];
    if (feature->index < 0)
        return -1;
    if (feature->type == IMDF_OPENING || feature->type == IMDF_PATH ||
        feature->type == IMDF_PATHNODE)
        return (int)index;
    if (feature->type == IMDF_RELATIONSHIP)
        return venue->groups[feature->index].feature;
    if (feature->type != IMDF_UNIT)
        return -1;
    int group = venue->unit_group[feature->index];
    return group >= 0 && unit_is_vertical(&venue->units[feature->index])
               ? venue->groups[group].feature
               : (int)index;
}

void venue_read_hours(struct loading *loading)
{
    struct venue *venue = loading->venue;
    size_t capacity = 0;
    for (size_t i = 0; i < imdf_count(loading->imdf); i++) {
        const char *text = imdf_text(imdf_at(loading->imdf, i), "hours");
        int feature = *text ? shut_feature(venue, i) : -1;
        if (feature < 0)
            continue;
        if (!hours_valid(text)) {
            report_add(loading->report, DEFECT_HOURS, venue->features[i].id, text);
            continue;
        }
        venue->hours =
            array_grow(venue->hours, venue->hours_count, &capacity, sizeof *venue->hours);
        venue->hours[venue->hours_count++] =
            (struct venue_hours){feature, pool_text(&venue->pool, text)};
    }
}
