/* The key of a store, inside store/ only: read or made at open, kept in locked memory, with a
 * subkey for each use. */
#pragma once

#include "base/err.h"

#include <stdbool.h>

struct db;
struct seal_key;

/* Reads `path`; makes it (0600, random) when missing and `create`. ERR_CRYPTO: missing, malformed,
 * or others may read it. */
MUST_CHECK enum err seal_key_open(const char *path, bool create, struct seal_key **out);
void seal_key_close(struct seal_key *key); /* wiped; NULL is fine */
/* A value that only this key gives, to tell whether a key fits a store. */
void seal_key_check(const struct seal_key *key, char out[33]);

const struct seal_key *db_seal_key(const struct db *db);
