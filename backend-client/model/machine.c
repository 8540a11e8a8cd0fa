#include "model/machine.h"

#define HELP_STATUS_COUNT (HELP_DONE + 1)
#define TO(state) (1u << (state))

static const unsigned appointments[APPOINTMENT_STATUS_COUNT] = {
    [APPOINTMENT_WISH] =
        TO(APPOINTMENT_BOOKED) | TO(APPOINTMENT_CANCELLED) | TO(APPOINTMENT_REFUSED),
    [APPOINTMENT_BOOKED] = TO(APPOINTMENT_ARRIVED) | TO(APPOINTMENT_FULFILLED) |
                           TO(APPOINTMENT_CANCELLED) | TO(APPOINTMENT_NOSHOW),
    [APPOINTMENT_ARRIVED] = TO(APPOINTMENT_BOOKED) | TO(APPOINTMENT_FULFILLED) |
                            TO(APPOINTMENT_CANCELLED) | TO(APPOINTMENT_NOSHOW),
    [APPOINTMENT_FULFILLED] = 0,
    [APPOINTMENT_CANCELLED] = 0,
    [APPOINTMENT_NOSHOW] = 0,
    [APPOINTMENT_REFUSED] = 0,
};

static const unsigned tickets[TICKET_STATUS_COUNT] = {
    [TICKET_RESERVED] = TO(TICKET_PRINTED) | TO(TICKET_CONFIRMED) | TO(TICKET_VOID),
    [TICKET_PRINTED] = TO(TICKET_CONFIRMED) | TO(TICKET_VOID), /* the paper may be torn or stuck */
    [TICKET_CONFIRMED] = 0,
    [TICKET_VOID] = 0,
};

static const unsigned queues[QUEUE_STATUS_COUNT] = {
    [QUEUE_WAITING] = TO(QUEUE_CALLED) | TO(QUEUE_LEFT),
    [QUEUE_CALLED] = TO(QUEUE_RECALLED) | TO(QUEUE_PASSED) | TO(QUEUE_SERVING) | TO(QUEUE_WAITING) |
                     TO(QUEUE_LEFT),
    [QUEUE_RECALLED] = TO(QUEUE_RECALLED) | TO(QUEUE_PASSED) | TO(QUEUE_SERVING) |
                       TO(QUEUE_WAITING) | TO(QUEUE_LEFT),
    [QUEUE_PASSED] = TO(QUEUE_WAITING) | TO(QUEUE_CALLED) | TO(QUEUE_LEFT),
    [QUEUE_SERVING] = TO(QUEUE_DONE) | TO(QUEUE_LEFT),
    [QUEUE_DONE] = 0,
    [QUEUE_LEFT] = 0,
};

static const unsigned helps[HELP_STATUS_COUNT] = {
    [HELP_REQUESTED] = TO(HELP_ACCEPTED) | TO(HELP_DONE),
    [HELP_ACCEPTED] = TO(HELP_DONE),
    [HELP_DONE] = 0,
};

static bool may(const unsigned *table, int count, int from, int to)
{
    return from >= 0 && from < count && to >= 0 && to < count && (table[from] & TO(to)) != 0;
}

bool appointment_may(enum appointment_status from, enum appointment_status to)
{
    return may(appointments, APPOINTMENT_STATUS_COUNT, (int)from, (int)to);
}

bool ticket_may(enum ticket_status from, enum ticket_status to)
{
    return may(tickets, TICKET_STATUS_COUNT, (int)from, (int)to);
}

bool queue_may(enum queue_status from, enum queue_status to)
{
    return may(queues, QUEUE_STATUS_COUNT, (int)from, (int)to);
}

bool help_may(enum help_status from, enum help_status to)
{
    return may(helps, HELP_STATUS_COUNT, (int)from, (int)to);
}
