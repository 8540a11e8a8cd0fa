/* Pictures kept by what they show, bounded in bytes: the one used longest ago goes first, and is
 * wiped. */
#pragma once

#include "draw/canvas.h"

struct picture_key {
    uint64_t a, b; /* two hashes: no text is kept */
};

struct picture_key picture_key_start(int kind);
void picture_key_add(struct picture_key *key, const void *bytes, size_t size);

struct picture_cache;

struct picture_cache *picture_cache_new(size_t limit_bytes);
void picture_cache_free(struct picture_cache *cache);
void picture_cache_wipe(struct picture_cache *cache); /* forgets all */

/* NULL when not kept. Lent until the next put. */
const struct picture *picture_cache_get(struct picture_cache *cache, struct picture_key key);

/* Takes over the pixels, also of an empty picture (so that what cannot be drawn is not tried again
 * each frame). */
const struct picture *picture_cache_put(struct picture_cache *cache, struct picture_key key,
                                        struct picture picture);

size_t picture_cache_bytes(const struct picture_cache *cache);
