/* A loaded map as bytes, for the store: so that a kiosk draws its floor at once instead of meshing
 * the building again (MAPS.md D1). One routine a struct serves both directions, so that they cannot
 * disagree. Bytes of another version or another byte order are refused, and the building has to be
 * imported again.
 */
#pragma once

#include "map/geometry.h"

struct pack {
    bool writing, bad; /* bad sticks: the bytes are not ours, or damaged */
    unsigned char *bytes;
    size_t size, at, capacity;
    struct pool *pool; /* reading: what is read lives here */
    /* texts stand once each in a block of their own behind the rest */
    char *text;
    size_t text_size, text_capacity;
    struct pack_word *words; /* writing: where each stands */
    size_t word_count, word_size;
};

void pack_write(struct pack *p);
/* False when header or checksum are not right. `bytes` is lent until pack_end. */
bool pack_read(struct pack *p, unsigned char *bytes, size_t size, struct pool *pool);
/* Writing: the finished bytes, malloc'ed. Reading: NULL; p->bad tells. */
unsigned char *pack_end(struct pack *p, size_t *size);

void pack_raw(struct pack *p, void *data, size_t size);
void pack_int(struct pack *p, int *value);
void pack_bool(struct pack *p, bool *value);
void pack_double(struct pack *p, double *value);
void pack_text(struct pack *p, const char **text);
void pack_point(struct pack *p, struct map_point *point);
void pack_shape(struct pack *p, struct shape *shape);
/* The length of an array whose items take at least `least` bytes here; reading: *items becomes
 * zeroed room for so many of `size` bytes, from malloc. */
void pack_array(struct pack *p, size_t *count, size_t least, void *items, size_t size);
/* A whole array without pointers. */
void pack_block(struct pack *p, size_t *count, void *items, size_t size);
