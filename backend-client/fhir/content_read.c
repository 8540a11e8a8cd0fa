#include "fhir/content_read.h"

#include "base/text.h"
#include "fhir/content_parts.h"

#include <assert.h>
#include <string.h>

static const struct row {
    const char *type;
    content_reader *read;
} rows[] = {
    [RESOURCE_ORGANIZATION] = {"Organization", content_organization},
    [RESOURCE_LOCATION] = {"Location", content_location},
    [RESOURCE_HEALTHCARE_SERVICE] = {"HealthcareService", content_service},
    [RESOURCE_PRACTITIONER] = {"Practitioner", content_practitioner},
    [RESOURCE_PRACTITIONER_ROLE] = {"PractitionerRole", content_role},
    [RESOURCE_SCHEDULE] = {"Schedule", content_schedule},
    [RESOURCE_SLOT] = {"Slot", content_slot},
    [RESOURCE_CHARGE_ITEM] = {"ChargeItemDefinition", content_charge},
    [RESOURCE_QUESTIONNAIRE] = {"Questionnaire", content_questionnaire},
    [RESOURCE_NOTICE] = {"CommunicationRequest", content_notice},
    [RESOURCE_PATIENT] = {"Patient", content_patient},
    [RESOURCE_REQUEST] = {"ServiceRequest", content_request},
};
static_assert(sizeof rows / sizeof rows[0] == RESOURCE_KIND_COUNT, "one row a kind");

const char *resource_kind_type(enum resource_kind kind)
{
    return rows[kind].type;
}

/* identifier is a list everywhere but in QuestionnaireResponse, which is no content */
static void read_identity(struct reader *r, const json_t *json, struct resource *out)
{
    read_token(r, json, "id", out->id, sizeof out->id);
    const json_t *first = read_item(r, read_array(r, json, "identifier"), 0, "identifier");
    size_t mark = reader_in(r, "identifier", 0);
    read_token(r, first, "system", out->system, sizeof out->system);
    read_token(r, first, "value", out->value, sizeof out->value);
    reader_out(r, mark);
    if (!out->value[0])
        out->system[0] = '\0';
    if (!out->id[0] && !out->value[0])
        reader_fail(r, "id", "missing");
    const json_t *meta = read_object(r, json, "meta");
    mark = reader_in(r, "meta", -1);
    read_token(r, meta, "versionId", out->version, sizeof out->version);
    read_instant(r, meta, "lastUpdated", &out->updated_ms);
    reader_out(r, mark);
}

/* A suspended Location is still there, only not to be walked through. */
static bool is_active(struct reader *r, const json_t *json, int kind)
{
    const char *status = read_string(r, json, "status");
    return !status || strcmp(status, "active") == 0 ||
           (kind == RESOURCE_LOCATION && strcmp(status, "suspended") == 0);
}

enum err content_read_json(const json_t *json, struct resource *out, char type[RESOURCE_TYPE_SIZE],
                           char *fault, size_t fault_size)
{
    struct reader r;
    memset(out, 0, sizeof *out);
    reader_start(&r, "");
    type[0] = '\0';
    const char *name = json_string_value(json_object_get(json, "resourceType"));
    if (!name) {
        text_copy(fault, fault_size, "resourceType: missing");
        return ERR_INVALID;
    }
    text_copy(type, RESOURCE_TYPE_SIZE, name);
    for (int kind = 0; kind < RESOURCE_KIND_COUNT; kind++) {
        if (strcmp(rows[kind].type, name) != 0)
            continue;
        reader_start(&r, name);
        out->kind = (enum resource_kind)kind;
        if (json_object_get(json, "contained"))
            reader_fail(&r, "contained", "not taken, give it its own line");
        if (json_object_get(json, "modifierExtension"))
            reader_fail(&r, "modifierExtension", "not understood, it could change the meaning");
        out->active = kind == RESOURCE_SLOT || is_active(&r, json, kind);
        if (json_is_boolean(json_object_get(json, "active")) &&
            !read_bool(&r, json, "active", true))
            out->active = false;
        read_identity(&r, json, out);
        rows[kind].read(&r, json, out);
        if (r.err)
            text_copy(fault, fault_size, r.fault);
        return r.err;
    }
    return ERR_NOT_FOUND;
}

enum err content_read(const char *line, size_t length, int shift_days, struct resource *out,
                      char type[RESOURCE_TYPE_SIZE], char *fault, size_t fault_size)
{
    char unused[RESOURCE_TYPE_SIZE];
    json_t *json = json_document(line, length, fault, fault_size);
    if (!json)
        return ERR_INVALID;
    if (shift_days)
        content_shift(json, shift_days);
    enum err e = content_read_json(json, out, type ? type : unused, fault, fault_size);
    json_decref(json);
    return e;
}

void resource_references(const struct resource *resource,
                         void (*visit)(void *ctx, const char *reference), void *ctx)
{
    if (resource->parent[0])
        visit(ctx, resource->parent);
    if (resource->person[0])
        visit(ctx, resource->person);
    for (int i = 0; i < resource->actor_count; i++)
        visit(ctx, resource->actors[i]);
    for (int i = 0; i < resource->place_count; i++)
        visit(ctx, resource->places[i]);
    for (int i = 0; i < resource->timetable_count; i++)
        if (resource->timetable[i].service[0])
            visit(ctx, resource->timetable[i].service);
    for (int i = 0; i < resource->rule_count; i++)
        if (resource->rules[i].receiver_id[0])
            visit(ctx, resource->rules[i].receiver_id);
}
