/* Opening hours as IMDF writes them: the part of OpenStreetMap's opening_hours with weekdays and
 * times, "Mo-Fr 08:00-12:00,14:00-17:30; Sa 08:00-12:00", "24/7", "off" (IMDF 1.0.0, HOURS).
 */
#pragma once

#include <stdbool.h>

#define WEEK_MINUTES 10080

/* False when it is not of that form. */
bool hours_valid(const char *text);
/* Minutes since Monday 00:00, local. Hours that cannot be read are open. A later rule for the same
 * day takes the place of an earlier one. */
bool hours_open(const char *text, int week_minute);
