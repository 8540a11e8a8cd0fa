#include "map/imdf_source.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <minizip/unzip.h>

#include "base/text.h"

#define NAME_SIZE 128
#define ENCRYPTED 1U
#define DEPTH_MAX 2 /* folders in a folder that are looked into */

struct file {
    char name[NAME_SIZE];
    char folder[NAME_SIZE]; /* "" or "a/b/"; longer ones are cut: they only part files */
    unz64_file_pos at;      /* in the ZIP */
};

struct imdf_source {
    char dir[4096]; /* "" = a ZIP */
    unzFile zip;
    struct file files[IMDF_NAMES_MAX];
    size_t count;
    char refused[16][NAME_SIZE], twice[16][NAME_SIZE];
    size_t refused_count, twice_count;
    size_t total; /* bytes read so far */
};

static void add_file(struct imdf_source *source, const char *folder, const char *name,
                     const unz64_file_pos *at)
{
    if (source->count == IMDF_NAMES_MAX)
        return;
    struct file *file = &source->files[source->count];
    if (!text_copy(file->name, sizeof file->name, name))
        return; /* no name of ours is that long */
    text_copy(file->folder, sizeof file->folder, folder);
    if (at)
        file->at = *at;
    source->count++;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static bool is_building_file(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (!strcasecmp(dot, ".geojson") || !strcasecmp(dot, ".json"));
}

/* Which folder most of the building's files are in; of a directory its own files go first. */
static const char *main_folder(const struct imdf_source *source)
{
    size_t best = 0, best_count = 0;
    for (size_t i = 0; i < source->count; i++) {
        size_t count = 0;
        if (!source->zip && !*source->files[i].folder && is_building_file(source->files[i].name))
            return "";
        for (size_t k = 0; k < source->count; k++)
            count += is_building_file(source->files[k].name) &&
                     !strcmp(source->files[k].folder, source->files[i].folder);
        if (count > best_count) {
            best = i;
            best_count = count;
        }
    }
    return source->files[best].folder;
}

/* The files of that folder alone: two buildings must never be mixed. What an old copy has besides
 * is told. */
static void keep_main_folder(struct imdf_source *source)
{
    char folder[NAME_SIZE];
    size_t kept = 0;
    if (!source->count)
        return;
    text_copy(folder, sizeof folder, main_folder(source));
    for (size_t i = 0; i < source->count; i++) {
        const struct file *file = &source->files[i];
        if (!strcmp(file->folder, folder))
            source->files[kept++] = *file;
        else if (is_building_file(file->name) &&
                 source->twice_count < sizeof source->twice / sizeof source->twice[0])
            text_copy(source->twice[source->twice_count++], NAME_SIZE, file->name);
    }
    source->count = kept;
}

/* Several folders of buildings in one: nobody said which. */
static bool is_ambiguous(const struct imdf_source *source)
{
    const char *folder = NULL;
    for (size_t i = 0; i < source->count; i++) {
        if (!is_building_file(source->files[i].name))
            continue;
        if (!*source->files[i].folder)
            return false;
        if (folder && strcmp(folder, source->files[i].folder) != 0)
            return true;
        folder = source->files[i].folder;
    }
    return false;
}

static bool list_folder(struct imdf_source *source, const char *below, int depth)
{
    char path[4096 + NAME_SIZE + 2], inner[NAME_SIZE];
    struct stat info;
    text_format(path, sizeof path, "%s/%s", source->dir, below);
    DIR *folder = opendir(path);
    if (!folder)
        return false;
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.' || !strcmp(entry->d_name, "__MACOSX"))
            continue;
        text_format(path, sizeof path, "%s/%s%s", source->dir, below, entry->d_name);
        if (stat(path, &info) == 0 && !S_ISDIR(info.st_mode))
            add_file(source, below, entry->d_name, NULL);
        else if (depth < DEPTH_MAX &&
                 text_format(inner, sizeof inner, "%s%s/", below, entry->d_name))
            list_folder(source, inner, depth + 1);
    }
    closedir(folder);
    return true;
}

/* "../", "/etc", "C:\\": nothing is written, but whoever sends such an archive is not believed. */
static bool leads_out(const char *name)
{
    return name[0] == '/' || name[0] == '\\' || strstr(name, "..") || strchr(name, ':');
}

static void list_entry(struct imdf_source *source)
{
    char name[1024];
    unz64_file_pos at;
    unz_file_info64 info;
    if (unzGetCurrentFileInfo64(source->zip, &info, name, sizeof name - 1, NULL, 0, NULL, 0) !=
            UNZ_OK ||
        unzGetFilePos64(source->zip, &at) != UNZ_OK)
        return;
    name[sizeof name - 1] = '\0';
    if (leads_out(name)) {
        if (source->refused_count < sizeof source->refused / sizeof source->refused[0])
            text_copy(source->refused[source->refused_count++], NAME_SIZE, name);
        return;
    }
    for (char *p = name; *p; p++)
        *p = *p == '\\' ? '/' : *p; /* as some archivers write folders */
    char folder[1024];
    const char *slash = strrchr(name, '/'), *plain = slash ? slash + 1 : name;
    text_format(folder, sizeof folder, "%.*s", (int)(plain - name), name);
    if (*plain && *plain != '.' && !strstr(name, "__MACOSX/"))
        add_file(source, folder, plain, &at);
}

static bool list_zip(struct imdf_source *source)
{
    int seen = 0;
    for (int r = unzGoToFirstFile(source->zip); r == UNZ_OK && seen < 4096;
         r = unzGoToNextFile(source->zip), seen++)
        list_entry(source);
    return seen > 0;
}

