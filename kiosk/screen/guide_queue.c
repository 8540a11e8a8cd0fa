/* One queue: who is called, waits and missed the call; and what to do with the chosen one. */
#include "screen/guide.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "model/machine.h"
#include "store/queue.h"

#include <string.h>

#define REVEAL_MS 15000

static enum err run_reveal(struct db *db, const struct act_env *env, void *data)
{
    struct guide_reveal_job *job = data;
    return desk_reveal(db, env, &job->by, job->op, job->name, sizeof job->name);
}

/* Masked names beside the entries, and the queue's own row. */
void guide_read_names(struct app *app, struct guide_state *s)
{
    for (size_t i = 0; i < s->entry_count; i++)
        if (ticket_mask(app_db(app), &s->entries[i].ticket, s->names[i], sizeof s->names[i]) !=
            ERR_OK)
            s->names[i][0] = '\0';
}

static struct desk_entry *entry_of(struct guide_state *s, const char *op)
{
    for (size_t i = 0; i < s->entry_count; i++)
        if (strcmp(s->entries[i].ticket.op, op) == 0)
            return &s->entries[i];
    return NULL;
}

const struct ticket *guide_chosen(struct guide_state *s)
{
    struct desk_entry *entry = entry_of(s, s->chosen);
    return entry ? &entry->ticket : NULL;
}

static const char *standing(const struct desk_entry *e)
{
    switch (e->standing) {
    case CLASS_EMERGENCY:
        return _("urgent");
    case CLASS_REFERRAL:
        return _("referred");
    case CLASS_RETURN:
        return _("back from a test");
    case CLASS_BOOKED:
        return _("booked");
    case CLASS_CARED:
        return _("elderly or cared for");
    case CLASS_WALK_IN:
    case CLASS_COUNT:
        break;
    }
    return "";
}

static const char *stage_words(enum queue_status stage)
{
    switch (stage) {
    case QUEUE_CALLED:
        return _("called");
    case QUEUE_RECALLED:
        return _("called again");
    case QUEUE_SERVING:
        return _("with the doctor");
    case QUEUE_PASSED:
        return _("missed");
    case QUEUE_WAITING:
    case QUEUE_DONE:
    case QUEUE_LEFT:
    case QUEUE_STATUS_COUNT:
        break;
    }
    return NULL;
}

static enum ui_mark mark_of(const struct desk_entry *e)
{
    return e->standing == CLASS_EMERGENCY                                        ? MARK_EMERGENCY
           : e->ticket.priority > PRIORITY_ROUTINE || e->standing == CLASS_CARED ? MARK_PRIORITY
                                                                                 : MARK_NONE;
}

static void view_entries(struct app *app, struct guide_state *s, struct ui *ui)
{
    char waited[40], line[120], title[160];
    ui_desk_column(ui, "entries", 0, 712, 46);
    if (s->entry_count == 0)
        ui_empty(ui, "users", _("Nobody is waiting"), _("Numbers stand here once they are given"));
    for (size_t i = 0; i < s->entry_count; i++) {
        const struct desk_entry *e = &s->entries[i];
        char id[UUID_SIZE + 8];
        const char *class_words = standing(e);
        bool waits = e->ticket.stage == QUEUE_WAITING;
        text_format(id, sizeof id, "ticket:%s", e->ticket.op);
        minutes_shown(app_now(app) - e->arrived_ms, waited, sizeof waited);
        text_format(line, sizeof line, _("waited %s"), waited);
        text_format(title, sizeof title, "%s%s%s", s->names[i],
                    s->names[i][0] && class_words[0] ? "　" : "", class_words);
        if (ui_desk_row(ui, id,
                        &(struct ui_desk_row){.number = e->ticket.number,
                                              .title = title[0] ? title : line,
                                              .line = title[0] && waits ? line : NULL,
                                              .mark = mark_of(e),
                                              .tag = stage_words(e->ticket.stage),
                                              .tone = e->ticket.stage == QUEUE_PASSED ? TONE_AMBER
                                                                                      : TONE_TINT,
                                              .chosen = strcmp(s->chosen, e->ticket.op) == 0})) {
            text_copy(s->chosen, sizeof s->chosen, e->ticket.op);
            s->revealed[0] = '\0';
        }
    }
    ui_desk_column_end(ui);
}

static bool act_key(struct ui *ui, const char *id, const char *text, bool solid, bool waits)
{
    return ui_button(ui, id, text,
                     &(struct ui_button){.kind = solid ? BUTTON_PRIMARY : BUTTON_QUIET,
                                         .small = true,
                                         .disabled = waits});
}

static void ask(struct app *app, struct guide_state *s, enum call_kind kind, const struct ticket *t)
{
    struct call_request request = {.kind = kind};
    text_copy(request.ticket_op, sizeof request.ticket_op, t->op);
    guide_ask(app, s, &request, kind == CALL_NUMBER ? &t->doctor : NULL);
}

