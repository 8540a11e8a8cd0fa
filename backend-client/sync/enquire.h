/* Inside sync/: answering what a person at the screen asks of the hospital's server
 * (store/enquiry.h).
 */
#pragma once

#include "sync/exchange.h"

/* All questions younger than a minute, newest first, once the hospital's content is here. Not while
 * rows of content are in the store whose derived tables are not made yet. ERR_OFFLINE: the server
 * did not answer; the question is marked silent, so that the person does not wait. */
MUST_CHECK enum err sync_enquiries(struct sync *sync);
/* When nobody is connected: the same mark, at once. */
MUST_CHECK enum err sync_enquiries_silent(struct sync *sync);
