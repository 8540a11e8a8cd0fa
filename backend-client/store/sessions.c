/* Half-days: from pulled or imported slots, whose they are, which are stopped. All by SQL over what
 * is new. */
#include "store/care.h"
#include "store/content_parts.h"
#include "store/hold.h"

/* Whose a Schedule is: its role, else its practitioner's (in the actor's clinic), else the clinic
 * without a named doctor. */
#define DOCTOR_OF_SCHEDULE                                                                         \
    "coalesce("                                                                                    \
    "(SELECT r.id FROM actor a JOIN ref f ON f.rid=a.ref AND f.type='PractitionerRole' JOIN role " \
    "r ON r.id=f.id"                                                                               \
    " WHERE a.owner='Schedule/'||session.schedule_id ORDER BY a.n LIMIT 1),"                       \
    "(SELECT r.id FROM actor a JOIN role r ON r.practitioner_ref=a.ref WHERE "                     \
    "a.owner='Schedule/'||session.schedule_id"                                                     \
    " ORDER BY NOT EXISTS(SELECT 1 FROM actor x JOIN actor y ON y.ref=x.ref WHERE x.owner=a.owner" \
    " AND y.owner='PractitionerRole/'||r.id), r.id LIMIT 1),"                                      \
    "(SELECT r.id FROM actor a JOIN actor y ON y.ref=a.ref AND y.owner LIKE 'PractitionerRole/%'"  \
    " JOIN role r ON y.owner='PractitionerRole/'||r.id AND r.practitioner_ref='' WHERE"            \
    " a.owner='Schedule/'||session.schedule_id ORDER BY r.id LIMIT 1),'')"

#define SERVICE_OF_SCHEDULE                                                                        \
    "coalesce((SELECT f.id FROM actor a JOIN ref f ON f.rid=a.ref AND f.type='HealthcareService' " \
    "WHERE"                                                                                        \
    " a.owner='Schedule/'||session.schedule_id ORDER BY a.n LIMIT 1),'')"

#define PART_NAME(part) "CASE " part " WHEN 0 THEN 'am' WHEN 1 THEN 'pm' ELSE 'ev' END"

enum err sessions_resolve(struct db *db)
{
    enum err err = db_run(db, "UPDATE session SET doctor_id=" DOCTOR_OF_SCHEDULE
                              ", service_id=" SERVICE_OF_SCHEDULE " WHERE laid_out=0");
    if (err == ERR_OK)
        err = db_run(db, "UPDATE session SET service_id=coalesce((SELECT service_id FROM role WHERE"
                         " id=session.doctor_id),'') WHERE service_id=''");
    if (err == ERR_OK)
        err = db_run(db, "UPDATE session SET department_id=coalesce((SELECT department_id FROM role"
                         " WHERE id=session.doctor_id),'')");
    return err;
}

static bool any(struct db *db, const char *sql)
{
    struct statement *s = db_prepare(db, sql);
    bool found = db_step(s);
    return db_done(s) == ERR_OK && found;
}

enum err sessions_from_slots(struct db *db)
{
    static const char *const sql[] = {
        /* new slots find the session of their schedule, day and part */
        "UPDATE slot SET session_id=coalesce((SELECT CASE WHEN c.split THEN "
        "c.id||'-'||replace(slot.date,'-','')||'-'"
        "||" PART_NAME("slot.part") " ELSE c.id END FROM ref f JOIN schedule c ON c.id=f.id WHERE "
                                    "f.rid=slot.schedule_ref"
                                    " AND f.type='Schedule'),'') WHERE session_id=''",
        "INSERT INTO "
        "session(id,schedule_id,doctor_id,department_id,service_id,date,part,start_ms,end_ms,"
        "stopped,reason_zh,"
        "reason_en,laid_out) SELECT t.session_id, f.id, '', '', '', min(t.date), min(t.part), "
        "min(t.start_ms), max(t.end_ms), 0,"
        " '', '', 0 FROM slot t JOIN ref f ON f.rid=t.schedule_ref WHERE t.session_id<>''"
        " AND t.session_id NOT IN(SELECT id FROM session) GROUP BY t.session_id",
        /* a laid out session that the server now sends itself becomes the server's */
        "UPDATE session SET laid_out=0, schedule_id=id WHERE laid_out=1 AND id IN(SELECT id FROM "
        "schedule)",
        "UPDATE session SET start_ms=x.a, end_ms=x.b FROM (SELECT session_id, min(start_ms) a, "
        "max(end_ms) b FROM slot"
        " GROUP BY session_id) x WHERE x.session_id=session.id AND session.laid_out=0"
        " AND (session.start_ms<>x.a OR session.end_ms<>x.b)",
        /* slots without a number of their own take the next of their doctor's day, by time */
        "UPDATE slot SET order_no=1+(SELECT count(*) FROM slot o JOIN session e ON "
        "e.id=o.session_id JOIN session m ON"
        " m.id=slot.session_id WHERE e.schedule_id=m.schedule_id AND e.date=m.date AND "
        "o.start_ms<slot.start_ms)"
        " WHERE order_no=0 AND session_id<>''",
    };
    if (!any(db, "SELECT 1 FROM slot WHERE session_id='' LIMIT 1"))
        return ERR_OK;
    enum err err = ERR_OK;
    for (size_t i = 0; i < sizeof sql / sizeof sql[0] && err == ERR_OK; i++)
        err = db_run(db, sql[i]);
    return err == ERR_OK ? sessions_resolve(db) : err;
}