/* What may follow the number's state, and nothing else. */
static void view_acts(struct app *app, struct guide_state *s, const struct ticket *t, struct ui *ui)
{
    bool waits = guide_waits(app, s);
    enum queue_status stage = t->stage;
    bool callable = stage == QUEUE_WAITING || stage == QUEUE_PASSED,
         called = stage == QUEUE_CALLED || stage == QUEUE_RECALLED;
    ui_columns(ui, 2, 16);
    if (callable && act_key(ui, "act.call", _("Call"), true, waits))
        ask(app, s, CALL_NUMBER, t);
    if (called && act_key(ui, "act.serving", _("Is here"), true, waits))
        ask(app, s, CALL_SERVING, t);
    if (called && act_key(ui, "act.again", _("Call again"), false, waits))
        ask(app, s, CALL_AGAIN, t);
    if (called && act_key(ui, "act.passed", _("Did not come"), false, waits))
        ask(app, s, CALL_PASSED, t);
    if (stage == QUEUE_SERVING && act_key(ui, "act.done", _("Done"), true, waits))
        ask(app, s, CALL_DONE, t);
    if (stage == QUEUE_SERVING && act_key(ui, "act.send", _("Send on"), false, waits))
        guide_choose(app, s, t, GUIDE_SEND);
    if ((callable || called) && act_key(ui, "act.move", _("Other queue"), false, waits))
        guide_choose(app, s, t, GUIDE_MOVE);
    if (stage == QUEUE_WAITING && act_key(ui, "act.priority", _("Priority"), false, waits))
        app_step(app, GUIDE_PRIORITY);
    if (t->person_uuid[0] && act_key(ui, "act.reveal", _("Show the name"), false, waits)) {
        s->reveal = (struct guide_reveal_job){.by = *app_staff(app)};
        text_copy(s->reveal.op, sizeof s->reveal.op, t->op);
        app_start(app, run_reveal, &s->reveal, sizeof s->reveal);
    }
    ui_columns_end(ui);
}

static void collect_reveal(struct app *app, struct guide_state *s)
{
    enum err e;
    if (app_finished(app, &s->reveal, &e)) {
        text_copy(s->revealed, sizeof s->revealed,
                  e != ERR_OK         ? sentence_for(e)
                  : s->reveal.name[0] ? s->reveal.name
                                      : _("The name is not known"));
        text_wipe(&s->reveal, sizeof s->reveal);
        s->revealed_until_ms = app_now(app) + REVEAL_MS;
    }
    if (!s->revealed[0])
        return;
    if (app_now(app) >= s->revealed_until_ms || s->revealed_until_ms - app_now(app) > REVEAL_MS)
        text_wipe(s->revealed, sizeof s->revealed);
    else
        app_wake_at(app, s->revealed_until_ms);
}

static void view_chosen(struct app *app, struct guide_state *s, const struct ticket *t,
                        struct ui *ui)
{
    char line[300];
    const char *words = stage_words(t->stage);
    text_format(line, sizeof line, "%s%s%s", words ? words : _("waiting"),
                app_label(app, &t->doctor.place)[0] ? "　" : "", app_label(app, &t->doctor.place));
    ui_desk_card(ui, "chosen",
                 &(struct ui_desk_card){.title = t->number, .beside = s->revealed, .line = line});
    view_acts(app, s, t, ui);
}

static const struct desk_queue *queue_row(const struct guide_state *s)
{
    for (size_t i = 0; i < s->queue_count; i++)
        if (strcmp(s->queues[i].queue, s->queue) == 0)
            return &s->queues[i];
    return NULL;
}

void guide_queue_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    char title[300] = "", key[60];
    const struct desk_queue *q = queue_row(s);
    collect_reveal(app, s);
    if (q)
        keeper_shown(app, &q->keeper, title, sizeof title);
    guide_head(app, ui, title[0] ? title : _("Queue"), true);
    const struct ticket *chosen = guide_chosen(s);
    view_entries(app, s, ui);
    ui_desk_column(ui, "side", 736, 488, 54);
    if (s->call.bad || s->call.pending || !q) /* what went well shows in the list */
        guide_said(s, ui);
    if (q && q->next[0]) {
        text_format(key, sizeof key, _("Call next: %s"), q->next);
        if (ui_button(ui, "callnext", key,
                      &(struct ui_button){.kind = BUTTON_PRIMARY,
                                          .small = true,
                                          .icon = "bell",
                                          .busy = guide_waits(app, s),
                                          .disabled = !guide_may_call(app, s->queue)}))
            guide_call_next(app, s, q);
    }
    if (chosen)
        view_chosen(app, s, chosen, ui);
    else if (s->entry_count > 0)
        ui_quiet(ui, TEXT_XS, _("Choose a number to do more"));
    if (q)
        guide_close_key(app, s, q, ui);
    ui_desk_column_end(ui);
}
