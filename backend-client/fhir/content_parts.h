/* Inside fhir/ only: one reader per kind, and the pieces that several share. `r` holds the first
 * fault. */
#pragma once

#include "fhir/element.h"
#include "model/resource.h"

typedef void content_reader(struct reader *r, const json_t *json, struct resource *out);
content_reader content_organization, content_location, content_service, content_practitioner,
    content_role, content_schedule, content_slot, content_charge, content_questionnaire,
    content_notice, content_patient, content_request;

void content_timetable(struct reader *r, const json_t *json, struct resource *out);
void content_stops(struct reader *r, const json_t *json, struct resource *out);

/* Moves the dates of one document (as read from a file) by whole days; see content_read. */
void content_shift(json_t *json, int days);
/* As content_read, from a document. */
enum err content_read_json(const json_t *json, struct resource *out, char type[48], char *fault,
                           size_t fault_size);
