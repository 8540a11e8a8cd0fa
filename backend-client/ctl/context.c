#include "ctl/context.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>

int ctl_say(int code, const char *format, ...)
{
    va_list args;
    fputs("foyerctl: ", stderr);
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
    fputc('\n', stderr);
    return code;
}

int ctl_open(const struct ctl *ctl, bool write, struct db **out)
{
    char path[CONFIG_PATH_SIZE + 16];
    struct stat info;
    *out = NULL;
    snprintf(path, sizeof path, "%s/foyer.db", ctl->state);
    if (!write && stat(path, &info) != 0)
        return ctl_say(CTL_STORE, "%s: no store there (name the state folder with --state)",
                       ctl->state);
    struct db_options options = {
        .state_dir = ctl->state,
        .clock = ctl->clock,
        .read_only = !write,
        .key_file = ctl->config.store.key_file[0] ? ctl->config.store.key_file : NULL};
    enum err e = db_open(&options, out);
    if (e)
        return ctl_say(CTL_STORE, "%s: the store cannot be opened: %s", ctl->state, err_name(e));
    return CTL_OK;
}

void ctl_print(json_t *root)
{
    json_dumpf(root, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    putchar('\n');
    json_decref(root);
}

void ctl_time(int64_t wall_ms, char out[24])
{
    struct local_time t;
    if (wall_ms <= 0) {
        snprintf(out, 24, "-");
        return;
    }
    clock_local(wall_ms, &t);
    char text[64];
    snprintf(text, sizeof text, "%04d-%02d-%02d %02d:%02d:%02d", t.year, t.month, t.day, t.hour,
             t.minute, t.second);
    text_copy(out, 24, text);
}
