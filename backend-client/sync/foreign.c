#include "sync/foreign.h"

#include "base/log.h"
#include "base/text.h"
#include "base/uuid.h"
#include "fhir/content_read.h"
#include "fhir/foreign.h"
#include "store/care.h"
#include "store/content.h"
#include "store/content_put.h"
#include "store/content_ref.h"
#include "store/server_id.h"
#include "store/service_request.h"
#include "sync/care_pull.h"

#include <stdlib.h>
#include <string.h>

static enum err end(struct sync *sync, enum err e)
{
    sync->changed = true;
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}

static enum verdict verdict_of(enum err e)
{
    if (e != ERR_OK && e != ERR_CORRUPT)
        log_event("sync", "what the server knows was not kept", NULL, e);
    return e == ERR_OK ? VERDICT_ACK : VERDICT_LATER;
}

/* ---- the person ---- */

static void fill_in(struct person *person, const struct person_fields *known)
{
    if (!person->name[0])
        text_copy(person->name, sizeof person->name, known->name);
    if (!person->phone[0])
        text_copy(person->phone, sizeof person->phone, known->mobile);
    if (!person->birth_date[0])
        text_copy(person->birth_date, sizeof person->birth_date, known->birth_date);
}

enum err foreign_patient_take(struct sync *sync, const struct person *person, const char *json,
                              char id[ID_SIZE])
{
    struct resource *found = calloc(1, sizeof *found);
    char fault[200];
    if (!found)
        abort();
    enum err e = content_read(json, strlen(json), 0, found, NULL, fault, sizeof fault);
    if (e != ERR_OK)
        log_path("sync", "a patient was not understood", fault);
    if (e == ERR_OK && (found->kind != RESOURCE_PATIENT || !found->id[0]))
        e = ERR_CORRUPT;
    struct person filled = *person;
    if (e == ERR_OK) {
        fill_in(&filled, &found->patient);
        e = db_begin(sync->db);
        if (e == ERR_OK) {
            e = person_put(sync->db, &filled);
            if (e == ERR_OK)
                e = server_id_put(sync->db, "Patient", person->uuid, found->id, found->version);
            e = end(sync, e);
        }
    }
    if (e == ERR_OK)
        text_copy(id, ID_SIZE, found->id);
    text_wipe(&filled, sizeof filled);
    text_wipe(found, sizeof *found);
    free(found);
    return e;
}

/* ---- bookings ---- */

static bool by_slot(struct sync *sync, const char *slot, struct appointment *out)
{
    struct slot place;
    struct schedule session;
    if (strncmp(slot, "Slot/", 5) != 0 ||
        content_ref_back(sync->db, "Slot", slot + 5, out->slot_id) != ERR_OK ||
        slot_get(sync->db, out->slot_id, &place) != ERR_OK)
        return false;
    out->order = place.order;
    if (out->start_ms == 0) {
        out->start_ms = place.start_ms;
        out->end_ms = place.end_ms;
    }
    if (schedule_get(sync->db, place.schedule_id, &session) != ERR_OK)
        return false;
    out->service = session.service;
    return doctor_get(sync->db, session.doctor_id, &out->doctor) == ERR_OK;
}

/* The doctor, or the clinic without one, that a participant stands for. */
static bool by_actor(struct sync *sync, const char *actor, struct doctor *out)
{
    static const char *const types[] = {"PractitionerRole", "Practitioner", "HealthcareService"};
    char id[ID_SIZE], role[ID_SIZE];
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        size_t length = strlen(types[i]);
        if (strncmp(actor, types[i], length) != 0 || actor[length] != '/')
            continue;
        if (content_ref_back(sync->db, types[i], actor + length + 1, id) != ERR_OK)
            return false;
        if (i == 0)
            return doctor_get(sync->db, id, out) == ERR_OK;
        return doctor_of(sync->db, types[i], id, role) == ERR_OK &&
               doctor_get(sync->db, role, out) == ERR_OK;
    }
    return false;
}

