#include "act/parts.h"

#include "base/text.h"

#include <string.h>

static bool tail_fits(const char *phone, const char *tail)
{
    size_t length = strlen(phone);
    return strlen(tail) == 4 && length >= 4 && strcmp(phone + length - 4, tail) == 0;
}

static enum err missed(struct db *db, const struct act_env *env, enum err answer)
{
    enum err e = tries_missed(db, env, "track");
    return e == ERR_OK ? answer : e;
}

enum err track(struct db *db, const struct act_env *env, const char *number, const char *phone_tail,
               struct complaint *out)
{
    char clean[20];
    enum err e = tries_check(db, env, "track");
    if (e != ERR_OK)
        return e;
    /* A number whose check letter is wrong is a typing error and tells a guesser nothing: it does
     * not count. */
    if (!tracking_number_valid(number, clean))
        return ERR_INVALID;
    e = complaint_by_number(db, clean, out);
    if (e == ERR_NOT_FOUND)
        return missed(db, env, ERR_NOT_FOUND);
    if (e == ERR_OK && out->phone[0] && !tail_fits(out->phone, phone_tail)) {
        text_wipe(out, sizeof *out);
        return phone_tail[0] ? missed(db, env, ERR_DENIED) : ERR_DENIED;
    }
    return e;
}
