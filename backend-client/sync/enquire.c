/* WIRE.md 3.6 and 3.9: what a person has on the server, asked for when they stand here. */
#include "sync/enquire.h"

#include "base/log.h"
#include "base/text.h"
#include "fhir/foreign.h"
#include "store/care.h"
#include "store/enquiry.h"
#include "store/server_id.h"
#include "sync/foreign.h"
#include "sync/pull.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATIENCE_MS 60000 /* nobody stands there any more */
#define BOOKINGS_MAX 50
#define REQUESTS_MAX 50

/* One matching resource of a search; more than one is nobody's. VERDICT_ACK with *json NULL: none.
 */
static enum verdict only_match(struct sync *sync, const char *path, char **json)
{
    struct reply reply;
    *json = NULL;
    sync_get(sync, path, &reply);
    enum verdict verdict = reply.verdict;
    if (verdict == VERDICT_ACK && !reply.bundle)
        verdict = VERDICT_LATER;
    if (verdict == VERDICT_ACK && bundle_count(reply.bundle) == 1)
        *json = bundle_resource(reply.bundle, 0);
    reply_clear(&reply);
    /* a search this server does not offer finds nothing */
    return verdict == VERDICT_PERMANENT || verdict == VERDICT_GONE ? VERDICT_ACK : verdict;
}

static void free_wiped(char *text)
{
    if (text)
        text_wipe(text, strlen(text));
    free(text);
}

/* How the person may be known there, the surest first. false: no further way. */
static bool patient_search(const struct sync *sync, const struct person *person, int way,
                           char *path, size_t size)
{
    static const char *const kinds[] = {[IDENTITY_RESIDENT_ID] = "resident-id",
                                        [IDENTITY_MOBILE] = "mobile",
                                        [IDENTITY_CARD] = "card"};
    char system[220], query[700];
    text_copy(path, size, "Patient?");
    if (way == 0) {
        text_format(system, sizeof system, "%s/sid/%s", sync->base, kinds[person->kind]);
        return identifier_query(query, sizeof query, system, person->identity) &&
               text_append(path, size, query);
    }
    if (way > 1)
        return false;
    /* a resident ID is the same whoever issued the record; a mobile number is a telecom of its own
     * patient when exactly one has it */
    switch (person->kind) {
    case IDENTITY_RESIDENT_ID:
        text_append(path, size, "identifier=");
        break;
    case IDENTITY_MOBILE:
        text_append(path, size, "phone=");
        break;
    case IDENTITY_CARD:
    case IDENTITY_COUNT:
        return false;
    }
    return http_escape(path, size, person->identity);
}

/* The patient's logical id, "" when the server knows none or several. */
static enum verdict find_patient(struct sync *sync, const struct person *person, char id[ID_SIZE])
{
    struct server_id known;
    char path[1000], *json = NULL;
    id[0] = '\0';
    if (server_id_get(sync->db, "Patient", person->uuid, &known) == ERR_OK) {
        text_copy(id, ID_SIZE, known.id);
        return VERDICT_ACK;
    }
    enum verdict verdict = VERDICT_ACK;
    for (int way = 0; verdict == VERDICT_ACK && !json; way++) {
        if (!patient_search(sync, person, way, path, sizeof path))
            break;
        verdict = only_match(sync, path, &json);
        text_wipe(path, sizeof path);
    }
    if (json && foreign_patient_take(sync, person, json, id) != ERR_OK)
        verdict = VERDICT_LATER;
    free_wiped(json);
    return verdict;
}

/* Referrals, revisits and their tests: all that are in force, so what is missing is over. */
static enum verdict ask_requests(struct sync *sync, const char *person_uuid, const char *patient)
{
    char path[300];
    struct reply reply;
    text_format(path, sizeof path, "ServiceRequest?patient=Patient/%s&status=active&_count=%d",
                patient, REQUESTS_MAX);
    sync_get(sync, path, &reply);
    enum verdict verdict =
        reply.verdict == VERDICT_ACK && !reply.bundle ? VERDICT_LATER : reply.verdict;
    if (verdict == VERDICT_ACK)
        verdict = foreign_requests_take(sync, person_uuid, reply.bundle);
    reply_clear(&reply);
    /* a server that keeps none */
    return verdict == VERDICT_PERMANENT || verdict == VERDICT_GONE ? VERDICT_ACK : verdict;
}

