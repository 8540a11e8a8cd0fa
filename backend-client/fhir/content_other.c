/* ChargeItemDefinition, CommunicationRequest (notices), Questionnaire (satisfaction, complaint form
 * with its rules). */
#include "fhir/content_parts.h"

#include "base/text.h"

#include <string.h>

void content_charge(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *code = read_object(r, json, "code");
    if (!read_label(r, json, "title", &out->name) && !read_label(r, code, "text", &out->name))
        reader_fail(r, "title", "missing");
    read_token(r, read_item(r, read_array(r, code, "coding"), 0, "coding"), "code", out->code,
               sizeof out->code);
    read_token(r, json, "url", out->url, sizeof out->url);
    const json_t *groups = read_array(r, json, "propertyGroup");
    for (size_t g = 0; g < json_array_size(groups) && !out->currency[0]; g++) {
        size_t mark = reader_in(r, "propertyGroup", (int)g);
        const json_t *parts =
            read_array(r, read_item(r, groups, g, "propertyGroup"), "priceComponent");
        for (size_t i = 0; i < json_array_size(parts); i++) {
            const json_t *part = read_item(r, parts, i, "priceComponent");
            const char *type = read_string(r, part, "type");
            if (!type || strcmp(type, "base") != 0)
                continue;
            read_label(r, read_object(r, part, "code"), "text", &out->unit);
            read_money(r, part, "amount", &out->minor, out->currency);
            break;
        }
        reader_out(r, mark);
    }
    const json_t *period = read_object(r, json, "effectivePeriod");
    read_days(r, period, "start", out->date, NULL);
    const json_t *uses = read_array(r, json, "useContext");
    for (size_t i = 0; i < json_array_size(uses); i++) {
        const json_t *concept =
            read_object(r, read_item(r, uses, i, "useContext"), "valueCodeableConcept");
        const json_t *coding = concept_coding(r, concept, "/cs/price-category");
        if (read_token(r, coding, "code", out->group, sizeof out->group))
            read_label(r, coding, "display", &out->group_name);
    }
    extension_label(r, json, "insurance-class", &out->insurance);
    extension_label(r, json, "preparation", &out->preparation);
    read_reference(r, extension(json, "performed-at", 0), "valueReference", out->parent,
                   sizeof out->parent);
}

static void append_line(char *out, size_t size, const char *line)
{
    if (out[0])
        text_append(out, size, "\n");
    text_append(out, size, line);
}

/* A request may be a notice and a closure at once, or a closure alone: then the screens show no
 * notice. What is closed is named by the map (closed-feature, closed-area) or by `about`. */
static void read_closing(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *categories = read_array(r, json, "category");
    for (size_t i = 0; i < json_array_size(categories); i++) {
        const char *code = read_string(
            r, concept_coding(r, read_item(r, categories, i, "category"), "/cs/communication"),
            "code");
        out->closing.there = out->closing.there || (code && !strcmp(code, "closure"));
    }
    if (!out->closing.there)
        return;
    char only[ID_SIZE] = "";
    read_token(r, extension(json, "closed-feature", 0), "valueString", out->closing.target,
               sizeof out->closing.target);
    read_token(r, extension(json, "closed-level", 0), "valueString", out->closing.level,
               sizeof out->closing.level);
    read_token(r, extension(json, "closed-area", 0), "valueString", out->closing.area,
               sizeof out->closing.area);
    extension_code(r, json, "closed-for", only, sizeof only);
    out->closing.step_free_only = !strcmp(only, "step-free");
}

