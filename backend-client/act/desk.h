/* What staff do at a guide's desk. Each is one transaction with its audit record; ERR_DENIED when
 * the session is over or has not the role.
 */
#pragma once

#include "act/act.h"
#include "act/calling.h"
#include "act/staff.h"
#include "model/content.h"

/* call_ask by staff. The same operation again is no second act and no second record. */
MUST_CHECK enum err desk_call(struct db *db, const struct act_env *env,
                              const struct staff_session *by, const struct call_request *request,
                              struct call *out);
/* A guide, wheelchair or volunteer asked for by staff. */
MUST_CHECK enum err desk_request(struct db *db, const struct act_env *env,
                                 const struct staff_session *by, const struct help_request *request,
                                 struct help_call *out);

/* Voids a number that did not print. */
MUST_CHECK enum err desk_void(struct db *db, const struct act_env *env,
                              const struct staff_session *by, const char *ticket_op);
/* It is printed once more, here: what becomes of the paper the printing itself tells the store.
 * ERR_INVALID: void. */
MUST_CHECK enum err desk_reprint(struct db *db, const struct act_env *env,
                                 const struct staff_session *by, const char *ticket_op);
/* The patient has it without paper: written down, or told. */
MUST_CHECK enum err desk_handed(struct db *db, const struct act_env *env,
                                const struct staff_session *by, const char *ticket_op);

/* Stops half-days (停诊): nobody books them any more, who has is told at the kiosk and offered the
 * next places, and a notice of each stands until it is over. With a server its Slots become
 * busy-unavailable, one by one. One transaction for all. ERR_INVALID: one of them is over or is not
 * there. One that is stopped already stays as it is. *told: open bookings of this store. */
#define DESK_STOPS_MAX 12
struct desk_stop {
    int count;
    struct {
        char op[UUID_SIZE]; /* also of the notice */
        char session_id[ID_SIZE];
        struct label title; /* of the notice: who, when */
    } clinics[DESK_STOPS_MAX];
    struct label reason;
};
MUST_CHECK enum err desk_stop_clinics(struct db *db, const struct act_env *env,
                                      const struct staff_session *by, const struct desk_stop *stop,
                                      int *told);

/* An announcement, shown on the kiosks from when to when it says. ERR_INVALID:
 * without words, or over before it begins. */
struct desk_notice {
    char op[UUID_SIZE];
    bool urgent;
    char title[160], body[900]; /* as typed, in either language */
    int64_t from_ms, until_ms;  /* 0 = now; 0 = until revoked */
    char about_id[ID_SIZE];     /* the place one is led to from it; "" = none */
};
MUST_CHECK enum err desk_announce(struct db *db, const struct act_env *env,
                                  const struct staff_session *by, const struct desk_notice *notice);
/* Of a stopped clinic's notice: the stop is lifted, and its Slots are given back. */
MUST_CHECK enum err desk_revoke(struct db *db, const struct act_env *env,
                                const struct staff_session *by, const char *op);

/* The whole name of a number's patient: each look is recorded. "" = not known. */
MUST_CHECK enum err desk_reveal(struct db *db, const struct act_env *env,
                                const struct staff_session *by, const char *ticket_op, char *name,
                                size_t size);

/* Nobody calls from this queue any more today (the doctor was called away, the room is closed): who
 * has not been seen goes on in queue `to`, in the order of arrival, and so does whoever comes
 * later. With a server the numbers are moved one by one, as call_ask's CALL_MOVE: a room that calls
 * one meanwhile keeps it; a missed number waits there, without a server it stays missed. Other
 * stations are told through the server. The same operation again is no second act. ERR_INVALID:
 * `to` leads back here. ERR_NOT_FOUND: no such queue. ERR_OFFLINE: the server cannot be asked. */
struct desk_closing {
    char op[UUID_SIZE];
    char queue[ID_SIZE], to[ID_SIZE];
};
MUST_CHECK enum err desk_close_queue(struct db *db, const struct act_env *env,
                                     const struct staff_session *by,
                                     const struct desk_closing *closing, int *moved);
/* It is called from again; whoever was moved stays where they are. `op`: store/queue_closing.h. */
MUST_CHECK enum err desk_open_queue(struct db *db, const struct act_env *env,
                                    const struct staff_session *by, const char *op);
