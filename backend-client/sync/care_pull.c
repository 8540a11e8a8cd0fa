#include "sync/care_pull.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/content.h"
#include "store/server_id.h"

#include <stdlib.h>
#include <string.h>

static enum queue_status stage_of(const struct seen *seen, enum queue_status otherwise)
{
    static const struct {
        const char *business;
        enum queue_status stage;
    } stages[] = {{"waiting", QUEUE_WAITING},   {"called", QUEUE_CALLED},
                  {"recalled", QUEUE_RECALLED}, {"passed", QUEUE_PASSED},
                  {"serving", QUEUE_SERVING},   {"done", QUEUE_DONE},
                  {"left", QUEUE_LEFT}};
    if (strcmp(seen->status, "completed") == 0)
        return QUEUE_DONE;
    if (strcmp(seen->status, "cancelled") == 0 || strcmp(seen->status, "rejected") == 0 ||
        strcmp(seen->status, "failed") == 0)
        return QUEUE_LEFT;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (strcmp(stages[i].business, seen->business) == 0)
            return stages[i].stage;
    return otherwise;
}

/* A number given out elsewhere, for the people ahead and the waiting time; nobody's name comes with
 * it. */
static enum err insert_foreign(struct sync *sync, const struct seen *seen)
{
    static const char *const priorities[] = {"routine", "urgent", "asap", "stat"};
    struct ticket ticket;
    memset(&ticket, 0, sizeof ticket);
    if (!seen->ticket[0] || !seen->queue[0] || strlen(seen->day) != 8 || !uuid_valid(seen->op))
        return ERR_OK;
    text_copy(ticket.op, sizeof ticket.op, seen->op);
    text_copy(ticket.number, sizeof ticket.number, seen->ticket);
    text_copy(ticket.queue, sizeof ticket.queue, seen->queue);
    text_format(ticket.date, sizeof ticket.date, "%.4s-%.2s-%.2s", seen->day, seen->day + 4,
                seen->day + 6);
    ticket.status = TICKET_CONFIRMED;
    ticket.stage = stage_of(seen, QUEUE_WAITING);
    ticket.created_ms = seen->authored_ms;
    for (int i = 0; i < 4; i++)
        if (strcmp(priorities[i], seen->priority) == 0)
            ticket.priority = i;
    enum err e = doctor_get(sync->db, seen->queue, &ticket.doctor);
    if (e == ERR_NOT_FOUND)
        return ERR_OK; /* a queue of no doctor we know */
    if (e == ERR_OK)
        e = ticket_insert(sync->db, &ticket);
    return e == ERR_ALREADY ? ERR_OK : e;
}

static enum err take_queue_entry(struct sync *sync, const struct seen *seen)
{
    struct ticket ticket;
    enum err e = ticket_get(sync->db, seen->op, &ticket);
    if (e == ERR_NOT_FOUND)
        return insert_foreign(sync, seen);
    if (e)
        return e;
    enum queue_status stage = stage_of(seen, ticket.stage);
    if (stage == ticket.stage || ticket.stage == QUEUE_LEFT)
        return ERR_OK;
    int64_t when =
        seen->updated_ms > 0 ? seen->updated_ms - sync->offset_ms : clock_wall(sync->clock);
    return ticket_set_stage(sync->db, ticket.op, stage, when);
}

static enum complaint_status complaint_stage(const struct seen *seen)
{
    if (strcmp(seen->business, "closed") == 0 || strcmp(seen->status, "completed") == 0 ||
        strcmp(seen->status, "cancelled") == 0)
        return COMPLAINT_CLOSED;
    if (strcmp(seen->business, "replied") == 0)
        return COMPLAINT_REPLIED;
    return strcmp(seen->business, "assigned") == 0 || strcmp(seen->status, "accepted") == 0 ||
                   strcmp(seen->status, "in-progress") == 0
               ? COMPLAINT_ASSIGNED
               : COMPLAINT_SUBMITTED;
}

/* The complaint whose handling is the Task we made with `task_op`. */
static enum err complaint_of(struct sync *sync, const char *task_op, struct complaint *out)
{
    return complaint_by_task(sync->db, task_op, out);
}

