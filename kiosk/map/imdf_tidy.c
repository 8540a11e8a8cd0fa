/* Ids as they come from many editors: numbers instead of text, UUIDs in capitals here and small
 * there, numbered anew in each file. After this pass a reference and what it means are the same
 * text. */
#include "map/imdf_read.h"

#include <ctype.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct {
    const char *key;
    enum imdf_type type; /* what it refers to; IMDF_TYPE_COUNT = says itself */
} references[] = {
    {"level_id", IMDF_LEVEL},         {"level_ids", IMDF_LEVEL},
    {"building_ids", IMDF_BUILDING},  {"unit_id", IMDF_UNIT},
    {"unit_ids", IMDF_UNIT},          {"opening_id", IMDF_OPENING},
    {"neighbours", IMDF_PATHNODE},    {"neighbors", IMDF_PATHNODE},
    {"anchor_id", IMDF_ANCHOR},       {"address_id", IMDF_ADDRESS},
    {"origin", IMDF_TYPE_COUNT},      {"intermediary", IMDF_TYPE_COUNT},
    {"destination", IMDF_TYPE_COUNT}, {"correlation_id", IMDF_TYPE_COUNT},
};

bool imdf_id_text(const json_t *id, char *out, size_t size)
{
    const char *text = json_string_value(id);
    if (json_is_integer(id))
        return text_format(out, size, "%lld", (long long)json_integer_value(id));
    if (json_is_real(id) && json_real_value(id) == (double)(long long)json_real_value(id))
        return text_format(out, size, "%lld", (long long)json_real_value(id));
    if (!text || !*text)
        return false;
    text_copy(out, size, text);
    imdf_fold_id(out);
    return true;
}

/* 8-4-4-4-12 figures of base 16 */
void imdf_fold_id(char *id)
{
    size_t length = strlen(id);
    for (size_t i = 0; i < length; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        if (dash ? id[i] != '-' : !isxdigit((unsigned char)id[i]))
            return;
    }
    for (size_t i = 0; i < length && length == 36; i++)
        id[i] = (char)tolower((unsigned char)id[i]);
}

/* The same reference with its id as text; NULL when there is nothing to change. */
static json_t *tidied(const json_t *value)
{
    char text[MAP_ID_SIZE];
    if (json_is_object(value)) {
        json_t *id = tidied(json_object_get(value, "id")),
               *copy = id ? json_copy((json_t *)value) : NULL;
        if (id)
            json_object_set_new(copy, "id", id);
        return copy;
    }
    if (!value || json_is_array(value) || !imdf_id_text(value, text, sizeof text) ||
        (json_is_string(value) && !strcmp(text, json_string_value(value))))
        return NULL;
    return json_string(text);
}

/* Tables of editors hold no lists: there they are text, '["a", "b"]'. */
static void tidy_lists(json_t *properties)
{
    for (void *i = json_object_iter(properties); i; i = json_object_iter_next(properties, i)) {
        const char *text = json_string_value(json_object_iter_value(i));
        json_t *list = text && *text == '[' ? json_loads(text, 0, NULL) : NULL;
        if (json_is_array(list))
            json_object_iter_set(properties, i, list);
        json_decref(list);
    }
}

void imdf_tidy_references(json_t *properties)
{
    tidy_lists(properties);
    json_t *category = json_object_get(properties, "category");
    char small[128];
    if (json_is_string(category) && text_copy(small, sizeof small, json_string_value(category))) {
        for (char *p = small; *p; p++)
            *p = (char)tolower((unsigned char)*p);
        json_string_set(category, small);
    }
    for (size_t k = 0; k < sizeof references / sizeof references[0]; k++) {
        json_t *value = json_object_get(properties, references[k].key), *better = tidied(value);
        if (better)
            json_object_set_new(properties, references[k].key, better);
        for (size_t i = 0; i < json_array_size(value); i++)
            if ((better = tidied(json_array_get(value, i))))
                json_array_set_new(value, i, better);
    }
}

static int by_type(const void *a, const void *b)
{
    const struct imdf_rename *x = a, *y = b;
    return x->type != y->type ? (int)x->type - (int)y->type : strcmp(x->id, y->id);
}

void imdf_sort_renames(struct imdf_rename *renames, size_t count)
{
    qsort(renames, count, sizeof *renames, by_type);
}

static bool is_renamed(const struct imdf_rename *renames, size_t count, enum imdf_type type,
                       const char *id)
{
    const struct imdf_rename key = {type, id};
    return id && bsearch(&key, renames, count, sizeof key, by_type);
}

void imdf_typed_id(char *out, size_t size, enum imdf_type type, const char *id)
{
    text_format(out, size, "%s:%s", imdf_type_name(type), id);
}

static enum imdf_type named_type(const json_t *reference, enum imdf_type otherwise)
{
    const char *name = json_string_value(json_object_get(reference, "feature_type"));
    for (int t = 0; name && t < IMDF_TYPE_COUNT; t++)
        if (!strcmp(name, imdf_type_name((enum imdf_type)t)))
            return (enum imdf_type)t;
    return otherwise;
}

static json_t *renamed(const json_t *value, enum imdf_type type, const struct imdf_rename *renames,
                       size_t count)
{
    char text[MAP_ID_SIZE];
    const char *id = json_is_object(value) ? json_string_value(json_object_get(value, "id"))
                                           : json_string_value(value);
    type = named_type(value, type);
    if (!is_renamed(renames, count, type, id))
        return NULL;
    imdf_typed_id(text, sizeof text, type, id);
    if (!json_is_object(value))
        return json_string(text);
    json_t *copy = json_copy((json_t *)value);
    json_object_set_new(copy, "id", json_string(text));
    return copy;
}

void imdf_follow_renames(json_t *properties, const struct imdf_rename *renames, size_t count)
{
    for (size_t k = 0; k < sizeof references / sizeof references[0]; k++) {
        enum imdf_type type = references[k].type;
        json_t *value = json_object_get(properties, references[k].key),
               *better = renamed(value, type, renames, count);
        if (better)
            json_object_set_new(properties, references[k].key, better);
        for (size_t i = 0; i < json_array_size(value); i++)
            if ((better = renamed(json_array_get(value, i), type, renames, count)))
                json_array_set_new(value, i, better);
    }
}
