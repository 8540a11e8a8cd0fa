/* What staff tell everybody: a CommunicationRequest of category `announcement` or `stop-clinic`, as
 * the hospital's own notices are (assets/demo/README.md). */
#include "fhir/write_parts.h"

char *write_notice(const struct links *links, const struct notice *notice)
{
    json_t *json = resource_of("CommunicationRequest"), *payload = json_array(),
           *period = json_object(), *body = payload_of(notice->body.zh, notice->body.en);
    put(json, "identifier", list_of(identifier(links, "op", notice->id)));
    put_text(json, "status", "active");
    put(json, "category",
        list_of(concept_in(links, "communication",
                           notice->kind == NOTICE_STOP ? "stop-clinic" : "announcement")));
    put_text(json, "priority", notice->urgent ? "urgent" : "routine");
    put(json, "about", list_of(reference_to(links->about)));
    json_array_append_new(payload, payload_of(notice->title.zh, notice->title.en));
    if (body)
        json_array_append_new(payload, body);
    put(json, "payload", payload);
    put_moment(period, "start", notice->from_ms > 0 ? notice->from_ms : notice->published_ms);
    put_moment(period, "end", notice->until_ms);
    put(json, "occurrencePeriod", period);
    put_instant(json, "authoredOn", links, notice->published_ms);
    put(json, "requester", reference_to(links->device));
    return dump_and_free(json);
}
