/* What a queue notes of a number when it is given out: the booked time, the patient's age, and the
 * waiting time that was told, to be held against the real one later. */
#include "act/calling.h"
#include "act/parts.h"
#include "base/text.h"
#include "store/queue.h"

#define TOLD_MS 60000

enum err act_priority(struct db *db, const struct act_env *env, const struct ticket *ticket,
                      int *out)
{
    struct person person;
    struct queue_rules rules;
    *out = PRIORITY_ROUTINE;
    if (!ticket->person_uuid[0])
        return ERR_OK;
    enum err e = person_get(db, ticket->person_uuid, &person);
    if (e == ERR_OK) {
        queue_rules_of(env->config, &rules);
        *out = priority_of_age(person.birth_date, ticket->date, &rules);
    }
    text_wipe(&person, sizeof person);
    bool cared = false;
    if (e == ERR_OK && *out < PRIORITY_URGENT && env->config->queue.cared_cards[0])
        e = person_has_card(db, ticket->person_uuid, env->config->queue.cared_cards, &cared);
    if (cared)
        *out = PRIORITY_URGENT;
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err act_promise(struct db *db, const struct act_env *env, const struct ticket *ticket)
{
    struct queue_rules rules;
    struct wait wait;
    queue_rules_of(env->config, &rules);
    enum err e = ticket_wait(db, ticket, &rules, &wait);
    return e == ERR_OK && wait.known ? stop_set_promise(db, ticket->op, &wait, db_now(db)) : e;
}

enum err act_enter_queue(struct db *db, const struct act_env *env, const struct ticket *ticket,
                         int64_t due_ms)
{
    struct visit_stop stop = {.arrived_ms = ticket->created_ms, .due_ms = due_ms};
    text_copy(stop.op, sizeof stop.op, ticket->op);
    enum err e = act_priority(db, env, ticket, &stop.cared);
    if (e == ERR_OK)
        e = stop_set(db, &stop);
    if (e == ERR_OK && db_now(db) - ticket->created_ms < TOLD_MS) /* at once, or nobody saw it */
        e = act_promise(db, env, ticket);
    return e;
}
