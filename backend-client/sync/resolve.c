#include "sync/resolve.h"

#include "base/text.h"
#include "fhir/write.h"
#include "store/care.h"
#include "store/content_ref.h"
#include "store/server_id.h"

#include <stdlib.h>
#include <string.h>

static enum verdict store_failed(char outcome[120], enum err e)
{
    text_format(outcome, 120, "store: %s", err_name(e));
    return VERDICT_LATER;
}

/* Remembered from an earlier answer? */
static bool known(struct sync *sync, const char *type, const char *key, char out[REFERENCE_SIZE],
                  enum err *e)
{
    struct server_id id;
    *e = server_id_get(sync->db, type, key, &id);
    if (*e == ERR_OK)
        text_format(out, REFERENCE_SIZE, "%s/%s", type, id.id);
    else if (*e == ERR_NOT_FOUND)
        *e = ERR_OK;
    return out[0] != '\0';
}

static enum verdict search(struct sync *sync, const char *type, const char *system,
                           const char *value, const char *key, char out[REFERENCE_SIZE],
                           char outcome[120])
{
    struct reply reply;
    int count = sync_find(sync, type, system, value, &reply);
    enum verdict verdict = reply.verdict;
    text_copy(outcome, 120, reply.outcome);
    if (count == 1) {
        text_format(out, REFERENCE_SIZE, "%s/%s", type, reply.seen.id);
        enum err e = server_id_put(sync->db, type, key, reply.seen.id, reply.seen.version);
        if (e)
            verdict = store_failed(outcome, e);
    } else if (count > 1) {
        text_format(outcome, 120, "several %s have one identifier", type);
        verdict = VERDICT_PERMANENT;
    }
    reply_clear(&reply);
    return count < 0 && verdict == VERDICT_ACK ? VERDICT_LATER : verdict;
}

enum verdict sync_content(struct sync *sync, const char *type, const char *screen_id,
                          char out[REFERENCE_SIZE], char outcome[120])
{
    struct content_ref ref;
    enum err e;
    out[0] = '\0';
    if (!screen_id[0])
        return VERDICT_ACK;
    e = content_ref_get(sync->db, type, screen_id, &ref);
    if (e)
        return e == ERR_NOT_FOUND ? VERDICT_ACK : store_failed(outcome, e);
    if (ref.version[0]) { /* it came from this server */
        text_format(out, REFERENCE_SIZE, "%s/%s", type, ref.logical);
        return VERDICT_ACK;
    }
    if (known(sync, type, screen_id, out, &e))
        return VERDICT_ACK;
    if (e)
        return store_failed(outcome, e);
    if (!ref.logical[0]) /* laid out here: foyerctl publish names them so */
        text_format(ref.system, sizeof ref.system, "%s/sid/%s", sync->base,
                    strcmp(type, "Slot") == 0 ? "slot" : "schedule");
    const char *value = ref.value[0] ? ref.value : ref.logical[0] ? "" : screen_id;
    if (!value[0])
        return VERDICT_ACK;
    return search(sync, type, ref.system, value, screen_id, out, outcome);
}

enum verdict sync_own(struct sync *sync, const char *type, const char *op, char out[REFERENCE_SIZE],
                      char outcome[120])
{
    enum err e;
    char system[200];
    out[0] = '\0';
    if (!op[0])
        return VERDICT_ACK;
    if (known(sync, type, op, out, &e))
        return VERDICT_ACK;
    if (e)
        return store_failed(outcome, e);
    text_format(system, sizeof system, "%s/sid/op", sync->base);
    return search(sync, type, system, op, op, out, outcome);
}

enum verdict sync_patient(struct sync *sync, const char *person_uuid, char out[REFERENCE_SIZE],
                          char outcome[120])
{
    static const char *const kinds[] = {[IDENTITY_RESIDENT_ID] = "resident-id",
                                        [IDENTITY_MOBILE] = "mobile",
                                        [IDENTITY_CARD] = "card"};
    enum err e;
    out[0] = '\0';
    if (!person_uuid[0])
        return VERDICT_ACK; /* a guest */
    if (known(sync, "Patient", person_uuid, out, &e))
        return VERDICT_ACK;
    struct person person;
    if (e == ERR_OK)
        e = person_get(sync->db, person_uuid, &person);
    if (e)
        return store_failed(outcome, e);
    struct links links = {.base = sync->base};
    struct reply reply;
    char *body = write_patient(&links, &person);
    sync_create(sync, "Patient", kinds[person.kind], person.identity, body, &reply);
    enum verdict verdict = reply.verdict;
    text_format(outcome, 120, "patient: %s", reply.outcome);
    if (verdict == VERDICT_ACK) {
        text_format(out, REFERENCE_SIZE, "Patient/%s", reply.seen.id);
        e = server_id_put(sync->db, "Patient", person_uuid, reply.seen.id, reply.seen.version);
        if (e)
            verdict = store_failed(outcome, e);
    }
    text_wipe(body, strlen(body));
    free(body);
    text_wipe(&person, sizeof person);
    reply_clear(&reply);
    return verdict;
}
