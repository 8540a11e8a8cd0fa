/* Organization (hospital, departments), Location, HealthcareService, Practitioner,
 * PractitionerRole. */
#include "fhir/content_parts.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define ORGANIZATION_TYPE "/CodeSystem/organization-type"
#define PHYSICAL_TYPE "/CodeSystem/location-physical-type"

static void add_term(struct resource *out, const char *text)
{
    if (out->term_count < TERMS_MAX &&
        json_words(out->terms[out->term_count], sizeof out->terms[0], text))
        out->term_count++;
}

static void read_terms(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *aliases = read_array(r, json, "alias");
    for (size_t i = 0; i < json_array_size(aliases); i++) {
        const char *alias = json_string_value(json_array_get(aliases, i));
        if (alias)
            add_term(out, alias);
    }
    const json_t *item;
    for (size_t i = 0; (item = extension(json, "search-term", i)) != NULL; i++) {
        struct label term;
        memset(&term, 0, sizeof term);
        if (!read_label(r, item, "valueString", &term))
            continue;
        add_term(out, term.zh);
        if (strcmp(term.zh, term.en) != 0)
            add_term(out, term.en);
    }
}

static void read_complaints(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *item;
    for (size_t i = 0; (item = extension(json, "complaint", i)) != NULL; i++)
        if (out->complaint_count < COMPLAINTS_MAX &&
            read_label(r, item, "valueString", &out->complaints[out->complaint_count]))
            out->complaint_count++;
}

/* Address.text, or its lines with the town before them, as Chinese addresses go from large to
 * small. */
static void read_address(struct reader *r, const json_t *json, struct note *out)
{
    const json_t *address = read_item(r, read_array(r, json, "address"), 0, "address");
    if (!address || read_note(r, address, "text", out))
        return;
    const char *city = read_string(r, address, "city");
    if (city)
        text_append(out->zh, sizeof out->zh, city);
    const json_t *lines = read_array(r, address, "line");
    for (size_t i = 0; i < json_array_size(lines); i++) {
        const char *line = json_string_value(json_array_get(lines, i));
        if (line)
            text_append(out->zh, sizeof out->zh, line);
    }
    text_copy(out->en, sizeof out->en, out->zh);
}

void content_organization(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "name");
    read_label(r, json, "name", &out->name);
    const json_t *type = concept_list_coding(r, json, "type", ORGANIZATION_TYPE);
    read_token(r, type, "code", out->code, sizeof out->code);
    const json_t *group = concept_list_coding(r, json, "type", "/cs/dept-group");
    read_token(r, group, "code", out->group, sizeof out->group);
    read_label(r, group, "display", &out->group_name);
    extension_label(r, json, "patient-hint", &out->line);
    extension_code(r, json, "icon", out->icon, sizeof out->icon);
    out->rank = extension_int(r, json, "rank", 0);
    out->sensitive =
        read_bool(r, extension(json, "sensitive-department", 0), "valueBoolean", false);
    read_terms(r, json, out);
    read_complaints(r, json, out);
    read_telecom(r, json, "phone", out->phone, sizeof out->phone);
    read_address(r, json, &out->details);
    read_reference(r, json, "partOf", out->parent, sizeof out->parent);
}

void content_location(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "name");
    read_label(r, json, "name", &out->name);
    struct label sign;
    memset(&sign, 0, sizeof sign);
    if (extension_label(r, json, "sign", &sign))
        text_copy(out->sign, sizeof out->sign, sign.zh);
    const json_t *type = concept_coding(r, read_object(r, json, "physicalType"), PHYSICAL_TYPE);
    read_token(r, type, "code", out->code, sizeof out->code);
    read_terms(r, json, out);
    read_telecom(r, json, "phone", out->phone, sizeof out->phone);
    read_reference(r, json, "partOf", out->parent, sizeof out->parent);
    const char *status = read_string(r, json, "status");
    const char *state = read_string(r, read_object(r, json, "operationalStatus"), "code");
    out->suspended = (status && !strcmp(status, "suspended")) || (state && !strcmp(state, "C"));
}

