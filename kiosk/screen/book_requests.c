/* Who was sent here (转诊) or told to come again (复诊): the order is seen, places kept for
 * referred patients are offered, and a revisit's times begin when the results of its tests are due.
 */
#include "screen/book.h"
#include "screen/bookings.h"

#include "base/text.h"
#include "store/content.h"

#include <string.h>

static bool early(const struct book *s, int64_t start_ms)
{
    return s->request.id[0] && s->request.kind == REQUEST_REVISIT && start_ms < s->request.from_ms;
}

static bool referred(const struct book *s)
{
    return s->request.id[0] && s->request.kind == REQUEST_REFERRAL;
}

bool book_can_have(const struct book *s, const struct slot *slot)
{
    return (slot->state == SLOT_FREE && (!slot->reserved || referred(s)) &&
            !early(s, slot->start_ms)) ||
           book_hold_is(s, slot->id);
}

/* ---- what is left, for who is referred or waits for results ---- */

/* One by one: the half-day in which the results come. */
static int left_after(struct app *app, const struct book *s, const struct schedule *one)
{
    struct slot slots[BOOK_SLOTS_MAX];
    size_t count = 0;
    int left = 0;
    if (slot_list(app_db(app), one->id, slots, BOOK_SLOTS_MAX, &count) != ERR_OK)
        return 0;
    for (size_t i = 0; i < count; i++)
        left += slots[i].start_ms > app_now(app) && book_can_have(s, &slots[i]);
    return left;
}

void book_request_schedules(struct app *app, const struct book *s, struct schedule *list,
                            size_t count)
{
    for (size_t i = 0; s->request.id[0] && i < count; i++) {
        struct schedule *one = &list[i];
        if (one->state != SCHEDULE_OPEN && one->state != SCHEDULE_FULL)
            continue;
        if (referred(s))
            one->left += one->kept;
        else if (early(s, one->start_ms))
            one->left = early(s, one->end_ms) ? 0 : left_after(app, s, one);
        one->state = one->left > 0 ? SCHEDULE_OPEN : SCHEDULE_FULL;
    }
}

bool book_request_early(const struct book *s, const char *date)
{
    char from[DATE_SIZE];
    if (!s->request.id[0] || s->request.kind != REQUEST_REVISIT || s->request.from_ms == 0)
        return false;
    clock_date(s->request.from_ms, from);
    return strcmp(date, from) < 0;
}

void book_request_days(struct app *app, struct book *s)
{
    struct book_days *d = &s->days;
    char from[DATE_SIZE];
    clock_date(s->request.from_ms, from);
    for (size_t i = 0; s->request.id[0] && i < d->day_count; i++) {
        struct day *day = &d->days[i];
        if (referred(s)) {
            day->left += day->kept;
        } else if (book_request_early(s, day->date)) {
            day->left = 0;
        } else if (strcmp(day->date, from) == 0) {
            struct schedule list[BOOK_SCHEDULES_MAX];
            size_t count = 0;
            if (schedule_list(app_db(app), d->one_doctor ? NULL : d->department.id,
                              d->one_doctor ? d->open : NULL, day->date, list, BOOK_SCHEDULES_MAX,
                              &count) != ERR_OK)
                continue;
            book_request_schedules(app, s, list, count);
            day->left = 0;
            for (size_t k = 0; k < count; k++)
                day->left += list[k].state == SCHEDULE_OPEN ? list[k].left : 0;
        }
    }
}

/* ---- words ---- */

/* "3月14日 11:00" */
static void results_when(struct app *app, int64_t ms, char *out, size_t size)
{
    char day[FORMAT_SIZE], time[16];
    day_shown(app, ms, day, sizeof day);
    format_time(ms, time, sizeof time);
    text_format(out, size, "%s %s", day, time);
}

void book_request_strip(struct app *app, const struct book *s, struct ui *ui)
{
    char when[FORMAT_SIZE], fact[TEXT_BUF], tests[TEXT_BUF];
    const struct service_request *r = &s->request;
    if (!r->id[0])
        return;
    if (r->kind == REQUEST_REFERRAL) {
        ui_strip(ui, "request", TONE_GREEN, "check", _("Referred patients come first"),
                 _("Places kept for them are shown too"), NULL);
        return;
    }
    text_format(tests, sizeof tests, _("Tests first: %s"), app_label(app, &r->tests));
    if (r->from_ms > app_now(app)) {
        results_when(app, r->from_ms, when, sizeof when);
        text_format(fact, sizeof fact,
                    r->results_ms ? _("Results are due %s. Only later times are shown")
                                  : _("Come from %s on. Only later times are shown"),
                    when);
        ui_strip(ui, "request", TONE_SLATE, "clock", fact,
                 app_label(app, &r->tests)[0] ? tests : NULL, NULL);
    } else if (app_label(app, &r->tests)[0]) {
        ui_strip(ui, "request", TONE_SLATE, "info", tests,
                 r->results_unknown ? _("Ask there when the results come, then choose a time")
                                    : NULL,
                 NULL);
    }
}

void book_request_pair(struct app *app, const struct book *s, struct ui *ui)
{
    const char *tests = app_label(app, &s->on.tests);
    if (s->on.id[0] && s->on.kind != REQUEST_REFERRAL && tests[0]) /* who ordered it is above */
        ui_pair(ui, _("Tests first"), tests, NULL);
    else if (s->on.id[0])
        ui_pair(ui, s->on.kind == REQUEST_REFERRAL ? _("Referral") : _("Revisit"),
                app_label(app, &s->on.from), NULL);
}

