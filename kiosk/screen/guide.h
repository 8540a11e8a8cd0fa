/* The guide's desk: steps, state, and what its files share. Only for files of screen/. */
#pragma once

#include "act/desk.h"
#include "screen/parts.h"
#include "screen/sign_in.h"
#include "store/desk.h"
#include "store/queue_closing.h"
#include "store/unprinted.h"
#include "ui/desk.h"

#define GUIDE_QUEUES 60
#define GUIDE_ENTRIES 80
#define GUIDE_HELP 24
#define GUIDE_DUE 12
#define GUIDE_STUCK 40
#define GUIDE_PAPERS 20
#define GUIDE_TARGETS 100
#define GUIDE_STAFF 60
#define GUIDE_CLOSINGS 20
#define GUIDE_DEPARTMENTS 60

enum guide_step {
    GUIDE_SIGN_IN, /* the first: a desk nobody signed in at */
    GUIDE_HOME,
    GUIDE_QUEUE,
    GUIDE_MOVE,
    GUIDE_SEND,
    GUIDE_PRIORITY,
    GUIDE_ROOMS,
    GUIDE_HAND,
    GUIDE_BEHALF,
    GUIDE_REQUEST,
    GUIDE_MORE,
    GUIDE_STUCK_TODAY,
    GUIDE_UNLOCK,
    GUIDE_UNPRINTED,
    GUIDE_CLOSE,  /* where this queue's people go */
    GUIDE_CLOSED, /* the queues that are closed */
    GUIDE_STEP_COUNT
};

struct guide_call_job {
    struct staff_session by;
    struct call_request request;
    struct call call;
};
struct guide_reveal_job {
    struct staff_session by;
    char op[UUID_SIZE], name[96];
};
struct guide_request_job {
    struct staff_session by;
    struct help_request request;
    struct help_call made;
};
struct guide_paper_job { /* a number that did not print */
    struct staff_session by;
    char op[UUID_SIZE];
    enum { PAPER_PRINT, PAPER_HANDED, PAPER_VOID } act;
};
struct guide_closing_job { /* a queue is closed, or called from again */
    struct staff_session by;
    struct desk_closing closing;
    bool open;
    int moved;
};
struct guide_staff_job { /* a colleague whose PINs are held */
    struct staff_session by;
    char id[STAFF_ID_SIZE];
};

struct guide_state {
    struct sign_in sign_in;
    struct {
        struct guide_call_job job;
        bool pending; /* the server is asked */
        bool bad;
        char said[200]; /* what came of the last one */
        enum lang lang; /* that it is said in */
    } call;
    struct guide_reveal_job reveal;
    struct guide_request_job request;
    struct guide_staff_job unlock;
    struct guide_paper_job paper;
    struct guide_closing_job closing;
    struct queue_closing closings[GUIDE_CLOSINGS];
    size_t closing_count;
    struct fresh fresh;
    enum err read;
    struct desk_queue queues[GUIDE_QUEUES];
    size_t queue_count;
    int total;
    struct help_call help[GUIDE_HELP];
    size_t help_count;
    struct desk_complaint due[GUIDE_DUE];
    size_t due_count;
    char department[ID_SIZE]; /* shown alone, "" = all */
    struct label department_name;
    struct unprinted papers[GUIDE_PAPERS];
    size_t paper_count;
    char voiding[UUID_SIZE]; /* asked once more */
    /* one queue */
    char queue[ID_SIZE];
    struct desk_entry entries[GUIDE_ENTRIES];
    size_t entry_count;
    char chosen[UUID_SIZE];        /* ticket */
    char names[GUIDE_ENTRIES][40]; /* masked, beside entries */
    char revealed[96];
    int64_t revealed_until_ms;
    struct desk_target targets[GUIDE_TARGETS];
    size_t target_count;
    char help_op[UUID_SIZE]; /* to hand over */
    char place_id[ID_SIZE];  /* where a wheelchair is to go, "" = here */
    struct staff colleagues[GUIDE_STAFF];
    size_t colleague_count;
    struct department departments[GUIDE_DEPARTMENTS];
    struct stuck stuck[GUIDE_STUCK];
    size_t stuck_count;
};

/* ---- guide.c ---- */
/* The head of every step; `title` NULL: the desk's own. */
void guide_head(struct app *app, struct ui *ui, const char *title, bool back);
void guide_read(struct app *app, struct guide_state *s); /* when something changed */
void minutes_shown(int64_t ms, char *out, size_t size);  /* 52 min; seconds under 2 min */
/* Where a queue calls from, and who: 1 诊室 林若溪. */
void keeper_shown(struct app *app, const struct doctor *keeper, char *out, size_t size);

/* ---- guide_call.c ---- */
void guide_collect(struct app *app, struct guide_state *s);           /* at the top of every step */
bool guide_waits(const struct app *app, const struct guide_state *s); /* for an answer */
/* `keeper`: of whose room; NULL when nobody is called anywhere. */
void guide_ask(struct app *app, struct guide_state *s, const struct call_request *request,
               const struct doctor *keeper);
void guide_said(struct guide_state *s, struct ui *ui);
bool guide_may_call(struct app *app, const char *queue); /* false: shared, and no server */
void guide_call_next(struct app *app, struct guide_state *s, const struct desk_queue *queue);

/* ---- guide_queue.c, guide_choose.c ---- */
void guide_read_names(struct app *app, struct guide_state *s);
const struct ticket *guide_chosen(struct guide_state *s); /* NULL: none */
void guide_choose(struct app *app, struct guide_state *s, const struct ticket *t, int step);
void guide_queue_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_target_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_priority_view(struct app *app, struct guide_state *s, struct ui *ui);

/* ---- guide_help.c ---- */
void guide_help_side(struct app *app, struct guide_state *s, struct ui *ui);
void guide_hand_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_request_view(struct app *app, struct guide_state *s, struct ui *ui);

/* ---- guide_unprinted.c ---- */
void guide_unprinted_side(struct app *app, struct guide_state *s, struct ui *ui);
void guide_unprinted_view(struct app *app, struct guide_state *s, struct ui *ui);

/* ---- guide_close.c ---- */
void guide_closing_collect(struct app *app, struct guide_state *s); /* at the top of every step */
/* On the queue's own step: that it is closed, and the key. */
void guide_close_key(struct app *app, struct guide_state *s, const struct desk_queue *q,
                     struct ui *ui);
void guide_close_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_closed_view(struct app *app, struct guide_state *s, struct ui *ui);

/* ---- the steps ---- */
void guide_home_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_rooms_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_behalf_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_more_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_stuck_view(struct app *app, struct guide_state *s, struct ui *ui);
void guide_unlock_view(struct app *app, struct guide_state *s, struct ui *ui);
const char *
screen_in_words(const char *screen); /* of a kiosk: "book.days" -> Book an appointment */
