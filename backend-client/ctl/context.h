/* What every verb of foyerctl is given, and what they share: the config, the state directory,
 * opening the store, printing. */
#pragma once

#include "base/clock.h"
#include "base/config.h"
#include "base/err.h"
#include "store/db.h"

#include <jansson.h>
#include <stdbool.h>

enum { CTL_OK = 0, CTL_FAILED = 1, CTL_WORDS = 2, CTL_STORE = 3 };

struct ctl {
    struct config config;
    char config_path[CONFIG_PATH_SIZE], state[CONFIG_PATH_SIZE];
    bool has_config; /* read from a file, not mere defaults */
    bool json;
    const struct clock *clock;
};

/* One line on stderr, "foyerctl: ..."; returns `code`. */
int ctl_say(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* CTL_OK, or CTL_STORE after saying why. `write` makes the store when there is none. */
int ctl_open(const struct ctl *ctl, bool write, struct db **out);
void ctl_print(json_t *root); /* indented, in order; frees it */
/* "2026-03-12 09:05:00" local, "-" for 0. */
void ctl_time(int64_t wall_ms, char out[24]);

typedef int ctl_verb(const struct ctl *ctl, int argc,
                     char **argv); /* argv[0] is the first word after the verb */
ctl_verb ctl_map, ctl_route, ctl_closure;
ctl_verb ctl_status, ctl_outbox, ctl_sync, ctl_import, ctl_publish, ctl_backup, ctl_restore,
    ctl_staff, ctl_audit, ctl_simulate;
