/* Where a scan on the home screen leads. */
#pragma once

#include "screen/screen.h"

/* Opens the screen that can use it: identity -> check-in, visit code -> check-in, ticket -> queue,
 * tracking number -> complaint. False when it is none of these. */
bool scan_from_home(struct app *app, const char *text);
