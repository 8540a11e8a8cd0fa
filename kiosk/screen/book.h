/* The booking screen's private state, shared by its files: book.c (steps), book_departments.c,
 * book_days.c (days and doctors), book_doctor.c (the open one and its times), book_hold.c,
 * book_confirm.c and book_done.c.
 */
#pragma once

#include "screen/asking.h"
#include "screen/identify_form.h"
#include "store/service_request.h"

#define BOOK_DEPARTMENTS_MAX 64
#define BOOK_GROUPS_MAX 12
#define BOOK_HITS_MAX 20
#define BOOK_COMPLAINTS_MAX 96
#define BOOK_CLINICS_MAX 24
#define BOOK_CLINIC_DAYS_MAX 24
#define BOOK_DAYS_MAX 60
#define BOOK_DOCTORS_MAX 48
#define BOOK_SCHEDULES_MAX 96
#define BOOK_SLOTS_MAX 96
#define BOOK_DAYS_SHOWN 7
#define BOOK_OTHERS_MAX 4
#define BOOK_REQUESTS_MAX 8

enum book_step {
    BOOK_DEPARTMENTS,
    BOOK_COMPLAINTS,        /* not sure which: plain complaints of the hospital's table */
    BOOK_CLINIC,            /* a holiday, joint or free clinic and its timetable */
    BOOK_REQUESTS_IDENTIFY, /* whose referral or revisit */
    BOOK_REQUESTS,
    BOOK_DOCTORS,
    BOOK_SLOTS,
    BOOK_IDENTIFY,
    BOOK_CONFIRM,
    BOOK_DONE,
    BOOK_STEP_COUNT
};

struct book_departments {
    struct fresh fresh;
    char query[64], searched[64];
    char group[ID_SIZE];
    struct department groups[BOOK_GROUPS_MAX], list[BOOK_DEPARTMENTS_MAX];
    size_t group_count, count;
    bool has_often;
    struct hit hits[BOOK_HITS_MAX];
    size_t hit_count;
    struct complaint_word complaints[BOOK_COMPLAINTS_MAX];
    size_t complaint_count;
    struct service clinics[BOOK_CLINICS_MAX]; /* holiday, joint and free ones */
    size_t clinic_count;
    int requests; /* of who stands here, to be booked; 0 also when nobody is known */
    enum err problem;
};

struct book_clinic { /* the open one */
    struct fresh fresh;
    struct service service;
    struct schedule sessions[BOOK_CLINIC_DAYS_MAX];
    struct doctor doctors[BOOK_CLINIC_DAYS_MAX];
    size_t count;
    enum err problem;
};

struct book_days {
    struct fresh fresh;
    bool one_doctor; /* came from a doctor: only that one's days */
    struct department department;
    struct day days[BOOK_DAYS_MAX];
    size_t day_count;
    int page;
    char date[DATE_SIZE];
    enum day_part part;
    bool part_chosen;
    struct doctor doctors[BOOK_DOCTORS_MAX];
    size_t doctor_count;
    struct schedule schedules[BOOK_SCHEDULES_MAX]; /* of the chosen day */
    size_t schedule_count;
    char open[ID_SIZE]; /* the doctor whose times are shown */
    struct slot slots[BOOK_SLOTS_MAX];
    size_t slot_count;
    char slots_of[ID_SIZE];
    struct schedule others[BOOK_OTHERS_MAX]; /* more clinics of that doctor that have places */
    size_t other_count;
    enum err problem;
    enum err refused; /* why the chosen time could not be kept */
};

struct book_requests {
    struct fresh fresh;
    bool asked; /* the hospital's server, for who stands here */
    struct service_request list[BOOK_REQUESTS_MAX];
    size_t count;
    enum err problem;
};

struct book_hold {      /* the chosen slot, kept for the person here */
    char op[UUID_SIZE]; /* the booking will have it too; "" = none chosen yet */
    char slot_id[ID_SIZE];
    int64_t until_ms; /* 0 = nothing is kept */
    bool asked;       /* the act runs: the store may say so before we know */
    bool over;        /* it was, and is free for all again */
    struct hold_job job;
};

