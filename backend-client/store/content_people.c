/* Organizations and departments, places, services, doctors, demo patients. */
#include "store/content_parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/service_request.h"

#include <string.h>

void content_owner(char out[OWNER_SIZE], const char *type, const char *id)
{
    text_format(out, OWNER_SIZE, "%s/%s", type, id);
}

void bind_note(struct statement *s, int first, const struct note *note)
{
    bind_text(s, first, note->zh);
    bind_text(s, first + 1, note->en);
}

void column_note(struct statement *s, int first, struct note *out)
{
    column_copy(s, first, out->zh, sizeof out->zh);
    column_copy(s, first + 1, out->en, sizeof out->en);
}

enum err run_text(struct db *db, const char *sql, const char *value)
{
    struct statement *s = db_prepare(db, sql);
    bind_text(s, 1, value);
    db_step(s);
    return db_done(s);
}

enum err put_actors(struct db *db, const char *owner, const struct resource *r)
{
    enum err err = run_text(db, "DELETE FROM actor WHERE owner=?1", owner);
    for (int i = 0; i < r->actor_count && err == ERR_OK; i++) {
        struct statement *s = db_prepare(db, "INSERT INTO actor(owner,n,ref) VALUES(?1,?2,?3)");
        bind_text(s, 1, owner);
        bind_int(s, 2, i);
        bind_text(s, 3, r->actors[i]);
        db_step(s);
        err = db_done(s);
    }
    return err;
}

static enum err put_timetable(struct db *db, const char *owner, int n, const struct timetable *t)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO timetable(owner,n,weekdays,from_min,until_min,slots,elsewhere,"
                       "service_ref,reserved) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    bind_text(s, 1, owner);
    bind_int(s, 2, n);
    bind_int(s, 3, t->weekdays);
    bind_int(s, 4, t->from_min);
    bind_int(s, 5, t->until_min);
    bind_int(s, 6, t->slots);
    bind_int(s, 7, t->elsewhere);
    bind_text(s, 8, t->service);
    bind_int(s, 9, t->reserved);
    db_step(s);
    return db_done(s);
}

static enum err put_stop(struct db *db, const char *owner, int n, const struct stop *stop)
{
    struct statement *s =
        db_prepare(db, "INSERT INTO stop(owner,n,from_date,until_date,reason_zh,reason_en) "
                       "VALUES(?1,?2,?3,?4,?5,?6)");
    bind_text(s, 1, owner);
    bind_int(s, 2, n);
    bind_text(s, 3, stop->from);
    bind_text(s, 4, stop->until);
    bind_label(s, 5, &stop->reason);
    db_step(s);
    return db_done(s);
}

enum err put_times(struct db *db, const char *owner, const struct resource *r)
{
    enum err err = run_text(db, "DELETE FROM timetable WHERE owner=?1", owner);
    if (err == ERR_OK)
        err = run_text(db, "DELETE FROM stop WHERE owner=?1", owner);
    for (int i = 0; i < r->timetable_count && err == ERR_OK; i++)
        err = put_timetable(db, owner, i, &r->timetable[i]);
    for (int i = 0; i < r->stop_count && err == ERR_OK; i++)
        err = put_stop(db, owner, i, &r->stops[i]);
    return err;
}

enum err put_terms(struct db *db, const char *type, const char *id, const struct resource *r)
{
    struct statement *s = db_prepare(db, "DELETE FROM search_term WHERE type=?1 AND id=?2");
    bind_text(s, 1, type);
    bind_text(s, 2, id);
    db_step(s);
    enum err err = db_done(s);
    for (int i = 0; i < r->term_count && err == ERR_OK; i++) {
        s = db_prepare(
            db, "INSERT INTO search_term(type,id,term) VALUES(?1,?2,?3) ON CONFLICT DO NOTHING");
        bind_text(s, 1, type);
        bind_text(s, 2, id);
        bind_text(s, 3, r->terms[i]);
        db_step(s);
        err = db_done(s);
    }
    return err;
}

