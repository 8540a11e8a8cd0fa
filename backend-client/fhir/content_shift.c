/* Moving a folder's relative dates (content.ini: anchor) to today: whole days, the time of day
 * stays as written. */
#include "fhir/content_parts.h"

#include "base/text.h"

#include <string.h>

static void shift(json_t *object, const char *key, int days)
{
    const char *text = json_string_value(json_object_get(object, key));
    if (!text || strlen(text) < 10)
        return;
    char day[DATE_SIZE], moved[DATE_SIZE], whole[64];
    struct local_time unused;
    text_copy(day, sizeof day, text);
    if (!clock_parse_date(day, &unused))
        return; /* the reader will name it */
    clock_date_add(day, days, moved);
    text_copy(whole, sizeof whole, moved);
    text_append(whole, sizeof whole, text + 10);
    json_object_set_new(object, key, json_string(whole));
}

static void shift_period(json_t *object, const char *key, int days)
{
    json_t *period = json_object_get(object, key);
    shift(period, "start", days);
    shift(period, "end", days);
}

void content_shift(json_t *json, int days)
{
    const char *type = json_string_value(json_object_get(json, "resourceType"));
    json_t *stops = json_object_get(json, "notAvailable");
    for (size_t i = 0; i < json_array_size(stops); i++)
        shift_period(json_array_get(stops, i), "during", days);
    if (!type)
        return;
    if (strcmp(type, "CommunicationRequest") == 0) {
        shift(json, "authoredOn", days);
        shift(json, "occurrenceDateTime", days);
        shift_period(json, "occurrencePeriod", days);
    } else if (strcmp(type, "ServiceRequest") == 0) {
        const json_t *due = extension(json, "results-due", 0);
        shift(json, "authoredOn", days);
        shift(json, "occurrenceDateTime", days);
        shift_period(json, "occurrencePeriod", days);
        for (size_t i = 0; due && i < json_array_size(json_object_get(json, "extension")); i++) {
            json_t *one = json_array_get(json_object_get(json, "extension"), i);
            if (one == due)
                shift(one, "valueDateTime", days);
        }
    } else if (strcmp(type, "Schedule") == 0) {
        shift_period(json, "planningHorizon", days);
    } else if (strcmp(type, "Slot") == 0) {
        shift(json, "start", days);
        shift(json, "end", days);
    }
}
