/* What others made on the server and a person here asks for: bookings, complaints. Elements by
 * WIRE.md section 1; what is missing stays "". ERR_CORRUPT: not that resource.
 */
#pragma once

#include "model/care.h"
#include "model/resource.h"

struct foreign_booking { /* Appointment */
    char id[ID_SIZE], version[VERSION_SIZE];
    char op[ID_SIZE];   /* identifier .../sid/op */
    char code[ID_SIZE]; /* identifier .../sid/visit */
    char status[32];
    int64_t start_ms, end_ms;
    char slot[REFERENCE_SIZE];
    char actors[REFERENCES_MAX][REFERENCE_SIZE];
    int actor_count;
    char patient[REFERENCE_SIZE];
    char based_on[REFERENCE_SIZE]; /* the order it was made on */
    struct label service;          /* serviceType or description, as written */
    struct label doctor;           /* display of the participant that is a practitioner */
};

struct foreign_complaint { /* Task, code complaint */
    char id[ID_SIZE], version[VERSION_SIZE];
    char op[ID_SIZE], number[ID_SIZE];
    char focus[REFERENCE_SIZE]; /* the Communication */
    struct label owner;
    char due[DATE_SIZE];
    char phone[PHONE_SIZE]; /* input "phone": the second factor */
    int64_t authored_ms;
    enum complaint_status status;
};

MUST_CHECK enum err foreign_booking_read(const char *json, struct foreign_booking *out);
MUST_CHECK enum err foreign_complaint_read(const char *json, struct foreign_complaint *out);
/* Its kind, topic and operation id, from the Communication's JSON; never its text: who asks knows
 * what they wrote. */
MUST_CHECK enum err foreign_complaint_about(const char *json, struct complaint *out);
/* Of a Task's two status elements. */
enum complaint_status complaint_status_of(const char *status, const char *business);
