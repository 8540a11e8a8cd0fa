#include "store/care.h"

#include "base/text.h"
#include "store/doctor_cells.h"

#include <string.h>

#define COLUMNS                                                                                    \
    "op,visit_op,number,queue,date,status,stage,appointment_op,person_uuid,priority,created_ms,"   \
    "called_ms,served_ms,done_ms,printed," DOCTOR_CELLS
#define DOCTOR_AT 15

static enum ticket_status status_of(struct statement *s, int index)
{
    for (int i = 0; i < TICKET_STATUS_COUNT; i++)
        if (!strcmp(column_text(s, index), ticket_status_name((enum ticket_status)i)))
            return (enum ticket_status)i;
    statement_fail(s, ERR_CORRUPT);
    return TICKET_VOID;
}

static enum queue_status stage_of(struct statement *s, int index)
{
    for (int i = 0; i < QUEUE_STATUS_COUNT; i++)
        if (!strcmp(column_text(s, index), queue_status_name((enum queue_status)i)))
            return (enum queue_status)i;
    statement_fail(s, ERR_CORRUPT);
    return QUEUE_LEFT;
}

static void read_row(struct statement *s, struct ticket *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->visit_op, sizeof out->visit_op);
    column_copy(s, 2, out->number, sizeof out->number);
    column_copy(s, 3, out->queue, sizeof out->queue);
    column_copy(s, 4, out->date, sizeof out->date);
    out->status = status_of(s, 5);
    out->stage = stage_of(s, 6);
    column_copy(s, 7, out->appointment_op, sizeof out->appointment_op);
    column_copy(s, 8, out->person_uuid, sizeof out->person_uuid);
    out->priority = (int)column_int(s, 9);
    out->created_ms = column_int(s, 10);
    out->called_ms = column_int(s, 11);
    out->served_ms = column_int(s, 12);
    out->done_ms = column_int(s, 13);
    out->printed = (int)column_int(s, 14);
    column_doctor(s, DOCTOR_AT, &out->doctor);
}

static enum err read_one(struct statement *s, struct ticket *out)
{
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

static enum err read_list(struct statement *s, struct ticket *out, size_t cap, size_t *count)
{
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err ticket_get(struct db *db, const char *op, struct ticket *out)
{
    struct statement *s = db_prepare(db, "SELECT " COLUMNS " FROM ticket WHERE op=?1");
    bind_text(s, 1, op);
    return read_one(s, out);
}

enum err ticket_by_number(struct db *db, const char *date, const char *number, struct ticket *out,
                          size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM ticket WHERE date=?1 AND number=?2"
                       " AND status<>'void' ORDER BY created_ms, op");
    bind_text(s, 1, date);
    bind_text(s, 2, number);
    return read_list(s, out, cap, count);
}

enum err ticket_by_appointment(struct db *db, const char *appointment_op, struct ticket *out)
{
    struct statement *s =
        db_prepare(db, "SELECT " COLUMNS " FROM ticket WHERE appointment_op=?1 AND"
                       " appointment_op<>'' ORDER BY status<>'void' DESC, created_ms DESC LIMIT 1");
    bind_text(s, 1, appointment_op);
    return read_one(s, out);
}

enum err ticket_open_of(struct db *db, const char *person_uuid, const char *date,
                        struct ticket *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT " COLUMNS " FROM ticket WHERE person_uuid=?1 AND person_uuid<>'' AND date=?2"
            " AND status<>'void' AND stage NOT IN('done','left') ORDER BY created_ms, op");
    bind_text(s, 1, person_uuid);
    bind_text(s, 2, date);
    return read_list(s, out, cap, count);
}

enum err ticket_insert(struct db *db, const struct ticket *ticket)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO ticket(" COLUMNS
            ",stop) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,"
            "?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,"
            "(SELECT coalesce(max(stop)+1,0) FROM ticket WHERE visit_op=?2 AND visit_op<>'' AND "
            "status<>'void'))");
    bind_text(s, 1, ticket->op);
    bind_text(s, 2, ticket->visit_op);
    bind_text(s, 3, ticket->number);
    bind_text(s, 4, ticket->queue);
    bind_text(s, 5, ticket->date);
    bind_text(s, 6, ticket_status_name(ticket->status));
    bind_text(s, 7, queue_status_name(ticket->stage));
    bind_text(s, 8, ticket->appointment_op);
    bind_text(s, 9, ticket->person_uuid);
    bind_int(s, 10, ticket->priority);
    bind_int(s, 11, ticket->created_ms);
    bind_int(s, 12, ticket->called_ms);
    bind_int(s, 13, ticket->served_ms);
    bind_int(s, 14, ticket->done_ms);
    bind_int(s, 15, ticket->printed);
    bind_doctor(s, 1 + DOCTOR_AT, &ticket->doctor);
    db_step(s);
    return db_done(s);
}

static enum err change(struct db *db, struct statement *s)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err ticket_set_holder(struct db *db, const char *op, const char *appointment_op,
                           const char *person_uuid)
{
    struct statement *s =
        db_prepare(db, "UPDATE ticket SET appointment_op=?2, person_uuid=?3 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, appointment_op);
    bind_text(s, 3, person_uuid);
    return change(db, s);
}

enum err ticket_set_status(struct db *db, const char *op, enum ticket_status status)
{
    struct statement *s = db_prepare(db, "UPDATE ticket SET status=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, ticket_status_name(status));
    return change(db, s);
}

/* The time of each stage is that of its first entry, so that a recall does not shorten a wait. */
enum err ticket_set_stage(struct db *db, const char *op, enum queue_status stage, int64_t now_ms)
{
    struct statement *s = db_prepare(
        db, "UPDATE ticket SET stage=?2,"
            " called_ms=CASE WHEN ?2 IN('called','serving') AND called_ms=0 THEN ?3 ELSE called_ms "
            "END, served_ms=CASE WHEN ?2='serving' AND served_ms=0 THEN ?3 ELSE served_ms END,"
            " claimed_ms=CASE WHEN ?2 IN('called','serving') AND stage NOT IN('called','recalled',"
            "'serving') THEN ?3 ELSE claimed_ms END,"
            " freed_ms=CASE WHEN stage IN('called','recalled','serving') AND ?2 NOT IN('called',"
            "'recalled','serving') THEN ?3 ELSE freed_ms END,"
            " done_ms=CASE WHEN ?2 IN('done','left') AND done_ms=0 THEN ?3 ELSE done_ms END"
            " WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, queue_status_name(stage));
    bind_int(s, 3, now_ms);
    return change(db, s);
}

enum err ticket_count_print(struct db *db, const char *op)
{
    struct statement *s = db_prepare(db, "UPDATE ticket SET printed=printed+1 WHERE op=?1");
    bind_text(s, 1, op);
    return change(db, s);
}

enum err ticket_stale(struct db *db, int64_t before_ms, char (*ops)[UUID_SIZE], size_t cap,
                      size_t *count)
{
    struct statement *s = db_prepare(db, "SELECT op FROM ticket WHERE status='reserved'"
                                         " AND created_ms<?1 ORDER BY created_ms, op");
    bind_int(s, 1, before_ms);
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, ops[(*count)++], UUID_SIZE);
    return db_done(s);
}
