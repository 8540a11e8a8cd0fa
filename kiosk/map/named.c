/* Which places a sentence speaks of, by their names and signs. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "map/map_private.h"

#define WORDS_MAX 64
#define LEAST_HAN 6   /* bytes: two characters */
#define LEAST_LATIN 3 /* letters */

struct spoken {
    const char *word;
    size_t length;
    int place, count; /* count: of places with that name, those of the same standing */
};

struct hearing {
    const struct map *map;
    const char *text;
    struct spoken found[WORDS_MAX];
    size_t count;
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) != 0;
}

/* Latin words whole and in any case, others as they are. */
static bool speaks_of(const char *text, const char *word, size_t length)
{
    if ((unsigned char)word[0] >= 0x80)
        return strstr(text, word) != NULL;
    for (const char *at = text; *at; at++)
        if (!strncasecmp(at, word, length) && (at == text || !is_letter(at[-1])) &&
            !is_letter(at[length]))
            return true;
    return false;
}

/* A clinic goes before the room it is in; of two clinics with one name neither is meant. */
static void hear(struct hearing *h, int place, const char *word)
{
    const struct venue_place *places = h->map->venue->places;
    size_t length = strlen(word);
    if (length < ((unsigned char)word[0] >= 0x80 ? LEAST_HAN : LEAST_LATIN) ||
        !speaks_of(h->text, word, length))
        return;
    for (size_t i = 0; i < h->count; i++) {
        struct spoken *known = &h->found[i];
        if (strcasecmp(known->word, word) != 0)
            continue;
        bool before = places[known->place].source == PLACE_OCCUPANT,
             now = places[place].source == PLACE_OCCUPANT;
        if (known->place == place || (before && !now))
            return;
        if (now && !before)
            *known = (struct spoken){word, length, place, 1};
        else
            known->count++;
        return;
    }
    if (h->count < WORDS_MAX)
        h->found[h->count++] = (struct spoken){word, length, place, 1};
}

static int by_length(const void *a, const void *b)
{
    const struct spoken *x = a, *y = b;
    return x->length != y->length ? (x->length < y->length ? 1 : -1) : x->place - y->place;
}

/* "Pharmacy" is not meant where "Chinese medicine pharmacy" is. */
static bool is_part(const struct spoken *found, size_t before, const struct spoken *one)
{
    for (size_t i = 0; i < before; i++)
        if (found[i].place == one->place || speaks_of(found[i].word, one->word, one->length))
            return true;
    return false;
}

size_t map_named_in(const struct map *map, const char *text, struct map_place *out, size_t cap)
{
    struct hearing h = {.map = map, .text = text};
    size_t count = 0;
    for (size_t i = 0; i < map->venue->place_count; i++) {
        const struct venue_place *place = &map->venue->places[i];
        if (map->graph->place_node[i] < 0 || place->source == PLACE_KIOSK ||
            place->source == PLACE_SECTION)
            continue;
        hear(&h, (int)i, place->name.zh);
        hear(&h, (int)i, place->name.en);
        hear(&h, (int)i, place->sign);
    }
    qsort(h.found, h.count, sizeof *h.found, by_length);
    for (size_t i = 0; i < h.count && count < cap; i++)
        if (h.found[i].count == 1 && !is_part(h.found, i, &h.found[i]))
            venue_place_copy(map->venue, h.found[i].place, &out[count++]);
    return count;
}
