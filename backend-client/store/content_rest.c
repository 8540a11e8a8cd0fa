/* Schedules and slots, prices, notices, questionnaires. */
#include "store/content_parts.h"
#include "store/queue_closing.h"
#include "store/content_ref.h"

#include "base/text.h"

#include <string.h>

enum day_part part_of_minutes(int minutes)
{
    return minutes < 12 * 60 ? PART_MORNING : minutes < 18 * 60 ? PART_AFTERNOON : PART_EVENING;
}

static enum day_part part_of(int64_t ms)
{
    struct local_time t;
    clock_local(ms, &t);
    return part_of_minutes(t.hour * 60 + t.minute);
}

/* A Schedule whose horizon is within one day is one session; any other is split by day and part of
 * day. */
enum err put_schedule(struct db *db, const struct resource *r, const char *id)
{
    char first[DATE_SIZE] = "", last[DATE_SIZE] = "", owner[OWNER_SIZE];
    if (r->start_ms && r->end_ms) {
        clock_date(r->start_ms, first);
        clock_date(r->end_ms > r->start_ms ? r->end_ms - 1 : r->end_ms, last);
    }
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO schedule(id,start_ms,end_ms,split) VALUES(?1,?2,?3,?4)");
    bind_text(s, 1, id);
    bind_int(s, 2, r->start_ms);
    bind_int(s, 3, r->end_ms);
    bind_int(s, 4, !first[0] || strcmp(first, last) != 0);
    db_step(s);
    enum err err = db_done(s);
    content_owner(owner, "Schedule", id);
    return err == ERR_OK ? put_actors(db, owner, r) : err;
}

/* `taken` is ours and stays. A slot that moved to another time or schedule looks for its session
 * again. */
enum err put_slot(struct db *db, const struct resource *r, const char *id)
{
    char date[DATE_SIZE];
    clock_date(r->start_ms, date);
    struct statement *s = db_prepare(
        db,
        "INSERT INTO slot(id,schedule_ref,session_id,order_no,date,part,start_ms,end_ms,state,"
        "reserved) VALUES(?1,?2,'',?3,?4,?5,?6,"
        "?7,?8,?9) ON CONFLICT(id) DO UPDATE SET session_id=CASE WHEN "
        "schedule_ref=excluded.schedule_ref AND"
        " date=excluded.date AND part=excluded.part THEN session_id ELSE '' END, "
        "schedule_ref=excluded.schedule_ref,"
        " order_no=CASE excluded.order_no WHEN 0 THEN order_no ELSE excluded.order_no END, "
        "date=excluded.date,"
        " part=excluded.part, start_ms=excluded.start_ms, end_ms=excluded.end_ms, "
        "state=excluded.state, taken=CASE WHEN excluded.reserved=0 AND taken=3 THEN 0 ELSE taken "
        "END, reserved=excluded.reserved");
    bind_text(s, 1, id);
    bind_text(s, 2, r->parent);
    bind_int(s, 3, r->order);
    bind_text(s, 4, date);
    bind_int(s, 5, part_of(r->start_ms));
    bind_int(s, 6, r->start_ms);
    bind_int(s, 7, r->end_ms);
    bind_int(s, 8, r->slot);
    bind_int(s, 9, r->reserved);
    db_step(s);
    return db_done(s);
}

enum err put_price(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(
        db, "INSERT INTO price(id,name_zh,name_en,unit_zh,unit_en,category,category_zh,"
            "category_en,insurance_zh,insurance_en,preparation_zh,preparation_en,code,minor,"
            "currency,valid_from,place_ref) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,"
            "?14,?15,?16,?17) ON CONFLICT(id) DO UPDATE SET name_zh=excluded.name_zh,"
            "name_en=excluded.name_en,unit_zh=excluded.unit_zh,unit_en=excluded.unit_en,"
            "category=excluded.category,category_zh=excluded.category_zh,"
            "category_en=excluded.category_en,insurance_zh=excluded.insurance_zh,"
            "insurance_en=excluded.insurance_en,preparation_zh=excluded.preparation_zh,"
            "preparation_en=excluded.preparation_en,code=excluded.code,minor=excluded.minor,"
            "currency=excluded.currency,valid_from=excluded.valid_from,"
            "place_ref=excluded.place_ref");
    bind_text(s, 1, id);
    bind_label(s, 2, &r->name);
    bind_label(s, 4, &r->unit);
    bind_text(s, 6, r->group);
    bind_label(s, 7, &r->group_name);
    bind_label(s, 9, &r->insurance);
    bind_label(s, 11, &r->preparation);
    bind_text(s, 13, r->code);
    bind_int(s, 14, r->minor);
    bind_text(s, 15, r->currency);
    bind_text(s, 16, r->date);
    bind_text(s, 17, r->parent);
    db_step(s);
    return db_done(s);
}

