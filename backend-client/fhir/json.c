#include "fhir/json.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* jansson's own limit is 2048 levels: deep enough to hurt, so the brackets are counted before it
 * parses. */
static bool too_deep(const char *text, size_t length)
{
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (quoted) {
            if (c == '\\')
                i++;
            else if (c == '"')
                quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (++depth > JSON_DEPTH_MAX)
                return true;
        } else if (c == '}' || c == ']') {
            depth--;
        }
    }
    return false;
}

json_t *json_document(const char *text, size_t length, char *fault, size_t fault_size)
{
    if (too_deep(text, length)) {
        text_format(fault, fault_size, "nested deeper than %d levels", JSON_DEPTH_MAX);
        return NULL;
    }
    json_error_t error;
    json_t *document = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (!document) { /* jansson quotes the text near the fault: keep only the place */
        text_format(fault, fault_size, "not JSON, column %d", error.position);
        return NULL;
    }
    if (!json_is_object(document)) {
        text_copy(fault, fault_size, "not a JSON object");
        json_decref(document);
        return NULL;
    }
    return document;
}

void reader_start(struct reader *r, const char *type)
{
    memset(r, 0, sizeof *r);
    text_copy(r->path, sizeof r->path, type);
}

void reader_fail(struct reader *r, const char *key, const char *why)
{
    if (r->err)
        return;
    r->err = ERR_INVALID;
    text_format(r->fault, sizeof r->fault, "%s%s%s: %s", r->path, key ? "." : "", key ? key : "",
                why);
}

size_t reader_in(struct reader *r, const char *key, int index)
{
    size_t mark = strlen(r->path);
    char part[64];
    if (index >= 0)
        snprintf(part, sizeof part, ".%s[%d]", key, index);
    else
        snprintf(part, sizeof part, ".%s", key);
    text_append(r->path, sizeof r->path, part);
    return mark;
}

void reader_out(struct reader *r, size_t mark)
{
    r->path[mark] = '\0';
}

static const json_t *child(struct reader *r, const json_t *object, const char *key)
{
    return r->err || !object ? NULL : json_object_get(object, key);
}

const json_t *read_object(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = child(r, object, key);
    if (value && !json_is_object(value)) {
        reader_fail(r, key, "not an object");
        return NULL;
    }
    return value;
}

const json_t *read_array(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = child(r, object, key);
    if (value && !json_is_array(value)) {
        reader_fail(r, key, "not a list");
        return NULL;
    }
    return value;
}

const json_t *read_item(struct reader *r, const json_t *array, size_t index, const char *key)
{
    const json_t *value = r->err ? NULL : json_array_get(array, index);
    if (value && !json_is_object(value)) {
        reader_fail(r, key, "not a list of objects");
        return NULL;
    }
    return value;
}

const char *read_string(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = child(r, object, key);
    if (!value)
        return NULL;
    if (!json_is_string(value) || json_string_length(value) == 0) {
        reader_fail(r, key, "not a string");
        return NULL;
    }
    return json_string_value(value);
}

bool json_words(char *out, size_t size, const char *text)
{
    size_t used = 0;
    const char *p = text;
    while (*p) {
        const char *from = p;
        uint32_t code = text_next(&p);
        if (code == '\r') {
            if (*p == '\n')
                continue;
            code = '\n';
        }
        if ((code < 0x20 && code != '\n' && code != '\t') || code == 0x7f)
            return false;
        size_t bytes = (size_t)(p - from);
        if (used + bytes >= size)
            break;
        if (bytes == 1)
            out[used] = code == '\t' ? ' ' : (char)code;
        else
            memcpy(out + used, from, bytes);
        used += bytes;
    }
    out[used] = '\0';
    return true;
}

bool read_text(struct reader *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *text = read_string(r, object, key);
    if (!text)
        return false;
    if (!json_words(out, size, text)) {
        out[0] = '\0';
        reader_fail(r, key, "control characters");
        return false;
    }
    return true;
}

bool read_token(struct reader *r, const json_t *object, const char *key, char *out, size_t size)
{
    const char *text = read_string(r, object, key);
    if (!text)
        return false;
    if (strlen(text) >= size) {
        reader_fail(r, key, "too long");
        return false;
    }
    return read_text(r, object, key, out, size);
}

bool read_bool(struct reader *r, const json_t *object, const char *key, bool otherwise)
{
    const json_t *value = child(r, object, key);
    if (!value)
        return otherwise;
    if (!json_is_boolean(value)) {
        reader_fail(r, key, "not true or false");
        return otherwise;
    }
    return json_is_true(value);
}

int read_int(struct reader *r, const json_t *object, const char *key, int otherwise)
{
    const json_t *value = child(r, object, key);
    if (!value)
        return otherwise;
    json_int_t number = json_is_integer(value) ? json_integer_value(value) : INT64_MAX;
    if (number > INT32_MAX || number < INT32_MIN) {
        reader_fail(r, key, "not a whole number");
        return otherwise;
    }
    return (int)number;
}

