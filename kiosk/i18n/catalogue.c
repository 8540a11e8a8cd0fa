#include "i18n/catalogue.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_BYTES = 8 << 20 };

struct entry { /* as in the file: bytes without the closing NUL, from the file's beginning */
    uint32_t length, offset;
};

struct head {
    uint32_t magic, revision, count, originals, translations;
};

struct catalogue {
    char *bytes;
    size_t size;
    struct head head;
};

static struct entry entry_at(const struct catalogue *c, uint32_t table, uint32_t i)
{
    struct entry entry;
    memcpy(&entry, c->bytes + table + (size_t)i * sizeof entry, sizeof entry);
    return entry;
}

static bool table_fits(const struct catalogue *c, uint32_t table)
{
    if (table > c->size || c->head.count > (c->size - table) / sizeof(struct entry))
        return false;
    for (uint32_t i = 0; i < c->head.count; i++) {
        struct entry entry = entry_at(c, table, i);
        if (entry.offset >= c->size || entry.length >= c->size - entry.offset ||
            c->bytes[entry.offset + entry.length] != 0)
            return false;
    }
    return true;
}

static bool is_sound(struct catalogue *c)
{
    if (c->size < sizeof c->head)
        return false;
    memcpy(&c->head, c->bytes, sizeof c->head);
    return c->head.magic == 0x950412de && c->head.revision >> 16 == 0 &&
           table_fits(c, c->head.originals) && table_fits(c, c->head.translations);
}

enum err catalogue_open(const char *path, struct catalogue **out)
{
    *out = NULL;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return ERR_NOT_FOUND;
    struct catalogue *c = calloc(1, sizeof *c);
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (!c)
        abort();
    if (size > 0 && size <= SIZE_MAX_BYTES) {
        rewind(file);
        c->bytes = malloc((size_t)size);
        if (!c->bytes)
            abort();
        c->size = fread(c->bytes, 1, (size_t)size, file);
    }
    fclose(file);
    if (!is_sound(c)) {
        catalogue_close(c);
        return ERR_INVALID;
    }
    *out = c;
    return ERR_OK;
}

void catalogue_close(struct catalogue *c)
{
    if (!c)
        return;
    free(c->bytes);
    free(c);
}

const char *catalogue_find(const struct catalogue *c, const char *text)
{
    uint32_t low = 0, high = c->head.count;
    while (low < high) { /* the originals are sorted */
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(text, c->bytes + entry_at(c, c->head.originals, middle).offset);
        if (order == 0) {
            const char *found = c->bytes + entry_at(c, c->head.translations, middle).offset;
            return found[0] ? found : NULL;
        }
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}
