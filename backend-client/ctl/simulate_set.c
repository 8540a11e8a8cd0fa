/* The simulated hospital: its store, and who calls where, from any content folder. */
#include "ctl/simulate.h"

#include "base/text.h"
#include "store/content_put.h"
#include "sync/import.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LIST_MAX 256
#define OPENS_MIN 390 /* 06:30 */

static int64_t free_today(struct sim *sim, struct db *db)
{
    struct statement *s =
        db_prepare(db, "SELECT count(*) FROM slot WHERE date=?1 AND state=0 AND taken=0");
    bind_text(s, 1, sim->options.date);
    int64_t n = db_step(s) ? column_int(s, 0) : 0;
    return db_done(s) == ERR_OK ? n : 0;
}

/* A content folder may hold a small hospital: its sessions get as many places as are needed for six
 * in ten patients to have booked. */
static enum err enough_places(struct sim *sim, struct db *db)
{
    int64_t have = free_today(sim, db), want = sim->options.patients * 6 / 10;
    int made;
    if (have == 0 || have >= want)
        return ERR_OK;
    sim->places = (int)((want + have - 1) / have);
    struct statement *s = db_prepare(
        db, "UPDATE timetable SET slots=min(slots*?1,200), elsewhere=min(elsewhere*?1,200)");
    bind_int(s, 1, sim->places);
    db_step(s);
    enum err e = db_done(s);
    if (e == ERR_OK)
        e = db_run(db, "DELETE FROM slot WHERE session_id IN(SELECT id FROM session WHERE "
                       "laid_out=1)");
    if (e == ERR_OK)
        e = db_run(db, "DELETE FROM session WHERE laid_out=1");
    return e == ERR_OK ? content_lay_out(db, 1, &made) : e;
}

static int open_store(struct sim *sim, const char *dir, struct db **out)
{
    struct db_options options = {.state_dir = dir, .clock = &sim->clock, .throwaway = true};
    char message[500] = "";
    int made;
    enum err e = db_open(&options, out);
    if (e == ERR_OK)
        e = content_import(*out, sim->options.content, &sim->clock, message, sizeof message);
    if (e == ERR_OK)
        e = content_lay_out(*out, 1, &made);
    if (e == ERR_OK)
        e = enough_places(sim, *out);
    if (e == ERR_OK)
        return CTL_OK;
    return e == ERR_INVALID || e == ERR_NOT_FOUND
               ? ctl_say(CTL_WORDS, "%s", message[0] ? message : err_name(e))
               : ctl_say(CTL_STORE, "%s: %s", dir, message[0] ? message : err_name(e));
}

static int set_kiosk(struct sim *sim, int i)
{
    static const char letters[] = "KLMNPQRSTUVWXYZIJ";
    struct sim_kiosk *k = &sim->kiosks[i];
    k->config = sim->config;
    text_format(k->config.station.id, sizeof k->config.station.id, "KIOSK-%02d", i + 1);
    text_format(k->config.station.letter, sizeof k->config.station.letter, "%c", letters[i]);
    k->env = (struct act_env){.config = &k->config, .clock = &sim->clock};
    k->unsent = calloc((size_t)sim->options.patients * 2 + 1, sizeof *k->unsent);
    if (!k->unsent)
        abort();
    text_format(k->dir, sizeof k->dir, "%s/kiosk-%02d", sim->dir, i + 1);
    return open_store(sim, k->dir, &k->db);
}

static bool add_session(struct sim_room *r, const struct schedule *one)
{
    if (r->sessions == SIM_SESSIONS)
        return false;
    int i = r->sessions++;
    for (; i > 0 && r->from[i - 1] > one->start_ms; i--) {
        r->from[i] = r->from[i - 1];
        r->until[i] = r->until[i - 1];
    }
    r->from[i] = one->start_ms;
    r->until[i] = one->end_ms;
    return true;
}

/* One candidate room for each doctor of today, the clinic without a name last. */
static int candidates(struct sim *sim, int department, const struct schedule *list, size_t count,
                      struct sim_room *out)
{
    int n = 0;
    for (size_t i = 0; i < count; i++) {
        struct doctor doctor;
        int at = 0;
        if (list[i].state == SCHEDULE_STOPPED ||
            doctor_get(sim->db, list[i].doctor_id, &doctor) != ERR_OK)
            continue;
        while (at < n && strcmp(out[at].queue, doctor.id) != 0)
            at++;
        if (at == n && n < LIST_MAX) {
            struct sim_room *r = &out[n++];
            *r = (struct sim_room){.department = department, .entry = -1};
            text_copy(r->queue, sizeof r->queue, doctor.id);
            text_copy(r->caller.place_id, sizeof r->caller.place_id, doctor.place_id);
            r->caller.place = doctor.place;
            if (doctor.general)
                text_copy(sim->departments[department].general, ID_SIZE, doctor.id);
        }
        if (at < n)
            add_session(&out[at], &list[i]);
    }
    return n;
}

