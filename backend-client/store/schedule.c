#include "store/content.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

/* ?1 now. The service is named when it is not the doctor's usual one or not a usual clinic. */
#define SCHEDULE                                                                                   \
    "SELECT e.id,e.doctor_id,CASE WHEN v.kind<>'outpatient' OR e.service_id<>r.service_id THEN "   \
    "v.name_zh ELSE '' END,"                                                                       \
    "CASE WHEN v.kind<>'outpatient' OR e.service_id<>r.service_id THEN v.name_en ELSE '' "         \
    "END,e.date,e.part,e.start_ms,"                                                                \
    "e.end_ms,(SELECT count(*) FROM slot t WHERE t.session_id=e.id),"                              \
    "(SELECT count(*) FROM slot t WHERE t.session_id=e.id AND t.state=0 AND t.taken=0 AND "        \
    "t.start_ms>?1),"                                                                              \
    "(SELECT count(*) FROM slot t WHERE t.session_id=e.id AND t.state=3),"                         \
    "(SELECT max(t.start_ms) FROM slot t WHERE "                                                   \
    "t.session_id=e.id),e.stopped,e.reason_zh,e.reason_en,"                                        \
    "(SELECT count(*) FROM slot t WHERE t.session_id=e.id AND t.state=0 AND t.taken=3 AND "        \
    "t.start_ms>?1)"                                                                               \
    " FROM session e LEFT JOIN role r ON r.id=e.doctor_id LEFT JOIN service v ON "                 \
    "v.id=e.service_id "

static enum schedule_state state_of(const struct schedule *e, bool stopped, int blocked,
                                    int64_t last_start, int64_t now)
{
    if (stopped || (e->total > 0 && blocked == e->total))
        return SCHEDULE_STOPPED;
    if (e->end_ms <= now)
        return SCHEDULE_OVER;
    if (e->left > 0)
        return SCHEDULE_OPEN;
    return last_start <= now ? SCHEDULE_OVER : SCHEDULE_FULL;
}

static void read_row(struct db *db, struct statement *s, struct schedule *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->doctor_id, sizeof out->doctor_id);
    column_label(s, 2, &out->service);
    column_copy(s, 4, out->date, sizeof out->date);
    out->part = (enum day_part)column_int(s, 5);
    out->start_ms = column_int(s, 6);
    out->end_ms = column_int(s, 7);
    out->total = (int)column_int(s, 8);
    out->left = (int)column_int(s, 9);
    out->state = state_of(out, column_int(s, 12) != 0, (int)column_int(s, 10), column_int(s, 11),
                          db_now(db));
    out->kept = (int)column_int(s, 15);
    if (out->state == SCHEDULE_STOPPED)
        out->left = out->kept = 0;
    column_label(s, 13, &out->reason);
}

