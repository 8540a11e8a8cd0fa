/* The simulated rooms and windows: calling, patients who are away, closing. */
#include "ctl/simulate.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define AGAIN_MS 60000 /* a second call after so long */

/* The ledger's line of an op: its last digits say so. */
static int entry_of(const struct sim *sim, const char *op)
{
    long at = strtol(op + 24, NULL, 16);
    return at >= 0 && at < sim->entry_count && strcmp(sim->entries[at].op, op) == 0 ? (int)at : -1;
}

static int64_t last_until(const struct sim_room *r)
{
    return r->sessions ? r->until[r->sessions - 1] : INT64_MAX;
}

static void note_call(struct sim *sim, int room, int entry, bool door)
{
    struct sim_entry *e = &sim->entries[entry];
    struct visit_stop stop;
    struct ticket t;
    sim->counts.calls++;
    for (int i = 0; i < sim->entry_count; i++) /* somebody else has that patient in the room */
        if (sim->entries[i].patient == e->patient && sim->entries[i].room >= 0)
            sim->counts.double_calls++;
    if (!sim_must(sim, ticket_get(sim->db, e->op, &t), "reading a called number") ||
        !sim_must(sim, stop_get(sim->db, e->op, &stop), "reading a called number"))
        return;
    if (!e->called) {
        struct queue_rules rules;
        queue_rules_of(&sim->config, &rules);
        struct queue_entry q = {.priority = t.priority > stop.cared ? t.priority : stop.cared,
                                .returned = stop.returned,
                                .arrived_ms = stop.arrived_ms,
                                .due_ms = stop.due_ms};
        e->class = queue_class_of(&q, &rules, sim->now_ms);
        e->called = true;
        e->called_ms = sim->now_ms;
    }
    if (sim->call_count == sim->call_room) {
        sim->call_room = sim->call_room ? 2 * sim->call_room : 1024;
        sim->calls = realloc(sim->calls, (size_t)sim->call_room * sizeof *sim->calls);
        if (!sim->calls)
            abort();
    }
    struct sim_call *c = &sim->calls[sim->call_count++];
    *c = (struct sim_call){.entry = entry,
                           .room = room,
                           .at_ms = sim->now_ms,
                           .arrived_ms = e->arrived_ms,
                           .free = door || e->held || e->urgent};
    text_copy(c->queue, sizeof c->queue, t.queue);
    e->moved |= strcmp(e->queue, t.queue) != 0;
    e->held = false;
    e->room = room;
    sim->rooms[room].entry = entry;
    sim->rooms[room].idle = false;
    sim_push(sim, sim->now_ms + 15000 + sim_below(sim, 20000), EVENT_SHOWS, room, entry);
}

static bool from_door(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    struct ticket t;
    while (r->door_count > 0) {
        int entry = r->door[0];
        memmove(r->door, r->door + 1, (size_t)--r->door_count * sizeof *r->door);
        enum err e = sim_ask(sim, CALL_NUMBER, entry, "", &r->caller, &t);
        if (e == ERR_TAKEN)
            continue; /* another room was first */
        if (sim_must(sim, e, "calling somebody at the door"))
            note_call(sim, room, entry, true);
        return true;
    }
    return false;
}

void sim_room_free(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    struct ticket t;
    if (r->entry >= 0 || r->closed)
        return;
    if (from_door(sim, room))
        return;
    /* after the last session only for the own people, unless the clinic has nobody else */
    sim->config.queue.help_general =
        sim->helps_general && (sim->now_ms < last_until(r) || r->helps);
    enum err e = sim_ask(sim, CALL_NEXT, -1, r->queue, &r->caller, &t);
    if (e == ERR_NOT_FOUND) {
        r->idle = true;
        return;
    }
    if (!sim_must(sim, e, "calling the next"))
        return;
    int entry = entry_of(sim, t.op);
    if (entry < 0)
        sim_must(sim, ERR_NOT_FOUND, "a number was called that nobody has");
    else
        note_call(sim, room, entry, false);
}

