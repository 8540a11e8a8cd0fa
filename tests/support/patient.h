/* Short cuts for tests of acts: a person, a booking, an outbox count. They abort when the act
 * fails. */
#pragma once

#include "act/act.h"
#include "store/outbox.h"
#include "support/hospital.h"

void test_person(struct test_hospital *h, const char *mobile, struct person *out);
void test_book(struct test_hospital *h, const char *person_uuid, const char *slot_id,
               struct appointment *out);
enum err test_try_book(struct test_hospital *h, const char *person_uuid, const char *slot_id);
int test_outbox(struct test_hospital *h, enum outbox_kind kind); /* entries of that kind */
