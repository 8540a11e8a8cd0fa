/* The hospital's content as the screens use it: departments, doctors, sessions and slots, places,
 * prices, services, notices. Plain structs without pointers. FHIR R4 sources: Organization (dept),
 * PractitionerRole + Practitioner, Schedule, Slot, Location, ChargeItemDefinition,
 * HealthcareService, CommunicationRequest, Questionnaire; see assets/demo/README.md. `id` is
 * identifier[0].value where there is one, else the logical id: it is what the screen ids carry.
 */
#pragma once

#include "base/clock.h"
#include "model/label.h"

#include <stddef.h>
#include <stdint.h>

struct department {
    char id[ID_SIZE];
    struct label name, hint; /* hint: plain words, e.g. 心慌、胸闷、血压高 */
    char icon[ICON_SIZE];
    char group[ID_SIZE]; /* dept-group code */
    struct label group_name;
    int rank; /* 1.. = shown under "often visited", 0 = not */
    bool sensitive;
    int left_today;            /* places left from now on */
    char next_date[DATE_SIZE]; /* first later day with a place, "" when none in the horizon */
    int left_next;             /* places left that day */
};

struct doctor { /* a PractitionerRole; `general` = the department's clinic without a named doctor */
    char id[ID_SIZE];
    char department_id[ID_SIZE];
    struct label department;
    struct label name, title, specialty;
    struct note introduction;
    bool general;
    int64_t fee_minor; /* 1/100 of the currency; -1 = the hospital does not say */
    char letter[8];    /* of its queue numbers */
    char place_id[ID_SIZE];
    struct label place; /* the room, e.g. 3 楼 B 区 1 诊室 */
    int left;           /* places left in what was asked for */
};

enum day_part { PART_MORNING, PART_AFTERNOON, PART_EVENING, PART_COUNT };

enum schedule_state { SCHEDULE_OPEN, SCHEDULE_FULL, SCHEDULE_STOPPED, SCHEDULE_OVER };

struct schedule { /* one doctor's half-day (FHIR Schedule) */
    char id[ID_SIZE];
    char doctor_id[ID_SIZE];
    struct label service; /* e.g. 节假日门诊, when it is not the department's usual clinic */
    char date[DATE_SIZE];
    enum day_part part;
    int64_t start_ms, end_ms;
    int total, left;
    int kept; /* more that are free, for referred patients only */
    enum schedule_state state;
    struct label reason; /* why it is stopped */
};

enum slot_state { SLOT_FREE, SLOT_HELD, SLOT_BUSY, SLOT_BLOCKED };

struct slot { /* FHIR Slot */
    char id[ID_SIZE];
    char schedule_id[ID_SIZE];
    int order; /* its number within the session's day; the queue number of who books it */
    int64_t start_ms, end_ms;
    enum slot_state state;
    bool reserved; /* kept for referred patients (转诊优先), until the hospital releases it */
};

struct offer_row { /* a place that can be had, and whose it is */
    struct slot slot;
    struct doctor doctor;
};

struct day { /* one day of the booking strip */
    char date[DATE_SIZE];
    int total, left; /* total 0 = no clinic */
    int kept;        /* more that are free, for referred patients only */
    bool stopped;    /* all of it stopped */
};

struct place { /* FHIR Location */
    char id[ID_SIZE];
    struct label name;
    char sign[ID_SIZE]; /* what the wall sign says */
};

struct price {
    char id[ID_SIZE];
    struct label name, unit, category_name, insurance, preparation;
    char category[ID_SIZE];
    char code[ID_SIZE];
    int64_t minor; /* 1/100 of the currency */
    char currency[4];
    char valid_from[DATE_SIZE];
    char place_id[ID_SIZE];
    struct label place;
};

struct service { /* convenience service, clinic or office (HealthcareService) */
    char id[ID_SIZE];
    char kind[ID_SIZE]; /* service-kind code: convenience, free-clinic, holiday-clinic, mdt,
                           outpatient, office */
    struct label name, line, hours;
    struct note details;
    char icon[ICON_SIZE];
    char place_id[ID_SIZE];
    struct label place;
    char phone[PHONE_SIZE];
};

enum notice_kind { NOTICE_ANNOUNCEMENT, NOTICE_STOP, NOTICE_GUIDE };

struct notice {
    char id[ID_SIZE];
    enum notice_kind kind;
    bool urgent;
    struct label title;
    struct note body; /* steps of a guide page are parted by \n */
    int64_t published_ms, from_ms, until_ms;
    char about_id[ID_SIZE]; /* the doctor or the place it is about, if any */
};

struct reason { /* an answer option of a questionnaire */
    char id[ID_SIZE];
    struct label name;
    char icon[ICON_SIZE];
};

struct complaint_rule { /* a topic of the complaint form, and who answers for it by when */
    struct reason topic;
    char receiver_id[ID_SIZE];
    struct label receiver, receiver_unit;
    int working_days;
};

struct hospital {
    struct label name;
    char phone[PHONE_SIZE];
    int64_t updated_ms; /* when the content in force was taken over; 0 = none yet */
};

#define CLOSURE_AREA_SIZE 800

/* Something one may not walk through for a while: a lift, a door, a corridor, an area on a floor.
 */
struct closure {
    char id[ID_SIZE];             /* of the closure */
    char target[ID_SIZE];         /* map feature id, wall sign or FHIR identifier; "" = the area */
    char level[ID_SIZE];          /* of the area: the map's level */
    char area[CLOSURE_AREA_SIZE]; /* "lon,lat lon,lat ...", WGS 84, three points or more */
    int64_t from_ms, until_ms;    /* until 0 = till somebody lifts it */
    bool step_free_only;          /* closes the ways without steps only */
    struct label reason;
    char by[ID_SIZE]; /* number of staff; "" = the hospital's server or files */
    int64_t created_ms, lifted_ms;
    bool content; /* from the server or files: lifted there */
};

/* Of a closure's area: how many points, 0 = not of that form; writes at most `cap` lon-lat pairs.
 */
size_t closure_points(const char *area, double (*out)[2], size_t cap);

enum hit_kind { HIT_DEPARTMENT, HIT_DOCTOR, HIT_CLINIC };

struct complaint_word { /* what a patient says, and where it leads */
    char id[ID_SIZE + 8];
    char department_id[ID_SIZE];
    struct label words;
};

struct hit { /* of the booking search */
    enum hit_kind kind;
    struct department department; /* for a doctor: only id and name */
    struct doctor doctor;
    struct label reason;    /* the plain words that led there, "" when the name itself fits */
    struct service service; /* a holiday, joint or free clinic */
};