void content_service(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "name");
    read_label(r, json, "name", &out->name);
    const json_t *kind = concept_list_coding(r, json, "category", "/cs/service-kind");
    if (!read_token(r, kind, "code", out->code, sizeof out->code))
        text_copy(out->code, sizeof out->code, "outpatient");
    struct label sort = {.zh = ""};
    if (kind && read_label(r, kind, "display", &sort)) { /* 义诊, free clinic: found by that too */
        add_term(out, sort.zh);
        if (strcmp(sort.zh, sort.en) != 0)
            add_term(out, sort.en);
    }
    read_terms(r, json, out);
    read_label(r, json, "comment", &out->line);
    read_note(r, json, "extraDetails", &out->details);
    read_telecom(r, json, "phone", out->phone, sizeof out->phone);
    extension_code(r, json, "icon", out->icon, sizeof out->icon);
    out->rank = extension_int(r, json, "rank", 0);
    read_money(r, extension(json, "fee", 0), "valueMoney", &out->minor, out->currency);
    read_reference(r, json, "providedBy", out->parent, sizeof out->parent);
    out->place_count =
        read_references(r, json, "location", out->places[0], sizeof out->places[0], REFERENCES_MAX);
    content_timetable(r, json, out);
    content_stops(r, json, out);
}

/* HumanName.text, else family and given: together in Chinese, given first in Latin letters. */
static void read_name(struct reader *r, const json_t *json, struct label *out)
{
    const json_t *name = read_item(r, read_array(r, json, "name"), 0, "name");
    if (!name || read_label(r, name, "text", out))
        return;
    const char *family = read_string(r, name, "family");
    const char *given = json_string_value(json_array_get(read_array(r, name, "given"), 0));
    if (!family && !given)
        return;
    const char *first = family ? family : given;
    bool han = text_is_han(text_next(&first));
    text_format(out->zh, sizeof out->zh, han ? "%s%s" : "%2$s %1$s", family ? family : "",
                given ? given : "");
    text_copy(out->en, sizeof out->en, out->zh);
}

void content_practitioner(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "name");
    read_name(r, json, &out->name);
    if (!r->err && !out->name.zh[0])
        reader_fail(r, "name", "missing");
    read_token(r, json, "gender", out->code, sizeof out->code);
}

static void first_concept(struct reader *r, const json_t *json, const char *key, struct label *out)
{
    const json_t *concept = read_item(r, read_array(r, json, key), 0, key);
    if (!concept || read_label(r, concept, "text", out))
        return;
    read_label(r, read_item(r, read_array(r, concept, "coding"), 0, "coding"), "display", out);
}

void content_role(struct reader *r, const json_t *json, struct resource *out)
{
    read_reference(r, json, "practitioner", out->person, sizeof out->person);
    read_reference(r, json, "organization", out->parent, sizeof out->parent);
    out->actor_count = read_references(r, json, "healthcareService", out->actors[0],
                                       sizeof out->actors[0], REFERENCES_MAX);
    out->place_count =
        read_references(r, json, "location", out->places[0], sizeof out->places[0], REFERENCES_MAX);
    first_concept(r, json, "code", &out->title);
    first_concept(r, json, "specialty", &out->specialty);
    extension_note(r, json, "introduction", &out->details);
    const json_t *fee = extension(json, "consultation-fee", 0);
    out->minor = -1; /* not said is not free of charge */
    if (fee)
        read_money(r, fee, "valueMoney", &out->minor, out->currency);
    extension_code(r, json, "queue-letter", out->letter, sizeof out->letter);
    read_telecom(r, json, "phone", out->phone, sizeof out->phone);
    content_timetable(r, json, out);
    content_stops(r, json, out);
}

void content_patient(struct reader *r, const json_t *json, struct resource *out)
{
    struct person_fields *patient = &out->patient;
    read_name(r, json, &out->name);
    text_copy(patient->name, sizeof patient->name, out->name.zh);
    const json_t *identifiers = read_array(r, json, "identifier");
    for (size_t i = 0; i < json_array_size(identifiers); i++) {
        const json_t *one = read_item(r, identifiers, i, "identifier");
        if (one && system_is(one, "/sid/resident-id"))
            read_token(r, one, "value", patient->resident_id, sizeof patient->resident_id);
        else if (one && system_is(one, "/sid/card"))
            read_token(r, one, "value", patient->card, sizeof patient->card);
    }
    read_telecom(r, json, "phone", patient->mobile, sizeof patient->mobile);
    read_days(r, json, "birthDate", patient->birth_date, NULL);
}
