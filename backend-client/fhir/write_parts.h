/* Inside fhir/ only: small FHIR elements. Each returns a new reference; put_* leave out what is
 * empty. */
#pragma once

#include "fhir/write.h"

#include <jansson.h>

json_t *resource_of(const char *type);
void put_text(json_t *object, const char *key, const char *value);
void put(json_t *object, const char *key, json_t *value); /* NULL is left out; steals */
void put_instant(json_t *object, const char *key, const struct links *links, int64_t ms);
/* As staff said, whatever our clock says against the server's; 0 is left out. */
void put_moment(json_t *object, const char *key, int64_t ms);
json_t *list_of(json_t *one);                /* [one], NULL stays NULL */
json_t *reference_to(const char *reference); /* NULL when not known */
json_t *reference_named(const char *reference, const char *display);
json_t *identifier(const struct links *links, const char *kind, const char *value);
json_t *coding_in(const struct links *links, const char *name, const char *code);
json_t *concept_in(const struct links *links, const char *name,
                   const char *code); /* {"coding":[..]} */
/* A payload in both languages (translation extension); either may be "". */
json_t *payload_of(const char *zh, const char *en);
json_t *concept_text(const char *text);
char *dump_and_free(json_t *json);
