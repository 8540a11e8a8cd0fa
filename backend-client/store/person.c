#include "store/care.h"

#include "base/text.h"
#include "store/seal.h"

#include <string.h>

/* A person may be known by several numbers (resident ID, card, mobile); `main` is the one that was
 * given first. Numbers are found by their keyed hash, so the table shows none. */

static void identity_lookup(struct db *db, enum identity_kind kind, const char *number,
                            char out[33])
{
    char use[40];
    text_format(use, sizeof use, "identity.%s", identity_kind_name(kind));
    seal_lookup(db, use, number, out);
}

static enum identity_kind identity_kind_of(struct statement *s, int index)
{
    for (int i = 0; i < IDENTITY_COUNT; i++)
        if (!strcmp(column_text(s, index), identity_kind_name((enum identity_kind)i)))
            return (enum identity_kind)i;
    statement_fail(s, ERR_CORRUPT);
    return IDENTITY_RESIDENT_ID;
}

/* Columns: uuid, name, phone, birth_date, kind, lookup, number */
static enum err read_person(struct db *db, struct statement *s, struct person *out)
{
    memset(out, 0, sizeof *out);
    bool found = db_step(s);
    if (found) {
        char lookup[33];
        column_copy(s, 0, out->uuid, sizeof out->uuid);
        column_open(db, s, 1, "person", out->uuid, "name", out->name, sizeof out->name);
        column_open(db, s, 2, "person", out->uuid, "phone", out->phone, sizeof out->phone);
        column_open(db, s, 3, "person", out->uuid, "birth_date", out->birth_date,
                    sizeof out->birth_date);
        out->kind = identity_kind_of(s, 4);
        column_copy(s, 5, lookup, sizeof lookup);
        column_open(db, s, 6, "identity", lookup, "number", out->identity, sizeof out->identity);
    }
    enum err err = db_done(s);
    if (err != ERR_OK)
        text_wipe(out, sizeof *out);
    return err == ERR_OK && !found ? ERR_NOT_FOUND : err;
}

#define PERSON                                                                                     \
    "SELECT p.uuid,p.name,p.phone,p.birth_date,i.kind,i.lookup,i.number FROM identity i"           \
    " JOIN person p ON p.uuid=i.person_uuid "

enum err person_find(struct db *db, enum identity_kind kind, const char *identity,
                     struct person *out)
{
    char lookup[33];
    identity_lookup(db, kind, identity, lookup);
    struct statement *s = db_prepare(db, PERSON "WHERE i.kind=?1 AND i.lookup=?2");
    bind_text(s, 1, identity_kind_name(kind));
    bind_text(s, 2, lookup);
    return read_person(db, s, out);
}

enum err person_get(struct db *db, const char *uuid, struct person *out)
{
    struct statement *s =
        db_prepare(db, PERSON "WHERE i.person_uuid=?1 ORDER BY i.main DESC, i.kind LIMIT 1");
    bind_text(s, 1, uuid);
    return read_person(db, s, out);
}

enum err person_add_identity(struct db *db, const char *uuid, enum identity_kind kind,
                             const char *number)
{
    char lookup[33];
    identity_lookup(db, kind, number, lookup);
    struct statement *s = db_prepare(
        db, "INSERT INTO identity(kind,lookup,person_uuid,number,main) VALUES(?1,?2,?3,?4,"
            "NOT EXISTS(SELECT 1 FROM identity WHERE person_uuid=?3)) ON CONFLICT DO NOTHING");
    bind_text(s, 1, identity_kind_name(kind));
    bind_text(s, 2, lookup);
    bind_text(s, 3, uuid);
    bind_sealed(db, s, 4, "identity", lookup, "number", number);
    db_step(s);
    return db_done(s);
}

enum err person_put(struct db *db, const struct person *person)
{
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    struct statement *s = db_prepare(
        db, "INSERT INTO person(uuid,name,phone,birth_date,created_ms) VALUES(?1,?2,?3,?4,?5)"
            " ON CONFLICT(uuid) DO UPDATE SET name=excluded.name, phone=excluded.phone,"
            " birth_date=excluded.birth_date");
    bind_text(s, 1, person->uuid);
    bind_sealed(db, s, 2, "person", person->uuid, "name", person->name);
    bind_sealed(db, s, 3, "person", person->uuid, "phone", person->phone);
    bind_sealed(db, s, 4, "person", person->uuid, "birth_date", person->birth_date);
    bind_int(s, 5, db_now(db));
    db_step(s);
    err = db_done(s);
    if (err == ERR_OK)
        err = person_add_identity(db, person->uuid, person->kind, person->identity);
    return db_leave(db, own, err);
}

/* Whether a number begins as one of those in the list, which is parted by commas. */
static bool begins_as_one(const char *number, const char *list)
{
    for (const char *p = list; *p;) {
        p += strspn(p, ", ");
        size_t length = strcspn(p, ", ");
        if (length > 0 && strncmp(number, p, length) == 0)
            return true;
        p += length;
    }
    return false;
}

enum err person_has_card(struct db *db, const char *uuid, const char *beginnings, bool *has)
{
    char lookup[33], number[40];
    struct statement *s =
        db_prepare(db, "SELECT lookup,number FROM identity WHERE person_uuid=?1 AND kind=?2");
    bind_text(s, 1, uuid);
    bind_text(s, 2, identity_kind_name(IDENTITY_CARD));
    *has = false;
    while (db_step(s)) {
        column_copy(s, 0, lookup, sizeof lookup);
        column_open(db, s, 1, "identity", lookup, "number", number, sizeof number);
        *has |= begins_as_one(number, beginnings);
    }
    text_wipe(number, sizeof number);
    return db_done(s);
}
