#include "sync/queue_pull.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/content.h"
#include "store/content_ref.h"
#include "store/queue_taken.h"
#include "store/server_id.h"

#include <stdlib.h>
#include <string.h>

enum queue_status queue_stage_of(const struct seen *seen, enum queue_status otherwise)
{
    static const struct {
        const char *business;
        enum queue_status stage;
    } stages[] = {{"waiting", QUEUE_WAITING},   {"called", QUEUE_CALLED},
                  {"recalled", QUEUE_RECALLED}, {"passed", QUEUE_PASSED},
                  {"serving", QUEUE_SERVING},   {"done", QUEUE_DONE},
                  {"left", QUEUE_LEFT},         {"moved", QUEUE_LEFT}};
    if (strcmp(seen->status, "completed") == 0)
        return QUEUE_DONE;
    if (strcmp(seen->status, "cancelled") == 0 || strcmp(seen->status, "rejected") == 0 ||
        strcmp(seen->status, "failed") == 0 || strcmp(seen->status, "entered-in-error") == 0)
        return QUEUE_LEFT;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++)
        if (strcmp(stages[i].business, seen->business) == 0)
            return stages[i].stage;
    return otherwise;
}

enum err seen_place(struct sync *sync, const struct seen *seen, char id[ID_SIZE],
                    struct label *name)
{
    const struct queue_task *task = &seen->queue_task;
    struct place place;
    enum err e = ERR_NOT_FOUND;
    id[0] = '\0';
    text_copy(name->zh, sizeof name->zh, task->place_name);
    text_copy(name->en, sizeof name->en, task->place_name);
    if (strncmp(task->place, "Location/", 9) == 0)
        e = content_ref_back(sync->db, "Location", task->place + 9, id);
    if (e == ERR_OK)
        e = place_get(sync->db, id, &place);
    if (e == ERR_OK)
        *name = place.name;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static int priority_of(const char *name)
{
    static const char *const priorities[] = {"routine", "urgent", "asap", "stat"};
    for (int i = 3; i > 0; i--)
        if (strcmp(priorities[i], name) == 0)
            return i;
    return 0;
}

static int64_t here(const struct sync *sync, int64_t server_ms)
{
    return server_ms > 0 ? server_ms - sync->offset_ms : clock_wall(sync->clock);
}

void queue_entry_op(const struct seen *seen, char op[UUID_SIZE])
{
    const char *name = uuid_valid(seen->op) ? seen->op : seen->id;
    op[0] = '\0';
    if (strlen(name) < UUID_SIZE)
        text_copy(op, UUID_SIZE, name);
}

static enum err read_number(struct sync *sync, const struct seen *seen, struct taken_number *out)
{
    struct ticket *ticket = &out->ticket;
    queue_entry_op(seen, ticket->op);
    text_copy(ticket->number, sizeof ticket->number, seen->ticket);
    text_copy(ticket->queue, sizeof ticket->queue, seen->queue);
    text_format(ticket->date, sizeof ticket->date, "%.4s-%.2s-%.2s", seen->day, seen->day + 4,
                seen->day + 6);
    ticket->stage = queue_stage_of(seen, QUEUE_WAITING);
    out->moved = strcmp(seen->business, "moved") == 0;
    ticket->created_ms = here(sync, seen->authored_ms);
    ticket->priority = priority_of(seen->priority);
    out->more = seen->queue_task;
    if (out->more.paper.at_ms > 0)
        out->more.paper.at_ms -= sync->offset_ms;
    text_copy(out->caller, sizeof out->caller,
              seen->queue_task.caller[0] ? seen->queue_task.caller : seen->owner);
    out->changed_ms = here(sync, seen->updated_ms);
    out->started_ms = ticket->stage == QUEUE_WAITING ? 0
                      : seen->started_ms > 0         ? here(sync, seen->started_ms)
                      : ticket->stage == QUEUE_LEFT  ? 0
                                                     : out->changed_ms;
    return seen_place(sync, seen, out->place_id, &out->place);
}

enum err take_queue_entry(struct sync *sync, const struct seen *seen)
{
    bool unsent = false, changed = false;
    char op[UUID_SIZE];
    queue_entry_op(seen, op);
    if (!op[0] || !seen->ticket[0] || strlen(seen->ticket) >= sizeof((struct ticket *)0)->number ||
        !seen->queue[0] || strlen(seen->day) != 8)
        return ERR_OK;
    enum err e = queue_unsent(sync->db, op, sync->settling, &unsent);
    if (e != ERR_OK || unsent)
        return e;
    struct taken_number *number = calloc(1, sizeof *number);
    if (!number)
        abort();
    e = read_number(sync, seen, number);
    if (e == ERR_OK)
        e = queue_taken(sync->db, number, &changed);
    if (e == ERR_OK && changed) /* so that a step need not search for it */
        e = server_id_put(sync->db, "Task", op, seen->id, seen->version);
    free(number);
    sync->changed = sync->changed || changed;
    return e;
}
