/* The timetables laid out as Schedule and Slot resources: the same rows a standalone station makes,
 * read back from a store of their own, so that there is one way to lay out.
 */
#include "ctl/publish.h"

#include "base/text.h"
#include "store/content.h"
#include "store/content_put.h"
#include "sync/import.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEPARTMENTS 200
#define DOCTORS 200
#define SCHEDULES 200
#define SLOTS 400

struct laid_out {
    struct publish *p;
    struct db *db;
    struct department *departments;
    struct doctor *doctors;
    struct schedule *schedules;
    struct slot *slots;
};

static json_t *identifier_of(const struct publish *p, const char *kind, const char *value)
{
    char system[240];
    text_format(system, sizeof system, "%s/sid/%s", p->base, kind);
    return json_pack("[{s:s, s:s}]", "system", system, "value", value);
}

/* The folder's resource with that screen id: identifier value, else logical id. */
static const struct wanted *find(const struct publish *p, const char *type, const char *id)
{
    for (size_t i = 0; i < p->count; i++) {
        const char *bar = strrchr(p->rows[i].key, '|');
        if (strcmp(p->rows[i].type, type) == 0 && bar && strcmp(bar + 1, id) == 0)
            return &p->rows[i];
    }
    return NULL;
}

static const struct wanted *service_named(const struct publish *p, const char *name)
{
    for (size_t i = 0; name[0] && i < p->count; i++) {
        const char *own = json_string_value(json_object_get(p->rows[i].json, "name"));
        if (strcmp(p->rows[i].type, "HealthcareService") == 0 && own && strcmp(own, name) == 0)
            return &p->rows[i];
    }
    return NULL;
}

static void add_actor(json_t *actors, const char *reference)
{
    if (reference)
        json_array_append_new(actors, json_pack("{s:s}", "reference", reference));
}

static const char *first_reference(const json_t *json, const char *key)
{
    return json_string_value(
        json_object_get(json_array_get(json_object_get(json, key), 0), "reference"));
}

static json_t *schedule_json(const struct publish *p, const struct schedule *schedule,
                             const struct wanted *role)
{
    char start[INSTANT_SIZE], end[INSTANT_SIZE];
    json_t *actors = json_array();
    const struct wanted *service = service_named(p, schedule->service.zh);
    clock_instant(schedule->start_ms, start);
    clock_instant(schedule->end_ms, end);
    add_actor(actors, role->local);
    add_actor(actors, service ? service->local : first_reference(role->json, "healthcareService"));
    add_actor(actors, first_reference(role->json, "location"));
    return json_pack("{s:s, s:s, s:o, s:b, s:o, s:{s:s, s:s}}", "resourceType", "Schedule", "id",
                     schedule->id, "identifier", identifier_of(p, "schedule", schedule->id),
                     "active", 1, "actor", actors, "planningHorizon", "start", start, "end", end);
}

static json_t *slot_json(const struct publish *p, const struct schedule *schedule,
                         const struct slot *slot)
{
    char start[INSTANT_SIZE], end[INSTANT_SIZE], parent[140], number[16];
    bool stopped = schedule->state == SCHEDULE_STOPPED || slot->state == SLOT_BLOCKED;
    clock_instant(slot->start_ms, start);
    clock_instant(slot->end_ms, end);
    text_format(parent, sizeof parent, "Schedule/%s", schedule->id);
    text_format(number, sizeof number, "%d", slot->order);
    json_t *json = json_pack("{s:s, s:s, s:o, s:{s:s}, s:s, s:s, s:s, s:s}", "resourceType", "Slot",
                             "id", slot->id, "identifier", identifier_of(p, "slot", slot->id),
                             "schedule", "reference", parent, "status",
                             stopped                    ? "busy-unavailable"
                             : slot->state == SLOT_FREE ? "free"
                                                        : "busy",
                             "start", start, "end", end, "comment", number);
    if (slot->reserved) {
        char system[240];
        text_format(system, sizeof system, "%s/cs/slot-type", p->base);
        json_object_set_new(
            json, "appointmentType",
            json_pack("{s:[{s:s, s:s}]}", "coding", "system", system, "code", "referral"));
    }
    return json;
}