void sim_wake(struct sim *sim, const char *queue)
{
    int department = -1;
    for (int i = 0; i < sim->room_count; i++)
        if (strcmp(sim->rooms[i].queue, queue) == 0)
            department = sim->rooms[i].department;
    for (int i = 0; i < sim->department_count; i++)
        if (strcmp(sim->departments[i].general, queue) == 0)
            department = i;
    for (int i = 0; i < sim->room_count; i++) {
        struct sim_room *r = &sim->rooms[i];
        bool same = department >= 0 ? r->department == department : strcmp(r->queue, queue) == 0;
        if (same && r->idle) {
            r->idle = false;
            sim_push(sim, sim->now_ms + 3000, EVENT_ROOM, i, 0);
        }
    }
}

static void goes_in(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    struct sim_entry *e = &sim->entries[r->entry];
    int64_t mean = r->mean_ms;
    struct ticket t;
    if (!sim_must(sim, sim_ask(sim, CALL_SERVING, r->entry, "", &r->caller, &t),
                  "seeing a patient"))
        return;
    if (r->department >= 0 && sim->patients[e->patient].at >= 0)
        mean /= 2; /* back with the results */
    r->serving = true;
    sim_push(sim, sim->now_ms + sim_length(sim, mean), EVENT_ENDS, room, r->entry);
}

void sim_room_shows(struct sim *sim, int room)
{
    struct sim_entry *e = &sim->entries[sim->rooms[room].entry];
    struct ticket t;
    bool away = sim_chance(sim, sim->patients[e->patient].misses ? 0.15 : 0.05);
    if (!away) {
        goes_in(sim, room);
    } else if (sim_must(sim,
                        sim_ask(sim, CALL_AGAIN, sim->rooms[room].entry, "",
                                &sim->rooms[room].caller, &t),
                        "calling again")) {
        sim_push(sim, sim->now_ms + AGAIN_MS, EVENT_PASSED, room, sim->rooms[room].entry);
    }
}

void sim_room_passed(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    struct sim_entry *e = &sim->entries[r->entry];
    struct sim_patient *p = &sim->patients[e->patient];
    struct ticket t;
    if (sim_chance(sim, 0.25)) { /* came at the second call */
        goes_in(sim, room);
        return;
    }
    if (!sim_must(sim, sim_ask(sim, CALL_PASSED, r->entry, "", &r->caller, &t), "passing"))
        return;
    sim->counts.missed++;
    e->room = -1;
    r->entry = -1;
    sim_push(sim, sim->now_ms + 2000, EVENT_ROOM, room, 0);
    p->misses++;
    p->wish = WISH_AGAIN;
    if (sim_chance(sim, 0.06))
        sim_leaves(sim, e->patient, END_WENT_HOME);
    else
        sim_push(sim, sim->now_ms + 3 * SIM_MINUTE + sim_below(sim, (int)(20 * SIM_MINUTE)),
                 EVENT_COMES, e->patient, 0);
}

static void sent_on(struct sim *sim, struct sim_entry *from, const char *queue)
{
    int patient = from->patient, before = (int)(from - sim->entries);
    int entry = sim_entry_new(sim, patient); /* moves the ledger */
    struct ticket t;
    struct sim_entry *e = &sim->entries[entry];
    text_copy(t.op, sizeof t.op, e->op);
    enum err err = sim_ask(sim, CALL_SEND_ON, before, queue, NULL, &t);
    if (!sim_must(sim, err, "sending on"))
        return;
    e->handed = true; /* the same paper */
    sim_entry_enter(sim, entry, &t);
    sim->counts.stops++;
    sim_wake(sim, t.queue);
}

