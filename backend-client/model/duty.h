/* Duty at a window or in a room (首问负责: who is asked first sees it through). */
#pragma once

#include "model/label.h"
#include "model/staff.h"

enum duty_state { DUTY_CLOSED, DUTY_OPEN, DUTY_PAUSED, DUTY_STATE_COUNT };

struct duty {
    char place_id[ID_SIZE];
    enum duty_state state;
    char staff_id[STAFF_ID_SIZE]; /* "" = nobody */
    struct label name;
    int64_t since_ms; /* of the state */
};

const char *duty_state_name(enum duty_state state); /* as stored */