static struct sim_room *add_room(struct sim *sim, const struct sim_room *like)
{
    struct sim_room *r = &sim->rooms[sim->room_count++];
    *r = *like;
    text_format(r->caller.by, sizeof r->caller.by, "ROOM-%02d", sim->room_count);
    for (int i = 0; r->department >= 0 && i < r->sessions; i++)
        sim->departments[r->department].minutes += (r->until[i] - r->from[i]) / SIM_MINUTE;
    return r;
}

static bool is_general(const struct sim *sim, const struct sim_room *r)
{
    return strcmp(sim->departments[r->department].general, r->queue) == 0;
}

static bool works_at(const struct sim_room *r, int64_t at)
{
    for (int i = 0; i < r->sessions; i++)
        if (r->from[i] <= at && at < r->until[i])
            return true;
    return false;
}

/* In every third department the clinic without a name has no room of its own: the doctors call from
 * it too, if there is one whenever it runs. */
static bool without_room(const struct sim *sim, int department, const struct sim_room *all, int n)
{
    bool covered = department % 3 == 2 && sim->departments[department].general[0];
    for (int g = 0; g < n; g++)
        for (int s = 0; s < all[g].sessions && covered; s++) {
            bool there = all[g].department != department || !is_general(sim, &all[g]);
            for (int i = 0; i < n && !there; i++)
                there = i != g && all[i].department == department &&
                        works_at(&all[i], all[g].from[s] + 30 * SIM_MINUTE);
            covered = there;
        }
    return covered;
}

/* One room a department in turn, while there are rooms; then second rooms for the same queues. */
static void share_rooms(struct sim *sim, struct sim_room *all, int n)
{
    bool given[LIST_MAX * 4] = {false};
    for (int pass = 0; pass < LIST_MAX && sim->room_count < sim->options.rooms; pass++)
        for (int d = 0; d < sim->department_count && sim->room_count < sim->options.rooms; d++) {
            bool none = without_room(sim, d, all, n);
            int first = -1, next = -1;
            for (int i = 0; i < n; i++) {
                bool fits = all[i].department == d && !(none && is_general(sim, &all[i]));
                if (fits && first < 0)
                    first = i;
                if (fits && !given[i] && next < 0)
                    next = i;
            }
            if (next >= 0)
                given[next] = true;
            if (first >= 0)
                add_room(sim, &all[next >= 0 ? next : first])->helps = none;
        }
}

/* Doctors of today for whom no room was left: their queue leads to one that has a room. */
static bool close_without_room(struct sim *sim, const struct sim_room *all, int n)
{
    for (int i = 0; i < n; i++) {
        int moved, there = -1;
        bool has = is_general(sim, &all[i]) && without_room(sim, all[i].department, all, n);
        for (int k = 0; k < sim->room_count; k++) {
            has |= strcmp(sim->rooms[k].queue, all[i].queue) == 0;
            if (there < 0 && sim->rooms[k].department == all[i].department)
                there = k;
        }
        if (!has && there >= 0 &&
            !sim_must(
                sim, queue_close(sim->db, &sim->env, all[i].queue, sim->rooms[there].queue, &moved),
                "closing a queue without a room"))
            return false;
    }
    return true;
}

