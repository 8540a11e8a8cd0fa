/* A queue that nobody calls from any more: where its people go, and that it is called from again.
 */
#include "screen/guide.h"

#include "base/text.h"
#include "base/uuid.h"
#include "i18n/tr.h"
#include "store/queue.h"

#include <string.h>

static enum err run_close(struct db *db, const struct act_env *env, void *data)
{
    struct guide_closing_job *job = data;
    return job->open ? desk_open_queue(db, env, &job->by, job->closing.op)
                     : desk_close_queue(db, env, &job->by, &job->closing, &job->moved);
}

static void name_of(struct app *app, const char *queue, char *out, size_t size)
{
    struct doctor keeper;
    out[0] = '\0';
    if (queue_keeper(app_db(app), queue, &keeper) == ERR_OK)
        keeper_shown(app, &keeper, out, size);
}

void guide_closing_collect(struct app *app, struct guide_state *s)
{
    struct guide_closing_job *job = &s->closing;
    char to[300];
    enum err e;
    if (!app_finished(app, job, &e))
        return;
    s->fresh = (struct fresh){0};
    s->call.bad = e != ERR_OK;
    name_of(app, job->closing.to, to, sizeof to);
    if (e == ERR_DENIED)
        app_sign_out(app, "over");
    else if (e == ERR_OFFLINE)
        text_copy(s->call.said, sizeof s->call.said,
                  _("No line to the hospital. A shared queue is not closed now"));
    else if (e == ERR_INVALID)
        text_copy(s->call.said, sizeof s->call.said, _("That queue leads back to this one"));
    else if (e != ERR_OK)
        text_copy(s->call.said, sizeof s->call.said, sentence_for(e));
    else if (job->open)
        s->call.said[0] = '\0';
    else
        text_format(s->call.said, sizeof s->call.said,
                    tr_n("%d person goes to %s", "%d people go to %s", job->moved), job->moved, to);
}

static const struct queue_closing *closing_of(const struct guide_state *s, const char *queue)
{
    for (size_t i = s->closing_count; i-- > 0;) /* the newest */
        if (strcmp(s->closings[i].queue, queue) == 0)
            return &s->closings[i];
    return NULL;
}

static void choose(struct app *app, struct guide_state *s, const struct desk_queue *q)
{
    struct ticket like = {.doctor = q->keeper};
    text_copy(like.queue, sizeof like.queue, q->queue);
    app_today(app, like.date);
    if (desk_instead(app_db(app), &like, s->targets, GUIDE_TARGETS, &s->target_count) != ERR_OK)
        s->target_count = 0;
    app_step(app, GUIDE_CLOSE);
}

void guide_close_key(struct app *app, struct guide_state *s, const struct desk_queue *q,
                     struct ui *ui)
{
    const struct queue_closing *closing = closing_of(s, q->queue);
    char to[300], words[400];
    if (closing) {
        name_of(app, closing->to, to, sizeof to);
        text_format(words, sizeof words, _("Closed. Its people go to %s"), to);
        ui_desk_card(ui, "queue.closed", &(struct ui_desk_card){.title = words, .amber = true});
    }
    if (ui_button(ui, "queue.close", closing ? _("Send on who came since") : _("Close this queue"),
                  &(struct ui_button){.kind = BUTTON_QUIET,
                                      .small = true,
                                      .icon = "door",
                                      .disabled = guide_waits(app, s)}))
        choose(app, s, q);
}

static void start(struct app *app, struct guide_state *s, const char *to)
{
    s->closing = (struct guide_closing_job){.by = *app_staff(app)};
    uuid_new(s->closing.closing.op);
    text_copy(s->closing.closing.queue, sizeof s->closing.closing.queue, s->queue);
    text_copy(s->closing.closing.to, sizeof s->closing.closing.to, to);
    app_start(app, run_close, &s->closing, sizeof s->closing);
}

void guide_close_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    char id[ID_SIZE + 8];
    guide_head(app, ui, _("Where do its people go?"), true);
    ui_quiet(ui, TEXT_XS, _("Whoever has not been seen goes there, and whoever comes later"));
    if (s->target_count == 0)
        ui_empty(ui, "users", _("There is no other queue"), _("Call them by voice"));
    ui_desk_columns(ui, 3);
    for (size_t i = 0; i < s->target_count; i++) {
        const struct desk_target *one = &s->targets[i];
        text_format(id, sizeof id, "to:%s", one->queue);
        if (!ui_choice(ui, id, NULL, app_label(app, &one->name),
                       one->place.zh[0] ? app_label(app, &one->place) : NULL, false,
                       !guide_waits(app, s)))
            continue;
        start(app, s, one->queue);
        app_back(app);
    }
    ui_columns_end(ui);
}

void guide_closed_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    char name[300], to[300], line[400], time[16], id[ID_SIZE + 8], key[ID_SIZE + 8];
    guide_head(app, ui, _("Closed queues"), true);
    if (s->call.bad)
        guide_said(s, ui);
    if (s->closing_count == 0)
        ui_empty(ui, "check", _("No queue is closed"), _("One is closed where its numbers stand"));
    ui_pages(ui, "closed");
    for (size_t i = 0; i < s->closing_count; i++) {
        const struct queue_closing *one = &s->closings[i];
        name_of(app, one->queue, name, sizeof name);
        name_of(app, one->to, to, sizeof to);
        format_time(one->created_ms, time, sizeof time);
        text_format(line, sizeof line, _("Its people go to %s, since %s"), to, time);
        text_format(id, sizeof id, "closed:%s", one->op);
        text_format(key, sizeof key, "open:%s", one->op);
        if (ui_desk_card(ui, id,
                         &(struct ui_desk_card){.title = name,
                                                .line = line,
                                                .first_id = key,
                                                .first = _("Call from it again"),
                                                .busy = guide_waits(app, s)}) != DESK_KEY)
            continue;
        s->closing = (struct guide_closing_job){.by = *app_staff(app), .open = true};
        text_copy(s->closing.closing.op, sizeof s->closing.closing.op, one->op);
        app_start(app, run_close, &s->closing, sizeof s->closing);
    }
    ui_pages_end(ui);
}
