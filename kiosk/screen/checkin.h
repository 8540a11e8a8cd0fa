/* The check-in screen's private state, shared by checkin.c (who, which booking), checkin_walkin.c
 * and checkin_done.c (the number). */
#pragma once

#include "screen/asking.h"
#include "screen/identify_form.h"
#include "screen/missed.h"

#define CHECKIN_BOOKINGS_MAX 8
#define CHECKIN_DEPARTMENTS_MAX 64

enum checkin_step {
    CHECKIN_IDENTIFY,
    CHECKIN_LIST,        /* today's bookings, or a number without one */
    CHECKIN_DEPARTMENTS, /* walk-in: which department */
    CHECKIN_CONFIRM,     /* walk-in: this one */
    CHECKIN_DONE,
    CHECKIN_STEP_COUNT
};

struct checkin_told { /* where one booking would stand */
    bool good;
    struct place_told place;
};

struct checkin_ticket { /* the receipt; queue.c shows the same */
    struct fresh fresh;
    struct ticket ticket;
    struct wait wait;
    bool has_wait;
    int was_off;  /* wait_was_off */
    int walk_min; /* to where people wait; 0 = not known */
    int64_t read_ms;
    bool already; /* it was given out before */
    bool show_qr;
    bool print_asked;
    enum err handed;
    struct handed_job job;
    struct missed missed;
};

struct checkin {
    struct checkin_args args;
    struct identify_form form;
    struct asking asking; /* for bookings or a code of elsewhere */
    bool guest;
    struct fresh fresh;
    struct appointment list[CHECKIN_BOOKINGS_MAX]; /* today's, soonest first */
    bool has_ticket[CHECKIN_BOOKINGS_MAX];
    char number[CHECKIN_BOOKINGS_MAX][12];
    struct checkin_told told[CHECKIN_BOOKINGS_MAX];
    size_t count;
    int64_t later_ms; /* the next booking after today, 0 = none */
    char chosen[UUID_SIZE];
    enum err problem;
    struct fresh departments_fresh;
    struct department departments[CHECKIN_DEPARTMENTS_MAX];
    bool open[CHECKIN_DEPARTMENTS_MAX]; /* has a clinic that takes walk-ins now */
    size_t department_count;
    char department_id[ID_SIZE];
    struct doctor queue; /* of the chosen department */
    int queue_ahead;     /* people there, -1 = not known */
    struct visit_job visit;
    struct check_in_job check;
    struct take_job take;
    struct checkin_ticket done;
};

void checkin_read_place(struct app *app, struct checkin *s, size_t booking);
void checkin_view_place(const struct checkin_told *told, struct ui *ui);
void checkin_view_departments(struct app *app, struct checkin *s, struct ui *ui);
void checkin_view_confirm(struct app *app, struct checkin *s, struct ui *ui);
void checkin_view_done(struct app *app, struct checkin_ticket *s, struct ui *ui);
/* Number, people ahead, waiting range, where to go: the card of pictures 06 and 19. `was_off`: as
 * wait_was_off says. */
void ticket_card(struct app *app, const struct ticket *ticket, const struct wait *wait, int was_off,
                 struct ui *ui);
/* The queue's state in one strip when it is more than waiting or missed; false when there is none.
 */
bool stage_strip(struct ui *ui, const struct ticket *ticket);
