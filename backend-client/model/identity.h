/* Checking what patients type: resident ID (GB 11643-1999), mobile number, visit card, and masking
 * (TRUST.md 2.2). Pure. */
#pragma once

#include "model/care.h"

#include <stddef.h>

enum id_fault {
    ID_GOOD,
    ID_SHORT, /* `missing` digits still to come */
    ID_LONG,
    ID_CHARS, /* something that cannot be part of it */
    ID_DATE,  /* no real birth date, in the future, or over 130 years ago */
    ID_CHECK, /* the check digit does not fit */
    ID_PREFIX /* mobile: not 1[3-9] */
};

struct id_check {
    enum id_fault fault;
    int missing;
};

/* Accepts lower-case x, ignores spaces; writes the clean number to `clean` (>= 19 bytes) when GOOD.
 * `today` "YYYY-MM-DD". */
struct id_check identity_check_resident(const char *typed, const char *today, char *clean);
/* +86 and spaces allowed; 11 digits 1[3-9]; other E.164 numbers up to 15 digits with a leading +.
 * `clean` >= 20 bytes. */
struct id_check identity_check_mobile(const char *typed, char *clean);
/* 4 to 24 letters and digits. `clean` >= 32 bytes. */
struct id_check identity_check_card(const char *typed, char *clean);

/* What a scanner read: resident ID, mobile, card number, or one of our codes. */
enum scan_kind {
    SCAN_NOTHING,
    SCAN_RESIDENT_ID,
    SCAN_MOBILE,
    SCAN_CARD,
    SCAN_VISIT_CODE,
    SCAN_TICKET,
    SCAN_COMPLAINT
};
/* A number in a queue, in capitals: one letter and three digits, and one more digit or letter where
 * an other visit has the same one in that queue. */
bool ticket_number_form(const char *number);
enum scan_kind identity_scan(const char *text, const char *today, char clean[40]);

void mask_name(const char *name, char *out, size_t size); /* 张*三, 王*, 欧阳*, J*** */
void mask_resident_id(const char *number, char *out, size_t size); /* 110***********002X */
void mask_phone(const char *phone, char *out, size_t size);        /* 138****8000 */
void mask_identity(const struct person *person, char *out, size_t size);

int64_t birth_year_of_resident(const char *number); /* 0 when not one */
