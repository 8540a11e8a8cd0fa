/* The summary before a booking is stored: who, doctor, time, place, fee; and name and phone, when
 * there is none yet. */
#include "screen/book.h"

#include "base/text.h"
#include "store/content.h"
#include "store/db.h"

#include <string.h>

/* Reads what was chosen again and asks the rules, so that a refusal comes before the press and not
 * after it. */
static void check(struct app *app, struct book *s)
{
    struct db *db = app_db(app);
    struct act_env env = {.config = app_config(app), .clock = db_clock(db)};
    struct book_request request = {.op = ""};
    text_copy(request.op, sizeof request.op, s->hold.op);
    text_copy(request.replaces, sizeof request.replaces, s->moved.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, app_person(app)->uuid);
    text_copy(request.slot_id, sizeof request.slot_id, s->slot_id);
    text_copy(request.request_id, sizeof request.request_id, s->request.id);
    s->refused = slot_get(db, s->slot_id, &s->slot);
    if (s->refused == ERR_OK)
        s->refused = schedule_get(db, s->slot.schedule_id, &s->schedule);
    if (s->refused == ERR_OK)
        s->refused = doctor_get(db, s->schedule.doctor_id, &s->doctor);
    if (s->refused == ERR_OK)
        s->refused = book_check(db, &env, &request);
    if (s->refused == ERR_OK)
        s->refused = book_made_on(db, &request, &s->on);
}

static bool phone_good(struct book *s)
{
    char clean[24];
    if (!s->phone[0])
        return true;
    s->phone_fault = identity_check_mobile(s->phone, clean);
    s->phone_faulty = s->phone_fault.fault != ID_GOOD;
    text_wipe(clean, sizeof clean);
    return !s->phone_faulty;
}

static void submit(struct app *app, struct book *s)
{
    const struct person *person = app_person(app);
    if (!phone_good(s))
        return;
    s->phone_asked = s->phone[0] && !person->phone[0];
    if (s->phone_asked && !s->phone_right)
        return; /* read back first */
    s->phone_asked = false;
    /* the hold's op: a repeat of the same wish is one booking */
    text_copy(s->job.request.op, sizeof s->job.request.op, s->hold.op);
    text_copy(s->job.request.replaces, sizeof s->job.request.replaces, s->moved.op);
    text_copy(s->job.request.person_uuid, sizeof s->job.request.person_uuid, person->uuid);
    text_copy(s->job.request.slot_id, sizeof s->job.request.slot_id, s->slot_id);
    text_copy(s->job.request.request_id, sizeof s->job.request.request_id, s->request.id);
    s->job.with_contact = (s->phone[0] && !person->phone[0]) || (s->name[0] && !person->name[0]);
    s->job.contact = (struct identify_request){.kind = person->kind};
    text_copy(s->job.contact.uuid, sizeof s->job.contact.uuid, person->uuid);
    text_copy(s->job.contact.identity, sizeof s->job.contact.identity, person->identity);
    text_copy(s->job.contact.phone, sizeof s->job.contact.phone, s->phone);
    text_copy(s->job.contact.name, sizeof s->job.contact.name, s->name);
    app_start(app, run_book, &s->job, sizeof s->job);
}

static void finished(struct app *app, struct book *s, enum err e)
{
    if (e != ERR_OK) {
        s->refused = e;
        s->days.fresh = (struct fresh){0};
        if (e == ERR_IO || e == ERR_NO_SPACE || e == ERR_BUSY)
            s->checked =
                (struct fresh){0}; /* not the rules' fault: the same press may go well next */
        return;
    }
    if (s->job.with_contact)
        app_set_person(app, &s->job.person);
    s->made = s->job.made;
    memset(&s->hold, 0, sizeof s->hold); /* it is a booking now */
    text_wipe(&s->job, sizeof s->job);
    text_wipe(s->phone, sizeof s->phone);
    text_wipe(s->name, sizeof s->name);
    app_replace(app, BOOK_DONE);
}

