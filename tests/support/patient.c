#include "support/patient.h"

#include "base/text.h"
#include "base/uuid.h"

#include <stdio.h>
#include <stdlib.h>

static void must(enum err err)
{
    if (err == ERR_OK)
        return;
    fprintf(stderr, "test patient: %s\n", err_name(err));
    abort();
}

void test_person(struct test_hospital *h, const char *mobile, struct person *out)
{
    struct identify_request request = {.kind = IDENTITY_MOBILE};
    uuid_new(request.uuid);
    text_copy(request.identity, sizeof request.identity, mobile);
    must(identify(h->db, &h->env, &request, out));
}

static enum err try(struct test_hospital *h, const char *person_uuid, const char *slot_id,
                    struct appointment *out)
{
    struct book_request request = {.op = ""};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person_uuid);
    text_copy(request.slot_id, sizeof request.slot_id, slot_id);
    return book(h->db, &h->env, &request, out);
}

void test_book(struct test_hospital *h, const char *person_uuid, const char *slot_id,
               struct appointment *out)
{
    must(try(h, person_uuid, slot_id, out));
}

enum err test_try_book(struct test_hospital *h, const char *person_uuid, const char *slot_id)
{
    struct appointment made;
    return try(h, person_uuid, slot_id, &made);
}

int test_outbox(struct test_hospital *h, enum outbox_kind kind)
{
    struct outbox_entry list[64];
    size_t count = 0;
    int n = 0;
    must(outbox_list(h->db, list, 64, &count));
    for (size_t i = 0; i < count; i++)
        n += list[i].kind == kind;
    return n;
}
