/* A queue that a guide closed here (fhir/write_queue_closing.c); opening it again is send_reopen.
 */
#include "sync/push.h"

#include "base/text.h"
#include "store/queue_closing.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

/* A queue is a doctor's or a place's. */
static bool keeper_of(struct sending *s, const char *queue, char out[REFERENCE_SIZE])
{
    s->verdict = sync_content(s->sync, "PractitionerRole", queue, out, s->outcome);
    if (s->verdict == VERDICT_ACK && !out[0])
        s->verdict = sync_content(s->sync, "Location", queue, out, s->outcome);
    if (s->verdict == VERDICT_ACK && !out[0])
        sending_fail(s, VERDICT_PERMANENT, "the server knows no such queue");
    return s->verdict == VERDICT_ACK;
}

static char *frozen_create(struct sending *s, const struct queue_closing *closing)
{
    char about[REFERENCE_SIZE] = "", to[REFERENCE_SIZE] = "", tomorrow[DATE_SIZE];
    if (!keeper_of(s, closing->queue, about) || !keeper_of(s, closing->to, to))
        return NULL;
    struct links links = {.base = s->sync->base,
                          .device = s->sync->device,
                          .about = about,
                          .shift_ms = s->sync->offset_ms};
    clock_date_add(closing->date, 1, tomorrow);
    char *body = write_queue_closing(&links, closing->op, to, closing->created_ms,
                                     clock_date_start(tomorrow));
    return told_freeze(s, closing->op, body);
}

void send_queue_closing(struct sending *s)
{
    struct queue_closing closing;
    enum err e = queue_closing_get(s->sync->db, s->entry->subject, &closing);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    s->verdict = VERDICT_ACK;
    char *frozen = sending_frozen(s, 0);
    if (!frozen)
        frozen = frozen_create(s, &closing);
    if (!frozen)
        return;
    told_send(s, frozen, closing.op, "told");
}
