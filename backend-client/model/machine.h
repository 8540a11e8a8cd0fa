/* Life cycles as tables: which state of a booking, a number and a call for help may follow which.
 * From WIRE.md section 1 ("Life cycles"), where the server's words for them stand. Pure; asking
 * never fails. Staying as one is is no step, except that a number can be called again and again.
 */
#pragma once

#include "model/care.h"

#include <stdbool.h>

/* A booking. Arrived -> booked is a number that was voided; what the hospital may do (no-show,
 * fulfilled, cancelled after arrival) is here too, what a patient may do is less (act/cancel.c). */
bool appointment_may(enum appointment_status from, enum appointment_status to);

/* A number on its way into the patient's hand. It is for acts: of a number that another station
 * gave out only the queue's step is known here, and its end there is its end here
 * (store/queue_taken.c). */
bool ticket_may(enum ticket_status from, enum ticket_status to);

/* A number in its queue. Passed -> waiting is the patient who came back, passed -> called one who
 * stood at the door; called -> waiting a call taken back, because the patient was moved to another
 * queue or room. Done and left are ends: the next stop of a visit is an entry of its own. */
bool queue_may(enum queue_status from, enum queue_status to);

/* A call for help. Requested -> done: it was over before anybody set out. */
bool help_may(enum help_status from, enum help_status to);
