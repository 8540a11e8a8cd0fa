#include "served.h"
#include "count.h"
#include "files.h"
#include "process.h"
#include "wait.h"
#include "words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINE_MS = 20000, SETTLE_MS = 45000, LOOK_MS = 50 };

typedef char states[BESIDE_MAX + 1][640];

/* Before any scene begins: what it changes there is newer than what was pulled. */
static const struct script nothing = {.name = "hospital", .at_min = 6 * 60, .server = true};

static bool done(struct stage *stage, bool ok)
{
    if (stage->has_server)
        server_stop(&stage->server);
    if (!ok)
        fprintf(stderr, "the hospital is not there: %s\n", stage->why);
    files_remove(stage->folder);
    return ok;
}

bool served_publish(const struct options *options, const char *file)
{
    struct stage stage;
    struct options with = *options;
    char folder[640];
    snprintf(folder, sizeof folder, "%s.part", file);
    with.state = folder;
    bool ok = stage_prepare(&stage, &with, &nothing);
    server_stop(&stage.server);
    ok = done(&stage, ok && files_copy(stage.server.data, file));
    files_remove(folder);
    return ok;
}

bool served_pull(const struct options *options, const char *dir)
{
    struct stage stage;
    struct options with = *options;
    char config[640], state[640], to[700];
    with.state = dir;
    bool ok = stage_prepare(&stage, &with, &nothing);
    stage_file(&stage, "foyer.conf", config, sizeof config);
    stage_file(&stage, "state", state, sizeof state);
    /* what the people do who set the station up: the building is no FHIR */
    char *ctl = (char *)options->foyerctl;
    char *pull[] = {ctl, "--config", config, "--state", state, "sync", "--once", NULL};
    char *map[] = {ctl,   "--config", config,   "--state",
                   state, "map",      "import", FOYER_SOURCE "/assets/demo/imdf",
                   NULL};
    ok = ok && process_run(pull) && process_run(map);
    server_stop(&stage.server);
    snprintf(to, sizeof to, "%s/state", dir);
    files_remove(to);
    ok = ok && files_copy_folder(state, to);
    snprintf(to, sizeof to, "%s/server.ndjson", dir);
    return done(&stage, ok && files_copy(stage.server.data, to));
}

bool served_store(struct stage *stage)
{
    char from[640], state[640];
    snprintf(from, sizeof from, "%s/state", stage->options->served);
    stage_file(stage, "state", state, sizeof state);
    return (files_copy_folder(from, state) && ledger_set_server(state, stage->server.url)) ||
           stage_fail(stage, "no store from %s", from);
}

/* Every station of the scene says that it has the server, or that it has it not. */
static bool all_say(const struct stage *stage, bool online)
{
    states paths;
    size_t count = stage_states(stage, paths);
    for (size_t i = 0; i < count; i++)
        if (ledger_online(paths[i]) != online)
            return false;
    return true;
}

static bool wait_for_line(struct stage *stage, bool online)
{
    double start = now_ms();
    while (!all_say(stage, online)) {
        if (!stage_pump(stage, LOOK_MS, NULL))
            return false;
        if (now_ms() - start > LINE_MS)
            return stage_fail(stage, "a station did not notice that the server is %s",
                              online ? "there" : "gone");
    }
    if (stage->options->measure)
        printf("%s noticed after %.0f ms\n", online ? "there" : "gone", now_ms() - start);
    return stage_settle(stage, 0, LOOK_MS);
}

/* What was done before the cut has arrived, what is done in it waits: each play is the same. */
static bool wait_for_sent(struct stage *stage)
{
    states paths;
    size_t count = stage_states(stage, paths);
    for (double start = now_ms(); now_ms() - start < LINE_MS;) {
        struct ledger ledger = {.owed = NULL};
        bool ok = true;
        for (size_t i = 0; i < count && ok; i++)
            ok = ledger_add(&ledger, paths[i]);
        int waiting = ledger.waiting;
        ledger_clear(&ledger);
        if (ok && waiting == 0)
            return true;
        if (!stage_pump(stage, LOOK_MS, NULL))
            return false;
    }
    return stage_fail(stage, "what was done is not sent");
}

