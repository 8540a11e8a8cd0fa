#include "ctl/publish.h"

#include "base/text.h"
#include "fhir/content_parts.h"
#include "fhir/content_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int publish_add(struct publish *p, json_t *json, const char *file, int line, bool keep)
{
    const char *type = json_string_value(json_object_get(json, "resourceType"));
    const char *id = json_string_value(json_object_get(json, "id"));
    const json_t *identifier = json_array_get(json_object_get(json, "identifier"), 0);
    const char *system = json_string_value(json_object_get(identifier, "system"));
    const char *value = json_string_value(json_object_get(identifier, "value"));
    if (!type || !value || !system) {
        json_decref(json);
        return ctl_say(CTL_WORDS,
                       "%s:%d: no identifier with system and value: it could not be found again",
                       file, line);
    }
    if (p->count == p->room) {
        p->room = p->room ? p->room * 2 : 1024;
        p->rows = realloc(p->rows, p->room * sizeof *p->rows);
        if (!p->rows)
            abort();
    }
    struct wanted *row = &p->rows[p->count];
    memset(row, 0, sizeof *row);
    row->json = json;
    row->file = file;
    row->line = line;
    row->keep = keep;
    text_copy(row->type, sizeof row->type, type);
    text_format(row->key, sizeof row->key, "%s %s|%s", type, system, value);
    text_format(row->local, sizeof row->local, "%s/%s", type, id ? id : value);
    json_object_set_new(p->by_local, row->local, json_integer((json_int_t)p->count));
    p->count++;
    return CTL_OK;
}

/* "http://hospital.example" out of ".../sid/organization" */
static void learn_base(struct publish *p, const json_t *json)
{
    const char *system = json_string_value(
        json_object_get(json_array_get(json_object_get(json, "identifier"), 0), "system"));
    const char *sid = system ? strstr(system, "/sid/") : NULL;
    if (!p->base[0] && sid)
        text_format(p->base, sizeof p->base, "%.*s", (int)(sid - system), system);
}

int publish_read_folder(struct publish *p, const struct folder *folder)
{
    struct resource *resource = calloc(1, sizeof *resource);
    char type[RESOURCE_TYPE_SIZE], fault[300];
    int code = CTL_OK;
    if (!resource)
        abort();
    for (size_t i = 0; code == CTL_OK && i < folder->line_count; i++) {
        const struct folder_line *line = &folder->lines[i];
        json_t *json = json_document(line->text, line->length, fault, sizeof fault);
        if (!json) {
            code = ctl_say(CTL_WORDS, "%s:%d: %s", line->file, line->number, fault);
            break;
        }
        content_shift(json, folder->shift_days);
        enum err e = content_read_json(json, resource, type, fault, sizeof fault);
        if (e == ERR_INVALID) {
            code = ctl_say(CTL_WORDS, "%s:%d: %s", line->file, line->number, fault);
        } else if (e == ERR_OK) {
            bool session = resource->kind == RESOURCE_SCHEDULE || resource->kind == RESOURCE_SLOT;
            learn_base(p, json);
            json_incref(json);
            code = publish_add(p, json, line->file, line->number, session);
        }
        json_decref(json);
    }
    free(resource);
    return code;
}