void content_notice(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *category = concept_list_coding(r, json, "category", "/cs/communication");
    read_token(r, category, "code", out->code, sizeof out->code);
    const char *priority = read_string(r, json, "priority");
    out->urgent = priority && strcmp(priority, "routine") != 0;
    const json_t *payload = read_array(r, json, "payload");
    for (size_t i = 0; i < json_array_size(payload) && !r->err; i++) {
        size_t mark = reader_in(r, "payload", (int)i);
        const json_t *part = read_item(r, payload, i, "payload");
        struct note text;
        memset(&text, 0, sizeof text);
        if (i == 0) {
            read_label(r, part, "contentString", &out->name);
        } else if (read_note(r, part, "contentString", &text)) {
            append_line(out->details.zh, sizeof out->details.zh, text.zh);
            append_line(out->details.en, sizeof out->details.en, text.en);
        }
        reader_out(r, mark);
    }
    if (!r->err && !out->name.zh[0])
        reader_fail(r, "payload", "no text");
    if (!read_period(r, json, "occurrencePeriod", &out->start_ms, &out->end_ms)) {
        char day[DATE_SIZE];
        if (read_days(r, json, "occurrenceDateTime", day, NULL))
            out->start_ms = clock_date_start(day);
    }
    const char *authored = read_string(r, json, "authoredOn");
    char day[DATE_SIZE];
    if (authored && strlen(authored) > 10)
        read_instant(r, json, "authoredOn", &out->published_ms);
    else if (authored && read_days(r, json, "authoredOn", day, NULL))
        out->published_ms = clock_date_start(day);
    out->actor_count =
        read_references(r, json, "about", out->actors[0], sizeof out->actors[0], REFERENCES_MAX);
    out->rank = extension_int(r, json, "rank", 0);
    read_closing(r, json, out);
}

static void read_option(struct reader *r, const json_t *coding, struct reason *out)
{
    read_required(r, coding, "code");
    read_token(r, coding, "code", out->id, sizeof out->id);
    if (!read_label(r, coding, "display", &out->name)) {
        text_copy(out->name.zh, sizeof out->name.zh, out->id);
        text_copy(out->name.en, sizeof out->name.en, out->id);
    }
    extension_code(r, coding, "icon", out->icon, sizeof out->icon);
}

static void read_rule(struct reader *r, const json_t *rule, struct complaint_rule *out)
{
    read_reference(r, extension(rule, "receiver", 0), "valueReference", out->receiver_id,
                   sizeof out->receiver_id);
    out->working_days = extension_int(r, rule, "working-days", 0);
    if (!r->err && (out->working_days < 0 || out->working_days > 365))
        reader_fail(r, "working-days", "out of range 0 to 365");
}

static void read_options(struct reader *r, const json_t *item, bool rules, struct resource *out)
{
    const json_t *options = read_array(r, item, "answerOption");
    size_t cap = rules ? sizeof out->rules / sizeof out->rules[0]
                       : sizeof out->reasons / sizeof out->reasons[0];
    if (json_array_size(options) > cap)
        reader_fail(r, "answerOption", "more options than we take");
    for (size_t i = 0; i < json_array_size(options) && !r->err; i++) {
        size_t mark = reader_in(r, "answerOption", (int)i);
        const json_t *option = read_item(r, options, i, "answerOption");
        const json_t *coding = read_object(r, option, "valueCoding");
        if (!coding) { /* a form of another kind: nothing of ours to learn from it */
            reader_out(r, mark);
            continue;
        }
        if (rules) {
            struct complaint_rule *rule = &out->rules[out->rule_count++];
            read_option(r, coding, &rule->topic);
            const json_t *found = extension(option, "complaint-rule", 0);
            read_rule(r, found ? found : extension(coding, "complaint-rule", 0), rule);
        } else {
            read_option(r, coding, &out->reasons[out->reason_count++]);
        }
        reader_out(r, mark);
    }
}

void content_questionnaire(struct reader *r, const json_t *json, struct resource *out)
{
    read_token(r, json, "url", out->url, sizeof out->url);
    read_token(r, json, "version", out->questionnaire_version, sizeof out->questionnaire_version);
    read_label(r, json, "title", &out->name);
    const json_t *items = read_array(r, json, "item");
    bool score = false, topic = false;
    for (size_t i = 0; i < json_array_size(items) && !r->err; i++) {
        size_t mark = reader_in(r, "item", (int)i);
        const json_t *item = read_item(r, items, i, "item");
        const char *link = read_string(r, item, "linkId");
        score = score || (link && strcmp(link, "score") == 0);
        if (link && strcmp(link, "topic") == 0) {
            topic = true;
            read_options(r, item, true, out);
        } else if (link && strcmp(link, "reasons") == 0) {
            read_options(r, item, false, out);
        }
        reader_out(r, mark);
    }
    text_copy(out->code, sizeof out->code, score ? "satisfaction" : topic ? "complaint" : "");
}
