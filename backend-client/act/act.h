/* A person's acts. Each is one transaction of record + outbox entry and returns after COMMIT, so
 * what it returns may be shown as a receipt. `op` ids in requests are made by the screen before the
 * first try (uuid_new), so that a repeat of the same act (a double tap, a retry after a crash)
 * finds the first one and returns the same receipt. Run on the store thread.
 */
#pragma once

#include "act/env.h"
#include "model/care.h"
#include "store/db.h"
#include "store/enquiry.h"

/* Finds the person by number, or makes them. A known person's name and phone are filled in. */
struct identify_request {
    char uuid[UUID_SIZE]; /* used when the person is new */
    enum identity_kind kind;
    char identity[40];
    char name[96], phone[PHONE_SIZE]; /* "" = leave as known */
};
MUST_CHECK enum err identify(struct db *db, const struct act_env *env,
                             const struct identify_request *request, struct person *out);

/* Books a slot: confirmed at once when standalone; with a server a wish that sync turns into a
 * booking or a refusal (the slot is the lock, WIRE 3.4). ERR_TAKEN, ERR_FULL, ERR_STOPPED,
 * ERR_ALREADY (that session), ERR_LIMIT, ERR_LATE (begun), ERR_BLOCKED (missed bookings),
 * ERR_RESULTS (a revisit's tests have no results by then).
 *
 * A referral or revisit of the person that leads to this doctor is noted on the booking; a referred
 * patient may have what is kept for the referred.
 *
 * With `replaces` it moves a booking: the new place first, then the old one is given back; with a
 * server the old one stays until the new one is confirmed, and stays for good when it is refused.
 * ERR_DENIED: that booking cannot be moved here (another's, over, past the cut-off unless its
 * clinic was stopped), or it is being moved already. */
struct book_request {
    char op[UUID_SIZE]; /* also of the hold on that slot, where there is one */
    char person_uuid[UUID_SIZE];
    char slot_id[ID_SIZE];
    char replaces[UUID_SIZE]; /* "" = a booking of its own */
    char request_id[ID_SIZE]; /* the referral or revisit it is made on, "" = the one that fits */
};
MUST_CHECK enum err book(struct db *db, const struct act_env *env,
                         const struct book_request *request, struct appointment *out);
/* The same checks without writing, for the summary screen. */
MUST_CHECK enum err book_check(struct db *db, const struct act_env *env,
                               const struct book_request *request);
/* The referral or revisit it would be made on; out->id "" = none. */
MUST_CHECK enum err book_made_on(struct db *db, const struct book_request *request,
                                 struct service_request *out);
/* ERR_LATE after the cut-off, but a booking whose clinic was stopped can always be given back.
 * Frees the slot. Cancelling twice is ERR_OK. */
MUST_CHECK enum err cancel(struct db *db, const struct act_env *env, const char *appointment_op);
/* Until when a booking can be cancelled or moved, wall ms. */
int64_t cancel_until(const struct act_env *env, const struct appointment *appointment);

/* Whom missed bookings keep from booking here (config booking.missed_*). ERR_OK also when nobody.
 */
struct booking_block {
    bool blocked;
    int missed;
    int64_t until_ms;
};
MUST_CHECK enum err booking_blocked(struct db *db, const struct act_env *env,
                                    const char *person_uuid, struct booking_block *out);
/* Once a day, standalone: bookings of days gone by that nobody came to are missed. */
MUST_CHECK enum err booking_day_over(struct db *db, const struct act_env *env);

/* Keeps a slot for whoever stands at this screen, for booking.hold_s; what the screen kept before
 * is given back. ERR_TAKEN, ERR_FULL, ERR_STOPPED, ERR_LATE as book. *until_ms = 0: nothing is kept
 * (hold_s = 0). The same op again finds the same hold. */
struct hold_request {
    char op[UUID_SIZE]; /* the booking's */
    char slot_id[ID_SIZE];
    char person_uuid[UUID_SIZE], request_id[ID_SIZE]; /* on whose referral, "" = none */
    char replaces[UUID_SIZE];                         /* the booking it is on already, "" = none */
    int64_t until_ms;                                 /* filled in */
};
MUST_CHECK enum err hold_slot(struct db *db, const struct act_env *env,
                              struct hold_request *request);
/* Gives it back; ERR_OK also when there is none. */
MUST_CHECK enum err hold_release(struct db *db, const struct act_env *env, const char *op);
/* Gives back what is over; `all` (at start: nobody stands there): all of this station. */
MUST_CHECK enum err hold_sweep(struct db *db, const struct act_env *env, bool all, int *count);

/* Checks in a booked patient: the queue number comes from the slot's order. ERR_EARLY, ERR_LATE
 * (with the appointment filled in `out->doctor`), ERR_NOT_FOUND, ERR_STOPPED, ERR_OFFLINE (still a
 * wish). A second call returns the same ticket. */
MUST_CHECK enum err check_in(struct db *db, const struct act_env *env, const char *op,
                             const char *appointment_op, struct ticket *out);
/* When check-in of this appointment opens and closes, wall ms. */
void check_in_window(const struct act_env *env, const struct appointment *appointment,
                     int64_t *from_ms, int64_t *until_ms);

