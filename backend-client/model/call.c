#include "model/call.h"

#include <assert.h>
#include <stddef.h>

static const char *const kinds[] = {
    [CALL_NEXT] = "next",     [CALL_NUMBER] = "number",           [CALL_AGAIN] = "again",
    [CALL_PASSED] = "passed", [CALL_SERVING] = "serving",         [CALL_DONE] = "done",
    [CALL_MOVE] = "move",     [CALL_SEND_ON] = "send-on",         [CALL_PRIORITY] = "priority",
    [CALL_MISSED] = "missed", [CALL_HELP_COMING] = "help-coming", [CALL_HELP_DONE] = "help-done",
};
static_assert(sizeof kinds / sizeof kinds[0] == CALL_KIND_COUNT, "a name each");

static const char *const states[] = {
    [CALL_PENDING] = "pending", [CALL_MADE] = "made",       [CALL_NOBODY] = "nobody",
    [CALL_TAKEN] = "taken",     [CALL_OFFLINE] = "offline", [CALL_REFUSED] = "refused",
};
static_assert(sizeof states / sizeof states[0] == CALL_STATE_COUNT, "a name each");

const char *call_kind_name(enum call_kind k)
{
    assert((size_t)k < CALL_KIND_COUNT);
    return kinds[k];
}

const char *call_state_name(enum call_state s)
{
    assert((size_t)s < CALL_STATE_COUNT);
    return states[s];
}