static int add_schedule(struct laid_out *l, const struct schedule *schedule,
                        const struct wanted *role)
{
    size_t count = 0;
    char local[140];
    text_format(local, sizeof local, "Schedule/%s", schedule->id);
    if (json_object_get(l->p->by_local, local)) /* the folder has it itself */
        return CTL_OK;
    if (slot_list(l->db, schedule->id, l->slots, SLOTS, &count))
        return ctl_say(CTL_FAILED, "the sessions cannot be laid out");
    int code = publish_add(l->p, schedule_json(l->p, schedule, role), "laid out", 0, true);
    for (size_t i = 0; code == CTL_OK && i < count; i++)
        code = publish_add(l->p, slot_json(l->p, schedule, &l->slots[i]), "laid out", 0, true);
    return code;
}

static int add_doctor(struct laid_out *l, const struct doctor *doctor)
{
    size_t count = 0, index;
    const struct wanted *role = find(l->p, "PractitionerRole", doctor->id);
    if (!role)
        return CTL_OK;
    index = (size_t)(role - l->p->rows);
    if (schedule_list(l->db, NULL, doctor->id, NULL, l->schedules, SCHEDULES, &count))
        return ctl_say(CTL_FAILED, "the sessions cannot be laid out");
    int code = CTL_OK;
    for (size_t i = 0; code == CTL_OK && i < count; i++)
        code = add_schedule(l, &l->schedules[i], &l->p->rows[index]); /* rows move as they grow */
    return code;
}

static int add_all(struct laid_out *l)
{
    size_t departments = 0, doctors = 0;
    int code = CTL_OK;
    if (department_list(l->db, NULL, l->departments, DEPARTMENTS, &departments))
        return ctl_say(CTL_FAILED, "the sessions cannot be laid out");
    for (size_t d = 0; code == CTL_OK && d < departments; d++) {
        if (doctor_list(l->db, l->departments[d].id, "", l->doctors, DOCTORS, &doctors))
            return ctl_say(CTL_FAILED, "the sessions cannot be laid out");
        for (size_t i = 0; code == CTL_OK && i < doctors; i++)
            code = add_doctor(l, &l->doctors[i]);
    }
    return code;
}

static void remove_folder(const char *path)
{
    DIR *dir = opendir(path);
    char file[600];
    for (struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        text_format(file, sizeof file, "%s/%s", path, entry->d_name);
        if (unlink(file) != 0)
            rmdir(file);
    }
    if (dir)
        closedir(dir);
    rmdir(path);
}

int publish_lay_out(struct publish *p, const char *dir, int days)
{
    char state[] = "/tmp/foyer-publish-XXXXXX", message[400] = "";
    int made = 0, code = CTL_OK;
    if (!mkdtemp(state))
        return ctl_say(CTL_STORE, "no room in /tmp");
    struct laid_out l = {.p = p,
                         .departments = calloc(DEPARTMENTS, sizeof *l.departments),
                         .doctors = calloc(DOCTORS, sizeof *l.doctors),
                         .schedules = calloc(SCHEDULES, sizeof *l.schedules),
                         .slots = calloc(SLOTS, sizeof *l.slots)};
    if (!l.departments || !l.doctors || !l.schedules || !l.slots)
        abort();
    enum err e = db_open(&(struct db_options){.state_dir = state, .clock = p->clock}, &l.db);
    if (e == ERR_OK)
        e = content_import(l.db, dir, p->clock, message, sizeof message);
    if (e == ERR_OK)
        e = content_lay_out(l.db, days, &made);
    code = e == ERR_OK ? add_all(&l)
                       : ctl_say(e == ERR_INVALID ? CTL_WORDS : CTL_FAILED, "%s",
                                 message[0] ? message : err_name(e));
    db_close(l.db);
    remove_folder(state);
    free(l.departments);
    free(l.doctors);
    free(l.schedules);
    free(l.slots);
    return code;
}
