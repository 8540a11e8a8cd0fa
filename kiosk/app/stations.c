#include "app/stations.h"

const struct station_row stations[] = {
    [STATION_KIOSK] = {.home = &screen_home, .reads = true},
    [STATION_BOARD] =
        {.home = &screen_board, .width = 1920, .height = 1080, .speaks = true, .unattended = true},
    [STATION_WINDOW] = {.home = &screen_window, .width = 1280, .height = 800},
    [STATION_GUIDE] = {.home = &screen_guide, .width = 1280, .height = 800},
};
_Static_assert(sizeof stations / sizeof *stations == STATION_COUNT, "a row for each kind");