static enum err put_words(struct db *db, const struct resource *r, const char *id)
{
    static const struct {
        const char *code;
        enum notice_kind kind;
    } codes[] = {{"announcement", NOTICE_ANNOUNCEMENT},
                 {"stop-clinic", NOTICE_STOP},
                 {"visit-guide", NOTICE_GUIDE}};
    int kind = -1;
    for (int i = 0; i < 3; i++)
        if (!strcmp(r->code, codes[i].code))
            kind = (int)codes[i].kind;
    if (kind < 0) /* a request for communication of another sort is no notice */
        return run_text(db, "DELETE FROM notice WHERE id=?1", id);
    struct statement *s = db_prepare(
        db, "INSERT INTO notice(id,kind,urgent,title_zh,title_en,body_zh,body_en,published_ms,"
            "from_ms,until_ms,rank,about_ref) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON "
            "CONFLICT(id) DO UPDATE SET kind=excluded.kind,urgent=excluded.urgent,"
            "title_zh=excluded.title_zh,title_en=excluded.title_en,body_zh=excluded.body_zh,"
            "body_en=excluded.body_en,published_ms=excluded.published_ms,"
            "from_ms=excluded.from_ms,until_ms=excluded.until_ms,rank=excluded.rank,"
            "about_ref=excluded.about_ref");
    bind_text(s, 1, id);
    bind_int(s, 2, kind);
    bind_int(s, 3, r->urgent);
    bind_label(s, 4, &r->name);
    bind_note(s, 6, &r->details);
    bind_int(s, 8, r->published_ms);
    bind_int(s, 9, r->start_ms);
    bind_int(s, 10, r->end_ms);
    bind_int(s, 11, r->rank);
    bind_text(s, 12, r->actor_count ? r->actors[0] : "");
    db_step(s);
    return db_done(s);
}

enum err put_notice(struct db *db, const struct resource *r, const char *id)
{
    enum err err = put_words(db, r, id);
    if (err == ERR_OK)
        err = put_closing(db, r, id);
    return err == ERR_OK ? put_queue_closing(db, r, id) : err;
}

static enum err put_reason(struct db *db, const char *questionnaire, int n,
                           const struct reason *reason)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO rating_reason(id,n,questionnaire_id,name_zh,name_en,icon) "
            "VALUES(?1,?2,?3,?4,?5,?6)");
    bind_text(s, 1, reason->id);
    bind_int(s, 2, n);
    bind_text(s, 3, questionnaire);
    bind_label(s, 4, &reason->name);
    bind_text(s, 6, reason->icon);
    db_step(s);
    return db_done(s);
}

static enum err put_rule(struct db *db, const char *questionnaire, int n,
                         const struct complaint_rule *rule)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO complaint_rule(topic,n,questionnaire_id,name_zh,name_en,icon,"
            "receiver_ref,working_days) VALUES(?1,?2,?3,?4,?5,?6,?7,?8)");
    bind_text(s, 1, rule->topic.id);
    bind_int(s, 2, n);
    bind_text(s, 3, questionnaire);
    bind_label(s, 4, &rule->topic.name);
    bind_text(s, 6, rule->topic.icon);
    bind_text(s, 7, rule->receiver_id);
    bind_int(s, 8, rule->working_days);
    db_step(s);
    return db_done(s);
}

enum err put_questionnaire(struct db *db, const struct resource *r, const char *id)
{
    struct statement *s = db_prepare(
        db, "INSERT OR REPLACE INTO questionnaire(id,code,url,version) VALUES(?1,?2,?3,?4)");
    bind_text(s, 1, id);
    bind_text(s, 2, r->code);
    bind_text(s, 3, r->url);
    bind_text(s, 4, r->questionnaire_version);
    db_step(s);
    enum err err = db_done(s);
    if (err == ERR_OK)
        err = run_text(db, "DELETE FROM rating_reason WHERE questionnaire_id=?1", id);
    if (err == ERR_OK)
        err = run_text(db, "DELETE FROM complaint_rule WHERE questionnaire_id=?1", id);
    for (int i = 0; i < r->reason_count && err == ERR_OK; i++)
        err = put_reason(db, id, i, &r->reasons[i]);
    for (int i = 0; i < r->rule_count && err == ERR_OK; i++)
        err = put_rule(db, id, i, &r->rules[i]);
    return err;
}

enum err questionnaire_get(struct db *db, const char *code, char *url, size_t url_size,
                           char *version, size_t version_size)
{
    struct statement *s =
        db_prepare(db, "SELECT url,version FROM questionnaire WHERE code=?1 ORDER BY id LIMIT 1");
    bind_text(s, 1, code);
    bool found = db_step(s);
    column_copy(s, 0, url, url_size);
    column_copy(s, 1, version, version_size);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}
