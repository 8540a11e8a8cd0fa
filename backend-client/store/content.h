/* The hospital's content, read by the screens. All functions fill at most `cap` rows and set
 * *count; more rows than cap are left out, in the order given. Times are the hospital's local days.
 * Nothing here writes; see store/content_put.h.
 */
#pragma once

#include "model/care.h"
#include "store/db.h"

MUST_CHECK enum err hospital_get(struct db *db, struct hospital *out);

/* In rank order, then by name. `group` NULL = all, "often" = those with a rank. Fills left_today,
 * next_date, left_next. */
MUST_CHECK enum err department_list(struct db *db, const char *group, struct department *out,
                                    size_t cap, size_t *count);
MUST_CHECK enum err department_get(struct db *db, const char *id, struct department *out);
/* The groups in use, as departments whose id and name are the group's; "other" also holds those
 * without one, and may have no name. None when no department has a group. */
MUST_CHECK enum err department_groups(struct db *db, struct department *out, size_t cap,
                                      size_t *count);

/* Doctors of a department (NULL = all, `general` ones left out), by fee falling then name. `date`
 * "" or a day: fills `left`. */
MUST_CHECK enum err doctor_list(struct db *db, const char *department_id, const char *date,
                                struct doctor *out, size_t cap, size_t *count);
MUST_CHECK enum err doctor_get(struct db *db, const char *id, struct doctor *out);
/* The doctor id of a Practitioner, or of the clinic without a named doctor of a HealthcareService.
 * ERR_NOT_FOUND. */
MUST_CHECK enum err doctor_of(struct db *db, const char *type, const char *id, char out[ID_SIZE]);

/* `days` days from today for a department or one doctor (either may be NULL, not both). */
MUST_CHECK enum err day_list(struct db *db, const char *department_id, const char *doctor_id,
                             int days, struct day *out, size_t cap, size_t *count);
/* Half-days of a doctor from today on, or of all doctors of a department on one date (pass date,
 * doctor NULL). */
MUST_CHECK enum err schedule_list(struct db *db, const char *department_id, const char *doctor_id,
                                  const char *date, struct schedule *out, size_t cap,
                                  size_t *count);
/* Half-days of a clinic (HealthcareService), whoever works there, from now on. */
MUST_CHECK enum err schedule_of_service(struct db *db, const char *service_id, struct schedule *out,
                                        size_t cap, size_t *count);
MUST_CHECK enum err schedule_get(struct db *db, const char *id, struct schedule *out);
MUST_CHECK enum err slot_list(struct db *db, const char *schedule_id, struct slot *out, size_t cap,
                              size_t *count);
/* The first free place of each open half-day from then on, soonest first: of a doctor, or of the
 * department's others (`except` = that doctor's id). */
MUST_CHECK enum err slot_next(struct db *db, const char *doctor_id, const char *department_id,
                              const char *except, int64_t from_ms, struct offer_row *out,
                              size_t cap, size_t *count);
MUST_CHECK enum err slot_get(struct db *db, const char *id, struct slot *out);

MUST_CHECK enum err price_categories(struct db *db, const char *query, struct reason *out,
                                     int *counts, size_t cap, size_t *count);
/* Best match first; `category` NULL = all; `query` "" = all by name. *total = how many match in
 * all. */
MUST_CHECK enum err price_search(struct db *db, const char *query, const char *category, int offset,
                                 struct price *out, size_t cap, size_t *count, int *total);

MUST_CHECK enum err service_list(struct db *db, const char *kind, struct service *out, size_t cap,
                                 size_t *count);
MUST_CHECK enum err service_get(struct db *db, const char *id, struct service *out);
/* What is shown now: active and within its period; urgent first, then newest. */
MUST_CHECK enum err notice_list(struct db *db, enum notice_kind kind, struct notice *out,
                                size_t cap, size_t *count);
MUST_CHECK enum err place_get(struct db *db, const char *id, struct place *out);
/* The one whose sign says so: of a machine its station id. ERR_NOT_FOUND. */
MUST_CHECK enum err place_with_sign(struct db *db, const char *sign, struct place *out);
/* What it is part of (Location.partOf); ERR_NOT_FOUND: nothing that is known. */
MUST_CHECK enum err place_parent(struct db *db, const char *id, struct place *out);
MUST_CHECK enum err
place_list(struct db *db, struct place *out, size_t cap,
           size_t *count); /* windows and areas that can be rated or complained about */

MUST_CHECK enum err rating_reasons(struct db *db, struct reason *out, size_t cap, size_t *count);
MUST_CHECK enum err complaint_rules(struct db *db, struct complaint_rule *out, size_t cap,
                                    size_t *count);
MUST_CHECK enum err complaint_rule_get(struct db *db, const char *topic,
                                       struct complaint_rule *out);
/* The date `days` working days after `from` (from itself does not count), by the complaint office's
 * calendar. */
MUST_CHECK enum err working_day_after(struct db *db, const char *from, int days,
                                      char out[DATE_SIZE]);

/* The plain complaints of the hospital's table, each once, by department. */
MUST_CHECK enum err complaint_words(struct db *db, struct complaint_word *out, size_t cap,
                                    size_t *count);

/* Departments, doctors and special clinics by Chinese, pinyin, initials or plain words; best
 * first. */
MUST_CHECK enum err content_search(struct db *db, const char *query, struct hit *out, size_t cap,
                                   size_t *count);
