#include "map/venue_keys.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const struct name names[] = {
    [MAP_ANY] = {"", ""},
    [MAP_TOILET] = {"卫生间", "Toilets"},
    [MAP_TOILET_ACCESSIBLE] = {"无障碍卫生间", "Accessible toilet"},
    [MAP_LIFT] = {"电梯", "Lift"},
    [MAP_STAIRS] = {"楼梯", "Stairs"},
    [MAP_PHARMACY] = {"药房", "Pharmacy"},
    [MAP_CASHIER] = {"收费处", "Cashier"},
    [MAP_LABORATORY] = {"检验科", "Laboratory"},
    [MAP_EXIT] = {"出口", "Exit"},
    [MAP_PARKING] = {"停车场", "Parking"},
    [MAP_BUS] = {"公交站", "Bus stop"},
    [MAP_INFORMATION] = {"咨询台", "Information"},
};
static_assert(sizeof names / sizeof names[0] == MAP_CATEGORY_COUNT, "one name a category");

/* The first row whose word occurs decides: the more special ones stand first. */
static const struct {
    const char *word;
    enum map_category category;
} by_category[] =
    {
        {"restroom.wheelchair", MAP_TOILET_ACCESSIBLE},
        {"restroom.unisex.wheelchair", MAP_TOILET_ACCESSIBLE},
        {"restroom.female.wheelchair", MAP_TOILET_ACCESSIBLE},
        {"restroom.male.wheelchair", MAP_TOILET_ACCESSIBLE},
        {"restroom.family.wheelchair", MAP_TOILET_ACCESSIBLE},
        {"restroom", MAP_TOILET},
        {"toilet", MAP_TOILET},
        {"elevator", MAP_LIFT},
        {"stairs", MAP_STAIRS},
        {"pharmac", MAP_PHARMACY},
        {"cashier", MAP_CASHIER},
        {"payment", MAP_CASHIER},
        {"billing", MAP_CASHIER},
        {"laborator", MAP_LABORATORY},
        {"parking.bicycle", MAP_ANY},
        {"parking", MAP_PARKING},
        {"entry", MAP_EXIT},
        {"exit", MAP_EXIT},
        {"bus", MAP_BUS},
        {"transit", MAP_BUS},
        {"information", MAP_INFORMATION},
        {"reception.desk", MAP_INFORMATION},
},
  by_name[] = {
      {"药房", MAP_PHARMACY},      {"取药", MAP_PHARMACY},      {"收费", MAP_CASHIER},
      {"缴费", MAP_CASHIER},       {"抽血", MAP_LABORATORY},    {"采血", MAP_LABORATORY},
      {"检验", MAP_LABORATORY},    {"咨询台", MAP_INFORMATION}, {"服务台", MAP_INFORMATION},
      {"导诊台", MAP_INFORMATION},
};

enum map_category venue_category(const char *imdf_category, struct name name)
{
    for (size_t i = 0; i < sizeof by_category / sizeof by_category[0]; i++) {
        const char *word = by_category[i].word, *found = strstr(imdf_category, word);
        if (found && (strcmp(word, "bus") != 0 ||
                      (found == imdf_category && (!found[3] || found[3] == '.'))))
            return by_category[i].category;
    }
    for (size_t i = 0; i < sizeof by_name / sizeof by_name[0]; i++)
        if (strstr(name.zh, by_name[i].word))
            return by_name[i].category;
    return MAP_ANY;
}

struct name venue_category_name(enum map_category category)
{
    return names[category];
}

/* --- ids
 * ---------------------------------------------------------------------------------------------------------
 */

struct taken { /* a set of texts, open addressing */
    const char **slots;
    size_t size;
};

static bool take(struct taken *set, const char *text)
{
    size_t hash = 14695981039346656037u;
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    for (size_t i = hash % set->size;; i = (i + 1) % set->size) {
        if (!set->slots[i]) {
            set->slots[i] = text;
            return true;
        }
        if (!strcmp(set->slots[i], text))
            return false;
    }
}

static const char *fhir_value(const char *identifier)
{
    const char *bar = strrchr(identifier, '|');
    return bar ? bar + 1 : identifier;
}

/* Ids must fit what the screens hold. */
static bool id_fits(const char *id)
{
    return id && *id && strlen(id) < MAP_ID_SIZE;
}

static void give_id(struct loading *loading, struct venue_place *place, struct taken *taken)
{
    const char *fhir = imdf_list(imdf_at(loading->imdf, (size_t)place->feature), "fhir", 0);
    const char *own_sign = imdf_text(imdf_at(loading->imdf, (size_t)place->feature), "ref");
    const char *wishes[] = {fhir ? fhir_value(fhir) : NULL, own_sign, place->feature_id};
    for (size_t i = 0; i < sizeof wishes / sizeof wishes[0]; i++) {
        if (!id_fits(wishes[i]))
            continue;
        const char *id = pool_text(&loading->venue->pool, wishes[i]);
        if (take(taken, id)) {
            place->id = id;
            return;
        }
        report_add(loading->report, DEFECT_PLACE_ID_TWICE, place->feature_id, id);
    }
    place->id = place->feature_id;
}

