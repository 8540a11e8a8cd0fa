#include "store/content.h"
#include "store/desk.h"

#include "base/text.h"
#include "store/queue.h"

#include <stdlib.h>
#include <string.h>

struct targets {
    struct desk_target *out;
    size_t cap, count;
    const char *not_this;
};

static bool has(const struct targets *t, const char *queue)
{
    if (!queue[0] || strcmp(queue, t->not_this) == 0)
        return true;
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->out[i].queue, queue) == 0)
            return true;
    return false;
}

static enum err add(struct db *db, struct targets *t, const char *queue)
{
    struct doctor keeper;
    if (t->count == t->cap || has(t, queue))
        return ERR_OK;
    enum err e = queue_keeper(db, queue, &keeper);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_OK : e; /* gone from the hospital's content */
    struct desk_target *one = &t->out[t->count++];
    memset(one, 0, sizeof *one);
    text_copy(one->queue, sizeof one->queue, queue);
    one->name = keeper.name.zh[0] && !keeper.general ? keeper.name : keeper.department;
    if (strcmp(keeper.place.zh, one->name.zh) != 0)
        one->place = keeper.place;
    return ERR_OK;
}

/* The first column of each row. */
static enum err add_all(struct db *db, struct targets *t, struct statement *s)
{
    char(*ids)[ID_SIZE] = calloc(t->cap, sizeof *ids);
    size_t n = 0;
    if (!ids)
        abort();
    while (n < t->cap && db_step(s))
        column_copy(s, 0, ids[n++], ID_SIZE);
    enum err e = db_done(s);
    for (size_t i = 0; i < n && e == ERR_OK; i++)
        e = add(db, t, ids[i]);
    free(ids);
    return e;
}

enum err desk_onward(struct db *db, const struct ticket *ticket, struct desk_target *out,
                     size_t cap, size_t *count)
{
    struct targets t = {out, cap, 0, ticket->queue};
    struct statement *s =
        db_prepare(db, "SELECT queue FROM ticket WHERE visit_op=?1 AND visit_op<>'' AND"
                       " status<>'void' ORDER BY stop DESC");
    bind_text(s, 1, ticket->visit_op);
    enum err e = add_all(db, &t, s);
    if (e == ERR_OK)
        e = add_all(db, &t,
                    db_prepare(db, "SELECT f.id FROM place w JOIN ref f ON f.rid=w.parent_ref AND"
                                   " f.type='Location' JOIN place r ON r.id=f.id AND r.code='ro'"
                                   " WHERE w.code='area' GROUP BY f.id ORDER BY count(*) DESC,"
                                   " f.id"));
    if (e == ERR_OK)
        e = add_all(db, &t,
                    db_prepare(db, "SELECT place_id FROM price WHERE place_id<>'' GROUP BY"
                                   " place_id ORDER BY count(*) DESC, place_id"));
    *count = t.count;
    return e;
}

enum err desk_instead(struct db *db, const struct ticket *ticket, struct desk_target *out,
                      size_t cap, size_t *count)
{
    struct targets t = {out, cap, 0, ticket->queue};
    struct statement *s = db_prepare(
        db, "SELECT queue FROM ticket WHERE date=?1 AND status<>'void' GROUP BY queue ORDER BY"
            " max(department_id=?2) DESC, queue");
    bind_text(s, 1, ticket->date);
    bind_text(s, 2, ticket->doctor.department_id);
    enum err e = add_all(db, &t, s);
    if (e == ERR_OK) {
        s = db_prepare(db, "SELECT id FROM role WHERE department_id=?1 ORDER BY id");
        bind_text(s, 1, ticket->doctor.department_id);
        e = add_all(db, &t, s);
    }
    *count = t.count;
    return e;
}
