/* Inside ctl/: what status.c prints besides the station itself (status_queues.c). */
#pragma once

#include "act/calling.h"
#include "ctl/context.h"
#include "store/desk.h"
#include "store/queue.h"

#define STATUS_QUEUES 200

struct status_queue {
    struct desk_queue desk;
    struct queue_rooms rooms;
    char goes_to[ID_SIZE]; /* closed; "" = open */
    bool nobody_calls;     /* people wait longer than a room may stay away, and none is open */
};

struct status_day {
    struct status_queue queues[STATUS_QUEUES];
    size_t count;
    int total; /* who waits in all queues */
    struct promise_error told;
    bool sound;        /* the file, as far as a quick check sees */
    int set_aside;     /* damaged stores in quarantine/ */
    char last_set[40]; /* the newest of them: its folder, "" */
};

MUST_CHECK enum err status_read(const struct ctl *ctl, struct db *db, struct status_day *out);
void status_print(const struct ctl *ctl, const struct status_day *day);
/* Adds "queues", "told" and "store" to that object. */
void status_json(const struct ctl *ctl, const struct status_day *day, json_t *root);
