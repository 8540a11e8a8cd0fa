/* What staff closed, and that it is open again (fhir/write_closure.c). */
#include "sync/push.h"

#include "base/text.h"
#include "store/closure.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

static char *frozen_create(struct sending *s, const struct closure *closure)
{
    char about[REFERENCE_SIZE] = "";
    if (closure->target[0])
        s->verdict = sync_content(s->sync, "Location", closure->target, about, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return NULL;
    struct links links = {.base = s->sync->base,
                          .device = s->sync->device,
                          .about = about,
                          .shift_ms = s->sync->offset_ms};
    char *body = write_closure(&links, closure);
    return told_freeze(s, closure->id, body);
}

void send_closure(struct sending *s)
{
    struct closure closure;
    enum err e = closure_get(s->sync->db, s->entry->subject, &closure);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    s->verdict = VERDICT_ACK;
    char *frozen = sending_frozen(s, 0);
    if (!frozen)
        frozen = frozen_create(s, &closure);
    if (!frozen)
        return;
    told_send(s, frozen, closure.id, "told");
}

void send_reopen(struct sending *s)
{
    char request[REFERENCE_SIZE];
    struct reply got, put;
    s->verdict = sync_own(s->sync, "CommunicationRequest", s->entry->subject, request, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return;
    if (!request[0]) {
        sending_fail(s, VERDICT_ACK, "never told there");
        return;
    }
    sync_get(s->sync, request, &got);
    if (got.verdict == VERDICT_GONE) {
        sending_fail(s, VERDICT_ACK, "no longer there");
    } else if (sending_take(s, &got) && strcmp(got.seen.status, "active") == 0) {
        char *body = rewrite_status(got.body, "CommunicationRequest", "revoked");
        sync_put(s->sync, &got.seen, body ? body : "{}", &put);
        if (!sending_take(s, &put) && s->verdict == VERDICT_CONFLICT)
            s->verdict = VERDICT_LATER; /* changed meanwhile: look again */
        free(body);
        reply_clear(&put);
    }
    reply_clear(&got);
    if (s->verdict == VERDICT_ACK)
        text_copy(s->outcome, sizeof s->outcome, "open again");
}
