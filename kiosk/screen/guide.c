/* The guide's desk: the table row and what its steps share. */
#include "screen/guide.h"

#include "act/calling.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "store/care.h"

#include <string.h>

static const char *const steps[] = {
    [GUIDE_SIGN_IN] = "guide.signin", [GUIDE_HOME] = "guide",
    [GUIDE_QUEUE] = "guide.queue",    [GUIDE_MOVE] = "guide.move",
    [GUIDE_SEND] = "guide.send",      [GUIDE_PRIORITY] = "guide.priority",
    [GUIDE_ROOMS] = "guide.rooms",    [GUIDE_HAND] = "guide.hand",
    [GUIDE_BEHALF] = "guide.behalf",  [GUIDE_REQUEST] = "guide.request",
    [GUIDE_MORE] = "guide.more",      [GUIDE_STUCK_TODAY] = "guide.stuck",
    [GUIDE_UNLOCK] = "guide.unlock",  [GUIDE_UNPRINTED] = "guide.unprinted",
    [GUIDE_CLOSE] = "guide.close",    [GUIDE_CLOSED] = "guide.closed",
    [GUIDE_STEP_COUNT] = NULL};

void minutes_shown(int64_t ms, char *out, size_t size)
{
    int64_t s = ms > 0 ? ms / 1000 : 0;
    if (s < 60)
        text_format(out, size, _("%d s"), (int)s);
    else if (s < 120)
        text_format(out, size, _("%d min %d s"), (int)(s / 60), (int)(s % 60));
    else
        text_format(out, size, _("%d min"), (int)(s / 60));
}

static const char *area_of(struct app *app)
{
    const struct config *config = app_config(app);
    return app_lang(app) == LANG_EN ? config->station.name_en : config->station.name_zh;
}

/* The rooms of the desk's own area, as its station is called, come first. */
static void own_area_first(struct app *app, struct guide_state *s)
{
    const char *area = app_config(app)->station.name_zh;
    size_t own = 0, length = strlen(area);
    struct desk_queue one;
    for (size_t i = 0; length > 0 && i < s->queue_count; i++) {
        if (strncmp(s->queues[i].keeper.place.zh, area, length) != 0)
            continue;
        one = s->queues[i];
        memmove(&s->queues[own + 1], &s->queues[own], (i - own) * sizeof one);
        s->queues[own++] = one;
    }
}

void keeper_shown(struct app *app, const struct doctor *keeper, char *out, size_t size)
{
    const char *place = app_label(app, &keeper->place), *area = area_of(app);
    size_t length = strlen(area);
    if (length > 0 && strncmp(place, area, length) == 0) /* the head says it already */
        for (place += length; *place == ' ' || *place == ','; place++)
            ;
    const char *who =
        keeper->general ? app_label(app, &keeper->department) : app_label(app, &keeper->name);
    text_format(out, size, "%s%s%s", place,
                place[0] && who[0] ? (app_lang(app) == LANG_EN ? ", " : "　") : "", who);
    if (out[0] >= 'a' && out[0] <= 'z') /* the head's words are gone from its front */
        out[0] = (char)(out[0] - 'a' + 'A');
}

void guide_head(struct app *app, struct ui *ui, const char *title, bool back)
{
    const struct staff_session *staff = app_staff(app);
    const char *area = area_of(app);
    char place[200], state[80], time[16];
    struct link link;
    app_link(app, &link);
    format_time(app_now(app), time, sizeof time);
    if (link.state == LINK_OFFLINE) {
        format_time(link.data_ms, time, sizeof time);
        text_format(state, sizeof state, _("No line, data of %s"), time);
    } else if (link.state == LINK_ONLINE) {
        text_format(state, sizeof state, _("%s synced"), time);
    } else {
        text_copy(state, sizeof state, time);
    }
    if (staff->id[0])
        text_format(place, sizeof place, "%s　%s %s", area, app_label(app, &staff->name),
                    staff->id);
    else
        text_copy(place, sizeof place, area);
    ui_desk(ui, &(struct ui_desk){.title = title ? title : _("Guide desk"),
                                  .place = place,
                                  .state = state,
                                  .back = back,
                                  .lock = staff->id[0] != 0});
    if (ui_tapped(ui, "lock"))
        app_sign_out(app, "lock");
}

