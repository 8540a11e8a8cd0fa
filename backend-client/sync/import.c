#include "sync/import.h"

#include "base/log.h"
#include "base/text.h"
#include "fhir/content_read.h"
#include "store/content_put.h"
#include "sync/folder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY_SIZE (RESOURCE_TYPE_SIZE + ID_SIZE)
#define FINGERPRINT "content.fingerprint"

struct key { /* "Type/id" or "Type|value" and where it stands */
    char *text;
    size_t line;
};

struct keys {
    struct key *rows;
    size_t count, room;
};

struct check {
    const struct folder *folder;
    int *kinds; /* per line; -1 = skipped */
    struct keys defined, wanted;
    size_t line; /* the one being read */
    struct resource *resource;
};

static void add_key(struct keys *keys, const char *text, size_t line)
{
    if (keys->count == keys->room) {
        keys->room = keys->room ? keys->room * 2 : 4096;
        keys->rows = realloc(keys->rows, keys->room * sizeof *keys->rows);
        if (!keys->rows)
            abort();
    }
    struct key *row = &keys->rows[keys->count++];
    row->line = line;
    if (!(row->text = strdup(text)))
        abort();
}

static void clear_keys(struct keys *keys)
{
    for (size_t i = 0; i < keys->count; i++)
        free(keys->rows[i].text);
    free(keys->rows);
}

static int by_text(const void *a, const void *b)
{
    const struct key *x = a, *y = b;
    int order = strcmp(x->text, y->text);
    return order ? order : x->line < y->line ? -1 : x->line > y->line;
}

static int same_text(const void *a, const void *b)
{
    return strcmp(((const struct key *)a)->text, ((const struct key *)b)->text);
}

static void want(void *ctx, const char *reference)
{
    struct check *check = ctx;
    add_key(&check->wanted, reference, check->line);
}

static enum err say(const struct check *check, size_t line, char *message, size_t size,
                    const char *reason)
{
    const struct folder_line *at = &check->folder->lines[line];
    text_format(message, size, "%s:%d: %s", at->file, at->number, reason);
    return ERR_INVALID;
}

static enum err read_lines(struct check *check, struct import_counts *counts, char *message,
                           size_t size)
{
    char type[RESOURCE_TYPE_SIZE], fault[300], key[KEY_SIZE + 2];
    for (size_t i = 0; i < check->folder->line_count; i++) {
        const struct folder_line *line = &check->folder->lines[i];
        struct resource *resource = check->resource;
        enum err e = content_read(line->text, line->length, check->folder->shift_days, resource,
                                  type, fault, sizeof fault);
        check->line = i;
        check->kinds[i] = e ? -1 : (int)resource->kind;
        if (e == ERR_NOT_FOUND) {
            counts->skipped++;
            continue;
        }
        if (e)
            return say(check, i, message, size, fault);
        counts->resources++;
        if (resource->id[0]) {
            text_format(key, sizeof key, "%s/%s", type, resource->id);
            add_key(&check->defined, key, i);
        }
        if (resource->value[0]) {
            text_format(key, sizeof key, "%s|%s", type, resource->value);
            add_key(&check->defined, key, i);
        }
        resource_references(resource, want, check);
    }
    return ERR_OK;
}

static enum err check_keys(struct check *check, char *message, size_t size)
{
    struct keys *defined = &check->defined, *wanted = &check->wanted;
    char reason[KEY_SIZE + 120];
    qsort(defined->rows, defined->count, sizeof *defined->rows, by_text);
    for (size_t i = 1; i < defined->count; i++) {
        const struct key *one = &defined->rows[i], *before = one - 1;
        if (strcmp(one->text, before->text) != 0)
            continue;
        const struct folder_line *first = &check->folder->lines[before->line];
        text_format(reason, sizeof reason, "%s is there twice, first at %s:%d", one->text,
                    first->file, first->number);
        return say(check, one->line, message, size, reason);
    }
    for (size_t i = 0; i < wanted->count; i++) {
        if (bsearch(&wanted->rows[i], defined->rows, defined->count, sizeof *defined->rows,
                    same_text))
            continue;
        text_format(reason, sizeof reason, "refers to %s, which is in none of the files",
                    wanted->rows[i].text);
        return say(check, wanted->rows[i].line, message, size, reason);
    }
    return ERR_OK;
}

