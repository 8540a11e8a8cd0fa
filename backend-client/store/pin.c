#include "store/pin.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

static_assert(PIN_HASH_SIZE >= crypto_pwhash_argon2id_STRBYTES, "room for a hash");
static_assert(crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE >= 64 * 1024 * 1024, "TRUST 2.2");
static_assert(crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE >= 2, "TRUST 2.2");

/* Of random bytes that nobody kept, with the same cost as all others. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$B3wJXyXOzDhFviZ4aE11GA$9fCtNfqa/"
                             "tjfBcYOrp6lFtIG0C2nhKkEWzek5ZK81OA";

enum err pin_hash(const char *pin, char out[PIN_HASH_SIZE])
{
    if (crypto_pwhash_argon2id_str(out, pin, strlen(pin),
                                   crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE) != 0)
        return ERR_IO;
    return ERR_OK;
}

bool pin_fits(const char *pin, const char *hash)
{
    bool known = hash[0] != '\0';
    bool fits = crypto_pwhash_argon2id_str_verify(known ? hash : nobody, pin, strlen(pin)) == 0;
    return fits && known;
}
