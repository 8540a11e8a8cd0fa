/* Announcements and stop notices that staff wrote here. They are shown like the hospital's own
 * (notice_list) from when to when they say, until they are revoked.
 */
#pragma once

#include "model/content.h"
#include "model/staff.h"
#include "store/db.h"

struct own_notice {
    struct notice notice; /* id: the operation's uuid */
    char by[STAFF_ID_SIZE];
    int64_t revoked_ms; /* 0 = in force */
};

MUST_CHECK enum err own_notice_insert(struct db *db, const struct own_notice *notice);
MUST_CHECK enum err own_notice_get(struct db *db, const char *op, struct own_notice *out);
MUST_CHECK enum err own_notice_revoke(struct db *db, const char *op); /* ERR_NOT_FOUND */
/* Neither revoked nor over, newest first. */
MUST_CHECK enum err own_notice_list(struct db *db, struct own_notice *out, size_t cap,
                                    size_t *count);
