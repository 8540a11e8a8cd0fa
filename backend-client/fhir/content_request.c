/* ServiceRequest: a referral here (转诊), an order to come again (复诊), and the tests that come
 * before it. Of the rest of what doctors order we take nothing over. */
#include "fhir/content_parts.h"

#include "base/text.h"

#include <string.h>

/* Our own codes, and those of SNOMED CT that mean the same. */
static const struct {
    const char *system, *code, *kind;
} kinds[] = {
    {"/cs/service-request", "referral", "referral"}, {"/cs/service-request", "revisit", "revisit"},
    {"/cs/service-request", "test", "test"},         {"snomed.info/sct", "3457005", "referral"},
    {"snomed.info/sct", "281036007", "revisit"},     {"snomed.info/sct", "185389009", "revisit"},
    {"snomed.info/sct", "108252007", "test"},        {"snomed.info/sct", "363679005", "test"},
};

static void read_kind(struct reader *r, const json_t *json, struct resource *out)
{
    char code[ID_SIZE];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && !out->code[0]; i++) {
        const json_t *coding = concept_list_coding(r, json, "category", kinds[i].system);
        if (coding && read_token(r, coding, "code", code, sizeof code) &&
            strcmp(code, kinds[i].code) == 0)
            text_copy(out->code, sizeof out->code, kinds[i].kind);
    }
}

/* Results are due by our extension, else when the test itself is over. */
static void read_times(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *due = extension(json, "results-due", 0);
    int64_t end = 0;
    if (json_object_get(json, "occurrencePeriod"))
        read_period(r, json, "occurrencePeriod", &out->start_ms, &end);
    else if (json_object_get(json, "occurrenceDateTime") &&
             read_instant(r, json, "occurrenceDateTime", &out->start_ms))
        end = out->start_ms;
    if (due)
        read_instant(r, due, "valueDateTime", &out->end_ms);
    else if (strcmp(out->code, "test") == 0)
        out->end_ms = end;
}

void content_request(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "subject");
    read_required(r, json, "status");
    read_required(r, json, "intent");
    read_kind(r, json, out);
    const char *intent = read_string(r, json, "intent"),
               *priority = read_string(r, json, "priority");
    if (intent && (strcmp(intent, "proposal") == 0 || strcmp(intent, "option") == 0))
        out->active = false; /* nobody has ordered it */
    out->urgent = priority && strcmp(priority, "routine") != 0;
    read_reference(r, json, "subject", out->person, sizeof out->person);
    const json_t *code = read_object(r, json, "code");
    if (code)
        read_label(r, code, "text", &out->name);
    const json_t *requester = read_object(r, json, "requester");
    if (requester)
        read_label(r, requester, "display", &out->line);
    out->actor_count = read_references(r, json, "performer", out->actors[0], sizeof out->actors[0],
                                       REFERENCES_MAX);
    out->place_count = read_references(r, json, "supportingInfo", out->places[0],
                                       sizeof out->places[0], REFERENCES_MAX);
    read_times(r, json, out);
}
