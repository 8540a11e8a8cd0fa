/* The calling board (station board): who is called to which room, who is in and who is next there,
 * and who was called before. Nobody touches it. */
#include "screen/board.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/board.h"

#include <math.h>
#include <string.h>

#define PULSES 3
#define PULSE_MS 1000
#define FRAME_MS 50 /* of the pulses */
#define PAST_MAX 12
#define PAGE_ROWS_MAX 12

/* Everything in words, for one picture: the strings of `out` live in here. */
struct shown {
    struct ui_board out;
    char title[LANG_COUNT][ROOM_NAME_SIZE], time[16], age[FORMAT_SIZE], rule[FORMAT_SIZE];
    char words[24][200];
    int word_count;
    char call_id[64], call_label[400];
    char row_id[PAGE_ROWS_MAX][ID_SIZE + 8], row_label[PAGE_ROWS_MAX][400];
    char past_id[PAST_MAX][64], past_label[PAST_MAX][300], past_time[PAST_MAX][16];
    struct ui_board_row rows[PAGE_ROWS_MAX];
    struct ui_board_past past[PAST_MAX];
    enum lang first, second;
    bool both;
};

static const char *keep(struct shown *p, const char *text)
{
    if (p->word_count == (int)(sizeof p->words / sizeof p->words[0]))
        return text;
    text_copy(p->words[p->word_count], sizeof p->words[0], text);
    return p->words[p->word_count++];
}

/* A sentence in the one or in both languages. */
static struct ui_words said(struct shown *p, const char *text)
{
    struct ui_words w = {keep(p, tr(text)), NULL};
    if (p->both) {
        tr_set(p->second);
        w.second = keep(p, tr(text));
        tr_set(p->first);
    }
    return w;
}

static struct ui_words room_words(struct shown *p, const struct board_state *s,
                                  const char *place_id, const struct label *fallback)
{
    struct ui_words w = {board_room_name(s, p->first, place_id, fallback), NULL};
    if (p->both)
        w.second = board_room_name(s, p->second, place_id, fallback);
    return w;
}

/* ---- time ---- */

static int64_t turn_ms(const struct app *app)
{
    return app_config(app)->board.page_s * INT64_C(1000);
}

static void choose_language(struct app *app, struct shown *p, int turn, int pages)
{
    enum board_words words = app_config(app)->board.words;
    if (words == BOARD_ALTERNATE)
        app_show_in(app, (turn / pages) % 2 == 0 ? LANG_ZH : LANG_EN);
    p->first = app_lang(app);
    p->second = p->first == LANG_ZH ? LANG_EN : LANG_ZH;
    p->both = words == BOARD_BOTH;
}

static double glow(struct app *app, const struct board_state *s)
{
    int64_t ms = app_now(app) - s->shown.since_ms;
    if (app_config(app)->display.reduced_motion || ms < 0 || ms >= PULSES * PULSE_MS)
        return 0;
    app_wake_at(app, app_now(app) + FRAME_MS);
    return 0.5 - 0.5 * cos(2 * 3.14159265358979 * (double)ms / PULSE_MS);
}

static void put_time(struct app *app, struct shown *p)
{
    format_time(app_now(app), p->time, sizeof p->time);
    p->out.time = p->time;
}

/* ---- foot ---- */

/* One line: with two languages they take turns. */
static void put_rule(struct app *app, struct shown *p, int turn)
{
    const struct config *config = app_config(app);
    tr_set(p->both && turn % 2 ? p->second : p->first);
    p->out.rule = keep(p, _("Missed your call?"));
    if (config->queue.missed_recalls == 0)
        text_copy(p->rule, sizeof p->rule, _("Ask at the service desk"));
    else if (config->queue.missed_after == 0)
        text_copy(p->rule, sizeof p->rule, _("Check in again at any kiosk. You go first"));
    else
        text_format(p->rule, sizeof p->rule,
                    tr_n("Check in again at any kiosk. You go after the next %d",
                         "Check in again at any kiosk. You go after the next %d",
                         config->queue.missed_after),
                    config->queue.missed_after);
    p->out.rule_line = p->rule;
    tr_set(p->first);
}

