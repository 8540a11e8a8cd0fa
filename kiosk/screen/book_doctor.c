/* The opened doctor's card (picture 04): who, introduction, fee, times, other clinics; and the next
 * step with what was chosen. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"
#include "ui/panel.h"

#include <string.h>

#define BUCKET_MS (30 * 60000) /* times are offered by the half-hour */
/* The introduction stands below the times when it is longer, in bytes, or there is less height. */
#define SHORT_WORDS 300
#define LITTLE_ROOM 700

const struct schedule *book_schedule_of(const struct book_days *d, const char *doctor_id)
{
    const struct schedule *best = NULL;
    for (size_t i = 0; i < d->schedule_count; i++) {
        const struct schedule *one = &d->schedules[i];
        if (one->part != d->part || strcmp(one->doctor_id, doctor_id) != 0)
            continue;
        if (!best || (best->state != SCHEDULE_OPEN && one->state == SCHEDULE_OPEN))
            best = one;
    }
    return best;
}

/* The next clinics of the doctor who is open, other than the one whose times are shown. */
static void read_others(struct app *app, struct book *s, const struct schedule *shown)
{
    struct book_days *d = &s->days;
    struct schedule all[BOOK_SCHEDULES_MAX];
    char today[DATE_SIZE];
    size_t count = 0;
    d->other_count = 0;
    if (!shown || d->problem != ERR_OK)
        return;
    app_today(app, today);
    d->problem = schedule_list(app_db(app), NULL, d->open, "", all, BOOK_SCHEDULES_MAX, &count);
    book_request_schedules(app, s, all, count);
    for (size_t i = 0; i < count && d->other_count < BOOK_OTHERS_MAX; i++)
        if (all[i].state == SCHEDULE_OPEN && strcmp(all[i].id, shown->id) != 0 &&
            clock_days_between(today, all[i].date) < app_config(app)->booking.horizon_days)
            d->others[d->other_count++] = all[i];
}

void book_read_slots(struct app *app, struct book *s)
{
    struct book_days *d = &s->days;
    const struct schedule *schedule = d->open[0] ? book_schedule_of(d, d->open) : NULL;
    d->slot_count = 0;
    d->slots_of[0] = '\0';
    if (schedule && d->problem == ERR_OK) {
        text_copy(d->slots_of, sizeof d->slots_of, schedule->id);
        d->problem = slot_list(app_db(app), schedule->id, d->slots, BOOK_SLOTS_MAX, &d->slot_count);
    }
    read_others(app, s, schedule);
    bool there = s->slot_id[0] && book_hold_is(s, s->slot_id); /* also the last of its half-day */
    for (size_t i = 0; i < d->slot_count; i++)
        there |= strcmp(d->slots[i].id, s->slot_id) == 0 && book_can_have(s, &d->slots[i]);
    if (!there)
        s->slot_id[0] = '\0';
}

const char *book_left_words(int left, char *out, size_t size)
{
    text_format(out, size, tr_n("%d left", "%d left", left), left);
    return out;
}

/* The half-hour's chip: its first free place, and how many there are. */
static void view_bucket(struct book *s, struct ui *ui, size_t from, size_t until)
{
    const struct book_days *d = &s->days;
    char id[ID_SIZE + 8], time[16], note[FORMAT_SIZE];
    const struct slot *first = &d->slots[from];
    int left = 0;
    bool chosen = false;
    for (size_t i = until; i-- > from;)
        if (book_can_have(s, &d->slots[i])) {
            first = &d->slots[i];
            left++;
        }
    for (size_t i = from; i < until; i++)
        chosen |= strcmp(d->slots[i].id, s->slot_id) == 0;
    text_format(id, sizeof id, "slot:%s", first->id);
    format_time(first->start_ms, time, sizeof time);
    if (ui_slot(ui, id, time, left ? book_left_words(left, note, sizeof note) : _("full"), chosen,
                left > 0))
        text_copy(s->slot_id, sizeof s->slot_id, first->id);
}

