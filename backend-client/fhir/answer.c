#include "fhir/answer.h"

#include "base/text.h"
#include "fhir/answer_parts.h"
#include "fhir/content_parts.h"
#include "fhir/element.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct bundle {
    json_t *json;
    const json_t **matches;
    size_t count;
};

static json_t *parse(const char *body, size_t size, const char *type)
{
    char fault[100];
    json_t *json = body ? json_document(body, size, fault, sizeof fault) : NULL;
    const char *name = json_string_value(json_object_get(json, "resourceType"));
    if (name && (!type || strcmp(name, type) == 0))
        return json;
    json_decref(json);
    return NULL;
}

enum err bundle_read(const char *body, size_t size, struct bundle **out)
{
    *out = NULL;
    json_t *json = parse(body, size, "Bundle");
    if (!json)
        return ERR_CORRUPT;
    const json_t *entries = json_object_get(json, "entry");
    if (entries && !json_is_array(entries)) {
        json_decref(json);
        return ERR_CORRUPT;
    }
    struct bundle *bundle = calloc(1, sizeof *bundle);
    size_t total = json_array_size(entries);
    if (!bundle || !(bundle->matches = calloc(total + 1, sizeof *bundle->matches)))
        abort();
    bundle->json = json;
    for (size_t i = 0; i < total; i++) {
        const json_t *entry = json_array_get(entries, i);
        const json_t *resource = json_object_get(entry, "resource");
        const char *mode =
            json_string_value(json_object_get(json_object_get(entry, "search"), "mode"));
        if (json_is_object(resource) && (!mode || strcmp(mode, "match") == 0))
            bundle->matches[bundle->count++] = resource;
    }
    *out = bundle;
    return ERR_OK;
}

void bundle_free(struct bundle *bundle)
{
    if (!bundle)
        return;
    json_decref(bundle->json);
    free(bundle->matches);
    free(bundle);
}

size_t bundle_count(const struct bundle *bundle)
{
    return bundle->count;
}

bool bundle_is(const struct bundle *bundle, const char *type)
{
    const char *name = json_string_value(json_object_get(bundle->json, "type"));
    return name && strcmp(name, type) == 0;
}

const char *bundle_next(const struct bundle *bundle)
{
    const json_t *links = json_object_get(bundle->json, "link");
    for (size_t i = 0; i < json_array_size(links); i++) {
        const json_t *link = json_array_get(links, i);
        const char *relation = json_string_value(json_object_get(link, "relation"));
        if (relation && strcmp(relation, "next") == 0)
            return json_string_value(json_object_get(link, "url"));
    }
    return NULL;
}

static void see_identifier(struct reader *r, const json_t *one, struct seen *out)
{
    const char *system = one ? read_string(r, one, "system") : NULL;
    if (!system)
        return;
    const char *ticket = strstr(system, "/sid/ticket/");
    if (system_is(one, "/sid/op") || system_is(one, "/sid/rating")) {
        read_token(r, one, "value", out->op, sizeof out->op);
    } else if (ticket) {
        ticket += strlen("/sid/ticket/");
        const char *slash = strrchr(ticket, '/');
        if (slash && slash > ticket && (size_t)(slash - ticket) < sizeof out->queue &&
            strlen(slash + 1) == 8) {
            memcpy(out->queue, ticket, (size_t)(slash - ticket));
            text_copy(out->day, sizeof out->day, slash + 1);
            read_token(r, one, "value", out->ticket, sizeof out->ticket);
        }
    }
}

static void see_identifiers(struct reader *r, const json_t *json, struct seen *out)
{
    const json_t *ids = json_object_get(json, "identifier");
    if (json_is_object(ids)) /* QuestionnaireResponse has a single one */
        see_identifier(r, ids, out);
    for (size_t i = 0; json_is_array(ids) && i < json_array_size(ids); i++)
        see_identifier(r, read_item(r, ids, i, "identifier"), out);
}

