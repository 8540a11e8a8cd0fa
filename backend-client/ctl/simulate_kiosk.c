/* The simulated patients at the kiosks, with and without a line to the hall's store. */
#include "ctl/simulate.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

#define AT_KIOSK_MS 18000 /* with the card in the hand; and half as much more, sometimes */

static bool cut(const struct sim *sim, const struct sim_kiosk *kiosk)
{
    return sim->now_ms >= kiosk->cut_from && sim->now_ms < kiosk->cut_until;
}

/* To the kiosk where one has to wait least. */
void sim_comes(struct sim *sim, int patient)
{
    int best = 0;
    for (int i = 1; i < sim->options.kiosks; i++)
        if (sim->kiosks[i].free_ms < sim->kiosks[best].free_ms)
            best = i;
    struct sim_kiosk *k = &sim->kiosks[best];
    int64_t from = k->free_ms > sim->now_ms ? k->free_ms : sim->now_ms;
    k->free_ms = from + AT_KIOSK_MS + sim_below(sim, AT_KIOSK_MS / 2);
    sim_push(sim, k->free_ms, EVENT_KIOSK, patient, best);
}

static void again_in(struct sim *sim, int patient, int64_t ms)
{
    sim_push(sim, sim->now_ms + ms, EVENT_COMES, patient, 0);
}

/* The number is in the hand, or (sometimes) left lying in the machine. */
static void handed(struct sim *sim, struct db *db, const struct act_env *env, int entry)
{
    struct sim_entry *e = &sim->entries[entry];
    if (sim_chance(sim, 0.015)) {
        again_in(sim, e->patient, (sim->config.checkin.void_min + 3) * SIM_MINUTE);
        return;
    }
    if (sim_must(sim, ticket_handed(db, env, e->op, TICKET_PRINTED), "printing") &&
        sim_must(sim, ticket_handed(db, env, e->op, TICKET_CONFIRMED), "handing out"))
        e->handed = true;
}

/* A guide looks at who needs to go first. */
static void looked_at(struct sim *sim, int entry)
{
    struct sim_entry *e = &sim->entries[entry];
    struct ticket ticket;
    int priority = sim->patients[e->patient].priority;
    if (priority &&
        sim_must(sim, sim_ask(sim, CALL_PRIORITY, entry, "", NULL, &ticket), "setting a priority"))
        sim_entry_enter(sim, entry, &ticket);
}

static bool take(struct sim *sim, int patient, struct sim_kiosk *k)
{
    struct sim_patient *p = &sim->patients[patient];
    struct take_request request = {.op = ""};
    struct ticket ticket;
    int entry = sim_entry_new(sim, patient);
    struct sim_entry *e = &sim->entries[entry];
    text_copy(request.op, sizeof request.op, e->op);
    text_copy(request.person_uuid, sizeof request.person_uuid, p->person);
    text_copy(request.department_id, sizeof request.department_id,
              sim->departments[p->department].id);
    enum err err = take_number(k->db, &k->env, &request, &ticket);
    if (err == ERR_STOPPED) {
        sim->entry_count--;
        sim_leaves(sim, patient, END_TURNED_AWAY);
        return false;
    }
    if (!sim_must(sim, err, "taking a number"))
        return false;
    text_copy(e->number, sizeof e->number, ticket.number);
    e->told_ms = ticket.created_ms;
    p->entry = entry;
    handed(sim, k->db, &k->env, entry);
    return e->handed;
}

/* From the kiosk's store into the hall's. */
static void send(struct sim *sim, struct sim_kiosk *k, int entry)
{
    struct ticket ticket;
    struct sim_entry *e = &sim->entries[entry];
    if (!sim_must(sim, ticket_get(k->db, e->op, &ticket), "finding a number again") ||
        !sim_must(sim, queue_receive(sim->db, &sim->env, &ticket, 0), "sending a number") ||
        !sim_must(sim, ticket_get(sim->db, e->op, &ticket), "finding a number in the hall"))
        return;
    sim_entry_enter(sim, entry, &ticket);
    sim->counts.stops++;
    looked_at(sim, entry);
    sim_wake(sim, ticket.queue);
}

