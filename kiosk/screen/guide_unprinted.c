/* Numbers whose paper did not come out: printed again, handed over without, or void. */
#include "screen/guide.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "screen/ticket_paper.h"

#include <string.h>

static enum err run_paper(struct db *db, const struct act_env *env, void *data)
{
    struct guide_paper_job *job = data;
    switch (job->act) {
    case PAPER_PRINT:
        return desk_reprint(db, env, &job->by, job->op);
    case PAPER_HANDED:
        return desk_handed(db, env, &job->by, job->op);
    case PAPER_VOID:
        return desk_void(db, env, &job->by, job->op);
    }
    return ERR_INVALID;
}

static const char *why_words(enum err why)
{
    if (why == ERR_NO_SPACE)
        return _("the paper was out");
    if (why == ERR_BUSY)
        return _("the printer was open or stuck");
    if (why == ERR_OFFLINE)
        return _("the printer was not there");
    return why == ERR_UNKNOWN ? _("nobody took it") : _("the paper broke off");
}

void guide_unprinted_side(struct app *app, struct guide_state *s, struct ui *ui)
{
    char count[40];
    if (s->paper_count == 0)
        return;
    text_format(count, sizeof count, tr_n("%d number", "%d numbers", (long)s->paper_count),
                (int)s->paper_count);
    if (ui_desk_card(ui, "unprinted",
                     &(struct ui_desk_card){
                         .title = _("Not printed"), .beside = count, .opens = true}) == DESK_OPEN)
        app_step(app, GUIDE_UNPRINTED);
}

static void begin(struct app *app, struct guide_state *s, const char *op, int act)
{
    s->paper = (struct guide_paper_job){.by = *app_staff(app)};
    s->paper.act = act == PAPER_PRINT ? PAPER_PRINT : act == PAPER_VOID ? PAPER_VOID : PAPER_HANDED;
    text_copy(s->paper.op, sizeof s->paper.op, op);
    s->voiding[0] = '\0';
    app_start(app, run_paper, &s->paper, sizeof s->paper);
}

/* Without a printer here the first two move up. */
static void view_one(struct app *app, struct guide_state *s, const struct unprinted *one,
                     struct ui *ui)
{
    static const char *const kinds[] = {"print", "handed", "void"};
    char id[60], ids[3][60], who[TEXT_BUF], line[300], time[FORMAT_SIZE];
    bool sure = strcmp(s->voiding, one->ticket.op) == 0, prints = app_can_print(app);
    const char *words[] = {_("Print again"), _("They have it"),
                           sure ? _("Yes, it is void") : _("Void")};
    text_format(id, sizeof id, "ticket:%s", one->ticket.op);
    for (int i = 0; i < 3; i++)
        text_format(ids[i], sizeof ids[i], "%s:%s", kinds[i], one->ticket.op);
    keeper_shown(app, &one->ticket.doctor, who, sizeof who);
    format_time(one->fault.at_ms, time, sizeof time);
    text_format(line, sizeof line, "%s　%s　%s", time, why_words(one->fault.why),
                one->fault.station);
    int first = prints ? 0 : 1;
    enum ui_desk_press pressed = ui_desk_card(
        ui, id,
        &(struct ui_desk_card){.title = one->ticket.number,
                               .beside = who,
                               .line = line,
                               .amber = sure,
                               .busy = app_busy(app) || app_print_state(app) == PRINT_WAITING,
                               .first_id = ids[first],
                               .first = words[first],
                               .second_id = ids[first + 1],
                               .second = words[first + 1],
                               .third_id = ids[2],
                               .third = prints ? words[2] : NULL});
    if (pressed == DESK_NOTHING || pressed == DESK_OPEN)
        return;
    int act = first + (int)(pressed - DESK_KEY);
    if (act == 2 && !sure)
        text_copy(s->voiding, sizeof s->voiding, one->ticket.op);
    else
        begin(app, s, one->ticket.op,
              act == 0   ? PAPER_PRINT
              : act == 1 ? PAPER_HANDED
                         : PAPER_VOID);
}

static void print_now(struct app *app, struct guide_state *s)
{
    for (size_t i = 0; i < s->paper_count; i++) {
        struct paper paper;
        if (strcmp(s->papers[i].ticket.op, s->paper.op) != 0)
            continue;
        ticket_paper(app, &s->papers[i].ticket, NULL, &paper);
        app_print(app, &paper);
        text_wipe(&paper, sizeof paper);
    }
}

void guide_unprinted_view(struct app *app, struct guide_state *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->paper, &e)) {
        text_copy(s->call.said, sizeof s->call.said, e == ERR_OK ? "" : sentence_for(e));
        s->call.bad = e != ERR_OK;
        if (e == ERR_OK && s->paper.act == PAPER_PRINT)
            print_now(app, s);
        s->fresh = (struct fresh){0};
        guide_read(app, s);
    }
    guide_head(app, ui, _("Not printed"), true);
    guide_said(s, ui);
    printing_strip(app, ui, false);
    if (s->paper_count == 0)
        ui_empty(ui, "check", _("Every number is in a hand"),
                 _("Numbers without paper stand here"));
    ui_pages(ui, "papers");
    for (size_t i = 0; i < s->paper_count; i++)
        view_one(app, s, &s->papers[i], ui);
    ui_pages_end(ui);
}
