/* simulate: a hospital's day with invented patients, in seconds. */
#include "ctl/simulate.h"

#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATIENTS_MAX 20000

static const struct {
    const char *name;
    size_t at;
    int least, most, usual;
} numbers[] = {
    {"--patients", offsetof(struct sim_options, patients), 1, PATIENTS_MAX, 3500},
    {"--departments", offsetof(struct sim_options, departments), 1, 100, 14},
    {"--rooms", offsetof(struct sim_options, rooms), 1, 400, 40},
    {"--kiosks", offsetof(struct sim_options, kiosks), 1, 16, 6},
    {"--boards", offsetof(struct sim_options, boards), 0, 100, 4},
    {"--windows", offsetof(struct sim_options, windows), 0, 200, 20},
};
#define NUMBERS (sizeof numbers / sizeof numbers[0])

static bool read_number(const char *text, long least, long most, long *out)
{
    char *end;
    errno = 0;
    *out = strtol(text, &end, 10);
    return !errno && *text && !*end && *out >= least && *out <= most;
}

static int read_word(struct sim_options *o, const char *name, const char *value)
{
    struct local_time day;
    char *end;
    if (strcmp(name, "--seed") == 0) {
        errno = 0;
        o->seed = strtoull(value, &end, 10);
        return !errno && *value >= '0' && *value <= '9' && !*end
                   ? CTL_OK
                   : ctl_say(CTL_WORDS, "--seed wants a whole number");
    }
    if (strcmp(name, "--date") == 0)
        return clock_parse_date(value, &day) && text_copy(o->date, sizeof o->date, value)
                   ? CTL_OK
                   : ctl_say(CTL_WORDS, "--date wants YYYY-MM-DD");
    if (strcmp(name, "--content") == 0)
        return text_copy(o->content, sizeof o->content, value)
                   ? CTL_OK
                   : ctl_say(CTL_WORDS, "--content wants a folder");
    for (size_t i = 0; i < NUMBERS; i++) {
        long n;
        if (strcmp(name, numbers[i].name) != 0)
            continue;
        if (!read_number(value, numbers[i].least, numbers[i].most, &n))
            return ctl_say(CTL_WORDS, "%s wants a number from %d to %d", name, numbers[i].least,
                           numbers[i].most);
        *(int *)((char *)o + numbers[i].at) = (int)n;
        return CTL_OK;
    }
    return ctl_say(CTL_WORDS,
                   "simulate --seed N [--patients N] [--departments N] [--rooms N] [--kiosks N] "
                   "[--boards N] [--windows N] [--date YYYY-MM-DD] [--content DIR]");
}

static int read_words(struct sim_options *o, const struct ctl *ctl, int argc, char **argv)
{
    *o = (struct sim_options){.seed = 1, .date = "2026-03-12"};
    for (size_t i = 0; i < NUMBERS; i++)
        *(int *)((char *)o + numbers[i].at) = numbers[i].usual;
    text_copy(o->content, sizeof o->content,
              ctl->config.store.content[0] ? ctl->config.store.content : FOYER_ASSETS "/demo");
    for (int i = 0; i < argc; i += 2) {
        int code = read_word(o, argv[i], i + 1 < argc ? argv[i + 1] : "");
        if (code)
            return code;
    }
    return CTL_OK;
}

static int64_t sim_wall(void *ctx)
{
    return ((struct sim *)ctx)->now_ms;
}

static void remove_all(const char *dir)
{
    DIR *open = opendir(dir);
    struct dirent *entry;
    while (open && (entry = readdir(open))) {
        char path[CONFIG_PATH_SIZE + 300];
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", dir, entry->d_name);
        if (unlink(path) != 0)
            remove_all(path);
    }
    if (open)
        closedir(open);
    rmdir(dir);
}

/* In memory where the system has a folder for that: nothing of it is kept. */
static bool make_dir(struct sim *sim)
{
    const char *places[] = {"/dev/shm", getenv("TMPDIR"), "/tmp"};
    for (int i = 0; i < 3; i++)
        if (places[i] && text_format(sim->dir, sizeof sim->dir, "%s/foyer-day-XXXXXX", places[i]) &&
            mkdtemp(sim->dir))
            return true;
    return false;
}

static int whole_day(struct sim *sim, bool json)
{
    struct sim_found found = {0};
    int code = sim_set(sim);
    if (code == CTL_OK)
        code = sim_people(sim);
    if (code == CTL_OK)
        code = sim_run(sim);
    if (code == CTL_OK)
        code = sim_check(sim, &found);
    if (code)
        return code;
    sim_say(sim, &found, json);
    return found.double_calls || found.lost || found.equal || found.starved || found.told_wrong
               ? CTL_FAILED
               : CTL_OK;
}

static void clear(struct sim *sim)
{
    for (int i = 0; sim->kiosks && i < sim->options.kiosks; i++) {
        db_close(sim->kiosks[i].db);
        free(sim->kiosks[i].unsent);
    }
    db_close(sim->db);
    remove_all(sim->dir);
    free(sim->departments);
    free(sim->rooms);
    free(sim->kiosks);
    free(sim->patients);
    free(sim->entries);
    free(sim->calls);
    free(sim->events);
}

int ctl_simulate(const struct ctl *ctl, int argc, char **argv)
{
    static struct sim sim;
    int code = read_words(&sim.options, ctl, argc, argv);
    if (code)
        return code;
    sim.config = ctl->config;
    sim.helps_general = sim.config.queue.help_general;
    sim.config.server.url[0] = '\0'; /* its own authority, whatever the station is */
    sim.clock = (struct clock){.wall_ms = sim_wall, .mono_ms = sim_wall, .ctx = &sim};
    sim.env = (struct act_env){.config = &sim.config, .clock = &sim.clock};
    sim.random = sim.options.seed;
    if (!make_dir(&sim))
        return ctl_say(CTL_STORE, "simulate: no folder for its store");
    code = whole_day(&sim, ctl->json);
    clear(&sim);
    return code;
}
