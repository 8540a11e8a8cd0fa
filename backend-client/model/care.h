/* What patients do: persons, bookings, queue numbers, complaints, ratings, calls for help. Plain
 * structs without pointers. Life cycles follow WIRE.md section 1; the name tables are what the
 * database stores.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"
#include "model/content.h"

enum identity_kind { IDENTITY_RESIDENT_ID, IDENTITY_MOBILE, IDENTITY_CARD, IDENTITY_COUNT };

struct person { /* decrypted, only in memory; wiped with the session */
    char uuid[UUID_SIZE];
    enum identity_kind kind;
    char identity[40]; /* the number itself */
    char name[96];     /* "" when not known */
    char phone[PHONE_SIZE];
    char birth_date[DATE_SIZE];
};

enum service_request_kind {
    REQUEST_REFERRAL, /* sent here by a doctor of elsewhere (转诊) */
    REQUEST_REVISIT,  /* to come again, with tests to be done first (复诊) */
    REQUEST_TEST,     /* one of these tests */
    REQUEST_KIND_COUNT
};

struct service_request { /* what a doctor ordered for a person (FHIR ServiceRequest) */
    char id[ID_SIZE];
    enum service_request_kind kind;
    char department_id[ID_SIZE];
    char doctor_id[ID_SIZE]; /* the doctor or clinic it names, "" = any of that department */
    struct label department, doctor;
    struct label name, from; /* what for; who ordered it */
    struct label tests;      /* of a revisit: those whose results are not there yet */
    int64_t from_ms;    /* not before then: what the order says, and when all results are due */
    int64_t results_ms; /* when all results are due, 0 = nothing to wait for, or nobody knows */
    bool results_unknown;
    int64_t booked_ms; /* of the open booking made on it, 0 = none */
    char booked_op[UUID_SIZE];
};

enum appointment_status {
    APPOINTMENT_WISH, /* kept here, not confirmed by the hospital's server yet (FHIR proposed) */
    APPOINTMENT_BOOKED,
    APPOINTMENT_ARRIVED,
    APPOINTMENT_FULFILLED,
    APPOINTMENT_CANCELLED,
    APPOINTMENT_NOSHOW,
    APPOINTMENT_REFUSED, /* the wish could not be met: taken, full, stopped */
    APPOINTMENT_STATUS_COUNT
};

enum stopped { /* a clinic that the hospital stopped (停诊) after it was booked */
               STOPPED_NOT,
               STOPPED_OPEN, /* the patient is to be told, each time until it is settled */
               STOPPED_SETTLED
};

struct appointment {
    char op[UUID_SIZE]; /* made before the first write; identifier <base>/sid/op on the server */
    char person_uuid[UUID_SIZE];
    enum appointment_status status;
    enum err why; /* for REFUSED */
    char code[8]; /* visit code, 6 digits */
    char slot_id[ID_SIZE];
    int order;
    int64_t start_ms, end_ms, created_ms;
    struct doctor doctor; /* as booked */
    struct label service;
    char replaces[UUID_SIZE]; /* the booking that this one takes the place of, "" = none */
    enum stopped stopped;
    char referral[ID_SIZE]; /* the request (ServiceRequest) it is made on, "" = none */
};

struct hold { /* a slot kept for the patient at one screen while they make up their mind */
    char slot_id[ID_SIZE];
    char op[UUID_SIZE]; /* that the booking will have: it is the comment of a held Slot */
    char station[40];
    int64_t until_ms;
    enum hold_state {
        HOLD_HERE,      /* in this store */
        HOLD_SERVER,    /* the hospital's server has it too */
        HOLD_LOST,      /* the server said that somebody was first */
        HOLD_GIVEN_BACK /* free here; to be freed at the server */
    } state;
};

enum ticket_status {
    TICKET_RESERVED, /* has a number, not yet in the patient's hand */
    TICKET_PRINTED,
    TICKET_CONFIRMED, /* printed, or taken by QR: it counts */
    TICKET_VOID,      /* neither within the hospital's time */
    TICKET_STATUS_COUNT
};

enum queue_status {
    QUEUE_WAITING,
    QUEUE_CALLED,
    QUEUE_RECALLED,
    QUEUE_PASSED,
    QUEUE_SERVING,
    QUEUE_DONE,
    QUEUE_LEFT,
    QUEUE_STATUS_COUNT
};