static enum err take_complaint(struct sync *sync, const struct seen *seen)
{
    struct complaint *complaint = calloc(1, sizeof *complaint);
    if (!complaint)
        abort();
    enum err e = complaint_of(sync, seen->op, complaint);
    if (e == ERR_OK) {
        enum complaint_status status = complaint_stage(seen);
        if (status != complaint->status)
            e = complaint_set(sync->db, complaint->op, status, NULL, complaint->replied_ms);
        if (e == ERR_OK)
            e = server_id_put(sync->db, "Task", seen->op, seen->id, seen->version);
    }
    text_wipe(complaint, sizeof *complaint);
    free(complaint);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err take_help(struct sync *sync, const struct seen *seen)
{
    struct help_call call;
    struct label helper;
    memset(&helper, 0, sizeof helper);
    enum err e = help_get(sync->db, seen->op, &call);
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    bool done = strcmp(seen->status, "completed") == 0 || strcmp(seen->status, "cancelled") == 0;
    bool coming = strcmp(seen->status, "accepted") == 0 || strcmp(seen->status, "in-progress") == 0;
    if (!done && !coming)
        return ERR_OK;
    text_copy(helper.zh, sizeof helper.zh, seen->owner);
    text_copy(helper.en, sizeof helper.en, seen->owner);
    return help_set(sync->db, call.op, done ? HELP_DONE : HELP_ACCEPTED,
                    seen->owner[0] ? &helper : NULL, clock_wall(sync->clock));
}

/* A department's answer to one of our complaints (3.9). */
static enum err take_reply(struct sync *sync, const struct seen *seen)
{
    char op[UUID_SIZE];
    if (strncmp(seen->based_on, "Task/", 5) != 0 || !seen->text[0])
        return ERR_OK;
    enum err e = server_id_back(sync->db, "Task", seen->based_on + 5, op);
    struct complaint *complaint = calloc(1, sizeof *complaint);
    if (!complaint)
        abort();
    if (e == ERR_OK)
        e = complaint_of(sync, op, complaint);
    if (e == ERR_OK && seen->sent_ms >= complaint->replied_ms) {
        enum complaint_status status =
            complaint->status == COMPLAINT_CLOSED ? COMPLAINT_CLOSED : COMPLAINT_REPLIED;
        e = complaint_set(sync->db, complaint->op, status, seen->text,
                          seen->sent_ms > 0 ? seen->sent_ms : seen->updated_ms);
    }
    text_wipe(complaint, sizeof *complaint);
    free(complaint);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* One of our bookings that the hospital changed: stopped, missed, or seen by the doctor. */
static enum err take_appointment(struct sync *sync, const struct seen *seen)
{
    struct appointment held;
    enum err e = seen->op[0] ? appointment_get(sync->db, seen->op, &held) : ERR_NOT_FOUND;
    if (e)
        return e == ERR_NOT_FOUND ? ERR_OK : e;
    bool open = held.status == APPOINTMENT_BOOKED || held.status == APPOINTMENT_ARRIVED;
    enum appointment_status status = held.status;
    if (open && strcmp(seen->status, "cancelled") == 0)
        status = APPOINTMENT_CANCELLED;
    else if (open && strcmp(seen->status, "noshow") == 0)
        status = APPOINTMENT_NOSHOW;
    else if (open && strcmp(seen->status, "fulfilled") == 0)
        status = APPOINTMENT_FULFILLED;
    if (status == held.status)
        return ERR_OK;
    e = appointment_set(sync->db, held.op, status, ERR_OK);
    if (e == ERR_OK && status == APPOINTMENT_CANCELLED)
        e = slot_free(sync->db, held.slot_id);
    return e;
}

enum err take_care(struct sync *sync, const struct seen *seen)
{
    if (strcmp(seen->type, "Appointment") == 0)
        return take_appointment(sync, seen);
    if (strcmp(seen->type, "Communication") == 0)
        return take_reply(sync, seen);
    if (strcmp(seen->code, "queue-entry") == 0)
        return take_queue_entry(sync, seen);
    if (strcmp(seen->code, "complaint") == 0)
        return take_complaint(sync, seen);
    if (strcmp(seen->code, "guide") == 0)
        return take_help(sync, seen);
    return ERR_OK;
}
