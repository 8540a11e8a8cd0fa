/* What a calling board may know (TRUST.md 2.2, "Public board"): numbers with a masked name, and the
 * rooms they are called to. A whole name never leaves this file. Sensitive departments and guests
 * have a number only. The number always stands beside the name, so two equal masks are told apart.
 */
#pragma once

#include "model/care.h"
#include "store/db.h"

#define BOARD_NAME_SIZE 40
#define BOARD_QUEUES 4 /* that one room calls from in one half-day */

struct board_scope { /* lists of ids parted by commas; all empty = the whole hospital */
    const char *departments, *queues, *places;
};

struct board_number {
    char op[UUID_SIZE];
    char number[12];
    char name[BOARD_NAME_SIZE]; /* masked; "" = the number only */
    char queue[ID_SIZE];
    char place_id[ID_SIZE]; /* where it is called to */
    struct label place;
    enum queue_status stage;
    int calls;
    int64_t called_ms; /* the last call */
};

struct board_room {
    char place_id[ID_SIZE];
    struct label name, area; /* area: what it lies in */
    char queues[BOARD_QUEUES][ID_SIZE];
    int queue_count;
};

/* Numbers of that day that were called: those who are called or seen now first, then the last call
 * first. */
MUST_CHECK enum err board_called(struct db *db, const struct board_scope *scope, const char *date,
                                 struct board_number *out, size_t cap, size_t *count);
MUST_CHECK enum err board_number(struct db *db, const char *op, struct board_number *out);
/* Where somebody sees patients about `now_ms`, by session, or has people waiting; in the order of
 * their names, 2 before 10. */
MUST_CHECK enum err board_rooms(struct db *db, const struct board_scope *scope, const char *date,
                                int64_t now_ms, struct board_room *out, size_t cap, size_t *count);
/* The name of what that place lies in; "" when nothing is known. */
MUST_CHECK enum err board_area(struct db *db, const char *place_id, struct label *out);
/* When the hospital's server last told of these queues; 0 = never. Standalone, always now. */
int64_t board_data_ms(struct db *db);
#define QUEUE_DATA_KEY "queue.data_ms" /* meta: written by sync after each answer about queues */
