/* Home: check-in first, then eight more, the notice, and how old the data are when that matters. */
#include "base/text.h"
#include "i18n/format.h"
#include "screen/args.h"
#include "screen/parts.h"
#include "screen/scan.h"
#include "store/content.h"

#include <string.h>

struct home {
    struct fresh fresh;
    struct notice notice;
    bool has_notice;
    struct link link;
};

/* The one notice on the home screen: urgent before others, then the newest. */
static void read_notice(struct app *app, struct home *s)
{
    s->has_notice = false;
    static const enum notice_kind kinds[] = {NOTICE_ANNOUNCEMENT, NOTICE_STOP};
    for (size_t k = 0; k < 2; k++) {
        struct notice one;
        size_t count = 0;
        if (notice_list(app_db(app), kinds[k], &one, 1, &count) != ERR_OK || count == 0)
            continue;
        bool better = !s->has_notice || (one.urgent && !s->notice.urgent) ||
                      (one.urgent == s->notice.urgent && one.published_ms > s->notice.published_ms);
        if (better)
            s->notice = one;
        s->has_notice = true;
    }
}

/* Says only what is so: without a line to the hospital nobody has been told yet. */
static void view_damaged(const struct home *s, struct ui *ui)
{
    ui_strip(ui, "home.damaged", TONE_AMBER, "warn",
             s->link.state == LINK_ONLINE ? _("Some data was damaged. Staff have been told")
                                          : _("Some data was damaged. Ask at the service desk"),
             NULL, NULL);
}

static void view_notice(struct app *app, struct home *s, struct ui *ui)
{
    if (app_damaged(app))
        view_damaged(s, ui); /* in the place of the notice, which the guide has too */
    if (!s->has_notice || app_damaged(app))
        return;
    char posted[FORMAT_SIZE], when[FORMAT_SIZE], day[DATE_SIZE], today[DATE_SIZE], line[200];
    app_today(app, today);
    clock_date(s->notice.published_ms, day);
    if (strcmp(day, today) == 0)
        format_time(s->notice.published_ms, when, sizeof when);
    else
        format_date(day, when, sizeof when);
    text_format(posted, sizeof posted, _("Posted %s"), when);
    /* the first sentence fits beside the title or under it; the rest is one tap away */
    const char *body = app_note(app, &s->notice.body);
    bool brief = text_count(body) <= (app_lang(app) == LANG_EN ? 48u : 24u) && !strchr(body, '\n');
    text_copy(line, sizeof line, brief ? body : "");
    /* a date beside two lines would make the strip taller than the room that home has left */
    bool dated = !ui_large(ui) && (!line[0] || strcmp(day, today) == 0);
    const char *title = app_label(app, &s->notice.title), *end = dated ? posted : NULL;
    if (ui_low(ui)) /* it stands above the reach line, so it is only read; the guide has it too */
        ui_strip(ui, "home.notice", TONE_AMBER, "warn", title, line[0] ? line : NULL, end);
    else if (ui_strip_button(ui, "home.notice", TONE_AMBER, "warn", title, line[0] ? line : NULL,
                             end)) {
        struct info_args args = {.step = INFO_NOTICES};
        text_copy(args.id, sizeof args.id, s->notice.id);
        app_open(app, &screen_info, &args, sizeof args);
    }
}

static void view_link(struct app *app, const struct home *s, struct ui *ui)
{
    char since[16], fact[TEXT_BUF], waiting[FORMAT_SIZE];
    if (!app_content_ready(app) && !app_damaged(app)) {
        ui_strip(ui, "home.loading", TONE_SLATE, "repeat", _("Getting the hospital's data"), NULL,
                 NULL);
        return;
    }
    if (s->link.state != LINK_OFFLINE)
        return;
    format_time(s->link.since_ms, since, sizeof since);
    text_format(fact, sizeof fact, _("No line since %s. You can carry on"), since);
    text_format(waiting, sizeof waiting, tr_n("%d waiting", "%d waiting", s->link.waiting),
                s->link.waiting);
    ui_strip(ui, "home.offline", TONE_SLATE, "cloudoff", fact,
             _("Saved here, will be sent when the line is back"),
             s->link.waiting > 0 ? waiting : NULL);
}

