#include "map/pack.h"

#include <stdlib.h>
#include <string.h>

#define MAGIC 0x50414d46u /* "FMAP", least byte first */
#define VERSION 5u        /* one more whenever a field changes, or how ways are made */

struct header {
    uint32_t magic, version;
    uint64_t sum, size, text_at;
};

struct pack_word {
    uint32_t at, used; /* used 0 = an empty slot */
};

static uint64_t checksum(const unsigned char *bytes, size_t size)
{
    uint64_t sum = 14695981039346656037u, word;
    size_t i = 0;
    for (; i + sizeof word <= size; i += sizeof word) {
        memcpy(&word, bytes + i, sizeof word);
        sum = (sum ^ word) * 1099511628211u;
        sum ^= sum >> 29;
    }
    for (; i < size; i++)
        sum = (sum ^ bytes[i]) * 1099511628211u;
    return sum;
}

void pack_write(struct pack *p)
{
    struct header header = {0};
    *p = (struct pack){.writing = true, .word_size = 4096};
    p->words = calloc(p->word_size, sizeof *p->words);
    if (!p->words)
        abort();
    pack_raw(p, &header, sizeof header);
}

bool pack_read(struct pack *p, unsigned char *bytes, size_t size, struct pool *pool)
{
    struct header header;
    *p = (struct pack){.bytes = bytes, .size = size, .at = sizeof header, .pool = pool};
    p->bad = size < sizeof header;
    if (p->bad)
        return false;
    memcpy(&header, bytes, sizeof header);
    p->bad = header.magic != MAGIC || header.version != VERSION || header.size != size ||
             header.text_at < sizeof header || header.text_at >= size || bytes[size - 1] != 0 ||
             header.sum != checksum(bytes + sizeof header, size - sizeof header);
    if (p->bad)
        return false;
    p->size = header.text_at;
    p->text_size = size - header.text_at;
    p->text = pool_get(pool, p->text_size);
    memcpy(p->text, bytes + header.text_at, p->text_size);
    return true;
}

static void *grown(void *bytes, size_t need, size_t *capacity)
{
    if (need <= *capacity)
        return bytes;
    *capacity = *capacity ? *capacity : 65536;
    while (*capacity < need)
        *capacity *= 2;
    bytes = realloc(bytes, *capacity);
    if (!bytes)
        abort();
    return bytes;
}

unsigned char *pack_end(struct pack *p, size_t *size)
{
    *size = 0;
    if (!p->writing)
        return NULL;
    struct header header = {MAGIC, VERSION, 0, 0, p->size};
    const char none[1] = "";
    if (!p->text_size) /* the last byte of all is a NUL */
        pack_raw(p, (void *)none, 1);
    else
        pack_raw(p, p->text, p->text_size);
    header.size = p->size;
    header.sum = checksum(p->bytes + sizeof header, p->size - sizeof header);
    memcpy(p->bytes, &header, sizeof header);
    free(p->text);
    free(p->words);
    *size = p->size;
    return p->bytes;
}

void pack_raw(struct pack *p, void *data, size_t size)
{
    if (p->writing) {
        p->bytes = grown(p->bytes, p->size + size, &p->capacity);
        if (size)
            memcpy(p->bytes + p->size, data, size);
        p->size += size;
    } else if (!p->bad && p->size - p->at >= size) {
        if (size)
            memcpy(data, p->bytes + p->at, size);
        p->at += size;
    } else {
        p->bad = true;
    }
}

void pack_int(struct pack *p, int *value)
{
    int32_t fixed = *value;
    pack_raw(p, &fixed, sizeof fixed);
    if (!p->writing)
        *value = fixed;
}

void pack_bool(struct pack *p, bool *value)
{
    unsigned char byte = *value;
    pack_raw(p, &byte, 1);
    if (!p->writing)
        *value = byte != 0;
}

void pack_double(struct pack *p, double *value)
{
    pack_raw(p, value, sizeof *value);
}

void pack_point(struct pack *p, struct map_point *point)
{
    pack_double(p, &point->x);
    pack_double(p, &point->y);
}

