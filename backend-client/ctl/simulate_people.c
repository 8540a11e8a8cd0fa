/* Who comes to the simulated hospital, when, and what they need. */
#include "ctl/simulate.h"

#include "base/text.h"
#include "model/identity.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS_MAX 256
#define BOOKED_PERCENT 60
#define BUSY_PERCENT 82 /* of the rooms' time is planned for */
#define CALL_MS 32000   /* from the call until the patient sits */
#define RETURNS 0.30    /* come back with results, for half the time */

/* A resident ID (GB 11643) that no other invented patient has. */
static void resident_id(struct sim *sim, int number, char out[20])
{
    static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    struct local_time now;
    clock_local(sim->now_ms, &now);
    int age = sim_chance(sim, 0.2) ? 65 + sim_below(sim, 25) : 1 + sim_below(sim, 63), sum = 0;
    text_format(out, 20, "11%04d%04d%02d%02d%03d", 101 + number / 1000, now.year - age - 1,
                1 + sim_below(sim, 12), 1 + sim_below(sim, 28), number % 1000);
    for (int i = 0; i < 17; i++)
        sum += (out[i] - '0') * weights[i];
    text_append(out, 20,
                (const char *[]){"1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"}[sum % 11]);
}

static void way_of(struct sim *sim, struct sim_patient *p)
{
    int n = 0, kinds = sim->kind_count;
    bool tests = kinds > 0 && sim_chance(sim, RETURNS);
    if (tests) {
        if (kinds > 3)
            p->way[n++] = '3'; /* pays first */
        p->way[n++] = (char)('0' + (kinds > 1 && sim_chance(sim, 0.35)));
        p->way[n++] = 'd';
    }
    if (kinds > 3 && !tests && sim_chance(sim, 0.5))
        p->way[n++] = '3';
    if (kinds > 2 && sim_chance(sim, 0.5))
        p->way[n++] = '2';
    p->way[n] = '\0';
}

static int make_patient(struct sim *sim, int i, int department)
{
    struct sim_patient *p = &sim->patients[i];
    struct identify_request request = {.kind = IDENTITY_RESIDENT_ID};
    struct person person;
    *p = (struct sim_patient){.department = department, .at = -1, .entry = -1};
    sim_uuid(sim, i, request.uuid);
    resident_id(sim, i, request.identity);
    if (!sim_must(sim, identify(sim->db, &sim->env, &request, &person), "inventing a patient"))
        return CTL_FAILED;
    text_copy(p->person, sizeof p->person, person.uuid);
    text_wipe(&person, sizeof person);
    int chance = sim_below(sim, 1000);
    p->priority = chance < 5 ? PRIORITY_STAT : chance < 35 ? PRIORITY_ASAP : PRIORITY_ROUTINE;
    way_of(sim, p);
    return CTL_OK;
}

/* Walk-ins come mostly early in a session. */
static void walk_in_comes(struct sim *sim, struct sim_patient *p)
{
    int64_t at = sim_below(sim, (int)sim->departments[p->department].minutes);
    for (int i = 0; i < sim->clinic_rooms; i++) {
        const struct sim_room *r = &sim->rooms[i];
        for (int s = 0; r->department == p->department && s < r->sessions; s++) {
            int64_t length = (r->until[s] - r->from[s]) / SIM_MINUTE;
            if (at >= length) {
                at -= length;
                continue;
            }
            int64_t u = sim_below(sim, 1000), v = sim_below(sim, 1000);
            p->comes_ms = r->from[s] - 15 * SIM_MINUTE +
                          length * SIM_MINUTE * 85 / 100 * (u < v ? u : (u + v) / 2) / 1000;
            return;
        }
    }
}

#define LAST_BOOKING_MIN                                                                           \
    (21 * 60) /* who comes late is through before the day ends, at midnight                        \
               */

struct free_slot {
    char id[ID_SIZE];
    int64_t start_ms;
};

