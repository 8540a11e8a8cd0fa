/* Sealing of text that names a person: XChaCha20-Poly1305 per row (libsodium), 24-byte random
 * nonce, associated data = table, row key and column, so that cells cannot be swapped; and a keyed
 * hash for looking persons up (BLAKE2b). The key file is outside the database, 0600. Format of a
 * sealed blob: algorithm byte (1), key version byte, nonce, ciphertext + tag.
 */
#pragma once

#include "store/db.h"

/* bind a sealed form of `text`; "" binds NULL */
void bind_sealed(struct db *db, struct statement *s, int index, const char *table, const char *row,
                 const char *column, const char *text);
/* opens column `index` into `out`; a tag that does not verify sticks ERR_CRYPTO in the statement */
void column_open(struct db *db, struct statement *s, int index, const char *table, const char *row,
                 const char *column, char *out, size_t size);
/* The same for text of any length: malloc'ed, never NULL, "" when it does not verify. The caller
 * wipes and frees. */
char *column_open_new(struct db *db, struct statement *s, int index, const char *table,
                      const char *row, const char *column);
/* 32 hex characters, for an index; `kind` separates uses */
void seal_lookup(struct db *db, const char *kind, const char *value, char out[33]);
