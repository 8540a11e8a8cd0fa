#include "sync/folder.h"

#include "base/text.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILE_MAX (256L * 1024 * 1024)
#define LINE_MAX_BYTES (1024 * 1024)

static void *grown(void *old, size_t count, size_t each)
{
    void *fresh = realloc(old, count * each);
    if (!fresh)
        abort();
    return fresh;
}

static uint64_t fold(uint64_t hash, const void *data, size_t size)
{
    const unsigned char *p = data;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ p[i]) * 0x100000001b3ULL;
    return hash;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum err list_names(const char *dir, struct folder *out, char *message, size_t size)
{
    DIR *handle = opendir(dir);
    if (!handle) {
        text_format(message, size, "%s: %s", dir,
                    errno == ENOENT ? "no such folder" : "cannot be opened");
        return ERR_NOT_FOUND;
    }
    for (struct dirent *entry; (entry = readdir(handle)) != NULL;) {
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.' || length < 8 ||
            strcmp(entry->d_name + length - 7, ".ndjson") != 0)
            continue;
        out->names = grown(out->names, out->file_count + 1, sizeof *out->names);
        if (!(out->names[out->file_count++] = strdup(entry->d_name)))
            abort();
    }
    closedir(handle);
    if (out->file_count == 0) {
        text_format(message, size, "%s: no *.ndjson file in it", dir);
        return ERR_NOT_FOUND;
    }
    qsort(out->names, out->file_count, sizeof *out->names, by_name);
    return ERR_OK;
}

static char *read_whole(const char *dir, const char *name, size_t *length)
{
    char path[1024];
    if (!text_format(path, sizeof path, "%s/%s", dir, name))
        return NULL;
    FILE *file = fopen(path, "re");
    if (!file)
        return NULL;
    char *data = NULL;
    long bytes = -1;
    if (fseek(file, 0, SEEK_END) == 0)
        bytes = ftell(file);
    if (bytes >= 0 && bytes <= FILE_MAX && fseek(file, 0, SEEK_SET) == 0) {
        data = grown(NULL, (size_t)bytes + 1, 1);
        *length = fread(data, 1, (size_t)bytes, file);
        data[*length] = '\0';
        if (*length != (size_t)bytes) {
            free(data);
            data = NULL;
        }
    }
    fclose(file);
    return data;
}

static enum err split(struct folder *out, const char *name, const char *data, size_t length,
                      size_t *room, char *message, size_t size)
{
    int number = 0;
    for (const char *p = data, *end = data + length; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        const char *next = stop ? stop + 1 : end;
        const char *last = stop ? stop : end;
        number++;
        while (last > p && isspace((unsigned char)last[-1]))
            last--;
        if (last - p > LINE_MAX_BYTES) {
            text_format(message, size, "%s:%d: line longer than 1 MiB", name, number);
            return ERR_INVALID;
        }
        if (last > p) {
            if (out->line_count == *room) {
                *room = *room ? *room * 2 : 1024;
                out->lines = grown(out->lines, *room, sizeof *out->lines);
            }
            out->lines[out->line_count++] =
                (struct folder_line){name, number, p, (size_t)(last - p)};
        }
        p = next;
    }
    return ERR_OK;
}

/* content.ini: `anchor = YYYY-MM-DD`, comments with ; or # */
static enum err read_anchor(const char *dir, const struct clock *clock, int *shift, char *message,
                            size_t size)
{
    size_t length = 0;
    char *text = read_whole(dir, "content.ini", &length);
    enum err e = ERR_OK;
    int number = 0;
    for (char *save = NULL, *line = text; line && *line; line = save) {
        size_t end = strcspn(line, "\n");
        save = line + end + (line[end] != '\0');
        line[end] = '\0';
        number++;
        char date[16], key[16], rest[2] = "";
        line += strspn(line, " \t\r");
        if (*line == ';' || *line == '#' || *line == '[' || *line == '\0')
            continue;
        struct local_time unused;
        int got = sscanf(line, "%15[a-z] = %15[0-9-] %1[^;# \t\r]", key, date, rest);
        if (got != 2 || strcmp(key, "anchor") != 0 || !clock_parse_date(date, &unused)) {
            text_format(message, size, "content.ini:%d: wanted anchor = YYYY-MM-DD", number);
            e = ERR_INVALID;
            break;
        }
        char today[DATE_SIZE];
        clock_date(clock_wall(clock), today);
        *shift = clock_days_between(date, today);
    }
    free(text);
    return e;
}

enum err folder_read(const char *dir, const struct clock *clock, struct folder *out, char *message,
                     size_t size)
{
    memset(out, 0, sizeof *out);
    enum err e = list_names(dir, out, message, size);
    if (e == ERR_OK)
        e = read_anchor(dir, clock, &out->shift_days, message, size);
    if (e == ERR_OK)
        out->data = calloc(out->file_count, sizeof *out->data);
    uint64_t hash = fold(0xcbf29ce484222325ULL, &out->shift_days, sizeof out->shift_days);
    size_t room = 0;
    for (size_t i = 0; e == ERR_OK && i < out->file_count; i++) {
        size_t length = 0;
        if (!out->data || !(out->data[i] = read_whole(dir, out->names[i], &length))) {
            text_format(message, size, "%s: cannot be read", out->names[i]);
            e = ERR_IO;
            break;
        }
        hash = fold(hash, out->names[i], strlen(out->names[i]) + 1);
        hash = fold(hash, out->data[i], length);
        e = split(out, out->names[i], out->data[i], length, &room, message, size);
    }
    out->fingerprint = hash;
    if (e)
        folder_clear(out);
    return e;
}

void folder_clear(struct folder *folder)
{
    for (size_t i = 0; i < folder->file_count; i++) {
        free(folder->names[i]);
        if (folder->data)
            free(folder->data[i]);
    }
    free(folder->names);
    free(folder->data);
    free(folder->lines);
    memset(folder, 0, sizeof *folder);
}