/* What others refer to goes first: the kinds are declared in that order. */
static enum err put_lines(struct db *db, struct check *check, char *message, size_t size)
{
    char fault[300];
    for (int kind = 0; kind < RESOURCE_KIND_COUNT; kind++)
        for (size_t i = 0; i < check->folder->line_count; i++) {
            const struct folder_line *line = &check->folder->lines[i];
            if (check->kinds[i] != kind)
                continue;
            enum err e = content_read(line->text, line->length, check->folder->shift_days,
                                      check->resource, NULL, fault, sizeof fault);
            if (e == ERR_OK)
                e = content_put(db, check->resource);
            if (e) {
                say(check, i, message, size, err_name(e));
                return e;
            }
        }
    return ERR_OK;
}

static enum err put_all(struct db *db, struct check *check, const struct clock *clock,
                        char *message, size_t size)
{
    char fingerprint[32];
    enum err e = db_begin(db);
    if (e)
        return e;
    e = content_clear(db);
    if (e == ERR_OK)
        e = put_lines(db, check, message, size);
    if (e == ERR_OK)
        e = content_done(db, "folder", clock_wall(clock));
    snprintf(fingerprint, sizeof fingerprint, "%016llx",
             (unsigned long long)check->folder->fingerprint);
    if (e == ERR_OK)
        e = meta_set(db, FINGERPRINT, fingerprint);
    if (e == ERR_OK)
        return db_commit(db);
    db_rollback(db);
    return e;
}

static enum err import_folder(struct db *db, const struct folder *folder, const struct clock *clock,
                              struct import_counts *counts, char *message, size_t size)
{
    struct check check = {.folder = folder};
    check.kinds = calloc(folder->line_count + 1, sizeof *check.kinds);
    check.resource = calloc(1, sizeof *check.resource);
    if (!check.kinds || !check.resource)
        abort();
    *counts = (struct import_counts){.files = (int)folder->file_count};
    enum err e = read_lines(&check, counts, message, size);
    if (e == ERR_OK)
        e = check_keys(&check, message, size);
    if (e == ERR_OK)
        e = put_all(db, &check, clock, message, size);
    if (e && !message[0])
        text_format(message, size, "not written: %s", err_name(e));
    clear_keys(&check.defined);
    clear_keys(&check.wanted);
    free(check.kinds);
    free(check.resource);
    log_event("import", "content", NULL, e);
    return e;
}

enum err content_import_counted(struct db *db, const char *dir, const struct clock *clock,
                                struct import_counts *counts, char *message, size_t size)
{
    struct folder folder;
    message[0] = '\0';
    enum err e = folder_read(dir, clock, &folder, message, size);
    if (e)
        return e;
    e = import_folder(db, &folder, clock, counts, message, size);
    folder_clear(&folder);
    return e;
}

enum err content_import(struct db *db, const char *dir, const struct clock *clock, char *message,
                        size_t size)
{
    struct import_counts counts;
    return content_import_counted(db, dir, clock, &counts, message, size);
}

enum err content_refresh(struct db *db, const char *dir, const struct clock *clock, bool *changed,
                         char *message, size_t size)
{
    struct folder folder;
    struct import_counts counts;
    char known[32], fresh[32];
    *changed = false;
    message[0] = '\0';
    enum err e = folder_read(dir, clock, &folder, message, size);
    if (e)
        return e;
    snprintf(fresh, sizeof fresh, "%016llx", (unsigned long long)folder.fingerprint);
    e = meta_get(db, FINGERPRINT, known, sizeof known);
    if (e == ERR_OK && strcmp(known, fresh) != 0) {
        e = import_folder(db, &folder, clock, &counts, message, size);
        *changed = e == ERR_OK;
    }
    folder_clear(&folder);
    return e;
}
