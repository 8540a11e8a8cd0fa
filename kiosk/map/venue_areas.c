/* Buildings, levels and sections as things that can be closed: by feature id or FHIR identifier. */
#include "map/venue_parts.h"

#include <stdlib.h>
#include <string.h>

static bool is_area(enum imdf_type type)
{
    return type == IMDF_BUILDING || type == IMDF_LEVEL || type == IMDF_SECTION;
}

static int by_key(const void *a, const void *b)
{
    const struct venue_key *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

static void add(struct venue *venue, size_t *capacity, const char *key, int feature)
{
    venue->areas = array_grow(venue->areas, venue->area_count, capacity, sizeof *venue->areas);
    venue->areas[venue->area_count] =
        (struct venue_key){pool_text(&venue->pool, key), feature, venue->area_count};
    venue->area_count++;
}

void venue_read_areas(struct loading *loading)
{
    struct venue *venue = loading->venue;
    size_t capacity = 0;
    for (size_t i = 0; i < imdf_count(loading->imdf); i++) {
        const struct imdf_feature *feature = imdf_at(loading->imdf, i);
        const char *identifier;
        if (!is_area(feature->type) || venue->features[i].index < 0)
            continue;
        for (size_t k = 0; (identifier = imdf_list(feature, "fhir", k)); k++) {
            const char *bar = strrchr(identifier, '|');
            add(venue, &capacity, identifier, (int)i);
            if (bar)
                add(venue, &capacity, bar + 1, (int)i);
        }
    }
    if (venue->area_count)
        qsort(venue->areas, venue->area_count, sizeof *venue->areas, by_key);
}

int venue_area_find(const struct venue *venue, const char *id)
{
    int feature = venue_feature_find(venue, id);
    if (feature >= 0)
        return is_area(venue->features[feature].type) && venue->features[feature].index >= 0
                   ? feature
                   : -1;
    size_t low = 0, high = venue->area_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(venue->areas[middle].key, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < venue->area_count && !strcmp(venue->areas[low].key, id) ? venue->areas[low].place
                                                                         : -1;
}