static void view_summary(struct app *app, struct book *s, struct ui *ui)
{
    char name[96], number[48], doctor[TEXT_BUF], date[FORMAT_SIZE], time[FORMAT_SIZE], fee[32];
    const struct person *person = app_person(app);
    person_shown(person, name, sizeof name);
    number[0] = '\0';
    if (person->phone[0])
        mask_phone(person->phone, number, sizeof number);
    else if (person->name[0])
        mask_identity(person, number, sizeof number);
    doctor_shown(app, &s->doctor, doctor, sizeof doctor);
    day_shown_whole(app, s->slot.start_ms, date, sizeof date);
    format_time_span(s->slot.start_ms, s->slot.end_ms, time, sizeof time);
    fee_shown(app, s->doctor.fee_minor, true, fee, sizeof fee);
    ui_card(ui);
    ui_quiet(ui, TEXT_M, date);
    char big[FORMAT_SIZE];
    bold(time, big, sizeof big);
    ui_text(ui, ui_large(ui) ? TEXT_XL : TEXT_XXL, big);
    ui_pair(ui, _("Patient"), name, number[0] && strcmp(number, name) != 0 ? number : NULL);
    ui_pair(ui, _("Doctor"), doctor, NULL);
    book_request_pair(app, s, ui);
    const char *place = app_label(app, &s->doctor.place);
    if (place[0])
        ui_pair(ui, _("Place"), place, NULL);
    if (fee[0])
        ui_pair(ui, _("Fee"), fee, _("paid on the day"));
    ui_card_end(ui);
}

static void view_name(struct app *app, struct book *s, struct ui *ui)
{
    if (app_person(app)->name[0])
        return;
    if (ui_field(ui, "name",
                 &(struct ui_field){.label = _("Name, if you like"),
                                    .hint = _("As on your card"),
                                    .icon = "user",
                                    .keys = KEYS_TEXT,
                                    .chinese = true,
                                    .max = 40},
                 s->name, sizeof s->name))
        ui_focus(ui, NULL);
}

static void view_phone(struct app *app, struct book *s, struct ui *ui)
{
    char error[FORMAT_SIZE];
    if (app_person(app)->phone[0])
        return;
    struct ui_field field = {.label =
                                 _("Mobile number, if you like: we call if the doctor is away"),
                             .hint = _("11 digits"),
                             .icon = "phone",
                             .keys = KEYS_DIGITS,
                             .group = GROUP_PHONE,
                             .max = 16};
    if (s->phone_faulty && s->phone_fault.fault == ID_SHORT) {
        text_format(error, sizeof error,
                    tr_n("%d digit missing", "%d digits missing", s->phone_fault.missing),
                    s->phone_fault.missing);
        field.error = error;
    } else if (s->phone_faulty) {
        field.error = _("This is not a mobile number. Correct it or leave it out");
    }
    char before[sizeof s->phone];
    memcpy(before, s->phone, sizeof before);
    if (ui_field(ui, "phone", &field, s->phone, sizeof s->phone))
        ui_focus(ui, NULL);
    if (strcmp(before, s->phone) != 0)
        s->phone_faulty = s->phone_right = false;
    text_wipe(before, sizeof before);
}

/* "138 0013 8000": read back before it is stored; from then on it is only shown masked. */
static void view_read_back(struct app *app, struct book *s, struct ui *ui)
{
    char clean[24], shown[32], big[64];
    if (identity_check_mobile(s->phone, clean).fault != ID_GOOD)
        return;
    text_format(shown, sizeof shown, "%.3s %.4s %s", clean, clean + 3, clean + 7);
    bold(shown, big, sizeof big);
    ui_title(ui, _("Is this number right?"));
    ui_card(ui);
    ui_text(ui, TEXT_XXL, big);
    ui_quiet(ui, TEXT_M, _("We call it only if the doctor is away"));
    ui_card_end(ui);
    if (ui_button(
            ui, "phone.yes", _("Yes, book this time"),
            &(struct ui_button){
                .kind = BUTTON_PRIMARY, .icon = "check", .tall = true, .busy = app_busy(app)}))
        s->phone_right = true;
    if (ui_button(ui, "phone.no", _("No, write it again"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "pen"})) {
        s->phone_asked = false;
        text_wipe(s->phone, sizeof s->phone);
        ui_focus(ui, "phone");
    }
    text_wipe(clean, sizeof clean);
    text_wipe(shown, sizeof shown);
    text_wipe(big, sizeof big);
    if (s->phone_right && !app_busy(app))
        submit(app, s);
}