static void see_concept(struct reader *r, const json_t *json, const char *key, char *out,
                        size_t size)
{
    const json_t *value = json_object_get(json, key);
    if (!json_is_object(value)) /* Slot, Patient and others have no such element, or a list of
                                   another meaning */
        return;
    const json_t *coding = concept_coding(r, value, "");
    if (!coding)
        coding = read_item(r, read_array(r, value, "coding"), 0, "coding");
    read_token(r, coding, "code", out, size);
}

static void see_payload(struct reader *r, const json_t *json, struct seen *out)
{
    const json_t *payload = read_array(r, json, "payload");
    for (size_t i = 0; i < json_array_size(payload); i++) {
        char part[COMPLAINT_TEXT_SIZE];
        if (!read_text(r, read_item(r, payload, i, "payload"), "contentString", part, sizeof part))
            continue;
        if (out->text[0])
            text_append(out->text, sizeof out->text, "\n");
        text_append(out->text, sizeof out->text, part);
    }
}

static enum err see(const json_t *json, struct seen *out)
{
    struct reader r;
    memset(out, 0, sizeof *out);
    const char *type = json_string_value(json_object_get(json, "resourceType"));
    reader_start(&r, type ? type : "");
    read_required(&r, json, "resourceType");
    read_token(&r, json, "resourceType", out->type, sizeof out->type);
    read_token(&r, json, "id", out->id, sizeof out->id);
    const json_t *meta = read_object(&r, json, "meta");
    read_token(&r, meta, "versionId", out->version, sizeof out->version);
    read_instant(&r, meta, "lastUpdated", &out->updated_ms);
    if (json_is_string(json_object_get(json, "status")))
        read_token(&r, json, "status", out->status, sizeof out->status);
    see_identifiers(&r, json, out);
    if (type && strcmp(type, "Task") == 0) {
        see_concept(&r, json, "businessStatus", out->business, sizeof out->business);
        see_concept(&r, json, "code", out->code, sizeof out->code);
        read_text(&r, read_object(&r, json, "owner"), "display", out->owner, sizeof out->owner);
        read_token(&r, json, "priority", out->priority, sizeof out->priority);
        read_instant(&r, json, "authoredOn", &out->authored_ms);
        see_task(&r, json, out);
    } else if (type && strcmp(type, "Slot") == 0) {
        read_text(&r, json, "comment", out->comment, sizeof out->comment);
    } else if (type && strcmp(type, "Appointment") == 0) {
        char rows[1][REFERENCE_SIZE];
        if (read_references(&r, json, "slot", rows[0], sizeof rows[0], 1) == 1)
            text_copy(out->slot, sizeof out->slot, rows[0]);
        see_concept(&r, json, "cancelationReason", out->reason, sizeof out->reason);
    } else if (type && strcmp(type, "Communication") == 0) {
        char rows[1][REFERENCE_SIZE];
        if (read_references(&r, json, "basedOn", rows[0], sizeof rows[0], 1) == 1)
            text_copy(out->based_on, sizeof out->based_on, rows[0]);
        if (json_string_length(json_object_get(json, "sent")) > 10)
            read_instant(&r, json, "sent", &out->sent_ms);
        see_payload(&r, json, out);
    }
    return r.err ? ERR_CORRUPT : ERR_OK;
}

enum err bundle_seen(const struct bundle *bundle, size_t index, struct seen *out)
{
    return index < bundle->count ? see(bundle->matches[index], out) : ERR_NOT_FOUND;
}

enum err bundle_content(const struct bundle *bundle, size_t index, struct resource *out,
                        char *fault, size_t fault_size)
{
    char type[48];
    return index < bundle->count
               ? content_read_json(bundle->matches[index], out, type, fault, fault_size)
               : ERR_NOT_FOUND;
}

char *bundle_resource(const struct bundle *bundle, size_t index)
{
    char *text = index < bundle->count ? json_dumps(bundle->matches[index], JSON_COMPACT) : NULL;
    if (!text)
        abort();
    return text;
}