static void open_info(struct app *app, enum info_step step)
{
    struct info_args args = {.step = step};
    app_open(app, &screen_info, &args, sizeof args);
}

static void view_tiles(struct app *app, const struct home *s, struct ui *ui)
{
    bool offline = s->link.state == LINK_OFFLINE;
    char as_of[FORMAT_SIZE], time[16];
    format_time(s->link.data_ms ? s->link.data_ms : app_now(app), time, sizeof time);
    text_format(as_of, sizeof as_of, _("data as of %s"), time);
    if (offline && s->has_notice)
        ui_tiles_tight(ui); /* both strips stand on the one page */
    else
        ui_tiles(ui);
    if (ui_tile(ui, "home.book", "calplus", _("Book an appointment"),
                offline ? _("Kept now, confirmed later") : _("Choose a clinic and doctor"), false))
        app_open(app, &screen_book, NULL, 0);
    if (ui_tile(ui, "home.queue", "users", _("My place in the queue"),
                offline && s->link.data_ms ? as_of : _("See who is ahead of you"), false))
        app_open(app, &screen_queue, NULL, 0);
    if (ui_tile(ui, "home.way", "route", _("Find my way"), _("We lead you to the door"), false))
        app_open(app, &screen_way, NULL, 0);
    if (ui_tile(ui, "home.prices", "yuan", _("Prices"), _("Tests, medicine, beds"), false))
        open_info(app, INFO_PRICES);
    if (ui_tile(ui, "home.doctors", "steth", _("Doctors' clinic days"), _("Who is in on which day"),
                false))
        open_info(app, INFO_DOCTORS);
    if (ui_tile(ui, "home.info", "book", _("Guide and services"), _("How a visit goes, and help"),
                false))
        open_info(app, INFO_MENU);
    if (ui_tile(ui, "home.rate", "smile", _("Rate our service"), NULL, true))
        app_open(app, &screen_rate, NULL, 0);
    if (ui_tile(ui, "home.complain", "say", _("Make a complaint"), NULL, true))
        app_open(app, &screen_complain, NULL, 0);
    ui_tiles_end(ui);
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct home *s = state;
    if (fresh_begin(app, &s->fresh))
        read_notice(app, s);
    app_link(app, &s->link);
    bool low = ui_low(ui), large = ui_large(ui);
    bool full = s->has_notice && s->link.state == LINK_OFFLINE;
    ui_greeting(ui, _("How can we help?"),
                large ? NULL
                : low ? _("All keys are down here, within reach")
                      : _("Tap, or scan your card or code"));
    if (low) { /* what is only read may stand above the reach line */
        view_link(app, s, ui);
        if (s->link.state != LINK_OFFLINE)
            view_notice(app, s, ui);
    }
    if (ui_hero(ui, "home.checkin", "ticket", _("Booked, or here for today"), _("Check in"),
                _("Scan your card or code")))
        app_open(app, &screen_checkin, NULL, 0);
    ui_gap(ui, low || large || full ? 0 : 18);
    view_tiles(app, s, ui);
    if (low)
        return;
    ui_gap(ui, large || full ? 0 : 8);
    if (!full) {
        view_notice(app, s, ui);
        view_link(app, s, ui);
    } else { /* what must be seen first, in case a page is not enough */
        view_link(app, s, ui);
        view_notice(app, s, ui);
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    (void)state;
    return scan_from_home(app, text);
}

static const char *const steps[] = {"home", NULL};

const struct screen screen_home = {
    .steps = steps,
    .state_size = sizeof(struct home),
    .view = view,
    .scan = scan,
};
