#include "model/wait.h"

#define MINUTE_MS 60000LL

void wait_range(const int64_t *times, int count, int ahead, int hundredths, struct wait *out)
{
    out->known = count >= WAIT_SAMPLES_MIN && hundredths > 0;
    if (!out->known)
        return;
    int64_t low = times[(count - 1) / 4],
            high = times[(count - 1) * 3 / 4 + ((count - 1) * 3 % 4 != 0)];
    /* at most one whole patient is in the room when the waiting begins */
    out->from_min = (int)(low * ahead * 100 / hundredths / MINUTE_MS);
    out->to_min = (int)((high * (ahead + 1) * 100 / hundredths + MINUTE_MS - 1) / MINUTE_MS);
}
