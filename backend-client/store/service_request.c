#include "store/service_request.h"

#include "base/text.h"
#include "store/content.h"
#include "store/content_parts.h"
#include "store/seal.h"

#include <string.h>

#define REFS_SIZE (REFERENCES_MAX * (REFERENCE_SIZE + 1) + 2)

/* ---- taking over ---- */

static void bind_sealed_label(struct db *db, struct statement *s, int index, const char *id,
                              const char *zh, const char *en, const struct label *label)
{
    bind_sealed(db, s, index, "service_request", id, zh, label->zh);
    bind_sealed(db, s, index + 1, "service_request", id, en, label->en);
}

/* " ServiceRequest/a ServiceRequest/b ": parted by blanks, so that one is found whole. */
static void join_tests(const struct resource *r, char out[REFS_SIZE])
{
    text_copy(out, REFS_SIZE, " ");
    for (int i = 0; i < r->place_count; i++)
        if (strncmp(r->places[i], "ServiceRequest/", 15) == 0) {
            text_append(out, REFS_SIZE, r->places[i]);
            text_append(out, REFS_SIZE, " ");
        }
}

enum err put_request(struct db *db, const struct resource *r, const char *id)
{
    char rid[REFERENCE_SIZE], tests[REFS_SIZE];
    const char *role = "";
    if (!r->code[0]) /* nothing that booking asks for */
        return run_text(db, "DELETE FROM service_request WHERE id=?1", id);
    if (!text_format(rid, sizeof rid, "ServiceRequest/%s", r->id[0] ? r->id : r->value))
        return ERR_INVALID;
    join_tests(r, tests);
    for (int i = 0; i < r->actor_count && !role[0]; i++)
        if (strncmp(r->actors[i], "PractitionerRole/", 17) == 0)
            role = r->actors[i];
    struct statement *s = db_prepare(
        db, "INSERT INTO service_request(id,rid,kind,active,person_uuid,subject_ref,performer_ref,"
            "role_ref,tests,name_zh,name_en,from_zh,from_en,start_ms,results_ms,urgent) VALUES(?1,"
            "?2,?3,1,'',?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14) ON CONFLICT(id) DO UPDATE SET "
            "rid=excluded.rid, kind=excluded.kind, active=1, subject_ref=excluded.subject_ref, "
            "performer_ref=excluded.performer_ref, role_ref=excluded.role_ref, "
            "tests=excluded.tests, name_zh=excluded.name_zh, name_en=excluded.name_en, "
            "from_zh=excluded.from_zh, from_en=excluded.from_en, start_ms=excluded.start_ms, "
            "results_ms=excluded.results_ms, urgent=excluded.urgent");
    bind_text(s, 1, id);
    bind_text(s, 2, rid);
    bind_text(s, 3, r->code);
    bind_text(s, 4, r->person);
    bind_text(s, 5, r->actor_count ? r->actors[0] : "");
    bind_text(s, 6, role);
    bind_text(s, 7, tests);
    bind_sealed_label(db, s, 8, id, "name_zh", "name_en", &r->name);
    bind_sealed_label(db, s, 10, id, "from_zh", "from_en", &r->line);
    bind_int(s, 12, r->start_ms);
    bind_int(s, 13, r->end_ms);
    bind_int(s, 14, r->urgent);
    db_step(s);
    return db_done(s);
}

static enum err run_two(struct db *db, const char *sql, const char *a, const char *b)
{
    struct statement *s = db_prepare(db, sql);
    bind_text(s, 1, a);
    bind_text(s, 2, b);
    db_step(s);
    return db_done(s);
}

enum err service_request_subject(struct db *db, const char *patient_id, const char *person_uuid)
{
    char rid[REFERENCE_SIZE];
    if (!text_format(rid, sizeof rid, "Patient/%s", patient_id))
        return ERR_INVALID;
    return run_two(db,
                   "INSERT INTO patient_ref(rid,person_uuid) VALUES(?1,?2) ON CONFLICT(rid) DO "
                   "UPDATE SET person_uuid=excluded.person_uuid",
                   rid, person_uuid);
}