static void place_of(struct sync *sync, const struct foreign_booking *b, struct doctor *out)
{
    char id[ID_SIZE];
    struct place place;
    for (int i = 0; i < b->actor_count && !out->place_id[0]; i++)
        if (strncmp(b->actors[i], "Location/", 9) == 0 &&
            content_ref_back(sync->db, "Location", b->actors[i] + 9, id) == ERR_OK &&
            place_get(sync->db, id, &place) == ERR_OK) {
            text_copy(out->place_id, sizeof out->place_id, place.id);
            out->place = place.name;
        }
}

/* With whom and where, as far as the hospital's content tells. */
static void resolve(struct sync *sync, const struct foreign_booking *b, struct appointment *out)
{
    bool known = by_slot(sync, b->slot, out);
    for (int i = 0; i < b->actor_count && !known; i++)
        known = by_actor(sync, b->actors[i], &out->doctor);
    if (!known) {
        out->doctor.name = b->doctor;
        out->doctor.department = b->service;
    }
    place_of(sync, b, &out->doctor);
}

static bool open_there(const char *status, enum appointment_status *out)
{
    *out = strcmp(status, "booked") == 0 ? APPOINTMENT_BOOKED : APPOINTMENT_ARRIVED;
    return strcmp(status, "booked") == 0 || strcmp(status, "arrived") == 0 ||
           strcmp(status, "checked-in") == 0;
}

static enum err insert(struct sync *sync, const char *person_uuid, const struct foreign_booking *b,
                       struct appointment *out)
{
    struct appointment other;
    enum err e;
    *out = (struct appointment){
        .start_ms = b->start_ms, .end_ms = b->end_ms, .created_ms = clock_wall(sync->clock)};
    if (!open_there(b->status, &out->status))
        return ERR_NOT_FOUND;
    resolve(sync, b, out);
    if (out->start_ms == 0)
        return ERR_NOT_FOUND; /* no time: nothing to check in for */
    if (uuid_valid(b->op))
        text_copy(out->op, sizeof out->op, b->op);
    else
        uuid_new(out->op);
    text_copy(out->person_uuid, sizeof out->person_uuid, person_uuid);
    if (strncmp(b->based_on, "ServiceRequest/", 15) == 0 &&
        content_ref_back(sync->db, "ServiceRequest", b->based_on + 15, out->referral) != ERR_OK)
        out->referral[0] = '\0';
    if (strlen(b->code) == 6 && appointment_by_code(sync->db, b->code, &other) == ERR_NOT_FOUND)
        text_copy(out->code, sizeof out->code, b->code);
    e = appointment_insert(sync->db, out);
    return e == ERR_OK ? server_id_put(sync->db, "Appointment", out->op, b->id, b->version) : e;
}

/* Our row for it: known by its operation id or by the server's. */
static enum err held(struct sync *sync, const struct foreign_booking *b, struct appointment *out)
{
    char op[UUID_SIZE];
    enum err e = uuid_valid(b->op) ? appointment_get(sync->db, b->op, out) : ERR_NOT_FOUND;
    if (e != ERR_NOT_FOUND)
        return e;
    e = server_id_back(sync->db, "Appointment", b->id, op);
    return e == ERR_OK ? appointment_get(sync->db, op, out) : e;
}

/* The hospital's word on a booking we hold; what the person did here and is still under way stays.
 */
static enum err bring_up_to_date(struct sync *sync, const struct foreign_booking *b,
                                 const struct appointment *mine)
{
    struct seen seen = {.type = "Appointment"};
    text_copy(seen.id, sizeof seen.id, b->id);
    text_copy(seen.op, sizeof seen.op, mine->op);
    text_copy(seen.version, sizeof seen.version, b->version);
    text_copy(seen.status, sizeof seen.status, b->status);
    enum appointment_status there;
    if (mine->status == APPOINTMENT_BOOKED && open_there(b->status, &there) &&
        there == APPOINTMENT_ARRIVED)
        return appointment_set(sync->db, mine->op, APPOINTMENT_ARRIVED, ERR_OK);
    return take_care(sync, &seen);
}

/* A booking that is checked in has a number already, given by another terminal: the same one is
 * shown here. */
