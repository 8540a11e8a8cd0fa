#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "model/identity.h"

/* The number as it is stored, or ERR_INVALID. */
static enum err clean_number(const struct act_env *env, const struct identify_request *request,
                             char clean[40])
{
    char today[DATE_SIZE];
    clock_date(clock_wall(env->clock), today);
    switch (request->kind) {
    case IDENTITY_RESIDENT_ID:
        return identity_check_resident(request->identity, today, clean).fault == ID_GOOD
                   ? ERR_OK
                   : ERR_INVALID;
    case IDENTITY_MOBILE:
        return identity_check_mobile(request->identity, clean).fault == ID_GOOD ? ERR_OK
                                                                                : ERR_INVALID;
    case IDENTITY_CARD:
        return identity_check_card(request->identity, clean).fault == ID_GOOD ? ERR_OK
                                                                              : ERR_INVALID;
    case IDENTITY_COUNT:
        break;
    }
    return ERR_INVALID;
}

/* What the request knows and the stored person does not. True when something is new. */
static bool fill_in(struct person *person, const struct identify_request *request)
{
    bool changed = false;
    char name[sizeof person->name], phone[24];
    text_clean(name, sizeof name, request->name, 40);
    if (name[0] && !person->name[0]) {
        text_copy(person->name, sizeof person->name, name);
        changed = true;
    }
    if (request->phone[0] && identity_check_mobile(request->phone, phone).fault == ID_GOOD &&
        !person->phone[0]) {
        text_copy(person->phone, sizeof person->phone, phone);
        changed = true;
    }
    if (person->kind == IDENTITY_MOBILE && !person->phone[0]) {
        text_copy(person->phone, sizeof person->phone, person->identity);
        changed = true;
    }
    if (person->kind == IDENTITY_RESIDENT_ID && !person->birth_date[0]) {
        const char *n = person->identity;
        text_format(person->birth_date, sizeof person->birth_date, "%.4s-%.2s-%.2s", n + 6, n + 10,
                    n + 12);
        changed = true;
    }
    return changed;
}

enum err identify(struct db *db, const struct act_env *env, const struct identify_request *request,
                  struct person *out)
{
    char clean[40];
    enum err e = clean_number(env, request, clean);
    if (e != ERR_OK)
        return e;
    e = db_begin(db);
    if (e != ERR_OK)
        return e;
    struct person person = {0};
    e = person_find(db, request->kind, clean, &person);
    bool fresh = e == ERR_NOT_FOUND;
    if (fresh) {
        person = (struct person){.kind = request->kind};
        text_copy(person.identity, sizeof person.identity, clean);
        if (uuid_valid(request->uuid))
            text_copy(person.uuid, sizeof person.uuid, request->uuid);
        else
            uuid_new(person.uuid);
        e = ERR_OK;
    }
    if (e == ERR_OK && (fill_in(&person, request) || fresh))
        e = person_put(db, &person);
    e = act_end(db, e);
    if (e == ERR_OK)
        *out = person;
    text_wipe(&person, sizeof person);
    text_wipe(clean, sizeof clean);
    return e;
}
