/* After a load of resources: references become screen ids, slots find their sessions, searches
 * their words. */
#include "store/content_put.h"

#include "store/content_parts.h"
#include "store/queue_taken.h"

#define ID_OF(ref) "coalesce((SELECT id FROM ref WHERE rid=" ref "),'')"

static int64_t count(struct db *db, const char *sql)
{
    struct statement *s = db_prepare(db, sql);
    int64_t n = db_step(s) ? column_int(s, 0) : 0;
    return db_done(s) == ERR_OK ? n : 0;
}

static enum err run_all(struct db *db, const char *const *sql, size_t size)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < size && err == ERR_OK; i++)
        err = db_run(db, sql[i]);
    return err;
}

/* A hospital that names no departments: its outpatient clinics serve as such. */
static enum err derive_departments(struct db *db)
{
    enum err err = db_run(db, "DELETE FROM department WHERE derived=1");
    if (err != ERR_OK || count(db, "SELECT count(*) FROM department"))
        return err;
    err = db_run(db, "INSERT INTO "
                     "department(id,name_zh,name_en,hint_zh,hint_en,icon,grp,grp_zh,grp_en,rank,"
                     "sensitive,derived)"
                     " SELECT id,name_zh,name_en,line_zh,line_en,icon,'','','',rank,0,1 FROM "
                     "service WHERE kind='outpatient'");
    return err == ERR_OK ? db_run(db, "UPDATE service SET department_id=id WHERE kind='outpatient'")
                         : err;
}

static enum err resolve(struct db *db)
{
    static const char *const first[] = {
        "UPDATE service SET place_id=" ID_OF(
            "place_ref") ", department_id=coalesce((SELECT d.id FROM ref f JOIN department d"
                         " ON d.id=f.id AND d.derived=0 WHERE f.rid=service.parent_ref AND "
                         "f.type='Organization'),'')",
        "UPDATE price SET place_id=" ID_OF("place_ref"),
        "UPDATE notice SET about_id=" ID_OF("about_ref"),
        "UPDATE closure SET target=" ID_OF("target_ref") " WHERE target_ref<>''",
    };
    static const char *const then[] = {
        "UPDATE role SET practitioner_id=" ID_OF("practitioner_ref") ", place_id=" ID_OF(
            "place_ref") ", service_id="
                         "coalesce((SELECT f.id FROM actor a JOIN ref f ON f.rid=a.ref AND "
                         "f.type='HealthcareService' WHERE"
                         " a.owner='PractitionerRole/'||role.id ORDER BY a.n LIMIT 1),'')",
        "UPDATE role SET department_id=coalesce((SELECT d.id FROM ref f JOIN department d ON "
        "d.id=f.id AND d.derived=0 WHERE"
        " f.rid=role.organization_ref AND f.type='Organization'), (SELECT v.department_id FROM "
        "actor a JOIN ref f ON"
        " f.rid=a.ref AND f.type='HealthcareService' JOIN service v ON v.id=f.id WHERE "
        "a.owner='PractitionerRole/'||role.id"
        " AND v.department_id<>'' ORDER BY a.n LIMIT 1),'')",
    };
    enum err err = run_all(db, first, sizeof first / sizeof first[0]);
    if (err == ERR_OK)
        err = derive_departments(db);
    return err == ERR_OK ? run_all(db, then, sizeof then / sizeof then[0]) : err;
}

static enum err derive(struct db *db)
{
    enum err err = ERR_OK;
    bool dirty = meta_get_int(db, "content.dirty", 0) != 0;
    if (dirty)
        err = resolve(db);
    if (err == ERR_OK && dirty)
        err = queue_taken_complete(db);
    if (err == ERR_OK)
        err = sessions_from_slots(db);
    if (err == ERR_OK && dirty)
        err = sessions_resolve(db);
    if (err == ERR_OK && dirty)
        err = search_rebuild(db);
    if (err == ERR_OK)
        err = sessions_stop(db);
    if (err == ERR_OK)
        err = slots_taken(db);
    if (err == ERR_OK) /* sessions laid out anew come after this, and look again */
        err = meta_get_int(db, "content.cleared", 0) ? ERR_OK : bookings_stopped(db);
    return err == ERR_OK && dirty ? meta_set_int(db, "content.dirty", 0) : err;
}

/* A load that cleared the store leaves it with as many days laid out as before. */
static enum err lay_out_again(struct db *db)
{
    int made, days = (int)meta_get_int(db, "content.days", 0);
    if (!meta_get_int(db, "content.cleared", 0))
        return ERR_OK;
    enum err err = meta_set_int(db, "content.cleared", 0);
    return err == ERR_OK && days > 0 ? content_lay_out(db, days, &made) : err;
}

enum err content_done(struct db *db, const char *source, int64_t now_ms)
{
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    err = derive(db);
    if (err == ERR_OK)
        err = lay_out_again(db);
    if (err == ERR_OK)
        err = meta_set(db, "content.source", source);
    if (err == ERR_OK)
        err = meta_set_int(db, "content.updated_ms", now_ms);
    return db_leave(db, own, err);
}
