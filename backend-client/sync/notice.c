/* What staff announce, and what they take back (fhir/write_notice.c). */
#include "sync/push.h"

#include "base/text.h"
#include "store/own_notice.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

static char *frozen_create(struct sending *s, const struct notice *notice)
{
    char about[REFERENCE_SIZE] = "", query[400];
    s->verdict = sync_content(s->sync, "PractitionerRole", notice->about_id, about, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return NULL;
    struct links links = {.base = s->sync->base,
                          .device = s->sync->device,
                          .about = about,
                          .shift_ms = s->sync->offset_ms};
    sending_query(s, "op", notice->id, query);
    char *body = write_notice(&links, notice);
    char *frozen = sending_freeze(
        s, 0,
        &(struct http_request){
            .method = "POST", .url = "CommunicationRequest", .if_none_exist = query, .body = body});
    free(body);
    return frozen;
}

void send_notice(struct sending *s)
{
    struct own_notice own;
    struct reply reply;
    enum err e = own_notice_get(s->sync->db, s->entry->subject, &own);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    char *frozen = sending_frozen(s, 0);
    if (!frozen)
        frozen = frozen_create(s, &own.notice);
    if (!frozen)
        return;
    sending_post(s, frozen, &reply);
    if (sending_take(s, &reply)) {
        sending_made(s, "CommunicationRequest", own.notice.id, &reply.seen);
        text_copy(s->outcome, sizeof s->outcome, "announced");
    } else if (s->verdict == VERDICT_CONFLICT) {
        s->verdict = VERDICT_LATER;
    }
    reply_clear(&reply);
}
