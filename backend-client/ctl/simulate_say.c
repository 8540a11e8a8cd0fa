/* The figures of the simulated day. */
#include "ctl/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct waits {
    int count;
    int64_t median, p90, longest;
};

struct told { /* ranges against the real wait until the first call */
    int count, kept, early, late;
    int64_t off, wide; /* sums, ms */
};

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* `class` CLASS_COUNT: all of them. Only the doctors' queues; windows have no classes to speak of.
 */
static void waits_of(const struct sim *sim, enum queue_class class, bool windows, struct waits *out)
{
    int64_t *list = calloc((size_t)sim->entry_count + 1, sizeof *list);
    int n = 0;
    if (!list)
        abort();
    for (int i = 0; i < sim->entry_count; i++) {
        const struct sim_entry *e = &sim->entries[i];
        bool window = e->stop > 0 && e->class != CLASS_RETURN;
        if (e->called && window == windows && (class == CLASS_COUNT || e->class == class))
            list[n++] = e->called_ms - e->arrived_ms;
    }
    qsort(list, (size_t)n, sizeof *list, by_size);
    *out = (struct waits){.count = n};
    if (n > 0) {
        out->median = list[(n - 1) / 2];
        out->p90 = list[(n - 1) * 9 / 10];
        out->longest = list[n - 1];
    }
    free(list);
}

static void told_of(const struct sim *sim, struct told *out)
{
    *out = (struct told){.count = 0};
    for (int i = 0; i < sim->entry_count; i++) {
        const struct sim_entry *e = &sim->entries[i];
        if (!e->called || !e->promised)
            continue;
        int64_t real = e->called_ms - e->told_ms, from = e->from_min * SIM_MINUTE,
                to = e->to_min * SIM_MINUTE;
        out->count++;
        out->early += real < from;
        out->late += real > to;
        out->kept += real >= from && real <= to;
        out->off += real < from ? from - real : real > to ? real - to : 0;
        out->wide += to - from;
    }
}

static int ended(const struct sim *sim, enum sim_end end)
{
    int n = 0;
    for (int i = 0; i < sim->options.patients; i++)
        n += sim->patients[i].end == end;
    return n;
}

static double minutes(int64_t ms)
{
    return (double)(ms / 6000) / 10;
}

static json_t *waits_json(const struct waits *w)
{
    return json_pack("{s:i, s:f, s:f, s:f}", "count", w->count, "median_min", minutes(w->median),
                     "p90_min", minutes(w->p90), "max_min", minutes(w->longest));
}

static void say_json(const struct sim *sim, const struct sim_found *found)
{
    const struct sim_counts *c = &sim->counts;
    struct waits w;
    struct told t;
    json_t *waits = json_object();
    for (int i = 0; i <= CLASS_COUNT; i++) {
        waits_of(sim, (enum queue_class)i, i == CLASS_COUNT, &w);
        json_object_set_new(waits,
                            i < CLASS_COUNT ? queue_class_name((enum queue_class)i) : "windows",
                            waits_json(&w));
    }
    told_of(sim, &t);
    int n = t.count ? t.count : 1;
    json_t *told =
        json_pack("{s:i, s:f, s:i, s:i, s:f, s:f}", "count", t.count, "kept_percent",
                  (double)(t.kept * 1000 / n) / 10, "early", t.early, "late", t.late,
                  "mean_error_min", minutes(t.off / n), "mean_width_min", minutes(t.wide / n));
    json_t *root =
        json_pack("{s:I, s:s, s:i, s:i, s:i, s:i, s:i, s:i}", "seed", (json_int_t)sim->options.seed,
                  "date", sim->options.date, "patients", sim->options.patients, "departments",
                  sim->department_count, "rooms", sim->clinic_rooms, "windows",
                  sim->room_count - sim->clinic_rooms, "kiosks", sim->options.kiosks);
    json_object_set_new(root, "waits", waits);
    json_object_set_new(root, "told", told);
    json_object_set_new(
        root, "day",
        json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i}", "seen",
                  ended(sim, END_DONE), "not_come", ended(sim, END_NOT_COME), "went_home",
                  ended(sim, END_WENT_HOME), "turned_away", ended(sim, END_TURNED_AWAY), "stops",
                  c->stops, "calls", c->calls, "missed", c->missed, "came_back", c->recalled,
                  "refused_a_second_time", c->refused_again, "moved", c->moved, "voided", c->voided,
                  "without_line", c->late_line, "board_looks", c->boards));
    json_object_set_new(root, "must_be_zero",
                        json_pack("{s:i, s:i, s:i, s:i, s:i}", "double_calls", found->double_calls,
                                  "lost", found->lost, "equal_numbers", found->equal, "starved",
                                  found->starved, "told_wrong_place", found->told_wrong));
    ctl_print(root);
}

static void say_waits(const struct sim *sim)
{
    struct waits w;
    printf("waits      %8s %8s %8s %8s\n", "number", "median", "90 %", "longest");
    for (int i = 0; i <= CLASS_COUNT; i++) {
        waits_of(sim, (enum queue_class)i, i == CLASS_COUNT, &w);
        printf("  %-9s%8d %8.1f %8.1f %8.1f min\n",
               i < CLASS_COUNT ? queue_class_name((enum queue_class)i) : "windows", w.count,
               minutes(w.median), minutes(w.p90), minutes(w.longest));
    }
}

void sim_say(const struct sim *sim, const struct sim_found *found, bool json)
{
    const struct sim_counts *c = &sim->counts;
    struct told t;
    if (json) {
        say_json(sim, found);
        return;
    }
    printf(
        "day        %s, seed %llu: %d patients, %d departments, %d rooms, %d windows, %d kiosks\n",
        sim->options.date, (unsigned long long)sim->options.seed, sim->options.patients,
        sim->department_count, sim->clinic_rooms, sim->room_count - sim->clinic_rooms,
        sim->options.kiosks);
    if (sim->places)
        printf("places     %d times as many as the timetables have\n", sim->places);
    printf("ended      %d seen, %d did not come, %d went home, %d turned away\n",
           ended(sim, END_DONE), ended(sim, END_NOT_COME), ended(sim, END_WENT_HOME),
           ended(sim, END_TURNED_AWAY));
    printf("happened   %d stops, %d calls, %d missed, %d came back, %d refused a second time\n",
           c->stops, c->calls, c->missed, c->recalled, c->refused_again);
    printf("           %d queues closed (%d moved), %d lines cut (%d numbers kept), %d voided\n",
           c->closed, c->moved, c->cuts, c->late_line, c->voided);
    say_waits(sim);
    told_of(sim, &t);
    int n = t.count ? t.count : 1;
    printf("told       %d ranges, %.1f %% held (%d called earlier, %d later), off by %.1f min, "
           "%.1f min wide\n",
           t.count, (double)(t.kept * 1000 / n) / 10, t.early, t.late, minutes(t.off / n),
           minutes(t.wide / n));
    printf("must be 0  %d double calls, %d lost, %d equal numbers, %d starved, %d told a wrong "
           "place\n",
           found->double_calls, found->lost, found->equal, found->starved, found->told_wrong);
}
