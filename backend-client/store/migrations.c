#include "store/migrations.h"

/* A label is two columns, _zh and _en. `ref` texts are "Type/logical id" as the hospital wrote
 * them, `id` is the screen id (identifier, else logical id); content_done turns the one into the
 * other. */
static const char facts[] =
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    /* which FHIR resource stands behind a screen id */
    "CREATE TABLE ref(rid TEXT PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, system TEXT NOT "
    "NULL, value TEXT NOT NULL,"
    " version TEXT NOT NULL, updated_ms INTEGER NOT NULL, UNIQUE(type, id)) STRICT, WITHOUT ROWID;";

static const char content[] =
    "CREATE TABLE organization(id TEXT PRIMARY KEY, code TEXT NOT NULL, name_zh TEXT NOT NULL, "
    "name_en TEXT NOT NULL,"
    " phone TEXT NOT NULL, parent_ref TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE department(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, "
    "hint_zh TEXT NOT NULL,"
    " hint_en TEXT NOT NULL, icon TEXT NOT NULL, grp TEXT NOT NULL, grp_zh TEXT NOT NULL, grp_en "
    "TEXT NOT NULL,"
    " rank INTEGER NOT NULL, sensitive INTEGER NOT NULL, derived INTEGER NOT NULL) STRICT, WITHOUT "
    "ROWID;"
    "CREATE TABLE place(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, sign "
    "TEXT NOT NULL,"
    " code TEXT NOT NULL, parent_ref TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE service(id TEXT PRIMARY KEY, kind TEXT NOT NULL, name_zh TEXT NOT NULL, name_en "
    "TEXT NOT NULL,"
    " line_zh TEXT NOT NULL, line_en TEXT NOT NULL, hours_zh TEXT NOT NULL, hours_en TEXT NOT NULL,"
    " details_zh TEXT NOT NULL, details_en TEXT NOT NULL, icon TEXT NOT NULL, rank INTEGER NOT "
    "NULL, phone TEXT NOT NULL,"
    " parent_ref TEXT NOT NULL, place_ref TEXT NOT NULL, department_id TEXT NOT NULL DEFAULT '',"
    " place_id TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;"
    "CREATE TABLE practitioner(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, "
    "gender TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE role(id TEXT PRIMARY KEY, practitioner_ref TEXT NOT NULL, organization_ref TEXT "
    "NOT NULL,"
    " place_ref TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT NOT NULL, specialty_zh TEXT "
    "NOT NULL,"
    " specialty_en TEXT NOT NULL, introduction_zh TEXT NOT NULL, introduction_en TEXT NOT NULL, "
    "minor INTEGER NOT NULL,"
    " letter TEXT NOT NULL, phone TEXT NOT NULL, practitioner_id TEXT NOT NULL DEFAULT '',"
    " department_id TEXT NOT NULL DEFAULT '', service_id TEXT NOT NULL DEFAULT '', place_id TEXT "
    "NOT NULL DEFAULT '')"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX role_department ON role(department_id);"
    /* lists of references: PractitionerRole.healthcareService, Schedule.actor; owner is
       "Type/screen id" */
    "CREATE TABLE actor(owner TEXT NOT NULL, n INTEGER NOT NULL, ref TEXT NOT NULL, PRIMARY "
    "KEY(owner, n))"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE timetable(owner TEXT NOT NULL, n INTEGER NOT NULL, weekdays INTEGER NOT NULL, "
    "from_min INTEGER NOT NULL,"
    " until_min INTEGER NOT NULL, slots INTEGER NOT NULL, elsewhere INTEGER NOT NULL, service_ref "
    "TEXT NOT NULL,"
    " PRIMARY KEY(owner, n)) STRICT, WITHOUT ROWID;"
    "CREATE TABLE stop(owner TEXT NOT NULL, n INTEGER NOT NULL, from_date TEXT NOT NULL, "
    "until_date TEXT NOT NULL,"
    " reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, PRIMARY KEY(owner, n)) STRICT, WITHOUT "
    "ROWID;"
    "CREATE TABLE schedule(id TEXT PRIMARY KEY, start_ms INTEGER NOT NULL, end_ms INTEGER NOT "
    "NULL, split INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    /* one doctor's half-day; a Schedule that spans more is split into several */
    "CREATE TABLE session(id TEXT PRIMARY KEY, schedule_id TEXT NOT NULL, doctor_id TEXT NOT NULL, "
    "department_id TEXT NOT NULL,"
    " service_id TEXT NOT NULL, date TEXT NOT NULL, part INTEGER NOT NULL, start_ms INTEGER NOT "
    "NULL,"
    " end_ms INTEGER NOT NULL, stopped INTEGER NOT NULL, reason_zh TEXT NOT NULL, reason_en TEXT "
    "NOT NULL,"
    " laid_out INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX session_date ON session(date, department_id, stopped);"
    "CREATE INDEX session_department ON session(department_id, date);"
    "CREATE INDEX session_doctor ON session(doctor_id, date);"
    /* state is what the hospital says, taken what was sold here: neither ever overwrites the other
     */
    "CREATE TABLE slot(id TEXT PRIMARY KEY, schedule_ref TEXT NOT NULL, session_id TEXT NOT NULL, "
    "order_no INTEGER NOT NULL,"
    " date TEXT NOT NULL, part INTEGER NOT NULL, start_ms INTEGER NOT NULL, end_ms INTEGER NOT "
    "NULL, state INTEGER NOT NULL,"
    " taken INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;"
    "CREATE INDEX slot_session ON slot(session_id, state, taken, start_ms);"
    "CREATE TABLE price(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, unit_zh "
    "TEXT NOT NULL,"
    " unit_en TEXT NOT NULL, category TEXT NOT NULL, category_zh TEXT NOT NULL, category_en TEXT "
    "NOT NULL,"
    " insurance_zh TEXT NOT NULL, insurance_en TEXT NOT NULL, preparation_zh TEXT NOT NULL, "
    "preparation_en TEXT NOT NULL,"
    " code TEXT NOT NULL, minor INTEGER NOT NULL, currency TEXT NOT NULL, valid_from TEXT NOT "
    "NULL, place_ref TEXT NOT NULL,"
    " place_id TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;"
    "CREATE TABLE notice(id TEXT PRIMARY KEY, kind INTEGER NOT NULL, urgent INTEGER NOT NULL, "
    "title_zh TEXT NOT NULL,"
    " title_en TEXT NOT NULL, body_zh TEXT NOT NULL, body_en TEXT NOT NULL, published_ms INTEGER "
    "NOT NULL,"
    " from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, rank INTEGER NOT NULL, about_ref TEXT "
    "NOT NULL,"
    " about_id TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;"
    "CREATE TABLE questionnaire(id TEXT PRIMARY KEY, code TEXT NOT NULL, url TEXT NOT NULL, "
    "version TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE rating_reason(id TEXT PRIMARY KEY, n INTEGER NOT NULL, questionnaire_id TEXT NOT "
    "NULL,"
    " name_zh TEXT NOT NULL, name_en TEXT NOT NULL, icon TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE complaint_rule(topic TEXT PRIMARY KEY, n INTEGER NOT NULL, questionnaire_id TEXT "
    "NOT NULL,"
    " name_zh TEXT NOT NULL, name_en TEXT NOT NULL, icon TEXT NOT NULL, receiver_ref TEXT NOT NULL,"
    " working_days INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    /* words of departments, doctors and prices: as written, as pinyin without tones, as initials */
    "CREATE TABLE search_word(kind INTEGER NOT NULL, id TEXT NOT NULL, word TEXT NOT NULL, pinyin "
    "TEXT NOT NULL,"
    " initials TEXT NOT NULL, weight INTEGER NOT NULL, PRIMARY KEY(kind, id, word, pinyin)) "
    "STRICT, WITHOUT ROWID;"
    "CREATE TABLE search_term(type TEXT NOT NULL, id TEXT NOT NULL, term TEXT NOT NULL, PRIMARY "
    "KEY(type, id, term))"
    " STRICT, WITHOUT ROWID;";

#define DOCTOR_COLUMNS                                                                             \
    " doctor_id TEXT NOT NULL, department_id TEXT NOT NULL, department_zh TEXT NOT NULL, "         \
    "department_en TEXT NOT NULL,"                                                                 \
    " doctor_zh TEXT NOT NULL, doctor_en TEXT NOT NULL, title_zh TEXT NOT NULL, title_en TEXT "    \
    "NOT NULL,"                                                                                    \
    " general INTEGER NOT NULL, fee_minor INTEGER NOT NULL, letter TEXT NOT NULL, place_id TEXT "  \
    "NOT NULL,"                                                                                    \
    " place_zh TEXT NOT NULL, place_en TEXT NOT NULL,"

/* Columns of type BLOB hold sealed text, NULL when empty. */
static const char care[] =
    "CREATE TABLE person(uuid TEXT PRIMARY KEY, name BLOB, phone BLOB, birth_date BLOB, created_ms "
    "INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE identity(kind TEXT NOT NULL, lookup TEXT NOT NULL, person_uuid TEXT NOT NULL "
    "REFERENCES person(uuid),"
    " number BLOB NOT NULL, main INTEGER NOT NULL, PRIMARY KEY(kind, lookup)) STRICT, WITHOUT "
    "ROWID;"
    "CREATE INDEX identity_person ON identity(person_uuid);"
    "CREATE TABLE appointment(op TEXT PRIMARY KEY, person_uuid TEXT NOT NULL REFERENCES "
    "person(uuid), status TEXT NOT NULL,"
    " why TEXT NOT NULL, code TEXT NOT NULL, slot_id TEXT NOT NULL, order_no INTEGER NOT NULL, "
    "start_ms INTEGER NOT NULL,"
    " end_ms INTEGER NOT NULL, created_ms INTEGER NOT NULL," DOCTOR_COLUMNS
    " service_zh TEXT NOT NULL,"
    " service_en TEXT NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX appointment_person ON appointment(person_uuid, start_ms);"
    "CREATE INDEX appointment_slot ON appointment(slot_id);"
    "CREATE UNIQUE INDEX appointment_code ON appointment(code) WHERE code<>'' AND status "
    "IN('wish','booked','arrived');"
    "CREATE TABLE ticket(op TEXT PRIMARY KEY, visit_op TEXT NOT NULL, number TEXT NOT NULL, queue "
    "TEXT NOT NULL,"
    " date TEXT NOT NULL, status TEXT NOT NULL, stage TEXT NOT NULL, appointment_op TEXT NOT NULL, "
    "person_uuid TEXT NOT NULL,"
    " priority INTEGER NOT NULL, created_ms INTEGER NOT NULL, called_ms INTEGER NOT NULL, "
    "served_ms INTEGER NOT NULL,"
    " done_ms INTEGER NOT NULL, printed INTEGER NOT NULL," DOCTOR_COLUMNS
    " CHECK(number<>'')) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX ticket_number ON ticket(date, number, queue) WHERE status<>'void';"
    "CREATE UNIQUE INDEX ticket_appointment ON ticket(appointment_op) WHERE appointment_op<>'' AND "
    "status<>'void';"
    "CREATE INDEX ticket_queue ON ticket(queue, date, created_ms);"
    "CREATE INDEX ticket_person ON ticket(person_uuid, date);"
    "CREATE INDEX ticket_reserved ON ticket(created_ms) WHERE status='reserved';"
    "CREATE TABLE complaint(op TEXT PRIMARY KEY, task_op TEXT NOT NULL UNIQUE, number TEXT NOT "
    "NULL UNIQUE, kind TEXT NOT NULL,"
    " topic TEXT NOT NULL, topic_zh TEXT NOT NULL, topic_en TEXT NOT NULL, about_id TEXT NOT NULL, "
    "about_zh TEXT NOT NULL,"
    " about_en TEXT NOT NULL, words BLOB, phone BLOB, status TEXT NOT NULL, receiver_zh TEXT NOT "
    "NULL,"
    " receiver_en TEXT NOT NULL, unit_zh TEXT NOT NULL, unit_en TEXT NOT NULL, due TEXT NOT NULL,"
    " working_days INTEGER NOT NULL, created_ms INTEGER NOT NULL, reply BLOB, replied_ms INTEGER "
    "NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE TABLE rating(op TEXT PRIMARY KEY, subject_id TEXT NOT NULL, subject_zh TEXT NOT NULL, "
    "subject_en TEXT NOT NULL,"
    " score INTEGER NOT NULL CHECK(score BETWEEN 1 AND 5), reasons TEXT NOT NULL, words BLOB, "
    "ticket_op TEXT NOT NULL,"
    " created_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX rating_ticket ON rating(ticket_op) WHERE ticket_op<>'';"
    "CREATE TABLE help_call(op TEXT PRIMARY KEY, screen TEXT NOT NULL, status TEXT NOT NULL, "
    "helper_zh TEXT NOT NULL,"
    " helper_en TEXT NOT NULL, created_ms INTEGER NOT NULL, accepted_ms INTEGER NOT NULL) STRICT, "
    "WITHOUT ROWID;"
    "CREATE INDEX help_created ON help_call(created_ms);";

static const char outbox[] =
    "CREATE TABLE outbox(id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, state TEXT NOT "
    "NULL, op TEXT NOT NULL,"
    " subject TEXT NOT NULL, line TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, created_ms "
    "INTEGER NOT NULL,"
    " next_try_ms INTEGER NOT NULL DEFAULT 0, first_sent_ms INTEGER NOT NULL DEFAULT 0,"
    " finished_ms INTEGER NOT NULL DEFAULT 0, outcome TEXT NOT NULL DEFAULT '', stage INTEGER NOT "
    "NULL DEFAULT 0,"
    " UNIQUE(kind, op)) STRICT;"
    "CREATE INDEX outbox_line ON outbox(line, id) WHERE state='waiting';"
    "CREATE INDEX outbox_state ON outbox(state);"
    "CREATE TABLE outbox_request(id INTEGER NOT NULL REFERENCES outbox(id) ON DELETE CASCADE, "
    "stage INTEGER NOT NULL,"
    " request BLOB NOT NULL, PRIMARY KEY(id, stage)) STRICT, WITHOUT ROWID;"
    /* what the server calls what we made: type is the FHIR type, op our key (an operation's or a
       person's uuid) */
    "CREATE TABLE server_id(type TEXT NOT NULL, op TEXT NOT NULL, id TEXT NOT NULL, version TEXT "
    "NOT NULL,"
    " PRIMARY KEY(type, op)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX server_id_back ON server_id(type, id);";

/* A visit has a ticket row for each queue it stands in, all with one number: `stop` counts them. */
static const char calling[] =
    "ALTER TABLE ticket ADD COLUMN stop INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN came_from TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE ticket ADD COLUMN arrived_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN due_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN cared INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN held INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN skip INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN calls INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN recalls INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN called_by TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE ticket ADD COLUMN promised_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN promised_from INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN promised_to INTEGER NOT NULL DEFAULT 0;"
    "DROP INDEX ticket_number;"
    "CREATE UNIQUE INDEX ticket_number ON ticket(date, number, queue, stop) WHERE status<>'void';"
    "CREATE INDEX ticket_waiting ON ticket(queue, date) WHERE stage='waiting';"
    "CREATE INDEX ticket_visit ON ticket(visit_op);"
    "CREATE TABLE queue_state(queue TEXT NOT NULL, date TEXT NOT NULL, overtaken INTEGER NOT NULL,"
    " PRIMARY KEY(queue, date)) STRICT, WITHOUT ROWID;";

/* claimed_ms: the last call, freed_ms: when the room was free of it. goes_to: a closed queue. */
static const char open_rooms[] =
    "ALTER TABLE ticket ADD COLUMN claimed_ms INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE ticket ADD COLUMN freed_ms INTEGER NOT NULL DEFAULT 0;"
    "UPDATE ticket SET claimed_ms=called_ms, freed_ms=done_ms WHERE called_ms>0;"
    "CREATE INDEX ticket_claimed ON ticket(date, claimed_ms);"
    "ALTER TABLE queue_state ADD COLUMN goes_to TEXT NOT NULL DEFAULT '';";

/* Staff sign in here; `pin` is an Argon2id hash, `badge` a keyed one. Rows of `audit` are for ever:
   store/audit.h. */
static const char staff[] =
    "CREATE TABLE staff(id TEXT PRIMARY KEY, name_zh TEXT NOT NULL, name_en TEXT NOT NULL, roles "
    "INTEGER NOT NULL,"
    " locked INTEGER NOT NULL, badge TEXT NOT NULL, pin TEXT NOT NULL, created_ms INTEGER NOT NULL)"
    " STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX staff_badge ON staff(badge) WHERE badge<>'';"
    "CREATE TABLE staff_try(path TEXT PRIMARY KEY, failures INTEGER NOT NULL, wait_ms INTEGER NOT "
    "NULL,"
    " since_mono_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE audit(number INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, action TEXT NOT NULL, "
    "staff_id TEXT NOT NULL,"
    " station TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, seal TEXT NOT NULL) "
    "STRICT;"
    "CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT,'kept for ever'); "
    "END;"
    "CREATE TRIGGER audit_as_it_is BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT,'kept for "
    "ever'); END;";

/* What rooms asked for; a number given out elsewhere shows its patient's masked name; a call for
 * help may come from another terminal (`terminal` is "" for our own). */
static const char calls[] =
    "CREATE TABLE call(op TEXT PRIMARY KEY, kind TEXT NOT NULL, state TEXT NOT NULL, why TEXT NOT "
    "NULL, queue TEXT NOT NULL, ticket_op TEXT NOT NULL, called_by TEXT NOT NULL, place_id TEXT "
    "NOT NULL, place_zh TEXT NOT NULL, place_en TEXT NOT NULL, priority INTEGER NOT NULL, reason "
    "TEXT NOT NULL, created_ms INTEGER NOT NULL, settled_ms INTEGER NOT NULL) STRICT, WITHOUT "
    "ROWID;"
    "CREATE INDEX call_created ON call(created_ms);"
    "ALTER TABLE ticket ADD COLUMN mask BLOB;"
    "ALTER TABLE ticket ADD COLUMN reason TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX ticket_called_by ON ticket(called_by, date) WHERE called_by<>'';"
    "ALTER TABLE help_call ADD COLUMN kind TEXT NOT NULL DEFAULT 'guide';"
    "ALTER TABLE help_call ADD COLUMN terminal TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN terminal_zh TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN terminal_en TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN place_id TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN place_zh TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN place_en TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE help_call ADD COLUMN note TEXT NOT NULL DEFAULT '';";
/* last_call_ms: also a repeated one, as boards show it. duty: who is on duty at a window or room.
 */
static const char stations[] =
    "ALTER TABLE ticket ADD COLUMN last_call_ms INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE duty(place_id TEXT PRIMARY KEY, state TEXT NOT NULL, staff_id TEXT NOT NULL,"
    " name_zh TEXT NOT NULL, name_en TEXT NOT NULL, since_ms INTEGER NOT NULL) STRICT, WITHOUT "
    "ROWID;";

/* What may not be walked through. No row of content goes with a row of staff: `content` tells. */
static const char closures[] =
    "CREATE TABLE closure(id TEXT PRIMARY KEY, target TEXT NOT NULL, target_ref TEXT NOT NULL "
    "DEFAULT '', level TEXT NOT NULL,"
    " area TEXT NOT NULL, from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, step_free_only "
    "INTEGER NOT NULL,"
    " reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, by TEXT NOT NULL, created_ms INTEGER NOT "
    "NULL,"
    " lifted_ms INTEGER NOT NULL, content INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "ALTER TABLE place ADD COLUMN suspended INTEGER NOT NULL DEFAULT 0;"
    /* the building, packed by kiosk/map */
    "CREATE TABLE floorplan(id INTEGER PRIMARY KEY CHECK(id=1), sum TEXT NOT NULL, source TEXT NOT "
    "NULL,"
    " imported_ms INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;";
/* Waits are read from the indices alone: a day has ten thousand numbers. */
static const char wait_index[] =
    "DROP INDEX ticket_claimed;"
    "CREATE INDEX ticket_claimed ON ticket(date, claimed_ms, queue, called_by, place_id, freed_ms, "
    "stage);"
    "CREATE INDEX ticket_times ON ticket(queue, date, claimed_ms, freed_ms, called_by, place_id);";
static const char enquiries[] =
    "CREATE TABLE enquiry(op TEXT PRIMARY KEY, kind TEXT NOT NULL, subject BLOB, state TEXT NOT "
    "NULL, asked_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX enquiry_asked ON enquiry(asked_ms) WHERE state='asked';";

/* What staff write at their stations, and where people were stuck (store/desk.h). */
static const char desk[] =
    "ALTER TABLE help_call ADD COLUMN station TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE own_notice(op TEXT PRIMARY KEY, kind INTEGER NOT NULL, urgent INTEGER NOT NULL, "
    "title_zh TEXT NOT NULL,"
    " title_en TEXT NOT NULL, body_zh TEXT NOT NULL, body_en TEXT NOT NULL, created_ms INTEGER NOT "
    "NULL,"
    " from_ms INTEGER NOT NULL, until_ms INTEGER NOT NULL, about_id TEXT NOT NULL, by_staff TEXT "
    "NOT NULL,"
    " revoked_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE stuck(date TEXT NOT NULL, station TEXT NOT NULL, screen TEXT NOT NULL, why TEXT "
    "NOT NULL,"
    " count INTEGER NOT NULL, last_ms INTEGER NOT NULL, PRIMARY KEY(date,station,screen,why))"
    " STRICT, WITHOUT ROWID;"
    "CREATE INDEX audit_object ON audit(object) WHERE object<>'';"
    "CREATE INDEX complaint_due ON complaint(due) WHERE status IN('submitted','assigned');";

/* Calls are looked for on their own, so that a full outbox does not keep a room waiting. */
static const char call_line[] =
    "CREATE INDEX outbox_call ON outbox(id) WHERE state='waiting' AND kind='call';";

/* Paper that did not come out, until the number is printed, taken by phone or void. */
static const char print_failures[] =
    "CREATE TABLE print_failure(op TEXT PRIMARY KEY, why TEXT NOT NULL, station TEXT NOT NULL, "
    "at_ms INTEGER NOT NULL, tries INTEGER NOT NULL) STRICT, WITHOUT ROWID;";

/* Moving a booking, stopped clinics, holds and places that are kept for referred patients.
 * slot.taken says 0 = offered, 1 = sold here, 2 = held here, 3 = kept for referred patients. */
static const char booking[] =
    "ALTER TABLE appointment ADD COLUMN replaces TEXT NOT NULL DEFAULT '';"
    "ALTER TABLE appointment ADD COLUMN stopped INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE appointment ADD COLUMN referral TEXT NOT NULL DEFAULT '';"
    "CREATE INDEX appointment_replaces ON appointment(replaces) WHERE replaces<>'';"
    "CREATE INDEX appointment_open ON appointment(start_ms) WHERE status IN('wish','booked');"
    "ALTER TABLE slot ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE timetable ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;"
    "CREATE TABLE slot_hold(op TEXT PRIMARY KEY, slot_id TEXT NOT NULL, station TEXT NOT NULL, "
    "until_ms INTEGER NOT NULL, state INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE UNIQUE INDEX slot_hold_slot ON slot_hold(slot_id) WHERE state<>3;";

/* The hospital's table of plain complaints and the departments they lead to. */
static const char complaint_words[] =
    "CREATE TABLE complaint_word(department_id TEXT NOT NULL, n INTEGER NOT NULL, zh TEXT NOT "
    "NULL, en TEXT NOT NULL, PRIMARY KEY(department_id, n)) STRICT, WITHOUT ROWID;";

/* What doctors ordered for a person, words sealed; and who a file's Patient is here. */
static const char service_requests[] =
    "CREATE TABLE service_request(id TEXT PRIMARY KEY, rid TEXT NOT NULL UNIQUE, kind TEXT NOT "
    "NULL, active INTEGER NOT NULL, person_uuid TEXT NOT NULL, subject_ref TEXT NOT NULL, "
    "performer_ref TEXT NOT NULL, role_ref TEXT NOT NULL, tests TEXT NOT NULL, name_zh BLOB, "
    "name_en BLOB, from_zh BLOB, from_en BLOB, start_ms INTEGER NOT NULL, results_ms INTEGER NOT "
    "NULL, urgent INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX service_request_person ON service_request(person_uuid) WHERE person_uuid<>'';"
    "CREATE INDEX service_request_subject ON service_request(subject_ref);"
    "CREATE TABLE patient_ref(rid TEXT PRIMARY KEY, person_uuid TEXT NOT NULL) STRICT, WITHOUT "
    "ROWID;"
    "CREATE INDEX patient_ref_person ON patient_ref(person_uuid);"
    "CREATE INDEX slot_reserved ON slot(start_ms) WHERE reserved=1;"
    "CREATE INDEX appointment_referral ON appointment(referral) WHERE referral<>'';";

/* Half-days that staff stopped here, and what becomes of their slots at the server. */
static const char clinic_stops[] =
    "CREATE TABLE clinic_stop(op TEXT PRIMARY KEY, session_id TEXT NOT NULL, end_ms INTEGER NOT "
    "NULL, reason_zh TEXT NOT NULL, reason_en TEXT NOT NULL, by_staff TEXT NOT NULL, created_ms "
    "INTEGER NOT NULL, lifted_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX clinic_stop_session ON clinic_stop(session_id) WHERE lifted_ms=0;"
    "CREATE TABLE stopped_slot(op TEXT PRIMARY KEY, stop_op TEXT NOT NULL, slot_id TEXT NOT NULL, "
    "was TEXT NOT NULL, lift INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX stopped_slot_stop ON stopped_slot(stop_op);";

/* Queues closed for a day, here or elsewhere. */
static const char queue_closings[] =
    "CREATE TABLE queue_closing(op TEXT PRIMARY KEY, queue TEXT NOT NULL, goes_to TEXT NOT NULL, "
    "date TEXT NOT NULL, by_staff TEXT NOT NULL, created_ms INTEGER NOT NULL, opened_ms INTEGER "
    "NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE INDEX queue_closing_day ON queue_closing(date, queue) WHERE opened_ms=0;";

/* What became of a number's paper goes to the other stations too. */
static const char paper_elsewhere[] =
    "ALTER TABLE print_failure DROP COLUMN tries;"
    "CREATE INDEX outbox_subject ON outbox(subject) WHERE state='waiting';";

const struct migration migrations[] = {
    {"facts and references", facts},
    {"content", content},
    {"what patients do", care},
    {"outbox", outbox},
    {"calling", calling},
    {"open rooms", open_rooms},
    {"staff and audit", staff},
    {"calls and help elsewhere", calls},
    {"boards and windows", stations},
    {"closures", closures},
    {"calls go first", call_line},
    {"waits by index", wait_index},
    {"enquiries", enquiries},
    {"desk", desk},
    {"print failures", print_failures},
    {"booking in depth", booking},
    {"complaint words", complaint_words},
    {"service requests", service_requests},
    {"clinics stopped here", clinic_stops},
    {"queues closed", queue_closings},
    {"paper elsewhere", paper_elsewhere},
};
const int migration_count = sizeof migrations / sizeof migrations[0];