void sim_room_ends(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    struct sim_entry *e = &sim->entries[r->entry];
    struct sim_patient *p = &sim->patients[e->patient];
    struct ticket t;
    e->room = -1;
    e->ended_ms = sim->now_ms;
    r->entry = -1;
    r->serving = false;
    if (p->at < 0)
        text_copy(p->doctor, sizeof p->doctor, r->department >= 0 ? r->queue : e->queue);
    char next = p->way[++p->at];
    if (next) {
        sent_on(sim, e, next == 'd' ? p->doctor : sim->kinds[next - '0']);
    } else if (sim_must(sim, sim_ask(sim, CALL_DONE, (int)(e - sim->entries), "", &r->caller, &t),
                        "ending a visit")) {
        sim_leaves(sim, e->patient, END_DONE);
    }
    sim_push(sim, sim->now_ms + 3000 + sim_below(sim, 8000), EVENT_ROOM, room, 0);
}

void sim_room_close(struct sim *sim, int room, int target)
{
    struct sim_room *r = &sim->rooms[room];
    int moved;
    r->closed = true;
    if (!sim_must(sim, queue_close(sim->db, &sim->env, r->queue, sim->rooms[target].queue, &moved),
                  "closing a queue"))
        return;
    sim->counts.closed++;
    sim->counts.moved += moved;
    if (r->entry >= 0 && !r->serving) { /* called, and not in yet: goes on with the others */
        struct sim_entry *e = &sim->entries[r->entry];
        struct ticket t;
        e->room = -1;
        r->entry = -1;
        if (strcmp(e->queue, r->queue) != 0 && /* called for another queue: back there */
            sim_must(sim, sim_ask(sim, CALL_MOVE, (int)(e - sim->entries), e->queue, NULL, &t),
                     "giving back"))
            sim_wake(sim, t.queue);
    }
    for (int i = 0; i < sim->entry_count; i++)
        if (!sim->entries[i].called && strcmp(sim->entries[i].queue, r->queue) == 0)
            sim->entries[i].moved = true;
    for (int i = 0; i < r->door_count; i++)
        sim_door(sim, r->door[i]);
    r->door_count = 0;
    sim_wake(sim, sim->rooms[target].queue);
}

void sim_room_open(struct sim *sim, int room)
{
    struct sim_room *r = &sim->rooms[room];
    r->closed = false;
    if (sim_must(sim, queue_open(sim->db, &sim->env, r->queue), "opening a queue"))
        sim_push(sim, sim->now_ms, EVENT_ROOM, room, 0);
}

/* At the door of the room that calls from that queue. */
void sim_door(struct sim *sim, int entry)
{
    struct ticket t;
    struct sim_room *at = NULL;
    if (!sim_must(sim, ticket_get(sim->db, sim->entries[entry].op, &t), "reading a number"))
        return;
    for (int pass = 0; pass < 2 && !at; pass++)
        for (int i = 0; i < sim->room_count && !at; i++) {
            struct sim_room *r = &sim->rooms[i];
            bool fits = strcmp(r->queue, t.queue) == 0 ||
                        (pass == 1 && r->department >= 0 &&
                         strcmp(sim->departments[r->department].general, t.queue) == 0);
            if (fits && !r->closed && r->door_count < SIM_DOOR)
                at = r;
        }
    if (!at) {
        sim_must(sim, ERR_NOT_FOUND, "no room for somebody at the door");
        return;
    }
    at->door[at->door_count++] = entry;
    if (at->idle) {
        at->idle = false;
        sim_push(sim, sim->now_ms + 1000, EVENT_ROOM, (int)(at - sim->rooms), 0);
    }
}

/* A board reads the store on its own: no number may stand there twice. */
void sim_board(struct sim *sim)
{
    struct statement *s = db_prepare(
        sim->db, "SELECT count(*)-count(DISTINCT queue||' '||number) FROM ticket WHERE date=?1 AND "
                 "claimed_ms>?2 AND stage IN('called','recalled') AND status<>'void'");
    bind_text(s, 1, sim->options.date);
    bind_int(s, 2, sim->now_ms - 30 * SIM_MINUTE);
    if (db_step(s))
        sim->counts.board_twice += (int)column_int(s, 0);
    if (sim_must(sim, db_done(s), "reading a board"))
        sim->counts.boards++;
}
