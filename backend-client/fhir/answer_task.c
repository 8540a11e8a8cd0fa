#include "fhir/answer_parts.h"

#include "fhir/element.h"

#include <string.h>

static void see_input(struct reader *r, const json_t *input, const char *code, struct seen *out)
{
    struct queue_task *task = &out->queue_task;
    if (strcmp(code, "due") == 0) {
        read_instant(r, input, "valueDateTime", &task->due_ms);
    } else if (strcmp(code, "returned") == 0) {
        task->returned = read_bool(r, input, "valueBoolean", false);
    } else if (strcmp(code, "skip") == 0) {
        task->held = true;
        task->skip = read_int(r, input, "valueInteger", 0);
    } else if (strcmp(code, "calls") == 0) {
        task->calls = read_int(r, input, "valueInteger", 0);
    } else if (strcmp(code, "recalls") == 0) {
        task->recalls = read_int(r, input, "valueInteger", 0);
    } else if (strcmp(code, "overtaken") == 0) {
        task->counted = true;
        task->overtaken = read_int(r, input, "valueInteger", 0);
    } else if (strcmp(code, "name") == 0) {
        read_text(r, input, "valueString", task->mask, sizeof task->mask);
    } else if (strcmp(code, "paper") == 0) {
        char word[24];
        read_token(r, input, "valueCode", word, sizeof word);
        task->in_hand = strcmp(word, "in-hand") == 0;
        task->paper.why = word[0] && !task->in_hand ? paper_fault_named(word) : ERR_OK;
    } else if (strcmp(code, "paper-at") == 0) {
        read_instant(r, input, "valueDateTime", &task->paper.at_ms);
    } else if (strcmp(code, "paper-by") == 0) {
        read_text(r, input, "valueString", task->paper.station, sizeof task->paper.station);
    } else if (strcmp(code, "screen") == 0) {
        read_text(r, input, "valueString", out->screen, sizeof out->screen);
    } else if (strcmp(code, "note") == 0) {
        read_text(r, input, "valueString", out->note, sizeof out->note);
    }
}

static void see_inputs(struct reader *r, const json_t *json, struct seen *out)
{
    const json_t *list = read_array(r, json, "input");
    for (size_t i = 0; i < json_array_size(list); i++) {
        char code[40] = "";
        const json_t *input = read_item(r, list, i, "input"), *type = read_object(r, input, "type");
        const json_t *coding = concept_coding(r, type, "/cs/queue-input");
        if (!coding)
            coding = concept_coding(r, type, "/cs/help-input");
        if (coding && json_string_length(json_object_get(coding, "code")) < sizeof code)
            read_token(r, coding, "code", code, sizeof code);
        see_input(r, input, code, out);
    }
}

static void see_marks(struct reader *r, const json_t *json, struct queue_task *task)
{
    const json_t *ids = read_array(r, json, "identifier");
    for (size_t i = 0; i < json_array_size(ids); i++) {
        const json_t *one = read_item(r, ids, i, "identifier");
        if (one && system_is(one, "/sid/visit"))
            read_token(r, one, "value", task->visit_op, sizeof task->visit_op);
        else if (one && system_is(one, "/sid/call"))
            read_token(r, one, "value", task->claim, sizeof task->claim);
    }
}

/* Clocks differ: an end before its start is no reason not to read the Task. */
static void see_times(struct reader *r, const json_t *period, struct seen *out)
{
    if (json_string_length(json_object_get(period, "start")) > 10)
        read_instant(r, period, "start", &out->started_ms);
    if (json_string_length(json_object_get(period, "end")) > 10)
        read_instant(r, period, "end", &out->ended_ms);
}

void see_task(struct reader *r, const json_t *json, struct seen *out)
{
    struct queue_task *task = &out->queue_task;
    const json_t *owner = read_object(r, json, "owner"), *place = read_object(r, json, "location"),
                 *reason = read_object(r, json, "reasonCode"),
                 *restriction = read_object(r, json, "restriction");
    see_marks(r, json, task);
    see_times(r, read_object(r, json, "executionPeriod"), out);
    see_inputs(r, json, out);
    const json_t *who = read_object(r, owner, "identifier");
    if (who && system_is(who, "/sid/caller"))
        read_token(r, who, "value", task->caller, sizeof task->caller);
    read_text(r, read_object(r, json, "requester"), "display", out->terminal, sizeof out->terminal);
    read_text(r, place, "display", task->place_name, sizeof task->place_name);
    if (json_object_get(place, "reference"))
        read_reference(r, json, "location", task->place, sizeof task->place);
    if (json_object_get(read_object(r, json, "encounter"), "reference"))
        read_reference(r, json, "encounter", task->encounter, sizeof task->encounter);
    if (json_object_get(read_object(r, json, "focus"), "reference") &&
        read_reference(r, json, "focus", task->booking, sizeof task->booking) &&
        strncmp(task->booking, "Appointment/", 12) != 0)
        task->booking[0] = '\0';
    const json_t *coding = concept_coding(r, reason, "/cs/queue-priority");
    read_token(r, coding, "code", task->reason, sizeof task->reason);
    const json_t *period = read_object(r, restriction, "period");
    if (json_string_length(json_object_get(period, "end")) >= 4)
        read_days(r, period, "end", NULL, out->due);
}
