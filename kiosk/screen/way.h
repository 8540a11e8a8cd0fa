/* Finding a place and the way there. Shared by the way*.c files only. The route is worked out anew
 * for each view (about a millisecond): nothing in the state owns memory. */
#pragma once

#include "screen/args.h"
#include "screen/subjects.h"

#define WAY_PLACES_MAX 40

/* Parts of "way": in large print the departments have a page of their own (WAY_LIST); WAY_HITS
 * shows the places of one. */
enum way_step { WAY_FIND, WAY_LIST, WAY_HITS, WAY_ROUTE, WAY_STEP_COUNT };

struct way_state {
    struct way_args
        args; /* first: what the screen was opened with, then the place that was chosen */
    struct subjects subjects;
    char query[96];
    bool hits;                  /* the query came from a department: Back clears it */
    enum map_category category; /* MAP_ANY = none chosen */
    struct map_place places[WAY_PLACES_MAX];
    size_t count;
    char asked[96]; /* what `places` answers */
    enum map_category asked_category;
    bool ready;
    bool free_set, free; /* step-free: as chosen, else as the low-reach mode suggests */
    bool printed;        /* asked for here: what the printer says is about this paper */
    int floor;           /* which of the floors on the way is shown; 0 = the first */
};

bool way_step_free(const struct way_state *s, const struct ui *ui);
void way_route(struct app *app, struct way_state *s, struct ui *ui);
/* "3 楼　B 区" */
void way_where(const struct app *app, const struct map_place *place, char *out, size_t size);
