#include "store/queue_taken.h"

#include "base/text.h"
#include "model/machine.h"
#include "store/care.h"
#include "store/doctor_cells.h"
#include "store/queue.h"
#include "store/unprinted.h"

#include <string.h>

enum err queue_unsent(struct db *db, const char *ticket_op, int64_t entry, bool *out)
{
    struct statement *s = db_prepare(
        db, "SELECT 1 FROM outbox WHERE line=?1 AND state='waiting' AND kind='call' AND id<>?2"
            " UNION ALL SELECT 1 FROM outbox WHERE subject=?1 AND state='waiting' AND"
            " kind IN('void','paper') AND id<>?2");
    bind_text(s, 1, ticket_op);
    bind_int(s, 2, entry);
    *out = db_step(s);
    return db_done(s);
}

enum err queue_follows(struct db *db, const char *op, const char *came_from)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET came_from=?2, person_uuid=(SELECT person_uuid FROM ticket WHERE "
            "op=?2), visit_op=CASE visit_op WHEN '' THEN (SELECT visit_op FROM ticket WHERE op=?2)"
            " ELSE visit_op END, cared=(SELECT cared FROM ticket WHERE op=?2) WHERE op=?1"
            " AND EXISTS(SELECT 1 FROM ticket WHERE op=?2)");
    bind_text(s, 1, op);
    bind_text(s, 2, came_from);
    db_step(s);
    return db_done(s);
}

static bool with_room(enum queue_status stage)
{
    return stage == QUEUE_CALLED || stage == QUEUE_RECALLED || stage == QUEUE_SERVING;
}

/* A number that has ended holds its place in the index of numbers no longer. */
static enum err make_room(struct db *db, const struct ticket *ticket)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET status='void' WHERE date=?1 AND number=?2 AND queue=?3 AND "
            "visit_op<>?4 AND stage IN('done','left') AND person_uuid='' AND appointment_op=''");
    bind_text(s, 1, ticket->date);
    bind_text(s, 2, ticket->number);
    bind_text(s, 3, ticket->queue);
    bind_text(s, 4, ticket->visit_op);
    db_step(s);
    return db_done(s);
}

static enum err insert(struct db *db, const struct taken_number *number, bool *changed)
{
    struct ticket made = number->ticket;
    struct visit_stop stop;
    made.status = TICKET_CONFIRMED;
    made.stage = QUEUE_WAITING; /* how far it is comes after */
    text_copy(made.visit_op, sizeof made.visit_op, number->more.visit_op);
    enum err e = queue_keeper(db, made.queue, &made.doctor);
    if (e == ERR_NOT_FOUND)
        return ERR_OK;
    if (e == ERR_OK)
        e = ticket_insert(db, &made);
    if (e == ERR_ALREADY) {
        e = make_room(db, &made);
        if (e == ERR_OK)
            e = ticket_insert(db, &made);
    }
    if (e == ERR_ALREADY) /* two of one number in one queue: only staff can tell them apart */
        return ERR_OK;
    if (e == ERR_OK)
        e = stop_get(db, made.op, &stop);
    if (e != ERR_OK)
        return e;
    stop.arrived_ms = made.created_ms;
    stop.due_ms = number->more.due_ms;
    stop.returned = number->more.returned;
    stop.held = number->more.held;
    stop.skip = number->more.skip;
    stop.recalls = number->more.recalls;
    *changed = true;
    e = stop_set(db, &stop);
    return e == ERR_OK ? ticket_set_mask(db, made.op, number->more.mask) : e;
}

/* What a call that another room made means for those who wait here. */
static enum err count_call(struct db *db, const struct taken_number *number)
{
    const struct ticket *t = &number->ticket;
    if (t->priority >= PRIORITY_STAT)
        return ERR_OK;
    enum err e = queue_pass_held(db, t->queue, t->date);
    return e == ERR_OK && number->more.counted
               ? queue_set_overtaken(db, t->queue, t->date, number->more.overtaken)
               : e;
}

