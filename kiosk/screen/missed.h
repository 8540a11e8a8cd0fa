/* A missed number (过号): what the hospital's rule is, and coming back into the queue by it. Shared
 * by the queue and the receipt of checking in. */
#pragma once

#include "screen/parts.h"

struct missed_job {
    char op[UUID_SIZE];
    int ahead;
};

struct missed { /* zero = nothing read yet */
    struct fresh fresh;
    enum err may; /* ERR_LIMIT: came back as often as allowed */
    int ahead;
    bool back;        /* just now, here */
    enum err problem; /* of the last try */
    struct missed_job job;
};

/* For a number that was passed: the place it would get and the key "submit"; after that the
 * receipt. True when the queue has to be read again. */
bool missed_view(struct app *app, struct missed *m, const struct ticket *ticket, struct ui *ui);
/* "Missed your call? ..." for one who waits and has not come back yet, where there is room. */
void missed_hint(struct app *app, const struct ticket *ticket, struct ui *ui);
