#include "map/venue.h"

#include <stdlib.h>
#include <string.h>

struct listing { /* owner and item, twice over: first counted, then put */
    struct lists *lists;
    size_t owners;
    bool putting;
};

static void begin(struct listing *l, struct lists *lists, size_t owners)
{
    free(lists->first);
    free(lists->items);
    *l = (struct listing){lists, owners, false};
    lists->first = calloc(owners + 2, sizeof *lists->first);
    if (!lists->first)
        abort();
}

static void add(struct listing *l, int owner, int item)
{
    if (owner < 0)
        return;
    if (l->putting)
        l->lists->items[l->lists->first[owner + 1]++] = item;
    else
        l->lists->first[owner + 2]++;
}

/* After this first[i + 1] counts up to where it belongs. */
static void put_now(struct listing *l)
{
    for (size_t i = 2; i < l->owners + 2; i++)
        l->lists->first[i] += l->lists->first[i - 1];
    l->lists->items = calloc((size_t)l->lists->first[l->owners + 1] + 1, sizeof(int));
    if (!l->lists->items)
        abort();
    l->putting = true;
}

void venue_index(struct venue *venue)
{
    struct listing l;
    begin(&l, &venue->level_units, venue->level_count);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < venue->unit_count; i++)
            add(&l, venue->units[i].level, (int)i);
        if (pass == 0)
            put_now(&l);
    }
    begin(&l, &venue->unit_openings, venue->unit_count);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < venue->opening_count; i++)
            for (int k = 0; k < venue->openings[i].unit_count; k++)
                add(&l, venue->openings[i].units[k], (int)i);
        if (pass == 0)
            put_now(&l);
    }
    begin(&l, &venue->unit_places, venue->unit_count);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < venue->place_count; i++)
            add(&l, venue->places[i].unit, (int)i);
        if (pass == 0)
            put_now(&l);
    }
}
