#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"

enum err act_end(struct db *db, enum err e)
{
    if (e == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return e;
}

bool act_standalone(const struct act_env *env)
{
    return env->config->server.url[0] == '\0';
}

const char *act_line(const char *person_uuid, const char *op)
{
    return person_uuid[0] ? person_uuid : op;
}

enum err act_send(struct db *db, enum outbox_kind kind, const char *subject, const char *line)
{
    char op[UUID_SIZE];
    uuid_new(op);
    return outbox_add(db, kind, op, subject, line);
}

/* Misses are forgotten as a whole after so many pauses without the limit being reached, so that the
 * typing errors of a day do not add up. A good code forgets nothing: else one's own code would buy
 * more guesses at others'. */
#define FORGET_PAUSES 5

struct tries {
    char count_key[40], since_key[40], until_key[40];
};

static struct tries tries_keys(const char *sort)
{
    struct tries t;
    text_format(t.count_key, sizeof t.count_key, "tries.%s.count", sort);
    text_format(t.since_key, sizeof t.since_key, "tries.%s.since", sort);
    text_format(t.until_key, sizeof t.until_key, "tries.%s.until", sort);
    return t;
}

enum err tries_check(struct db *db, const struct act_env *env, const char *sort)
{
    struct tries t = tries_keys(sort);
    int64_t now = clock_wall(env->clock), until = meta_get_int(db, t.until_key, 0);
    /* a clock that was set back must not lock for ever */
    int64_t pause = (int64_t)env->config->session.code_pause_s * 1000;
    return now < until && until - now <= pause ? ERR_LOCKED : ERR_OK;
}

enum err tries_missed(struct db *db, const struct act_env *env, const char *sort)
{
    struct tries t = tries_keys(sort);
    int64_t now = clock_wall(env->clock), pause = (int64_t)env->config->session.code_pause_s * 1000;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    int64_t count = meta_get_int(db, t.count_key, 0), since = meta_get_int(db, t.since_key, 0);
    if (now - since > FORGET_PAUSES * pause || now < since) {
        count = 0;
        since = now;
    }
    count++;
    if (count >= env->config->session.code_tries) {
        e = meta_set_int(db, t.until_key, now + pause);
        count = 0;
    }
    if (e == ERR_OK)
        e = meta_set_int(db, t.count_key, count);
    if (e == ERR_OK)
        e = meta_set_int(db, t.since_key, since);
    return act_end(db, e);
}

enum err act_next_number(struct db *db, const struct act_env *env, const char *date, char out[12])
{
    const char *letter = env->config->station.letter;
    char key[48];
    text_format(key, sizeof key, "series.%s.%s", letter, date);
    int64_t number = meta_get_int(db, key, 0) + 1;
    text_format(out, 12, "%s%03d", letter, (int)number);
    return meta_set_int(db, key, number);
}