static void put_age(struct app *app, struct board_state *s, struct shown *p)
{
    struct link link;
    char time[16];
    app_link(app, &link);
    int64_t now = app_now(app), data = board_data_ms(app_db(app)), old = now - data;
    if (link.state == LINK_STANDALONE) {
        format_time(s->read_ms, time, sizeof time);
        text_format(p->age, sizeof p->age, _("as of %s"), time);
    } else if (data != 0 && old < BOARD_STALE_MS) {
        char seconds[24];
        format_time_seconds(data, seconds, sizeof seconds);
        int ago = old > 0 ? (int)(old / 1000) : 0;
        text_format(p->age, sizeof p->age, tr_n("%s, %d s ago", "%s, %d s ago", ago), seconds, ago);
        app_wake_at(app, now - now % 1000 + 1000);
    } else {
        p->out.stale = true;
        format_time(data, time, sizeof time);
        text_format(p->age, sizeof p->age,
                    data ? _("No line. Shown: %s") : _("No line to the hospital"), time);
    }
    p->out.age = p->age;
}

/* ---- the call ---- */

static void instead(struct shown *p, const struct board_state *s, const char *id, const char *icon,
                    struct ui_words fact, struct ui_words advice)
{
    p->out.state = BOARD_WORDS;
    p->out.icon = icon;
    const char *hospital = label_in(&s->hospital, p->first);
    if (strcmp(hospital, label_in(&s->title, p->first)) != 0)
        p->out.over = hospital;
    p->out.fact = fact;
    p->out.advice = advice;
    p->out.call_id = id;
    text_format(p->call_label, sizeof p->call_label, "%s. %s", fact.first, advice.first);
    p->out.call_label = p->call_label;
}

static const struct board_number *last_called(const struct board_state *s)
{
    const struct board_number *last = NULL;
    for (size_t i = 0; i < s->called_count; i++)
        if (!last || s->called[i].called_ms > last->called_ms)
            last = &s->called[i];
    return last;
}

static void put_number(struct app *app, struct board_state *s, struct shown *p,
                       const struct board_number *n, bool calling)
{
    p->out.state = calling ? BOARD_CALLING : BOARD_CALM;
    p->out.call = (struct ui_board_number){n->number, n->name};
    p->out.room = room_words(p, s, n->place_id, &n->place);
    p->out.glow = calling ? glow(app, s) : 0;
    text_format(p->call_id, sizeof p->call_id, "call:%s", n->op);
    text_format(p->call_label, sizeof p->call_label,
                calling ? _("%s %s, go to %s") : _("Called last: %s %s, %s"), n->number, n->name,
                p->out.room.first);
    p->out.call_id = p->call_id;
    p->out.call_label = p->call_label;
}

/* The number that stands in the block, NULL when none. */
static const struct board_number *put_block(struct app *app, struct board_state *s, struct shown *p)
{
    int64_t now = app_now(app);
    if (p->out.stale) {
        instead(p, s, "board.voice", "users", said(p, N_("Calls are being made by voice")),
                said(p, N_("Please listen to the staff. The list may be old")));
        return NULL;
    }
    struct speech_state voice;
    app_speech(app, &voice);
    const struct board_number *n = board_pick(s, voice.key, now);
    if (n && now - s->shown.since_ms < BOARD_HOLD_MS)
        app_wake_at(app, s->shown.since_ms + BOARD_HOLD_MS);
    bool calling = n != NULL;
    if (!n)
        n = last_called(s);
    if (n)
        put_number(app, s, p, n, calling);
    else if (!app_content_ready(app))
        instead(p, s, "board.loading", "repeat", said(p, N_("Getting the hospital's data")),
                said(p, N_("Please listen to the staff")));
    else if (s->failed != ERR_OK)
        instead(p, s, "board.problem", "warn", said(p, N_("The list cannot be read just now")),
                said(p, N_("Please listen to the staff")));
    else
        instead(p, s, "board.empty", "clock", said(p, N_("No calls yet")),
                said(p, N_("Check in or take a number at a kiosk. Wait here until called")));
    return n;
}

/* ---- rooms and what was called before ---- */