static void view_slots(struct app *app, struct book *s, struct ui *ui)
{
    const struct book_days *d = &s->days;
    int64_t now = app_now(app);
    size_t from = 0;
    bool waits = s->request.id[0] && s->request.kind == REQUEST_REVISIT;
    while (from < d->slot_count && (d->slots[from].start_ms <= now ||
                                    (waits && d->slots[from].start_ms < s->request.from_ms)))
        from++; /* what has begun is over; before the results there is nothing to say */
    if (from == d->slot_count) {
        ui_note(ui, "info", _("No times are left here. Choose another day or doctor"));
        return;
    }
    int fit = ui_width(ui) / 285;
    ui_columns(ui, fit < 3 ? 3 : fit > 4 ? 4 : fit, 18);
    while (from < d->slot_count) {
        size_t until = from + 1;
        while (until < d->slot_count &&
               d->slots[until].start_ms / BUCKET_MS == d->slots[from].start_ms / BUCKET_MS)
            until++;
        view_bucket(s, ui, from, until);
        from = until;
    }
    ui_columns_end(ui);
}

/* "13日 周五", "Fri 13": short enough to stand beside the next step. */
static void day_brief(struct app *app, int64_t ms, char *out, size_t size)
{
    char date[DATE_SIZE], today[DATE_SIZE], name[32], number[8];
    clock_date(ms, date);
    app_today(app, today);
    format_day_name(date, today, name, sizeof name);
    format_day_of_month(date, number, sizeof number);
    if (app_lang(app) == LANG_EN)
        text_format(out, size, "%s %s", name, number);
    else
        text_format(out, size, "%s日 %s", number, name);
}

void book_state_words(const struct schedule *schedule, char *out, size_t size)
{
    switch (schedule->state) {
    case SCHEDULE_OPEN:
        book_left_words(schedule->left, out, size);
        return;
    case SCHEDULE_FULL:
        text_copy(out, size, _("Full"));
        return;
    case SCHEDULE_STOPPED:
        text_copy(out, size, _("Stopped"));
        return;
    case SCHEDULE_OVER:
        text_copy(out, size, _("Over"));
        return;
    }
}

static void open_session(struct app *app, struct book *s, struct ui *ui, const struct schedule *one)
{
    struct book_days *d = &s->days;
    text_copy(d->date, sizeof d->date, one->date);
    d->part = one->part;
    d->part_chosen = true;
    d->refused = ERR_OK;
    s->slot_id[0] = '\0';
    for (size_t i = 0; i < d->day_count; i++)
        if (strcmp(d->days[i].date, d->date) == 0)
            d->page = (int)i / BOOK_DAYS_SHOWN;
    ui_pages_reset(ui, "doctors");
    book_read_day(app, s);
}

/* The doctor's next clinics that have places, other than the one whose times are shown. */
static void view_others(struct app *app, struct book *s, struct ui *ui)
{
    const struct book_days *d = &s->days;
    const struct schedule *chosen = NULL;
    if (d->other_count == 0)
        return;
    ui_gap(ui, 14);
    ui_quiet(ui, TEXT_S, _("Also in clinic"));
    ui_keep(ui);
    ui_columns(ui, ui_large(ui) ? 1 : 2, 18);
    for (size_t i = 0; i < d->other_count; i++) {
        const struct schedule *one = &d->others[i];
        char id[ID_SIZE + 12], day[FORMAT_SIZE], part[32], text[TEXT_BUF], left[FORMAT_SIZE];
        text_format(id, sizeof id, "session:%s", one->id);
        day_brief(app, one->start_ms, day, sizeof day);
        format_part(one->part, part, sizeof part);
        text_format(text, sizeof text, "%s %s", day, part);
        if (ui_choice(ui, id, NULL, text, book_left_words(one->left, left, sizeof left), false,
                      true))
            chosen = one;
    }
    ui_columns_end(ui);
    if (chosen) {
        struct schedule one = *chosen; /* the list is read anew */
        open_session(app, s, ui, &one);
    }
}