struct ticket { /* one queue entry (FHIR Task, code queue-entry) */
    char op[UUID_SIZE];
    char visit_op[UUID_SIZE]; /* the Encounter's operation id */
    char number[12];          /* B027 */
    char queue[ID_SIZE];      /* doctor (role) id; the department's general role for walk-ins */
    char date[DATE_SIZE];
    enum ticket_status status;
    enum queue_status stage;
    char appointment_op[UUID_SIZE]; /* "" for a walk-in */
    char person_uuid[UUID_SIZE];    /* "" for a guest */
    int priority;                   /* 0 routine, 1 urgent, 2 asap, 3 stat */
    int64_t created_ms, called_ms, served_ms, done_ms;
    struct doctor doctor;
    int printed; /* how often on paper */
};

struct wait { /* an honest estimate */
    int ahead;
    bool known; /* false: fewer than 5 samples in the last 60 minutes, or nobody calls */
    int rooms;  /* that call from this queue now */
    int from_min, to_min;
    int64_t each_ms; /* how often one is called, when known */
    int64_t as_of_ms;
};

enum voice_kind { VOICE_COMPLAINT, VOICE_SUGGESTION, VOICE_PRAISE, VOICE_COUNT };
enum complaint_status {
    COMPLAINT_SUBMITTED,
    COMPLAINT_ASSIGNED,
    COMPLAINT_REPLIED,
    COMPLAINT_CLOSED,
    COMPLAINT_STATUS_COUNT
};

#define COMPLAINT_TEXT_SIZE 4004 /* 1,000 code points */

struct complaint {
    char op[UUID_SIZE];      /* the text (Communication) */
    char task_op[UUID_SIZE]; /* its handling (Task) */
    char number[20]; /* tracking number, e.g. 7F3K-2QXM-4C: random, last letter checks the rest */
    enum voice_kind kind;
    char topic[ID_SIZE];
    struct label topic_name;
    char about_id[ID_SIZE]; /* department or place, "" when none */
    struct label about;
    char text[COMPLAINT_TEXT_SIZE];
    char phone[PHONE_SIZE]; /* "" = anonymous */
    enum complaint_status status;
    struct label receiver, receiver_unit;
    char due[DATE_SIZE];
    int working_days;
    int64_t created_ms;
    char reply[COMPLAINT_TEXT_SIZE];
    int64_t replied_ms;
};

struct rating {
    char op[UUID_SIZE];
    char subject_id[ID_SIZE]; /* doctor, service or place id; "" = the visit as a whole */
    struct label subject;
    int score; /* 1..5 */
    char reasons[8][ID_SIZE];
    int reason_count;
    char text[2004];           /* 500 code points */
    char ticket_op[UUID_SIZE]; /* one rating per ticket */
    int64_t created_ms;
};

enum help_status { HELP_REQUESTED, HELP_ACCEPTED, HELP_DONE };

enum help_kind { HELP_GUIDE, HELP_WHEELCHAIR, HELP_VOLUNTEER, HELP_KIND_COUNT };

struct help_call {
    char op[UUID_SIZE];
    char screen[40];
    enum help_status status;
    struct label helper; /* once accepted */
    int64_t created_ms, accepted_ms;
    enum help_kind kind;
    char terminal[ID_SIZE];     /* which machine called; "" = one that shares this store */
    char station[40];           /* of those that share it: which, "" = of before */
    struct label terminal_name; /* its name for people */
    char place_id[ID_SIZE];     /* where to, "" = to the machine */
    struct label place;
    char note[200]; /* nothing that names a patient */
};

enum link_state { LINK_STANDALONE, LINK_CONNECTING, LINK_ONLINE, LINK_OFFLINE };

struct link { /* how we stand with the hospital's server; written by sync, read by screens */
    enum link_state state;
    int64_t since_ms; /* when the state began */
    int64_t data_ms;  /* age of the content and slots: server answered then */
    int waiting;      /* outbox entries not sent */
    int refused;      /* dead letters for staff */
};

/* enum <-> stored name; the tables are in model/names.c and have asserted lengths */
const char *service_request_kind_name(enum service_request_kind k);
const char *appointment_status_name(enum appointment_status s);
const char *ticket_status_name(enum ticket_status s);
const char *queue_status_name(enum queue_status s);
const char *complaint_status_name(enum complaint_status s);
const char *help_kind_name(enum help_kind k);
const char *voice_kind_name(enum voice_kind k);
const char *identity_kind_name(enum identity_kind k);
int name_index(const char *const *names, int count, const char *name); /* -1 when unknown */
