/* When somebody is there: availableTime and notAvailable, Schedule, Slot. */
#include "fhir/content_parts.h"

#include "base/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static unsigned read_weekdays(struct reader *r, const json_t *entry)
{
    static const char *const names[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
    const json_t *list = read_array(r, entry, "daysOfWeek");
    unsigned days = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const char *name = json_string_value(json_array_get(list, i));
        unsigned bit = 0;
        for (unsigned d = 0; d < 7; d++)
            if (name && strcmp(name, names[d]) == 0)
                bit = 1U << d;
        if (!bit)
            reader_fail(r, "daysOfWeek", "not a day of the week");
        days |= bit;
    }
    return days;
}

static void read_timetable(struct reader *r, const json_t *entry, struct timetable *out)
{
    out->weekdays = read_weekdays(r, entry);
    out->from_min = 0;
    out->until_min = 24 * 60;
    if (!read_bool(r, entry, "allDay", false)) {
        read_minutes(r, entry, "availableStartTime", &out->from_min);
        read_minutes(r, entry, "availableEndTime", &out->until_min);
    }
    out->slots = extension_int(r, entry, "session-slots", 0);
    out->elsewhere = extension_int(r, entry, "taken-elsewhere", 0);
    out->reserved = extension_int(r, entry, "referral-slots", 0);
    read_reference(r, extension(entry, "session-service", 0), "valueReference", out->service,
                   sizeof out->service);
    if (!r->err && out->until_min <= out->from_min)
        reader_fail(r, "availableEndTime", "not after its start");
    if (!r->err && (out->slots < 0 || out->slots > 999))
        reader_fail(r, "session-slots", "out of range 0 to 999");
    if (!r->err && (out->elsewhere < 0 || out->elsewhere > out->slots))
        reader_fail(r, "taken-elsewhere", "more than the session has");
    if (!r->err && (out->reserved < 0 || out->reserved > out->slots - out->elsewhere))
        reader_fail(r, "referral-slots", "more than the session has left");
}

void content_timetable(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *list = read_array(r, json, "availableTime");
    if (json_array_size(list) > TIMETABLE_MAX)
        reader_fail(r, "availableTime", "more entries than we take");
    for (size_t i = 0; list && i < json_array_size(list) && !r->err; i++) {
        size_t mark = reader_in(r, "availableTime", (int)i);
        read_timetable(r, read_item(r, list, i, "availableTime"),
                       &out->timetable[out->timetable_count++]);
        reader_out(r, mark);
    }
}

static void read_stop(struct reader *r, const json_t *entry, struct stop *out)
{
    read_label(r, entry, "description", &out->reason);
    const json_t *during = read_object(r, entry, "during");
    text_copy(out->from, sizeof out->from, "1970-01-01"); /* open at that end */
    text_copy(out->until, sizeof out->until, "9999-12-31");
    read_days(r, during, "start", out->from, NULL);
    read_days(r, during, "end", NULL, out->until);
    if (!r->err && strcmp(out->until, out->from) < 0)
        reader_fail(r, "during", "ends before it starts");
}

void content_stops(struct reader *r, const json_t *json, struct resource *out)
{
    const json_t *list = read_array(r, json, "notAvailable");
    if (json_array_size(list) > STOP_MAX)
        reader_fail(r, "notAvailable", "more entries than we take");
    for (size_t i = 0; list && i < json_array_size(list) && !r->err; i++) {
        size_t mark = reader_in(r, "notAvailable", (int)i);
        read_stop(r, read_item(r, list, i, "notAvailable"), &out->stops[out->stop_count++]);
        reader_out(r, mark);
    }
}

void content_schedule(struct reader *r, const json_t *json, struct resource *out)
{
    read_required(r, json, "actor");
    out->actor_count =
        read_references(r, json, "actor", out->actors[0], sizeof out->actors[0], REFERENCES_MAX);
    read_period(r, json, "planningHorizon", &out->start_ms, &out->end_ms);
    read_label(r, json, "comment", &out->line);
}

/* The number at the end of "S0001-20261124AM-012", or the whole of "12". */
static int trailing_number(const char *text)
{
    size_t end = strlen(text), from = end;
    while (from > 0 && isdigit((unsigned char)text[from - 1]))
        from--;
    if (from == end || end - from > 4)
        return 0; /* longer ones are keys, not places in a line */
    return atoi(text + from);
}

void content_slot(struct reader *r, const json_t *json, struct resource *out)
{
    static const struct {
        const char *status;
        enum slot_state state;
    } states[] = {{"free", SLOT_FREE},
                  {"busy", SLOT_BUSY},
                  {"busy-tentative", SLOT_HELD},
                  {"busy-unavailable", SLOT_BLOCKED},
                  {"entered-in-error", SLOT_BLOCKED}};
    read_required(r, json, "schedule");
    read_required(r, json, "start");
    read_required(r, json, "end");
    read_required(r, json, "status");
    read_reference(r, json, "schedule", out->parent, sizeof out->parent);
    read_instant(r, json, "start", &out->start_ms);
    read_instant(r, json, "end", &out->end_ms);
    if (!r->err && out->end_ms <= out->start_ms)
        reader_fail(r, "end", "not after start");
    const char *status = read_string(r, json, "status");
    bool known = false;
    for (size_t i = 0; status && i < sizeof states / sizeof states[0]; i++)
        if (strcmp(states[i].status, status) == 0) {
            out->slot = states[i].state;
            known = true;
        }
    if (status && !known)
        reader_fail(r, "status", "unknown code");
    const json_t *type = read_object(r, json, "appointmentType");
    const json_t *kept = type ? concept_coding(r, type, "/cs/slot-type") : NULL;
    const char *code = kept ? read_string(r, kept, "code") : NULL;
    out->reserved = code && strcmp(code, "referral") == 0;
    const char *comment = read_string(r, json, "comment");
    bool number = comment && comment[strspn(comment, "0123456789")] == '\0';
    out->order =
        number ? trailing_number(comment) : 0; /* our own locks write an operation id there */
    if (out->order == 0)
        out->order = trailing_number(out->value);
}
