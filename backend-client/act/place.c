/* Where somebody would stand: told before it is confirmed, with nothing written. */
#include "act/act.h"
#include "act/calling_parts.h"
#include "act/parts.h"
#include "base/text.h"
#include "model/machine.h"
#include "store/queue.h"

#include <stdlib.h>
#include <string.h>

#define MINUTE_MS 60000LL

/* Which priority that person has by age, as act_enter_queue will say. */
static enum err stand_there(struct db *db, const struct act_env *env, const char *queue,
                            const char *person_uuid, struct queue_entry *mine, int *ahead)
{
    struct queue_line *line = NULL;
    char date[DATE_SIZE], at[ID_SIZE];
    int64_t now = clock_wall(env->clock);
    struct ticket person = {.op = ""};
    clock_date(now, date);
    text_copy(person.person_uuid, sizeof person.person_uuid, person_uuid);
    text_copy(person.date, sizeof person.date, date);
    mine->arrived_ms = now;
    text_copy(mine->op, sizeof mine->op, "~"); /* after everybody who is there */
    int given = mine->priority;                /* by a referral */
    enum err e = act_priority(db, env, &person, &mine->priority);
    mine->priority = given > mine->priority ? given : mine->priority;
    if (e == ERR_OK)
        e = queue_goes_to(db, queue, date, at);
    if (e == ERR_OK)
        e = calling_line(db, env, at[0] ? at : queue, date, &line);
    if (e == ERR_OK) {
        queue_line_join(line, mine);
        queue_line_sort(line, now);
        *ahead = queue_line_ahead(line, mine->op);
    }
    free(line);
    return e;
}

enum err check_in_place(struct db *db, const struct act_env *env,
                        const struct appointment *appointment, struct place_told *out)
{
    struct queue_rules rules;
    struct queue_entry mine = {.due_ms = appointment->start_ms};
    int64_t now = clock_wall(env->clock);
    queue_rules_of(env->config, &rules);
    *out = (struct place_told){.kind = PLACE_BY_BOOKING};
    out->turn_ms = appointment->start_ms - rules.window_min * MINUTE_MS;
    if (now < out->turn_ms) {
        out->kind = PLACE_EARLY;
        out->minutes = (int)((appointment->start_ms - now + MINUTE_MS - 1) / MINUTE_MS);
    } else if (now > appointment->start_ms + rules.late_min * MINUTE_MS) {
        out->kind = PLACE_LATE;
        out->minutes = (int)((now - appointment->start_ms) / MINUTE_MS);
    }
    bool referred;
    enum err e = act_referred(db, appointment, &referred);
    if (e != ERR_OK)
        return e;
    if (referred) { /* goes before at any time of the clinic */
        mine.priority = PRIORITY_ASAP;
        out->kind = PLACE_BY_BOOKING;
    }
    return stand_there(db, env, appointment->doctor.id, appointment->person_uuid, &mine,
                       &out->ahead);
}

enum err take_place(struct db *db, const struct act_env *env, const char *department_id,
                    const char *person_uuid, struct doctor *doctor, int *ahead)
{
    struct queue_entry mine = {.due_ms = 0};
    enum err e = act_walk_in_queue(db, env, department_id, doctor);
    return e == ERR_OK ? stand_there(db, env, doctor->id, person_uuid, &mine, ahead) : e;
}