static void read_queue(struct app *app, struct guide_state *s, const char *today,
                       const struct queue_rules *rules)
{
    if (!s->queue[0])
        return;
    s->read = desk_entries(app_db(app), s->queue, today, rules, s->entries, GUIDE_ENTRIES,
                           &s->entry_count);
    bool there = false;
    for (size_t i = 0; s->read == ERR_OK && i < s->entry_count; i++)
        there |= strcmp(s->entries[i].ticket.op, s->chosen) == 0;
    if (!there && s->chosen[0])
        s->chosen[0] = '\0';
    guide_read_names(app, s);
}

void guide_read(struct app *app, struct guide_state *s)
{
    struct queue_rules rules;
    char today[DATE_SIZE], due[DATE_SIZE];
    if (!fresh_begin(app, &s->fresh))
        return;
    queue_rules_of(app_config(app), &rules);
    app_today(app, today);
    clock_date_add(today, 1, due);
    s->read = desk_queues(app_db(app), today, &rules, s->department, s->queues, GUIDE_QUEUES,
                          &s->queue_count, &s->total);
    own_area_first(app, s);
    if (s->read == ERR_OK)
        s->read = desk_complaints(app_db(app), due, s->due, GUIDE_DUE, &s->due_count);
    if (s->read == ERR_OK)
        s->read = help_open(app_db(app), s->help, GUIDE_HELP, &s->help_count);
    if (s->read == ERR_OK)
        s->read = ticket_not_printed(app_db(app), today, s->papers, GUIDE_PAPERS, &s->paper_count);
    if (s->read == ERR_OK)
        s->read =
            queue_closing_list(app_db(app), today, s->closings, GUIDE_CLOSINGS, &s->closing_count);
    if (s->read == ERR_OK)
        read_queue(app, s, today, &rules);
}

static void sign_in_step(struct app *app, struct guide_state *s, struct ui *ui)
{
    guide_head(app, ui, NULL, false);
    if (!sign_in_view(app, &s->sign_in, ROLE_GUIDE, ui))
        return;
    app_sign_in(app, &s->sign_in.job.answer.session);
    app_home(app); /* everything typed is wiped; the desk begins at its queues */
}

static void enter(struct app *app, void *state)
{
    (void)state;
    if (app_staff(app)->id[0])
        app_replace(app, GUIDE_HOME);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct guide_state *s = state;
    if (app_at(app) == GUIDE_SIGN_IN) {
        sign_in_step(app, s, ui);
        return;
    }
    if (s->call.lang != app_lang(app)) /* a sentence of the other language */
        s->call.said[0] = '\0';
    s->call.lang = app_lang(app);
    guide_collect(app, s);
    guide_closing_collect(app, s);
    guide_read(app, s);
    switch ((enum guide_step)app_at(app)) {
    case GUIDE_HOME:
        guide_home_view(app, s, ui);
        break;
    case GUIDE_ROOMS:
        guide_rooms_view(app, s, ui);
        break;
    case GUIDE_BEHALF:
        guide_behalf_view(app, s, ui);
        break;
    case GUIDE_MORE:
        guide_more_view(app, s, ui);
        break;
    case GUIDE_STUCK_TODAY:
        guide_stuck_view(app, s, ui);
        break;
    case GUIDE_QUEUE:
        guide_queue_view(app, s, ui);
        break;
    case GUIDE_MOVE:
    case GUIDE_SEND:
        guide_target_view(app, s, ui);
        break;
    case GUIDE_PRIORITY:
        guide_priority_view(app, s, ui);
        break;
    case GUIDE_HAND:
        guide_hand_view(app, s, ui);
        break;
    case GUIDE_REQUEST:
        guide_request_view(app, s, ui);
        break;
    case GUIDE_UNLOCK:
        guide_unlock_view(app, s, ui);
        break;
    case GUIDE_UNPRINTED:
        guide_unprinted_view(app, s, ui);
        break;
    case GUIDE_CLOSE:
        guide_close_view(app, s, ui);
        break;
    case GUIDE_CLOSED:
        guide_closed_view(app, s, ui);
        break;
    case GUIDE_SIGN_IN:
    case GUIDE_STEP_COUNT:
        break;
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    return app_at(app) == GUIDE_SIGN_IN &&
           sign_in_scan(&((struct guide_state *)state)->sign_in, text);
}

static bool begun(const void *state)
{
    return sign_in_begun(&((const struct guide_state *)state)->sign_in);
}

const struct screen screen_guide = {.steps = steps,
                                    .state_size = sizeof(struct guide_state),
                                    .enter = enter,
                                    .view = view,
                                    .scan = scan,
                                    .begun = begun,
                                    .bare = true,
                                    .staff = true};
