/* What places can be found by, made once when the map is loaded: names, aliases, signs, rooms,
 * areas and what everybody calls such a place, folded for comparing, with their pinyin and
 * initials. Immutable afterwards. Nobody outside map/ includes it.
 */
#pragma once

#include "map/venue.h"

struct search_word {
    const char *text;     /* folded: see search_fold; in the index's pool */
    const char *pinyin;   /* "xin nei ke", "" = nothing Chinese in it */
    const char *initials; /* "xnk" */
    int weight;           /* 0 = the name itself; more = farther from it */
    bool english;
};

struct search_index {
    struct pool pool;
    struct search_word *words;
    size_t word_count, word_capacity;
    size_t *first; /* of each place; place_count + 1 entries */
};

struct search_index *search_index_make(const struct venue *venue);
void search_index_free(struct search_index *index); /* accepts NULL */

/* Lower case without hyphens, dots and brackets; full-width letters and digits as plain ones; words
 * parted by one space, none beside Han. */
void search_fold(char *out, size_t size, const char *text);

/* How well a folded query (not empty) fits a word: 0 = the same ... SEARCH_NOTHING. */
#define SEARCH_NOTHING 99
int search_match(const struct search_word *word, const char *query);