/* Whose a request is: said when it was asked for, else its subject's. */
#define OF_PERSON                                                                                  \
    "(q.person_uuid=?1 OR q.person_uuid='' AND q.subject_ref IN(SELECT rid FROM patient_ref "      \
    "WHERE person_uuid=?1))"

enum err service_request_forget(struct db *db, const char *person_uuid)
{
    return run_text(db, "UPDATE service_request AS q SET active=0 WHERE " OF_PERSON, person_uuid);
}

enum err service_request_confirm(struct db *db, const char *logical_id, const char *person_uuid)
{
    char rid[REFERENCE_SIZE];
    if (!text_format(rid, sizeof rid, "ServiceRequest/%s", logical_id))
        return ERR_INVALID;
    return run_two(db, "UPDATE service_request SET active=1, person_uuid=?2 WHERE rid=?1", rid,
                   person_uuid);
}

/* ---- reading ---- */

#define DEPARTMENT                                                                                 \
    "coalesce((SELECT r.department_id FROM ref f JOIN role r ON r.id=f.id WHERE "                  \
    "f.rid=q.role_ref AND f.type='PractitionerRole' AND r.department_id<>''),"                     \
    "(SELECT v.department_id FROM ref f JOIN service v ON v.id=f.id WHERE "                        \
    "f.rid=q.performer_ref AND f.type='HealthcareService' AND v.department_id<>''),"               \
    "(SELECT d.id FROM ref f JOIN department d ON d.id=f.id WHERE f.rid=q.performer_ref AND "      \
    "f.type IN('Organization','HealthcareService')),'')"

/* A general clinic's role is the department's, not a doctor's. */
#define DOCTOR                                                                                     \
    "coalesce((SELECT r.id FROM ref f JOIN role r ON r.id=f.id WHERE f.rid=q.role_ref AND "        \
    "f.type='PractitionerRole' AND r.practitioner_ref<>''),'')"

#define REQUEST                                                                                    \
    "SELECT x.*,coalesce(d.name_zh,''),coalesce(d.name_en,''),coalesce(a.start_ms,0),"             \
    "coalesce(a.op,'') FROM (SELECT q.id,q.kind,q.name_zh,q.name_en,q.from_zh,q.from_en,"          \
    "q.start_ms,q.tests," DEPARTMENT " AS department," DOCTOR " AS doctor,q.urgent FROM "          \
    "service_request q WHERE q.active=1 AND q.kind<>'test' AND " OF_PERSON ") x LEFT JOIN "        \
    "department d ON d.id=x.department LEFT JOIN appointment a ON a.referral=x.id AND "            \
    "a.person_uuid=?1 AND a.stopped=0 AND a.status IN('wish','booked','arrived','fulfilled') "

static enum service_request_kind kind_of(struct statement *s, int index)
{
    for (int i = 0; i < REQUEST_KIND_COUNT; i++)
        if (!strcmp(column_text(s, index), service_request_kind_name((enum service_request_kind)i)))
            return (enum service_request_kind)i;
    statement_fail(s, ERR_CORRUPT);
    return REQUEST_REFERRAL;
}

static void open_label(struct db *db, struct statement *s, int index, const char *id,
                       const char *zh, const char *en, struct label *out)
{
    column_open(db, s, index, "service_request", id, zh, out->zh, sizeof out->zh);
    column_open(db, s, index + 1, "service_request", id, en, out->en, sizeof out->en);
}

static void read_row(struct db *db, struct statement *s, struct service_request *out,
                     char tests[REFS_SIZE])
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    out->kind = kind_of(s, 1);
    open_label(db, s, 2, out->id, "name_zh", "name_en", &out->name);
    open_label(db, s, 4, out->id, "from_zh", "from_en", &out->from);
    out->from_ms = column_int(s, 6);
    column_copy(s, 7, tests, REFS_SIZE);
    column_copy(s, 8, out->department_id, sizeof out->department_id);
    column_copy(s, 9, out->doctor_id, sizeof out->doctor_id);
    column_label(s, 11, &out->department);
    out->booked_ms = column_int(s, 13);
    column_copy(s, 14, out->booked_op, sizeof out->booked_op);
}

