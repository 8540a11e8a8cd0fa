/* Inside sync/: taking over what others made on the server for a person who asked (fhir/foreign.h).
 * Each is one transaction. What is ours already is only brought up to date.
 */
#pragma once

#include "model/care.h"
#include "sync/exchange.h"

/* Remembers who the person is there; a name and phone that are not known here are filled in. */
MUST_CHECK enum err foreign_patient_take(struct sync *sync, const struct person *person,
                                         const char *json, char id[ID_SIZE]);
/* The booking, and for one that is checked in the number it was given. */
enum verdict foreign_booking_take(struct sync *sync, const char *person_uuid, const char *json);
/* What doctors ordered for the person, all of it: what is missing is no longer in force. */
enum verdict foreign_requests_take(struct sync *sync, const char *person_uuid,
                                   const struct bundle *bundle);
/* The same for a booking of which only the code is known: its patient becomes a person here. */
enum verdict foreign_visit_take(struct sync *sync, const char *json);
/* With the replies to it. */
enum verdict foreign_complaint_take(struct sync *sync, const char *json);
