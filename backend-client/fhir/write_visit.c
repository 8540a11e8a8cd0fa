/* Patient, Device, Basic (probe), Appointment, Encounter. */
#include "fhir/write_parts.h"

#include "base/text.h"

#include <assert.h>
#include <string.h>

static const char *const identity_systems[] = {
    [IDENTITY_RESIDENT_ID] = "resident-id", [IDENTITY_MOBILE] = "mobile", [IDENTITY_CARD] = "card"};
static_assert(sizeof identity_systems / sizeof identity_systems[0] == IDENTITY_COUNT,
              "one system a kind");

char *write_patient(const struct links *links, const struct person *person)
{
    json_t *json = resource_of("Patient");
    put(json, "identifier",
        list_of(identifier(links, identity_systems[person->kind], person->identity)));
    put(json, "active", json_true());
    put(json, "name",
        list_of(concept_text(person->name))); /* HumanName.text, as CodeableConcept.text */
    if (person->phone[0]) {
        json_t *phone = json_object();
        put_text(phone, "system", "phone");
        put_text(phone, "value", person->phone);
        put_text(phone, "use", "mobile");
        put(json, "telecom", list_of(phone));
    }
    put_text(json, "birthDate", person->birth_date);
    return dump_and_free(json);
}

char *write_device(const struct links *links, const char *terminal, const char *name)
{
    json_t *json = resource_of("Device");
    put(json, "identifier", list_of(identifier(links, "terminal", terminal)));
    put_text(json, "status", "active");
    json_t *words = json_object();
    put_text(words, "name", name && name[0] ? name : terminal);
    put_text(words, "type", "user-friendly-name");
    put(json, "deviceName", list_of(words));
    put(json, "type", concept_text("self-service terminal"));
    put(json, "location", reference_to(links->place));
    return dump_and_free(json);
}

char *write_probe(const struct links *links, const char *op)
{
    json_t *json = resource_of("Basic");
    put(json, "identifier", list_of(identifier(links, "op", op)));
    put(json, "code", concept_in(links, "basic", "transaction-probe"));
    return dump_and_free(json);
}

static json_t *participant(json_t *actor, bool required)
{
    if (!actor)
        return NULL;
    json_t *json = json_object();
    put(json, "actor", actor);
    if (required)
        put_text(json, "required", "required");
    put_text(json, "status", "accepted");
    return json;
}

static void add(json_t *list, json_t *one)
{
    if (one)
        json_array_append_new(list, one);
}

char *write_appointment(const struct links *links, const struct appointment *appointment)
{
    json_t *json = resource_of("Appointment");
    const struct doctor *doctor = &appointment->doctor;
    json_t *ids = list_of(identifier(links, "op", appointment->op));
    if (appointment->code[0]) /* so that another terminal finds it by what the patient holds */
        json_array_append_new(ids, identifier(links, "visit", appointment->code));
    put(json, "identifier", ids);
    put_text(json, "status", "booked");
    const char *service =
        appointment->service.zh[0] ? appointment->service.zh : doctor->department.zh;
    put(json, "serviceType", list_of(concept_text(service)));
    if (links->request && links->request[0]) {
        put(json, "basedOn", list_of(reference_to(links->request)));
        json_t *coding = json_object(), *type = json_object();
        put_text(coding, "system", "http://terminology.hl7.org/CodeSystem/v2-0276");
        put_text(coding, "code", links->revisit ? "FOLLOWUP" : "ROUTINE");
        put(type, "coding", list_of(coding));
        put(json, "appointmentType", type);
    }
    put(json, "slot", list_of(reference_to(links->slot)));
    char start[INSTANT_SIZE], end[INSTANT_SIZE];
    clock_instant(appointment->start_ms, start); /* the clinic's time, whatever our clock says */
    clock_instant(appointment->end_ms, end);
    put_text(json, "start", start);
    put_text(json, "end", end);
    put_instant(json, "created", links, appointment->created_ms);
    json_t *people = json_array();
    add(people, participant(reference_to(links->patient), false));
    add(people, participant(reference_named(links->role, doctor->name.zh), true));
    add(people, participant(reference_to(links->service), false));
    add(people, participant(reference_to(links->place), false));
    put(json, "participant", people);
    return dump_and_free(json);
}

char *write_encounter(const struct links *links, const struct ticket *ticket)
{
    json_t *json = resource_of("Encounter"), *class = json_object(), *period = json_object();
    put(json, "identifier", list_of(identifier(links, "op", ticket->visit_op)));
    put_text(json, "status", "arrived");
    put_text(class, "system", "http://terminology.hl7.org/CodeSystem/v3-ActCode");
    put_text(class, "code", "AMB");
    put(json, "class", class);
    put(json, "serviceType", concept_text(ticket->doctor.department.zh));
    put(json, "subject", reference_to(links->patient));
    put(json, "appointment", list_of(reference_to(links->appointment)));
    put_instant(period, "start", links, ticket->created_ms);
    put(json, "period", period);
    if (links->place && links->place[0]) {
        json_t *place = json_object();
        put(place, "location", reference_to(links->place));
        put(json, "location", list_of(place));
    }
    return dump_and_free(json);
}