static size_t free_slots(struct sim *sim, int department, struct free_slot *out, size_t cap)
{
    struct schedule *list = calloc(SLOTS_MAX, sizeof *list);
    struct slot *slots = calloc(SLOTS_MAX, sizeof *slots);
    size_t n = 0, count = 0, more = 0;
    int64_t evening = clock_date_start(sim->options.date) + LAST_BOOKING_MIN * SIM_MINUTE;
    if (!list || !slots)
        abort();
    if (!sim_must(sim,
                  schedule_list(sim->db, sim->departments[department].id, NULL, sim->options.date,
                                list, SLOTS_MAX, &count),
                  "reading sessions"))
        count = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].state == SCHEDULE_STOPPED ||
            !sim_must(sim, slot_list(sim->db, list[i].id, slots, SLOTS_MAX, &more),
                      "reading slots"))
            continue;
        for (size_t k = 0; k < more && n < cap; k++)
            if (slots[k].state == SLOT_FREE && !slots[k].reserved &&
                slots[k].start_ms > sim->now_ms && slots[k].start_ms < evening) {
                text_copy(out[n].id, ID_SIZE, slots[k].id);
                out[n++].start_ms = slots[k].start_ms;
            }
    }
    free(slots);
    free(list);
    for (size_t i = n; i > 1; i--) { /* any of them */
        size_t k = (size_t)sim_below(sim, (int)i);
        struct free_slot t = out[i - 1];
        out[i - 1] = out[k];
        out[k] = t;
    }
    return n;
}

static bool books(struct sim *sim, struct sim_patient *p, const struct free_slot *slot)
{
    struct book_request request = {.op = ""};
    struct appointment made;
    sim_uuid(sim, 0, request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, p->person);
    text_copy(request.slot_id, sizeof request.slot_id, slot->id);
    if (!sim_must(sim, book(sim->db, &sim->env, &request, &made), "booking"))
        return false;
    text_copy(p->appointment, sizeof p->appointment, made.op);
    p->due_ms = made.start_ms;
    p->comes_ms =
        made.start_ms - 18 * SIM_MINUTE + (int64_t)(sim_normal(sim) * 14 * (double)SIM_MINUTE);
    if (sim_chance(sim, 0.04))
        p->comes_ms -= 70 * SIM_MINUTE; /* far too early */
    if (sim_chance(sim, 0.04))
        p->comes_ms += 40 * SIM_MINUTE; /* far too late */
    if (p->comes_ms < sim->now_ms)
        p->comes_ms = sim->now_ms;
    return true;
}

static int people_of(struct sim *sim, int department, int *at)
{
    struct free_slot *slots = calloc((size_t)SLOTS_MAX * 16, sizeof *slots);
    if (!slots)
        abort();
    int count = sim->departments[department].patients;
    size_t n = free_slots(sim, department, slots, (size_t)SLOTS_MAX * 16), used = 0;
    for (int i = 0; i < count && !sim->message[0]; i++) {
        struct sim_patient *p = &sim->patients[*at];
        if (make_patient(sim, (*at)++, department))
            break;
        if (used < n && (int)used < count * BOOKED_PERCENT / 100) {
            if (!books(sim, p, &slots[used++]))
                break;
        } else {
            walk_in_comes(sim, p);
        }
    }
    free(slots);
    return sim->message[0] ? CTL_FAILED : CTL_OK;
}

/* As many as the rooms can see: by the minutes of their sessions. */
static void share_people(struct sim *sim)
{
    int64_t all = 0;
    int given = 0;
    for (int i = 0; i < sim->department_count; i++)
        all += sim->departments[i].minutes;
    for (int i = 0; all > 0 && i < sim->department_count; i++) {
        struct sim_department *d = &sim->departments[i];
        d->patients = (int)(sim->options.patients * d->minutes / all);
        given += d->patients;
    }
    for (int i = 0; given < sim->options.patients; i = (i + 1) % sim->department_count)
        if (sim->departments[i].minutes > 0) {
            sim->departments[i].patients++;
            given++;
        }
    int64_t mean = all * SIM_MINUTE * BUSY_PERCENT / 100 / (sim->options.patients + 1);
    mean = (int64_t)((double)(mean - CALL_MS) / (1 + RETURNS * 0.5) - RETURNS * CALL_MS);
    int64_t least = SIM_MINUTE, most = 15 * SIM_MINUTE;
    for (int i = 0; i < sim->clinic_rooms; i++)
        sim->rooms[i].mean_ms = mean < least ? least : mean > most ? most : mean;
    /* windows: what half of the patients need in seven hours, at two thirds of their time */
    int64_t window = 280 * SIM_MINUTE * sim->options.windows / (sim->options.patients * 2 + 1);
    for (int i = sim->clinic_rooms; i < sim->room_count; i++)
        sim->rooms[i].mean_ms = window < 20000 ? 20000 : window > 120000 ? 120000 : window;
}

