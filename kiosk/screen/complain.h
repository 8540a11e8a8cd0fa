/* The steps of a complaint, suggestion or praise, and looking one up. Shared by the complain*.c
 * files only. */
#pragma once

#include "screen/asking.h"
#include "screen/subjects.h"
#include "store/content.h"

#define COMPLAIN_RULES_MAX 12
#define COMPLAIN_TEXT_MAX 500 /* code points, as the hospital's form says */
#define COMPLAIN_TEXT_MIN 2

enum complain_step {
    COMPLAIN_KIND,
    COMPLAIN_ABOUT, /* the second half of complain.kind */
    COMPLAIN_TEXT,
    COMPLAIN_CONTACT,
    COMPLAIN_REVIEW,
    COMPLAIN_DONE,
    COMPLAIN_TRACK,
    COMPLAIN_STEP_COUNT
};

struct complain_file { /* the job that stores it */
    struct complain_request request;
    struct complaint receipt;
};

struct complain_look { /* the job that looks one up */
    char number[20], tail[8];
    struct complaint found;
};

struct complain_state {
    struct track_args args; /* first: what the screen was opened with */
    struct subjects subjects;
    struct complaint_rule rules[COMPLAIN_RULES_MAX];
    size_t rule_count;
    bool rules_ready;
    struct label about;
    struct complain_file file;
    bool phone_tried; /* next was pressed: say what is wrong with the number */
    bool printed;     /* asked for here: what the printer says is about this paper */
    enum err failed;
    char number[24]; /* as typed */
    char tail[8];
    bool ask_tail, found, look_now;
    struct asking asking; /* one that was filed elsewhere */
    enum err look_failed;
    struct complain_look look;
};

void complain_kind(struct app *app, struct complain_state *s, struct ui *ui);
void complain_about(struct app *app, struct complain_state *s, struct ui *ui);
void complain_text(struct app *app, struct complain_state *s, struct ui *ui);
void complain_contact(struct app *app, struct complain_state *s, struct ui *ui);
void complain_review(struct app *app, struct complain_state *s, struct ui *ui);
void complain_done(struct app *app, struct complain_state *s, struct ui *ui);
void complain_track(struct app *app, struct complain_state *s, struct ui *ui);

const char *complain_kind_name(enum voice_kind kind); /* translated */
/* When the answer is due, in words: "Answer by Thu 19 March". */
void complain_due(const struct complaint *complaint, char *out, size_t size);