static enum verdict ask_bookings(struct sync *sync, const char *person_uuid)
{
    struct person person;
    struct reply reply;
    char id[ID_SIZE], path[300], since[INSTANT_SIZE], today[DATE_SIZE], escaped[80] = "";
    if (person_get(sync->db, person_uuid, &person) != ERR_OK)
        return VERDICT_ACK; /* wiped meanwhile */
    enum verdict verdict = find_patient(sync, &person, id);
    text_wipe(&person, sizeof person);
    if (verdict != VERDICT_ACK || !id[0])
        return verdict;
    verdict = ask_requests(sync, person_uuid, id); /* first: bookings are made on them */
    if (verdict != VERDICT_ACK)
        return verdict;
    clock_date(clock_wall(sync->clock), today);
    clock_instant(clock_date_start(today), since);
    http_escape(escaped, sizeof escaped, since);
    text_format(path, sizeof path, "Appointment?patient=Patient/%s&date=ge%s&_count=%d", id,
                escaped, BOOKINGS_MAX);
    sync_get(sync, path, &reply);
    verdict = reply.verdict == VERDICT_ACK && !reply.bundle ? VERDICT_LATER : reply.verdict;
    for (size_t i = 0; verdict == VERDICT_ACK && i < bundle_count(reply.bundle); i++) {
        char *json = bundle_resource(reply.bundle, i);
        verdict = foreign_booking_take(sync, person_uuid, json);
        free_wiped(json);
    }
    reply_clear(&reply);
    return verdict;
}

static enum verdict ask_visit(struct sync *sync, const char *code)
{
    char path[600], query[400], system[200], since[INSTANT_SIZE], today[DATE_SIZE], *json;
    text_format(system, sizeof system, "%s/sid/visit", sync->base);
    clock_date(clock_wall(sync->clock), today);
    clock_instant(clock_date_start(today), since);
    if (!identifier_query(query, sizeof query, system, code))
        return VERDICT_ACK;
    text_format(path, sizeof path, "Appointment?%s&date=ge", query);
    http_escape(path, sizeof path, since);
    enum verdict verdict = only_match(sync, path, &json);
    if (json)
        verdict = foreign_visit_take(sync, json);
    free_wiped(json);
    return verdict;
}

static enum verdict ask_complaint(struct sync *sync, const char *number)
{
    char path[600], query[400], system[200], *json;
    text_format(system, sizeof system, "%s/sid/complaint", sync->base);
    if (!identifier_query(query, sizeof query, system, number))
        return VERDICT_ACK;
    text_format(path, sizeof path, "Task?%s", query);
    enum verdict verdict = only_match(sync, path, &json);
    if (json)
        verdict = foreign_complaint_take(sync, json);
    free_wiped(json);
    return verdict;
}

static enum verdict ask(struct sync *sync, const struct enquiry *enquiry)
{
    switch (enquiry->kind) {
    case ENQUIRY_BOOKINGS:
        return ask_bookings(sync, enquiry->subject);
    case ENQUIRY_VISIT:
        return ask_visit(sync, enquiry->subject);
    case ENQUIRY_COMPLAINT:
        return ask_complaint(sync, enquiry->subject);
    case ENQUIRY_KIND_COUNT:
        break;
    }
    return VERDICT_ACK;
}

static enum err settle(struct sync *sync, const char *op, enum enquiry_state state)
{
    enum err e = db_begin(sync->db);
    if (e)
        return e;
    e = enquiry_set(sync->db, op, state);
    sync->changed = true;
    if (e == ERR_OK)
        return db_commit(sync->db);
    db_rollback(sync->db);
    return e;
}

enum err sync_enquiries(struct sync *sync)
{
    struct enquiry enquiry;
    enum err e;
    if (!pull_complete(sync)) /* half a hospital cannot say with whom a booking is */
        return ERR_OK;
    while (!sync_stopping(sync) &&
           (e = enquiry_next(sync->db, clock_wall(sync->clock) - PATIENCE_MS, &enquiry)) !=
               ERR_NOT_FOUND) {
        if (e)
            return e;
        enum verdict verdict = ask(sync, &enquiry);
        bool answered = verdict == VERDICT_ACK;
        e = settle(sync, enquiry.op, answered ? ENQUIRY_ANSWERED : ENQUIRY_SILENT);
        text_wipe(enquiry.subject, sizeof enquiry.subject);
        log_event("sync", "asked", enquiry.op, answered ? ERR_OK : ERR_OFFLINE);
        if (e)
            return e;
        if (verdict == VERDICT_DOWN)
            return ERR_OFFLINE;
    }
    return ERR_OK;
}

enum err sync_enquiries_silent(struct sync *sync)
{
    struct enquiry enquiry;
    enum err e;
    while ((e = enquiry_next(sync->db, 0, &enquiry)) == ERR_OK) {
        text_wipe(enquiry.subject, sizeof enquiry.subject);
        e = settle(sync, enquiry.op, ENQUIRY_SILENT);
        if (e)
            return e;
    }
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}