static void add_words(char *all, size_t size, const char *one, const char *between)
{
    if (!one[0])
        return;
    if (all[0])
        text_append(all, size, between);
    text_append(all, size, one);
}

/* The tests that have no results yet, and when the last of them is due. */
static enum err read_tests(struct db *db, const char *tests, struct service_request *out)
{
    struct statement *s =
        db_prepare(db, "SELECT id,name_zh,name_en,results_ms FROM service_request WHERE active=1 "
                       "AND kind='test' AND instr(?1,' '||rid||' ')>0 ORDER BY results_ms, id");
    bind_text(s, 1, tests);
    while (db_step(s)) {
        char id[ID_SIZE];
        struct label name;
        int64_t due = column_int(s, 3);
        column_copy(s, 0, id, sizeof id);
        open_label(db, s, 1, id, "name_zh", "name_en", &name);
        add_words(out->tests.zh, sizeof out->tests.zh, name.zh, "、");
        add_words(out->tests.en, sizeof out->tests.en, name.en, ", ");
        out->results_unknown |= due == 0;
        if (due > out->results_ms)
            out->results_ms = due;
        text_wipe(&name, sizeof name);
    }
    if (out->results_ms <= db_now(db))
        out->results_ms = 0; /* they should be there by now */
    if (out->results_ms > out->from_ms)
        out->from_ms = out->results_ms;
    return db_done(s);
}

static enum err complete(struct db *db, const char *tests, struct service_request *out)
{
    struct doctor doctor;
    enum err e = read_tests(db, tests, out);
    if (e == ERR_OK && out->doctor_id[0]) {
        e = doctor_get(db, out->doctor_id, &doctor);
        if (e == ERR_OK)
            out->doctor = doctor.name;
    }
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err service_request_list(struct db *db, const char *person_uuid, struct service_request *out,
                              size_t cap, size_t *count)
{
    char tests[REFS_SIZE];
    enum err err = ERR_OK;
    struct statement *s =
        db_prepare(db, REQUEST "ORDER BY x.kind<>'referral', x.urgent DESC, x.start_ms, x.id, "
                               "a.start_ms LIMIT ?2");
    bind_text(s, 1, person_uuid);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (err == ERR_OK && *count < cap && db_step(s)) {
        struct service_request *one = &out[*count];
        read_row(db, s, one, tests);
        if (*count > 0 && strcmp(one->id, out[*count - 1].id) == 0)
            continue; /* booked twice: the first of them is shown */
        err = complete(db, tests, one);
        ++*count;
    }
    enum err done = db_done(s);
    return err == ERR_OK ? done : err;
}

enum err service_request_get(struct db *db, const char *person_uuid, const char *id,
                             struct service_request *out)
{
    char tests[REFS_SIZE];
    struct statement *s = db_prepare(db, REQUEST "WHERE x.id=?2 ORDER BY a.start_ms LIMIT 1");
    bind_text(s, 1, person_uuid);
    bind_text(s, 2, id);
    bool found = db_step(s);
    if (found)
        read_row(db, s, out, tests);
    enum err err = db_done(s);
    if (err != ERR_OK || !found)
        return err == ERR_OK ? ERR_NOT_FOUND : err;
    return complete(db, tests, out);
}

bool service_request_leads(const struct service_request *request, const char *department_id,
                           const char *doctor_id)
{
    if (request->doctor_id[0])
        return strcmp(request->doctor_id, doctor_id) == 0;
    return request->department_id[0] && strcmp(request->department_id, department_id) == 0;
}

#define FIT_MAX 16

enum err service_request_fit(struct db *db, const char *person_uuid, const char *department_id,
                             const char *doctor_id, struct service_request *out)
{
    struct service_request list[FIT_MAX];
    size_t count = 0;
    enum err e = service_request_list(db, person_uuid, list, FIT_MAX, &count);
    for (size_t i = 0; e == ERR_OK && i < count; i++)
        if (!list[i].booked_op[0] && service_request_leads(&list[i], department_id, doctor_id)) {
            *out = list[i];
            return ERR_OK;
        }
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}
