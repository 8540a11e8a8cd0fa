/* A question to the hospital's server on behalf of who stands here (act/act.h, enquire): the screen
 * goes on showing what it knows and is called again when the answer is in the store. Only for files
 * of screen/; lives in a screen's state.
 */
#pragma once

#include "screen/parts.h"

struct asking {
    enum { ASKING_NOT, ASKING_NOW, ASKING_DONE } state;
    bool silent; /* done, but the hospital did not answer */
    int64_t until_ms;
    struct enquire_job {
        char op[UUID_SIZE];
        enum enquiry_kind kind;
        char subject[40];
    } job;
};

/* False: there is nobody to ask (standalone, no line), or an act is running. */
bool asking_begin(struct app *app, struct asking *a, enum enquiry_kind kind, const char *subject);
/* In each view: true while the answer is awaited, a few seconds at most. */
bool asking_now(struct app *app, struct asking *a);
/* True once, when the answer came or did not. */
bool asking_ended(struct app *app, struct asking *a);
/* "Asking the hospital", or that it did not answer; nothing when there is nothing to say. */
void asking_strip(struct app *app, struct asking *a, struct ui *ui);