static enum err claim(struct db *db, const struct taken_number *number)
{
    struct statement *s =
        db_prepare(db, "UPDATE ticket SET called_by=?2, held=0, skip=0, calls=max(calls,?6,1),"
                       " place_id=CASE ?3 WHEN '' THEN place_id ELSE ?3 END,"
                       " place_zh=CASE ?4 WHEN '' THEN place_zh ELSE ?4 END,"
                       " place_en=CASE ?5 WHEN '' THEN place_en ELSE ?5 END WHERE op=?1");
    bind_text(s, 1, number->ticket.op);
    bind_text(s, 2, number->caller);
    bind_text(s, 3, number->place_id);
    bind_text(s, 4, number->place.zh);
    bind_text(s, 5, number->place.en);
    bind_int(s, 6, number->more.calls);
    db_step(s);
    return db_done(s);
}

static enum err hold_again(struct db *db, const struct taken_number *number)
{
    struct statement *s =
        db_prepare(db, "UPDATE ticket SET held=?2, skip=?3, recalls=max(recalls,?4) WHERE op=?1");
    bind_text(s, 1, number->ticket.op);
    bind_int(s, 2, number->more.held);
    bind_int(s, 3, number->more.skip);
    bind_int(s, 4, number->more.recalls);
    db_step(s);
    return db_done(s);
}

/* Asked for only now and then: it was called and is further by now. */
static bool call_unseen(const struct ticket *before, const struct taken_number *number)
{
    enum queue_status to = number->ticket.stage;
    bool waited =
        before->stage == QUEUE_WAITING || (before->stage == QUEUE_PASSED && to != QUEUE_PASSED);
    return waited && number->started_ms > 0 && to != QUEUE_WAITING;
}

static enum err change_stage(struct db *db, const struct ticket *before,
                             const struct taken_number *number)
{
    enum queue_status to = number->ticket.stage;
    enum err e = ERR_OK;
    bool unseen = call_unseen(before, number);
    if (unseen) {
        e = ticket_set_stage(db, before->op, QUEUE_CALLED, number->started_ms);
        if (e == ERR_OK)
            e = count_call(db, number);
    }
    if (e == ERR_OK && (to != QUEUE_CALLED || !unseen))
        e = ticket_set_stage(db, before->op, to, number->changed_ms);
    if (e == ERR_OK && to == QUEUE_WAITING)
        e = hold_again(db, number);
    return e;
}

