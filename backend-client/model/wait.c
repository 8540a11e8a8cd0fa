#include "model/wait.h"

#include <math.h>

#define MINUTE_MS 60000LL

/* `permille` of every hour go to later comers who are called first, so the rest takes longer. */
static int64_t stretched(int64_t ms, int permille)
{
    return ms * 1000 / (1000 - permille);
}

/* `n` patients, each `usual` long, `spread` more or less: one by one that adds up, but a long one
 * and a short one make up for one another. */
static int64_t together(int64_t usual, int64_t spread, int n)
{
    return usual * n + (int64_t)((double)spread * sqrt(n));
}

void wait_range(const struct wait_facts *facts, int ahead, struct wait *out)
{
    const int64_t *times = facts->times;
    int count = facts->count, rooms = facts->hundredths;
    out->known = count >= WAIT_SAMPLES_MIN && rooms > 0;
    if (!out->known)
        return;
    int64_t low = times[(count - 1) / 4], half = times[count / 2], mean = 0,
            high = times[(count - 1) * 3 / 4 + ((count - 1) * 3 % 4 != 0)];
    for (int i = 0; i < count; i++)
        mean += times[i] / count;
    int64_t usual = mean > half ? mean : half; /* few long ones weigh more than they count */
    int most = facts->ratio * 1000 / (facts->ratio + 1);
    int64_t taken = usual * facts->overtaking_hour * 100 / rooms / (60 * MINUTE_MS / 1000);
    int permille = taken < most ? (int)taken : most;
    /* at most one whole patient is in the room when the waiting begins */
    int64_t from = stretched(together(half, low - half, ahead) * 100 / rooms, permille / 2),
            to = stretched(
                together(usual, 2 * (high > usual ? high - usual : 0), ahead + facts->sooner + 1) *
                    100 / rooms,
                permille);
    out->from_min = (int)(from / MINUTE_MS);
    out->to_min = (int)((to + MINUTE_MS - 1) / MINUTE_MS);
    out->each_ms = usual * 100 / rooms;
}
