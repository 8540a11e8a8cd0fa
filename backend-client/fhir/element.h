/* FHIR elements that carry words or codes: translated strings (extension
 * http://hl7.org/fhir/StructureDefinition/translation on the primitive), extensions found by the
 * last segment of their url, local codes found by the end of their system
 * ("/cs/<name>"), references, identifiers. All over fhir/json.h, so a fault sticks in the reader.
 */
#pragma once

#include "fhir/json.h"
#include "model/label.h"

/* `key` and its `_key` translations. Chinese and English; with one language only, both hold it.
 * false = absent. */
bool read_label(struct reader *r, const json_t *object, const char *key, struct label *out);
bool read_note(struct reader *r, const json_t *object, const char *key, struct note *out);
/* As read_note with buffers of the caller's. */
bool read_translated(struct reader *r, const json_t *object, const char *key, char *zh, char *en,
                     size_t size);

/* The extension object whose url ends in "/name" (or is "name"), NULL when absent; `from` skips
 * that many. */
const json_t *extension(const json_t *object, const char *name, size_t from);
bool extension_label(struct reader *r, const json_t *object, const char *name, struct label *out);
bool extension_note(struct reader *r, const json_t *object, const char *name, struct note *out);
bool extension_code(struct reader *r, const json_t *object, const char *name, char *out,
                    size_t size);
int extension_int(struct reader *r, const json_t *object, const char *name, int otherwise);

/* The first coding of a CodeableConcept (or of any in a list of them) whose system ends in
 * `suffix`; NULL when absent. */
const json_t *concept_coding(struct reader *r, const json_t *concept, const char *suffix);
const json_t *concept_list_coding(struct reader *r, const json_t *object, const char *key,
                                  const char *suffix);
bool system_is(const json_t *coding, const char *suffix);

/* Reference.reference as "Type/id"; an absolute one keeps its last two parts, "#contained" is a
 * fault. */
bool read_reference(struct reader *r, const json_t *object, const char *key, char *out,
                    size_t size);
/* A list of references into rows of `size` bytes each, at most `cap`; how many. */
int read_references(struct reader *r, const json_t *object, const char *key, char *rows,
                    size_t size, int cap);
/* The first telecom of that system (phone...). */
void read_telecom(struct reader *r, const json_t *object, const char *system, char *out,
                  size_t size);
