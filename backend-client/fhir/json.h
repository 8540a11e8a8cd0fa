/* Reading FHIR JSON (R4, json.html) with a sticky error: the first fault stays, every later read is
 * harmless and gives nothing, the caller asks once at the end. A fault is told as
 * `Appointment.start: malformed`, never with the value, so it may be logged.
 *
 * Optional elements read as "absent" (NULL, "", 0, false return); what is there must have the right
 * JSON type. Objects and arrays are borrowed from the document. Text is well-formed UTF-8; control
 * characters other than line breaks and tabs are a fault (FHIR string), tabs become blanks. Nothing
 * here allocates except json_document.
 */
#pragma once

#include "base/clock.h"
#include "base/err.h"
#include "model/label.h"

#include <jansson.h>
#include <stddef.h>
#include <stdint.h>

#define JSON_DEPTH_MAX 32
#define JSON_LINE_MAX (1024 * 1024)

struct reader {
    enum err err;
    char fault[200]; /* "Slot.start: malformed" once err is set */
    char path[160];
};

/* Parses one document: valid UTF-8 JSON, an object, no duplicate keys, at most JSON_DEPTH_MAX deep.
 * NULL on failure with a reason in `fault` ("not JSON: unexpected end", position included). The
 * caller frees with json_decref. */
json_t *json_document(const char *text, size_t length, char *fault, size_t fault_size);

void reader_start(struct reader *r, const char *type);
void reader_fail(struct reader *r, const char *key,
                 const char *why); /* key may be NULL: the path itself */
/* Goes into a child for the sake of the path; index < 0 when it is not a list. Returns the mark
 * that reader_out takes. */
size_t reader_in(struct reader *r, const char *key, int index);
void reader_out(struct reader *r, size_t mark);

const json_t *read_object(struct reader *r, const json_t *object,
                          const char *key); /* NULL when absent */
const json_t *read_array(struct reader *r, const json_t *object,
                         const char *key); /* NULL when absent */
const json_t *read_item(struct reader *r, const json_t *array, size_t index,
                        const char *key); /* an object in a list */
const char *read_string(struct reader *r, const json_t *object,
                        const char *key); /* NULL when absent */
bool read_text(struct reader *r, const json_t *object, const char *key, char *out,
               size_t size); /* cut when too long */
/* As read_text, but an identifier-like value that does not fit is a fault: a cut one would mean
 * something else. */
bool read_token(struct reader *r, const json_t *object, const char *key, char *out, size_t size);
bool read_bool(struct reader *r, const json_t *object, const char *key, bool otherwise);
int read_int(struct reader *r, const json_t *object, const char *key, int otherwise);
void read_required(struct reader *r, const json_t *object, const char *key); /* fault "missing" */
bool read_instant(struct reader *r, const json_t *object, const char *key, int64_t *out);
/* A FHIR date or dateTime (also YYYY and YYYY-MM) as the first and the last local day it covers;
 * either may be NULL. */
bool read_days(struct reader *r, const json_t *object, const char *key, char first[DATE_SIZE],
               char last[DATE_SIZE]);
/* Period {start, end}: wall ms, end after its last moment when it is a mere date; 0 = open. */
bool read_period(struct reader *r, const json_t *object, const char *key, int64_t *start,
                 int64_t *end);
/* Money {value, currency} in 1/100, rounded half away from zero at once. */
bool read_money(struct reader *r, const json_t *object, const char *key, int64_t *minor,
                char currency[4]);
/* `time` "08:00" or "08:00:00" as minutes; "24:00" is refused as FHIR does. */
bool read_minutes(struct reader *r, const json_t *object, const char *key, int *minutes);
/* Copies a string under the rules above; false when it holds what FHIR forbids. */
bool json_words(char *out, size_t size, const char *text);