static void walks_in(struct sim *sim, int patient, struct sim_kiosk *k)
{
    if (!take(sim, patient, k))
        return;
    if (cut(sim, k)) {
        k->unsent[k->unsent_count++] = sim->patients[patient].entry;
        sim->counts.late_line++;
    } else {
        send(sim, k, sim->patients[patient].entry);
    }
}

static void checks_in(struct sim *sim, int patient, struct sim_kiosk *k)
{
    struct sim_patient *p = &sim->patients[patient];
    struct ticket ticket;
    int64_t from = p->due_ms - sim->config.checkin.early_min * SIM_MINUTE;
    int entry = sim_entry_new(sim, patient);
    enum err err = check_in(sim->db, &k->env, sim->entries[entry].op, p->appointment, &ticket);
    if (err == ERR_OK && strcmp(ticket.op, sim->entries[entry].op) == 0) {
        handed(sim, sim->db, &k->env, entry);
        sim_entry_enter(sim, entry, &ticket);
        if (!sim->entries[entry].handed)
            return;
        sim->counts.stops++;
        looked_at(sim, entry);
        sim_wake(sim, ticket.queue);
        return;
    }
    sim->entry_count--;
    if (err == ERR_EARLY) {
        sim->counts.early++;
        again_in(sim, patient, from - sim->now_ms + sim_below(sim, 300000));
    } else if (err == ERR_LATE || err == ERR_STOPPED) {
        sim->counts.late += err == ERR_LATE;
        p->appointment[0] = '\0'; /* the desk says: take a number */
        walks_in(sim, patient, k);
    } else if (err == ERR_OK) { /* the number of before, not void yet */
        again_in(sim, patient, 2 * SIM_MINUTE);
    } else {
        sim_must(sim, err, "checking in");
    }
}

/* A missed number is asked for again: told the place first, then given it. */
static void asks_again(struct sim *sim, int patient)
{
    struct sim_patient *p = &sim->patients[patient];
    struct sim_entry *e = &sim->entries[p->entry];
    struct ticket ticket;
    int told, got;
    enum err err = missed_check(sim->db, &sim->env, e->op, &told);
    if (err == ERR_LIMIT) {
        sim->counts.refused_again++;
        sim_door(sim, p->entry); /* "the desk will call you" */
        return;
    }
    if (!sim_must(sim, err, "asking for a missed number") ||
        !sim_must(sim, missed_recall(sim->db, &sim->env, e->op, &got), "coming back") ||
        !sim_must(sim, ticket_get(sim->db, e->op, &ticket), "finding a missed number"))
        return;
    sim->counts.told_wrong += told != got;
    sim->counts.recalled++;
    e->held = true;
    sim_wake(sim, ticket.queue);
}

void sim_at_kiosk(struct sim *sim, int patient, int kiosk)
{
    struct sim_patient *p = &sim->patients[patient];
    struct sim_kiosk *k = &sim->kiosks[kiosk];
    if (p->wish == WISH_NUMBER && !p->appointment[0])
        walks_in(sim, patient, k);
    else if (cut(sim, k)) /* "no line: try another machine" */
        again_in(sim, patient, SIM_MINUTE);
    else if (p->wish == WISH_NUMBER)
        checks_in(sim, patient, k);
    else
        asks_again(sim, patient);
}

void sim_line_back(struct sim *sim, int kiosk)
{
    struct sim_kiosk *k = &sim->kiosks[kiosk];
    for (int i = 0; i < k->unsent_count; i++)
        send(sim, k, k->unsent[i]);
    k->unsent_count = 0;
}

void sim_void(struct sim *sim)
{
    int count;
    for (int i = 0; i <= sim->options.kiosks; i++) {
        bool hall = i == sim->options.kiosks;
        do {
            if (!sim_must(sim,
                          ticket_void_stale(hall ? sim->db : sim->kiosks[i].db,
                                            hall ? &sim->env : &sim->kiosks[i].env, &count),
                          "voiding"))
                return;
            sim->counts.voided += count;
        } while (count > 0);
    }
}
