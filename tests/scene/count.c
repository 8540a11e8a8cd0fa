#include "count.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *const count_types[] = {
    "Appointment",           "Encounter", "Task",   "Communication", "CommunicationRequest",
    "QuestionnaireResponse", "Patient",   "Device", "Slot",          NULL};

struct count {
    const json_t *have;
    const struct ledger *ledger;
    size_t wrong, size;
    char *why;
};

__attribute__((format(printf, 2, 3))) static void tell(struct count *c, const char *format, ...)
{
    va_list args;
    size_t used = strlen(c->why);
    va_start(args, format);
    if (c->wrong++ > 0 && used + 2 < c->size)
        used += (size_t)snprintf(c->why + used, c->size - used, "; ");
    if (used < c->size)
        vsnprintf(c->why + used, c->size - used, format, args);
    va_end(args);
}

static const char *text_of(const json_t *resource, const char *key)
{
    const char *text = json_string_value(json_object_get(resource, key));
    return text ? text : "";
}

/* The identifier's system without "<base>/sid/"; "" for somebody else's. */
static const char *kind_of(const json_t *identifier)
{
    const char *sid = strstr(text_of(identifier, "system"), "/sid/");
    return sid ? sid + 5 : "";
}

/* An identifier is a list, but a single one in QuestionnaireResponse. */
static const json_t *identifier_at(const json_t *resource, size_t i)
{
    const json_t *list = json_object_get(resource, "identifier");
    if (json_is_object(list))
        return i == 0 ? list : NULL;
    return json_array_get(list, i);
}

static bool is_called(const json_t *resource, const char *system, const char *value)
{
    const json_t *one;
    for (size_t i = 0; (one = identifier_at(resource, i)); i++)
        if (strcmp(kind_of(one), system) == 0 && strcmp(text_of(one, "value"), value) == 0)
            return true;
    return false;
}

static const json_t *with_id(const struct count *c, const char *type, const char *id)
{
    size_t i;
    json_t *resource;
    json_array_foreach(json_object_get(c->have, type), i, resource)
    {
        if (strcmp(text_of(resource, "id"), id) == 0)
            return resource;
    }
    return NULL;
}

static void look_for(struct count *c, const struct owed *owed)
{
    const json_t *found = NULL;
    size_t i, there = 0;
    json_t *resource;
    json_array_foreach(json_object_get(c->have, owed->type), i, resource)
    {
        if (!is_called(resource, owed->system, owed->value))
            continue;
        found = resource;
        there++;
    }
    if (there == 0 && owed->id[0] && (found = with_id(c, owed->type, owed->id)))
        there = 1; /* the hospital's own, which has no operation of ours */
    if (there == 0 && !owed->may_lack)
        tell(c, "lost: the %s (%s %s|%s)", owed->what, owed->type, owed->system, owed->value);
    if (there == 1 && owed->status[0] && strcmp(text_of(found, "status"), owed->status) != 0)
        tell(c, "the %s (%s %s|%s) is %s there, here %s", owed->what, owed->type, owed->system,
             owed->value, text_of(found, "status"), owed->status);
}

/* Two of a type with one identifier. A visit's joins its Tasks, and is meant to. */
static void look_for_doubles(struct count *c, const char *type)
{
    const json_t *list = json_object_get(c->have, type), *one;
    json_t *seen = json_object();
    char key[400];
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t k = 0; (one = identifier_at(json_array_get(list, i), k)); k++) {
            if (strcmp(type, "Task") == 0 && strcmp(kind_of(one), "visit") == 0)
                continue;
            snprintf(key, sizeof key, "%s|%s", text_of(one, "system"), text_of(one, "value"));
            if (json_object_get(seen, key))
                tell(c, "twice: %s %s|%s", type, kind_of(one), text_of(one, "value"));
            json_object_set_new(seen, key, json_true());
        }
    json_decref(seen);
}

static bool is_owed(const struct count *c, const char *type, const char *system, const char *value)
{
    for (size_t i = 0; i < c->ledger->count; i++) {
        const struct owed *owed = &c->ledger->owed[i];
        if (strcmp(owed->type, type) == 0 && strcmp(owed->system, system) == 0 &&
            strcmp(owed->value, value) == 0)
            return true;
    }
    return false;
}

/* An operation of ours that no store knows of. */
static void look_for_strangers(struct count *c, const char *type)
{
    const json_t *list = json_object_get(c->have, type), *one;
    for (size_t i = 0; i < json_array_size(list); i++)
        for (size_t k = 0; (one = identifier_at(json_array_get(list, i), k)); k++)
            if (strcmp(kind_of(one), "op") == 0 && !is_owed(c, type, "op", text_of(one, "value")) &&
                !(strcmp(type, "QuestionnaireResponse") == 0 &&
                  is_owed(c, type, "rating", text_of(one, "value"))))
                tell(c, "nobody did: %s op|%s", type, text_of(one, "value"));
}

static bool is_open(const json_t *appointment)
{
    const char *status = text_of(appointment, "status");
    return strcmp(status, "cancelled") != 0 && strcmp(status, "entered-in-error") != 0;
}

static const char *slot_of(const json_t *appointment)
{
    return text_of(json_array_get(json_object_get(appointment, "slot"), 0), "reference");
}

static void look_at_slots(struct count *c)
{
    const json_t *list = json_object_get(c->have, "Appointment"), *one, *slot;
    json_t *sold = json_object();
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *reference = slot_of(one = json_array_get(list, i));
        if (!*reference || !is_open(one))
            continue;
        if (json_object_get(sold, reference))
            tell(c, "sold twice: %s", reference);
        json_object_set_new(sold, reference, json_true());
        slot = with_id(c, "Slot", reference + strlen("Slot/"));
        if (strncmp(text_of(slot, "status"), "busy", 4) != 0)
            tell(c, "sold, but not busy: %s", reference);
    }
    json_decref(sold);
    list = json_object_get(c->have, "Slot");
    for (size_t i = 0; i < json_array_size(list); i++) {
        slot = json_array_get(list, i);
        const char *value = text_of(identifier_at(slot, 0), "value");
        if (strcmp(text_of(slot, "status"), "busy-tentative") == 0 &&
            !is_owed(c, "Slot", "slot", value))
            tell(c, "kept for nobody: Slot %s", value);
    }
}

size_t count_wrong(const json_t *have, const struct ledger *ledger, char *why, size_t size)
{
    struct count c = {have, ledger, 0, size, why};
    *why = 0;
    for (size_t i = 0; i < ledger->count; i++)
        look_for(&c, &ledger->owed[i]);
    for (const char *const *type = count_types; *type; type++) {
        look_for_doubles(&c, *type);
        look_for_strangers(&c, *type);
    }
    look_at_slots(&c);
    if (ledger->refused[0])
        tell(&c, "refused: %s", ledger->refused);
    if (ledger->waiting)
        tell(&c, "%d still wait to be sent", ledger->waiting);
    return c.wrong;
}
