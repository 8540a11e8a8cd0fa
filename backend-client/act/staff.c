#include "act/staff.h"

#include "act/parts.h"
#include "base/text.h"
#include "store/staff.h"

#include <string.h>

enum err staff_note(struct db *db, const struct act_env *env, const char *staff_id,
                    enum audit_action action, const char *object, const char *detail)
{
    struct audit_record record = {.action = action};
    text_copy(record.staff_id, sizeof record.staff_id, staff_id);
    text_copy(record.station, sizeof record.station, env->config->station.id);
    text_copy(record.object, sizeof record.object, object);
    text_copy(record.detail, sizeof record.detail, detail);
    return audit_add(db, &record);
}

/* Begins; `e` is what stands in the way already. */
static enum err begin(struct db *db, enum err e)
{
    return e == ERR_OK ? db_begin(db) : e;
}

static enum err end(struct db *db, const struct act_env *env, const char *by,
                    enum audit_action action, const char *id, const char *detail, enum err e)
{
    if (e == ERR_OK)
        e = staff_note(db, env, by, action, id, detail);
    return act_end(db, e);
}

enum err staff_add(struct db *db, const struct act_env *env, const char *by,
                   const struct staff *staff, const char *badge, const char *pin)
{
    char hash[PIN_HASH_SIZE], roles[64];
    if (!staff_id_valid(staff->id) || !staff->name.zh[0] || staff->roles == 0 ||
        pin_check(pin) != PIN_GOOD || (badge[0] && !badge_valid(badge)))
        return ERR_INVALID;
    enum err e = begin(db, pin_hash(pin, hash));
    if (e != ERR_OK)
        return e;
    e = staff_insert(db, staff, hash);
    if (e == ERR_OK && badge[0])
        e = staff_set_badge(db, staff->id, badge);
    staff_roles_text(staff->roles, roles, sizeof roles);
    return end(db, env, by, AUDIT_STAFF_ADD, staff->id, roles, e);
}

enum err staff_lock(struct db *db, const struct act_env *env, const char *by, const char *id)
{
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    return end(db, env, by, AUDIT_STAFF_LOCK, id, "", staff_set_locked(db, id, true));
}

static enum err forget_failures(struct db *db, const char *id)
{
    static const char *const kinds[] = {"number", "badge"};
    enum err e = ERR_OK;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0] && e == ERR_OK; i++) {
        struct staff_try nothing = {0};
        staff_path(db, kinds[i], id, nothing.path);
        e = staff_try_set(db, &nothing);
    }
    return e;
}

enum err staff_unlock(struct db *db, const struct act_env *env, const char *by, const char *id)
{
    struct staff staff;
    if (strcmp(by, id) == 0)
        return ERR_DENIED;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = staff_get(db, id, &staff);
    if (e == ERR_OK)
        e = forget_failures(db, id);
    if (e == ERR_OK && !by[0])
        e = staff_set_locked(db, id, false);
    return end(db, env, by, AUDIT_STAFF_UNLOCK, id, "", e);
}

enum err staff_change_pin(struct db *db, const struct act_env *env, const char *by, const char *id,
                          const char *pin)
{
    char hash[PIN_HASH_SIZE];
    if (pin_check(pin) != PIN_GOOD)
        return ERR_INVALID;
    enum err e = begin(db, pin_hash(pin, hash));
    if (e != ERR_OK)
        return e;
    return end(db, env, by, AUDIT_STAFF_PIN, id, "", staff_set_pin(db, id, hash));
}

enum err staff_change_badge(struct db *db, const struct act_env *env, const char *by,
                            const char *id, const char *badge)
{
    if (badge[0] && !badge_valid(badge))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    return end(db, env, by, AUDIT_STAFF_BADGE, id, badge[0] ? "given" : "taken",
               staff_set_badge(db, id, badge));
}

enum err staff_change_roles(struct db *db, const struct act_env *env, const char *by,
                            const char *id, unsigned roles)
{
    char text[64];
    if (roles == 0)
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    staff_roles_text(roles, text, sizeof text);
    return end(db, env, by, AUDIT_STAFF_ROLES, id, text, staff_set_roles(db, id, roles));
}