/* --- keys
 * --------------------------------------------------------------------------------------------------------
 */

struct keys {
    struct venue *venue;
    size_t capacity;
};

static void add_key(struct keys *keys, const char *key, int place)
{
    struct venue *venue = keys->venue;
    if (!key || !*key || place < 0)
        return;
    venue->keys = array_grow(venue->keys, venue->key_count, &keys->capacity, sizeof *venue->keys);
    venue->keys[venue->key_count] =
        (struct venue_key){pool_text(&venue->pool, key), place, venue->key_count};
    venue->key_count++;
}

static void add_feature_keys(struct keys *keys, const struct imdf_feature *feature, int place)
{
    const char *identifier;
    for (size_t i = 0; (identifier = imdf_list(feature, "fhir", i)); i++) {
        add_key(keys, identifier, place);
        add_key(keys, fhir_value(identifier), place);
    }
    add_key(keys, feature->id, place);
    add_key(keys, imdf_text(feature, "ref"), place);
}

static int place_of_group(const struct venue *venue, int group)
{
    for (size_t i = 0; i < venue->place_count; i++)
        if (venue->places[i].unit >= 0 && venue->unit_group[venue->places[i].unit] == group)
            return (int)i;
    return -1;
}

static int key_order(const void *a, const void *b)
{
    const struct venue_key *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : (x->order > y->order) - (x->order < y->order);
}

/* Of equal keys the place stays that was named first: ids before features, features before the
 * units they are in. */
static void sort_keys(struct venue *venue)
{
    size_t kept = 0;
    if (venue->key_count)
        qsort(venue->keys, venue->key_count, sizeof *venue->keys, key_order);
    for (size_t i = 0; i < venue->key_count; i++)
        if (!kept || strcmp(venue->keys[kept - 1].key, venue->keys[i].key) != 0)
            venue->keys[kept++] = venue->keys[i];
    venue->key_count = kept;
}

static int place_order(const struct venue *venue, const struct venue_place *x,
                       const struct venue_place *y)
{
    const struct venue_level *a = &venue->levels[x->level], *b = &venue->levels[y->level];
    if (a->ordinal != b->ordinal)
        return a->ordinal - b->ordinal;
    if (x->level != y->level)
        return x->level - y->level;
    return x->source != y->source ? (int)x->source - (int)y->source : x->feature - y->feature;
}

/* Merge sort: qsort has no context, and the order needs the levels. */
static void sort_places(const struct venue *venue, struct venue_place *places,
                        struct venue_place *room, size_t count)
{
    if (count < 2)
        return;
    size_t half = count / 2, i = 0, j = half, k = 0;
    sort_places(venue, places, room, half);
    sort_places(venue, places + half, room, count - half);
    while (i < half || j < count) {
        bool left = j >= count || (i < half && place_order(venue, &places[i], &places[j]) <= 0);
        room[k++] = left ? places[i++] : places[j++];
    }
    memcpy(places, room, count * sizeof *places);
}

void venue_make_keys(struct loading *loading)
{
    struct venue *venue = loading->venue;
    struct keys keys = {venue, 0};
    struct taken taken = {NULL, venue->place_count * 6 + 7};
    struct venue_place *room = malloc((venue->place_count + 1) * sizeof *room);
    taken.slots = calloc(taken.size, sizeof *taken.slots);
    if (!room || !taken.slots)
        abort();
    sort_places(venue, venue->places, room, venue->place_count);
    for (size_t i = 0; i < venue->place_count; i++) {
        give_id(loading, &venue->places[i], &taken);
        add_key(&keys, venue->places[i].id, (int)i);
        if (venue->places[i].source == PLACE_KIOSK)
            venue->kiosks[venue->features[venue->places[i].feature].index].place = (int)i;
    }
    for (size_t i = 0; i < venue->place_count; i++)
        add_feature_keys(&keys, imdf_at(loading->imdf, (size_t)venue->places[i].feature), (int)i);
    for (size_t i = 0; i < venue->place_count; i++)
        if (venue->places[i].unit >= 0 &&
            (venue->places[i].source == PLACE_OCCUPANT || venue->places[i].source == PLACE_AMENITY))
            add_feature_keys(
                &keys, imdf_at(loading->imdf, (size_t)venue->units[venue->places[i].unit].feature),
                (int)i);
    for (size_t i = 0; i < venue->feature_count;
         i++) /* "lift-1": the lift as a whole, on its lowest floor */
        if (venue->features[i].type == IMDF_RELATIONSHIP && venue->features[i].index >= 0)
            add_feature_keys(&keys, imdf_at(loading->imdf, i),
                             place_of_group(venue, venue->features[i].index));
    sort_keys(venue);
    free(taken.slots);
    free(room);
}

int venue_place_find(const struct venue *venue, const char *id)
{
    size_t low = 0, high = venue->key_count;
    while (id && low < high) {
        size_t middle = (low + high) / 2;
        if (strcmp(venue->keys[middle].key, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return id && low < venue->key_count && !strcmp(venue->keys[low].key, id)
               ? venue->keys[low].place
               : -1;
}
