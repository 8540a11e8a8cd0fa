/* foyerctl: the terminal tool for the people who run the screens (CONTRACT.md "Programs"). No SDL.
 */
#include "ctl/context.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct verb {
    const char *name;
    ctl_verb *run;
    bool config; /* needs a config that reads without a fault */
    const char *help;
} verbs[] = {
    {"status", ctl_status, true,
     "status                          how the station stands: server, content, outbox"},
    {"outbox", ctl_outbox, true, "outbox [list | show ID | retry ID | drop ID]"},
    {"sync", ctl_sync, true, "sync --once                     one pass with the hospital's server"},
    {"publish", ctl_publish, false,
     "publish DIR --server URL [--days N]   loads a folder into any FHIR R4 server"},
    {"import", ctl_import, true,
     "import DIR                      takes a folder over, all or nothing"},
    {"map", ctl_map, false,
     "map check DIR|ZIP | map import DIR|ZIP   every defect of an IMDF building; takes it over"},
    {"route", ctl_route, false, "route --from ID --to ID [--step-free] [--no-escalators]"},
    {"staff", ctl_staff, true,
     "staff list | add ID --name-zh NAME [--name-en NAME] --roles LIST [--badge] | roles ID LIST\n"
     "        | lock ID | unlock ID | pin ID | badge ID   (PIN and badge are read, never words)"},
    {"audit", ctl_audit, true,
     "audit verify [--noted NUMBER:HEAD] | list [--last N]   what staff did"},
    {"closure", ctl_closure, true,
     "closure list | lift ID | add --target ID --reason-zh TEXT [--until TIME] ..."},
    {"simulate", ctl_simulate, true,
     "simulate --seed N [--patients N ...]   a hospital's day in seconds, and what held in it"},
    {"backup", ctl_backup, true,
     "backup FILE                     the store in one file (the key is not in it)"},
    {"restore", ctl_restore, true,
     "restore FILE                    puts a backup in the store's place"},
};
#define VERBS (sizeof verbs / sizeof verbs[0])

static void usage(FILE *to)
{
    fputs("usage: foyerctl [--config FILE] [--state DIR] [--json] VERB ...\n", to);
    for (size_t i = 0; i < VERBS; i++)
        fprintf(to, "  %s\n", verbs[i].help);
}

static bool take(int *i, int argc, char **argv, const char *name, char out[CONFIG_PATH_SIZE],
                 int *code)
{
    if (strcmp(argv[*i], name) != 0)
        return false;
    if (*i + 1 >= argc || !argv[*i + 1][0] || !text_copy(out, CONFIG_PATH_SIZE, argv[*i + 1]))
        *code = ctl_say(CTL_WORDS, "%s wants a %s", name,
                        strcmp(name, "--state") == 0 ? "folder" : "file");
    else
        ++*i;
    return true;
}

/* The words that are not ours stay in argv, in order. */
static int read_words(struct ctl *ctl, int *argc, char **argv)
{
    int kept = 1, code = CTL_OK;
    for (int i = 1; i < *argc && code == CTL_OK; i++) {
        if (strcmp(argv[i], "--json") == 0)
            ctl->json = true;
        else if (!take(&i, *argc, argv, "--config", ctl->config_path, &code) &&
                 !take(&i, *argc, argv, "--state", ctl->state, &code))
            argv[kept++] = argv[i];
    }
    *argc = kept;
    return code;
}

/* As foyer does: systemd's StateDirectory, else the user's own. */
static void default_state(struct ctl *ctl)
{
    const char *dir = getenv("STATE_DIRECTORY"), *xdg = getenv("XDG_STATE_HOME"),
               *home = getenv("HOME");
    if (dir && dir[0] == '/')
        text_copy(ctl->state, sizeof ctl->state, dir);
    else if (xdg && xdg[0] == '/')
        text_format(ctl->state, sizeof ctl->state, "%s/foyer", xdg);
    else
        text_format(ctl->state, sizeof ctl->state, "%s/.local/state/foyer",
                    home && home[0] == '/' ? home : "/var/lib");
}

static int read_config(struct ctl *ctl, bool needed)
{
    char message[400];
    bool named = ctl->config_path[0] != '\0';
    struct stat info;
    config_defaults(&ctl->config);
    if (!named)
        text_format(ctl->config_path, sizeof ctl->config_path, "%s/foyer.conf", FOYER_CONFIG_DIR);
    if (!named && (!needed || stat(ctl->config_path, &info) != 0)) {
        config_apply_timezone(&ctl->config);
        return CTL_OK; /* the defaults will do */
    }
    enum err e = config_read(ctl->config_path, &ctl->config, message, sizeof message);
    if (e == ERR_OK)
        e = config_check(&ctl->config, message, sizeof message);
    if (e)
        return ctl_say(CTL_WORDS, "%s", message);
    ctl->has_config = true;
    config_apply_timezone(&ctl->config);
    return CTL_OK;
}

int main(int argc, char **argv)
{
    static struct ctl ctl;
    ctl.clock = clock_system();
    int code = read_words(&ctl, &argc, argv);
    if (code)
        return code;
    if (argc < 2 || strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(argc < 2 ? stderr : stdout);
        return argc < 2 ? CTL_WORDS : CTL_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("foyerctl " FOYER_VERSION);
        return CTL_OK;
    }
    for (size_t i = 0; i < VERBS; i++) {
        if (strcmp(verbs[i].name, argv[1]) != 0)
            continue;
        code = read_config(&ctl, verbs[i].config);
        if (code)
            return code;
        if (ctl.config.automation.allow && ctl.config.automation.clock[0])
            ctl.clock = clock_shifted(ctl.config.automation.clock); /* as foyer's, in tests */
        if (!ctl.state[0])
            default_state(&ctl);
        return verbs[i].run(&ctl, argc - 2, argv + 2);
    }
    return ctl_say(CTL_WORDS, "%s: no such verb; foyerctl --help lists them", argv[1]);
}
