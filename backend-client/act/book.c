#include "act/parts.h"

#include "base/random.h"
#include "base/text.h"
#include "base/uuid.h"

#include <string.h>

#define OPEN_MAX 52 /* more open bookings of one person than any config allows */

struct offer { /* what stands behind a slot id */
    struct slot slot;
    struct schedule schedule;
    struct doctor doctor;
};

static enum err offer_get(struct db *db, const char *slot_id, struct offer *out)
{
    enum err e = slot_get(db, slot_id, &out->slot);
    if (e == ERR_OK)
        e = schedule_get(db, out->slot.schedule_id, &out->schedule);
    if (e == ERR_OK)
        e = doctor_get(db, out->schedule.doctor_id, &out->doctor);
    return e;
}

static enum err offer_open(const struct act_env *env, const struct offer *offer)
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
    if (offer->slot.state != SLOT_FREE)
        return offer->schedule.left > 0 ? ERR_TAKEN : ERR_FULL;
    return ERR_OK;
}

/* The hospital's limits, counted over what the person holds already. */
static enum err within_limits(struct db *db, const struct act_env *env, const char *person_uuid,
                              const struct offer *offer)
{
    struct appointment list[OPEN_MAX];
    size_t count = 0;
    enum err e = appointment_list(db, person_uuid, list, OPEN_MAX, &count);
    int open = 0, that_day = 0;
    bool already = false;
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        struct slot slot;
        char date[DATE_SIZE];
        clock_date(list[i].start_ms, date);
        open++;
        that_day += strcmp(date, offer->schedule.date) == 0;
        if (slot_get(db, list[i].slot_id, &slot) == ERR_OK &&
            strcmp(slot.schedule_id, offer->schedule.id) == 0)
            already = true;
    }
    if (e != ERR_OK)
        return e;
    if (already)
        return ERR_ALREADY;
    return open >= env->config->booking.max_open || that_day >= env->config->booking.max_per_day
               ? ERR_LIMIT
               : ERR_OK;
}

static enum err check(struct db *db, const struct act_env *env, const struct book_request *request,
                      struct offer *offer)
{
    struct person person;
    enum err e = person_get(db, request->person_uuid, &person);
    text_wipe(&person, sizeof person);
    if (e == ERR_OK)
        e = offer_get(db, request->slot_id, offer);
    /* what the person holds comes first: "you have that session already" is truer than "taken" */
    if (e == ERR_OK)
        e = within_limits(db, env, request->person_uuid, offer);
    if (e == ERR_OK)
        e = offer_open(env, offer);
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
                              struct appointment *out)
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
    enum err e = visit_code_new(db, made.code);
    if (e == ERR_OK)
        e = slot_take(db, request->slot_id); /* the lock: nobody else gets past this */
    if (e == ERR_OK)
        e = appointment_insert(db, &made);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_BOOK, made.op, made.op, act_line(made.person_uuid, made.op));
    if (e == ERR_OK)
        *out = made;
    return e;
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
    e = appointment_get(db, request->op, out);
    if (e == ERR_NOT_FOUND) {
        e = check(db, env, request, &offer);
        if (e == ERR_OK)
            e = write_booking(db, env, request, &offer, out);
    }
    return act_end(db, e);
}

enum err book_check(struct db *db, const struct act_env *env, const struct book_request *request)
{
    struct offer offer;
    return check(db, env, request, &offer);
}