/* Departments with a clinic today, in the hospital's own order. */
static int set_rooms(struct sim *sim)
{
    struct department *list = calloc(LIST_MAX, sizeof *list);
    struct schedule *today = calloc(LIST_MAX, sizeof *today);
    struct sim_room *all = calloc((size_t)LIST_MAX * 4, sizeof *all);
    size_t count = 0, sessions = 0;
    int n = 0;
    if (!list || !today || !all)
        abort();
    bool good = sim_must(sim, department_list(sim->db, NULL, list, LIST_MAX, &count),
                         "reading departments");
    for (size_t i = 0;
         good && i < count && sim->department_count < sim->options.departments && n < LIST_MAX * 3;
         i++) {
        int d = sim->department_count;
        text_copy(sim->departments[d].id, ID_SIZE, list[i].id);
        good = sim_must(
            sim,
            schedule_list(sim->db, list[i].id, NULL, sim->options.date, today, LIST_MAX, &sessions),
            "reading sessions");
        int more = good ? candidates(sim, d, today, sessions, all + n) : 0;
        n += more;
        sim->department_count += more > 0;
    }
    if (good) {
        share_rooms(sim, all, n);
        sim->clinic_rooms = sim->room_count;
        good = close_without_room(sim, all, n);
    }
    free(all);
    free(today);
    free(list);
    if (good && !sim->room_count)
        return ctl_say(CTL_WORDS, "simulate: no clinic on %s in %s; name another day with --date",
                       sim->options.date, sim->options.content);
    return good ? CTL_OK : ctl_say(CTL_FAILED, "simulate: %s", sim->message);
}

static void add_kind(struct sim *sim, const char *place_id)
{
    for (int i = 0; i < sim->kind_count; i++)
        if (strcmp(sim->kinds[i], place_id) == 0)
            return;
    if (place_id[0] && sim->kind_count < SIM_KINDS)
        text_copy(sim->kinds[sim->kind_count++], ID_SIZE, place_id);
}

/* One more window where most of the work is. */
static void add_window(struct sim *sim, int number)
{
    static const int work[SIM_KINDS] = {20, 10, 50, 65}; /* of a hundred patients (way_of) */
    int has[SIM_KINDS] = {0}, best = 0;
    for (int i = sim->clinic_rooms; i < sim->room_count; i++)
        for (int k = 0; k < sim->kind_count; k++)
            has[k] += strcmp(sim->rooms[i].queue, sim->kinds[k]) == 0;
    for (int k = 1; k < sim->kind_count; k++)
        if (!has[k] || (has[best] && work[k] * (has[best] + 1) > work[best] * (has[k] + 1)))
            best = has[best] ? k : best;
    struct sim_room *r = &sim->rooms[sim->room_count++];
    *r = (struct sim_room){.department = -1, .entry = -1, .idle = true};
    text_copy(r->queue, sizeof r->queue, sim->kinds[best]);
    text_format(r->caller.by, sizeof r->caller.by, "WINDOW-%02d", number);
}

/* Where tests are done and medicines handed out, as the price list says; then places with windows.
 */
static int set_windows(struct sim *sim)
{
    static const char *const categories[] = {"lab", "imaging", "drug"};
    struct price price;
    struct place *places = calloc(LIST_MAX, sizeof *places);
    size_t count = 0;
    int total;
    if (!places)
        abort();
    for (int i = 0; i < 3; i++)
        if (price_search(sim->db, "", categories[i], 0, &price, 1, &count, &total) == ERR_OK &&
            count == 1)
            add_kind(sim, price.place_id);
    bool good = sim_must(sim, place_list(sim->db, places, LIST_MAX, &count), "reading places");
    for (size_t i = 0; good && i < count; i++)
        add_kind(sim, places[i].id);
    free(places);
    if (sim->options.windows < sim->kind_count)
        sim->kind_count = sim->options.windows;
    for (int i = 0; sim->kind_count > 0 && i < sim->options.windows; i++)
        add_window(sim, i + 1);
    return good ? CTL_OK : ctl_say(CTL_FAILED, "simulate: %s", sim->message);
}

int sim_set(struct sim *sim)
{
    const struct sim_options *o = &sim->options;
    char hall[CONFIG_PATH_SIZE];
    sim->begin_ms = clock_date_start(o->date);
    sim->now_ms = clock_date_start(o->date) + OPENS_MIN * SIM_MINUTE;
    sim->departments = calloc((size_t)o->departments, sizeof *sim->departments);
    sim->rooms = calloc((size_t)o->rooms + (size_t)o->windows, sizeof *sim->rooms);
    sim->kiosks = calloc((size_t)o->kiosks, sizeof *sim->kiosks);
    if (!sim->departments || !sim->rooms || !sim->kiosks)
        abort();
    text_format(hall, sizeof hall, "%s/hall", sim->dir);
    int code = open_store(sim, hall, &sim->db);
    for (int i = 0; i < o->kiosks && code == CTL_OK; i++)
        code = set_kiosk(sim, i);
    if (code == CTL_OK)
        code = set_rooms(sim);
    return code == CTL_OK ? set_windows(sim) : code;
}
