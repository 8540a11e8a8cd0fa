/* Complaints, ratings, calls for help. */
#include "fhir/write_parts.h"

#include "base/text.h"

#include <string.h>

char *write_complaint_text(const struct links *links, const struct complaint *complaint)
{
    json_t *json = resource_of("Communication"), *categories = json_array(), *text = json_object();
    put(json, "identifier", list_of(identifier(links, "op", complaint->op)));
    put_text(json, "status", "completed");
    json_array_append_new(categories, concept_in(links, "communication", "complaint"));
    json_array_append_new(categories, concept_in(links, "voice", voice_kind_name(complaint->kind)));
    put(json, "category", categories);
    put_text(json, "priority", "routine");
    put(json, "topic", concept_in(links, "complaint-topic", complaint->topic));
    put(json, "about", list_of(reference_named(links->about, complaint->about.zh)));
    put_instant(json, "sent", links, complaint->created_ms);
    put(json, "recipient", list_of(reference_to(links->receiver)));
    put_text(text, "contentString", complaint->text);
    if (complaint->text[0])
        put(json, "payload", list_of(text));
    else
        json_decref(text);
    return dump_and_free(json);
}

char *write_complaint_task(const struct links *links, const struct complaint *complaint)
{
    json_t *json = resource_of("Task"), *ids = json_array();
    json_array_append_new(ids, identifier(links, "op", complaint->task_op));
    json_array_append_new(ids, identifier(links, "complaint", complaint->number));
    put(json, "identifier", ids);
    put_text(json, "status", "requested");
    put(json, "businessStatus", concept_in(links, "complaint-status", "submitted"));
    put_text(json, "intent", "order");
    put_text(json, "priority", "routine");
    put(json, "code", concept_in(links, "task", "complaint"));
    put(json, "focus", reference_to(links->communication));
    put_instant(json, "authoredOn", links, complaint->created_ms);
    put_instant(json, "lastModified", links, complaint->created_ms);
    put(json, "requester", reference_to(links->device));
    put(json, "owner", reference_named(links->receiver, complaint->receiver.zh));
    if (complaint->due[0]) {
        json_t *period = json_object(), *restriction = json_object();
        put_text(period, "end", complaint->due);
        put(restriction, "period", period);
        put(json, "restriction", restriction);
    }
    if (complaint->phone[0]) { /* only where the person gave one: whom to answer */
        json_t *input = json_object();
        put(input, "type", concept_in(links, "complaint-input", "phone"));
        put_text(input, "valueString", complaint->phone);
        put(json, "input", list_of(input));
    }
    return dump_and_free(json);
}

static json_t *item(const char *link, json_t *answers)
{
    json_t *json = json_object();
    put_text(json, "linkId", link);
    put(json, "answer", answers);
    return json;
}

static json_t *answer(const char *key, json_t *value)
{
    json_t *json = json_object();
    put(json, key, value);
    return json;
}

char *write_rating(const struct links *links, const struct rating *rating)
{
    json_t *json = resource_of("QuestionnaireResponse"), *items = json_array();
    bool once =
        rating->ticket_op[0] != '\0'; /* one rating a ticket, whichever terminal it comes from */
    put(json, "identifier",
        identifier(links, once ? "rating" : "op", once ? rating->ticket_op : rating->op));
    put_text(json, "questionnaire", links->questionnaire);
    put_text(json, "status", "completed");
    put(json, "subject", reference_to(links->about));
    put(json, "encounter", reference_to(links->encounter));
    put_instant(json, "authored", links, rating->created_ms);
    put(json, "author", reference_to(links->device));
    json_array_append_new(
        items, item("score", list_of(answer("valueInteger", json_integer(rating->score)))));
    json_t *reasons = json_array();
    for (int i = 0; i < rating->reason_count; i++)
        json_array_append_new(
            reasons, answer("valueCoding", coding_in(links, "rating-reason", rating->reasons[i])));
    if (json_array_size(reasons))
        json_array_append_new(items, item("reasons", reasons));
    else
        json_decref(reasons);
    if (rating->text[0])
        json_array_append_new(
            items, item("text", list_of(answer("valueString", json_string(rating->text)))));
    put(json, "item", items);
    return dump_and_free(json);
}

static json_t *help_input(const struct links *links, const char *code, const char *text)
{
    if (!text[0])
        return NULL;
    json_t *input = json_object();
    put(input, "type", concept_in(links, "help-input", code));
    put_text(input, "valueString", text);
    return input;
}

char *write_help(const struct links *links, const struct help_call *call)
{
    json_t *json = resource_of("Task"), *inputs = json_array(), *one;
    char words[80];
    put(json, "identifier", list_of(identifier(links, "op", call->op)));
    put_text(json, "status", "requested");
    put_text(json, "intent", "order");
    put_text(json, "priority", "urgent");
    put(json, "code", concept_in(links, "task", help_kind_name(call->kind)));
    text_format(words, sizeof words, "Called from the screen: %s",
                call->screen[0] ? call->screen : "home");
    put_text(json, "description", call->note[0] ? call->note : words);
    put_instant(json, "authoredOn", links, call->created_ms);
    put_instant(json, "lastModified", links, call->created_ms);
    put(json, "requester", reference_named(links->device, links->terminal));
    put(json, "location", reference_named(links->place, call->place.zh));
    if ((one = help_input(links, "screen", call->screen)) != NULL)
        json_array_append_new(inputs, one);
    if ((one = help_input(links, "note", call->note)) != NULL)
        json_array_append_new(inputs, one);
    if (json_array_size(inputs))
        put(json, "input", inputs);
    else
        json_decref(inputs);
    return dump_and_free(json);
}