static void put_row(struct board_state *s, struct shown *p, size_t at, size_t room)
{
    const struct board_cell *cell = &s->cells[room];
    struct ui_board_row *row = &p->rows[at];
    *row = (struct ui_board_row){.room = {s->names[p->first][room], NULL}};
    if (p->both)
        row->room.second = s->names[p->second][room];
    if (cell->has_now)
        row->now = (struct ui_board_number){cell->now.number, cell->now.name};
    if (cell->has_next)
        row->next = (struct ui_board_number){cell->next.number, cell->next.name};
    text_format(p->row_id[at], sizeof p->row_id[at], "room:%s", s->rooms[room].place_id);
    text_format(p->row_label[at], sizeof p->row_label[at], _("%s. Now %s. Next %s"),
                row->room.first, cell->has_now ? cell->now.number : _("nobody"),
                cell->has_next ? cell->next.number : _("nobody"));
    row->id = p->row_id[at];
    row->label = p->row_label[at];
}

static void put_past(struct board_state *s, struct shown *p, const struct board_number *block,
                     int most)
{
    struct board_number const *by_time[BOARD_CALLED_MAX];
    size_t n = 0;
    for (size_t i = 0; i < s->called_count; i++) { /* insertion, newest first; nearly in order */
        size_t at = n++;
        for (; at > 0 && by_time[at - 1]->called_ms < s->called[i].called_ms; at--)
            by_time[at] = by_time[at - 1];
        by_time[at] = &s->called[i];
    }
    for (size_t i = 0; i < n && (int)p->out.past_count < most && p->out.past_count < PAST_MAX;
         i++) {
        const struct board_number *was = by_time[i];
        /* what the block will show next was not "just called" yet */
        if (was == block || (block && board_being_called(was) && was->called_ms > block->called_ms))
            continue;
        size_t at = p->out.past_count++;
        format_time(was->called_ms, p->past_time[at], sizeof p->past_time[at]);
        text_format(p->past_id[at], sizeof p->past_id[at], "past:%s", was->op);
        const char *room = board_room_name(s, p->first, was->place_id, &was->place);
        text_format(p->past_label[at], sizeof p->past_label[at], "%s, %s, %s", was->number, room,
                    p->past_time[at]);
        p->past[at] = (struct ui_board_past){.id = p->past_id[at],
                                             .label = p->past_label[at],
                                             .number = was->number,
                                             .room = room,
                                             .time = p->past_time[at]};
    }
    p->out.past = p->past;
}

static void put_rows(struct app *app, struct board_state *s, struct shown *p, int per_page,
                     int turn)
{
    int pages = s->room_count ? ((int)s->room_count + per_page - 1) / per_page : 1;
    int page = turn % pages;
    for (size_t i = (size_t)(page * per_page);
         i < s->room_count && (int)p->out.row_count < per_page; i++)
        put_row(s, p, p->out.row_count++, i);
    p->out.rows = p->rows;
    p->out.rooms = s->room_count;
    p->out.page = page;
    p->out.pages = pages;
    if (pages > 1 || app_config(app)->board.words != BOARD_ONE)
        app_wake_at(app, (app_now(app) / turn_ms(app) + 1) * turn_ms(app));
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct board_state *s = state;
    struct shown p = {.word_count = 0};
    if (fresh_begin(app, &s->fresh)) {
        board_read(app, s);
        board_speak(app, s);
    }
    int per_page = ui_board_rows(ui, s->room_count), turn = (int)(app_now(app) / turn_ms(app));
    if (per_page > PAGE_ROWS_MAX)
        per_page = PAGE_ROWS_MAX;
    int pages = s->room_count ? ((int)s->room_count + per_page - 1) / per_page : 1;
    choose_language(app, &p, turn, pages);
    p.out.title = (struct ui_words){label_in(&s->title, p.first),
                                    p.both ? label_in(&s->title, p.second) : NULL};
    p.out.area = strstr(p.out.title.first, s->area[p.first]) ? "" : s->area[p.first];
    p.out.room_head = said(&p, N_("Room"));
    p.out.now_head = said(&p, N_("Now"));
    p.out.next_head = said(&p, N_("Next, get ready"));
    p.out.past_head = said(&p, N_("Just called"));
    put_time(app, &p);
    put_rule(app, &p, turn);
    put_age(app, s, &p);
    const struct board_number *block = put_block(app, s, &p);
    put_rows(app, s, &p, per_page, turn);
    put_past(s, &p, block, ui_board_past(ui));
    ui_board(ui, &p.out);
}

static const char *const steps[] = {"board", NULL};

const struct screen screen_board = {
    .steps = steps, .state_size = sizeof(struct board_state), .view = view, .bare = true};
