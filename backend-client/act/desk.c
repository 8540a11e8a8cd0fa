#include "act/desk.h"

#include "act/parts.h"
#include "base/text.h"
#include "store/own_notice.h"

#include <string.h>

struct desk_record { /* of an act whose transaction is its own */
    const struct act_env *env;
    const char *staff_id, *object, *detail;
    enum audit_action action;
};

static enum err note_now(struct db *db, void *ctx)
{
    const struct desk_record *n = ctx;
    return staff_note(db, n->env, n->staff_id, n->action, n->object, n->detail);
}

/* Joins `note` to the one transaction of what comes next, which ends with desk_over. */
static enum err desk_begin(struct db *db, const struct act_env *env, const struct staff_session *by,
                           struct desk_record *note)
{
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK)
        db_before_commit(db, note_now, note);
    return e;
}

static enum err desk_over(struct db *db, enum err e)
{
    db_before_commit(db, NULL, NULL);
    return e;
}

enum err desk_void(struct db *db, const struct act_env *env, const struct staff_session *by,
                   const char *ticket_op)
{
    struct desk_record note = {env, by->id, ticket_op, "void", AUDIT_TICKET};
    enum err e = desk_begin(db, env, by, &note);
    return e == ERR_OK ? desk_over(db, ticket_handed(db, env, ticket_op, TICKET_VOID)) : e;
}

enum err desk_handed(struct db *db, const struct act_env *env, const struct staff_session *by,
                     const char *ticket_op)
{
    struct desk_record note = {env, by->id, ticket_op, "handed", AUDIT_TICKET};
    enum err e = desk_begin(db, env, by, &note);
    return e == ERR_OK ? desk_over(db, ticket_handed(db, env, ticket_op, TICKET_CONFIRMED)) : e;
}

enum err desk_reprint(struct db *db, const struct act_env *env, const struct staff_session *by,
                      const char *ticket_op)
{
    struct ticket ticket;
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = ticket_get(db, ticket_op, &ticket);
    if (e == ERR_OK && ticket.status == TICKET_VOID)
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = staff_note(db, env, by->id, AUDIT_TICKET, ticket_op, "reprint");
    return act_end(db, e);
}

static void fill(const struct desk_notice *from, int64_t now, struct own_notice *out)
{
    struct notice *n = &out->notice;
    *out = (struct own_notice){.notice = {.kind = NOTICE_ANNOUNCEMENT,
                                          .urgent = from->urgent,
                                          .published_ms = now,
                                          .from_ms = from->from_ms,
                                          .until_ms = from->until_ms}};
    text_copy(n->id, sizeof n->id, from->op);
    text_clean(n->title.zh, sizeof n->title.zh, from->title, 40);
    text_copy(n->title.en, sizeof n->title.en, n->title.zh);
    text_clean(n->body.zh, sizeof n->body.zh, from->body, 300);
    text_copy(n->body.en, sizeof n->body.en, n->body.zh);
    text_copy(n->about_id, sizeof n->about_id, from->about_id);
}

enum err desk_announce(struct db *db, const struct act_env *env, const struct staff_session *by,
                       const struct desk_notice *notice)
{
    struct own_notice own, known;
    int64_t now = clock_wall(env->clock);
    fill(notice, now, &own);
    text_copy(own.by, sizeof own.by, by->id);
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK && (!own.notice.title.zh[0] ||
                        (notice->until_ms != 0 &&
                         (notice->until_ms <= now || notice->until_ms <= notice->from_ms))))
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = own_notice_get(db, notice->op, &known);
    if (e == ERR_NOT_FOUND) {
        e = own_notice_insert(db, &own);
        if (e == ERR_OK)
            e = outbox_add(db, OUTBOX_NOTICE, notice->op, notice->op, notice->op);
        if (e == ERR_OK)
            e = staff_note(db, env, by->id, AUDIT_NOTICE, notice->op, "write");
    }
    return act_end(db, e);
}

enum err desk_revoke(struct db *db, const struct act_env *env, const struct staff_session *by,
                     const char *op)
{
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = own_notice_revoke(db, op);
    if (e == ERR_OK)
        e = act_lift_stop(db, op);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_REVOKE, op, op, op);
    if (e == ERR_OK)
        e = staff_note(db, env, by->id, AUDIT_NOTICE, op, "revoke");
    return act_end(db, e);
}

enum err desk_reveal(struct db *db, const struct act_env *env, const struct staff_session *by,
                     const char *ticket_op, char *name, size_t size)
{
    struct ticket ticket;
    struct person person = {.name = ""};
    name[0] = '\0';
    enum err e = staff_check(env, by, ROLE_GUIDE);
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = ticket_get(db, ticket_op, &ticket);
    if (e == ERR_OK)
        e = staff_note(db, env, by->id, AUDIT_REVEAL, ticket_op, "name");
    if (e == ERR_OK && ticket.person_uuid[0])
        e = person_get(db, ticket.person_uuid, &person);
    e = act_end(db, e);
    if (e == ERR_OK)
        text_copy(name, size, person.name);
    text_wipe(&person, sizeof person);
    return e;
}
