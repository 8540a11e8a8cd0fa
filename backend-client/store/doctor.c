#include "store/content.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

/* ?1 the date asked for or "", ?2 now, ?3 today */
#define DOCTOR                                                                                     \
    "SELECT "                                                                                      \
    "r.id,r.department_id,d.name_zh,d.name_en,coalesce(p.name_zh,v.name_zh,''),coalesce(p.name_"   \
    "en,v.name_en,''),"                                                                            \
    "r.title_zh,r.title_en,r.practitioner_ref='',r.minor,r.letter,r.place_id,l.name_zh,l.name_en," \
    "r.specialty_zh,r.specialty_en,r.introduction_zh,r.introduction_en,"                           \
    "(SELECT count(*) FROM session e JOIN slot t ON t.session_id=e.id WHERE e.doctor_id=r.id AND"  \
    " CASE ?1 WHEN '' THEN e.date>=?3 ELSE e.date=?1 END AND e.stopped=0 AND t.state=0 AND "       \
    "t.taken=0 AND t.start_ms>?2)"                                                                 \
    " FROM role r LEFT JOIN practitioner p ON p.id=r.practitioner_id LEFT JOIN department d ON "   \
    "d.id=r.department_id"                                                                         \
    " LEFT JOIN service v ON v.id=r.service_id LEFT JOIN place l ON l.id=r.place_id "

static void bind_when(struct db *db, struct statement *s, const char *date)
{
    char today[DATE_SIZE];
    clock_date(db_now(db), today);
    bind_text(s, 1, date);
    bind_int(s, 2, db_now(db));
    bind_text(s, 3, today);
}

static void read_row(struct statement *s, struct doctor *out)
{
    memset(out, 0, sizeof *out);
    column_doctor(s, 0, out);
    column_label(s, DOCTOR_CELL_COUNT, &out->specialty);
    column_note(s, DOCTOR_CELL_COUNT + 2, &out->introduction);
    out->left = (int)column_int(s, DOCTOR_CELL_COUNT + 4);
}

/* Only those who see patients: with a timetable or with sessions. */
enum err doctor_list(struct db *db, const char *department_id, const char *date, struct doctor *out,
                     size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, DOCTOR "WHERE (CASE ?4 WHEN '' THEN r.department_id<>'' AND "
                              "r.practitioner_ref<>'' ELSE r.department_id=?4 END)"
                              " AND (EXISTS(SELECT 1 FROM timetable w WHERE "
                              "w.owner='PractitionerRole/'||r.id) OR EXISTS(SELECT 1 FROM"
                              " session e WHERE e.doctor_id=r.id)) ORDER BY r.minor DESC, "
                              "r.practitioner_ref='', 5, r.id LIMIT ?5");
    bind_when(db, s, date);
    bind_text(s, 4, department_id);
    bind_int(s, 5, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(s, &out[(*count)++]);
    return db_done(s);
}

enum err doctor_get(struct db *db, const char *id, struct doctor *out)
{
    struct statement *s = db_prepare(db, DOCTOR "WHERE r.id=?4");
    bind_when(db, s, "");
    bind_text(s, 4, id);
    bool found = db_step(s);
    if (found)
        read_row(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err doctor_of(struct db *db, const char *type, const char *id, char out[ID_SIZE])
{
    bool person = strcmp(type, "Practitioner") == 0;
    struct statement *s = person
                              ? db_prepare(db, "SELECT id FROM role WHERE practitioner_id=?1 AND "
                                               "department_id<>'' ORDER BY id LIMIT 1")
                              : db_prepare(db, "SELECT id FROM role WHERE service_id=?1 AND "
                                               "practitioner_ref='' ORDER BY id LIMIT 1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    column_copy(s, 0, out, ID_SIZE);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}
