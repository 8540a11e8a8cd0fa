#include "sync/care_pull.h"

#include "base/text.h"
#include "base/uuid.h"
#include "fhir/foreign.h"
#include "store/care.h"
#include "store/content.h"
#include "store/queue_taken.h"
#include "store/server_id.h"
#include "sync/queue_pull.h"

#include <stdlib.h>
#include <string.h>

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
        enum complaint_status status = complaint_status_of(seen->status, seen->business);
        if (status != complaint->status)
            e = complaint_set(sync->db, complaint->op, status, NULL, complaint->replied_ms);
        if (e == ERR_OK && seen->due[0] && strcmp(seen->due, complaint->due) != 0)
            e = complaint_set_due(sync->db, complaint->op, seen->due);
        if (e == ERR_OK)
            e = server_id_put(sync->db, "Task", seen->op, seen->id, seen->version);
    }
    text_wipe(complaint, sizeof *complaint);
    free(complaint);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* A call for help from another machine. */
static enum err insert_help(struct sync *sync, const struct seen *seen, enum help_kind kind,
                            bool *made)
{
    struct help_call call;
    memset(&call, 0, sizeof call);
    *made = uuid_valid(seen->op) && seen->terminal[0];
    if (!*made)
        return ERR_OK;
    call.kind = kind;
    call.created_ms = seen->authored_ms - sync->offset_ms;
    text_copy(call.op, sizeof call.op, seen->op);
    text_copy(call.screen, sizeof call.screen, seen->screen);
    text_copy(call.note, sizeof call.note, seen->note);
    text_copy(call.terminal, sizeof call.terminal, seen->terminal);
    text_copy(call.terminal_name.zh, sizeof call.terminal_name.zh, seen->terminal);
    text_copy(call.terminal_name.en, sizeof call.terminal_name.en, seen->terminal);
    enum err e = seen_place(sync, seen, call.place_id, &call.place);
    return e == ERR_OK ? help_insert(sync->db, &call) : e;
}

static enum err take_help(struct sync *sync, const struct seen *seen, enum help_kind kind)
{
    struct help_call call;
    struct label helper;
    bool made = true, unsent = false;
    memset(&helper, 0, sizeof helper);
    bool done = strcmp(seen->status, "completed") == 0 || strcmp(seen->status, "cancelled") == 0;
    bool coming = strcmp(seen->status, "accepted") == 0 || strcmp(seen->status, "in-progress") == 0;
    enum err e = help_get(sync->db, seen->op, &call);
    if (e == ERR_NOT_FOUND && done)
        return ERR_OK; /* over before we heard of it */
    if (e == ERR_NOT_FOUND)
        e = insert_help(sync, seen, kind, &made);
    if (e == ERR_OK && made)
        e = queue_unsent(sync->db, seen->op, sync->settling, &unsent);
    if (e != ERR_OK || !made || unsent || (!done && !coming))
        return e;
    enum help_status to = done ? HELP_DONE : HELP_ACCEPTED;
    text_copy(helper.zh, sizeof helper.zh, seen->owner);
    text_copy(helper.en, sizeof helper.en, seen->owner);
    if (call.status == to && strcmp(call.helper.zh, helper.zh) == 0)
        return ERR_OK;
    return help_set(sync->db, seen->op, to, seen->owner[0] ? &helper : NULL,
                    clock_wall(sync->clock));
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
    bool open = held.status == APPOINTMENT_BOOKED || held.status == APPOINTMENT_ARRIVED ||
                (held.status == APPOINTMENT_WISH && strcmp(seen->status, "cancelled") == 0);
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
    /* cancelled, and not in the patient's name: they are told when they next stand here */
    if (e == ERR_OK && status == APPOINTMENT_CANCELLED && strncmp(seen->reason, "pat", 3) != 0)
        e = appointment_set_stopped(sync->db, held.op, STOPPED_OPEN);
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
    for (int kind = 0; kind < HELP_KIND_COUNT; kind++)
        if (strcmp(seen->code, help_kind_name((enum help_kind)kind)) == 0)
            return take_help(sync, seen, (enum help_kind)kind);
    return ERR_OK;
}
