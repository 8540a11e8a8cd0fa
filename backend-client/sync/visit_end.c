/* The last stop of a visit is over: the Encounter is finished and the booking fulfilled (WIRE.md
 * section 1, life cycles). Whatever of it is so already stays. */
#include "sync/call.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* Nothing of the visit waits or is served any more? false: it does, or the verdict is set. */
static bool all_over(struct calling *c, const char *encounter)
{
    struct reply reply;
    char path[200];
    text_format(path, sizeof path, "Task?encounter=%s&status=ready,in-progress&_count=1",
                encounter);
    sync_get(c->s->sync, path, &reply);
    if (reply.verdict == VERDICT_ACK && !reply.bundle)
        reply.verdict = VERDICT_LATER;
    bool over = sending_take(c->s, &reply) && bundle_count(reply.bundle) == 0;
    reply_clear(&reply);
    return over;
}

/* false: not now, the verdict is set. */
static bool end_one(struct calling *c, const char *reference, const char *type, const char *from,
                    const char *also_from, const char *to)
{
    struct reply got, put;
    struct sending *s = c->s;
    sync_get(s->sync, reference, &got);
    bool good = got.verdict == VERDICT_GONE || sending_take(s, &got);
    if (got.verdict == VERDICT_ACK &&
        (strcmp(got.seen.status, from) == 0 || strcmp(got.seen.status, also_from) == 0)) {
        char *body = strcmp(type, "Appointment") == 0 ? rewrite_appointment(got.body, to)
                                                      : rewrite_status(got.body, type, to);
        sync_put(s->sync, &got.seen, body ? body : "{}", &put);
        good = sending_take(s, &put);
        if (s->verdict == VERDICT_CONFLICT)
            s->verdict = VERDICT_LATER; /* changed meanwhile: look again */
        free(body);
        reply_clear(&put);
    }
    reply_clear(&got);
    return good;
}

void call_end_visit(struct calling *c)
{
    const struct queue_task *task = &c->got.seen.queue_task;
    char encounter[REFERENCE_SIZE], booking[REFERENCE_SIZE];
    text_copy(encounter, sizeof encounter, task->encounter);
    text_copy(booking, sizeof booking, task->booking);
    if (strncmp(encounter, "Encounter/", 10) != 0 || !all_over(c, encounter))
        return;
    if (booking[0] && !end_one(c, booking, "Appointment", "arrived", "booked", "fulfilled"))
        return;
    if (end_one(c, encounter, "Encounter", "arrived", "in-progress", "finished"))
        sending_fail(c->s, VERDICT_ACK, "the visit is over");
}
