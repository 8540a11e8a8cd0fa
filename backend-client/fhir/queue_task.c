/* Queue entries: Task with code queue-entry (WIRE.md section 1). What the order of calling depends
 * on and has no element of its own is a Task.input, <base>/cs/queue-input; so is the masked name,
 * as a board's account may be kept from `for`. */
#include "fhir/json.h"
#include "fhir/write_parts.h"

#include "base/text.h"

#include <string.h>

static const char *const priorities[] = {"routine", "urgent", "asap", "stat"};

static const struct {
    const char *status, *business;
} words[QUEUE_STATUS_COUNT] = {
    [QUEUE_WAITING] = {"ready", "waiting"},         [QUEUE_CALLED] = {"in-progress", "called"},
    [QUEUE_RECALLED] = {"in-progress", "recalled"}, [QUEUE_PASSED] = {"ready", "passed"},
    [QUEUE_SERVING] = {"in-progress", "serving"},   [QUEUE_DONE] = {"completed", "done"},
    [QUEUE_LEFT] = {"cancelled", "left"},
};

static const char *input_code(const json_t *input)
{
    const json_t *coding =
        json_array_get(json_object_get(json_object_get(input, "type"), "coding"), 0);
    const char *system = json_string_value(json_object_get(coding, "system"));
    const char *end = system ? strrchr(system, '/') : NULL;
    return end && strcmp(end, "/queue-input") == 0
               ? json_string_value(json_object_get(coding, "code"))
               : NULL;
}

/* Sets, or with NULL removes, what the Task says under that code. Steals `value`. */
static void set_input(json_t *task, const struct links *links, const char *code, const char *key,
                      json_t *value)
{
    json_t *list = json_object_get(task, "input");
    for (size_t i = json_array_size(list); i-- > 0;) {
        const char *found = input_code(json_array_get(list, i));
        if (found && strcmp(found, code) == 0)
            json_array_remove(list, i);
    }
    if (value) {
        json_t *one = json_object();
        put(one, "type", concept_in(links, "queue-input", code));
        put(one, key, value);
        if (!list)
            put(task, "input", list = json_array());
        json_array_append_new(list, one);
    }
    if (list && json_array_size(list) == 0)
        json_object_del(task, "input");
}

/* The clinic's time, whatever our clock says. */
static json_t *moment(int64_t ms)
{
    char text[INSTANT_SIZE];
    clock_instant(ms, text);
    return json_string(text);
}

/* Sets one identifier of that kind, or with "" removes it; `kind` is a beginning of the name. */
static void set_identifier(json_t *task, const struct links *links, const char *kind,
                           const char *name, const char *value)
{
    char system[300];
    json_t *list = json_object_get(task, "identifier");
    text_format(system, sizeof system, "%s/sid/%s", links->base, kind);
    for (size_t i = json_array_size(list); i-- > 0;) {
        const char *found = json_string_value(json_object_get(json_array_get(list, i), "system"));
        if (found && strncmp(found, system, strlen(system)) == 0)
            json_array_remove(list, i);
    }
    if (!list)
        put(task, "identifier", list = json_array());
    if (value[0])
        json_array_append_new(list, identifier(links, name, value));
}

static void queue_day(const char *date, char out[9])
{
    size_t used = 0;
    for (const char *p = date; *p && used < 8; p++)
        if (*p != '-')
            out[used++] = *p;
    out[used] = '\0';
}

bool queue_group(const char *queue, const char *date, char *out, size_t size)
{
    char day[9];
    queue_day(date, day);
    return text_format(out, size, "%s-%s", queue, day);
}

bool queue_ticket_system(const char *queue, const char *date, char *out, size_t size)
{
    char day[9];
    queue_day(date, day);
    return text_format(out, size, "ticket/%s/%s", queue, day);
}

static void put_place_in_line(json_t *task, const struct links *links, const struct ticket *ticket)
{
    char system[ID_SIZE + 24], group[ID_SIZE + 12];
    queue_ticket_system(ticket->queue, ticket->date, system, sizeof system);
    queue_group(ticket->queue, ticket->date, group, sizeof group);
    set_identifier(task, links, "op", "op", ticket->op);
    set_identifier(task, links, "ticket/", system, ticket->number);
    set_identifier(task, links, "visit", "visit", ticket->visit_op);
    put(task, "groupIdentifier", identifier(links, "queue", group));
    put_text(task, "status", "ready");
    put(task, "businessStatus", concept_in(links, "queue-status", "waiting"));
    put_text(task, "priority", priorities[ticket->priority & 3]);
    put_instant(task, "authoredOn", links, ticket->created_ms);
    put_instant(task, "lastModified", links, ticket->created_ms);
}

static void put_more(json_t *task, const struct links *links, const struct queue_task *more)
{
    set_input(task, links, "due", "valueDateTime", more->due_ms > 0 ? moment(more->due_ms) : NULL);
    set_input(task, links, "returned", "valueBoolean", more->returned ? json_true() : NULL);
    set_input(task, links, "name", "valueString", more->mask[0] ? json_string(more->mask) : NULL);
    if (more->reason[0])
        put(task, "reasonCode", concept_in(links, "queue-priority", more->reason));
}

char *write_queue_entry(const struct links *links, const struct ticket *ticket,
                        const struct queue_task *more)
{
    json_t *json = resource_of("Task");
    put_text(json, "intent", "order");
    put(json, "code", concept_in(links, "task", "queue-entry"));
    put_place_in_line(json, links, ticket);
    put(json, "focus", reference_to(links->appointment));
    put(json, "for", reference_to(links->patient));
    put(json, "encounter", reference_to(links->encounter));
    put(json, "requester", reference_to(links->device));
    put(json, "location", reference_named(links->place, ticket->doctor.place.zh));
    if (more)
        put_more(json, links, more);
    return dump_and_free(json);
}

