/* Sessions and slots from the doctors' timetables, for a store that is its own authority. Ids say
 * what they are and come out the same every time: lin-ruoxi-20260312-am and
 * lin-ruoxi-20260312-am-007. Numbers go on through a doctor's day. */
#include "store/content_put.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

struct line { /* one entry of one doctor's timetable */
    char role[ID_SIZE];
    char service[ID_SIZE];
    char department[ID_SIZE];
    unsigned weekdays;
    int from_min, until_min, slots, elsewhere, reserved;
};

struct day_state { /* what that doctor's day holds so far */
    char role[ID_SIZE];
    int total;
    int parts[PART_COUNT];
};

static int64_t local_minute(const char *date, int minutes)
{
    struct local_time t;
    clock_parse_date(date, &t);
    t.hour = minutes / 60;
    t.minute = minutes % 60;
    return clock_from_local(&t);
}

static enum err insert_session(struct db *db, const char *id, const char *date, enum day_part part,
                               const struct line *line, int64_t start, int64_t end, bool *made)
{
    struct statement *s = db_prepare(
        db,
        "INSERT INTO "
        "session(id,schedule_id,doctor_id,department_id,service_id,date,part,start_ms,end_ms,"
        "stopped,reason_zh,"
        "reason_en,laid_out) VALUES(?1,?1,?2,?3,?4,?5,?6,?7,?8,0,'','',1) ON CONFLICT DO NOTHING");
    bind_text(s, 1, id);
    bind_text(s, 2, line->role);
    bind_text(s, 3, line->department);
    bind_text(s, 4, line->service);
    bind_text(s, 5, date);
    bind_int(s, 6, part);
    bind_int(s, 7, start);
    bind_int(s, 8, end);
    db_step(s);
    enum err err = db_done(s);
    *made = err == ERR_OK && db_changes(db) == 1;
    return err;
}

/* The i-th of n places; those given out elsewhere are spread evenly over the session. */
static enum err insert_slot(struct db *db, const char *session, const char *date,
                            enum day_part part, const struct line *line, int i, int order,
                            int64_t start, int64_t end)
{
    char id[ID_SIZE];
    if (!text_format(id, sizeof id, "%s-%03d", session, order))
        return ERR_INVALID;
    int64_t length = end - start, minute = 60000;
    int gone = i * line->elsewhere / line->slots; /* of those before it */
    bool elsewhere = (i + 1) * line->elsewhere / line->slots > gone;
    bool reserved = !elsewhere && i - gone < line->reserved; /* the first ones that are left */
    struct statement *s = db_prepare(
        db, "INSERT INTO slot(id,schedule_ref,session_id,order_no,date,part,start_ms,end_ms,state,"
            "reserved) VALUES(?1,'',?2,?3,?4,?5,?6,?7,?8,?9) ON CONFLICT DO NOTHING");
    bind_text(s, 1, id);
    bind_text(s, 2, session);
    bind_int(s, 3, order);
    bind_text(s, 4, date);
    bind_int(s, 5, part);
    bind_int(s, 6, start + length * i / line->slots / minute * minute);
    bind_int(s, 7, start + length * (i + 1) / line->slots / minute * minute);
    bind_int(s, 8, elsewhere ? SLOT_BUSY : SLOT_FREE);
    bind_int(s, 9, reserved);
    db_step(s);
    return db_done(s);
}

static enum err lay_out_line(struct db *db, const char *date, const struct line *line,
                             struct day_state *day, int *made)
{
    static const char *const parts[] = {"am", "pm", "ev"};
    if (strcmp(day->role, line->role) != 0) {
        memset(day, 0, sizeof *day);
        text_copy(day->role, sizeof day->role, line->role);
    }
    enum day_part part = part_of_minutes(line->from_min);
    char id[ID_SIZE], again[8] = "";
    int nth = ++day->parts[part], first = day->total + 1;
    day->total += line->slots;
    if (nth > 1)
        text_format(again, sizeof again, "%d", nth);
    if (!text_format(id, sizeof id, "%s-%.4s%.2s%.2s-%s%s", line->role, date, date + 5, date + 8,
                     parts[part], again))
        return ERR_INVALID;
    int64_t start = local_minute(date, line->from_min), end = local_minute(date, line->until_min);
    bool fresh;
    enum err err = insert_session(db, id, date, part, line, start, end, &fresh);
    for (int i = 0; i < line->slots && fresh && err == ERR_OK; i++)
        err = insert_slot(db, id, date, part, line, i, first + i, start, end);
    *made += fresh && err == ERR_OK;
    return err;
}

/* By doctor, then time of day, so that the afternoon goes on after the morning. */
static enum err lay_out_day(struct db *db, const char *date, int *made)
{
    struct statement *s = db_prepare(db, "SELECT r.id, coalesce((SELECT f.id FROM ref f WHERE "
                                         "f.rid=t.service_ref AND f.type='HealthcareService'),"
                                         " r.service_id), r.department_id, t.weekdays, t.from_min, "
                                         "t.until_min, t.slots, t.elsewhere, t.reserved FROM role r"
                                         " JOIN timetable t ON t.owner='PractitionerRole/'||r.id "
                                         "WHERE t.slots>0 ORDER BY r.id, t.from_min, t.n");
    struct day_state day = {.role = ""};
    int weekday = clock_weekday(date);
    enum err err = ERR_OK;
    while (err == ERR_OK && db_step(s)) {
        struct line line;
        column_copy(s, 0, line.role, sizeof line.role);
        column_copy(s, 1, line.service, sizeof line.service);
        column_copy(s, 2, line.department, sizeof line.department);
        line.weekdays = (unsigned)column_int(s, 3);
        line.from_min = (int)column_int(s, 4);
        line.until_min = (int)column_int(s, 5);
        line.slots = (int)column_int(s, 6);
        line.elsewhere = (int)column_int(s, 7);
        line.reserved = (int)column_int(s, 8);
        if (!line.weekdays || line.weekdays >> weekday & 1)
            err = lay_out_line(db, date, &line, &day, made);
    }
    enum err done = db_done(s);
    return err == ERR_OK ? done : err;
}

/* Days gone by; what was booked is kept in the appointments. */
static enum err forget_past(struct db *db, const char *today)
{
    enum err err = run_text(
        db,
        "DELETE FROM slot WHERE session_id IN(SELECT id FROM session WHERE laid_out=1 AND date<?1)",
        today);
    return err == ERR_OK ? run_text(db, "DELETE FROM session WHERE laid_out=1 AND date<?1", today)
                         : err;
}

enum err content_lay_out(struct db *db, int days, int *made)
{
    char today[DATE_SIZE], date[DATE_SIZE];
    bool own;
    *made = 0;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    clock_date(db_now(db), today);
    err = forget_past(db, today);
    if (err == ERR_OK && meta_get_int(db, "content.days", 0) != days)
        err = meta_set_int(db, "content.days", days);
    for (int i = 0; i < days && err == ERR_OK; i++) {
        clock_date_add(today, i, date);
        err = lay_out_day(db, date, made);
    }
    if (err == ERR_OK && *made)
        err = sessions_stop(db);
    if (err == ERR_OK && *made)
        err = slots_taken(db);
    if (err == ERR_OK)
        err = bookings_stopped(db);
    return db_leave(db, own, err);
}
