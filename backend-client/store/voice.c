/* Complaints, ratings and calls for help. */
#include "store/care.h"

#include "base/text.h"
#include "store/doctor_cells.h"
#include "store/seal.h"

#include <string.h>

#define COMPLAINT                                                                                  \
    "op,task_op,number,kind,topic,topic_zh,topic_en,about_id,about_zh,about_en,words,phone,"       \
    "status,"                                                                                      \
    "receiver_zh,receiver_en,unit_zh,unit_en,due,working_days,created_ms,reply,replied_ms"

enum err complaint_insert(struct db *db, const struct complaint *c)
{
    struct statement *s = db_prepare(db, "INSERT INTO complaint(" COMPLAINT
                                         ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
                                         "?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)");
    bind_text(s, 1, c->op);
    bind_text(s, 2, c->task_op);
    bind_text(s, 3, c->number);
    bind_text(s, 4, voice_kind_name(c->kind));
    bind_text(s, 5, c->topic);
    bind_label(s, 6, &c->topic_name);
    bind_text(s, 8, c->about_id);
    bind_label(s, 9, &c->about);
    bind_sealed(db, s, 11, "complaint", c->op, "words", c->text);
    bind_sealed(db, s, 12, "complaint", c->op, "phone", c->phone);
    bind_text(s, 13, complaint_status_name(c->status));
    bind_label(s, 14, &c->receiver);
    bind_label(s, 16, &c->receiver_unit);
    bind_text(s, 18, c->due);
    bind_int(s, 19, c->working_days);
    bind_int(s, 20, c->created_ms);
    bind_sealed(db, s, 21, "complaint", c->op, "reply", c->reply);
    bind_int(s, 22, c->replied_ms);
    db_step(s);
    return db_done(s);
}

static void read_complaint(struct db *db, struct statement *s, struct complaint *out)
{
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->task_op, sizeof out->task_op);
    column_copy(s, 2, out->number, sizeof out->number);
    for (int i = 0; i < VOICE_COUNT; i++)
        if (!strcmp(column_text(s, 3), voice_kind_name((enum voice_kind)i)))
            out->kind = (enum voice_kind)i;
    column_copy(s, 4, out->topic, sizeof out->topic);
    column_label(s, 5, &out->topic_name);
    column_copy(s, 7, out->about_id, sizeof out->about_id);
    column_label(s, 8, &out->about);
    column_open(db, s, 10, "complaint", out->op, "words", out->text, sizeof out->text);
    column_open(db, s, 11, "complaint", out->op, "phone", out->phone, sizeof out->phone);
    for (int i = 0; i < COMPLAINT_STATUS_COUNT; i++)
        if (!strcmp(column_text(s, 12), complaint_status_name((enum complaint_status)i)))
            out->status = (enum complaint_status)i;
    column_label(s, 13, &out->receiver);
    column_label(s, 15, &out->receiver_unit);
    column_copy(s, 17, out->due, sizeof out->due);
    out->working_days = (int)column_int(s, 18);
    out->created_ms = column_int(s, 19);
    column_open(db, s, 20, "complaint", out->op, "reply", out->reply, sizeof out->reply);
    out->replied_ms = column_int(s, 21);
}

static enum err one_complaint(struct db *db, struct statement *s, struct complaint *out)
{
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found)
        read_complaint(db, s, out);
    enum err err = db_done(s);
    if (err != ERR_OK)
        text_wipe(out, sizeof *out);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err complaint_get(struct db *db, const char *op, struct complaint *out)
{
    struct statement *s = db_prepare(db, "SELECT " COMPLAINT " FROM complaint WHERE op=?1");
    bind_text(s, 1, op);
    return one_complaint(db, s, out);
}

enum err complaint_by_task(struct db *db, const char *task_op, struct complaint *out)
{
    struct statement *s = db_prepare(db, "SELECT " COMPLAINT " FROM complaint WHERE task_op=?1");
    bind_text(s, 1, task_op);
    return one_complaint(db, s, out);
}

