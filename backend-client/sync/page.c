#include "sync/page.h"

#include "base/text.h"
#include "sync/exchange.h"

#include <string.h>

enum err page_ask(struct sync *sync, const char *path, struct bundle **out)
{
    struct reply reply;
    sync->pages++;
    sync_get(sync, path, &reply);
    enum err e = reply.verdict == VERDICT_ACK && reply.bundle ? ERR_OK
                 : reply.verdict == VERDICT_DOWN || reply.verdict == VERDICT_LATER ||
                         reply.verdict == VERDICT_ACK
                     ? ERR_OFFLINE
                 : reply.verdict == VERDICT_GONE ? ERR_NOT_FOUND
                                                 : ERR_REFUSED;
    *out = reply.bundle;
    reply.bundle = NULL;
    reply_clear(&reply);
    return e;
}

/* The server's own next link, never to another origin: the token would go along (WIRE.md 2.2). */
bool page_follow(const struct sync *sync, const char *next, char *path, size_t size)
{
    bool absolute = strstr(next, "://") && strncmp(next, "http", 4) == 0;
    return (!absolute || http_same_origin(sync->config->server.url, next)) &&
           text_copy(path, size, next);
}
