#include "screen/screens.h"

const struct screen *const screens[] = {[SCREEN_HOME] = &screen_home,
                                        [SCREEN_IDENTIFY] = &screen_identify,
                                        [SCREEN_BOOK] = &screen_book,
                                        [SCREEN_CHECKIN] = &screen_checkin,
                                        [SCREEN_QUEUE] = &screen_queue,
                                        [SCREEN_WAY] = &screen_way,
                                        [SCREEN_COMPLAIN] = &screen_complain,
                                        [SCREEN_RATE] = &screen_rate,
                                        [SCREEN_INFO] = &screen_info,
                                        [SCREEN_ERROR] = &screen_error,
                                        [SCREEN_BOARD] = &screen_board,
                                        [SCREEN_WINDOW] = &screen_window,
                                        [SCREEN_GUIDE] = &screen_guide,
                                        [SCREEN_GUIDE_NOTICES] = &screen_guide_notices,
                                        [SCREEN_GUIDE_CLOSURES] = &screen_guide_closures,
                                        [SCREEN_GUIDE_STOP] = &screen_guide_stop,
                                        [SCREEN_BOOKINGS] = &screen_bookings};
_Static_assert(sizeof screens / sizeof *screens == SCREEN_COUNT, "a row for each screen");
