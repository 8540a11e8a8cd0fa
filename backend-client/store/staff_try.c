#include "store/staff.h"

#include "base/text.h"
#include "store/seal.h"

#include <string.h>

/* Numbers that nobody has leave rows too; so many are kept, the oldest go. */
#define ROWS_MAX 2000

void staff_path(struct db *db, const char *kind, const char *value, char out[40])
{
    char hash[33];
    seal_lookup(db, "staff-path", value, hash);
    text_format(out, 40, "%.6s:%s", kind, hash);
}

enum err staff_try_get(struct db *db, const char *path, struct staff_try *out)
{
    memset(out, 0, sizeof *out);
    text_copy(out->path, sizeof out->path, path);
    struct statement *s =
        db_prepare(db, "SELECT failures,wait_ms,since_mono_ms FROM staff_try WHERE path=?1");
    bind_text(s, 1, path);
    if (db_step(s)) {
        out->failures = (int)column_int(s, 0);
        out->wait_ms = column_int(s, 1);
        out->since_mono_ms = column_int(s, 2);
    }
    return db_done(s);
}

static enum err forget(struct db *db, const char *path)
{
    struct statement *s = db_prepare(db, "DELETE FROM staff_try WHERE path=?1");
    bind_text(s, 1, path);
    db_step(s);
    return db_done(s);
}

/* Those that belong to staff stay whatever a guesser does: only rows with few failures go. */
static enum err bound(struct db *db)
{
    struct statement *s = db_prepare(
        db, "DELETE FROM staff_try WHERE path IN(SELECT path FROM staff_try WHERE failures<?1"
            " ORDER BY changed_ms LIMIT max(0,(SELECT count(*) FROM staff_try)-?2))");
    bind_int(s, 1, STAFF_FAILURES_HELD);
    bind_int(s, 2, ROWS_MAX);
    db_step(s);
    return db_done(s);
}

enum err staff_try_set(struct db *db, const struct staff_try *attempt)
{
    if (attempt->failures == 0)
        return forget(db, attempt->path);
    struct statement *s = db_prepare(
        db, "INSERT INTO staff_try(path,failures,wait_ms,since_mono_ms,changed_ms)"
            " VALUES(?1,?2,?3,?4,?5) ON CONFLICT(path) DO UPDATE SET failures=excluded.failures,"
            " wait_ms=excluded.wait_ms, since_mono_ms=excluded.since_mono_ms,"
            " changed_ms=excluded.changed_ms");
    bind_text(s, 1, attempt->path);
    bind_int(s, 2, attempt->failures);
    bind_int(s, 3, attempt->wait_ms);
    bind_int(s, 4, attempt->since_mono_ms);
    bind_int(s, 5, db_now(db));
    db_step(s);
    enum err e = db_done(s);
    return e == ERR_OK ? bound(db) : e;
}

int64_t staff_try_left(const struct staff_try *attempt, int64_t mono_ms)
{
    /* a clock behind the pause's begin has started anew since: it counts from there */
    int64_t gone = mono_ms - attempt->since_mono_ms;
    if (gone < 0)
        gone = mono_ms > 0 ? mono_ms : 0;
    int64_t left = attempt->wait_ms - gone;
    return left > 0 ? left : 0;
}

static enum err is_held(struct db *db, const char *kind, const char *id, bool *held)
{
    struct staff_try attempt;
    char path[40];
    staff_path(db, kind, id, path);
    enum err e = staff_try_get(db, path, &attempt);
    *held |= e == ERR_OK && attempt.failures >= STAFF_FAILURES_HELD;
    return e;
}

enum err staff_held(struct db *db, struct staff *out, size_t cap, size_t *count)
{
    size_t all, held = 0;
    enum err e = staff_list(db, out, cap, &all);
    for (size_t i = 0; i < all && e == ERR_OK; i++) {
        bool one = false;
        e = is_held(db, "number", out[i].id, &one);
        if (e == ERR_OK)
            e = is_held(db, "badge", out[i].id, &one);
        if (one)
            out[held++] = out[i];
    }
    *count = e == ERR_OK ? held : 0;
    return e;
}
