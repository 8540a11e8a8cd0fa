/* closure: what may not be walked through. Guide staff do it on their tablet; this is for those who
 * have a terminal. */
#include "ctl/ctl.h"

#include "act/closure.h"
#include "base/text.h"
#include "base/uuid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX 500
#define USAGE                                                                                      \
    "closure list | lift ID | add --target ID | --area \"LON,LAT ...\" --level ID, --reason-zh "   \
    "TEXT [--reason-en TEXT] [--from TIME] [--until TIME] [--step-free-only] [--by NUMBER]"

static json_t *closure_json(const struct closure *c)
{
    return json_pack("{s:s, s:s, s:s, s:s, s:I, s:I, s:b, s:s, s:s, s:s, s:b}", "id", c->id,
                     "target", c->target, "level", c->level, "area", c->area, "from_ms",
                     (json_int_t)c->from_ms, "until_ms", (json_int_t)c->until_ms, "step_free_only",
                     (int)c->step_free_only, "reason_zh", c->reason.zh, "reason_en", c->reason.en,
                     "by", c->by, "content", (int)c->content);
}

static void print_one(const struct closure *c)
{
    char from[24], until[24];
    ctl_time(c->from_ms, from);
    ctl_time(c->until_ms, until);
    printf("%s  %s  %s to %s%s  %s\n", c->id, c->target[0] ? c->target : c->level, from, until,
           c->step_free_only ? "  step-free only" : "", c->reason.zh);
}

static int list(const struct ctl *ctl, struct db *db)
{
    struct closure *all = calloc(LIST_MAX, sizeof *all);
    size_t count = 0;
    if (!all)
        abort();
    enum err e = closure_list(db, clock_wall(ctl->clock), true, all, LIST_MAX, &count);
    json_t *rows = json_array();
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        if (ctl->json)
            json_array_append_new(rows, closure_json(&all[i]));
        else
            print_one(&all[i]);
    }
    if (ctl->json)
        ctl_print(rows);
    else
        json_decref(rows);
    free(all);
    return e ? ctl_say(CTL_FAILED, "closure: %s", err_name(e)) : CTL_OK;
}

/* "2026-03-12 18:30", "2026-03-12" or a FHIR dateTime; local without a zone. */
static bool read_time(const char *text, int64_t *out)
{
    char day[DATE_SIZE];
    int hour, minute, used = 0;
    text_copy(day, sizeof day, text);
    struct local_time local;
    if (clock_parse_instant(text, out))
        return true;
    if (!clock_parse_date(day, &local) ||
        sscanf(text + strlen(day), "%*1[ T]%2d:%2d%n", &hour, &minute, &used) != 2 ||
        text[strlen(day) + (size_t)used] || hour > 23 || minute > 59)
        return false;
    local.hour = hour;
    local.minute = minute;
    *out = clock_from_local(&local);
    return true;
}

static bool copied(char *out, size_t size, const char *text)
{
    return text_copy(out, size, text);
}

static bool read_word(struct close_request *r, const char *name, const char *value)
{
    if (!strcmp(name, "--target"))
        return copied(r->target, sizeof r->target, value);
    if (!strcmp(name, "--area"))
        return copied(r->area, sizeof r->area, value);
    if (!strcmp(name, "--level"))
        return copied(r->level, sizeof r->level, value);
    if (!strcmp(name, "--reason-zh"))
        return copied(r->reason.zh, sizeof r->reason.zh, value);
    if (!strcmp(name, "--reason-en"))
        return copied(r->reason.en, sizeof r->reason.en, value);
    if (!strcmp(name, "--by"))
        return copied(r->by, sizeof r->by, value);
    if (!strcmp(name, "--from"))
        return read_time(value, &r->from_ms);
    return !strcmp(name, "--until") && read_time(value, &r->until_ms);
}

/* A closure of something the map does not know would close nothing, unseen. */
static bool known(const struct ctl *ctl, const struct close_request *r)
{
    struct map *map = ctl_map_find(ctl, NULL);
    bool found =
        map && (r->target[0] ? map_can_close(map, r->target) : map_level_find(map, r->level) >= 0);
    map_free(map);
    return found;
}

static int add(const struct ctl *ctl, struct db *db, int argc, char **argv)
{
    struct close_request request = {.op = ""};
    struct closure closure;
    const struct act_env env = {&ctl->config, ctl->clock};
    for (int i = 0; i < argc; i++) {
        if (!strcmp(argv[i], "--step-free-only")) {
            request.step_free_only = true;
        } else if (i + 1 >= argc || !read_word(&request, argv[i], argv[i + 1])) {
            return ctl_say(CTL_WORDS, "closure: %s: %s", argv[i], USAGE);
        } else {
            i++;
        }
    }
    if (!known(ctl, &request))
        return ctl_say(CTL_WORDS, "closure: the map knows no %s",
                       request.target[0] ? request.target : request.level);
    uuid_new(request.op);
    enum err e = closure_add(db, &env, &request, &closure);
    if (e == ERR_INVALID)
        return ctl_say(CTL_WORDS, "closure: %s", USAGE);
    if (e)
        return ctl_say(CTL_FAILED, "closure: %s", err_name(e));
    if (ctl->json)
        ctl_print(closure_json(&closure));
    else
        print_one(&closure);
    return CTL_OK;
}

static int lift(const struct ctl *ctl, struct db *db, const char *id)
{
    const struct act_env env = {&ctl->config, ctl->clock};
    enum err e = closure_lift(db, &env, id, "");
    if (e == ERR_NOT_FOUND)
        return ctl_say(CTL_WORDS, "closure: there is no %s", id);
    if (e == ERR_ALREADY)
        return ctl_say(CTL_WORDS, "closure: %s was lifted before", id);
    if (e == ERR_REFUSED)
        return ctl_say(CTL_WORDS, "closure: %s comes from the hospital's content: lift it there",
                       id);
    return e ? ctl_say(CTL_FAILED, "closure: %s", err_name(e)) : CTL_OK;
}

int ctl_closure(const struct ctl *ctl, int argc, char **argv)
{
    struct db *db;
    bool lists = argc == 1 && !strcmp(argv[0], "list");
    bool lifts = argc == 2 && !strcmp(argv[0], "lift");
    bool adds = argc > 1 && !strcmp(argv[0], "add");
    if (!lists && !lifts && !adds)
        return ctl_say(CTL_WORDS, "%s", USAGE);
    int code = ctl_open(ctl, !lists, &db);
    if (code)
        return code;
    code = lists   ? list(ctl, db)
           : lifts ? lift(ctl, db, argv[1])
                   : add(ctl, db, argc - 1, argv + 1);
    db_close(db);
    return code;
}
