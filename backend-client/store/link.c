#include "store/link.h"

#include "store/care.h"
#include "store/outbox.h"

#include <string.h>

static const char *const names[] = {[LINK_STANDALONE] = "standalone",
                                    [LINK_CONNECTING] = "connecting",
                                    [LINK_ONLINE] = "online",
                                    [LINK_OFFLINE] = "offline"};

enum err link_set_state(struct db *db, enum link_state state)
{
    char now[16];
    enum err err = meta_get(db, "link.state", now, sizeof now);
    if (err != ERR_OK || !strcmp(now, names[state]))
        return err;
    bool own;
    err = db_enter(db, &own);
    if (err == ERR_OK)
        err = meta_set(db, "link.state", names[state]);
    if (err == ERR_OK)
        err = meta_set_int(db, "link.since_ms", db_now(db));
    return db_leave(db, own, err);
}

enum err link_set_data(struct db *db, int64_t data_ms)
{
    return meta_set_int(db, "link.data_ms", data_ms);
}

enum err link_get(struct db *db, struct link *out)
{
    char name[16];
    memset(out, 0, sizeof *out);
    enum err err = meta_get(db, "link.state", name, sizeof name);
    for (int i = LINK_STANDALONE; i <= LINK_OFFLINE; i++)
        if (!strcmp(name, names[i]))
            out->state = (enum link_state)i;
    out->since_ms = meta_get_int(db, "link.since_ms", 0);
    out->data_ms = meta_get_int(db, "link.data_ms", meta_get_int(db, "content.updated_ms", 0));
    return err == ERR_OK ? outbox_counts(db, &out->waiting, &out->refused) : err;
}