bool served_before(struct stage *stage, const struct script *script, size_t step)
{
    if (!stage->options->served)
        return true;
    if (step == 0)
        return wait_for_line(stage, true);
    if (step == script->cut) {
        if (!wait_for_sent(stage))
            return false;
        server_stop(&stage->server);
        return wait_for_line(stage, false);
    }
    if (step != script->back || stage->server.pid > 0)
        return true;
    server_launch(&stage->server); /* there when it is there: the steps do not wait for it */
    /* but a reader's keys do not come through while its start takes the processor */
    for (size_t i = step; i < step + 3 && i < script->count; i++)
        if (strncmp(script->steps[i].text, "scan ", 5) == 0)
            return server_start(&stage->server) || stage_fail(stage, "no FHIR server");
    return true;
}

/* The PractitionerRole with a stop. */
static bool stop_role(struct stage *stage, const char *role, const char *date)
{
    char query[128];
    snprintf(query, sizeof query, "PractitionerRole?identifier=%s", role);
    json_t *list = server_list(&stage->server, query), *one = json_array_get(list, 0);
    json_t *stop = json_pack("[{s:s, s:{s:s, s:s}}]", "description", "临时停诊，医生外出抢救",
                             "during", "start", date, "end", date);
    bool ok = json_object_set(one, "notAvailable", stop) == 0 && server_put(&stage->server, one);
    json_decref(stop);
    json_decref(list);
    return ok || stage_fail(stage, "the server does not stop %s", role);
}

bool served_hospital(struct stage *stage, const char *words)
{
    char role[64], day[32], date[16], state[640];
    int days;
    if (sscanf(words, "stop %63s %d", role, &days) != 2)
        return stage_fail(stage, "hospital stop ROLE DAYS");
    snprintf(day, sizeof day, "@TODAY+%d", days);
    if (!words_fill(stage, day, date, sizeof date) || !stop_role(stage, role, date))
        return false;
    stage_file(stage, "state", state, sizeof state);
    for (double start = now_ms(); !ledger_stopped(state, role, date);) {
        if (!stage_pump(stage, LOOK_MS, NULL))
            return false;
        if (now_ms() - start > LINE_MS)
            return stage_fail(stage, "the station does not hear that %s is stopped", role);
    }
    return true;
}

/* Of the Slots those that were changed since the scene began: there are thousands. */
static json_t *all_there(const struct stage *stage)
{
    json_t *have = json_object();
    char slots[80];
    struct tm tm;
    gmtime_r(&stage->started, &tm);
    strftime(slots, sizeof slots, "Slot?_lastUpdated=ge%Y-%m-%dT%H:%M:%SZ", &tm);
    for (const char *const *type = count_types; have && *type; type++) {
        json_t *list = server_list(&stage->server, strcmp(*type, "Slot") == 0 ? slots : *type);
        if (list) {
            json_object_set_new(have, *type, list);
        } else {
            json_decref(have);
            have = NULL;
        }
    }
    return have;
}

/* How many things are wrong; -1 when it cannot be told now. */
static long count_now(struct stage *stage, size_t *owed, char *why, size_t size)
{
    states paths;
    struct ledger ledger = {.owed = NULL};
    long wrong = -1;
    size_t count = stage_states(stage, paths);
    bool ok = true;
    snprintf(why, size, "the server, or a store, cannot be read");
    for (size_t i = 0; i < count && ok; i++)
        ok = ledger_add(&ledger, paths[i]);
    json_t *have = ok ? all_there(stage) : NULL;
    if (have)
        wrong = (long)count_wrong(have, &ledger, why, size);
    *owed = ledger.count;
    json_decref(have);
    ledger_clear(&ledger);
    return wrong;
}

bool served_count(struct stage *stage, const char *scene)
{
    char why[sizeof stage->why];
    size_t owed = 0;
    if (!server_start(&stage->server))
        return stage_fail(stage, "no FHIR server");
    /* what is on its way arrives, what changed there is pulled: then all agrees and stays so */
    for (double start = now_ms(); count_now(stage, &owed, why, sizeof why) != 0;) {
        if (now_ms() - start > SETTLE_MS)
            return stage_fail(stage, "%s", why);
        if (!stage_pump(stage, 200, NULL))
            return false;
    }
    printf("%s: %zu things are at the server, each once\n", scene, owed);
    return true;
}
