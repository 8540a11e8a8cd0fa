#include "model/duty.h"

static const char *const names[] = {
    [DUTY_CLOSED] = "closed", [DUTY_OPEN] = "open", [DUTY_PAUSED] = "paused"};
_Static_assert(sizeof names / sizeof names[0] == DUTY_STATE_COUNT, "a name for each state");

const char *duty_state_name(enum duty_state state)
{
    return names[state];
}