/* A visit of its own before the results of a revisit's tests: possible, but said. */
void book_request_sooner(struct app *app, const struct book *s, struct ui *ui)
{
    struct service_request wait;
    char when[FORMAT_SIZE], fact[TEXT_BUF];
    if (s->on.id[0] || service_request_fit(app_db(app), app_person(app)->uuid,
                                           s->doctor.department_id, s->doctor.id, &wait) != ERR_OK)
        return;
    if (wait.kind != REQUEST_REVISIT || wait.results_ms <= s->slot.start_ms)
        return;
    results_when(app, wait.results_ms, when, sizeof when);
    text_format(fact, sizeof fact, _("Your test results are due only %s"), when);
    ui_strip(ui, "results", TONE_AMBER, "clock", fact, _("To hear about them, choose a later time"),
             NULL);
}

/* ---- the list ---- */

static void read(struct app *app, struct book *s)
{
    struct book_requests *r = &s->requests;
    r->count = 0;
    if (app_person(app))
        r->problem = service_request_list(app_db(app), app_person(app)->uuid, r->list,
                                          BOOK_REQUESTS_MAX, &r->count);
}

int book_requests_open(struct app *app)
{
    struct service_request list[BOOK_REQUESTS_MAX];
    size_t count = 0;
    int open = 0;
    if (!app_person(app) || service_request_list(app_db(app), app_person(app)->uuid, list,
                                                 BOOK_REQUESTS_MAX, &count) != ERR_OK)
        return 0;
    for (size_t i = 0; i < count; i++)
        open += !list[i].booked_op[0];
    return open;
}

static void choose(struct app *app, struct book *s, const struct service_request *one)
{
    struct service_request chosen = *one;
    if (chosen.booked_op[0]) {
        struct book_args args = {.doctor_id = ""};
        text_copy(args.show_op, sizeof args.show_op, chosen.booked_op);
        app_open(app, &screen_book, &args, sizeof args);
        return;
    }
    s->request = chosen;
    if (chosen.doctor_id[0])
        book_choose_doctor(app, s, chosen.doctor_id);
    else
        book_choose_department(app, s, chosen.department_id);
}

static void request_row(struct app *app, struct book *s, struct ui *ui,
                        const struct service_request *one)
{
    char id[ID_SIZE + 12], title[TEXT_BUF], line[TEXT_BUF * 2], when[FORMAT_SIZE];
    bool referral = one->kind == REQUEST_REFERRAL, booked = one->booked_op[0] != '\0';
    text_format(id, sizeof id, "request:%s", one->id);
    text_format(title, sizeof title, app_lang(app) == LANG_EN ? "%s: %s%s%s" : "%s：%s%s%s",
                referral ? _("Referral") : _("Revisit"), app_label(app, &one->department),
                one->doctor_id[0] ? " " : "", app_label(app, &one->doctor));
    text_copy(line, sizeof line, app_label(app, &one->name));
    if (booked) {
        results_when(app, one->booked_ms, when, sizeof when);
        text_format(line, sizeof line, "%s", when);
    } else if (!referral && one->results_ms) {
        results_when(app, one->results_ms, when, sizeof when);
        text_format(line, sizeof line, _("First: %s. Results are due %s"),
                    app_label(app, &one->tests), when);
    } else if (app_label(app, &one->from)[0]) {
        text_append(line, sizeof line, line[0] ? "　" : "");
        text_append(line, sizeof line, app_label(app, &one->from));
    }
    if (ui_row(ui, id,
               &(struct ui_row){.icon = referral ? "swap" : "undo",
                                .title = title,
                                .line = line,
                                .tag = booked ? _("Booked") : NULL,
                                .tag_tone = TONE_GREEN,
                                .disabled = !one->department_id[0] && !booked,
                                .end = ROW_GOES}))
        choose(app, s, one);
}

void book_view_requests(struct app *app, struct book *s, struct ui *ui)
{
    struct book_requests *r = &s->requests;
    if (!app_person(app)) {
        app_back(app);
        return;
    }
    if (!r->asked) {
        r->asked = true;
        asking_begin(app, &s->asking, ENQUIRY_BOOKINGS, app_person(app)->uuid);
    }
    if (fresh_begin(app, &r->fresh))
        read(app, s);
    ui_title(ui, _("Referral or revisit"));
    asking_strip(app, &s->asking, ui);
    if (r->problem != ERR_OK)
        read_failed(ui, r->problem);
    if (r->count == 0 && s->asking.state != ASKING_NOW)
        ui_empty(ui, "book", _("The hospital has none for you"),
                 _("With one on paper, go to the desk. Or book as usual"));
    else if (r->count > 0)
        ui_quiet(ui, TEXT_M, _("Tap one to book on it"));
    ui_pages(ui, "requests");
    for (size_t i = 0; i < r->count; i++)
        request_row(app, s, ui, &r->list[i]);
    ui_pages_end(ui);
}

void book_view_requests_identify(struct app *app, struct book *s, struct ui *ui)
{
    if (app_person(app) && s->requests.asked) { /* Back from the list leads to the departments */
        app_back(app);
        return;
    }
    switch (identify_form(
        app, &s->form, ui,
        &(struct identify_options){.title = _("Who was sent here, or told to come again?"),
                                   .lead = _("Scan a card, or type one number")})) {
    case IDENTIFY_STAYS:
    case IDENTIFY_GUEST:
    case IDENTIFY_CODE:
        break;
    case IDENTIFY_DONE:
        s->requests = (struct book_requests){.asked = false};
        app_step(app, BOOK_REQUESTS);
        tell_stopped(app);
        break;
    }
}
