/* sync --once, import, backup, restore: thin words over what the library does. */
#include "ctl/context.h"

#include "store/content_put.h"
#include "sync/import.h"
#include "sync/step.h"

#include <stdio.h>
#include <string.h>

static int run_once(const struct ctl *ctl, struct db *db)
{
    struct transport http;
    struct sync *sync;
    struct sync_result result;
    char message[300];
    if (transport_curl(&ctl->config, NULL, &http, message, sizeof message))
        return ctl_say(CTL_WORDS, "%s: %s", ctl->config_path, message);
    enum err e = sync_open(db, &ctl->config, ctl->clock, http, NULL, &sync);
    if (e == ERR_OK)
        e = sync_step(sync, &result);
    sync_close(sync);
    if (e)
        return ctl_say(CTL_FAILED, "%s", result.why[0] ? result.why : err_name(e));
    if (ctl->json)
        ctl_print(json_pack("{s:i, s:i, s:i}", "sent", result.sent, "refused", result.refused,
                            "pulled", result.pulled));
    else
        printf("%d sent, %d refused, %d rows pulled\n", result.sent, result.refused, result.pulled);
    return CTL_OK;
}

int ctl_sync(const struct ctl *ctl, int argc, char **argv)
{
    struct db *db;
    if (argc > 1 || (argc == 1 && strcmp(argv[0], "--once") != 0))
        return ctl_say(CTL_WORDS, "sync --once");
    if (!ctl->config.server.url[0])
        return ctl_say(CTL_WORDS, "%s: [server] url: empty, this station is standalone",
                       ctl->config_path);
    int code = ctl_open(ctl, true, &db);
    if (code)
        return code;
    code = run_once(ctl, db);
    db_close(db);
    return code;
}

int ctl_import(const struct ctl *ctl, int argc, char **argv)
{
    struct db *db;
    struct import_counts counts;
    char message[500];
    int made = 0;
    if (argc != 1)
        return ctl_say(CTL_WORDS, "import DIR");
    int code = ctl_open(ctl, true, &db);
    if (code)
        return code;
    enum err e = content_import_counted(db, argv[0], ctl->clock, &counts, message, sizeof message);
    if (e == ERR_OK && !ctl->config.server.url[0])
        e = content_lay_out(db, ctl->config.booking.horizon_days, &made);
    db_close(db);
    if (e == ERR_INVALID || e == ERR_NOT_FOUND)
        return ctl_say(CTL_WORDS, "%s", message);
    if (e)
        return ctl_say(CTL_FAILED, "%s", message[0] ? message : err_name(e));
    if (ctl->json)
        ctl_print(json_pack("{s:i, s:i, s:i, s:i}", "files", counts.files, "resources",
                            counts.resources, "skipped", counts.skipped, "sessions", made));
    else
        printf("%d resources from %d files, %d skipped; %d sessions laid out\n", counts.resources,
               counts.files, counts.skipped, made);
    return CTL_OK;
}

int ctl_backup(const struct ctl *ctl, int argc, char **argv)
{
    struct db *db;
    if (argc != 1)
        return ctl_say(CTL_WORDS, "backup FILE");
    int code = ctl_open(ctl, false, &db);
    if (code)
        return code;
    enum err e = db_backup(db, argv[0]);
    db_close(db);
    return e ? ctl_say(CTL_FAILED, "%s: %s", argv[0], err_name(e)) : CTL_OK;
}

int ctl_restore(const struct ctl *ctl, int argc, char **argv)
{
    if (argc != 1)
        return ctl_say(CTL_WORDS, "restore FILE");
    enum err e = db_restore(ctl->state, argv[0], ctl->clock);
    if (e == ERR_NOT_FOUND || e == ERR_CORRUPT || e == ERR_NEWER || e == ERR_INVALID)
        return ctl_say(CTL_WORDS, "%s: %s", argv[0],
                       e == ERR_NOT_FOUND ? "no such file"
                       : e == ERR_NEWER   ? "made by a newer program"
                                          : "not a whole store of ours");
    return e ? ctl_say(CTL_FAILED, "%s: %s", argv[0], err_name(e)) : CTL_OK;
}
