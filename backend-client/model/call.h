/* What a room, a window or a guide asks for with a queue, and how it came out. The words of the
 * enums are stored (model/call.c): append only.
 */
#pragma once

#include "base/err.h"
#include "model/label.h"

#include <stdint.h>

enum call_kind {
    CALL_NEXT,        /* whoever is next in `queue` */
    CALL_NUMBER,      /* one named number, waiting or passed */
    CALL_AGAIN,       /* the same number once more */
    CALL_PASSED,      /* did not come (过号) */
    CALL_SERVING,     /* is here */
    CALL_DONE,        /* this stop is over */
    CALL_MOVE,        /* to `queue` instead, keeping the time of arrival */
    CALL_SEND_ON,     /* done here, next stop of the same visit in `queue` */
    CALL_PRIORITY,    /* `priority` and `reason` */
    CALL_MISSED,      /* the patient of a passed number asks for it again (at the kiosk) */
    CALL_HELP_COMING, /* somebody goes to who called for help or a wheelchair */
    CALL_HELP_DONE,
    CALL_KIND_COUNT
};

enum call_state {
    CALL_PENDING, /* asked the server, no answer yet */
    CALL_MADE,    /* it is so; `ticket_op` */
    CALL_NOBODY,  /* nobody waits in that queue */
    CALL_TAKEN,   /* somebody else was first */
    CALL_OFFLINE, /* the server could not be reached, and nothing was called */
    CALL_REFUSED, /* not possible any more, see `why` */
    CALL_STATE_COUNT
};

struct caller {
    char by[ID_SIZE];       /* room, window or staff; who called stands in the ticket */
    char place_id[ID_SIZE]; /* where the patient is to go; "" = as the ticket says */
    struct label place;
};

struct call {
    char op[UUID_SIZE];
    enum call_kind kind;
    enum call_state state;
    enum err why;
    char queue[ID_SIZE];
    char ticket_op[UUID_SIZE]; /* of the number (or call for help) it is about; after moving or
                                  sending on: of the number in the new queue */
    struct caller caller;
    int priority;
    char reason[ID_SIZE];
    int64_t created_ms, settled_ms;
};

const char *call_kind_name(enum call_kind k);
const char *call_state_name(enum call_state s);
