/* Changed copies of what the server holds, and transactions. */
#include "base/text.h"
#include "base/uuid.h"
#include "fhir/json.h"
#include "fhir/write_parts.h"

#include <stdlib.h>
#include <string.h>

static json_t *parse(const char *got, const char *type)
{
    char fault[100];
    json_t *json = json_document(got, strlen(got), fault, sizeof fault);
    const char *name = json_string_value(json_object_get(json, "resourceType"));
    if (name && strcmp(name, type) == 0)
        return json;
    json_decref(json);
    return NULL;
}

char *rewrite_slot(const char *got, const char *status, const char *comment)
{
    json_t *json = parse(got, "Slot");
    if (!json)
        return NULL;
    put_text(json, "status", status);
    if (comment && comment[0])
        put_text(json, "comment", comment);
    else if (comment)
        json_object_del(json, "comment");
    return dump_and_free(json);
}

char *rewrite_appointment(const char *got, const char *status)
{
    json_t *json = parse(got, "Appointment");
    if (!json)
        return NULL;
    put_text(json, "status", status);
    if (strcmp(status, "cancelled") == 0) {
        json_t *coding = json_object(), *reason = json_object();
        put_text(coding, "system",
                 "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason");
        put_text(coding, "code", "pat");
        put(reason, "coding", list_of(coding));
        put(json, "cancelationReason", reason);
    }
    return dump_and_free(json);
}

char *rewrite_status(const char *got, const char *type, const char *status)
{
    json_t *json = parse(got, type);
    if (!json)
        return NULL;
    put_text(json, "status", status);
    return dump_and_free(json);
}

char *rewrite_task(const struct links *links, const char *got, const char *status,
                   const char *business, int64_t now_ms)
{
    json_t *json = parse(got, "Task");
    if (!json)
        return NULL;
    put_text(json, "status", status);
    /* business states come in the system that is there already: queue-status for a ticket,
     * complaint-status for a complaint */
    json_t *coding =
        json_array_get(json_object_get(json_object_get(json, "businessStatus"), "coding"), 0);
    if (coding)
        put_text(coding, "code", business);
    else
        put(json, "businessStatus", concept_in(links, "queue-status", business));
    int64_t authored = 0;
    const char *text = json_string_value(json_object_get(json, "authoredOn"));
    if (text && clock_parse_instant(text, &authored) && authored > now_ms + links->shift_ms)
        now_ms = authored - links->shift_ms; /* inv-1: lastModified is not before authoredOn */
    put_instant(json, "lastModified", links, now_ms);
    return dump_and_free(json);
}

/* Of a resource that is there its address, of a new one a name for this Bundle. */
static void put_full_url(json_t *entry, const char *base, const struct entry *from)
{
    char name[400], uuid[UUID_SIZE];
    size_t length = strlen(base);
    if (from->full_url) {
        put_text(entry, "fullUrl", from->full_url);
    } else if (strcmp(from->method, "POST") == 0) {
        uuid_new(uuid);
        text_format(name, sizeof name, "urn:uuid:%s", uuid);
        put_text(entry, "fullUrl", name);
    } else if (text_format(name, sizeof name, "%.*s/%s",
                           (int)(length && base[length - 1] == '/' ? length - 1 : length), base,
                           from->url)) {
        put_text(entry, "fullUrl", name);
    }
}

char *write_transaction(const char *base, const struct entry *entries, size_t count)
{
    json_t *bundle = resource_of("Bundle"), *list = json_array();
    put_text(bundle, "type", "transaction");
    for (size_t i = 0; i < count; i++) {
        const struct entry *from = &entries[i];
        json_t *entry = json_object(), *request = json_object();
        json_t *body = json_loads(from->body, 0, NULL);
        if (!body)
            abort();
        put_full_url(entry, base, from);
        put(entry, "resource", body);
        put_text(request, "method", from->method);
        put_text(request, "url", from->url);
        if (from->if_match) {
            char etag[80] = "W/\"";
            strncat(etag, from->if_match, sizeof etag - 5);
            strcat(etag, "\"");
            put_text(request, "ifMatch", etag);
        }
        put_text(request, "ifNoneExist", from->if_none_exist);
        put(entry, "request", request);
        json_array_append_new(list, entry);
    }
    put(bundle, "entry", list);
    return dump_and_free(bundle);
}
