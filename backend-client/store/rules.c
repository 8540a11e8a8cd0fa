/* What the two questionnaires and the complaint office's calendar say. */
#include "store/content.h"

#include "base/text.h"
#include "store/content_parts.h"

#include <string.h>

enum err rating_reasons(struct db *db, struct reason *out, size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT id,name_zh,name_en,icon FROM rating_reason ORDER BY n, id LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        struct reason *r = &out[(*count)++];
        memset(r, 0, sizeof *r);
        column_copy(s, 0, r->id, sizeof r->id);
        column_label(s, 1, &r->name);
        column_copy(s, 3, r->icon, sizeof r->icon);
    }
    return db_done(s);
}

#define RULE                                                                                       \
    "SELECT "                                                                                      \
    "c.topic,c.name_zh,c.name_en,c.icon,r.id,coalesce(p.name_zh,v.name_zh),coalesce(p.name_en,v."  \
    "name_en),o.name_zh,"                                                                          \
    "o.name_en,c.working_days FROM complaint_rule c LEFT JOIN ref f ON f.rid=c.receiver_ref LEFT " \
    "JOIN role r ON r.id=f.id"                                                                     \
    " AND f.type='PractitionerRole' LEFT JOIN practitioner p ON p.id=r.practitioner_id LEFT JOIN " \
    "service v ON"                                                                                 \
    " v.id=r.service_id LEFT JOIN ref g ON g.rid=r.organization_ref LEFT JOIN organization o ON "  \
    "o.id=g.id "

static void read_rule(struct statement *s, struct complaint_rule *out)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->topic.id, sizeof out->topic.id);
    column_label(s, 1, &out->topic.name);
    column_copy(s, 3, out->topic.icon, sizeof out->topic.icon);
    column_copy(s, 4, out->receiver_id, sizeof out->receiver_id);
    column_label(s, 5, &out->receiver);
    column_label(s, 7, &out->receiver_unit);
    out->working_days = (int)column_int(s, 9);
}

enum err complaint_rules(struct db *db, struct complaint_rule *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(db, RULE "ORDER BY c.n, c.topic LIMIT ?1");
    bind_int(s, 1, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s))
        read_rule(s, &out[(*count)++]);
    return db_done(s);
}

enum err complaint_rule_get(struct db *db, const char *topic, struct complaint_rule *out)
{
    struct statement *s = db_prepare(db, RULE "WHERE c.topic=?1");
    bind_text(s, 1, topic);
    bool found = db_step(s);
    if (found)
        read_rule(s, out);
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

#define MONDAY_TO_FRIDAY 0x3eu
#define LOOK_DAYS 400 /* a calendar that is closed for longer is no calendar */

/* Bits of the weekdays on which the complaint office works; Monday to Friday where none is
 * described. */
static enum err office(struct db *db, char id[ID_SIZE], unsigned *weekdays)
{
    struct statement *s = db_prepare(db, "SELECT v.id,t.weekdays FROM service v JOIN timetable t ON"
                                         " t.owner='HealthcareService/'||v.id WHERE v.kind='office'"
                                         " ORDER BY v.id<>'complaint-office', v.id");
    id[0] = '\0';
    *weekdays = 0;
    while (db_step(s)) {
        if (id[0] && strcmp(id, column_text(s, 0)) != 0)
            break;
        column_copy(s, 0, id, ID_SIZE);
        *weekdays |= column_int(s, 1) ? (unsigned)column_int(s, 1) : 0x7fu;
    }
    if (!*weekdays)
        *weekdays = MONDAY_TO_FRIDAY;
    return db_done(s);
}

static enum err is_closed(struct db *db, const char *office_id, const char *date, bool *closed)
{
    struct statement *s =
        db_prepare(db, "SELECT 1 FROM stop WHERE owner='HealthcareService/'||?1 AND from_date<=?2"
                       " AND until_date>=?2 LIMIT 1");
    bind_text(s, 1, office_id);
    bind_text(s, 2, date);
    *closed = db_step(s);
    return db_done(s);
}

enum err working_day_after(struct db *db, const char *from, int days, char out[DATE_SIZE])
{
    char id[ID_SIZE], date[DATE_SIZE];
    unsigned weekdays;
    enum err err = office(db, id, &weekdays);
    text_copy(date, sizeof date, from);
    for (int i = 0, left = days; err == ERR_OK && left > 0 && i < LOOK_DAYS + days * 2; i++) {
        char next[DATE_SIZE];
        bool closed = false;
        clock_date_add(date, 1, next);
        text_copy(date, sizeof date, next);
        err = is_closed(db, id, date, &closed);
        left -= !closed && (weekdays >> (unsigned)clock_weekday(date) & 1);
    }
    text_copy(out, DATE_SIZE, date);
    return err;
}
