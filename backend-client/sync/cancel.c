/* Cancelling (WIRE.md 3.5): the appointment first, then its slot, or another patient could be
 * booked twice on it. */
#include "sync/push.h"

#include "base/text.h"
#include "store/care.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

/* Frees the slot unless somebody has it by now: the version read before that question decides. */
static void free_slot(struct sending *s, const char *slot)
{
    struct reply got, users, put;
    char path[200];
    sync_get(s->sync, slot, &got);
    if (got.verdict == VERDICT_GONE) {
        sending_fail(s, VERDICT_ACK, "cancelled");
        reply_clear(&got);
        return;
    }
    if (sending_take(s, &got) && strncmp(got.seen.status, "busy", 4) == 0 &&
        strcmp(got.seen.status, "busy-unavailable") != 0) {
        text_format(
            path, sizeof path,
            "Appointment?slot=%s&status=proposed,pending,booked,arrived,fulfilled,checked-in",
            slot);
        sync_get(s->sync, path, &users);
        if (sending_take(s, &users) && users.bundle && bundle_count(users.bundle) == 0) {
            char *body = rewrite_slot(got.body, "free", NULL);
            sync_put(s->sync, &got.seen, body ? body : "{}", &put);
            sending_take(s, &put);
            free(body);
            reply_clear(&put);
        }
        reply_clear(&users);
    }
    reply_clear(&got);
    if (s->verdict == VERDICT_ACK)
        text_copy(s->outcome, sizeof s->outcome, "cancelled");
    else if (s->verdict == VERDICT_CONFLICT)
        s->verdict = VERDICT_LATER; /* moved meanwhile: look again */
}

static void cancel_found(struct sending *s, const struct reply *got)
{
    struct reply put;
    const char *status = got->seen.status;
    char slot[REFERENCE_SIZE];
    text_copy(slot, sizeof slot, got->seen.slot);
    if (strcmp(status, "fulfilled") == 0 || strcmp(status, "noshow") == 0) {
        sending_fail(s, VERDICT_PERMANENT, "the visit has taken place");
        return;
    }
    if (strcmp(status, "cancelled") != 0) {
        char *body = rewrite_appointment(got->body, "cancelled");
        sync_put(s->sync, &got->seen, body ? body : "{}", &put);
        bool good = sending_take(s, &put);
        free(body);
        reply_clear(&put);
        if (!good) {
            if (s->verdict == VERDICT_CONFLICT)
                s->verdict = VERDICT_LATER;
            return;
        }
    }
    if (slot[0])
        free_slot(s, slot);
    else
        sending_fail(s, VERDICT_ACK, "cancelled");
}

void send_cancel(struct sending *s)
{
    char appointment[REFERENCE_SIZE];
    struct reply got;
    s->verdict = sync_own(s->sync, "Appointment", s->entry->subject, appointment, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return;
    if (!appointment[0]) {
        sending_fail(s, VERDICT_ACK, "never booked there");
        return;
    }
    sync_get(s->sync, appointment, &got);
    if (got.verdict == VERDICT_GONE)
        sending_fail(s, VERDICT_ACK, "no longer there");
    else if (sending_take(s, &got))
        cancel_found(s, &got);
    reply_clear(&got);
}
