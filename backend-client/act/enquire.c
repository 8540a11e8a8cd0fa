#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/enquiry.h"

#define FORGET_MS 86400000LL

/* Guessing codes at the server is guessing: it waits as guessing here does. */
static enum err may_ask(struct db *db, const struct act_env *env, enum enquiry_kind kind)
{
    switch (kind) {
    case ENQUIRY_VISIT:
        return tries_check(db, env, "visit");
    case ENQUIRY_COMPLAINT:
        return tries_check(db, env, "track");
    case ENQUIRY_BOOKINGS:
    case ENQUIRY_KIND_COUNT:
        break;
    }
    return ERR_OK;
}

enum err enquire(struct db *db, const struct act_env *env, const char *op, enum enquiry_kind kind,
                 const char *subject)
{
    struct enquiry asked = {.kind = kind, .asked_ms = clock_wall(env->clock)};
    if (act_standalone(env))
        return ERR_OFFLINE;
    if (!uuid_valid(op) || !text_copy(asked.subject, sizeof asked.subject, subject))
        return ERR_INVALID;
    text_copy(asked.op, sizeof asked.op, op);
    enum err e = may_ask(db, env, kind);
    if (e == ERR_OK)
        e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = enquiry_forget(db, asked.asked_ms - FORGET_MS);
    if (e == ERR_OK)
        e = enquiry_add(db, &asked);
    return act_end(db, e);
}