/* Which rule it is and what the way out of it is. */
static void refusal_words(struct app *app, struct book *s, char *fact, size_t size,
                          const char **advice)
{
    const struct config *config = app_config(app);
    struct act_env env = {.config = config, .clock = db_clock(app_db(app))};
    struct booking_block block;
    char day[DATE_SIZE], date[FORMAT_SIZE];
    text_copy(fact, size,
              s->refused == ERR_LATE     ? _("This time has begun. Choose a later one")
              : s->refused == ERR_DENIED ? _("This booking can no longer be moved here")
                                         : sentence_for(s->refused));
    *advice = s->refused == ERR_DENIED ? _("Go to the desk, they will help") : NULL;
    if (s->refused == ERR_BLOCKED &&
        booking_blocked(app_db(app), &env, app_person(app)->uuid, &block) == ERR_OK) {
        clock_date(block.until_ms, day);
        format_date(day, date, sizeof date);
        text_format(fact, size,
                    tr_n("%d booking was missed. Until %s, book at the desk",
                         "%d bookings were missed. Until %s, book at the desk", block.missed),
                    block.missed, date);
        *advice = _("They can also tell you which ones");
    } else if (s->refused == ERR_LIMIT) {
        text_format(fact, size, _("The hospital allows %d bookings a day and %d in all"),
                    config->booking.max_per_day, config->booking.max_open);
        *advice = _("Cancel one first, or choose another day");
    }
}

/* What to do about a refusal: another time, or what is held already. */
static void view_refused(struct app *app, struct book *s, struct ui *ui)
{
    char fact[TEXT_BUF];
    const char *advice;
    enum err e = s->refused;
    refusal_words(app, s, fact, sizeof fact, &advice);
    ui_strip(ui, "refused", e == ERR_IO || e == ERR_NO_SPACE ? TONE_RED : TONE_AMBER, "warn", fact,
             advice, NULL);
    bool mine = (e == ERR_LIMIT || e == ERR_ALREADY) && !book_moves(s);
    ui_columns(ui, mine && !ui_large(ui) ? 2 : 1, 24);
    if (e != ERR_BLOCKED && e != ERR_DENIED &&
        ui_button(ui, "again", _("Choose another time"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "cal"})) {
        book_days_reset(s);
        s->refused = ERR_OK;
        app_step(app, s->days.one_doctor ? BOOK_SLOTS : BOOK_DOCTORS);
    }
    if (mine && ui_button(ui, "bookings", _("My bookings"),
                          &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "book"}))
        app_open(app, &screen_bookings, NULL, 0);
    ui_columns_end(ui);
}

/* The booking that goes when this one is made. */
static void view_moved(struct app *app, const struct book *s, struct ui *ui)
{
    char day[FORMAT_SIZE], time[16], text[TEXT_BUF];
    if (!book_moves(s))
        return;
    day_shown(app, s->moved.start_ms, day, sizeof day);
    format_time(s->moved.start_ms, time, sizeof time);
    text_format(text, sizeof text, _("Until now: %s %s"), day, time);
    ui_strip(ui, "moved", TONE_TINT, "swap", text, _("Cancelled once the new time is yours"), NULL);
}

void book_view_confirm(struct app *app, struct book *s, struct ui *ui)
{
    enum err e;
    if (app_finished(app, &s->job, &e)) {
        finished(app, s, e);
        if (e == ERR_OK) {
            book_view_done(app, s, ui);
            return;
        }
    } else if (!app_person(app)) { /* cannot happen; but nobody books for nobody */
        app_back(app);
        return;
    } else {
        if (asking_ended(app, &s->asking)) /* there may be a referral of elsewhere */
            s->checked = (struct fresh){0};
        if (!app_busy(app) && fresh_begin(app, &s->checked))
            check(app, s);
    }
    if (s->phone_asked) {
        view_read_back(app, s, ui);
        return;
    }
    struct link link;
    app_link(app, &link);
    bool naming = ui_focused(ui, "name"), writing = naming || ui_focused(ui, "phone");
    ui_pin(ui);
    if (writing)
        ui_keyboard(ui, naming ? KEYS_TEXT : KEYS_DIGITS, false);
    bool press = ui_submit(ui,
                           app_busy(app)   ? _("Saving")
                           : book_moves(s) ? _("Change to this time")
                                           : _("Book this time"),
                           s->refused == ERR_OK, app_busy(app));
    ui_pin_end(ui);
    if (!writing)
        book_progress(app, s, ui, 2);
    ui_title(ui, _("Is everything right?"));
    if (s->refused != ERR_OK)
        view_refused(app, s, ui);
    else if (link.state == LINK_OFFLINE)
        ui_strip(ui, "offline", TONE_SLATE, "cloudoff", _("No line to the hospital now"),
                 _("We keep your wish. It is confirmed only later"), NULL);
    if (s->refused == ERR_OK && !(writing && ui_large(ui)))
        book_hold_strip(app, s, ui);
    if (!writing) {
        view_moved(app, s, ui);
        if (s->refused == ERR_OK)
            book_request_sooner(app, s, ui);
        view_summary(app, s, ui);
    }
    view_name(app, s, ui);
    view_phone(app, s, ui);
    if (press && !app_busy(app))
        submit(app, s);
}
