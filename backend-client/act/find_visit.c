#include "act/calling.h"
#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "model/identity.h"
#include "store/queue.h"

#include <ctype.h>
#include <string.h>

#define SAME_NUMBER_MAX 32

static enum err ticket_found(struct db *db, const struct act_env *env, const struct ticket *ticket,
                             struct found *out)
{
    struct queue_rules rules;
    queue_rules_of(env->config, &rules);
    out->has_ticket = true;
    out->ticket = *ticket;
    return ticket_wait(db, ticket, &rules, &out->wait);
}

static enum err by_visit_code(struct db *db, const struct act_env *env, const char *code,
                              struct found *out)
{
    enum err e = appointment_by_code(db, code, &out->appointment);
    if (e != ERR_OK)
        return e;
    out->has_appointment = true;
    struct ticket ticket;
    e = ticket_by_appointment(db, out->appointment.op, &ticket);
    if (e == ERR_OK && ticket.status != TICKET_VOID) {
        struct ticket last; /* the visit may have gone on to another queue */
        bool on = stop_last(db, ticket.visit_op, &last) == ERR_OK;
        return ticket_found(db, env, on ? &last : &ticket, out);
    }
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

/* True when the visit has gone on to another queue with that number. */
static bool sent_on(const struct ticket *list, size_t count, size_t i)
{
    for (size_t k = 0; k < count; k++)
        if (list[k].created_ms > list[i].created_ms && list[i].visit_op[0] &&
            list[k].status != TICKET_VOID && strcmp(list[k].visit_op, list[i].visit_op) == 0)
            return true;
    return false;
}

/* Two doctors of different departments may give the same number on one day; then the screen lets
 * the patient say which. */
static enum err by_number(struct db *db, const struct act_env *env, const char *number,
                          struct found *out)
{
    struct ticket list[SAME_NUMBER_MAX];
    size_t count = 0, good = 0, good_ones[SAME_NUMBER_MAX];
    char today[DATE_SIZE];
    clock_date(clock_wall(env->clock), today);
    enum err e = ticket_by_number(db, today, number, list, SAME_NUMBER_MAX, &count);
    if (e != ERR_OK)
        return e;
    for (size_t i = 0; i < count; i++)
        if (list[i].status != TICKET_VOID && !sent_on(list, count, i))
            good_ones[good++] = i;
    if (good == 0)
        return ERR_NOT_FOUND;
    return good > 1 ? ERR_AMBIGUOUS : ticket_found(db, env, &list[good_ones[0]], out);
}

static enum err by_op(struct db *db, const struct act_env *env, const char *op, struct found *out)
{
    struct ticket ticket;
    enum err e = ticket_get(db, op, &ticket);
    if (e == ERR_OK)
        return ticket.status == TICKET_VOID ? ERR_NOT_FOUND : ticket_found(db, env, &ticket, out);
    if (e == ERR_NOT_FOUND) {
        e = appointment_get(db, op, &out->appointment);
        out->has_appointment = e == ERR_OK;
    }
    return e;
}

enum err find_visit(struct db *db, const struct act_env *env, const char *code, struct found *out)
{
    char clean[40] = "";
    size_t n = 0;
    *out = (struct found){0};
    if (uuid_valid(code))
        return by_op(db, env, code, out); /* 122 random bits: nobody guesses those */
    for (const char *p = code; *p && n < sizeof clean - 1; p++)
        if (*p != ' ' && *p != '-')
            clean[n++] = (char)toupper((unsigned char)*p);
    bool digits = n == 6 && strspn(clean, "0123456789") == 6;
    if (!digits && !ticket_number_form(clean))
        return ERR_INVALID;
    enum err e = tries_check(db, env, "visit");
    if (e != ERR_OK)
        return e;
    e = digits ? by_visit_code(db, env, clean, out) : by_number(db, env, clean, out);
    if (e == ERR_NOT_FOUND) {
        enum err counted = tries_missed(db, env, "visit");
        return counted == ERR_OK ? ERR_NOT_FOUND : counted;
    }
    return e;
}