void read_required(struct reader *r, const json_t *object, const char *key)
{
    if (!r->err && !json_object_get(object, key))
        reader_fail(r, key, "missing");
}

bool read_instant(struct reader *r, const json_t *object, const char *key, int64_t *out)
{
    const char *text = read_string(r, object, key);
    if (!text)
        return false;
    if (strlen(text) <= 10 || !clock_parse_instant(text, out)) {
        reader_fail(r, key, "malformed");
        return false;
    }
    return true;
}

/* YYYY, YYYY-MM or YYYY-MM-DD as its first and last day */
static bool partial_days(const char *text, char first[DATE_SIZE], char last[DATE_SIZE])
{
    int year = 0, month = 0, used = 0;
    char next[DATE_SIZE];
    struct local_time unused;
    if (strlen(text) == 10) {
        text_copy(first, DATE_SIZE, text);
        text_copy(last, DATE_SIZE, text);
        return clock_parse_date(text, &unused);
    }
    if (sscanf(text, "%4d-%2d%n", &year, &month, &used) == 2 && used == 7 && strlen(text) == 7) {
        snprintf(next, sizeof next, "%04u-%02u-01",
                 (unsigned)(month == 12 ? year + 1 : year) % 10000,
                 (unsigned)(month % 12 + 1) % 100);
    } else if (sscanf(text, "%4d%n", &year, &used) == 1 && used == 4 && strlen(text) == 4) {
        month = 1;
        snprintf(next, sizeof next, "%04u-01-01", (unsigned)(year + 1) % 10000);
    } else {
        return false;
    }
    if (year < 1 || month < 1 || month > 12)
        return false;
    snprintf(first, DATE_SIZE, "%04u-%02u-01", (unsigned)year % 10000, (unsigned)month % 100);
    clock_date_add(next, -1, last);
    return true;
}

bool read_days(struct reader *r, const json_t *object, const char *key, char first[DATE_SIZE],
               char last[DATE_SIZE])
{
    const char *text = read_string(r, object, key);
    if (!text)
        return false;
    char from[DATE_SIZE] = "", until[DATE_SIZE] = "";
    int64_t ms = 0;
    bool good = false;
    if (strlen(text) > 10) {
        good = clock_parse_instant(text, &ms);
        if (good) {
            clock_date(ms, from);
            text_copy(until, sizeof until, from);
        }
    } else {
        good = partial_days(text, from, until);
    }
    if (!good) {
        reader_fail(r, key, "malformed");
        return false;
    }
    if (first)
        text_copy(first, DATE_SIZE, from);
    if (last)
        text_copy(last, DATE_SIZE, until);
    return true;
}

bool read_period(struct reader *r, const json_t *object, const char *key, int64_t *start,
                 int64_t *end)
{
    const json_t *period = read_object(r, object, key);
    *start = *end = 0;
    if (!period)
        return false;
    size_t mark = reader_in(r, key, -1);
    char day[DATE_SIZE], after[DATE_SIZE];
    const char *text = read_string(r, period, "start");
    if (text && strlen(text) > 10)
        read_instant(r, period, "start", start);
    else if (text && read_days(r, period, "start", day, NULL))
        *start = clock_date_start(day);
    text = read_string(r, period, "end");
    if (text && strlen(text) > 10) {
        read_instant(r, period, "end", end);
    } else if (text && read_days(r, period, "end", NULL, day)) {
        clock_date_add(day, 1, after);
        *end = clock_date_start(after);
    }
    if (!r->err && *start && *end && *end < *start)
        reader_fail(r, NULL, "ends before it starts");
    reader_out(r, mark);
    return !r->err;
}

bool read_money(struct reader *r, const json_t *object, const char *key, int64_t *minor,
                char currency[4])
{
    const json_t *money = read_object(r, object, key);
    if (!money)
        return false;
    size_t mark = reader_in(r, key, -1);
    const json_t *value = json_object_get(money, "value");
    if (!json_is_number(value))
        reader_fail(r, "value", value ? "not a number" : "missing");
    double amount = json_number_value(value);
    if (!r->err && !(fabs(amount) < 1e12))
        reader_fail(r, "value", "too large");
    if (!r->err)
        *minor = (int64_t)llround(amount * 100);
    read_token(r, money, "currency", currency, 4);
    reader_out(r, mark);
    return !r->err;
}

bool read_minutes(struct reader *r, const json_t *object, const char *key, int *minutes)
{
    const char *text = read_string(r, object, key);
    if (!text)
        return false;
    int hour = -1, minute = -1, used = 0;
    if (sscanf(text, "%2d:%2d%n", &hour, &minute, &used) != 2 || used != 5 || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || (text[5] && text[5] != ':')) {
        reader_fail(r, key, "malformed");
        return false;
    }
    *minutes = hour * 60 + minute;
    return true;
}