/* A number of a booking that is void elsewhere: the patient can check in once more. */
static enum err void_booking(struct db *db, const struct ticket *before)
{
    struct appointment held;
    enum err e = ticket_set_status(db, before->op, TICKET_VOID);
    if (e == ERR_OK)
        e = appointment_get(db, before->appointment_op, &held);
    if (e == ERR_OK && held.status == APPOINTMENT_ARRIVED)
        e = appointment_set(db, held.op, APPOINTMENT_BOOKED, ERR_OK);
    text_wipe(&held, sizeof held);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* Void here, while at a desk it came into its patient's hand: it counts after all. */
static enum err revive(struct db *db, struct ticket *before, bool *changed)
{
    struct appointment held;
    enum err e = ticket_set_status(db, before->op, TICKET_CONFIRMED);
    if (e == ERR_ALREADY)
        return ERR_OK; /* the patient has another one by now: staff tell them apart */
    if (e == ERR_OK)
        e = ticket_get(db, before->op, before);
    if (e == ERR_OK)
        *changed = true;
    if (e != ERR_OK || !before->appointment_op[0])
        return e;
    e = appointment_get(db, before->appointment_op, &held);
    if (e == ERR_OK && held.status == APPOINTMENT_BOOKED)
        e = appointment_set(db, held.op, APPOINTMENT_ARRIVED, ERR_OK);
    text_wipe(&held, sizeof held);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* Its paper, as the station has it that tried last. */
static enum err take_paper(struct db *db, const struct ticket *before,
                           const struct taken_number *number, bool *changed)
{
    struct paper_fault known = {.why = ERR_OK};
    const struct paper_fault *now = &number->more.paper;
    enum queue_status stage = number->ticket.stage;
    bool over = stage == QUEUE_LEFT || stage == QUEUE_DONE;
    enum err e = unprinted_get(db, before->op, &known);
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    bool listed = e == ERR_OK;
    e = ERR_OK;
    if (number->more.in_hand && ticket_may(before->status, TICKET_CONFIRMED)) {
        *changed = true;
        e = ticket_set_status(db, before->op, TICKET_CONFIRMED);
    }
    if (e == ERR_OK && listed && (over || number->more.in_hand)) {
        *changed = true;
        e = unprinted_drop(db, before->op);
    } else if (e == ERR_OK && !over && !number->more.in_hand && now->why != ERR_OK &&
               (known.why != now->why || strcmp(known.station, now->station) != 0)) {
        *changed = true;
        e = unprinted_put(db, before->op, now);
    }
    return e;
}

/* What differs of a number that is known. */
static enum err update(struct db *db, const struct ticket *before,
                       const struct taken_number *number, bool *changed)
{
    struct visit_stop stop;
    const struct ticket *now = &number->ticket;
    enum err e = stop_get(db, before->op, &stop);
    if (e == ERR_OK && (with_room(now->stage) || call_unseen(before, number)) &&
        (strcmp(stop.called_by, number->caller) != 0 || stop.calls < number->more.calls ||
         (number->place_id[0] && strcmp(before->doctor.place_id, number->place_id) != 0) ||
         !with_room(before->stage))) {
        *changed = true;
        e = claim(db, number);
    }
    if (e == ERR_OK && before->stage != now->stage) {
        *changed = true;
        e = change_stage(db, before, number);
        if (e == ERR_OK && now->stage == QUEUE_LEFT && !number->moved && before->appointment_op[0])
            e = void_booking(db, before);
    }
    if (e == ERR_OK)
        e = take_paper(db, before, number, changed);
    int priority = before->priority > stop.cared ? before->priority : stop.cared;
    if (e == ERR_OK && priority != now->priority && before->priority != now->priority) {
        *changed = true;
        e = queue_set_priority(db, before->op, now->priority, number->more.reason);
    }
    if (e == ERR_OK && strcmp(before->number, now->number) != 0) {
        struct statement *s = db_prepare(db, "UPDATE ticket SET number=?2 WHERE op=?1");
        bind_text(s, 1, before->op);
        bind_text(s, 2, now->number);
        db_step(s);
        e = db_done(s);
        *changed = true;
    }
    return e == ERR_ALREADY ? ERR_OK : e;
}

enum err queue_taken(struct db *db, const struct taken_number *number, bool *changed)
{
    struct ticket before;
    *changed = false;
    enum err e = ticket_get(db, number->ticket.op, &before);
    if (e == ERR_NOT_FOUND) {
        e = insert(db, number, changed);
        if (e == ERR_OK && *changed)
            e = ticket_get(db, number->ticket.op, &before);
        if (e != ERR_OK || !*changed)
            return e;
    }
    bool over = number->ticket.stage == QUEUE_LEFT || number->ticket.stage == QUEUE_DONE;
    if (e == ERR_OK && before.status == TICKET_VOID && number->more.in_hand && !over)
        e = revive(db, &before, changed);
    if (e != ERR_OK || before.status == TICKET_VOID)
        return e;
    return update(db, &before, number, changed);
}

#define BATCH 64

static enum err complete(struct db *db, const char *op)
{
    struct ticket ticket;
    struct doctor keeper;
    enum err e = ticket_get(db, op, &ticket);
    if (e == ERR_OK)
        e = queue_keeper(db, ticket.queue, &keeper);
    if (e != ERR_OK)
        return e;
    if (ticket.doctor.place_id[0]) { /* where it is called to */
        text_copy(keeper.place_id, sizeof keeper.place_id, ticket.doctor.place_id);
        keeper.place = ticket.doctor.place;
    }
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET doctor_id=?2,department_id=?3,department_zh=?4,department_en=?5,"
            "doctor_zh=?6,doctor_en=?7,title_zh=?8,title_en=?9,general=?10,fee_minor=?11,"
            "letter=?12,place_id=?13,place_zh=?14,place_en=?15 WHERE op=?1");
    bind_text(s, 1, op);
    bind_doctor(s, 2, &keeper);
    db_step(s);
    return db_done(s);
}

enum err queue_taken_complete(struct db *db)
{
    char ops[BATCH][UUID_SIZE];
    size_t count;
    enum err e;
    do {
        struct statement *s =
            db_prepare(db, "SELECT t.op FROM ticket t JOIN role r ON r.id=t.queue WHERE "
                           "t.department_id='' AND r.department_id<>'' LIMIT ?1");
        bind_int(s, 1, BATCH);
        for (count = 0; count < BATCH && db_step(s); count++)
            column_copy(s, 0, ops[count], UUID_SIZE);
        e = db_done(s);
        for (size_t i = 0; e == ERR_OK && i < count; i++)
            e = complete(db, ops[i]);
    } while (e == ERR_OK && count == BATCH);
    return e;
}
