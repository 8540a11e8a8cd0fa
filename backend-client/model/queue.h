/* The order in which a queue is called. Pure: whoever calls, shows or foretells asks the same
 * function with the same facts and gets the same answer (WIRE.md 3.7: the order is computed from
 * priority and arrival, never from the number).
 *
 * Emergencies come first. Of all others the higher class is next, within a class who came first;
 * but after `ratio` calls in a row that passed over somebody who had waited longer, the one who has
 * waited longest is next, of whatever class: nobody waits for ever. A missed number that was asked
 * for again stands behind so many others as were named to its patient.
 */
#pragma once

#include "base/config.h"
#include "model/label.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* `priority` of a ticket, as Task.priority has it */
enum { PRIORITY_ROUTINE, PRIORITY_URGENT, PRIORITY_ASAP, PRIORITY_STAT };

enum queue_class {                  /* highest first */
                   CLASS_EMERGENCY, /* stat */
                   CLASS_REFERRAL,  /* asap: sent by another hospital or department (转诊) */
                   CLASS_RETURN,    /* back from the laboratory to the same doctor (复诊) */
                   CLASS_BOOKED,    /* a booking in its window */
                   CLASS_CARED,   /* urgent: old, disabled or a serviceman, as the hospital's table
                                     says */
                   CLASS_WALK_IN, /* all others, and a booking that is early or late */
                   CLASS_COUNT
};

struct queue_rules { /* the hospital's, from [queue] in the config */
    int ratio;
    int window_min;     /* a booking counts as one from so long before its time */
    int late_min;       /* until so long after it */
    int missed_after;   /* a missed number asked for again stands behind so many */
    int missed_recalls; /* how often it may be asked for at a kiosk */
    int elderly_age;    /* from this age on one is cared for; 0 = no such rule */
    int room_min;       /* a room that has not called for so long is not open */
};

void queue_rules_of(const struct config *config, struct queue_rules *out);

struct queue_entry { /* what the order depends on, of one waiting number */
    char op[UUID_SIZE];
    char number[12];
    int priority;
    bool returned;
    bool held; /* missed and asked for again: stands behind `skip` others */
    int skip;
    int64_t arrived_ms;
    int64_t due_ms; /* of the booking, 0 for a walk-in */
};

enum queue_class queue_class_of(const struct queue_entry *entry, const struct queue_rules *rules,
                                int64_t now_ms);
/* By arrival alone, never by chance. */
bool queue_earlier(const struct queue_entry *a, const struct queue_entry *b);
/* Indices of `entries` in the order of calling. `overtaken`: how many calls in a row have passed
 * over somebody (queue_overtakes). `order` has room for `count`. */
void queue_order(const struct queue_entry *entries, size_t count, const struct queue_rules *rules,
                 int64_t now_ms, int overtaken, size_t *order);
/* The count after calling entries[called] out of these. Emergencies and held numbers leave it. */
int queue_overtakes(const struct queue_entry *entries, size_t count,
                    const struct queue_rules *rules, int64_t now_ms, int overtaken, size_t called);
const char *queue_class_name(enum queue_class c);

/* The priority that age alone gives on that day; dates YYYY-MM-DD, "" when not known. */
int priority_of_age(const char *birth_date, const char *today, const struct queue_rules *rules);
