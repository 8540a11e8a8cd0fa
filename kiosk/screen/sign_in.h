/* Signing in at a station of staff: the badge or the number, then the PIN. A part of screens, below
 * a ui_desk head. Nothing of a PIN is shown. */
#pragma once

#include "act/staff.h"
#include "screen/screen.h"

struct sign_in_job {
    struct sign_in_request request;
    struct sign_in_answer answer;
};

struct sign_in {
    char number[STAFF_ID_SIZE], badge[BADGE_SIZE], pin[PIN_SIZE];
    bool asked; /* for the PIN */
    bool letters;
    char problem[200];
    struct sign_in_job job;
};

/* True once somebody whose role it is has signed in: job.answer.session, and nothing else is kept.
 */
bool sign_in_view(struct app *app, struct sign_in *s, enum staff_role role, struct ui *ui);
/* Somebody has begun to: a number, a badge, digits of a PIN. */
bool sign_in_begun(const struct sign_in *s);
bool sign_in_scan(struct sign_in *s, const char *text); /* false: this is no badge */
