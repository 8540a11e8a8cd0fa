/* A complaint's text (Communication) and its handling (Task), WIRE.md 3.8: one transaction of two
 * conditional creates, the same bytes at every try; else the text first, then the Task with its id.
 * And the two that are one resource: ratings (3.10) and calls for help.
 */
#include "sync/push.h"

#include "base/text.h"
#include "store/care.h"
#include "store/content.h"
#include "store/content_ref.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

struct voice {
    struct sending *s;
    struct complaint complaint;
    struct links links;
    char about[REFERENCE_SIZE], receiver[REFERENCE_SIZE], communication[REFERENCE_SIZE];
    char text_query[400], task_query[400];
};

/* What a screen id is about: a doctor, a place, a department or a service. */
static enum verdict subject(struct sync *sync, const char *id, bool department,
                            char out[REFERENCE_SIZE], char outcome[120])
{
    static const char *const types[] = {"PractitionerRole", "Location", "HealthcareService",
                                        "Organization"};
    enum verdict v = VERDICT_ACK;
    out[0] = '\0';
    for (size_t i = 0; v == VERDICT_ACK && !out[0] && i < (department ? 4U : 3U); i++)
        v = sync_content(sync, types[i], id, out, outcome);
    return v;
}

static bool resolve(struct voice *v)
{
    struct sending *s = v->s;
    struct complaint_rule rule;
    memset(&rule, 0, sizeof rule);
    s->verdict = subject(s->sync, v->complaint.about_id, true, v->about, s->outcome);
    if (s->verdict == VERDICT_ACK &&
        complaint_rule_get(s->sync->db, v->complaint.topic, &rule) == ERR_OK)
        s->verdict =
            sync_content(s->sync, "PractitionerRole", rule.receiver_id, v->receiver, s->outcome);
    v->links = (struct links){.base = s->sync->base,
                              .device = s->sync->device,
                              .about = v->about,
                              .receiver = v->receiver,
                              .shift_ms = s->sync->offset_ms};
    return s->verdict == VERDICT_ACK;
}

static enum verdict file_at_once(struct voice *v)
{
    struct sending *s = v->s;
    char *frozen = sending_frozen(s, 0), urn[60];
    struct reply reply;
    if (!frozen) {
        text_format(urn, sizeof urn, "urn:uuid:%s", v->complaint.op);
        struct links links = v->links;
        links.communication = urn;
        char *text = write_complaint_text(&links, &v->complaint),
             *task = write_complaint_task(&links, &v->complaint);
        struct entry entries[] = {
            {.method = "POST",
             .url = "Communication",
             .if_none_exist = v->text_query,
             .full_url = urn,
             .body = text},
            {.method = "POST", .url = "Task", .if_none_exist = v->task_query, .body = task}};
        char *bundle = write_transaction(s->sync->config->server.url, entries, 2);
        frozen = sending_freeze(
            s, 0, &(struct http_request){.method = "POST", .url = "", .body = bundle});
        text_wipe(bundle, strlen(bundle));
        text_wipe(text, strlen(text));
        free(bundle);
        free(text);
        free(task);
        if (!frozen)
            return VERDICT_LATER;
    }
    const char *ops[] = {v->complaint.op, v->complaint.task_op};
    sending_post(s, frozen, &reply);
    sending_take(s, &reply);
    enum verdict verdict = reply.verdict;
    if (verdict == VERDICT_ACK)
        verdict = sending_transaction(s, &reply, ops, 2);
    reply_clear(&reply);
    return verdict;
}

/* One frozen conditional create; `op` is the identifier it is known by. */
static bool send_create(struct sending *s, int stage, const char *type, const char *query,
                        const char *op, char *body, char made[REFERENCE_SIZE])
{
    struct reply reply;
    char *frozen = sending_frozen(s, stage);
    if (!frozen)
        frozen = sending_freeze(
            s, stage,
            &(struct http_request){
                .method = "POST", .url = type, .if_none_exist = query, .body = body});
    text_wipe(body, strlen(body));
    free(body);
    if (!frozen)
        return false;
    sending_post(s, frozen, &reply);
    bool good = sending_take(s, &reply);
    if (good) {
        sending_made(s, type, op, &reply.seen);
        text_format(made, REFERENCE_SIZE, "%s/%s", type, reply.seen.id);
    } else if (s->verdict == VERDICT_CONFLICT) {
        s->verdict = VERDICT_LATER;
    }
    reply_clear(&reply);
    return good;
}