/* Rooms that are closed in the middle of a session, each in another department. */
static void plan_closing(struct sim *sim)
{
    int closed = 0;
    for (int d = 0; d < sim->department_count && closed < 3; d++) {
        int room = -1, target = -1, rooms = 0;
        for (int i = 0; i < sim->clinic_rooms; i++) {
            const struct sim_room *r = &sim->rooms[i];
            bool general = strcmp(r->queue, sim->departments[d].general) == 0;
            if (r->department != d)
                continue;
            rooms += strcmp(r->queue, room >= 0 ? sim->rooms[room].queue : "") == 0;
            if (!general && room < 0)
                room = i;
            else if (target < 0 && (room < 0 || strcmp(r->queue, sim->rooms[room].queue) != 0))
                target = i;
        }
        if (room < 0 || target < 0 || rooms > 0 || sim_chance(sim, 0.3))
            continue;
        const struct sim_room *r = &sim->rooms[room];
        int64_t at = r->from[0] + (r->until[0] - r->from[0]) * (30 + sim_below(sim, 40)) / 100;
        sim_push(sim, at, EVENT_CLOSE, room, target);
        if (closed++ != 1) /* the second one stays closed */
            sim_push(sim, at + (60 + sim_below(sim, 60)) * SIM_MINUTE, EVENT_OPEN, room, 0);
    }
}

/* Two kiosks without a line for an hour, partly at once, and a third for 25 minutes later on. */
static void plan_cuts(struct sim *sim, int64_t first)
{
    static const int plan[][2] = {{65, 60}, {80, 60}, {350, 25}};
    for (int i = 0; i < 3 && i < sim->options.kiosks - 1; i++) {
        struct sim_kiosk *k = &sim->kiosks[i];
        k->cut_from = first + plan[i][0] * SIM_MINUTE;
        k->cut_until = k->cut_from + plan[i][1] * SIM_MINUTE;
        sim_push(sim, k->cut_until, EVENT_LINE, i, 0);
        sim->counts.cuts++;
    }
}

int sim_people(struct sim *sim)
{
    int at = 0, code = CTL_OK;
    int64_t first = INT64_MAX;
    sim->patients = calloc((size_t)sim->options.patients, sizeof *sim->patients);
    if (!sim->patients)
        abort();
    share_people(sim);
    for (int i = 0; i < sim->department_count && code == CTL_OK; i++)
        code = people_of(sim, i, &at);
    if (code)
        return ctl_say(code, "simulate: %s", sim->message);
    for (int i = 0; i < sim->clinic_rooms; i++) {
        sim_push(sim, sim->rooms[i].from[0], EVENT_ROOM, i, 0);
        if (sim->rooms[i].from[0] < first)
            first = sim->rooms[i].from[0];
    }
    for (int i = 0; i < at; i++) {
        struct sim_patient *p = &sim->patients[i];
        sim->departments[p->department].inside++;
        sim->inside++;
        if (p->appointment[0] && sim_chance(sim, 0.04))
            sim_leaves(sim, i, END_NOT_COME);
        else
            sim_push(sim, p->comes_ms, EVENT_COMES, i, 0);
    }
    plan_closing(sim);
    plan_cuts(sim, first);
    for (int i = 0; i < sim->options.boards; i++)
        sim_push(sim, first + i * 1000, EVENT_BOARD, i, 0);
    sim_push(sim, first, EVENT_MINUTE, 0, 0);
    return CTL_OK;
}
