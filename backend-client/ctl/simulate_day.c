/* The simulated day's clock, chance and events. */
#include "ctl/simulate.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

uint64_t sim_random(struct sim *sim) /* splitmix64 */
{
    uint64_t z = sim->random += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static double unit(struct sim *sim)
{
    return (double)(sim_random(sim) >> 11) / 9007199254740992.0;
}

int sim_below(struct sim *sim, int n)
{
    return n > 0 ? (int)(sim_random(sim) % (uint64_t)n) : 0;
}

bool sim_chance(struct sim *sim, double p)
{
    return unit(sim) < p;
}

double sim_normal(struct sim *sim)
{
    double sum = -6; /* twelve together: near enough, and the same on every machine */
    for (int i = 0; i < 12; i++)
        sum += unit(sim);
    return sum;
}

int64_t sim_length(struct sim *sim, int64_t mean_ms)
{
    double x = 1 + 0.35 * sim_normal(sim) + 0.25 * (unit(sim) - 0.5);
    if (sim_chance(sim, 0.04))
        x *= 2.2; /* a hard case */
    return (int64_t)((double)mean_ms * (x < 0.2 ? 0.2 : x));
}

void sim_uuid(struct sim *sim, int low, char out[UUID_SIZE])
{
    uint64_t a = sim_random(sim), b = sim_random(sim);
    text_format(out, UUID_SIZE, "%08x-%04x-4%03x-8%03x-%012x", (unsigned)(a >> 32),
                (unsigned)(a >> 16 & 0xffff), (unsigned)(a & 0xfff), (unsigned)(b & 0xfff),
                (unsigned)low);
}

static void *grow(void *list, int count, int *room, size_t size)
{
    if (count < *room)
        return list;
    *room = *room ? *room * 2 : 1024;
    list = realloc(list, (size_t)*room * size);
    if (!list)
        abort();
    return list;
}

int sim_entry_new(struct sim *sim, int patient)
{
    sim->entries = grow(sim->entries, sim->entry_count, &sim->entry_room, sizeof *sim->entries);
    int at = sim->entry_count++;
    struct sim_entry *e = &sim->entries[at];
    *e = (struct sim_entry){.patient = patient, .room = -1};
    sim_uuid(sim, at, e->op);
    return at;
}

void sim_entry_enter(struct sim *sim, int entry, const struct ticket *ticket)
{
    struct sim_entry *e = &sim->entries[entry];
    struct visit_stop stop;
    if (!sim_must(sim, stop_get(sim->db, e->op, &stop), "reading a number back"))
        return;
    text_copy(e->number, sizeof e->number, ticket->number);
    text_copy(e->queue, sizeof e->queue, ticket->queue);
    e->arrived_ms = stop.arrived_ms;
    e->entered_ms = sim->now_ms;
    e->urgent = ticket->priority >= PRIORITY_STAT;
    e->stop = stop.number_of_stop;
    e->promised = stop.promised;
    e->told_ms = ticket->created_ms;
    e->from_min = stop.promised_from;
    e->to_min = stop.promised_to;
    sim->patients[e->patient].entry = entry;
}

enum err sim_ask(struct sim *sim, enum call_kind kind, int entry, const char *queue,
                 const struct caller *caller, struct ticket *out)
{
    struct call_request request = {.kind = kind};
    struct call call;
    if (kind == CALL_SEND_ON)
        text_copy(request.op, sizeof request.op, out->op);
    else
        sim_uuid(sim, sim->entry_count, request.op);
    text_copy(request.queue, sizeof request.queue, queue);
    if (entry >= 0)
        text_copy(request.ticket_op, sizeof request.ticket_op, sim->entries[entry].op);
    if (kind == CALL_PRIORITY) {
        request.priority = sim->patients[sim->entries[entry].patient].priority;
        text_copy(request.reason, sizeof request.reason, "referral");
    }
    if (caller)
        request.caller = *caller;
    enum err e = call_ask(sim->db, &sim->env, &request, &call);
    if (e == ERR_OK && call.state != CALL_MADE)
        e = call.state == CALL_NOBODY  ? ERR_NOT_FOUND
            : call.state == CALL_TAKEN ? ERR_TAKEN
                                       : ERR_REFUSED;
    return e == ERR_OK ? ticket_get(sim->db, call.ticket_op, out) : e;
}

bool sim_must(struct sim *sim, enum err e, const char *what)
{
    if (e != ERR_OK && !sim->message[0])
        text_format(sim->message, sizeof sim->message, "%s: %s", what, err_name(e));
    return e == ERR_OK;
}

void sim_leaves(struct sim *sim, int patient, enum sim_end end)
{
    struct sim_patient *p = &sim->patients[patient];
    if (p->end != END_NONE)
        return;
    p->end = end;
    sim->departments[p->department].inside--;
    sim->inside--;
}

static bool before(const struct sim_event *a, const struct sim_event *b)
{
    return a->at_ms != b->at_ms ? a->at_ms < b->at_ms : a->seq < b->seq;
}

void sim_push(struct sim *sim, int64_t at_ms, enum sim_event_kind kind, int who, int what)
{
    sim->events = grow(sim->events, sim->event_count, &sim->event_room, sizeof *sim->events);
    struct sim_event e = {
        .at_ms = at_ms, .seq = sim->seq++, .kind = (int)kind, .who = who, .what = what};
    int i = sim->event_count++;
    while (i > 0 && before(&e, &sim->events[(i - 1) / 2])) {
        sim->events[i] = sim->events[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    sim->events[i] = e;
}

static struct sim_event pop(struct sim *sim)
{
    struct sim_event first = sim->events[0], last = sim->events[--sim->event_count];
    int i = 0, n = sim->event_count;
    for (;;) {
        int k = 2 * i + 1;
        if (k + 1 < n && before(&sim->events[k + 1], &sim->events[k]))
            k++;
        if (k >= n || !before(&sim->events[k], &last))
            break;
        sim->events[i] = sim->events[k];
        i = k;
    }
    if (n > 0)
        sim->events[i] = last;
    return first;
}

static void happens(struct sim *sim, const struct sim_event *e)
{
    switch ((enum sim_event_kind)e->kind) {
    case EVENT_COMES:
        sim_comes(sim, e->who);
        break;
    case EVENT_KIOSK:
        sim_at_kiosk(sim, e->who, e->what);
        break;
    case EVENT_ROOM:
        sim_room_free(sim, e->who);
        break;
    case EVENT_SHOWS:
        if (sim->rooms[e->who].entry == e->what)
            sim_room_shows(sim, e->who);
        break;
    case EVENT_PASSED:
        if (sim->rooms[e->who].entry == e->what)
            sim_room_passed(sim, e->who);
        break;
    case EVENT_ENDS:
        if (sim->rooms[e->who].entry == e->what)
            sim_room_ends(sim, e->who);
        break;
    case EVENT_CLOSE:
        sim_room_close(sim, e->who, e->what);
        break;
    case EVENT_OPEN:
        sim_room_open(sim, e->who);
        break;
    case EVENT_LINE:
        sim_line_back(sim, e->who);
        break;
    case EVENT_BOARD:
        sim_board(sim);
        sim_push(sim, sim->now_ms + SIM_MINUTE, EVENT_BOARD, e->who, 0);
        break;
    case EVENT_MINUTE:
        sim_void(sim);
        sim_push(sim, sim->now_ms + SIM_MINUTE, EVENT_MINUTE, 0, 0);
        break;
    }
}

int sim_run(struct sim *sim)
{
    int64_t midnight = clock_date_start(sim->options.date) + 24 * 60 * SIM_MINUTE;
    while (sim->event_count > 0 && sim->inside > 0 && !sim->message[0]) {
        struct sim_event e = pop(sim);
        if (e.at_ms >= midnight)
            break; /* whoever is still in the house is counted as lost */
        sim->now_ms = e.at_ms;
        happens(sim, &e);
    }
    sim->last_ms = sim->now_ms;
    return sim->message[0] ? ctl_say(CTL_FAILED, "simulate: %s", sim->message) : CTL_OK;
}
