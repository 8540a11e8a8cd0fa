#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "model/identity.h"
#include "store/normalize.h"

#include <string.h>

#define TEXT_MAX 1000 /* code points, TRUST.md 2.2 */

/* Who answers for the topic, and by when. A hospital's form without that topic (or a praise without
 * one) goes to the rule of "other", else to the last rule there is. */
static enum err first_receiver(struct db *db, struct complaint *complaint)
{
    struct complaint_rule rule = {0}, list[16];
    size_t count = 0;
    enum err e = complaint->topic[0] ? complaint_rule_get(db, complaint->topic, &rule)
                                     : complaint_rule_get(db, "other", &rule);
    if (e == ERR_NOT_FOUND && complaint->topic[0])
        return ERR_INVALID;
    if (e == ERR_NOT_FOUND) {
        e = complaint_rules(db, list, 16, &count);
        if (e == ERR_OK && count > 0)
            rule = list[count - 1];
    }
    if (e != ERR_OK)
        return e;
    complaint->topic_name = rule.topic.name;
    text_copy(complaint->topic, sizeof complaint->topic, rule.topic.id);
    complaint->receiver = rule.receiver;
    complaint->receiver_unit = rule.receiver_unit;
    complaint->working_days = rule.working_days;
    char today[DATE_SIZE];
    clock_date(complaint->created_ms, today);
    return working_day_after(db, today, rule.working_days, complaint->due);
}

static enum err name_about(struct db *db, struct complaint *complaint)
{
    struct department department;
    struct place place;
    if (!complaint->about_id[0])
        return ERR_OK;
    enum err e = department_get(db, complaint->about_id, &department);
    if (e == ERR_OK) {
        complaint->about = department.name;
        return ERR_OK;
    }
    if (e != ERR_NOT_FOUND)
        return e;
    e = place_get(db, complaint->about_id, &place);
    if (e == ERR_OK)
        complaint->about = place.name;
    return e == ERR_NOT_FOUND ? ERR_INVALID : e;
}

static enum err number_new(struct db *db, char out[20])
{
    struct complaint other;
    for (int tries = 0; tries < 10; tries++) {
        tracking_number_new(out);
        enum err e = complaint_by_number(db, out, &other);
        if (e == ERR_NOT_FOUND)
            return ERR_OK;
        if (e != ERR_OK)
            return e;
    }
    return ERR_IO; /* ten equal numbers of 45 bits: the random source is broken */
}

static enum err fill(struct db *db, const struct act_env *env,
                     const struct complain_request *request, struct complaint *made)
{
    *made = (struct complaint){
        .kind = request->kind, .status = COMPLAINT_SUBMITTED, .created_ms = clock_wall(env->clock)};
    char composed[COMPLAINT_TEXT_SIZE];
    text_copy(made->op, sizeof made->op, request->op);
    text_copy(made->task_op, sizeof made->task_op, request->task_op);
    text_copy(made->topic, sizeof made->topic, request->topic);
    text_copy(made->about_id, sizeof made->about_id, request->about_id);
    enum err e = text_nfc(composed, sizeof composed, request->text);
    text_clean(made->text, sizeof made->text, composed, TEXT_MAX);
    text_wipe(composed, sizeof composed);
    if (e == ERR_OK && !made->text[0])
        e = ERR_INVALID;
    if (e == ERR_OK && request->phone[0] &&
        identity_check_mobile(request->phone, made->phone).fault != ID_GOOD)
        e = ERR_INVALID;
    if (e == ERR_OK)
        e = name_about(db, made);
    if (e == ERR_OK)
        e = first_receiver(db, made);
    return e == ERR_OK ? number_new(db, made->number) : e;
}

static enum err complain_now(struct db *db, const struct act_env *env,
                             const struct complain_request *request, struct complaint *out)
{
    enum err e = complaint_get(db, request->op, out);
    if (e != ERR_NOT_FOUND)
        return e;
    e = fill(db, env, request, out);
    if (e == ERR_OK)
        e = complaint_insert(db, out);
    if (e == ERR_OK)
        e = outbox_add(db, OUTBOX_COMPLAINT, out->op, out->op, out->op);
    return e;
}

enum err complain(struct db *db, const struct act_env *env, const struct complain_request *request,
                  struct complaint *out)
{
    if (!uuid_valid(request->op) || !uuid_valid(request->task_op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e == ERR_OK)
        e = act_end(db, complain_now(db, env, request, out));
    if (e != ERR_OK)
        text_wipe(out, sizeof *out);
    return e;
}