static void file_in_turn(struct voice *v)
{
    char task[REFERENCE_SIZE];
    v->s->made_count = 0;
    if (!send_create(v->s, 1, "Communication", v->text_query, v->complaint.op,
                     write_complaint_text(&v->links, &v->complaint), v->communication))
        return;
    v->links.communication = v->communication;
    send_create(v->s, 2, "Task", v->task_query, v->complaint.task_op,
                write_complaint_task(&v->links, &v->complaint), task);
}

void send_complaint(struct sending *s)
{
    struct voice *v = calloc(1, sizeof *v);
    if (!v)
        abort();
    v->s = s;
    enum err e = complaint_get(s->sync->db, s->entry->subject, &v->complaint);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
    } else if (resolve(v)) {
        sending_query(s, "op", v->complaint.op, v->text_query);
        sending_query(s, "op", v->complaint.task_op, v->task_query);
        enum verdict verdict = s->sync->atomic == ATOMIC_YES ? file_at_once(v) : VERDICT_CONFLICT;
        if (verdict == VERDICT_CONFLICT)
            file_in_turn(v);
        else
            s->verdict = verdict;
        if (s->verdict == VERDICT_ACK)
            text_copy(s->outcome, sizeof s->outcome, "filed");
    }
    text_wipe(v, sizeof *v);
    free(v);
}

void send_rating(struct sending *s)
{
    struct rating *rating = calloc(1, sizeof *rating);
    char about[REFERENCE_SIZE], encounter[REFERENCE_SIZE] = "", made[REFERENCE_SIZE], query[400],
                                questionnaire[240] = "", version[24] = "";
    struct ticket ticket;
    if (!rating)
        abort();
    enum err e = rating_get(s->sync->db, s->entry->subject, rating);
    if (e == ERR_OK)
        e = questionnaire_get(s->sync->db, "satisfaction", questionnaire, 200, version,
                              sizeof version);
    if (e == ERR_NOT_FOUND) { /* not among the hospital's content: the name it would have there */
        text_format(questionnaire, sizeof questionnaire, "%s/Questionnaire/satisfaction",
                    s->sync->base);
        e = ERR_OK;
    }
    if (version[0]) {
        text_append(questionnaire, sizeof questionnaire, "|");
        text_append(questionnaire, sizeof questionnaire, version);
    }
    s->verdict = VERDICT_ACK;
    if (e)
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
    else
        s->verdict = subject(s->sync, rating->subject_id, false, about, s->outcome);
    if (s->verdict == VERDICT_ACK && rating->ticket_op[0] &&
        ticket_get(s->sync->db, rating->ticket_op, &ticket) == ERR_OK)
        s->verdict = sync_own(s->sync, "Encounter", ticket.visit_op, encounter, s->outcome);
    if (s->verdict == VERDICT_ACK) {
        struct links links = {.base = s->sync->base,
                              .device = s->sync->device,
                              .about = about,
                              .encounter = encounter,
                              .questionnaire = questionnaire,
                              .shift_ms = s->sync->offset_ms};
        bool once = rating->ticket_op[0] != '\0';
        sending_query(s, once ? "rating" : "op", once ? rating->ticket_op : rating->op, query);
        if (send_create(s, 0, "QuestionnaireResponse", query, rating->op,
                        write_rating(&links, rating), made))
            text_copy(s->outcome, sizeof s->outcome, "filed");
    }
    text_wipe(rating, sizeof *rating);
    free(rating);
}

void send_help(struct sending *s)
{
    struct help_call call;
    char made[REFERENCE_SIZE], place[REFERENCE_SIZE] = "", query[400];
    enum err e = help_get(s->sync->db, s->entry->subject, &call);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    if (call.place_id[0])
        s->verdict = sync_content(s->sync, "Location", call.place_id, place, s->outcome);
    if (call.place_id[0] && s->verdict != VERDICT_ACK)
        return;
    struct links links = {.base = s->sync->base,
                          .device = s->sync->device,
                          .place = place,
                          .terminal = s->sync->config->station.name_zh,
                          .shift_ms = s->sync->offset_ms};
    sending_query(s, "op", call.op, query);
    if (send_create(s, 0, "Task", query, call.op, write_help(&links, &call), made))
        text_copy(s->outcome, sizeof s->outcome, "called");
}
