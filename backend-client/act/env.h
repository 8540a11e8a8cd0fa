/* What every act is given besides the database and its request. */
#pragma once

#include "base/clock.h"
#include "base/config.h"

struct act_env {
    const struct config *config;
    const struct clock *clock;
};