/* Stopped: the doctor or the clinic is not available that day, or staff stopped the half-day here
 * (clinic_stop.h). The reason is that entry's, else the
 * notice's. */
enum err sessions_stop(struct db *db)
{
#define STOPS                                                                                      \
    " FROM stop p WHERE p.owner "                                                                  \
    "IN('PractitionerRole/'||session.doctor_id,'HealthcareService/'||session.service_id)"          \
    " AND p.from_date<=session.date AND p.until_date>=session.date"
#define OURS " FROM clinic_stop c WHERE c.session_id=session.id AND c.lifted_ms=0"
#define IS_STOPPED "(EXISTS(SELECT 1" STOPS ") OR EXISTS(SELECT 1" OURS "))"
    enum err err =
        db_run(db, "UPDATE session SET stopped=" IS_STOPPED " WHERE stopped<>" IS_STOPPED);
    if (err == ERR_OK)
        err = db_run(db, "UPDATE session SET reason_zh=coalesce((SELECT p.reason_zh" STOPS
                         " ORDER BY p.n LIMIT 1),''),"
                         " reason_en=coalesce((SELECT p.reason_en" STOPS
                         " ORDER BY p.n LIMIT 1),'') WHERE stopped=1");
    if (err == ERR_OK) /* by staff, here */
        err = db_run(db, "UPDATE session SET reason_zh=coalesce((SELECT c.reason_zh" OURS
                         " ORDER BY c.created_ms DESC LIMIT 1),''), reason_en=coalesce((SELECT "
                         "c.reason_en" OURS " ORDER BY c.created_ms DESC LIMIT 1),'') WHERE "
                         "stopped=1 AND reason_zh=''");
    if (err == ERR_OK)
        err = db_run(
            db,
            "UPDATE session SET reason_zh=coalesce((SELECT title_zh FROM notice WHERE kind=1 AND"
            " about_id=session.doctor_id LIMIT 1),''), reason_en=coalesce((SELECT title_en FROM "
            "notice WHERE kind=1"
            " AND about_id=session.doctor_id LIMIT 1),'') WHERE stopped=1 AND reason_zh=''");
    return err;
}

enum err slots_taken(struct db *db)
{
    enum err err = db_run(db, "UPDATE slot SET taken=3 WHERE taken=0 AND reserved=1");
    if (err == ERR_OK)
        err = db_run(db, "UPDATE slot SET taken=1 WHERE taken<>1 AND id IN(SELECT slot_id FROM "
                         "appointment WHERE status"
                         " IN('wish','booked','arrived','fulfilled'))");
    return err == ERR_OK ? hold_mark(db) : err;
}

enum err slots_release(struct db *db, int64_t until_ms)
{
    struct statement *s =
        db_prepare(db, "UPDATE slot SET taken=CASE taken WHEN 3 THEN 0 ELSE taken "
                       "END, reserved=0 WHERE reserved=1 AND start_ms<=?1");
    bind_int(s, 1, until_ms);
    db_step(s);
    return db_done(s);
}

/* A booking whose clinic will not be: its session or slot is stopped, or (laid out here, from
 * changed files) there is neither that slot nor any open session of that doctor at that time,
 * though that day is laid out. */
#define GONE                                                                                       \
    "(EXISTS(SELECT 1 FROM slot t JOIN session e ON e.id=t.session_id WHERE "                      \
    "t.id=appointment.slot_id AND (e.stopped=1 OR t.state=3)) OR NOT EXISTS(SELECT 1 FROM slot t " \
    "WHERE t.id=appointment.slot_id) AND NOT EXISTS(SELECT 1 FROM session e WHERE "                \
    "e.doctor_id=appointment.doctor_id AND e.stopped=0 AND e.start_ms<=appointment.start_ms AND "  \
    "e.end_ms>appointment.start_ms) AND EXISTS(SELECT 1 FROM session e WHERE e.laid_out=1 AND "    \
    "abs(e.start_ms-appointment.start_ms)<=14400000))"

enum err bookings_stopped(struct db *db)
{
    struct statement *s = db_prepare(db, "UPDATE appointment SET stopped=" GONE
                                         " WHERE status IN('wish','booked') AND "
                                         "start_ms>?1 AND stopped<>2 AND stopped<>" GONE);
    bind_int(s, 1, db_now(db));
    db_step(s);
    return db_done(s);
}
