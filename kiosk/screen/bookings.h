/* "My bookings", shared by bookings.c (the list and one booking) and bookings_stopped.c (a clinic
 * that the hospital stopped, and the next times). */
#pragma once

#include "screen/asking.h"
#include "screen/identify_form.h"

#define BOOKINGS_MAX 24
#define BOOKINGS_DAYS 30
#define BOOKINGS_SAME 3   /* next times of the same doctor that are offered */
#define BOOKINGS_OTHERS 2 /* and of the department's others */

enum bookings_step {
    BOOKINGS_IDENTIFY,
    BOOKINGS_LIST,
    BOOKINGS_ONE,
    BOOKINGS_STOPPED,
    BOOKINGS_STEP_COUNT
};

struct bookings {
    struct bookings_args args;
    struct identify_form form;
    struct asking asking; /* for what was booked elsewhere */
    bool asked;
    struct fresh fresh;
    struct appointment list[BOOKINGS_MAX];
    bool moving[BOOKINGS_MAX]; /* a new time is asked for at the server */
    size_t count;
    enum err problem;
    struct appointment one; /* the open one */
    bool one_moving;
    bool asking_cancel, cancelled;
    struct cancel_job cancel;
    /* stopped */
    struct fresh offers_fresh;
    struct label reason;
    struct offer_row offers[BOOKINGS_SAME + BOOKINGS_OTHERS];
    size_t same_count, offer_count;
    struct book_job move;
};

/* 3月13日 星期五 09:00 */
void booking_when(struct app *app, const struct appointment *one, char *out, size_t size);
void bookings_view_stopped(struct app *app, struct bookings *s, struct ui *ui);
/* After one is settled: the next stopped one, else back to where it was told (true). */
bool bookings_next_stopped(struct app *app, struct bookings *s);
/* The referral or revisit that it was made on, as a line of its card; nothing when there is none.
 */
void booking_request_pair(struct app *app, const struct appointment *one, struct ui *ui);