static enum verdict take_number_of(struct sync *sync, const char *appointment_id,
                                   const struct appointment *booking)
{
    char path[200];
    struct reply reply;
    struct ticket ticket;
    if (ticket_by_appointment(sync->db, booking->op, &ticket) == ERR_OK)
        return VERDICT_ACK;
    text_format(path, sizeof path, "Task?focus=Appointment/%s", appointment_id);
    sync_get(sync, path, &reply);
    enum verdict verdict = reply.verdict;
    if (verdict == VERDICT_ACK && reply.bundle) {
        struct seen *seen = calloc(1, sizeof *seen);
        if (!seen)
            abort();
        enum err e = db_begin(sync->db);
        for (size_t i = 0; e == ERR_OK && i < bundle_count(reply.bundle); i++) {
            if (bundle_seen(reply.bundle, i, seen) != ERR_OK ||
                strcmp(seen->code, "queue-entry") != 0)
                continue;
            e = take_care(sync, seen);
            if (e == ERR_OK && ticket_get(sync->db, seen->op, &ticket) == ERR_OK)
                e = ticket_set_holder(sync->db, ticket.op, booking->op, booking->person_uuid);
        }
        verdict = verdict_of(end(sync, e));
        free(seen);
    } else if (verdict == VERDICT_PERMANENT || verdict == VERDICT_GONE) {
        verdict = VERDICT_ACK; /* not to be asked there */
    }
    reply_clear(&reply);
    return verdict;
}

enum verdict foreign_booking_take(struct sync *sync, const char *person_uuid, const char *json)
{
    struct foreign_booking *b = calloc(1, sizeof *b);
    struct appointment mine;
    if (!b)
        abort();
    enum err e = foreign_booking_read(json, b);
    if (e != ERR_OK) { /* one that we cannot read must not hide the others */
        free(b);
        return VERDICT_ACK;
    }
    e = db_begin(sync->db);
    if (e == ERR_OK) {
        e = held(sync, b, &mine);
        if (e == ERR_OK && strcmp(mine.person_uuid, person_uuid) != 0)
            e = appointment_set_person(sync->db, mine.op, person_uuid);
        if (e == ERR_OK)
            e = bring_up_to_date(sync, b, &mine);
        else if (e == ERR_NOT_FOUND)
            e = insert(sync, person_uuid, b, &mine);
        e = end(sync, e);
    }
    enum verdict verdict = e == ERR_NOT_FOUND ? VERDICT_ACK : verdict_of(e);
    enum appointment_status there;
    if (e == ERR_OK && open_there(b->status, &there) && there == APPOINTMENT_ARRIVED)
        verdict = take_number_of(sync, b->id, &mine);
    free(b);
    return verdict;
}

/* ---- referrals and revisits ---- */

enum verdict foreign_requests_take(struct sync *sync, const char *person_uuid,
                                   const struct bundle *bundle)
{
    struct resource *one = calloc(1, sizeof *one);
    char fault[200];
    if (!one)
        abort();
    enum err e = db_begin(sync->db);
    if (e == ERR_OK) {
        e = service_request_forget(sync->db, person_uuid);
        for (size_t i = 0; e == ERR_OK && i < bundle_count(bundle); i++) {
            if (bundle_content(bundle, i, one, fault, sizeof fault) != ERR_OK) {
                log_path("sync", "an order was not understood", fault);
                continue;
            }
            if (one->kind != RESOURCE_REQUEST || !one->id[0] || !one->active)
                continue;
            e = content_put(sync->db, one);
            if (e == ERR_OK)
                e = service_request_confirm(sync->db, one->id, person_uuid);
        }
        e = end(sync, e);
    }
    text_wipe(one, sizeof *one);
    free(one);
    return verdict_of(e);
}

/* ---- a visit code ---- */

