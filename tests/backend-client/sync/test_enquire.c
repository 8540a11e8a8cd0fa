/* backend-client/sync/enquire.c and foreign.c: what a person has on the server, made elsewhere. */
#include "fhir/foreign.h"
#include "store/care.h"
#include "store/content.h"
#include "store/service_request.h"
#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BASE "http://riverside-hospital.example"

static struct fhir_server server;
static struct terminal here;

static int setup(void **state)
{
    (void)state;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&here, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&here), ERR_OK);
    return 0;
}

static int teardown(void **state)
{
    (void)state;
    station_stop(&here);
    fhir_server_remove(&server);
    return 0;
}

static void patient(const char *identifier, const char *phone, char id[80])
{
    char body[800];
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Patient\",%s\"name\":[{\"text\":\"张三丰\"}],\"telecom\":[{"
             "\"system\":\"phone\",\"value\":\"%s\"}],\"birthDate\":\"1949-12-31\"}",
             identifier, phone);
    assert_int_equal(fhir_server_send(&server, "POST", "Patient", body, id), 201);
}

/* Made by the hospital's own telephone line: no identifier of ours. */
static void booking(const char *patient_id, const char *status, const char *slot, const char *actor,
                    const char *more, char id[80])
{
    char body[1200];
    snprintf(body, sizeof body,
             "{\"resourceType\":\"Appointment\",\"status\":\"%s\",%s%s%s%s\"start\":"
             "\"2026-11-24T01:30:00Z\",\"end\":\"2026-11-24T01:40:00Z\",\"participant\":[{"
             "\"actor\":{\"reference\":\"Patient/%s\"},\"status\":\"accepted\"},{\"actor\":{"
             "\"reference\":\"%s\",\"display\":\"林若溪\"},\"status\":\"accepted\"}]}",
             status, more, slot[0] ? "\"slot\":[{\"reference\":\"Slot/" : "", slot,
             slot[0] ? "\"}]," : "", patient_id, actor);
    assert_int_equal(fhir_server_send(&server, "POST", "Appointment", body, id), 201);
}

static void person_with(enum identity_kind kind, const char *number, struct person *out)
{
    struct identify_request request = {.kind = kind};
    text_copy(request.identity, sizeof request.identity, number);
    assert_int_equal(identify(here.db, &here.env, &request, out), ERR_OK);
}

static enum enquiry_state ask(enum enquiry_kind kind, const char *subject)
{
    char op[UUID_SIZE];
    struct enquiry asked;
    uuid_new(op);
    assert_int_equal(enquire(here.db, &here.env, op, kind, subject), ERR_OK);
    (void)!station_step(&here);
    assert_int_equal(enquiry_get(here.db, op, &asked), ERR_OK);
    return asked.state;
}

static size_t bookings_of(const struct person *person, struct appointment *list)
{
    size_t count = 0;
    assert_int_equal(appointment_list(here.db, person->uuid, list, 8, &count), ERR_OK);
    return count;
}

#define RESIDENT                                                                                   \
    "\"identifier\":[{\"system\":\"" BASE "/sid/resident-id\",\"value\":\"11010519491231002X\"}],"
#define STRANGE                                                                                    \
    "\"identifier\":[{\"system\":\"urn:oid:2.16.156.1\",\"value\":\"11010519491231002X\"}],"

static void a_booking_made_elsewhere_is_found_and_checked_in(void **state)
{
    (void)state;
    char patient_id[80], id[80], op[UUID_SIZE];
    struct person person;
    struct appointment list[8];
    struct ticket ticket;
    patient(RESIDENT, "13812348000", patient_id);
    booking(patient_id, "booked", "x-lin-ruoxi-20261124-am-004", "PractitionerRole/x-lin-ruoxi", "",
            id);
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    assert_int_equal(bookings_of(&person, list), 0);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
    assert_string_equal(list[0].doctor.name.zh, "林若溪");
    assert_int_equal(list[0].order, 4);
    assert_int_equal(person_get(here.db, person.uuid, &person), ERR_OK);
    assert_string_equal(person.name, "张三丰");
    uuid_new(op);
    assert_int_equal(check_in(here.db, &here.env, op, list[0].op, &ticket), ERR_OK);
    assert_string_equal(ticket.number, "B004");
    station_sync(&here);
    assert_int_equal(station_dead(&here), 0);
    assert_int_equal(fhir_server_count(&server, "Appointment?status=arrived"), 1);
    assert_int_equal(fhir_server_count(&server, "Patient"), 1); /* no second record of them */
    /* asked again: the same booking, the same number */
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
}

