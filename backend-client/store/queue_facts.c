/* What a queue needs to know beside its order: who keeps it, what a board may show of a number. */
#include "store/queue.h"

#include "base/text.h"
#include "model/identity.h"
#include "store/care.h"
#include "store/content.h"
#include "store/seal.h"

#include <string.h>

enum err queue_keeper(struct db *db, const char *queue, struct doctor *out)
{
    enum err e = doctor_get(db, queue, out);
    if (e != ERR_NOT_FOUND)
        return e;
    struct place place;
    e = place_get(db, queue, &place);
    if (e != ERR_OK)
        return e;
    memset(out, 0, sizeof *out);
    text_copy(out->id, sizeof out->id, place.id);
    text_copy(out->place_id, sizeof out->place_id, place.id);
    out->department = out->place = place.name;
    out->general = true;
    return ERR_OK;
}

static enum err change(struct db *db, struct statement *s)
{
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err queue_set_priority(struct db *db, const char *op, int priority, const char *reason)
{
    struct statement *s = db_prepare(db, "UPDATE ticket SET priority=?2, reason=?3 WHERE op=?1");
    bind_text(s, 1, op);
    bind_int(s, 2, priority);
    bind_text(s, 3, reason);
    return change(db, s);
}

enum err ticket_set_mask(struct db *db, const char *op, const char *mask)
{
    struct statement *s = db_prepare(db, "UPDATE ticket SET mask=?2 WHERE op=?1");
    bind_text(s, 1, op);
    if (mask[0])
        bind_sealed(db, s, 2, "ticket", op, "mask", mask);
    else
        bind_null(s, 2);
    return change(db, s);
}

static enum err stored_mask(struct db *db, const char *op, char *out, size_t size)
{
    struct statement *s = db_prepare(db, "SELECT mask FROM ticket WHERE op=?1");
    bind_text(s, 1, op);
    if (db_step(s))
        column_open(db, s, 0, "ticket", op, "mask", out, size);
    return db_done(s);
}

enum err ticket_mask(struct db *db, const struct ticket *ticket, char *out, size_t size)
{
    struct department department;
    struct person person;
    out[0] = '\0';
    enum err e = department_get(db, ticket->doctor.department_id, &department);
    if (e == ERR_OK && department.sensitive)
        return ERR_OK;
    if (e != ERR_OK && e != ERR_NOT_FOUND)
        return e;
    if (!ticket->person_uuid[0])
        return stored_mask(db, ticket->op, out, size);
    e = person_get(db, ticket->person_uuid, &person);
    if (e == ERR_OK)
        mask_name(person.name, out, size);
    text_wipe(&person, sizeof person);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}