static enum err put_complaints(struct db *db, const char *id, const struct resource *r)
{
    enum err err = run_text(db, "DELETE FROM complaint_word WHERE department_id=?1", id);
    for (int i = 0; i < r->complaint_count && err == ERR_OK; i++) {
        struct statement *s =
            db_prepare(db, "INSERT INTO complaint_word(department_id,n,zh,en) VALUES(?1,?2,?3,?4)");
        bind_text(s, 1, id);
        bind_int(s, 2, i);
        bind_label(s, 3, &r->complaints[i]);
        db_step(s);
        err = db_done(s);
    }
    return err;
}

static enum err put_department(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO department(id,name_zh,name_en,hint_zh,hint_en,icon,grp,grp_zh,"
            "grp_en,rank,sensitive,derived) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,0)");
    bind_text(s, 1, id);
    bind_label(s, 2, &r->name);
    bind_label(s, 4, &r->line);
    bind_text(s, 6, r->icon);
    bind_text(s, 7, r->group);
    bind_label(s, 8, &r->group_name);
    bind_int(s, 10, r->rank);
    bind_int(s, 11, r->sensitive);
    db_step(s);
    enum err err = db_done(s);
    if (err == ERR_OK)
        err = put_complaints(db, id, r);
    return err == ERR_OK ? put_terms(db, "Organization", id, r) : err;
}

enum err put_organization(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO organization(id,code,name_zh,name_en,phone,parent_ref) "
            "VALUES(?1,?2,?3,?4,?5,?6)");
    bind_text(s, 1, id);
    bind_text(s, 2, r->code);
    bind_label(s, 3, &r->name);
    bind_text(s, 5, r->phone);
    bind_text(s, 6, r->parent);
    db_step(s);
    enum err err = db_done(s);
    if (err != ERR_OK)
        return err;
    return strcmp(r->code, "dept") ? run_text(db, "DELETE FROM department WHERE id=?1", id)
                                   : put_department(db, r, id);
}

enum err put_place(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(db, "INSERT OR REPLACE INTO "
                                         "place(id,name_zh,name_en,sign,code,parent_ref,suspended) "
                                         "VALUES(?1,?2,?3,?4,?5,?6,?7)");
    bind_text(s, 1, id);
    bind_label(s, 2, &r->name);
    bind_text(s, 4, r->sign);
    bind_text(s, 5, r->code);
    bind_text(s, 6, r->parent);
    bind_int(s, 7, r->suspended);
    db_step(s);
    return db_done(s);
}

enum err put_service(struct db *db, const struct resource *r, const char *id)
{
    char owner[OWNER_SIZE];
    struct label hours;
    hours_of(r, &hours);
    struct statement *s = db_prepare(
        db, "INSERT INTO service(id,kind,name_zh,name_en,line_zh,line_en,hours_zh,hours_en,"
            "details_zh,details_en,icon,rank,phone,parent_ref,place_ref) VALUES(?1,?2,?3,?4,?5,"
            "?6,?7,?8,?9,?10,?11,?12,?13,?14,?15) ON CONFLICT(id) DO UPDATE SET "
            "kind=excluded.kind,name_zh=excluded.name_zh,name_en=excluded.name_en,"
            "line_zh=excluded.line_zh,line_en=excluded.line_en,hours_zh=excluded.hours_zh,"
            "hours_en=excluded.hours_en,details_zh=excluded.details_zh,"
            "details_en=excluded.details_en,icon=excluded.icon,rank=excluded.rank,"
            "phone=excluded.phone,parent_ref=excluded.parent_ref,place_ref=excluded.place_ref");
    bind_text(s, 1, id);
    bind_text(s, 2, r->code);
    bind_label(s, 3, &r->name);
    bind_label(s, 5, &r->line);
    bind_label(s, 7, &hours);
    bind_note(s, 9, &r->details);
    bind_text(s, 11, r->icon);
    bind_int(s, 12, r->rank);
    bind_text(s, 13, r->phone);
    bind_text(s, 14, r->parent);
    bind_text(s, 15, r->place_count ? r->places[0] : "");
    db_step(s);
    enum err err = db_done(s);
    content_owner(owner, "HealthcareService", id);
    if (err == ERR_OK)
        err = put_terms(db, "HealthcareService", id, r);
    return err == ERR_OK ? put_times(db, owner, r) : err;
}

