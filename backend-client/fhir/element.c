#include "fhir/element.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define TRANSLATION "http://hl7.org/fhir/StructureDefinition/translation"

static bool has_han(const char *text)
{
    while (*text)
        if (text_is_han(text_next(&text)))
            return true;
    return false;
}

/* One translation extension: {lang, content} as inner extensions. */
static bool translation(struct reader *r, const json_t *item, const char **lang,
                        const char **content)
{
    const char *url = read_string(r, item, "url");
    if (!url || strcmp(url, TRANSLATION) != 0)
        return false;
    const json_t *inner = extension(item, "lang", 0);
    *lang = read_string(r, inner, "valueCode");
    inner = extension(item, "content", 0);
    *content = read_string(r, inner, "valueString");
    if (!*content)
        *content = read_string(r, inner, "valueMarkdown");
    return *lang && *content;
}

bool read_translated(struct reader *r, const json_t *object, const char *key, char *zh, char *en,
                     size_t size)
{
    char own[sizeof(struct note) / 2], shadow[72];
    if (size > sizeof own)
        size = sizeof own;
    if (!read_text(r, object, key, own, size))
        return false;
    zh[0] = en[0] = '\0';
    snprintf(shadow, sizeof shadow, "_%s", key);
    const json_t *list = read_array(r, read_object(r, object, shadow), "extension");
    for (size_t i = 0; list && i < json_array_size(list); i++) {
        const char *lang, *content;
        const json_t *item = read_item(r, list, i, shadow);
        if (!item || !translation(r, item, &lang, &content))
            continue;
        char *target = strncmp(lang, "zh", 2) == 0 ? zh : strncmp(lang, "en", 2) == 0 ? en : NULL;
        if (target && !target[0] && !json_words(target, size, content))
            reader_fail(r, shadow, "control characters");
    }
    /* the primitive itself is the language that has no translation; with none at all its script
     * tells */
    if (!zh[0] && (en[0] || has_han(own)))
        text_copy(zh, size, own);
    else if (!en[0])
        text_copy(en, size, own);
    if (!zh[0])
        text_copy(zh, size, own);
    if (!en[0])
        text_copy(en, size, own);
    return !r->err;
}

bool read_label(struct reader *r, const json_t *object, const char *key, struct label *out)
{
    return read_translated(r, object, key, out->zh, out->en, sizeof out->zh);
}

bool read_note(struct reader *r, const json_t *object, const char *key, struct note *out)
{
    return read_translated(r, object, key, out->zh, out->en, sizeof out->zh);
}

static bool url_ends(const json_t *object, const char *name)
{
    const char *url = json_string_value(json_object_get(object, "url"));
    if (!url)
        return false;
    const char *slash = strrchr(url, '/');
    return strcmp(slash ? slash + 1 : url, name) == 0;
}

const json_t *extension(const json_t *object, const char *name, size_t from)
{
    const json_t *list = json_object_get(object, "extension");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        if (url_ends(item, name) && from-- == 0)
            return item;
    }
    return NULL;
}

bool extension_label(struct reader *r, const json_t *object, const char *name, struct label *out)
{
    size_t mark = reader_in(r, name, -1);
    bool found = read_label(r, extension(object, name, 0), "valueString", out);
    reader_out(r, mark);
    return found;
}

bool extension_note(struct reader *r, const json_t *object, const char *name, struct note *out)
{
    size_t mark = reader_in(r, name, -1);
    bool found = read_note(r, extension(object, name, 0), "valueString", out);
    reader_out(r, mark);
    return found;
}

bool extension_code(struct reader *r, const json_t *object, const char *name, char *out,
                    size_t size)
{
    size_t mark = reader_in(r, name, -1);
    const json_t *item = extension(object, name, 0);
    bool found = read_token(r, item, "valueCode", out, size) ||
                 read_token(r, item, "valueString", out, size);
    reader_out(r, mark);
    return found;
}

int extension_int(struct reader *r, const json_t *object, const char *name, int otherwise)
{
    size_t mark = reader_in(r, name, -1);
    const json_t *item = extension(object, name, 0);
    int value = json_object_get(item, "valuePositiveInt")
                    ? read_int(r, item, "valuePositiveInt", otherwise)
                    : read_int(r, item, "valueInteger", otherwise);
    reader_out(r, mark);
    return value;
}

bool system_is(const json_t *coding, const char *suffix)
{
    const char *system = json_string_value(json_object_get(coding, "system"));
    size_t length = system ? strlen(system) : 0, tail = strlen(suffix);
    return length >= tail && strcmp(system + length - tail, suffix) == 0;
}

const json_t *concept_coding(struct reader *r, const json_t *concept, const char *suffix)
{
    const json_t *codings = read_array(r, concept, "coding");
    for (size_t i = 0; codings && i < json_array_size(codings); i++) {
        const json_t *coding = read_item(r, codings, i, "coding");
        if (coding && system_is(coding, suffix))
            return coding;
    }
    return NULL;
}

const json_t *concept_list_coding(struct reader *r, const json_t *object, const char *key,
                                  const char *suffix)
{
    const json_t *list = read_array(r, object, key);
    for (size_t i = 0; list && i < json_array_size(list); i++) {
        const json_t *coding = concept_coding(r, read_item(r, list, i, key), suffix);
        if (coding)
            return coding;
    }
    return NULL;
}

bool read_reference(struct reader *r, const json_t *object, const char *key, char *out, size_t size)
{
    const json_t *holder = key ? read_object(r, object, key) : object;
    char whole[400];
    if (!read_token(r, holder, "reference", whole, sizeof whole))
        return false;
    char *history = strstr(whole, "/_history/");
    if (history)
        *history = '\0';
    char *slash = strrchr(whole, '/');
    if (whole[0] == '#' || strchr(whole, '?') || (!slash && strncmp(whole, "urn:", 4) != 0)) {
        reader_fail(r, key, "not a reference to another resource");
        return false;
    }
    char *from = whole;
    if (slash && slash > whole) {
        char *before = slash - 1;
        while (before > whole && before[-1] != '/')
            before--;
        from = before;
    }
    if (strlen(from) >= size) {
        reader_fail(r, key, "too long");
        return false;
    }
    return text_copy(out, size, from);
}

int read_references(struct reader *r, const json_t *object, const char *key, char *rows,
                    size_t size, int cap)
{
    const json_t *list = read_array(r, object, key);
    int count = 0;
    for (size_t i = 0; list && i < json_array_size(list) && count < cap; i++) {
        size_t mark = reader_in(r, key, (int)i);
        if (read_reference(r, read_item(r, list, i, key), NULL, rows + (size_t)count * size, size))
            count++; /* one with a display only names nobody we know */
        reader_out(r, mark);
    }
    return count;
}

void read_telecom(struct reader *r, const json_t *object, const char *system, char *out,
                  size_t size)
{
    const json_t *list = read_array(r, object, "telecom");
    for (size_t i = 0; list && i < json_array_size(list); i++) {
        const json_t *item = read_item(r, list, i, "telecom");
        const char *kind = read_string(r, item, "system");
        if (!kind || strcmp(kind, system) == 0) {
            if (read_text(r, item, "value", out, size))
                return;
        }
    }
}