static void view_head(struct app *app, struct ui *ui, const struct doctor *doctor,
                      const struct schedule *schedule, bool below)
{
    char id[ID_SIZE + 8], fee[32], line[TEXT_BUF];
    const char *name = app_label(app, &doctor->name), *service = app_label(app, &schedule->service),
               *specialty = doctor->general ? "" : app_label(app, &doctor->specialty);
    text_format(id, sizeof id, "doctor:%s", doctor->id);
    fee_shown(app, doctor->fee_minor, false, fee, sizeof fee);
    if (below) /* with the introduction: times come first where there is little room */
        specialty = "";
    text_format(line, sizeof line, "%s%s%s", service, service[0] && specialty[0] ? "　" : "",
                specialty);
    ui_head(
        ui, id,
        &(struct ui_head){.icon = doctor->general ? "users" : NULL,
                          .initial = doctor->general ? NULL : name,
                          .title = name,
                          .tag = doctor->general ? _("Any doctor") : app_label(app, &doctor->title),
                          .line = line,
                          .value = fee[0] ? fee : NULL,
                          .note = fee[0] ? _("Fee") : NULL});
}

void book_view_doctor(struct app *app, struct book *s, struct ui *ui, const struct doctor *doctor,
                      const struct schedule *schedule)
{
    const char *words = app_note(app, &doctor->introduction);
    bool little = ui_large(ui) || ui_height_left(ui) < LITTLE_ROOM,
         below = little || strlen(words) > SHORT_WORDS;
    ui_sheet(ui);
    view_head(app, ui, doctor, schedule, little);
    if (words[0] && !below) {
        ui_gap(ui, 10);
        ui_quiet(ui, TEXT_S, words);
    }
    if (schedule->state == SCHEDULE_STOPPED) {
        const char *why = app_label(app, &schedule->reason);
        ui_note(ui, "info", why[0] ? why : sentence_for(ERR_STOPPED));
    } else {
        view_slots(app, s, ui);
    }
    view_others(app, s, ui);
    if (below) {
        ui_gap(ui, 14);
        if (little && !doctor->general && app_label(app, &doctor->specialty)[0]) {
            char strong[TEXT_BUF];
            bold(app_label(app, &doctor->specialty), strong, sizeof strong);
            ui_text(ui, TEXT_S, strong);
        }
        ui_long_text(ui, TEXT_S, words);
    }
    ui_sheet_end(ui);
}

void book_view_next(struct app *app, struct book *s, struct ui *ui)
{
    const struct book_days *d = &s->days;
    const struct slot *slot = NULL;
    char lead[TEXT_BUF], date[FORMAT_SIZE], time[16], fee[32] = "";
    const char *name = "";
    for (size_t i = 0; i < d->slot_count; i++)
        if (s->slot_id[0] && strcmp(d->slots[i].id, s->slot_id) == 0)
            slot = &d->slots[i];
    if (!slot) {
        ui_next(ui, app_at(app) == BOOK_SLOTS ? _("Choose a time") : _("Choose a doctor"), false);
        return;
    }
    for (size_t i = 0; i < d->doctor_count; i++)
        if (strcmp(d->doctors[i].id, d->open) == 0) {
            name = app_label(app, &d->doctors[i].name);
            fee_shown(app, d->doctors[i].fee_minor, false, fee, sizeof fee);
        }
    day_brief(app, slot->start_ms, date, sizeof date);
    format_time(slot->start_ms, time, sizeof time);
    text_format(lead, sizeof lead, "%s %s　%s%s%s", date, time, name, fee[0] ? "　" : "", fee);
    if (ui_button(ui, "next", _("Next"),
                  &(struct ui_button){
                      .kind = BUTTON_PRIMARY, .lead = lead, .goes = true, .busy = app_busy(app)}) &&
        !app_busy(app))
        book_hold_start(app, s);
}
