/* The terminal beside a service window or in a room. Shared by the window*.c files only. */
#pragma once

#include "act/duty.h"
#include "screen/parts.h"
#include "screen/sign_in.h"
#include "ui/window.h"

#define WINDOW_REASONS_MAX 9

/* Those before WINDOW_REASONS come and go by themselves, see struct screen, `passive`. */
enum window_step {
    WINDOW_DUTY,
    WINDOW_RATE,
    WINDOW_THANKS,
    WINDOW_REASONS,
    WINDOW_SIGN_IN,
    WINDOW_STAFF,
    WINDOW_STEP_COUNT
};

struct window_change_job {
    struct duty_request request;
    struct duty duty;
};

struct window_call_job {
    char place_id[ID_SIZE];
    struct call_request request;
    struct call call;
};

struct window_state {
    struct fresh fresh;
    enum err failed;
    bool place_known;
    struct place place;
    char number[LANG_COUNT][16], unit[LANG_COUNT][160]; /* "3" and "号窗口", "" and the name */
    struct duty duty;
    bool has_current;
    struct ticket current; /* called or seen here */
    char mask[40];
    bool has_ended;
    struct ticket ended; /* the last one, not rated yet */
    struct reason reasons[WINDOW_REASONS_MAX];
    size_t reason_count;
    struct rating rating; /* also the job */
    enum err store_failed;
    int64_t touched_ms, thanks_ms; /* wall */
    struct sign_in sign_in;
    struct window_change_job change;
    enum err change_failed;
    struct window_call_job call;
    char asked[UUID_SIZE]; /* the call whose answer is waited for or told, "" = none */
    struct call answer;
    enum err call_failed;
    int64_t call_ms; /* when that was known */
};

/* window_data.c */
void window_read(struct app *app, struct window_state *s);
/* "收费处 3 号窗口" to "3" and "号窗口"; a name without a number of its own stays whole. */
void window_split_name(const char *name, const char *area, char *number, size_t number_size,
                       char *unit, size_t unit_size);
/* window_rate.c */
bool window_asks(const struct app *app, const struct window_state *s); /* for a rating, now */
void window_rate_view(struct app *app, struct window_state *s, struct ui *ui);
void window_reasons_view(struct app *app, struct window_state *s, struct ui *ui);
void window_thanks_view(struct app *app, struct window_state *s, struct ui *ui);
/* window_staff.c */
void window_sign_in_view(struct app *app, struct window_state *s, struct ui *ui);
void window_staff_view(struct app *app, struct window_state *s, struct ui *ui);
/* window_call.c: the row of keys of whoever is on duty, and what came of the last one. */
void window_call_read(struct app *app, struct window_state *s);
void window_call_view(struct app *app, struct window_state *s, struct ui *ui);
/* window.c: the row at the lower edge. */
void window_foot_keys(struct app *app, struct ui *ui);
