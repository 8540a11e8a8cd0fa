/* What fhir/ reads of a content resource: one tagged struct, references still as "Type/id". Sizes
 * bound what we take over; longer text is cut at a code point. The reader is fhir/content_read.h,
 * the taker store/content_put.h.
 *
 * All kinds: id, system + value (identifier[0]; "" when it has none), version and updated_ms
 * (meta), active (false also when `status` is not active). What each kind fills besides; what is
 * not named stays zero: ORGANIZATION        name, code (type[0]: prov, dept, ...), group +
 * group_name (dept-group), line (patient-hint), icon, rank, terms (search-term, alias), complaints,
 * sensitive, phone, details (address), parent (partOf) LOCATION            name, sign, code
 * (physicalType: si bu wi lvl ro area), terms (alias), phone, parent (partOf) HEALTHCARE_SERVICE
 * name, code (service-kind, "outpatient" when not said), line (comment), details (extraDetails),
 * phone, icon, rank, minor + currency (fee), parent (providedBy), places, timetable
 * (availableTime), stops PRACTITIONER        name, code (gender) PRACTITIONER_ROLE   person ("" =
 * general clinic), parent (organization), actors (healthcareService), places, title, specialty,
 * details (introduction), minor + currency (consultation-fee), letter, phone, timetable, stops
 * SCHEDULE            actors (actor), start_ms, end_ms (planningHorizon), line (comment) SLOT
 * parent (schedule), start_ms, end_ms, slot, order (0 = not said: by start) CHARGE_ITEM name
 * (title), code, unit, group + group_name (price-category), minor + currency, date (valid from),
 * insurance, preparation, parent (performed-at) QUESTIONNAIRE       url, questionnaire_version,
 * name (title), code: "satisfaction" (reasons) or "complaint" (rules) or "" NOTICE code
 * (announcement, stop-clinic, visit-guide), name (payload[0]), details (the other payloads, one a
 * line), start_ms, end_ms (occurrencePeriod; 0 = open), published_ms, urgent, actors (about), rank,
 * closing (category closure) PATIENT patient, name REQUEST code (referral, revisit, test), name
 * (code), line (requester), person (subject), actors (performer), places (supportingInfo: a
 * revisit's tests), start_ms (not before), end_ms (results-due), urgent
 */
#pragma once

#include "model/content.h"

#define REFERENCE_SIZE 112
#define VERSION_SIZE 48
#define TIMETABLE_MAX 24
#define STOP_MAX 8
#define REFERENCES_MAX 8
#define TERMS_MAX 24
#define COMPLAINTS_MAX 16

enum resource_kind {
    RESOURCE_ORGANIZATION,
    RESOURCE_LOCATION,
    RESOURCE_HEALTHCARE_SERVICE,
    RESOURCE_PRACTITIONER,
    RESOURCE_PRACTITIONER_ROLE,
    RESOURCE_SCHEDULE,
    RESOURCE_SLOT,
    RESOURCE_CHARGE_ITEM,
    RESOURCE_QUESTIONNAIRE,
    RESOURCE_NOTICE,
    RESOURCE_PATIENT,
    RESOURCE_REQUEST,
    RESOURCE_KIND_COUNT
};

struct timetable {           /* one entry of availableTime */
    unsigned weekdays;       /* bit 0 = Sunday; 0 = every day */
    int from_min, until_min; /* minutes after local midnight */
    int slots, elsewhere;    /* places in a session, and those given out by other channels */
    int reserved;            /* of the rest, kept for referred patients */
    char service[REFERENCE_SIZE];
};

struct stop {                               /* notAvailable */
    char from[DATE_SIZE], until[DATE_SIZE]; /* inclusive */
    struct label reason;
};

struct resource {
    enum resource_kind kind;
    char id[ID_SIZE];                 /* logical id, "" in a file that has none */
    char system[160], value[ID_SIZE]; /* identifier[0] */
    char version[VERSION_SIZE];
    int64_t updated_ms;
    bool active;
    struct label name, line, group_name, title, specialty; /* meaning by kind, see content_read.c */
    struct note details;
    char code[ID_SIZE], group[ID_SIZE], icon[ICON_SIZE], letter[8], sign[ID_SIZE],
        phone[PHONE_SIZE];
    int rank;
    bool sensitive;
    int64_t minor;
    char currency[4];
    struct label unit, insurance, preparation;
    char url[200], questionnaire_version[24];
    char parent[REFERENCE_SIZE]; /* partOf, providedBy, organization, schedule, performed-at */
    char person[REFERENCE_SIZE]; /* practitioner */
    char actors[REFERENCES_MAX]
               [REFERENCE_SIZE]; /* Schedule.actor, role.healthcareService, notice.about */
    int actor_count;
    char places[REFERENCES_MAX][REFERENCE_SIZE];
    int place_count;
    char terms[TERMS_MAX][64]; /* search terms, aliases */
    int term_count;
    struct label complaints[COMPLAINTS_MAX]; /* plain words that lead to a department */
    int complaint_count;
    struct timetable timetable[TIMETABLE_MAX];
    int timetable_count;
    struct stop stops[STOP_MAX];
    int stop_count;
    int64_t start_ms, end_ms; /* slot, planning horizon, shown period; 0 = open */
    int64_t published_ms;
    bool urgent;
    int order; /* of a slot */
    enum slot_state slot;
    bool reserved;        /* SLOT: kept for referred patients (appointmentType) */
    char date[DATE_SIZE]; /* valid from */
    bool suspended;       /* LOCATION: closed for the time being (status, operationalStatus C) */
    struct closing {      /* NOTICE that closes something: store/closure.h */
        bool there, step_free_only;
        char target[ID_SIZE], level[ID_SIZE], area[CLOSURE_AREA_SIZE];
    } closing;
    struct complaint_rule
        rules[12]; /* of a complaint Questionnaire; receiver still a reference in receiver_id */
    int rule_count;
    struct reason reasons[12]; /* of a rating Questionnaire */
    int reason_count;
    struct person_fields { /* Patient: identity numbers for the sealed store */
        char resident_id[24], card[40], mobile[PHONE_SIZE], name[96], birth_date[DATE_SIZE];
    } patient;
};
