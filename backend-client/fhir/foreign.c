#include "fhir/foreign.h"

#include "base/text.h"
#include "fhir/element.h"

#include <string.h>

static json_t *document(const char *json, const char *type, struct reader *r)
{
    char fault[100];
    json_t *found = json_document(json, strlen(json), fault, sizeof fault);
    const char *name = json_string_value(json_object_get(found, "resourceType"));
    reader_start(r, type);
    if (name && strcmp(name, type) == 0)
        return found;
    json_decref(found);
    return NULL;
}

static void read_ids(struct reader *r, const json_t *json, const char *suffix, char *out,
                     size_t size)
{
    const json_t *list = read_array(r, json, "identifier");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = read_item(r, list, i, "identifier");
        if (one && system_is(one, suffix))
            read_token(r, one, "value", out, size);
    }
}

static void read_head(struct reader *r, const json_t *json, char *id, char *version)
{
    read_required(r, json, "id");
    read_token(r, json, "id", id, ID_SIZE);
    read_token(r, read_object(r, json, "meta"), "versionId", version, VERSION_SIZE);
}

static void read_concept_words(struct reader *r, const json_t *concept, struct label *out)
{
    const json_t *coding = read_item(r, read_array(r, concept, "coding"), 0, "coding");
    if (!read_label(r, concept, "text", out) && coding)
        read_label(r, coding, "display", out);
}

static void read_participants(struct reader *r, const json_t *json, struct foreign_booking *out)
{
    const json_t *list = read_array(r, json, "participant");
    for (size_t i = 0; i < json_array_size(list); i++) {
        char who[REFERENCE_SIZE] = "";
        const json_t *one = read_item(r, list, i, "participant");
        const json_t *actor = read_object(r, one, "actor");
        if (!actor || !read_reference(r, one, "actor", who, sizeof who))
            continue;
        if (strncmp(who, "Patient/", 8) == 0) {
            text_copy(out->patient, sizeof out->patient, who);
            continue;
        }
        if (strncmp(who, "Practitioner", 12) == 0)
            read_label(r, actor, "display", &out->doctor);
        if (out->actor_count < REFERENCES_MAX)
            text_copy(out->actors[out->actor_count++], REFERENCE_SIZE, who);
    }
}

enum err foreign_booking_read(const char *text, struct foreign_booking *out)
{
    struct reader r;
    memset(out, 0, sizeof *out);
    json_t *json = document(text, "Appointment", &r);
    if (!json)
        return ERR_CORRUPT;
    char slots[1][REFERENCE_SIZE];
    read_head(&r, json, out->id, out->version);
    read_ids(&r, json, "/sid/op", out->op, sizeof out->op);
    read_ids(&r, json, "/sid/visit", out->code, sizeof out->code);
    read_token(&r, json, "status", out->status, sizeof out->status);
    read_instant(&r, json, "start", &out->start_ms);
    read_instant(&r, json, "end", &out->end_ms);
    if (read_references(&r, json, "slot", slots[0], sizeof slots[0], 1) == 1)
        text_copy(out->slot, sizeof out->slot, slots[0]);
    if (read_references(&r, json, "basedOn", slots[0], sizeof slots[0], 1) == 1)
        text_copy(out->based_on, sizeof out->based_on, slots[0]);
    read_participants(&r, json, out);
    const json_t *service = read_item(&r, read_array(&r, json, "serviceType"), 0, "serviceType");
    if (service)
        read_concept_words(&r, service, &out->service);
    if (!out->service.zh[0])
        read_label(&r, json, "description", &out->service);
    json_decref(json);
    return r.err ? ERR_CORRUPT : ERR_OK;
}

enum complaint_status complaint_status_of(const char *status, const char *business)
{
    if (strcmp(business, "closed") == 0 || strcmp(status, "completed") == 0 ||
        strcmp(status, "cancelled") == 0)
        return COMPLAINT_CLOSED;
    if (strcmp(business, "replied") == 0)
        return COMPLAINT_REPLIED;
    return strcmp(business, "assigned") == 0 || strcmp(status, "accepted") == 0 ||
                   strcmp(status, "in-progress") == 0
               ? COMPLAINT_ASSIGNED
               : COMPLAINT_SUBMITTED;
}

static void read_phone(struct reader *r, const json_t *json, struct foreign_complaint *out)
{
    const json_t *list = read_array(r, json, "input");
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *one = read_item(r, list, i, "input");
        const json_t *coding =
            concept_coding(r, read_object(r, one, "type"), "/cs/complaint-input");
        const char *code = coding ? read_string(r, coding, "code") : NULL;
        if (code && strcmp(code, "phone") == 0)
            read_token(r, one, "valueString", out->phone, sizeof out->phone);
    }
}

enum err foreign_complaint_read(const char *text, struct foreign_complaint *out)
{
    struct reader r;
    char status[32] = "", business[40] = "";
    memset(out, 0, sizeof *out);
    json_t *json = document(text, "Task", &r);
    if (!json)
        return ERR_CORRUPT;
    read_head(&r, json, out->id, out->version);
    read_ids(&r, json, "/sid/op", out->op, sizeof out->op);
    read_ids(&r, json, "/sid/complaint", out->number, sizeof out->number);
    read_token(&r, json, "status", status, sizeof status);
    const json_t *words = read_object(&r, json, "businessStatus");
    const json_t *coding = words ? concept_coding(&r, words, "") : NULL;
    if (coding)
        read_token(&r, coding, "code", business, sizeof business);
    out->status = complaint_status_of(status, business);
    read_reference(&r, json, "focus", out->focus, sizeof out->focus);
    const json_t *owner = read_object(&r, json, "owner");
    if (owner)
        read_label(&r, owner, "display", &out->owner);
    read_instant(&r, json, "authoredOn", &out->authored_ms);
    const json_t *period = read_object(&r, read_object(&r, json, "restriction"), "period");
    if (period)
        read_days(&r, period, "end", NULL, out->due);
    read_phone(&r, json, out);
    json_decref(json);
    return r.err ? ERR_CORRUPT : ERR_OK;
}

enum err foreign_complaint_about(const char *text, struct complaint *out)
{
    struct reader r;
    json_t *json = document(text, "Communication", &r);
    if (!json)
        return ERR_CORRUPT;
    char op[ID_SIZE] = "", kind[24] = "";
    read_ids(&r, json, "/sid/op", op, sizeof op);
    const json_t *voice = concept_list_coding(&r, json, "category", "/cs/voice");
    if (voice)
        read_token(&r, voice, "code", kind, sizeof kind);
    const json_t *topic = read_object(&r, json, "topic");
    const json_t *coding = topic ? concept_coding(&r, topic, "") : NULL;
    if (coding)
        read_token(&r, coding, "code", out->topic, sizeof out->topic);
    read_instant(&r, json, "sent", &out->created_ms);
    if (strlen(op) == UUID_SIZE - 1)
        text_copy(out->op, sizeof out->op, op);
    for (int i = 0; i < VOICE_COUNT; i++)
        if (strcmp(kind, voice_kind_name((enum voice_kind)i)) == 0)
            out->kind = (enum voice_kind)i;
    json_decref(json);
    return r.err ? ERR_CORRUPT : ERR_OK;
}
