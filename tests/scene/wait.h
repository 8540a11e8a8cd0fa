/* Time for the runner. */
#pragma once

double now_ms(void); /* monotonic */
void wait_ms(int ms);
