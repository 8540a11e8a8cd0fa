#include "sync/pace.h"

#include "base/random.h"
#include "base/text.h"
#include "fhir/write.h"
#include "store/care.h"

#include <ctype.h>
#include <string.h>

#define BOARD_QUEUES_MAX 12 /* in one question; more, and all are asked for */
#define OWED_MOST 60        /* requests that are paid back */
#define HELP_PACE_MS 3000   /* while somebody at this kiosk waits to hear who comes */

static bool here(const struct sync *sync, enum station kind)
{
    unsigned stations = sync->stations | 1u << sync->config->station.kind;
    return (stations & 1u << kind) != 0;
}

bool pace_watches(const struct sync *sync)
{
    return here(sync, STATION_BOARD) || here(sync, STATION_WINDOW) || here(sync, STATION_GUIDE);
}

/* Somebody books, checks in and complains here. */
static bool serves_patients(const struct sync *sync)
{
    return here(sync, STATION_KIOSK) || here(sync, STATION_GUIDE);
}

static int64_t queue_ms(struct sync *sync)
{
    struct help_call call;
    if (pace_watches(sync))
        return sync->config->server.queue_pull_ms;
    int64_t usual = sync->config->server.kiosk_pull_s * 1000LL;
    bool waiting = help_latest(sync->db, sync->config->station.id, &call) == ERR_OK;
    return waiting && usual > HELP_PACE_MS ? HELP_PACE_MS : usual;
}

static int64_t usual_ms(struct sync *sync, enum pace pace)
{
    const struct config *config = sync->config;
    int64_t fast = config->server.pull_s * 1000LL, slow = config->server.slow_pull_s * 1000LL;
    bool patients = serves_patients(sync);
    char open[1][UUID_SIZE];
    size_t count = 0;
    switch (pace) {
    case PACE_SLOW:
        return slow;
    case PACE_SCHEDULE: /* new ones come with the day, not by the minute */
        return patients ? 4 * fast : 8 * fast;
    case PACE_SLOT:
        return patients ? fast : 4 * fast;
    case PACE_NOTICE: /* and at once when somebody comes (SYNC_WANT_NOTICES) */
        return 2 * fast;
    case PACE_QUEUE:
        return queue_ms(sync);
    case PACE_REPLY:
        if (!patients || complaint_open(sync->db, open, 1, &count) != ERR_OK || count == 0)
            return slow;
        return 4 * fast;
    case PACE_BOOKING:
        return patients ? 2 * fast : slow;
    }
    return slow;
}

int64_t pace_ms(struct sync *sync, enum pace pace)
{
    int64_t usual = usual_ms(sync, pace);
    if (pace == PACE_QUEUE && pace_watches(sync)) /* its share of the minute is all spoken for */
        return usual;
    return usual * (800 + (int64_t)random_below(400)) / 1000; /* +-20 % */
}

void pace_owe(struct sync *sync, int requests)
{
    int64_t each = queue_ms(sync), most = OWED_MOST * each;
    if (!pace_watches(sync) || requests <= 0)
        return;
    sync->owed_ms += requests * each;
    if (sync->owed_ms > most) /* the first pull of a whole hospital: once */
        sync->owed_ms = most;
}

int64_t pace_after(struct sync *sync, enum pace pace, int pages)
{
    int64_t pause = pace_ms(sync, pace);
    pace_owe(sync, pace == PACE_QUEUE ? pages - 1 : pages); /* one is what the pause is for */
    if (pace != PACE_QUEUE || !pace_watches(sync))
        return pause;
    int64_t back = sync->owed_ms < pause ? sync->owed_ms : pause; /* within 3 s all the same */
    sync->owed_ms -= back;
    return pause + back;
}

static void add_token(const struct sync *sync, char *out, size_t size, const char *name,
                      const char *value)
{
    char token[400];
    text_format(token, sizeof token, "%s/%s|%s", sync->base, name, value);
    if (!http_escape(out, size, token))
        out[0] = '\0'; /* cannot be, bounded by the config; then all Tasks are asked for */
}

/* The queues that a board's config names one by one; false when it names other things too. */
static bool named_queues(const struct sync *sync, char *out, size_t size)
{
    const struct config *config = sync->config;
    unsigned stations = sync->stations | 1u << config->station.kind;
    char date[DATE_SIZE], queue[ID_SIZE], group[ID_SIZE + 12];
    int count = 0;
    if (stations != 1u << STATION_BOARD || !config->board.queues[0] ||
        config->board.departments[0] || config->board.places[0])
        return false;
    clock_date(clock_wall(sync->clock), date);
    text_copy(out, size, "group-identifier=");
    for (const char *p = config->board.queues; *p;) {
        p += strspn(p, ", ");
        size_t length = strcspn(p, ", ");
        if (length == 0)
            break;
        if (length >= sizeof queue || ++count > BOARD_QUEUES_MAX)
            return false;
        text_format(queue, sizeof queue, "%.*s", (int)length, p);
        queue_group(queue, date, group, sizeof group);
        if (count > 1)
            text_append(out, size, ",");
        add_token(sync, out, size, "sid/queue", group);
        p += length;
    }
    return count > 0 && out[0];
}

void pace_queues(struct sync *sync, char *out, size_t size)
{
    static const char *const codes[] = {"queue-entry", "guide", "wheelchair", "volunteer",
                                        "complaint"};
    size_t count = sizeof codes / sizeof codes[0];
    if (named_queues(sync, out, size))
        return;
    if (!serves_patients(sync))
        count = 1; /* boards and windows need the queues only */
    text_copy(out, size, "code=");
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            text_append(out, size, ",");
        add_token(sync, out, size, "cs/task", codes[i]);
    }
}
