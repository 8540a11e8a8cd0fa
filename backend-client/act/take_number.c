#include "act/calling_parts.h"
#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/queue.h"

#include <string.h>

#define SESSIONS_MAX 64

/* True when that half-day still takes walk-ins: not stopped, not over, and begun or about to begin
 * within the check-in time, or later the same day. */
static bool takes_walk_ins(const struct schedule *schedule, int64_t now)
{
    return schedule->state != SCHEDULE_STOPPED && schedule->state != SCHEDULE_OVER &&
           schedule->end_ms > now;
}

/* Sessions that begin within so long count as running: whoever comes early waits for them. */
#define SOON_MS (120LL * 60000)

struct choice {
    struct doctor doctor;
    int64_t begins_ms; /* 0 = runs, or soon */
    int left;
    bool found, closed;
};

/* Whether `a` is the better queue for a walk-in: somebody calls there, now, without a named doctor,
 * with the most places left. */
static bool better(const struct choice *a, const struct choice *b)
{
    if (!b->found || a->closed != b->closed)
        return !b->found || !a->closed;
    if (a->begins_ms != b->begins_ms)
        return a->begins_ms < b->begins_ms;
    if (a->doctor.general != b->doctor.general)
        return a->doctor.general;
    return a->left > b->left;
}

static enum err weigh(struct db *db, const struct schedule *one, int64_t now, struct choice *best)
{
    char to[ID_SIZE];
    struct choice c = {.found = true,
                       .begins_ms = one->start_ms > now + SOON_MS ? one->start_ms : 0,
                       .left = one->left};
    if (!takes_walk_ins(one, now) || doctor_get(db, one->doctor_id, &c.doctor) != ERR_OK)
        return ERR_OK;
    enum err e = queue_goes_to(db, c.doctor.id, one->date, to);
    c.closed = e == ERR_OK && to[0];
    if (e == ERR_OK && better(&c, best))
        *best = c;
    return e;
}

/* The queue a walk-in joins: the department's clinic without a named doctor; where a hospital has
 * none, the doctor of today with the most places left. */
enum err act_walk_in_queue(struct db *db, const struct act_env *env, const char *department_id,
                           struct doctor *out)
{
    struct schedule list[SESSIONS_MAX];
    struct choice best = {.found = false};
    size_t count = 0;
    int64_t now = clock_wall(env->clock);
    char today[DATE_SIZE];
    clock_date(now, today);
    enum err e = schedule_list(db, department_id, NULL, today, list, SESSIONS_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        e = weigh(db, &list[i], now, &best);
    if (e != ERR_OK)
        return e;
    *out = best.doctor;
    return best.found ? ERR_OK : ERR_STOPPED;
}

/* The person's number of today in that queue that still counts. */
static enum err open_ticket(struct db *db, const char *person_uuid, const char *date,
                            const char *queue, struct ticket *out)
{
    struct ticket list[16];
    size_t count = 0;
    enum err e = ticket_open_of(db, person_uuid, date, list, 16, &count);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].queue, queue) == 0 && list[i].status != TICKET_VOID &&
            !list[i].appointment_op[0]) {
            *out = list[i];
            return ERR_ALREADY;
        }
    return ERR_OK;
}

static enum err take_now(struct db *db, const struct act_env *env,
                         const struct take_request *request, struct ticket *out)
{
    enum err e = ticket_get(db, request->op, out);
    if (e != ERR_NOT_FOUND)
        return e;
    struct ticket made = {
        .status = TICKET_RESERVED, .stage = QUEUE_WAITING, .created_ms = clock_wall(env->clock)};
    clock_date(made.created_ms, made.date);
    e = act_walk_in_queue(db, env, request->department_id, &made.doctor);
    if (e == ERR_OK && request->person_uuid[0])
        e = open_ticket(db, request->person_uuid, made.date, made.doctor.id, out);
    if (e != ERR_OK)
        return e;
    text_copy(made.op, sizeof made.op, request->op);
    uuid_new(made.visit_op);
    text_copy(made.queue, sizeof made.queue, made.doctor.id);
    text_copy(made.person_uuid, sizeof made.person_uuid, request->person_uuid);
    e = act_next_number(db, env, made.date, made.number);
    if (e == ERR_OK)
        e = calling_route(db, &made);
    if (e == ERR_OK)
        e = ticket_insert(db, &made);
    if (e == ERR_OK)
        e = act_enter_queue(db, env, &made, 0);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_TAKE, made.op, made.op, act_line(made.person_uuid, made.op));
    if (e == ERR_OK)
        *out = made;
    return e;
}

enum err take_number(struct db *db, const struct act_env *env, const struct take_request *request,
                     struct ticket *out)
{
    if (!uuid_valid(request->op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, take_now(db, env, request, out)) : e;
}