/* --- texts
 * --------------------------------------------------------------------------------------- */

static size_t hash(const char *text)
{
    uint64_t h = 14695981039346656037u;
    for (; *text; text++)
        h = (h ^ (unsigned char)*text) * 1099511628211u;
    return (size_t)(h ^ h >> 32);
}

static struct pack_word *slot(const struct pack *p, const char *text)
{
    size_t i = hash(text) % p->word_size;
    while (p->words[i].used && strcmp(p->text + p->words[i].at, text) != 0)
        i = (i + 1) % p->word_size;
    return &p->words[i];
}

static void more_slots(struct pack *p)
{
    struct pack_word *old = p->words;
    size_t old_size = p->word_size;
    p->word_size *= 2;
    p->words = calloc(p->word_size, sizeof *p->words);
    if (!p->words)
        abort();
    for (size_t i = 0; i < old_size; i++)
        if (old[i].used)
            *slot(p, p->text + old[i].at) = old[i];
    free(old);
}

static uint32_t text_at(struct pack *p, const char *text)
{
    if (p->word_count * 2 > p->word_size)
        more_slots(p);
    struct pack_word *word = slot(p, text);
    if (word->used)
        return word->at;
    size_t length = strlen(text) + 1;
    p->text = grown(p->text, p->text_size + length, &p->text_capacity);
    memcpy(p->text + p->text_size, text, length);
    *word = (struct pack_word){(uint32_t)p->text_size, 1};
    p->text_size += length;
    p->word_count++;
    return word->at;
}

void pack_text(struct pack *p, const char **text)
{
    uint32_t at = p->writing ? text_at(p, *text ? *text : "") : 0;
    pack_raw(p, &at, sizeof at);
    if (p->writing)
        return;
    if (at >= p->text_size)
        p->bad = true;
    *text = p->bad ? "" : p->text + at;
}

/* --- arrays
 * -------------------------------------------------------------------------------------- */

void pack_array(struct pack *p, size_t *count, size_t least, void *items, size_t size)
{
    uint32_t fixed = (uint32_t)*count;
    void *room;
    pack_raw(p, &fixed, sizeof fixed);
    if (p->writing)
        return;
    if (p->bad || fixed > (p->size - p->at) / least) {
        p->bad = p->bad || fixed > 0;
        fixed = 0;
    }
    *count = fixed;
    room = calloc(*count + 2, size); /* some arrays keep one more, and none is NULL */
    if (!room)
        abort();
    memcpy(items, &room, sizeof room);
}

void pack_block(struct pack *p, size_t *count, void *items, size_t size)
{
    void *block;
    pack_array(p, count, size, items, size);
    memcpy(&block, items, sizeof block);
    pack_raw(p, block, *count * size);
}

static void pack_ring(struct pack *p, struct ring *ring)
{
    uint32_t count = (uint32_t)ring->count;
    pack_raw(p, &count, sizeof count);
    pack_int(p, &ring->part);
    pack_bool(p, &ring->hole);
    if (!p->writing) {
        if (p->bad || count > (p->size - p->at) / sizeof *ring->points) {
            p->bad = true;
            count = 0;
        }
        ring->count = count;
        ring->points = pool_get(p->pool, (ring->count + 1) * sizeof *ring->points);
    }
    pack_raw(p, ring->points, ring->count * sizeof *ring->points);
}

void pack_shape(struct pack *p, struct shape *shape)
{
    int kind = (int)shape->kind;
    uint32_t count = (uint32_t)shape->ring_count;
    pack_int(p, &kind);
    pack_raw(p, &count, sizeof count);
    if (!p->writing) {
        shape->kind = (enum shape_kind)kind;
        if (p->bad || count > (p->size - p->at) / 9) {
            p->bad = true;
            count = 0;
        }
        shape->ring_count = count;
        shape->rings = pool_get(p->pool, (shape->ring_count + 1) * sizeof *shape->rings);
    }
    for (size_t i = 0; i < shape->ring_count; i++)
        pack_ring(p, &shape->rings[i]);
}
