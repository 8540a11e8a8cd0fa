/* A queue that staff closed, for the hospital's other stations: a CommunicationRequest of category
 * `queue-closed`, `about` the queue and then where its people go. Revoked when it opens again. */
#include "fhir/write_parts.h"

char *write_queue_closing(const struct links *links, const char *op, const char *to,
                          int64_t from_ms, int64_t until_ms)
{
    json_t *json = resource_of("CommunicationRequest"), *period = json_object(),
           *about = list_of(reference_to(links->about));
    put(json, "identifier", list_of(identifier(links, "op", op)));
    put_text(json, "status", "active");
    put(json, "category", list_of(concept_in(links, "communication", "queue-closed")));
    put_text(json, "priority", "urgent");
    json_array_append_new(about, reference_to(to));
    put(json, "about", about);
    put(json, "payload", list_of(payload_of("队列停用，请到另一个队列", "This queue is closed")));
    put_moment(period, "start", from_ms); /* its day is the hospital's */
    put_moment(period, "end", until_ms);
    put(json, "occurrencePeriod", period);
    put_instant(json, "authoredOn", links, from_ms);
    put(json, "requester", reference_to(links->device));
    return dump_and_free(json);
}