static json_t *parse(const char *got)
{
    char fault[100];
    json_t *json = json_document(got, strlen(got), fault, sizeof fault);
    const char *name = json_string_value(json_object_get(json, "resourceType"));
    if (name && strcmp(name, "Task") == 0)
        return json;
    json_decref(json);
    return NULL;
}

/* The later of now and a moment that stands there: inv-1 (lastModified is not before authoredOn)
 * and per-1 (no end before the start) hold whatever the clocks say. */
static int64_t not_before(const json_t *there, const char *key, const struct links *links,
                          int64_t now_ms)
{
    int64_t moment_ms = 0;
    const char *text = json_string_value(json_object_get(there, key));
    return text && clock_parse_instant(text, &moment_ms) && moment_ms > now_ms + links->shift_ms
               ? moment_ms - links->shift_ms
               : now_ms;
}

static void put_period(json_t *task, const struct links *links, enum queue_status to, int64_t now)
{
    json_t *period = json_object_get(task, "executionPeriod");
    if (to == QUEUE_WAITING || to == QUEUE_PASSED)
        return;
    if (!period)
        put(task, "executionPeriod", period = json_object());
    if (to == QUEUE_CALLED || !json_object_get(period, "start"))
        put_instant(period, "start", links, now);
    json_object_del(period, "end");
    if (to == QUEUE_DONE || to == QUEUE_LEFT)
        put_instant(period, "end", links, not_before(period, "start", links, now));
}

static void put_claim(json_t *task, const struct links *links, const struct queue_change *change)
{
    const struct caller *caller = change->caller;
    json_t *owner = reference_named(links->role && links->role[0] ? links->role : links->device,
                                    caller->place.zh);
    if (!owner)
        owner = json_object();
    put(owner, "identifier", identifier(links, "caller", caller->by));
    put(task, "owner", owner);
    if (caller->place_id[0])
        put(task, "location", reference_named(links->place, caller->place.zh));
    set_input(task, links, "overtaken", "valueInteger", json_integer(change->overtaken));
    set_input(task, links, "skip", "valueInteger", NULL);
}

char *rewrite_queue_task(const struct links *links, const char *got,
                         const struct queue_change *change, int64_t now_ms)
{
    json_t *task = parse(got);
    if (!task)
        return NULL;
    enum queue_status to = change->to;
    now_ms = not_before(task, "authoredOn", links, now_ms);
    put_text(task, "status", words[to].status);
    put(task, "businessStatus",
        concept_in(links, "queue-status", change->moved ? "moved" : words[to].business));
    put_instant(task, "lastModified", links, now_ms);
    put_period(task, links, to, now_ms);
    if (change->caller)
        put_claim(task, links, change);
    if (change->claim)
        set_identifier(task, links, "call", "call", change->claim);
    if (change->calls)
        set_input(task, links, "calls", "valueInteger", json_integer(change->calls));
    if (change->held) {
        set_input(task, links, "skip", "valueInteger", json_integer(change->skip));
        set_input(task, links, "recalls", "valueInteger", json_integer(change->recalls));
    }
    if (change->reason) {
        put_text(task, "priority", priorities[change->priority & 3]);
        put(task, "reasonCode", concept_in(links, "queue-priority", change->reason));
    }
    return dump_and_free(task);
}

char *rewrite_paper(const struct links *links, const char *got, const struct paper_fault *fault,
                    int64_t now_ms)
{
    json_t *task = parse(got);
    if (!task)
        return NULL;
    bool missed = fault->why != ERR_OK;
    char at[INSTANT_SIZE];
    clock_instant(fault->at_ms + links->shift_ms, at);
    set_input(task, links, "paper", "valueCode",
              json_string(missed ? paper_fault_name(fault->why) : "in-hand"));
    set_input(task, links, "paper-at", "valueDateTime", missed ? json_string(at) : NULL);
    set_input(task, links, "paper-by", "valueString",
              missed && fault->station[0] ? json_string(fault->station) : NULL);
    put_instant(task, "lastModified", links, not_before(task, "authoredOn", links, now_ms));
    return dump_and_free(task);
}

char *write_next_stop(const struct links *links, const char *got, const struct ticket *next,
                      const struct queue_task *more)
{
    static const char *const gone[] = {
        "id",         "meta",  "text",   "owner",   "executionPeriod",
        "reasonCode", "input", "partOf", "location"};
    json_t *task = parse(got);
    if (!task)
        return NULL;
    json_t *previous = json_object();
    char reference[REFERENCE_SIZE];
    const char *id = json_string_value(json_object_get(task, "id"));
    text_format(reference, sizeof reference, "Task/%s", id ? id : "");
    put_text(previous, "reference", reference);
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        json_object_del(task, gone[i]);
    json_object_del(task, "identifier");
    put_place_in_line(task, links, next);
    put(task, "partOf", list_of(previous));
    put(task, "requester", reference_to(links->device));
    put(task, "location", reference_named(links->place, next->doctor.place.zh));
    put_more(task, links, more);
    return dump_and_free(task);
}

char *rewrite_help(const struct links *links, const char *got, const char *status,
                   const struct queue_change *change, int64_t now_ms)
{
    json_t *task = parse(got);
    if (!task)
        return NULL;
    put_text(task, "status", status);
    put_instant(task, "lastModified", links, not_before(task, "authoredOn", links, now_ms));
    if (change->caller) {
        json_t *owner = reference_named(links->role && links->role[0] ? links->role : links->device,
                                        change->caller->place.zh);
        put(task, "owner", owner);
    }
    if (change->claim)
        set_identifier(task, links, "call", "call", change->claim);
    return dump_and_free(task);
}
