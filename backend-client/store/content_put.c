#include "store/content_put.h"

#include "base/text.h"
#include "store/content_parts.h"
#include "store/content_ref.h"
#include "store/queue_closing.h"

#include <assert.h>
#include <string.h>

static const struct kind {
    const char *type;
    const char *remove; /* SQL by screen id */
    enum err (*put)(struct db *db, const struct resource *r, const char *id);
} kinds[] = {
    [RESOURCE_ORGANIZATION] = {"Organization", "DELETE FROM organization WHERE id=?1",
                               put_organization},
    [RESOURCE_LOCATION] = {"Location", "DELETE FROM place WHERE id=?1", put_place},
    [RESOURCE_HEALTHCARE_SERVICE] = {"HealthcareService", "DELETE FROM service WHERE id=?1",
                                     put_service},
    [RESOURCE_PRACTITIONER] = {"Practitioner", "DELETE FROM practitioner WHERE id=?1",
                               put_practitioner},
    [RESOURCE_PRACTITIONER_ROLE] = {"PractitionerRole", "DELETE FROM role WHERE id=?1", put_role},
    [RESOURCE_SCHEDULE] = {"Schedule", "DELETE FROM schedule WHERE id=?1", put_schedule},
    [RESOURCE_SLOT] = {"Slot", "DELETE FROM slot WHERE id=?1", put_slot},
    [RESOURCE_CHARGE_ITEM] = {"ChargeItemDefinition", "DELETE FROM price WHERE id=?1", put_price},
    [RESOURCE_QUESTIONNAIRE] = {"Questionnaire", "DELETE FROM questionnaire WHERE id=?1",
                                put_questionnaire},
    [RESOURCE_NOTICE] = {"CommunicationRequest", "DELETE FROM notice WHERE id=?1", put_notice},
    [RESOURCE_PATIENT] = {"Patient", NULL, NULL},
    [RESOURCE_REQUEST] = {"ServiceRequest", "DELETE FROM service_request WHERE id=?1", put_request},
};
static_assert(sizeof kinds / sizeof kinds[0] == RESOURCE_KIND_COUNT, "one row a kind");

struct known { /* a row of ref */
    bool there;
    char rid[REFERENCE_SIZE], id[ID_SIZE], system[160], value[ID_SIZE], version[VERSION_SIZE];
    int64_t updated_ms;
};

static enum err find_known(struct db *db, const char *sql, const char *a, const char *b,
                           struct known *out)
{
    struct statement *s = db_prepare(db, sql);
    bind_text(s, 1, a);
    if (b)
        bind_text(s, 2, b);
    out->there = db_step(s);
    column_copy(s, 0, out->rid, sizeof out->rid);
    column_copy(s, 1, out->id, sizeof out->id);
    column_copy(s, 2, out->system, sizeof out->system);
    column_copy(s, 3, out->value, sizeof out->value);
    column_copy(s, 4, out->version, sizeof out->version);
    out->updated_ms = column_int(s, 5);
    return db_done(s);
}

#define REF "SELECT rid,id,system,value,version,updated_ms FROM ref WHERE "

/* Settles the screen id. An identifier that another resource holds is taken over when it is the
 * same identifier (a file's content that now comes from a server), else the logical id serves. */
static enum err settle_id(struct db *db, const char *type, const struct resource *r,
                          const struct known *own, char id[ID_SIZE])
{
    struct known holder;
    const char *logical = r->id[0] ? r->id : r->value;
    text_copy(id, ID_SIZE, own->there ? own->id : r->value[0] ? r->value : logical);
    if (own->there)
        return ERR_OK;
    enum err err = find_known(db, REF "type=?1 AND id=?2", type, id, &holder);
    if (err != ERR_OK || !holder.there)
        return err;
    if (r->value[0] && !strcmp(holder.value, r->value) && !strcmp(holder.system, r->system))
        return run_text(db, "DELETE FROM ref WHERE rid=?1", holder.rid);
    text_copy(id, ID_SIZE, logical);
    return ERR_OK;
}

