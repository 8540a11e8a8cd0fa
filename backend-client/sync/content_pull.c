#include "sync/content_pull.h"

#include "base/log.h"
#include "store/content_put.h"
#include "sync/exchange.h"

/* A closure begins and ends at a moment, by the server's clock. */
static void to_our_clock(const struct sync *sync, struct resource *resource)
{
    int64_t *moments[] = {&resource->start_ms, &resource->end_ms, &resource->published_ms};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++)
        if (*moments[i] > 0)
            *moments[i] -= sync->offset_ms;
}

enum err take_content(struct sync *sync, const struct bundle *bundle, size_t i)
{
    char fault[300];
    enum err e = bundle_content(bundle, i, sync->scratch, fault, sizeof fault);
    if (e == ERR_INVALID) { /* one bad row must not keep the others out */
        log_path("pull", "left out", fault);
        return ERR_OK;
    }
    if (e == ERR_OK && sync->scratch->closing.there)
        to_our_clock(sync, sync->scratch);
    return e == ERR_OK ? content_put(sync->db, sync->scratch) : e == ERR_NOT_FOUND ? ERR_OK : e;
}