static void other_systems_of_numbers_and_phones_lead_to_the_patient_too(void **state)
{
    (void)state;
    char first[80], second[80], id[80];
    struct person person;
    struct appointment list[8];
    patient(STRANGE, "13812348000", first);
    booking(first, "booked", "", "Practitioner/x-lin-ruoxi", "", id);
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
    person_with(IDENTITY_MOBILE, "13812348000", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
    /* a number that two patients have is nobody's */
    patient("", "13911110425", first);
    patient("", "13911110425", second);
    booking(first, "booked", "", "Practitioner/x-lin-ruoxi", "", id);
    person_with(IDENTITY_MOBILE, "13911110425", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 0);
}

static void without_an_order_number_the_kiosk_gives_one_of_its_own(void **state)
{
    (void)state;
    char patient_id[80], id[80], op[UUID_SIZE];
    struct person person;
    struct appointment list[8];
    struct ticket ticket;
    patient(RESIDENT, "13812348000", patient_id);
    booking(patient_id, "booked", "", "PractitionerRole/x-lin-ruoxi", "", id);
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
    uuid_new(op);
    assert_int_equal(check_in(here.db, &here.env, op, list[0].op, &ticket), ERR_OK);
    assert_string_equal(ticket.number, "K001");
}

static void a_second_terminal_finds_the_code_and_gives_no_second_number(void **state)
{
    (void)state;
    struct terminal there;
    struct person person;
    struct appointment made;
    struct found found;
    struct ticket ticket, again;
    char op[UUID_SIZE];
    station_start(&there, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&there), ERR_OK);
    station_identify(&there, "13800008000", &person);
    assert_int_equal(station_book(&there, person.uuid, "lin-ruoxi-20261124-am-003", op), ERR_OK);
    station_sync(&there);
    assert_int_equal(appointment_get(there.db, op, &made), ERR_OK);
    assert_int_equal(made.status, APPOINTMENT_BOOKED);
    assert_int_equal(find_visit(here.db, &here.env, made.code, &found), ERR_NOT_FOUND);
    assert_int_equal(ask(ENQUIRY_VISIT, made.code), ENQUIRY_ANSWERED);
    assert_int_equal(find_visit(here.db, &here.env, made.code, &found), ERR_OK);
    assert_string_equal(found.appointment.op, made.op);
    /* checked in there; asked for here by the person */
    uuid_new(op);
    assert_int_equal(check_in(there.db, &there.env, op, made.op, &ticket), ERR_OK);
    station_sync(&there);
    station_identify(&here, "13800008000", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    uuid_new(op);
    assert_int_equal(check_in(here.db, &here.env, op, made.op, &again), ERR_OK);
    assert_string_equal(again.number, ticket.number);
    assert_string_equal(again.op, ticket.op);
    station_sync(&here);
    assert_int_equal(fhir_server_count(&server, "Task?code=queue-entry"), 1);
    station_stop(&there);
}

static void what_is_checked_in_elsewhere_without_a_number_gets_none_here(void **state)
{
    (void)state;
    char patient_id[80], id[80], op[UUID_SIZE];
    struct person person;
    struct appointment list[8];
    struct ticket ticket;
    patient(RESIDENT, "13812348000", patient_id);
    booking(patient_id, "arrived", "", "PractitionerRole/x-lin-ruoxi", "", id);
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(bookings_of(&person, list), 1);
    uuid_new(op);
    assert_int_equal(check_in(here.db, &here.env, op, list[0].op, &ticket), ERR_ALREADY);
}

static void a_complaint_filed_elsewhere_is_tracked_with_its_second_factor(void **state)
{
    (void)state;
    struct terminal there;
    struct complaint *filed = calloc(1, sizeof *filed), *found = calloc(1, sizeof *found);
    struct complain_request *request = calloc(1, sizeof *request);
    assert_true(filed && found && request);
    station_start(&there, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&there), ERR_OK);
    uuid_new(request->op);
    uuid_new(request->task_op);
    text_copy(request->topic, sizeof request->topic, "waiting-time");
    text_copy(request->text, sizeof request->text, "等了两个小时");
    text_copy(request->phone, sizeof request->phone, "13812348000");
    assert_int_equal(complain(there.db, &there.env, request, filed), ERR_OK);
    station_sync(&there);
    assert_int_equal(track(here.db, &here.env, filed->number, "", found), ERR_NOT_FOUND);
    assert_int_equal(ask(ENQUIRY_COMPLAINT, filed->number), ENQUIRY_ANSWERED);
    assert_int_equal(track(here.db, &here.env, filed->number, "", found), ERR_DENIED);
    assert_int_equal(track(here.db, &here.env, filed->number, "8000", found), ERR_OK);
    assert_string_equal(found->due, filed->due);
    assert_string_equal(found->receiver.zh, filed->receiver.zh);
    assert_string_equal(found->text, ""); /* their words stay where they were written */
    assert_int_equal(ask(ENQUIRY_COMPLAINT, filed->number), ENQUIRY_ANSWERED); /* not twice */
    station_stop(&there);
    free(filed);
    free(found);
    free(request);
}