/* *news: this version was not here yet. */
static enum err ref_put(struct db *db, const struct resource *r, char id[ID_SIZE], bool *news)
{
    const char *type = kinds[r->kind].type, *logical = r->id[0] ? r->id : r->value;
    char rid[REFERENCE_SIZE];
    struct known own;
    if (!logical[0] || !text_format(rid, sizeof rid, "%s/%s", type, logical))
        return ERR_INVALID;
    enum err err = find_known(db, REF "rid=?1", rid, NULL, &own);
    if (err != ERR_OK)
        return err;
    bool same = own.there && r->version[0] && !strcmp(own.version, r->version);
    bool older = own.there && r->updated_ms && r->updated_ms < own.updated_ms;
    *news = !same && !older;
    if (!*news)
        return ERR_OK;
    err = settle_id(db, type, r, &own, id);
    if (err != ERR_OK)
        return err;
    struct statement *s =
        db_prepare(db, "INSERT INTO ref(rid,type,id,system,value,version,updated_ms) "
                       "VALUES(?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(rid) DO"
                       " UPDATE SET id=excluded.id, system=excluded.system, value=excluded.value, "
                       "version=excluded.version,"
                       " updated_ms=excluded.updated_ms");
    bind_text(s, 1, rid);
    bind_text(s, 2, type);
    bind_text(s, 3, id);
    bind_text(s, 4, r->system);
    bind_text(s, 5, r->value);
    bind_text(s, 6, r->version);
    bind_int(s, 7, r->updated_ms);
    db_step(s);
    return db_done(s);
}

/* Everything but slots makes the derived rows stale; see content_done. */
static enum err mark_dirty(struct db *db)
{
    return meta_get_int(db, "content.dirty", 0) ? ERR_OK : meta_set_int(db, "content.dirty", 1);
}

static enum err take_out(struct db *db, enum resource_kind kind, const char *id)
{
    enum err err = kinds[kind].remove ? run_text(db, kinds[kind].remove, id) : ERR_OK;
    if (err == ERR_OK && kind == RESOURCE_ORGANIZATION)
        err = run_text(db, "DELETE FROM department WHERE id=?1", id);
    if (err == ERR_OK && kind == RESOURCE_ORGANIZATION)
        err = run_text(db, "DELETE FROM complaint_word WHERE department_id=?1", id);
    if (err == ERR_OK && kind == RESOURCE_NOTICE)
        err = run_text(db, "DELETE FROM closure WHERE id=?1", id);
    if (err == ERR_OK && kind == RESOURCE_NOTICE)
        err = queue_closing_over(db, id);
    return err;
}

enum err content_put(struct db *db, const struct resource *resource)
{
    char id[ID_SIZE];
    bool news, own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    if (resource->kind == RESOURCE_PATIENT)
        return db_leave(db, own, put_patient(db, resource));
    err = ref_put(db, resource, id, &news);
    if (err == ERR_OK && news && resource->kind != RESOURCE_SLOT &&
        resource->kind != RESOURCE_REQUEST)
        err = mark_dirty(db);
    if (err == ERR_OK && news)
        err = resource->active ? kinds[resource->kind].put(db, resource, id)
                               : take_out(db, resource->kind, id);
    return db_leave(db, own, err);
}

enum err content_clear(struct db *db)
{
    static const char *const sql[] = {
        "DELETE FROM ref",
        "DELETE FROM organization",
        "DELETE FROM department",
        "DELETE FROM place",
        "DELETE FROM service",
        "DELETE FROM practitioner",
        "DELETE FROM role",
        "DELETE FROM actor",
        "DELETE FROM timetable",
        "DELETE FROM stop",
        "DELETE FROM schedule",
        "DELETE FROM session",
        "DELETE FROM slot",
        "DELETE FROM price",
        "DELETE FROM notice",
        "DELETE FROM questionnaire",
        "DELETE FROM rating_reason",
        "DELETE FROM complaint_rule",
        "DELETE FROM search_word",
        "DELETE FROM search_term",
        "DELETE FROM complaint_word",
        "DELETE FROM service_request",
        "DELETE FROM patient_ref",
        "DELETE FROM closure WHERE content=1",
    };
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    for (size_t i = 0; i < sizeof sql / sizeof sql[0] && err == ERR_OK; i++)
        err = db_run(db, sql[i]);
    if (err == ERR_OK)
        err = mark_dirty(db);
    if (err == ERR_OK) /* content_done lays sessions out again, where they were */
        err = meta_set_int(db, "content.cleared", 1);
    return db_leave(db, own, err);
}

enum err content_remove(struct db *db, const char *type, const char *logical)
{
    char rid[REFERENCE_SIZE];
    struct known known;
    if (!text_format(rid, sizeof rid, "%s/%s", type, logical))
        return ERR_INVALID;
    bool own;
    enum err err = db_enter(db, &own);
    if (err != ERR_OK)
        return err;
    err = find_known(db, REF "rid=?1", rid, NULL, &known);
    for (int i = 0; i < RESOURCE_KIND_COUNT && err == ERR_OK && known.there; i++)
        if (!strcmp(kinds[i].type, type))
            err = take_out(db, (enum resource_kind)i, known.id);
    if (err == ERR_OK)
        err = run_text(db, "DELETE FROM ref WHERE rid=?1", rid);
    if (err == ERR_OK)
        err = mark_dirty(db);
    return db_leave(db, own, err);
}