struct book {
    struct book_args args;
    struct book_departments departments;
    struct book_clinic clinic;
    struct book_days days;
    char slot_id[ID_SIZE];
    struct book_hold hold;
    struct appointment moved; /* with args.move_op: the booking that this one replaces */
    struct book_requests requests;
    struct service_request request; /* chosen: the booking is to be made on it; id "" = none */
    struct service_request on;      /* what it will be made on, as the rules say */
    struct asking asking;
    struct identify_form form;
    /* confirm */
    struct slot slot;
    struct schedule schedule;
    struct doctor doctor;
    char name[96]; /* typed here when the hospital does not know it */
    char phone[PHONE_SIZE];
    bool phone_faulty, phone_asked, phone_right; /* read back; and said to be right */
    struct id_check phone_fault;
    enum err refused; /* why this slot cannot be booked by this person */
    struct fresh checked;
    struct book_job job;
    /* done */
    struct fresh done_fresh;
    struct appointment made;
    bool printed; /* paper was asked for here */
    bool asking_cancel;
    enum err cancel_problem;
    struct cancel_job cancel;
};

void book_view_departments(struct app *app, struct book *s, struct ui *ui);
/* ---- book_find.c ---- */
void book_view_complaints(struct app *app, struct book *s, struct ui *ui);
void book_view_clinic(struct app *app, struct book *s, struct ui *ui);
void book_read_special(struct app *app, struct book_departments *d);
void book_clinic_row(struct app *app, struct book *s, struct ui *ui, const struct service *clinic,
                     const char *match);
void book_view_days(struct app *app, struct book *s, struct ui *ui); /* doctors and slots */
void book_read_day(struct app *app, struct book *s); /* all there is on the chosen day */
/* ---- book_doctor.c ---- */
/* Whose times would be shown of that doctor on the chosen half-day, NULL = not there then. */
const struct schedule *book_schedule_of(const struct book_days *d, const char *doctor_id);
void book_read_slots(struct app *app, struct book *s);
const char *book_left_words(int left, char *out, size_t size);
void book_state_words(const struct schedule *schedule, char *out, size_t size);
void book_view_doctor(struct app *app, struct book *s, struct ui *ui, const struct doctor *doctor,
                      const struct schedule *schedule);
void book_view_next(struct app *app, struct book *s, struct ui *ui);
void book_view_confirm(struct app *app, struct book *s, struct ui *ui);
void book_view_done(struct app *app, struct book *s, struct ui *ui);
/* Goes to a department's doctors, or a doctor's days. */
void book_choose_department(struct app *app, struct book *s, const char *department_id);
void book_choose_doctor(struct app *app, struct book *s, const char *doctor_id);
/* ---- book_hold.c ---- */
/* Keeps the chosen slot; when it is kept, book_hold_done says so once and the step goes on. */
void book_hold_start(struct app *app, struct book *s);
bool book_hold_done(struct app *app, struct book *s);
bool book_hold_is(const struct book *s, const char *slot_id); /* that one is kept for us */
/* Its clock as words, "" when nothing is kept: until when, and how long still. Ends it in time. */
void book_hold_clock(struct app *app, struct book *s, char *until, size_t until_size, char *left,
                     size_t left_size);
void book_hold_strip(struct app *app, struct book *s, struct ui *ui);
void book_hold_end(struct app *app, struct book *s); /* gives it back */
bool book_moves(const struct book *s);
/* ---- book_requests.c ---- */
void book_view_requests(struct app *app, struct book *s, struct ui *ui);
int book_requests_open(struct app *app); /* of who stands here: not booked yet */
void book_view_requests_identify(struct app *app, struct book *s, struct ui *ui);
/* Whether who stands here can have that place, with the order that was chosen. */
bool book_can_have(const struct book *s, const struct slot *slot);
/* Counts as they are for the order that was chosen: of half-days, of the strip's days. */
void book_request_schedules(struct app *app, const struct book *s, struct schedule *list,
                            size_t count);
void book_request_days(struct app *app, struct book *s);
bool book_request_early(const struct book *s, const char *date); /* no results on that day yet */
void book_request_strip(struct app *app, const struct book *s, struct ui *ui);
void book_request_pair(struct app *app, const struct book *s, struct ui *ui); /* in the summary */
void book_request_sooner(struct app *app, const struct book *s, struct ui *ui);

/* Forget the chosen slot and read again. */
void book_days_reset(struct book *s);
/* The line over the title: department, doctor and time, check. */
void book_progress(struct app *app, struct book *s, struct ui *ui, int now);