int bundle_response(const struct bundle *bundle, size_t index, struct seen *out)
{
    const json_t *entry = json_array_get(json_object_get(bundle->json, "entry"), index);
    const json_t *response = json_object_get(entry, "response");
    const char *status = json_string_value(json_object_get(response, "status"));
    const char *location = json_string_value(json_object_get(response, "location"));
    const json_t *resource = json_object_get(entry, "resource");
    memset(out, 0, sizeof *out);
    int code = status ? atoi(status) : 0; /* "201" or "201 Created" */
    if (code < 200 || code > 299)
        return code;
    if (json_is_object(resource) && see(resource, out) == ERR_OK && out->id[0] &&
        strcmp(out->type, "OperationOutcome") != 0)
        return code;
    memset(out, 0, sizeof *out);
    if (location)
        seen_from_location(location, out);
    return code;
}

enum err seen_read(const char *body, size_t size, struct seen *out)
{
    memset(out, 0, sizeof *out);
    json_t *json = parse(body, size, NULL);
    if (!json)
        return ERR_CORRUPT;
    enum err e = see(json, out);
    json_decref(json);
    return e;
}

bool seen_from_location(const char *location, struct seen *out)
{
    char path[300];
    if (!text_copy(path, sizeof path, location))
        return false;
    char *history = strstr(path, "/_history/");
    if (history) {
        *history = '\0';
        text_copy(out->version, sizeof out->version, history + strlen("/_history/"));
    }
    char *id = strrchr(path, '/');
    if (!id || !id[1])
        return false;
    *id++ = '\0';
    char *type = strrchr(path, '/');
    type = type ? type + 1 : path;
    if (!isupper((unsigned char)type[0]) || strlen(type) >= sizeof out->type ||
        strlen(id) >= sizeof out->id)
        return false;
    text_copy(out->type, sizeof out->type, type);
    text_copy(out->id, sizeof out->id, id);
    return true;
}

void outcome_code(const char *body, size_t size, char *out, size_t out_size)
{
    out[0] = '\0';
    json_t *json = parse(body, size, "OperationOutcome");
    const char *code = json_string_value(
        json_object_get(json_array_get(json_object_get(json, "issue"), 0), "code"));
    bool clean = code && strlen(code) < 40;
    for (const char *p = code; clean && *p; p++)
        clean = islower((unsigned char)*p) || *p == '-';
    if (clean)
        text_copy(out, out_size, code);
    json_decref(json);
}

static bool offers(const json_t *resource, const char *interaction)
{
    const json_t *list = json_object_get(resource, "interaction");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *code = json_string_value(json_object_get(json_array_get(list, i), "code"));
        if (code && strcmp(code, interaction) == 0)
            return true;
    }
    return false;
}

enum err capability_check(const char *body, size_t size, char *why, size_t why_size)
{
    static const struct {
        const char *type, *interaction;
    } needs[] = {{"Slot", "search-type"},
                 {"Slot", "update"},
                 {"Schedule", "search-type"},
                 {"Appointment", "create"},
                 {"Appointment", "update"},
                 {"Patient", "create"},
                 {"Task", "create"},
                 {"Task", "search-type"},
                 {"Encounter", "create"},
                 {"Communication", "create"},
                 {"Organization", "search-type"},
                 {"QuestionnaireResponse", "create"}};
    json_t *json = parse(body, size, "CapabilityStatement");
    if (!json)
        return ERR_CORRUPT;
    enum err e = ERR_OK;
    const char *version = json_string_value(json_object_get(json, "fhirVersion"));
    if (!version || strncmp(version, "4.0", 3) != 0) {
        text_copy(why, why_size, "the server does not speak FHIR R4 (4.0)");
        e = ERR_REFUSED;
    }
    const json_t *rest = json_array_get(json_object_get(json, "rest"), 0);
    const json_t *resources = json_object_get(rest, "resource");
    for (size_t n = 0; e == ERR_OK && n < sizeof needs / sizeof needs[0]; n++) {
        bool found = false;
        for (size_t i = 0; i < json_array_size(resources) && !found; i++) {
            const json_t *one = json_array_get(resources, i);
            const char *type = json_string_value(json_object_get(one, "type"));
            found = type && strcmp(type, needs[n].type) == 0 && offers(one, needs[n].interaction);
        }
        if (!found) {
            text_format(why, why_size, "the server does not offer %s of %s", needs[n].interaction,
                        needs[n].type);
            e = ERR_REFUSED;
        }
    }
    json_decref(json);
    return e;
}