/* Where a booked patient would stand who checks in now; nothing is written. */
struct place_told {
    enum { PLACE_BY_BOOKING, PLACE_EARLY, PLACE_LATE } kind; /* the latter two wait as walk-ins */
    int minutes;                                             /* early or late by so many */
    int64_t turn_ms; /* early: from then on the booking counts */
    int ahead;
};
MUST_CHECK enum err check_in_place(struct db *db, const struct act_env *env,
                                   const struct appointment *appointment, struct place_told *out);

/* A walk-in's number from this kiosk's own series. ERR_STOPPED: no clinic there now. ERR_ALREADY
 * with the existing ticket in out. */
struct take_request {
    char op[UUID_SIZE];
    char department_id[ID_SIZE];
    char person_uuid[UUID_SIZE]; /* "" = guest */
};
MUST_CHECK enum err take_number(struct db *db, const struct act_env *env,
                                const struct take_request *request, struct ticket *out);
/* Whose queue that would be, and how many would be called before; nothing is written. ERR_STOPPED.
 */
MUST_CHECK enum err take_place(struct db *db, const struct act_env *env, const char *department_id,
                               const char *person_uuid, struct doctor *doctor, int *ahead);
/* reserved -> printed -> confirmed; void when neither came. Illegal steps are ERR_INVALID.
 * `printed` for a confirmed ticket only counts one more print. A void ticket's booking is booked
 * again, so that it can be checked in once more. */
MUST_CHECK enum err ticket_handed(struct db *db, const struct act_env *env, const char *op,
                                  enum ticket_status status);
/* The paper of a number did not come out, for `why`: staff see it (store/unprinted.h) until it is
 * printed, taken by phone or void. The number's own state stays: a reserved one does not count. */
MUST_CHECK enum err ticket_print_failed(struct db *db, const struct act_env *env, const char *op,
                                        enum err why);
/* Notes the same (ERR_UNKNOWN) of numbers reserved two minutes ago that are in no hand: the program
 * died while it printed, or the patient walked away; how many in *count. Called as the next. */
MUST_CHECK enum err ticket_note_left(struct db *db, const struct act_env *env, int *count);
/* Voids what was reserved longer than checkin.void_min ago; how many in *count. Called by the idle
 * loop and at start. */
MUST_CHECK enum err ticket_void_stale(struct db *db, const struct act_env *env, int *count);

/* Files a complaint, suggestion or praise: tracking number, first receiver and due date from the
 * hospital's rule. */
struct complain_request {
    char op[UUID_SIZE], task_op[UUID_SIZE];
    enum voice_kind kind;
    char topic[ID_SIZE];
    char about_id[ID_SIZE]; /* department or place, may be "" */
    char text[COMPLAINT_TEXT_SIZE];
    char phone[PHONE_SIZE]; /* "" = anonymous */
};
MUST_CHECK enum err complain(struct db *db, const struct act_env *env,
                             const struct complain_request *request, struct complaint *out);
/* `phone_tail`: last four digits, asked for when a phone was given: first call with "" answers
 * ERR_DENIED then. ERR_INVALID: the check letter is wrong. ERR_NOT_FOUND, ERR_DENIED; ERR_LOCKED
 * for session.code_pause_s after session.code_tries misses at this terminal (survives a restart).
 */
MUST_CHECK enum err track(struct db *db, const struct act_env *env, const char *number,
                          const char *phone_tail, struct complaint *out);
/* Makes a tracking number: 45 random bits in Crockford base 32 as 9 letters plus a check letter,
 * "XXXX-XXXX-XX". */
void tracking_number_new(char out[20]);
bool tracking_number_valid(const char *typed,
                           char clean[20]); /* forgives case, spaces, O/0, I/1/L */

/* ERR_ALREADY: this ticket was rated before. */
MUST_CHECK enum err rate(struct db *db, const struct act_env *env, const struct rating *request);

/* "Call staff": one open call a station; a second press returns the first. When this machine's
 * number just did not print, the call is about that ("paper") and notes the number. */
MUST_CHECK enum err call_staff(struct db *db, const struct act_env *env, const char *op,
                               const char *screen, struct help_call *out);

/* Asks for a guide, a wheelchair or a volunteer for somebody, as staff or a kiosk does. */
struct help_request {
    char op[UUID_SIZE];
    enum help_kind kind;
    char screen[40];
    char place_id[ID_SIZE]; /* where to, "" = to this machine */
    char note[200];         /* nothing that names a patient */
};
MUST_CHECK enum err request_help(struct db *db, const struct act_env *env,
                                 const struct help_request *request, struct help_call *out);

/* Visit code or ticket number typed or scanned (or the op of one, which a screen knows): the ticket
 * or booking behind it, with lock-out as in track. ERR_INVALID: neither form. ERR_AMBIGUOUS: two
 * queues gave that number today; list them with ticket_by_number and ask again with the op of the
 * one chosen. */
struct found {
    bool has_ticket, has_appointment;
    struct ticket ticket;
    struct appointment appointment;
    struct wait wait; /* of the ticket */
};
MUST_CHECK enum err find_visit(struct db *db, const struct act_env *env, const char *code,
                               struct found *out);

/* Asks the hospital's server for what this terminal does not know (store/enquiry.h); sync answers
 * within a moment, and enquiry_get tells when. ERR_OFFLINE: standalone. ERR_LOCKED as in find_visit
 * and track. */
MUST_CHECK enum err enquire(struct db *db, const struct act_env *env, const char *op,
                            enum enquiry_kind kind, const char *subject);
