#include "map/route_cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define KEPT 6 /* 2.4 MB each on a campus of 200,000 nodes */

struct kept {
    struct route_tree tree;
    unsigned char *key;
    size_t key_size;
    unsigned long used;
};

struct route_cache {
    pthread_mutex_t lock;
    struct kept kept[KEPT];
    unsigned long clock;
};

struct route_cache *route_cache_new(void)
{
    struct route_cache *cache = calloc(1, sizeof *cache);
    if (!cache || pthread_mutex_init(&cache->lock, NULL) != 0)
        abort();
    return cache;
}

static void forget(struct kept *kept)
{
    route_tree_clear(&kept->tree);
    free(kept->key);
    *kept = (struct kept){.key = NULL};
}

void route_cache_free(struct route_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < KEPT; i++)
        forget(&cache->kept[i]);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

static size_t put(unsigned char *key, size_t size, const void *data, size_t length)
{
    if (length)
        memcpy(key + size, data, length);
    return size + length;
}

/* Everything a tree depends on, as bytes. */
static unsigned char *make_key(const struct route_query *query, int start, size_t *size)
{
    int facts[4] = {start, query->step_free, query->avoid_escalators,
                    query->step_free ? query->width_cm : 0};
    size_t edges = query->crossed ? query->graph->edge_count : 0;
    size_t features = query->closed_count * sizeof *query->closed_features;
    unsigned char *key = malloc(sizeof facts + features + (edges + 7) / 8);
    if (!key)
        abort();
    *size = put(key, 0, facts, sizeof facts);
    *size = put(key, *size, query->closed_features, features);
    if (edges)
        memset(key + *size, 0, (edges + 7) / 8);
    for (size_t i = 0; i < edges; i++)
        if (query->crossed[i])
            key[*size + i / 8] = (unsigned char)(key[*size + i / 8] | 1u << i % 8);
    *size += (edges + 7) / 8;
    return key;
}

const struct route_tree *route_cache_tree(struct route_cache *cache,
                                          const struct route_query *query, int start)
{
    size_t size;
    unsigned char *key = make_key(query, start, &size);
    pthread_mutex_lock(&cache->lock);
    struct kept *oldest = &cache->kept[0];
    for (size_t i = 0; i < KEPT; i++) {
        struct kept *kept = &cache->kept[i];
        if (kept->key && kept->key_size == size && !memcmp(kept->key, key, size)) {
            free(key);
            kept->used = ++cache->clock;
            return &kept->tree;
        }
        if (kept->used < oldest->used)
            oldest = kept;
    }
    forget(oldest);
    *oldest = (struct kept){route_tree_make(query, start), key, size, ++cache->clock};
    return &oldest->tree;
}

void route_cache_done(struct route_cache *cache)
{
    pthread_mutex_unlock(&cache->lock);
}
