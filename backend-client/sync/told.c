/* A CommunicationRequest of this station: a notice, a closure of the building or of a queue. */
#include "sync/push.h"

#include "base/text.h"

#include <stdlib.h>

char *told_freeze(struct sending *s, const char *op, char *body)
{
    char query[400];
    sending_query(s, "op", op, query);
    char *frozen = sending_freeze(
        s, 0,
        &(struct http_request){
            .method = "POST", .url = "CommunicationRequest", .if_none_exist = query, .body = body});
    free(body);
    return frozen;
}

void told_send(struct sending *s, char *frozen, const char *op, const char *outcome)
{
    struct reply reply;
    sending_post(s, frozen, &reply);
    if (sending_take(s, &reply)) {
        sending_made(s, "CommunicationRequest", op, &reply.seen);
        text_copy(s->outcome, sizeof s->outcome, outcome);
    } else if (s->verdict == VERDICT_CONFLICT) {
        s->verdict = VERDICT_LATER;
    }
    reply_clear(&reply);
}
