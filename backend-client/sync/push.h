/* Inside sync/: sending what waits in the outbox. One handler a kind works on a `struct sending`;
 * push.c settles it: what the server said is written down and the entry leaves the line in one
 * local transaction.
 */
#pragma once

#include "fhir/write.h"
#include "model/call.h"
#include "store/outbox.h"
#include "sync/exchange.h"

#define MADE_MAX 4
#define TAKE_MAX 4

struct sending {
    struct sync *sync;
    const struct outbox_entry *entry;
    /* the handler's answer */
    enum verdict verdict;
    enum outbox_state state; /* after VERDICT_ACK: OUTBOX_SENT unless staff has to look */
    char outcome[120];
    struct made {
        char type[24], op[UUID_SIZE], id[ID_SIZE], version[VERSION_SIZE];
    } made[MADE_MAX];
    int made_count;
    bool set_appointment; /* the booking's new state */
    char appointment_op[UUID_SIZE];
    enum appointment_status status;
    enum err why;
    char free_slot[ID_SIZE]; /* a place that was held here and is not ours */
    bool lost;               /* the server went away, but this entry has its answer */
    bool set_call;           /* how a call came out */
    char call_op[UUID_SIZE], call_ticket[UUID_SIZE];
    enum call_state call_state;
    enum err call_why;
    struct seen *take[TAKE_MAX]; /* what became of Tasks: taken over as in a pull; owned */
    int take_count;
    char follow[UUID_SIZE], follows[UUID_SIZE]; /* a new number, and the one it comes from */
    char drop_ticket[UUID_SIZE];                /* a number made here that is not to be */
};

typedef void sender(struct sending *s);
sender send_booking, send_cancel, send_ticket, send_void, send_complaint, send_rating, send_help,
    send_call, send_closure, send_reopen, send_notice, send_stop, send_queue_closing, send_paper;

/* Calls come before everything else that waits. */
MUST_CHECK enum err sync_push_calls(struct sync *sync);
MUST_CHECK enum err calls_without_server(struct sync *sync);
/* Everything whose time has come; returns when the outbox has nothing due, the server is down or
 * sync is told to stop. */
MUST_CHECK enum err sync_push(struct sync *sync);

/* for the handlers */
void sending_fail(struct sending *s, enum verdict verdict, const char *outcome);
bool sending_take(
    struct sending *s,
    struct reply *reply); /* true = acknowledged; else the verdict is the handler's; clears not */
/* As the server has that Task now: taken over with the answer, as in a pull. */
void sending_see(struct sending *s, const struct seen *seen);
void sending_made(struct sending *s, const char *type, const char *op, const struct seen *seen);
/* The frozen request of a stage, or NULL when none was frozen yet. */
char *sending_frozen(struct sending *s, int stage);
char *sending_freeze(struct sending *s, int stage,
                     const struct http_request *request); /* NULL: the store failed, verdict set */
void sending_post(struct sending *s, char *frozen, struct reply *out); /* frees `frozen` */
/* Of a transaction's answer: the worst verdict over its entries, made ids noted for those with a
 * name. */
enum verdict sending_transaction(struct sending *s, const struct reply *reply,
                                 const char *const *ops, size_t count);
/* told.c: a CommunicationRequest whose identifier is `op`. Freezes and frees `body`; NULL: the
 * store failed, verdict set. */
char *told_freeze(struct sending *s, const char *op, char *body);
void told_send(struct sending *s, char *frozen, const char *op, const char *outcome); /* frees it */
/* "identifier=<base>/sid/<kind>|value", for If-None-Exist */
void sending_query(const struct sending *s, const char *kind, const char *value, char out[400]);
