#include "base/err.h"

#include <assert.h>
#include <stddef.h>

static const struct {
    const char *name;
    bool retryable;
} errors[] = {
    [ERR_OK] = {"ok", false},
    [ERR_NOT_FOUND] = {"not-found", false},
    [ERR_INVALID] = {"invalid", false},
    [ERR_TAKEN] = {"taken", false},
    [ERR_FULL] = {"full", false},
    [ERR_STOPPED] = {"stopped", false},
    [ERR_ALREADY] = {"already", false},
    [ERR_LIMIT] = {"limit", false},
    [ERR_EARLY] = {"early", true},
    [ERR_LATE] = {"late", false},
    [ERR_AMBIGUOUS] = {"ambiguous", false},
    [ERR_DENIED] = {"denied", false},
    [ERR_LOCKED] = {"locked", true},
    [ERR_OFFLINE] = {"offline", true},
    [ERR_UNKNOWN] = {"unknown", true},
    [ERR_REFUSED] = {"refused", false},
    [ERR_BUSY] = {"busy", true},
    [ERR_IO] = {"io", false},
    [ERR_NO_SPACE] = {"no-space", true},
    [ERR_CORRUPT] = {"corrupt", false},
    [ERR_NEWER] = {"newer", false},
    [ERR_CRYPTO] = {"crypto", false},
    [ERR_BLOCKED] = {"blocked", false},
    [ERR_RESULTS] = {"results", false},
};
static_assert(sizeof errors / sizeof errors[0] == ERR_COUNT, "one row an error");

const char *err_name(enum err e)
{
    return (unsigned)e < ERR_COUNT ? errors[e].name : "?";
}

bool err_retryable(enum err e)
{
    return (unsigned)e < ERR_COUNT && errors[e].retryable;
}
