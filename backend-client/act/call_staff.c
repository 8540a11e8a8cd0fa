#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"

enum err call_staff(struct db *db, const struct act_env *env, const char *op, const char *screen,
                    struct help_call *out)
{
    if (!uuid_valid(op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = help_latest(db, out);
    if (e == ERR_NOT_FOUND) {
        *out = (struct help_call){.status = HELP_REQUESTED, .created_ms = clock_wall(env->clock)};
        text_copy(out->op, sizeof out->op, op);
        text_copy(out->screen, sizeof out->screen, screen);
        e = help_insert(db, out);
        if (e == ERR_OK)
            e = outbox_add(db, OUTBOX_HELP, out->op, out->op, out->op);
    }
    return act_end(db, e);
}
