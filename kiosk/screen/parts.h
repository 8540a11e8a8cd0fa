/* What several screens share: when to read again, how persons and doctors are written and jobs for
 * the store thread. Only for files of screen/.
 */
#pragma once

#include "i18n/format.h"
#include "screen/args.h"
#include "screen/printing.h"
#include "screen/screen.h"

#define TEXT_BUF 400

/* What a state was read from; zero means "not yet". */
struct fresh {
    int64_t version, minute;
    bool seen;
};
/* True when the store changed or a minute began since the last call: then read again. */
bool fresh_begin(struct app *app, struct fresh *fresh);

/* 张*三, or the masked number when there is no name. */
void person_shown(const struct person *person, char *out, size_t size);
/* 心内科 林若溪 主任医师; the general clinic without a doctor's title. */
void doctor_shown(struct app *app, const struct doctor *doctor, char *out, size_t size);
/* Without the title, where the print is large. */
void doctor_shown_short(struct app *app, const struct doctor *doctor, char *out, size_t size);
/* The fee of a visit in the hospital's currency; "" where the hospital does not say. */
void fee_shown(struct app *app, int64_t minor, bool cents, char *out, size_t size);
/* A day in words: 明天 3月13日 星期五. */
void day_shown(struct app *app, int64_t ms, char *out, size_t size);
/* The same with the date also for today, for what is kept. */
void day_shown_whole(struct app *app, int64_t ms, char *out, size_t size);
/* "09:42 的余号" */
void counts_as_of(struct app *app, char *out, size_t size);
/* After a booking was given back: `fact`, or NULL, and what comes of it. Without a line the
 * hospital does not know yet. */
void given_back_strip(struct app *app, struct ui *ui, const char *fact);
/* Bold, for texts of the flow. */
void bold(const char *text, char *out, size_t size);
/* People ahead and the waiting range, as of now. */
MUST_CHECK enum err wait_now(struct app *app, const struct ticket *ticket, struct wait *out);
/* How far off the waits were that this queue was told a day ago at this hour, on average, in
 * minutes; -1 = too few to say. */
int wait_was_off(struct app *app, const struct ticket *ticket);
/* Walking time from here to a place, as things are closed now, in minutes; 0 = no way is known. */
int minutes_to(struct app *app, const char *place_id, bool step_free);
void open_way(struct app *app, const char *place_id);
/* A content place, or one of the map's, on the map. One that the map does not know is led to by
 * what it is part of (MAPS.md 1.4): `instead` (may be NULL) then has its name, else "". False:
 * nothing of it is on the map. */
bool find_on_map(struct app *app, const char *place_id, struct map_place *out,
                 struct label *instead);
/* Whether a visit code typed or scanned is one of this terminal; false also when it is no code. */
bool code_is_known(struct app *app, const char *code);
/* At the first step of a form that stores something: true when nothing can be stored now, and then
 * the screen says so instead of the form (error.c). */
bool refuse_storing(struct app *app, struct ui *ui);
/* Once for each person: what the hospital stopped after they booked it is told before anything else
 * (bookings.c). True when it is, on top of this screen. */
bool tell_stopped(struct app *app);
/* A read of the store failed: one sentence, with call staff at hand in the bar. */
void read_failed(struct ui *ui, enum err e);

/* Jobs for app_start. */
struct identify_job {
    struct identify_request request;
    struct person person;
};
struct book_job {
    bool with_contact; /* identify first, to keep the name and phone that were typed */
    struct identify_request contact;
    struct book_request request;
    struct person person;
    struct appointment made;
};
struct cancel_job {
    char op[UUID_SIZE];
};
struct hold_job {
    struct hold_request request;
};
struct check_in_job {
    char op[UUID_SIZE], appointment_op[UUID_SIZE];
    struct ticket ticket;
};
struct take_job {
    struct take_request request;
    struct ticket ticket;
};
struct handed_job {
    char op[UUID_SIZE];
    bool paper;      /* printed, then confirmed; else taken by QR */
    enum err failed; /* run_not_printed: why */
};
struct visit_job {
    char code[40];
    struct found found;
};
app_job run_identify, run_book, run_cancel, run_hold, run_release, run_check_in, run_take,
    run_handed, run_not_printed, run_visit;
