/* audit: what staff did, and whether the record of it is whole. Names no patient. */
#include "ctl/context.h"

#include "base/text.h"
#include "store/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USAGE "audit verify [--noted NUMBER:HEAD] | list [--last N]"
#define LIST_MAX 5000

static int verify(const struct ctl *ctl, struct db *db, int64_t noted, const char *noted_head)
{
    struct audit_state state;
    char first[24], last[24];
    enum err e = audit_verify(db, noted, noted_head, &state);
    if (e != ERR_OK && e != ERR_CORRUPT)
        return ctl_say(CTL_FAILED, "%s", err_name(e));
    ctl_time(state.first_ms, first);
    ctl_time(state.last_ms, last);
    if (ctl->json)
        ctl_print(json_pack("{s:b, s:I, s:s, s:I, s:s}", "whole", (int)(e == ERR_OK), "records",
                            (json_int_t)state.count, "head", state.head, "bad",
                            (json_int_t)state.bad, "why", state.what));
    else if (e == ERR_OK)
        printf("whole: %lld records, %s to %s\nhead   %lld:%s   (note it elsewhere: with --noted "
               "an older copy of the store is found too)\n",
               (long long)state.count, first, last, (long long)state.count, state.head);
    if (e == ERR_OK)
        return CTL_OK;
    return ctl_say(CTL_FAILED, "not whole: record %lld: %s; %lld before it are good",
                   (long long)state.bad, state.what, (long long)state.count);
}

static int list(const struct ctl *ctl, struct db *db, long last)
{
    struct audit_record *rows = calloc((size_t)last, sizeof *rows);
    size_t count = 0;
    if (!rows)
        abort();
    enum err e = audit_list(db, 0, rows, (size_t)last, &count);
    json_t *all = json_array();
    for (size_t i = 0; e == ERR_OK && i < count; i++) {
        const struct audit_record *r = &rows[i];
        char when[24];
        ctl_time(r->at_ms, when);
        if (ctl->json)
            json_array_append_new(
                all, json_pack("{s:I, s:I, s:s, s:s, s:s, s:s, s:s}", "number",
                               (json_int_t)r->number, "at_ms", (json_int_t)r->at_ms, "action",
                               audit_action_name(r->action), "staff", r->staff_id, "station",
                               r->station, "object", r->object, "detail", r->detail));
        else
            printf("%6lld  %s  %-10s %-12s %-15s %-36s %s\n", (long long)r->number, when,
                   r->staff_id[0] ? r->staff_id : "-", r->station, audit_action_name(r->action),
                   r->object, r->detail);
    }
    if (ctl->json)
        ctl_print(all);
    else
        json_decref(all);
    free(rows);
    return e ? ctl_say(CTL_FAILED, "%s", err_name(e)) : CTL_OK;
}

static bool number_of(const char *text, char end_with, long most, long *out, const char **rest)
{
    char *end = NULL;
    *out = strtol(text, &end, 10);
    *rest = end + (*end == ':' ? 1 : 0);
    return end != text && *end == end_with && *out > 0 && *out <= most;
}

int ctl_audit(const struct ctl *ctl, int argc, char **argv)
{
    bool verifying = argc > 0 && strcmp(argv[0], "verify") == 0;
    bool listing = argc > 0 && strcmp(argv[0], "list") == 0;
    const char *option = verifying ? "--noted" : "--last", *rest = NULL;
    long number = verifying ? 0 : 100;
    bool good = (verifying || listing) && (argc == 1 || argc == 3);
    if (good && argc == 3)
        good = strcmp(argv[1], option) == 0 &&
               number_of(argv[2], verifying ? ':' : '\0', verifying ? 1000000000 : LIST_MAX,
                         &number, &rest);
    if (!good)
        return ctl_say(CTL_WORDS, "%s", USAGE);
    struct db *db;
    int code = ctl_open(ctl, false, &db);
    if (code)
        return code;
    code = verifying ? verify(ctl, db, number, rest) : list(ctl, db, number);
    db_close(db);
    return code;
}
