#include "act/parts.h"

#include "base/random.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/hold.h"

#include <string.h>

#define OPEN_MAX 52 /* more open bookings of one person than any config allows */

enum err offer_get(struct db *db, const char *slot_id, struct offer *out)
{
    enum err e = slot_get(db, slot_id, &out->slot);
    if (e == ERR_OK)
        e = schedule_get(db, out->slot.schedule_id, &out->schedule);
    if (e == ERR_OK)
        e = doctor_get(db, out->schedule.doctor_id, &out->doctor);
    return e;
}

enum err offer_open(struct db *db, const struct act_env *env, const struct offer *offer,
                    const char *op, bool referred)
{
    int64_t now = clock_wall(env->clock);
    if (offer->schedule.state == SCHEDULE_STOPPED || offer->slot.state == SLOT_BLOCKED)
        return ERR_STOPPED;
    if (offer->slot.start_ms <= now)
        return ERR_LATE;
    char today[DATE_SIZE];
    clock_date(now, today);
    if (clock_days_between(today, offer->schedule.date) >= env->config->booking.horizon_days)
        return ERR_EARLY;
    struct hold hold;
    bool mine = offer->slot.state == SLOT_HELD && hold_get(db, op, &hold) == ERR_OK &&
                strcmp(hold.slot_id, offer->slot.id) == 0 && hold.state != HOLD_GIVEN_BACK;
    if (mine)
        return ERR_OK;
    if (offer->slot.state != SLOT_FREE || (offer->slot.reserved && !referred))
        return offer->schedule.left > 0 ? ERR_TAKEN : ERR_FULL;
    return ERR_OK;
}

enum err offer_request(struct db *db, const char *person_uuid, const char *request_id,
                       const char *replaces, const struct offer *offer, struct service_request *out)
{
    memset(out, 0, sizeof *out);
    if (!person_uuid[0])
        return ERR_OK;
    enum err e = request_id[0] ? service_request_get(db, person_uuid, request_id, out)
                               : service_request_fit(db, person_uuid, offer->doctor.department_id,
                                                     offer->doctor.id, out);
    bool leads = e == ERR_OK &&
                 service_request_leads(out, offer->doctor.department_id, offer->doctor.id) &&
                 (!out->booked_op[0] || strcmp(out->booked_op, replaces) == 0);
    bool early = leads && out->kind == REQUEST_REVISIT && offer->slot.start_ms < out->from_ms;
    if (early && request_id[0])
        return ERR_RESULTS;
    if (!leads || early) /* a visit of its own: nobody is kept from coming sooner */
        memset(out, 0, sizeof *out);
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static bool same_session(struct db *db, const struct appointment *held, const struct offer *offer)
{
    struct slot slot;
    return slot_get(db, held->slot_id, &slot) == ERR_OK &&
           strcmp(slot.schedule_id, offer->schedule.id) == 0;
}

/* Does not count against a limit: what is being moved or given up for this one, and what the
 * hospital itself stopped. */
static bool counts(const struct appointment *list, size_t count, size_t i, const char *replaces)
{
    if (list[i].stopped != STOPPED_NOT || strcmp(list[i].op, replaces) == 0)
        return false;
    for (size_t k = 0; k < count; k++)
        if (strcmp(list[k].replaces, list[i].op) == 0)
            return false;
    return true;
}

/* The hospital's limits, counted over what the person holds already. */
static enum err within_limits(struct db *db, const struct act_env *env,
                              const struct book_request *request, const struct offer *offer)
{
    struct appointment list[OPEN_MAX];
    size_t count = 0;
    enum err e = appointment_list(db, request->person_uuid, list, OPEN_MAX, &count);
    int open = 0, that_day = 0;
    bool already = false;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        char date[DATE_SIZE];
        if (!counts(list, count, i, request->replaces))
            continue;
        clock_date(list[i].start_ms, date);
        open++;
        that_day += strcmp(date, offer->schedule.date) == 0;
        already |= same_session(db, &list[i], offer);
    }
    if (e != ERR_OK)
        return e;
    if (already)
        return ERR_ALREADY;
    return open >= env->config->booking.max_open || that_day >= env->config->booking.max_per_day
               ? ERR_LIMIT
               : ERR_OK;
}

enum err booking_blocked(struct db *db, const struct act_env *env, const char *person_uuid,
                         struct booking_block *out)
{
    int64_t day = INT64_C(86400000), now = clock_wall(env->clock), last = 0;
    memset(out, 0, sizeof *out);
    if (env->config->booking.missed_max == 0)
        return ERR_OK;
    enum err e = appointment_missed(db, person_uuid, now - env->config->booking.missed_days * day,
                                    &out->missed, &last);
    out->until_ms = last + env->config->booking.missed_block_days * day;
    out->blocked = out->missed >= env->config->booking.missed_max && now < out->until_ms;
    return e;
}

