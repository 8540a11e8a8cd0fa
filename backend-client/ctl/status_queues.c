/* The queues of today, how true the told waits were, and whether the store is sound. */
#include "ctl/status_parts.h"

#include "base/text.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#define CHECK_MS 20000
#define MINUTE_MS 60000LL

static int64_t waited_min(const struct ctl *ctl, const struct desk_queue *q)
{
    return q->first_ms ? (clock_wall(ctl->clock) - q->first_ms) / MINUTE_MS : 0;
}

static enum err read_queue(const struct ctl *ctl, struct db *db, const char *date,
                           const struct queue_rules *rules, struct status_queue *q)
{
    enum err e = queue_rooms(db, q->desk.queue, date, rules, &q->rooms);
    if (e == ERR_OK)
        e = queue_goes_to(db, q->desk.queue, date, q->goes_to);
    q->nobody_calls =
        q->desk.waiting > 0 && q->rooms.open == 0 && waited_min(ctl, &q->desk) >= rules->room_min;
    return e;
}

/* Damaged stores that were put aside, each a folder named by its time. */
static void read_aside(const struct ctl *ctl, struct status_day *out)
{
    char path[CONFIG_PATH_SIZE + 16];
    struct dirent *entry;
    snprintf(path, sizeof path, "%s/quarantine", ctl->state);
    DIR *dir = opendir(path);
    while (dir && (entry = readdir(dir))) {
        if (entry->d_name[0] == '.')
            continue;
        out->set_aside++;
        if (strcmp(entry->d_name, out->last_set) > 0)
            text_copy(out->last_set, sizeof out->last_set, entry->d_name);
    }
    if (dir)
        closedir(dir);
}

enum err status_read(const struct ctl *ctl, struct db *db, struct status_day *out)
{
    static struct desk_queue desk[STATUS_QUEUES];
    struct queue_rules rules;
    char date[DATE_SIZE];
    memset(out, 0, sizeof *out);
    queue_rules_of(&ctl->config, &rules);
    clock_date(clock_wall(ctl->clock), date);
    read_aside(ctl, out);
    enum err e = db_quick_check(db, CHECK_MS);
    out->sound = e != ERR_CORRUPT && !db_damaged(db);
    if (e == ERR_CORRUPT || e == ERR_BUSY) /* so large that the check was not finished: no fault */
        e = ERR_OK;
    if (e == ERR_OK)
        e = desk_queues(db, date, &rules, NULL, desk, STATUS_QUEUES, &out->count, &out->total);
    for (size_t i = 0; e == ERR_OK && i < out->count; i++) {
        out->queues[i].desk = desk[i];
        e = read_queue(ctl, db, date, &rules, &out->queues[i]);
    }
    return e == ERR_OK ? promise_errors(db, &(struct promise_span){.date = date}, &out->told) : e;
}

static void print_queue(const struct ctl *ctl, const struct status_queue *q)
{
    printf("          %s (%s %s): %d wait", q->desk.queue, q->desk.keeper.department.zh,
           q->desk.keeper.name.zh, q->desk.waiting);
    if (q->desk.waiting)
        printf(", the first for %lld min", (long long)waited_min(ctl, &q->desk));
    printf(", %d missed, %d %s calling", q->desk.missed, q->rooms.open,
           q->rooms.open == 1 ? "room" : "rooms");
    if (q->goes_to[0])
        printf("; closed, leads to %s", q->goes_to);
    if (q->nobody_calls)
        printf("; NOBODY CALLS");
    putchar('\n');
}

void status_print(const struct ctl *ctl, const struct status_day *day)
{
    printf("queues    %zu with people today, %d wait\n", day->count, day->total);
    for (size_t i = 0; i < day->count; i++)
        print_queue(ctl, &day->queues[i]);
    if (day->told.told)
        printf("told      %d waits today, %d held, %d called earlier, %d later, off by %.1f min\n",
               day->told.told, day->told.kept, day->told.early, day->told.late,
               (double)day->told.mean_ms / (double)MINUTE_MS);
    printf("store     %s", day->sound ? "sound" : "DAMAGED: restore a backup");
    if (day->set_aside)
        printf("; %d damaged before, the last in quarantine/%s", day->set_aside, day->last_set);
    putchar('\n');
}

static json_t *queue_json(const struct ctl *ctl, const struct status_queue *q)
{
    return json_pack("{s:s, s:s, s:s, s:i, s:I, s:i, s:i, s:s, s:b}", "queue", q->desk.queue,
                     "department", q->desk.keeper.department.zh, "clinic", q->desk.keeper.name.zh,
                     "waiting", q->desk.waiting, "longest_min",
                     (json_int_t)waited_min(ctl, &q->desk), "missed", q->desk.missed, "rooms",
                     q->rooms.open, "leads_to", q->goes_to, "nobody_calls", q->nobody_calls);
}

void status_json(const struct ctl *ctl, const struct status_day *day, json_t *root)
{
    json_t *queues = json_array();
    for (size_t i = 0; i < day->count; i++)
        json_array_append_new(queues, queue_json(ctl, &day->queues[i]));
    json_object_set_new(root, "queues", queues);
    json_object_set_new(root, "told",
                        json_pack("{s:i, s:i, s:i, s:i, s:I}", "count", day->told.told, "held",
                                  day->told.kept, "early", day->told.early, "late", day->told.late,
                                  "mean_error_ms", (json_int_t)day->told.mean_ms));
    json_object_set_new(root, "store",
                        json_pack("{s:b, s:i, s:s}", "sound", day->sound, "set_aside",
                                  day->set_aside, "last_set_aside", day->last_set));
}
