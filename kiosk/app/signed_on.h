/* Staff at this station: who signed in, until when, and the record of their going. Whoever leaves
 * it is signed out after [staff] idle_s without a touch, and after session_min in any case.
 */
#pragma once

#include "model/staff.h"

#include <stdint.h>

struct app;

struct signed_on {
    struct staff_session session; /* id "" = nobody */
    long ticket;                  /* of the record of signing out; 0 = none */
    long stuck;                   /* of the count of screens left; 0 = none */
};

void signed_on_touch(struct app *app);
void signed_on_tick(struct app *app);              /* signs out whose time is over */
int64_t signed_on_wait_ms(const struct app *app);  /* until then; -1 = nobody */
void signed_on_collect(struct app *app);           /* what the store thread has finished */
void signed_on_left(struct app *app);              /* the open screen was left in the middle */
void signed_on_failed(struct app *app, int error); /* an act answered so: enum err */
