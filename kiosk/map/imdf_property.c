#include "map/imdf.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "map/imdf_read.h"

#include <jansson.h>

static const json_t *property(const struct imdf_feature *feature, const char *key)
{
    return json_object_get(feature->properties, key);
}

const char *imdf_text(const struct imdf_feature *feature, const char *key)
{
    const char *text = json_string_value(property(feature, key));
    return text ? text : "";
}

double imdf_number(const struct imdf_feature *feature, const char *key, double absent)
{
    const json_t *value = property(feature, key);
    const char *text = json_string_value(value);
    char *end;
    if (!text || !*text)
        return json_is_number(value) ? json_number_value(value) : absent;
    double number = strtod(text, &end); /* editors that know only text columns */
    return *end || !isfinite(number) ? absent : number;
}

bool imdf_flag(const struct imdf_feature *feature, const char *key)
{
    const json_t *value = property(feature, key);
    const char *text = json_string_value(value);
    return json_is_true(value) || json_integer_value(value) == 1 ||
           (text && (!strcmp(text, "true") || !strcmp(text, "yes") || !strcmp(text, "1")));
}

/* "name_zh" beside "name": tables of editors hold no objects. */
static const char *flat(const struct imdf_feature *feature, const char *key, const char *tag)
{
    char column[64];
    if (!text_format(column, sizeof column, "%s_%s", key, tag))
        return NULL;
    const char *text = imdf_text(feature, column);
    return *text ? text : NULL;
}

/* BCP 47: zh-Hans, zh_CN, cmn, yue... */
static bool is_chinese(const char *tag)
{
    return !strncasecmp(tag, "zh", 2) || !strncasecmp(tag, "cmn", 3) || !strncasecmp(tag, "yue", 3);
}

bool imdf_label_lacks(const struct imdf_feature *feature, const char *key)
{
    const json_t *labels = property(feature, key), *value;
    const char *tag;
    bool zh = flat(feature, key, "zh"), en = flat(feature, key, "en"),
         any = json_is_string(labels) && json_string_length(labels);
    json_object_foreach((json_t *)labels, tag, value)
    {
        if (!json_string_length(value))
            continue;
        any = true;
        zh = zh || is_chinese(tag);
        en = en || !strncasecmp(tag, "en", 2);
    }
    return (any || zh || en) && !(zh && en);
}

void imdf_label(const struct imdf_feature *feature, const char *key, const char **zh,
                const char **en)
{
    const json_t *labels = property(feature, key), *value;
    const char *tag, *any = NULL;
    *zh = flat(feature, key, "zh");
    *en = flat(feature, key, "en");
    if (json_is_string(labels))
        any = json_string_value(labels);
    json_object_foreach((json_t *)labels, tag, value)
    {
        const char *text = json_string_value(value);
        if (!text || !*text)
            continue;
        if (!any)
            any = text;
        if (!*zh && is_chinese(tag))
            *zh = text;
        if (!*en && !strncasecmp(tag, "en", 2))
            *en = text;
    }
    const char *first = *zh ? *zh : *en ? *en : any ? any : "";
    if (!*zh)
        *zh = first;
    if (!*en)
        *en = first;
}

const char *imdf_list(const struct imdf_feature *feature, const char *key, size_t index)
{
    const json_t *list = property(feature, key);
    if (json_is_string(list)) /* empty columns are no entries */
        return index == 0 && json_string_length(list) ? json_string_value(list) : NULL;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (text && *text && index-- == 0)
            return text;
    }
    return NULL;
}

bool imdf_list_has(const struct imdf_feature *feature, const char *key, const char *value)
{
    const char *text;
    for (size_t i = 0; (text = imdf_list(feature, key, i)); i++)
        if (!strcmp(text, value))
            return true;
    return false;
}

const char *imdf_reference(const struct imdf_feature *feature, const char *key, size_t index)
{
    const json_t *list = property(feature, key);
    const json_t *item = json_is_array(list) ? json_array_get(list, index)
                         : index == 0        ? list
                                             : NULL;
    const char *id = json_is_string(item) ? json_string_value(item)
                                          : json_string_value(json_object_get(item, "id"));
    return id && *id ? id : NULL;
}
