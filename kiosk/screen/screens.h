/* All screens as one table, for whoever needs to go through them: the automation's list of step
 * names, the audit of every screen, tests. */
#pragma once

#include "screen/screen.h"

enum screen_id {
    SCREEN_HOME,
    SCREEN_IDENTIFY,
    SCREEN_BOOK,
    SCREEN_CHECKIN,
    SCREEN_QUEUE,
    SCREEN_WAY,
    SCREEN_COMPLAIN,
    SCREEN_RATE,
    SCREEN_INFO,
    SCREEN_ERROR,
    SCREEN_BOARD,
    SCREEN_WINDOW,
    SCREEN_GUIDE,
    SCREEN_GUIDE_NOTICES,
    SCREEN_GUIDE_CLOSURES,
    SCREEN_GUIDE_STOP,
    SCREEN_BOOKINGS,
    SCREEN_COUNT
};

extern const struct screen *const screens[SCREEN_COUNT];