enum err schedule_list(struct db *db, const char *department_id, const char *doctor_id,
                       const char *date, struct schedule *out, size_t cap, size_t *count)
{
    char today[DATE_SIZE];
    clock_date(db_now(db), today);
    struct statement *s =
        doctor_id
            ? db_prepare(
                  db, SCHEDULE
                  "WHERE e.doctor_id=?2 AND CASE ?3 WHEN '' THEN e.date>=?4 ELSE e.date=?3 END"
                  " ORDER BY e.date, e.start_ms, e.id LIMIT ?5")
            : db_prepare(
                  db, SCHEDULE
                  "WHERE e.department_id=?2 AND CASE ?3 WHEN '' THEN e.date>=?4 ELSE e.date=?3 END"
                  " ORDER BY e.date, e.part, r.minor DESC, e.start_ms, e.id LIMIT ?5");
    bind_int(s, 1, db_now(db));
    bind_text(s, 2, doctor_id ? doctor_id : department_id);
    bind_text(s, 3, date);
    bind_text(s, 4, today);
    bind_int(s, 5, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(db, s, &out[(*count)++]);
    return db_done(s);
}

enum err schedule_of_service(struct db *db, const char *service_id, struct schedule *out,
                             size_t cap, size_t *count)
{
    char today[DATE_SIZE];
    clock_date(db_now(db), today);
    struct statement *s =
        db_prepare(db, SCHEDULE "WHERE e.service_id=?2 AND e.date>=?3 AND e.end_ms>?1 ORDER BY "
                                "e.date, e.start_ms, e.id LIMIT ?4");
    bind_int(s, 1, db_now(db));
    bind_text(s, 2, service_id);
    bind_text(s, 3, today);
    bind_int(s, 4, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_row(db, s, &out[(*count)++]);
    return db_done(s);
}

enum err schedule_get(struct db *db, const char *id, struct schedule *out)
{
    struct statement *s = db_prepare(db, SCHEDULE "WHERE e.id=?2");
    bind_int(s, 1, db_now(db));
    bind_text(s, 2, id);
    bool found = db_step(s);
    if (found)
        read_row(db, s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

/* ---- slots ---- */

#define SLOT                                                                                       \
    "SELECT t.id,t.session_id,t.order_no,t.start_ms,t.end_ms,CASE WHEN e.stopped=1 THEN 3 WHEN "   \
    "t.taken=1 THEN 2 WHEN t.taken=2 AND t.state=0 THEN 1 WHEN t.state=1 AND t.taken<>2 AND "      \
    "EXISTS(SELECT 1 FROM slot_hold h WHERE h.slot_id=t.id AND h.state=3) THEN 0 ELSE"             \
    " t.state END,t.reserved FROM slot t JOIN session e ON e.id=t.session_id "

static void read_slot(struct statement *s, struct slot *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->id, sizeof out->id);
    column_copy(s, 1, out->schedule_id, sizeof out->schedule_id);
    out->order = (int)column_int(s, 2);
    out->start_ms = column_int(s, 3);
    out->end_ms = column_int(s, 4);
    out->state = (enum slot_state)column_int(s, 5);
    out->reserved = column_int(s, 6) != 0;
}

enum err slot_list(struct db *db, const char *schedule_id, struct slot *out, size_t cap,
                   size_t *count)
{
    struct statement *s =
        db_prepare(db, SLOT "WHERE t.session_id=?1 ORDER BY t.start_ms, t.order_no, t.id LIMIT ?2");
    bind_text(s, 1, schedule_id);
    bind_int(s, 2, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_slot(s, &out[(*count)++]);
    return db_done(s);
}

enum err slot_get(struct db *db, const char *id, struct slot *out)
{
    struct statement *s = db_prepare(db, SLOT "WHERE t.id=?1");
    bind_text(s, 1, id);
    bool found = db_step(s);
    if (found)
        read_slot(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err slot_next(struct db *db, const char *doctor_id, const char *department_id,
                   const char *except, int64_t from_ms, struct offer_row *out, size_t cap,
                   size_t *count)
{
    struct statement *s = db_prepare(
        db, "SELECT t.id,e.doctor_id,min(t.start_ms*1000+t.order_no) AS first FROM session e JOIN "
            "slot t ON t.session_id=e.id WHERE CASE ?1 WHEN '' THEN e.department_id=?2 AND "
            "e.doctor_id<>?3 ELSE e.doctor_id=?1 END AND e.stopped=0 AND t.state=0 AND t.taken=0 "
            "AND t.start_ms>?4 AND e.doctor_id<>'' GROUP BY e.id ORDER BY first, e.id LIMIT ?5");
    bind_text(s, 1, doctor_id);
    bind_text(s, 2, department_id);
    bind_text(s, 3, except);
    bind_int(s, 4, from_ms > db_now(db) ? from_ms : db_now(db));
    bind_int(s, 5, (int64_t)cap);
    enum err err = ERR_OK;
    *count = 0;
    while (err == ERR_OK && *count < cap && db_step(s)) {
        struct offer_row *row = &out[*count];
        err = slot_get(db, column_text(s, 0), &row->slot);
        if (err == ERR_OK)
            err = doctor_get(db, column_text(s, 1), &row->doctor);
        *count += err == ERR_OK;
    }
    enum err done = db_done(s);
    return err == ERR_OK ? done : err;
}

/* ---- the strip of days ---- */

#define DAYS                                                                                       \
    "SELECT e.date,count(*),sum(e.stopped=0 AND t.state=0 AND t.taken=0 AND t.start_ms>?1),"       \
    "sum(e.stopped=1 OR t.state=3),sum(e.stopped=0 AND t.state=0 AND t.taken=3 AND "               \
    "t.start_ms>?1) FROM session e JOIN slot t ON t.session_id=e.id "

enum err day_list(struct db *db, const char *department_id, const char *doctor_id, int days,
                  struct day *out, size_t cap, size_t *count)
{
    char today[DATE_SIZE], end[DATE_SIZE];
    clock_date(db_now(db), today);
    size_t wanted = days < 0 ? 0 : (size_t)days < cap ? (size_t)days : cap;
    for (size_t i = 0; i < wanted; i++) {
        memset(&out[i], 0, sizeof out[i]);
        clock_date_add(today, (int)i, out[i].date);
    }
    clock_date_add(today, (int)wanted, end);
    *count = wanted;
    struct statement *s =
        doctor_id
            ? db_prepare(db,
                         DAYS "WHERE e.doctor_id=?2 AND e.date>=?3 AND e.date<?4 GROUP BY e.date")
            : db_prepare(db, DAYS
                         "WHERE e.department_id=?2 AND e.date>=?3 AND e.date<?4 GROUP BY e.date");
    bind_int(s, 1, db_now(db));
    bind_text(s, 2, doctor_id ? doctor_id : department_id);
    bind_text(s, 3, today);
    bind_text(s, 4, end);
    while (db_step(s)) {
        int at = clock_days_between(today, column_text(s, 0));
        if (at < 0 || (size_t)at >= wanted)
            continue;
        out[at].total = (int)column_int(s, 1);
        out[at].left = (int)column_int(s, 2);
        out[at].stopped = column_int(s, 3) == column_int(s, 1);
        out[at].kept = (int)column_int(s, 4);
    }
    return db_done(s);
}
