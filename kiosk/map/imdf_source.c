#include "map/imdf_source.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <minizip/unzip.h>

#include "base/text.h"

#define NAME_SIZE 128

struct file {
    char name[NAME_SIZE];
    unz64_file_pos at; /* in the ZIP */
};

struct imdf_source {
    char dir[4096]; /* "" = a ZIP */
    unzFile zip;
    struct file files[IMDF_NAMES_MAX];
    size_t count;
    char refused[16][NAME_SIZE];
    size_t refused_count;
    size_t total; /* bytes read so far */
};

static void add_file(struct imdf_source *source, const char *name, const unz64_file_pos *at)
{
    if (source->count == IMDF_NAMES_MAX || imdf_source_has(source, name))
        return;
    struct file *file = &source->files[source->count];
    if (!text_copy(file->name, sizeof file->name, name))
        return; /* no name of ours is that long */
    if (at)
        file->at = *at;
    source->count++;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->name, ((const struct file *)b)->name);
}

static bool list_folder(struct imdf_source *source)
{
    DIR *folder = opendir(source->dir);
    if (!folder)
        return false;
    const struct dirent *entry;
    while ((entry = readdir(folder)))
        if (entry->d_name[0] != '.')
            add_file(source, entry->d_name, NULL);
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
    const char *slash = strrchr(name, '/'), *plain = slash ? slash + 1 : name;
    if (*plain && *plain != '.' && strncmp(name, "__MACOSX", 8) != 0)
        add_file(source, plain, &at);
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
        good = text_copy(source->dir, sizeof source->dir, path) && list_folder(source);
    } else if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        source->zip = unzOpen64(path);
        good = source->zip && list_zip(source);
    }
    if (good) {
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

static const struct file *find(const struct imdf_source *source, const char *name)
{
    for (size_t i = 0; i < source->count; i++)
        if (!strcmp(source->files[i].name, name))
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

static char *read_from_folder(struct imdf_source *source, const char *name, size_t *length,
                              const char **why)
{
    char path[4096 + NAME_SIZE + 2];
    struct stat info;
    text_format(path, sizeof path, "%s/%s", source->dir, name);
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
    if (unzGoToFilePos64(source->zip, &file->at) != UNZ_OK ||
        unzOpenCurrentFile(source->zip) != UNZ_OK) {
        *why = "cannot be unpacked";
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
                       : read_from_folder(source, name, length, why);
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