enum err complaint_by_number(struct db *db, const char *number, struct complaint *out)
{
    struct statement *s = db_prepare(db, "SELECT " COMPLAINT " FROM complaint WHERE number=?1");
    bind_text(s, 1, number);
    return one_complaint(db, s, out);
}

enum err complaint_set(struct db *db, const char *op, enum complaint_status status,
                       const char *reply, int64_t replied_ms)
{
    struct statement *s =
        db_prepare(db, "UPDATE complaint SET status=?2, reply=CASE WHEN ?5 THEN ?3 ELSE reply END,"
                       " replied_ms=CASE WHEN ?5 THEN ?4 ELSE replied_ms END WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, complaint_status_name(status));
    bind_sealed(db, s, 3, "complaint", op, "reply", reply);
    bind_int(s, 4, replied_ms);
    bind_int(s, 5, reply != NULL);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err complaint_set_due(struct db *db, const char *op, const char *due)
{
    struct statement *s = db_prepare(db, "UPDATE complaint SET due=?2 WHERE op=?1");
    bind_text(s, 1, op);
    bind_text(s, 2, due);
    db_step(s);
    enum err err = db_done(s);
    return err == ERR_OK && !db_changes(db) ? ERR_NOT_FOUND : err;
}

enum err complaint_open(struct db *db, char (*ops)[UUID_SIZE], size_t cap, size_t *count)
{
    struct statement *s =
        db_prepare(db, "SELECT op FROM complaint WHERE status<>'closed' ORDER BY created_ms");
    *count = 0;
    while (*count < cap && db_step(s))
        column_copy(s, 0, ops[(*count)++], UUID_SIZE);
    return db_done(s);
}

/* ---- ratings ---- */

enum err rating_insert(struct db *db, const struct rating *rating)
{
    char reasons[sizeof rating->reasons + 8] = "";
    for (int i = 0; i < rating->reason_count; i++) {
        text_append(reasons, sizeof reasons, rating->reasons[i]);
        text_append(reasons, sizeof reasons, "\n");
    }
    struct statement *s = db_prepare(
        db, "INSERT INTO rating(op,subject_id,subject_zh,subject_en,score,reasons,words,ticket_op,"
            "created_ms) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9)");
    bind_text(s, 1, rating->op);
    bind_text(s, 2, rating->subject_id);
    bind_label(s, 3, &rating->subject);
    bind_int(s, 5, rating->score);
    bind_text(s, 6, reasons);
    bind_sealed(db, s, 7, "rating", rating->op, "words", rating->text);
    bind_text(s, 8, rating->ticket_op);
    bind_int(s, 9, rating->created_ms);
    db_step(s);
    return db_done(s);
}

enum err rating_get(struct db *db, const char *op, struct rating *out)
{
    struct statement *s = db_prepare(db, "SELECT op,subject_id,subject_zh,subject_en,score,reasons,"
                                         "words,ticket_op,created_ms FROM rating WHERE op=?1");
    bind_text(s, 1, op);
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        column_copy(s, 0, out->op, sizeof out->op);
        column_copy(s, 1, out->subject_id, sizeof out->subject_id);
        column_label(s, 2, &out->subject);
        out->score = (int)column_int(s, 4);
        for (const char *p = column_text(s, 5), *end; (end = strchr(p, '\n')); p = end + 1)
            if (out->reason_count < (int)(sizeof out->reasons / sizeof out->reasons[0]))
                text_format(out->reasons[out->reason_count++], ID_SIZE, "%.*s", (int)(end - p), p);
        column_open(db, s, 6, "rating", out->op, "words", out->text, sizeof out->text);
        column_copy(s, 7, out->ticket_op, sizeof out->ticket_op);
        out->created_ms = column_int(s, 8);
    }
    enum err err = db_done(s);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

enum err rating_known(struct db *db, const char *op, bool *known)
{
    struct statement *s = db_prepare(db, "SELECT 1 FROM rating WHERE op=?1");
    bind_text(s, 1, op);
    *known = db_step(s);
    return db_done(s);
}
