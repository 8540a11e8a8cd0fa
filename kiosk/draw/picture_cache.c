#include "draw/picture_cache.h"

#include <stdlib.h>
#include <string.h>

#define BUCKETS 256

struct entry {
    struct picture_key key;
    struct picture picture;
    size_t bytes;
    struct entry *next_in_bucket;
    struct entry *newer, *older;
};

struct picture_cache {
    size_t limit, bytes;
    struct entry *buckets[BUCKETS];
    struct entry *newest, *oldest;
};

struct picture_key picture_key_start(int kind)
{
    struct picture_key key = {0xcbf29ce484222325u, 0x9e3779b97f4a7c15u};
    picture_key_add(&key, &kind, sizeof kind);
    return key;
}

void picture_key_add(struct picture_key *key, const void *bytes, size_t size)
{
    const unsigned char *s = bytes;
    for (size_t i = 0; i < size; i++) {
        key->a = (key->a ^ s[i]) * 0x100000001b3u; /* FNV-1a */
        key->b = (key->b + s[i]) * 0xd6e8feb86659fd93u;
        key->b ^= key->b >> 32;
    }
}

struct picture_cache *picture_cache_new(size_t limit_bytes)
{
    struct picture_cache *cache = calloc(1, sizeof *cache);
    if (cache == NULL)
        abort();
    cache->limit = limit_bytes;
    return cache;
}

static struct entry **bucket_of(struct picture_cache *cache, struct picture_key key)
{
    return &cache->buckets[(key.a ^ key.b) % BUCKETS];
}

static void unlink_age(struct picture_cache *cache, struct entry *e)
{
    *(e->newer != NULL ? &e->newer->older : &cache->newest) = e->older;
    *(e->older != NULL ? &e->older->newer : &cache->oldest) = e->newer;
    e->newer = e->older = NULL;
}

static void link_newest(struct picture_cache *cache, struct entry *e)
{
    e->older = cache->newest;
    if (cache->newest != NULL)
        cache->newest->newer = e;
    else
        cache->oldest = e;
    cache->newest = e;
}

static void drop(struct picture_cache *cache, struct entry *e)
{
    struct entry **at = bucket_of(cache, e->key);
    while (*at != e)
        at = &(*at)->next_in_bucket;
    *at = e->next_in_bucket;
    unlink_age(cache, e);
    cache->bytes -= e->bytes;
    picture_clear(&e->picture);
    free(e);
}

void picture_cache_wipe(struct picture_cache *cache)
{
    while (cache->oldest != NULL)
        drop(cache, cache->oldest);
}

void picture_cache_free(struct picture_cache *cache)
{
    if (cache == NULL)
        return;
    picture_cache_wipe(cache);
    free(cache);
}

const struct picture *picture_cache_get(struct picture_cache *cache, struct picture_key key)
{
    for (struct entry *e = *bucket_of(cache, key); e != NULL; e = e->next_in_bucket)
        if (e->key.a == key.a && e->key.b == key.b) {
            unlink_age(cache, e);
            link_newest(cache, e);
            return &e->picture;
        }
    return NULL;
}

const struct picture *picture_cache_put(struct picture_cache *cache, struct picture_key key,
                                        struct picture picture)
{
    struct entry *e = calloc(1, sizeof *e);
    if (e == NULL)
        abort();
    size_t pixels = (size_t)picture.w * (size_t)picture.h;
    *e = (struct entry){.key = key,
                        .picture = picture,
                        .bytes = sizeof *e + pixels * (picture.argb != NULL ? 4 : 1)};
    while (cache->oldest != NULL && cache->bytes + e->bytes > cache->limit)
        drop(cache, cache->oldest);
    struct entry **bucket = bucket_of(cache, key);
    e->next_in_bucket = *bucket;
    *bucket = e;
    link_newest(cache, e);
    cache->bytes += e->bytes;
    return &e->picture;
}

size_t picture_cache_bytes(const struct picture_cache *cache)
{
    return cache->bytes;
}
