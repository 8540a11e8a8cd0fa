/* Finding a place and the way there. Shared by the way*.c files only. */
#pragma once

#include "screen/args.h"
#include "screen/subjects.h"

#include <stdint.h>

#define WAY_PLACES_MAX 40
#define WAY_PEOPLE_MAX 6

/* Parts of "way": in large print the departments have a page of their own (WAY_LIST); WAY_HITS
 * shows the places of one, WAY_OTHERS the others of a kind whose nearest was shown,
 * WAY_MAP the floors to look round on. */
enum way_step { WAY_FIND, WAY_LIST, WAY_HITS, WAY_OTHERS, WAY_MAP, WAY_ROUTE, WAY_STEP_COUNT };

struct way_person { /* a doctor that was searched for */
    char id[ID_SIZE], place_id[ID_SIZE];
    struct label name, department;
    struct map_place place;
};

struct way_state {
    struct way_args
        args; /* first: what the screen was opened with, then the place that was chosen */
    struct subjects subjects;
    char query[96];
    bool hits;               /* the query came from a department: Back clears it */
    struct label instead;    /* wanted, but not on the map: the way leads to what it is part of */
    struct label department; /* the way shown is to this department's first place; "" = none */
    enum map_category category; /* MAP_ANY = none chosen */
    enum map_category nearest;  /* the way shown is to the nearest of these */
    struct map_place places[WAY_PLACES_MAX];
    size_t count;
    struct way_person people[WAY_PEOPLE_MAX];
    size_t person_count;
    char asked[96]; /* what `places` and `people` answer */
    enum map_category asked_category;
    bool asked_free;
    bool ready;
    bool no_escalators;      /* stairs and lifts instead */
    bool stairs_shown;       /* the way over stairs was asked for, knowing that there is no other */
    bool printed;            /* asked for here: what the printer says is about this paper */
    int step;                /* of the way: the one selected; its floor is the one shown */
    bool close;              /* the picture shows that step's part, not the whole floor's */
    bool read;               /* reading aloud was asked for here */
    int read_at;             /* the sentence that the step shown followed, + 1 */
    uint64_t read_sum;       /* of what is read: another way or language ends it */
    bool playing;            /* the steps are shown one after the other */
    int map_level;           /* shown on WAY_MAP, + 1; 0 = the one the screen stands on */
    struct map_place picked; /* tapped on the plan; no id = none */
};

/* ---- way.c ---- */
void way_no_map(struct app *app, struct ui *ui); /* not yet, or none at all */
/* "3 楼　B 区" */
void way_where(const struct app *app, const struct map_place *place, char *out, size_t size);

/* ---- way_find.c ---- */
void way_find(struct app *app, struct way_state *s, struct ui *ui);
/* For who does not want to type: a department leads to where one waits for it, a window to the way
 * there; the department's other rooms are one tap more. */
void way_subjects(struct app *app, struct way_state *s, struct ui *ui);
void way_open_route(struct app *app, struct way_state *s, const char *place_id);
void way_department_rooms(struct app *app, struct way_state *s);
const char *way_others(enum map_category category); /* "Other toilets"; NULL when there are none */

/* ---- way_route.c ---- */
void way_route(struct app *app, struct way_state *s, struct ui *ui);
/* The one place that says what may be walked: step-free or not, and what is closed now. */
void way_profile(struct app *app, const struct way_state *s, struct map_profile *out);
void way_select(struct way_state *s, int step, bool close);
