/* Inside sync/: what rooms, windows and guides ask for, carried to the server (WIRE.md 3.7). The
 * Task's version is the lock; the operation of a claim stands in the Task (<base>/sid/call), so a
 * lost answer is looked up by it and a claim never repeated blindly.
 */
#pragma once

#include "store/call.h"
#include "sync/push.h"

#define CALL_LATE_MS 15000 /* a call that was not made by then is not made any more */

struct calling {
    struct sending *s;
    struct call call;
    bool sent; /* something that may have claimed went out, now or in an earlier try */
    char task[REFERENCE_SIZE], role[REFERENCE_SIZE], place[REFERENCE_SIZE];
    struct links links;
    struct reply got; /* the Task as read last */
};

/* The answer: written down with the entry, which leaves the line. */
void call_end(struct calling *c, enum call_state state, enum err why, const char *outcome);
/* Role, device and room for c->links. false: verdict set. */
bool call_resolve(struct calling *c);
/* The Task of that ticket (or call for help) into c->task. false: verdict set. */
bool call_find(struct calling *c, const char *op);
/* Reads c->task into c->got. false: verdict set. */
bool call_read(struct calling *c);
/* PUT of a changed copy of c->got, or of `from`; frees `body`. After VERDICT_ACK the new state is
 * taken over. */
enum verdict call_put(struct calling *c, const struct seen *from, char *body);
/* Before a request that may claim: from now on an unknown outcome is looked up. */
bool call_mark(struct calling *c);

/* After a stop has ended: the visit too, if it was the last. The verdict is set. */
void call_end_visit(struct calling *c);
void call_send_next(struct calling *c);
void call_send_number(struct calling *c);
void call_send_onward(struct calling *c);
