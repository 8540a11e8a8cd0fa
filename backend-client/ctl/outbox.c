/* outbox: what waits to be sent, what was refused, and staff's word on it. Shows no content of what
 * patients wrote. */
#include "ctl/context.h"

#include "store/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST_MAX 500

static json_t *entry_json(const struct outbox_entry *e)
{
    return json_pack("{s:I, s:s, s:s, s:s, s:s, s:s, s:i, s:I, s:I, s:i, s:s}", "id",
                     (json_int_t)e->id, "kind", outbox_kind_name(e->kind), "state",
                     outbox_state_name(e->state), "op", e->op, "subject", e->subject, "line",
                     e->line, "attempts", e->attempts, "created_ms", (json_int_t)e->created_ms,
                     "next_try_ms", (json_int_t)e->next_try_ms, "stage", e->stage, "outcome",
                     e->outcome);
}

static int list(const struct ctl *ctl, struct db *db)
{
    struct outbox_entry *entries = calloc(LIST_MAX, sizeof *entries);
    size_t count = 0;
    if (!entries)
        abort();
    enum err e = outbox_list(db, entries, LIST_MAX, &count);
    json_t *rows = json_array();
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        const struct outbox_entry *one = &entries[i];
        char when[24];
        ctl_time(one->created_ms, when);
        if (ctl->json)
            json_array_append_new(rows, entry_json(one));
        else
            printf("%6lld  %-9s %-8s %s  %d tries  %s\n", (long long)one->id,
                   outbox_kind_name(one->kind), outbox_state_name(one->state), when, one->attempts,
                   one->outcome);
    }
    if (ctl->json)
        ctl_print(rows);
    else
        json_decref(rows);
    free(entries);
    return e ? ctl_say(CTL_FAILED, "%s", err_name(e)) : CTL_OK;
}

static int show(const struct ctl *ctl, const struct outbox_entry *e)
{
    char created[24], next[24], first[24];
    if (ctl->json) {
        ctl_print(entry_json(e));
        return CTL_OK;
    }
    ctl_time(e->created_ms, created);
    ctl_time(e->next_try_ms, next);
    ctl_time(e->first_sent_ms, first);
    printf("id          %lld\nkind        %s\nstate       %s\nop          %s\nsubject     %s\n",
           (long long)e->id, outbox_kind_name(e->kind), outbox_state_name(e->state), e->op,
           e->subject);
    printf("created     %s\nfirst sent  %s\nnext try    %s\ntries       %d\nlast answer %s\n",
           created, first, next, e->attempts, e->outcome[0] ? e->outcome : "-");
    return CTL_OK;
}

static int change(struct db *db, const char *word, const struct outbox_entry *entry)
{
    bool retry = strcmp(word, "retry") == 0;
    if (retry && entry->state != OUTBOX_DEAD)
        return ctl_say(CTL_WORDS, "entry %lld is %s: only a dead one is tried again",
                       (long long)entry->id, outbox_state_name(entry->state));
    if (!retry && entry->state != OUTBOX_DEAD && entry->state != OUTBOX_WAITING)
        return ctl_say(CTL_WORDS, "entry %lld is %s: nothing to drop", (long long)entry->id,
                       outbox_state_name(entry->state));
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = retry ? outbox_requeue(db, entry->id)
                  : outbox_finish(db, entry->id, OUTBOX_DROPPED, "dropped by staff");
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    return e ? ctl_say(CTL_FAILED, "%s", err_name(e)) : CTL_OK;
}

int ctl_outbox(const struct ctl *ctl, int argc, char **argv)
{
    const char *word = argc ? argv[0] : "list";
    bool listing = strcmp(word, "list") == 0, showing = strcmp(word, "show") == 0;
    bool changing = strcmp(word, "retry") == 0 || strcmp(word, "drop") == 0;
    if ((!listing && !showing && !changing) || (listing ? argc > 1 : argc != 2))
        return ctl_say(CTL_WORDS, "outbox [list | show ID | retry ID | drop ID]");
    char *end = NULL;
    long long id = listing ? 0 : strtoll(argv[1], &end, 10);
    if (!listing && (end == argv[1] || *end))
        return ctl_say(CTL_WORDS, "outbox %s: %s is no number of an entry", word, argv[1]);
    struct db *db;
    struct outbox_entry entry;
    int code = ctl_open(ctl, changing, &db);
    if (code)
        return code;
    if (listing) {
        code = list(ctl, db);
    } else {
        enum err e = outbox_get(db, id, &entry);
        code = e == ERR_NOT_FOUND ? ctl_say(CTL_WORDS, "outbox: no entry %lld", id)
               : e                ? ctl_say(CTL_FAILED, "%s", err_name(e))
               : showing          ? show(ctl, &entry)
                                  : change(db, word, &entry);
    }
    db_close(db);
    return code;
}