static void order(const char *patient_id, const char *status, char id[80])
{
    char body[900];
    snprintf(body, sizeof body,
             "{\"resourceType\":\"ServiceRequest\",\"identifier\":[{\"system\":\"" BASE
             "/sid/referral\",\"value\":\"R-77\"}],\"status\":\"%s\",\"intent\":\"order\","
             "\"category\":[{\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":"
             "\"3457005\"}]}],\"subject\":{\"reference\":\"Patient/%s\"},\"performer\":[{"
             "\"reference\":\"HealthcareService/x-cardiology-clinic\"}]}",
             status, patient_id);
    assert_int_equal(fhir_server_send(&server, "POST", "ServiceRequest", body, id), 201);
}

static void a_referral_of_the_hospital_is_seen_and_booked_on(void **state)
{
    (void)state;
    char patient_id[80], id[80], path[200];
    struct person person;
    struct appointment made;
    struct service_request list[4];
    size_t count = 0;
    patient(RESIDENT, "13812348000", patient_id);
    order(patient_id, "active", id);
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(service_request_list(here.db, person.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].id, "R-77");
    assert_string_equal(list[0].department_id, "cardiology");
    struct book_request request = {.slot_id = "lin-ruoxi-20261124-am-004"};
    uuid_new(request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
    assert_int_equal(book(here.db, &here.env, &request, &made), ERR_OK);
    station_sync(&here);
    assert_int_equal(station_dead(&here), 0);
    snprintf(path, sizeof path, "Appointment?based-on=ServiceRequest/%s&status=booked", id);
    assert_int_equal(fhir_server_count(&server, path), 1);
    /* another terminal learns that it is used */
    struct terminal there;
    struct person again;
    station_start(&there, server.url, "KIOSK-02", "L");
    assert_int_equal(station_step(&there), ERR_OK);
    struct terminal first = here;
    here = there;
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &again);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, again.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(service_request_list(here.db, again.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].booked_op, made.op);
    there = here;
    here = first;
    station_stop(&there);
    /* the doctor has taken it back */
    snprintf(path, sizeof path, "ServiceRequest/%s", id);
    char body[600];
    snprintf(body, sizeof body,
             "{\"resourceType\":\"ServiceRequest\",\"id\":\"%s\",\"status\":\"revoked\","
             "\"intent\":\"order\",\"subject\":{\"reference\":\"Patient/%s\"}}",
             id, patient_id);
    assert_int_equal(fhir_server_send(&server, "PUT", path, body, id), 200);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_ANSWERED);
    assert_int_equal(service_request_list(here.db, person.uuid, list, 4, &count), ERR_OK);
    assert_int_equal(count, 0);
}

static void a_server_that_is_gone_leaves_nobody_waiting(void **state)
{
    (void)state;
    struct person person;
    person_with(IDENTITY_RESIDENT_ID, "11010519491231002X", &person);
    fhir_server_stop(&server);
    assert_int_equal(ask(ENQUIRY_BOOKINGS, person.uuid), ENQUIRY_SILENT);
    assert_int_equal(ask(ENQUIRY_VISIT, "123456"), ENQUIRY_SILENT); /* while it rests, too */
    fhir_server_again(&server);
}

static void rubbish_is_no_booking(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "{",
        "[]",
        "{\"resourceType\":\"Patient\",\"id\":\"1\"}",
        "{\"resourceType\":\"Appointment\"}",
        "{\"resourceType\":\"Appointment\",\"id\":\"1\",\"participant\":7}",
        "{\"resourceType\":\"Appointment\",\"id\":\"1\",\"start\":\"soon\"}"};
    struct foreign_booking booking_read;
    struct foreign_complaint complaint_read;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(foreign_booking_read(texts[i], &booking_read), ERR_CORRUPT);
        assert_int_equal(foreign_complaint_read(texts[i], &complaint_read), ERR_CORRUPT);
    }
}

int main(void)
{
#define WITH_SERVER(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        WITH_SERVER(a_booking_made_elsewhere_is_found_and_checked_in),
        WITH_SERVER(other_systems_of_numbers_and_phones_lead_to_the_patient_too),
        WITH_SERVER(without_an_order_number_the_kiosk_gives_one_of_its_own),
        WITH_SERVER(a_second_terminal_finds_the_code_and_gives_no_second_number),
        WITH_SERVER(what_is_checked_in_elsewhere_without_a_number_gets_none_here),
        WITH_SERVER(a_complaint_filed_elsewhere_is_tracked_with_its_second_factor),
        WITH_SERVER(a_referral_of_the_hospital_is_seen_and_booked_on),
        WITH_SERVER(a_server_that_is_gone_leaves_nobody_waiting),
        cmocka_unit_test(rubbish_is_no_booking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