static enum err person_of(struct sync *sync, const char *patient, char uuid[UUID_SIZE])
{
    struct person person = {.kind = IDENTITY_CARD};
    const char *id = strncmp(patient, "Patient/", 8) == 0 ? patient + 8 : "";
    enum err e = id[0] ? server_id_back(sync->db, "Patient", id, uuid) : ERR_NOT_FOUND;
    if (e != ERR_NOT_FOUND)
        return e;
    /* nobody we can name: a person known by the server's id alone, who has no number here */
    uuid_new(person.uuid);
    text_format(person.identity, sizeof person.identity, "~%s", person.uuid);
    e = person_put(sync->db, &person);
    if (e == ERR_OK && id[0])
        e = server_id_put(sync->db, "Patient", person.uuid, id, "");
    if (e == ERR_OK)
        memcpy(uuid, person.uuid, UUID_SIZE);
    return e;
}

enum verdict foreign_visit_take(struct sync *sync, const char *json)
{
    struct foreign_booking *b = calloc(1, sizeof *b);
    char uuid[UUID_SIZE];
    if (!b)
        abort();
    enum err e = foreign_booking_read(json, b);
    if (e == ERR_OK) {
        e = db_begin(sync->db);
        if (e == ERR_OK)
            e = end(sync, person_of(sync, b->patient, uuid));
    }
    free(b);
    return e == ERR_OK ? foreign_booking_take(sync, uuid, json) : verdict_of(e);
}

/* ---- complaints ---- */

static enum err insert_complaint(struct sync *sync, const struct foreign_complaint *there,
                                 struct complaint *c)
{
    if (!c->op[0])
        uuid_new(c->op);
    if (uuid_valid(there->op))
        text_copy(c->task_op, sizeof c->task_op, there->op);
    else
        uuid_new(c->task_op);
    text_copy(c->number, sizeof c->number, there->number);
    text_copy(c->phone, sizeof c->phone, there->phone);
    text_copy(c->due, sizeof c->due, there->due);
    c->status = there->status;
    c->receiver = there->owner;
    if (c->created_ms == 0)
        c->created_ms = there->authored_ms;
    enum err e = complaint_insert(sync->db, c);
    return e == ERR_OK ? server_id_put(sync->db, "Task", c->task_op, there->id, there->version) : e;
}

/* Replies by the server's own order; taken as those of the pull. */
static enum verdict take_replies(struct sync *sync, const char *task_id)
{
    char path[200];
    struct reply reply;
    text_format(path, sizeof path, "Communication?based-on=Task/%s&_sort=sent", task_id);
    sync_get(sync, path, &reply);
    enum verdict verdict = reply.verdict;
    struct seen *seen = calloc(1, sizeof *seen);
    if (!seen)
        abort();
    enum err e = verdict == VERDICT_ACK && reply.bundle ? db_begin(sync->db) : ERR_OFFLINE;
    if (e == ERR_OK) {
        for (size_t i = 0; e == ERR_OK && i < bundle_count(reply.bundle); i++)
            if (bundle_seen(reply.bundle, i, seen) == ERR_OK)
                e = take_care(sync, seen);
        e = end(sync, e);
        verdict = verdict_of(e);
    }
    text_wipe(seen, sizeof *seen);
    free(seen);
    reply_clear(&reply);
    return verdict;
}

enum verdict foreign_complaint_take(struct sync *sync, const char *json)
{
    struct foreign_complaint there;
    struct complaint *c = calloc(1, sizeof *c);
    if (!c)
        abort();
    enum err e = foreign_complaint_read(json, &there);
    if (e == ERR_OK && strncmp(there.focus, "Communication/", 14) == 0) {
        struct reply reply;
        sync_get(sync, there.focus, &reply);
        if (reply.verdict == VERDICT_ACK &&
            reply.body && /* what it was about; else only its state */
            foreign_complaint_about(reply.body, c) != ERR_OK)
            memset(c, 0, sizeof *c);
        reply_clear(&reply);
    }
    if (e == ERR_OK)
        e = db_begin(sync->db);
    if (e == ERR_OK) {
        e = insert_complaint(sync, &there, c);
        e = end(sync, e == ERR_ALREADY ? ERR_OK : e);
    }
    enum verdict verdict = e == ERR_OK ? take_replies(sync, there.id) : verdict_of(e);
    text_wipe(c, sizeof *c);
    free(c);
    text_wipe(&there, sizeof there);
    return verdict;
}
