#include "store/seal.h"

#include "base/log.h"
#include "base/text.h"
#include "store/seal_key.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ALGORITHM_XCHACHA20_POLY1305 1
#define KEY_VERSION 1
#define HEAD 2
#define NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEALED_MAX (1024 * 1024)

struct seal_key { /* allocated with sodium_malloc: locked, guarded, wiped when freed */
    unsigned char seal[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
    unsigned char lookup[crypto_generichash_KEYBYTES];
};

static bool read_exactly(int fd, unsigned char *out, size_t size)
{
    size_t got = 0;
    while (got < size) {
        ssize_t n = read(fd, out + got, size - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        got += (size_t)n;
    }
    unsigned char more;
    return read(fd, &more, 1) == 0;
}

static enum err sync_folder(const char *path)
{
    char folder[512];
    const char *slash = strrchr(path, '/');
    if (!slash || !text_format(folder, sizeof folder, "%.*s/", (int)(slash - path), path))
        return slash ? ERR_IO : ERR_OK;
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ERR_IO;
    int failed = fsync(fd);
    close(fd);
    return failed ? ERR_IO : ERR_OK;
}

/* Whole or not at all: written beside, synced, then linked in place. EEXIST: somebody else made one
 * first, which is as good. */
static enum err make_key_file(const char *path)
{
    char beside[512];
    unsigned char bytes[crypto_kdf_KEYBYTES];
    if (!text_format(beside, sizeof beside, "%s.%ld.new", path, (long)getpid()))
        return ERR_INVALID;
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return errno == ENOSPC ? ERR_NO_SPACE : ERR_IO;
    crypto_kdf_keygen(bytes);
    bool good = write(fd, bytes, sizeof bytes) == (ssize_t)sizeof bytes && !fsync(fd);
    text_wipe(bytes, sizeof bytes);
    close(fd);
    if (good && link(beside, path) && errno != EEXIST)
        good = false;
    unlink(beside);
    return good ? sync_folder(path) : ERR_IO;
}

enum err seal_key_open(const char *path, bool create, struct seal_key **out)
{
    *out = NULL;
    if (sodium_init() < 0)
        abort();
    struct stat st;
    if (stat(path, &st)) {
        enum err err = errno == ENOENT && create ? make_key_file(path) : ERR_CRYPTO;
        if (err != ERR_OK)
            return err;
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    unsigned char master[crypto_kdf_KEYBYTES];
    bool good = fd >= 0 && !fstat(fd, &st) && S_ISREG(st.st_mode) && !(st.st_mode & 077) &&
                read_exactly(fd, master, sizeof master);
    if (fd >= 0)
        close(fd);
    struct seal_key *key = good ? sodium_malloc(sizeof *key) : NULL;
    if (good && !key)
        abort();
    if (key) {
        crypto_kdf_derive_from_key(key->seal, sizeof key->seal, 1, "foyerrow", master);
        crypto_kdf_derive_from_key(key->lookup, sizeof key->lookup, 2, "foyeridx", master);
        sodium_mprotect_readonly(key);
    } else {
        log_event("store", "the key file is missing, malformed or readable by others", NULL,
                  ERR_CRYPTO);
    }
    text_wipe(master, sizeof master);
    *out = key;
    return key ? ERR_OK : ERR_CRYPTO;
}

void seal_key_close(struct seal_key *key)
{
    sodium_free(key);
}

static void keyed_hash(const struct seal_key *key, const char *kind, const char *value,
                       char out[33])
{
    unsigned char hash[crypto_generichash_BYTES_MIN];
    static_assert(sizeof hash == 16, "32 hex characters");
    crypto_generichash_state state;
    crypto_generichash_init(&state, key->lookup, sizeof key->lookup, sizeof hash);
    crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
    crypto_generichash_update(&state, (const unsigned char *)value, strlen(value));
    crypto_generichash_final(&state, hash, sizeof hash);
    sodium_bin2hex(out, 33, hash, sizeof hash);
    text_wipe(&state, sizeof state);
}

void seal_key_check(const struct seal_key *key, char out[33])
{
    keyed_hash(key, "check", "foyer", out);
}

void seal_lookup(struct db *db, const char *kind, const char *value, char out[33])
{
    keyed_hash(db_seal_key(db), kind, value, out);
}

/* Table, row, column and key version, each with its closing zero: no two cells share it. */
static size_t associated(unsigned char *out, size_t size, const char *table, const char *row,
                         const char *column, unsigned char version)
{
    const char *const parts[] = {table, row, column};
    size_t used = 0;
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(parts[i]) + 1;
        if (used + length >= size)
            abort(); /* keys are uuids and names of ours */
        memcpy(out + used, parts[i], length);
        used += length;
    }
    out[used++] = version;
    return used;
}

void bind_sealed(struct db *db, struct statement *s, int index, const char *table, const char *row,
                 const char *column, const char *text)
{
    if (!text || !text[0]) {
        bind_null(s, index);
        return;
    }
    size_t length = strlen(text);
    if (length > SEALED_MAX) {
        statement_fail(s, ERR_INVALID);
        return;
    }
    unsigned char ad[320];
    size_t ad_size = associated(ad, sizeof ad, table, row, column, KEY_VERSION);
    size_t size = HEAD + NONCE + length + TAG;
    unsigned char *blob = malloc(size);
    if (!blob)
        abort();
    blob[0] = ALGORITHM_XCHACHA20_POLY1305;
    blob[1] = KEY_VERSION;
    randombytes_buf(blob + HEAD, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(blob + HEAD + NONCE, NULL,
                                               (const unsigned char *)text, length, ad, ad_size,
                                               NULL, blob + HEAD, db_seal_key(db)->seal);
    bind_blob(s, index, blob, size);
    free(blob);
}

/* Opens into `out` (>= size - overhead + 1 bytes); false when the tag does not verify or the format
 * is unknown. */
static bool open_blob(struct db *db, const unsigned char *blob, size_t size, const char *table,
                      const char *row, const char *column, unsigned char *out, size_t *length)
{
    unsigned char ad[320];
    unsigned long long opened;
    if (size < HEAD + NONCE + TAG || blob[0] != ALGORITHM_XCHACHA20_POLY1305 ||
        blob[1] != KEY_VERSION)
        return false;
    size_t ad_size = associated(ad, sizeof ad, table, row, column, blob[1]);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(out, &opened, NULL, blob + HEAD + NONCE,
                                                   size - HEAD - NONCE, ad, ad_size, blob + HEAD,
                                                   db_seal_key(db)->seal))
        return false;
    *length = (size_t)opened;
    out[opened] = '\0';
    return true;
}

char *column_open_new(struct db *db, struct statement *s, int index, const char *table,
                      const char *row, const char *column)
{
    size_t size, length;
    const unsigned char *blob = column_blob(s, index, &size);
    char *text = calloc(1, size + 1);
    if (!text)
        abort();
    if (size && !open_blob(db, blob, size, table, row, column, (unsigned char *)text, &length)) {
        text[0] = '\0';
        log_event("store", "a sealed cell does not verify", row, ERR_CRYPTO);
        statement_fail(s, ERR_CRYPTO);
    }
    return text;
}

void column_open(struct db *db, struct statement *s, int index, const char *table, const char *row,
                 const char *column, char *out, size_t size)
{
    char *text = column_open_new(db, s, index, table, row, column);
    text_copy(out, size, text);
    text_wipe(text, strlen(text));
    free(text);
}
