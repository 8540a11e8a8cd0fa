#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/normalize.h"

#define TEXT_MAX 500 /* code points, as the questionnaire allows */

static enum err rate_now(struct db *db, const struct act_env *env, const struct rating *request)
{
    struct rating made = *request;
    char composed[sizeof made.text];
    if (!made.created_ms)
        made.created_ms = clock_wall(env->clock);
    enum err e = text_nfc(composed, sizeof composed, request->text);
    text_clean(made.text, sizeof made.text, composed, TEXT_MAX);
    if (e == ERR_OK)
        e = rating_insert(db, &made);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_RATING, made.op, made.op, made.op);
    text_wipe(composed, sizeof composed);
    text_wipe(&made, sizeof made);
    return e;
}

enum err rate(struct db *db, const struct act_env *env, const struct rating *request)
{
    if (!uuid_valid(request->op) || request->score < 1 || request->score > 5 ||
        request->reason_count < 0 ||
        request->reason_count > (int)(sizeof request->reasons / sizeof request->reasons[0]))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    bool known = false;
    e = rating_known(db, request->op, &known);
    if (e == ERR_OK && !known)
        e = rate_now(db, env, request);
    return act_end(db, e);
}