enum err put_practitioner(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO practitioner(id,name_zh,name_en,gender) VALUES(?1,?2,?3,?4)");
    bind_text(s, 1, id);
    bind_label(s, 2, &r->name);
    bind_text(s, 4, r->code);
    db_step(s);
    return db_done(s);
}

enum err put_role(struct db *db, const struct resource *r, const char *id)
{
    char owner[OWNER_SIZE];
    struct statement *s = db_prepare(
        db, "INSERT INTO role(id,practitioner_ref,organization_ref,place_ref,title_zh,title_en,"
            "specialty_zh,specialty_en,introduction_zh,introduction_en,minor,letter,phone) "
            "VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13) ON CONFLICT(id) DO UPDATE SET "
            "practitioner_ref=excluded.practitioner_ref,"
            "organization_ref=excluded.organization_ref,place_ref=excluded.place_ref,"
            "title_zh=excluded.title_zh,title_en=excluded.title_en,"
            "specialty_zh=excluded.specialty_zh,specialty_en=excluded.specialty_en,"
            "introduction_zh=excluded.introduction_zh,introduction_en=excluded.introduction_en,"
            "minor=excluded.minor,letter=excluded.letter,phone=excluded.phone");
    bind_text(s, 1, id);
    bind_text(s, 2, r->person);
    bind_text(s, 3, r->parent);
    bind_text(s, 4, r->place_count ? r->places[0] : "");
    bind_label(s, 5, &r->title);
    bind_label(s, 7, &r->specialty);
    bind_note(s, 9, &r->details);
    bind_int(s, 11, r->minor);
    bind_text(s, 12, r->letter);
    bind_text(s, 13, r->phone);
    db_step(s);
    enum err err = db_done(s);
    content_owner(owner, "PractitionerRole", id);
    if (err == ERR_OK)
        err = put_times(db, owner, r);
    return err == ERR_OK ? put_actors(db, owner, r) : err;
}

/* Known by any of the numbers: the same person. */
static enum err find_patient(struct db *db, const struct person_fields *p, struct person *out)
{
    const struct {
        enum identity_kind kind;
        const char *number;
    } numbers[] = {{IDENTITY_RESIDENT_ID, p->resident_id},
                   {IDENTITY_CARD, p->card},
                   {IDENTITY_MOBILE, p->mobile}};
    enum err err = ERR_NOT_FOUND;
    for (int i = 0; i < 3 && err == ERR_NOT_FOUND; i++)
        if (numbers[i].number[0])
            err = person_find(db, numbers[i].kind, numbers[i].number, out);
    for (int i = 0; i < 3 && err == ERR_NOT_FOUND; i++)
        if (numbers[i].number[0]) {
            memset(out, 0, sizeof *out);
            uuid_new(out->uuid);
            out->kind = numbers[i].kind;
            text_copy(out->identity, sizeof out->identity, numbers[i].number);
            return ERR_OK;
        }
    return err;
}

enum err put_patient(struct db *db, const struct resource *r)
{
    const struct person_fields *p = &r->patient;
    struct person person;
    enum err err = find_patient(db, p, &person);
    if (err == ERR_NOT_FOUND)
        return ERR_OK; /* no number to find them by: of no use here */
    if (err != ERR_OK)
        return err;
    text_copy(person.name, sizeof person.name, p->name);
    text_copy(person.phone, sizeof person.phone, p->mobile);
    text_copy(person.birth_date, sizeof person.birth_date, p->birth_date);
    err = person_put(db, &person);
    if (err == ERR_OK && p->resident_id[0])
        err = person_add_identity(db, person.uuid, IDENTITY_RESIDENT_ID, p->resident_id);
    if (err == ERR_OK && p->card[0])
        err = person_add_identity(db, person.uuid, IDENTITY_CARD, p->card);
    if (err == ERR_OK && p->mobile[0])
        err = person_add_identity(db, person.uuid, IDENTITY_MOBILE, p->mobile);
    if (err == ERR_OK && r->id[0])
        err = service_request_subject(db, r->id, person.uuid);
    text_wipe(&person, sizeof person);
    return err;
}