struct imdf_source *imdf_source_open(const char *path)
{
    struct stat info;
    struct imdf_source *source = calloc(1, sizeof *source);
    bool good = false;
    if (!source)
        abort();
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        good = text_copy(source->dir, sizeof source->dir, path) && list_folder(source, "", 0) &&
               !is_ambiguous(source);
    } else if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        source->zip = unzOpen64(path);
        good = source->zip && list_zip(source);
    }
    if (good) {
        keep_main_folder(source);
        qsort(source->files, source->count, sizeof source->files[0], by_name);
        return source;
    }
    imdf_source_close(source);
    return NULL;
}

void imdf_source_close(struct imdf_source *source)
{
    if (!source)
        return;
    if (source->zip)
        unzClose(source->zip);
    free(source);
}

const char *imdf_source_name(const struct imdf_source *source, size_t index)
{
    return index < source->count ? source->files[index].name : NULL;
}

const char *imdf_source_refused(const struct imdf_source *source, size_t index)
{
    return index < source->refused_count ? source->refused[index] : NULL;
}

const char *imdf_source_twice(const struct imdf_source *source, size_t index)
{
    return index < source->twice_count ? source->twice[index] : NULL;
}

/* Names in any case; unit.json for unit.geojson. */
static const struct file *find(const struct imdf_source *source, const char *name)
{
    const char *dot = strrchr(name, '.');
    size_t stem = dot ? (size_t)(dot - name) : strlen(name);
    for (size_t i = 0; i < source->count; i++)
        if (!strcasecmp(source->files[i].name, name))
            return &source->files[i];
    for (size_t i = 0; i < source->count && stem; i++)
        if (!strncasecmp(source->files[i].name, name, stem) &&
            !strcasecmp(source->files[i].name + stem, ".json"))
            return &source->files[i];
    return NULL;
}

bool imdf_source_has(const struct imdf_source *source, const char *name)
{
    return find(source, name) != NULL;
}

/* --- reading
 * ------------------------------------------------------------------------------------- */

/* How much was read into `to`; negative = broken. */
typedef long reader(void *from, void *to, size_t room);

static long read_file(void *from, void *to, size_t room)
{
    size_t got = fread(to, 1, room, from);
    return got == 0 && ferror((FILE *)from) ? -1 : (long)got;
}

static long read_zip(void *from, void *to, size_t room)
{
    return unzReadCurrentFile(from, to, room > (1u << 20) ? 1u << 20 : (unsigned)room);
}

/* Grows as bytes really come: a size that a ZIP states is not believed. */
static char *read_all(struct imdf_source *source, reader *read, void *from, size_t *length,
                      const char **why)
{
    size_t used = 0, size = 1 << 16;
    char *text = malloc(size);
    for (;;) {
        if (!text)
            abort();
        long got = read(from, text + used, size - used);
        if (got <= 0) {
            *why = got < 0 ? "damaged" : NULL;
            break;
        }
        used += (size_t)got;
        if (used > IMDF_FILE_MAX || source->total + used > IMDF_TOTAL_MAX) {
            *why = used > IMDF_FILE_MAX ? "larger than 64 MiB" : "all files together are too large";
            break;
        }
        if (used == size)
            text = realloc(text, size *= 2);
    }
    source->total += used;
    *length = used;
    if (!*why)
        return text;
    free(text);
    return NULL;
}

static char *read_from_folder(struct imdf_source *source, const struct file *from, size_t *length,
                              const char **why)
{
    char path[4096 + 2 * NAME_SIZE + 2];
    struct stat info;
    text_format(path, sizeof path, "%s/%s%s", source->dir, from->folder, from->name);
    FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    if (!file) {
        *why = "cannot be opened";
        return NULL;
    }
    char *text = read_all(source, read_file, file, length, why);
    fclose(file);
    return text;
}

static char *read_from_zip(struct imdf_source *source, const struct file *file, size_t *length,
                           const char **why)
{
    unz_file_info64 info;
    if (unzGoToFilePos64(source->zip, &file->at) != UNZ_OK ||
        unzGetCurrentFileInfo64(source->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK) {
        *why = "the archive is damaged there";
        return NULL;
    }
    bool usual = info.compression_method == 0 || info.compression_method == Z_DEFLATED;
    if (!usual || (info.flag & ENCRYPTED) || unzOpenCurrentFile(source->zip) != UNZ_OK) {
        *why = usual ? "encrypted, or damaged"
                     : "packed in an unusual way; only stored and deflated are read";
        return NULL;
    }
    char *text = read_all(source, read_zip, source->zip, length, why);
    if (unzCloseCurrentFile(source->zip) != UNZ_OK && text) {
        *why = "damaged"; /* the sum in the ZIP is not its */
        free(text);
        text = NULL;
    }
    return text;
}

char *imdf_source_read(struct imdf_source *source, const char *name, size_t *length,
                       const char **why)
{
    const struct file *file = find(source, name);
    *why = NULL;
    *length = 0;
    if (!file) {
        *why = "not there";
        return NULL;
    }
    return source->zip ? read_from_zip(source, file, length, why)
                       : read_from_folder(source, file, length, why);
}

static uint64_t add_sum(uint64_t sum, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sum = (sum ^ (unsigned char)bytes[i]) * 1099511628211u;
    return sum;
}

unsigned long long imdf_source_sum(struct imdf_source *source)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < source->count; i++) {
        size_t length;
        const char *why, *name = source->files[i].name;
        char *text = imdf_source_read(source, name, &length, &why);
        sum = add_sum(sum, name, strlen(name) + 1);
        if (text)
            sum = add_sum(sum, text, length);
        free(text);
    }
    source->total = 0;
    return sum;
}
