/* What the files that take over content share, inside store/ only. */
#pragma once

#include "model/resource.h"
#include "store/doctor_cells.h" /* bind_label, column_label */

#define OWNER_SIZE (ID_SIZE + 40)

/* "PractitionerRole/lin-ruoxi": owner of timetable, stop and actor rows */
void content_owner(char out[OWNER_SIZE], const char *type, const char *id);

/* One writer per group of kinds. `id` is the screen id that ref_put settled on. */
MUST_CHECK enum err put_organization(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_place(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_service(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_practitioner(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_role(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_schedule(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_slot(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_price(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_questionnaire(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_notice(struct db *db, const struct resource *r, const char *id);
MUST_CHECK enum err put_closing(struct db *db, const struct resource *r,
                                const char *id); /* what a notice closes, or no longer */
MUST_CHECK enum err put_patient(struct db *db, const struct resource *r);
MUST_CHECK enum err put_request(struct db *db, const struct resource *r, const char *id);

MUST_CHECK enum err put_actors(struct db *db, const char *owner, const struct resource *r);
MUST_CHECK enum err put_times(struct db *db, const char *owner, const struct resource *r);
MUST_CHECK enum err put_terms(struct db *db, const char *type, const char *id,
                              const struct resource *r);
void bind_note(struct statement *s, int first, const struct note *note); /* two columns */
void column_note(struct statement *s, int first, struct note *out);
MUST_CHECK enum err run_text(struct db *db, const char *sql,
                             const char *value); /* one bound text, no rows */

/* "Mon-Fri 08:00-11:30" of a timetable, in both languages; "" when there is none. */
void hours_of(const struct resource *r, struct label *out);

/* Sessions: from the slots that have none yet; which are stopped; what was sold here. */
MUST_CHECK enum err sessions_from_slots(struct db *db);
MUST_CHECK enum err sessions_resolve(struct db *db);
MUST_CHECK enum err sessions_stop(struct db *db);
MUST_CHECK enum err slots_taken(struct db *db);
/* Which bookings' clinics were stopped after they were made, or take place again. */
MUST_CHECK enum err bookings_stopped(struct db *db);
/* The words that searches look through, made again from the content. */
MUST_CHECK enum err search_rebuild(struct db *db);

enum day_part part_of_minutes(int minutes); /* after local midnight */