/* The booking that is to be moved. */
static enum err may_replace(struct db *db, const struct act_env *env,
                            const struct book_request *request, struct appointment *old)
{
    struct appointment other;
    enum err e = appointment_get(db, request->replaces, old);
    if (e != ERR_OK)
        return e == ERR_NOT_FOUND ? ERR_DENIED : e;
    bool open = old->status == APPOINTMENT_WISH || old->status == APPOINTMENT_BOOKED;
    bool stopped = old->stopped == STOPPED_OPEN;
    if (strcmp(old->person_uuid, request->person_uuid) != 0 ||
        !(open || (old->status == APPOINTMENT_CANCELLED && stopped)) ||
        (!stopped && clock_wall(env->clock) > cancel_until(env, old)))
        return ERR_DENIED;
    e = appointment_replacing(db, old->op, &other);
    return e == ERR_OK ? ERR_DENIED : e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err check(struct db *db, const struct act_env *env, const struct book_request *request,
                      struct offer *offer, struct appointment *old, struct service_request *order)
{
    struct person person;
    struct booking_block block = {0};
    enum err e = person_get(db, request->person_uuid, &person);
    text_wipe(&person, sizeof person);
    if (e == ERR_OK)
        e = offer_get(db, request->slot_id, offer);
    if (e == ERR_OK && request->replaces[0])
        e = may_replace(db, env, request, old);
    else if (e == ERR_OK) /* who has a booking may move it all the same */
        e = booking_blocked(db, env, request->person_uuid, &block);
    if (e == ERR_OK && block.blocked)
        e = ERR_BLOCKED;
    /* what the person holds comes first: "you have that session already" is truer than "taken" */
    if (e == ERR_OK)
        e = within_limits(db, env, request, offer);
    const char *asked = request->request_id;
    if (e == ERR_OK && request->replaces[0] && !asked[0])
        asked = old->referral;
    if (e == ERR_OK)
        e = offer_request(db, request->person_uuid, asked, request->replaces, offer, order);
    if (e == ERR_OK)
        e = offer_open(db, env, offer, request->op,
                       order->id[0] && order->kind == REQUEST_REFERRAL);
    return e;
}

/* Six random digits that no other open booking has. */
static enum err visit_code_new(struct db *db, char out[8])
{
    struct appointment other;
    for (int tries = 0; tries < 1000; tries++) {
        text_format(out, 8, "%06u", (unsigned)random_below(1000000));
        enum err e = appointment_by_code(db, out, &other);
        if (e == ERR_NOT_FOUND)
            return ERR_OK;
        if (e != ERR_OK)
            return e;
    }
    return ERR_FULL;
}

static enum err write_booking(struct db *db, const struct act_env *env,
                              const struct book_request *request, const struct offer *offer,
                              const struct service_request *order, struct appointment *out)
{
    struct appointment made = {.status =
                                   act_standalone(env) ? APPOINTMENT_BOOKED : APPOINTMENT_WISH,
                               .order = offer->slot.order,
                               .start_ms = offer->slot.start_ms,
                               .end_ms = offer->slot.end_ms,
                               .created_ms = clock_wall(env->clock),
                               .doctor = offer->doctor,
                               .service = offer->schedule.service};
    text_copy(made.op, sizeof made.op, request->op);
    text_copy(made.person_uuid, sizeof made.person_uuid, request->person_uuid);
    text_copy(made.slot_id, sizeof made.slot_id, request->slot_id);
    text_copy(made.replaces, sizeof made.replaces, request->replaces);
    text_copy(made.referral, sizeof made.referral, order->id);
    enum err e = visit_code_new(db, made.code);
    if (e == ERR_OK)
        e = slot_take(db, request->slot_id, request->op,
                      order->id[0] &&
                          order->kind ==
                              REQUEST_REFERRAL); /* the lock: nobody else gets past this */
    if (e == ERR_OK)
        e = appointment_insert(db, &made);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_BOOK, made.op, made.op, act_line(made.person_uuid, made.op));
    if (e == ERR_OK)
        *out = made;
    return e;
}

/* A booking's bytes go out before the old one's cancelling: both stand in the person's line. */
static enum err write_move(struct db *db, const struct act_env *env,
                           const struct book_request *request, const struct offer *offer,
                           const struct service_request *order, const struct appointment *old,
                           struct appointment *out)
{
    enum err e = write_booking(db, env, request, offer, order, out);
    if (e != ERR_OK || !request->replaces[0])
        return e;
    if (old->status == APPOINTMENT_CANCELLED) /* by the hospital: nothing left to give back */
        return appointment_set_stopped(db, old->op, STOPPED_SETTLED);
    return act_standalone(env) ? act_give_back(db, old) : ERR_OK;
}

enum err book(struct db *db, const struct act_env *env, const struct book_request *request,
              struct appointment *out)
{
    if (!uuid_valid(request->op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    struct offer offer;
    struct appointment old;
    struct service_request order;
    e = appointment_get(db, request->op, out);
    if (e == ERR_OK && strcmp(out->person_uuid, request->person_uuid) != 0)
        e = ERR_INVALID; /* never another's receipt */
    if (e == ERR_NOT_FOUND) {
        e = check(db, env, request, &offer, &old, &order);
        if (e == ERR_OK)
            e = write_move(db, env, request, &offer, &order, &old, out);
    }
    return act_end(db, e);
}

enum err book_check(struct db *db, const struct act_env *env, const struct book_request *request)
{
    struct offer offer;
    struct appointment old;
    struct service_request order;
    return check(db, env, request, &offer, &old, &order);
}

enum err book_made_on(struct db *db, const struct book_request *request,
                      struct service_request *out)
{
    struct offer offer;
    struct appointment old = {.referral = ""};
    enum err e = offer_get(db, request->slot_id, &offer);
    if (e == ERR_OK && request->replaces[0])
        e = appointment_get(db, request->replaces, &old);
    return e == ERR_OK ? offer_request(db, request->person_uuid,
                                       request->request_id[0] ? request->request_id : old.referral,
                                       request->replaces, &offer, out)
                       : e;
}

enum err booking_day_over(struct db *db, const struct act_env *env)
{
    int count = 0;
    if (!act_standalone(env))
        return ERR_OK; /* the hospital's server says who came */
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, appointment_miss_past(db, &count)) : e;
}
