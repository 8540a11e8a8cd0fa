/* What doctors ordered for a person: referrals here, orders to come again, and the tests that come
 * first (FHIR ServiceRequest). From the hospital's files, or asked of its server when the person
 * stands here (sync/enquire.c). Words are sealed.
 */
#pragma once

#include "model/care.h"
#include "store/db.h"

/* The person's referrals and revisits that are in force, urgent ones and referrals first; what is
 * booked already says so. */
MUST_CHECK enum err service_request_list(struct db *db, const char *person_uuid,
                                         struct service_request *out, size_t cap, size_t *count);
/* ERR_NOT_FOUND: not that person's, or not in force. */
MUST_CHECK enum err service_request_get(struct db *db, const char *person_uuid, const char *id,
                                        struct service_request *out);
/* The first that leads to that doctor or department. ERR_NOT_FOUND: none. */
MUST_CHECK enum err service_request_fit(struct db *db, const char *person_uuid,
                                        const char *department_id, const char *doctor_id,
                                        struct service_request *out);
/* Whether the request leads there: its doctor, else any of its department. */
bool service_request_leads(const struct service_request *request, const char *department_id,
                           const char *doctor_id);

/* ---- for those who take content over, inside their transaction ---- */
/* The Patient with that logical id is this person. */
MUST_CHECK enum err service_request_subject(struct db *db, const char *patient_id,
                                            const char *person_uuid);
/* What the server knew of the person holds no longer, until it is said again. */
MUST_CHECK enum err service_request_forget(struct db *db, const char *person_uuid);
/* It was said again, and is this person's. */
MUST_CHECK enum err service_request_confirm(struct db *db, const char *logical_id,
                                            const char *person_uuid);
