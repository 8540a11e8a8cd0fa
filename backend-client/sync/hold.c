#include "sync/hold.h"

#include "base/text.h"
#include "fhir/write.h"
#include "store/content.h"
#include "store/hold.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

#define HOLDS_MAX 16
#define FORGOTTEN_MAX 4
#define GRACE_MS 60000 /* a booking may be on its way when its hold is over */

static bool is_held(const struct reply *got)
{
    return strcmp(got->seen.status, "busy-tentative") == 0;
}

static int64_t forgotten_before(const struct sync *sync)
{
    int64_t hold = (int64_t)sync->config->booking.hold_s * 1000;
    if (hold < 300000)
        hold = 300000; /* other terminals may be set otherwise */
    return clock_wall(sync->clock) + sync->offset_ms - hold - GRACE_MS;
}

/* PUT of the slot as it was read, with another status. */
static enum verdict put_slot(struct sync *sync, const struct reply *got, const char *status,
                             const char *comment)
{
    char *body = got->body ? rewrite_slot(got->body, status, comment) : NULL;
    if (!body)
        return VERDICT_LATER;
    struct reply put;
    sync_put(sync, &got->seen, body, &put);
    enum verdict verdict = put.verdict;
    reply_clear(&put);
    free(body);
    return verdict;
}

bool hold_clear_forgotten(struct sync *sync, const char *slot, const struct reply *got)
{
    char path[200];
    struct reply users;
    if (!is_held(got) || got->seen.updated_ms == 0 || got->seen.updated_ms > forgotten_before(sync))
        return false;
    text_format(path, sizeof path, "Appointment?slot=%s", slot);
    sync_get(sync, path, &users);
    bool empty = users.verdict == VERDICT_ACK && users.bundle && bundle_count(users.bundle) == 0;
    reply_clear(&users);
    return empty && put_slot(sync, got, "free", NULL) == VERDICT_ACK;
}

/* The number that stands in the comment of a slot nobody holds. */
static void number_of(struct sync *sync, const char *slot_id, char out[16])
{
    struct slot slot;
    out[0] = '\0';
    if (slot_get(sync->db, slot_id, &slot) == ERR_OK && slot.order > 0)
        text_format(out, 16, "%d", slot.order);
}

/* What the server's slot says to a hold that it has not seen yet. */
static enum verdict place(struct sync *sync, const struct hold *hold, const char *slot, bool *lost)
{
    enum verdict verdict = VERDICT_CONFLICT;
    for (int turn = 0; turn < 2 && verdict == VERDICT_CONFLICT; turn++) {
        struct reply got;
        sync_get(sync, slot, &got);
        verdict = got.verdict;
        bool free = strcmp(got.seen.status, "free") == 0,
             mine = is_held(&got) && strcmp(got.seen.comment, hold->op) == 0;
        if (verdict == VERDICT_ACK && free)
            verdict = put_slot(sync, &got, "busy-tentative", hold->op);
        else if (verdict == VERDICT_GONE || (verdict == VERDICT_ACK && !mine)) {
            if (!hold_clear_forgotten(sync, slot, &got)) {
                *lost = true;
                verdict = VERDICT_ACK;
            } else {
                verdict = VERDICT_CONFLICT; /* free now */
            }
        }
        reply_clear(&got);
    }
    return verdict;
}

static enum verdict take_back(struct sync *sync, const struct hold *hold, const char *slot)
{
    struct reply got;
    char number[16];
    sync_get(sync, slot, &got);
    enum verdict verdict = got.verdict;
    if (verdict == VERDICT_ACK && is_held(&got) && strcmp(got.seen.comment, hold->op) == 0) {
        number_of(sync, hold->slot_id, number);
        verdict = put_slot(sync, &got, "free", number);
    }
    reply_clear(&got);
    return verdict;
}

enum verdict hold_free_there(struct sync *sync, const char *op, const char *slot_id)
{
    char slot[REFERENCE_SIZE], outcome[120];
    struct hold hold = {.state = HOLD_GIVEN_BACK};
    text_copy(hold.op, sizeof hold.op, op);
    text_copy(hold.slot_id, sizeof hold.slot_id, slot_id);
    enum verdict verdict = sync_content(sync, "Slot", slot_id, slot, outcome);
    if (verdict == VERDICT_ACK && slot[0])
        verdict = take_back(sync, &hold, slot);
    return verdict == VERDICT_GONE ? VERDICT_ACK : verdict;
}

static enum err settle_given_back(struct sync *sync, const struct hold *hold, enum verdict verdict)
{
    switch (verdict) {
    case VERDICT_ACK:
    case VERDICT_GONE:
    case VERDICT_PERMANENT: /* it will be forgotten, and freed by the rule for that */
        return hold_freed(sync->db, hold->op);
    case VERDICT_DOWN:
    case VERDICT_LATER:
    case VERDICT_CONFLICT:
    case VERDICT_WAIT:
    case VERDICT_COUNT:
        break;
    }
    return ERR_OK; /* again at the next step */
}

static enum err one_hold(struct sync *sync, const struct hold *hold, bool *down)
{
    char slot[REFERENCE_SIZE], outcome[120];
    bool lost = false, given_back = hold->state == HOLD_GIVEN_BACK;
    if (!given_back && hold->state != HOLD_HERE)
        return ERR_OK;
    enum verdict verdict = sync_content(sync, "Slot", hold->slot_id, slot, outcome);
    if (verdict == VERDICT_ACK && slot[0])
        verdict = given_back ? take_back(sync, hold, slot) : place(sync, hold, slot, &lost);
    *down = verdict == VERDICT_DOWN;
    sync->changed = true;
    if (given_back)
        return settle_given_back(sync, hold, verdict);
    /* whoever gave it back or booked it meanwhile has changed the row: then nothing happens here */
    return verdict == VERDICT_ACK
               ? hold_set(sync->db, hold->op, HOLD_HERE, lost ? HOLD_LOST : HOLD_SERVER, NULL)
               : ERR_OK;
}

enum err sync_holds(struct sync *sync)
{
    struct hold holds[HOLDS_MAX];
    size_t count = 0;
    bool down = false;
    enum err e = hold_list(sync->db, holds, HOLDS_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count && !down && !sync_stopping(sync); i++)
        e = one_hold(sync, &holds[i], &down);
    return e == ERR_OK && down ? ERR_OFFLINE : e;
}

enum err sync_forgotten(struct sync *sync)
{
    char ids[FORGOTTEN_MAX][ID_SIZE], slot[REFERENCE_SIZE], outcome[120];
    size_t count = 0;
    enum err e = hold_forgotten(sync->db, forgotten_before(sync), ids, FORGOTTEN_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count && !sync_stopping(sync); i++) {
        struct reply got;
        if (sync_content(sync, "Slot", ids[i], slot, outcome) != VERDICT_ACK || !slot[0])
            continue;
        sync_get(sync, slot, &got);
        if (got.verdict == VERDICT_DOWN)
            e = ERR_OFFLINE;
        else if (hold_clear_forgotten(sync, slot, &got))
            sync->changed = true; /* the next pull brings it as free */
        reply_clear(&got);
    }
    return e;
}
