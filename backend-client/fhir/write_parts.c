#include "fhir/write_parts.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

json_t *resource_of(const char *type)
{
    json_t *json = json_object();
    put_text(json, "resourceType", type);
    return json;
}

void put(json_t *object, const char *key, json_t *value)
{
    if (value && json_object_set_new(object, key, value) != 0)
        abort();
}

void put_text(json_t *object, const char *key, const char *value)
{
    if (!value || !value[0])
        return;
    json_t *text = json_string(value);
    if (!text) /* our own structs hold well-formed UTF-8 */
        abort();
    put(object, key, text);
}

void put_moment(json_t *object, const char *key, int64_t ms)
{
    char text[INSTANT_SIZE];
    if (ms <= 0)
        return;
    clock_instant(ms, text);
    put_text(object, key, text);
}

void put_instant(json_t *object, const char *key, const struct links *links, int64_t ms)
{
    char text[INSTANT_SIZE];
    if (ms <= 0)
        return;
    clock_instant(ms + links->shift_ms, text);
    put_text(object, key, text);
}

json_t *list_of(json_t *one)
{
    if (!one)
        return NULL;
    json_t *list = json_array();
    json_array_append_new(list, one);
    return list;
}

json_t *reference_to(const char *reference)
{
    return reference_named(reference, NULL);
}

json_t *reference_named(const char *reference, const char *display)
{
    if ((!reference || !reference[0]) && (!display || !display[0]))
        return NULL;
    json_t *json = json_object();
    put_text(json, "reference", reference);
    put_text(json, "display", display);
    return json;
}

json_t *identifier(const struct links *links, const char *kind, const char *value)
{
    char system[300];
    text_format(system, sizeof system, "%s/sid/%s", links->base, kind);
    json_t *json = json_object();
    put_text(json, "system", system);
    put_text(json, "value", value);
    return json;
}

json_t *coding_in(const struct links *links, const char *name, const char *code)
{
    if (!code || !code[0])
        return NULL;
    char system[300];
    text_format(system, sizeof system, "%s/cs/%s", links->base, name);
    json_t *json = json_object();
    put_text(json, "system", system);
    put_text(json, "code", code);
    return json;
}

static json_t *concept_of(json_t *coding)
{
    if (!coding)
        return NULL;
    json_t *json = json_object();
    put(json, "coding", list_of(coding));
    return json;
}

json_t *concept_in(const struct links *links, const char *name, const char *code)
{
    return concept_of(coding_in(links, name, code));
}

json_t *concept_text(const char *text)
{
    if (!text || !text[0])
        return NULL;
    json_t *json = json_object();
    put_text(json, "text", text);
    return json;
}

json_t *payload_of(const char *zh, const char *en)
{
    if (!zh[0] && !en[0])
        return NULL;
    json_t *json = json_object(), *lang = json_object(), *content = json_object(),
           *translation = json_object(), *both = json_array(), *beside = json_object();
    put_text(json, "contentString", zh[0] ? zh : en);
    put_text(lang, "url", "lang");
    put_text(lang, "valueCode", "en");
    put_text(content, "url", "content");
    put_text(content, "valueString", en[0] ? en : zh);
    json_array_append_new(both, lang);
    json_array_append_new(both, content);
    put_text(translation, "url", "http://hl7.org/fhir/StructureDefinition/translation");
    put(translation, "extension", both);
    put(beside, "extension", list_of(translation));
    put(json, "_contentString", beside);
    return json;
}

char *dump_and_free(json_t *json)
{
    char *text = json_dumps(json, JSON_COMPACT);
    json_decref(json);
    if (!text)
        abort();
    return text;
}
