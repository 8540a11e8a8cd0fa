#include "model/identity.h"

#include "base/text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static const char check_digits[] = "10X98765432"; /* GB 11643-1999, by the sum modulo 11 */

static struct id_check fault(enum id_fault fault, int missing)
{
    return (struct id_check){.fault = fault, .missing = missing};
}

/* What counts in a typed number: without spaces and hyphens, in capitals. -1 when something else
 * than ASCII letters, digits and '+' is in it; the length otherwise, also when it is more than
 * `size` holds. */
static int squeeze(const char *typed, char *out, int size)
{
    int n = 0;
    for (const char *p = typed; *p; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == ' ' || c == '-')
            continue;
        if (c >= 0x80 || !(isalnum(c) || c == '+'))
            return -1;
        if (n < size - 1)
            out[n] = (char)toupper(c);
        n++;
    }
    out[n < size - 1 ? n : size - 1] = '\0';
    return n;
}

static bool all_digits(const char *text, int from, int until)
{
    for (int i = from; i < until; i++)
        if (!isdigit((unsigned char)text[i]))
            return false;
    return true;
}

static char resident_check_digit(const char *number)
{
    static const int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < 17; i++)
        sum += (number[i] - '0') * weights[i];
    return check_digits[sum % 11];
}

static bool birth_date_good(const char *number, const char *today)
{
    char date[DATE_SIZE];
    text_format(date, sizeof date, "%.4s-%.2s-%.2s", number + 6, number + 10, number + 12);
    struct local_time born, now;
    if (!clock_parse_date(date, &born) || !clock_parse_date(today, &now))
        return false;
    if (strcmp(date, today) > 0)
        return false;
    char oldest[DATE_SIZE];
    text_format(oldest, sizeof oldest, "%04d-%s", now.year - 130, today + 5);
    return strcmp(date, oldest) >= 0;
}

struct id_check identity_check_resident(const char *typed, const char *today, char *clean)
{
    char number[24];
    int length = squeeze(typed, number, sizeof number);
    if (length < 0)
        return fault(ID_CHARS, 0);
    if (length > 18)
        return fault(ID_LONG, 0);
    int digits = length == 18 ? 17 : length;
    if (!all_digits(number, 0, digits))
        return fault(ID_CHARS, 0);
    if (length == 18 && !isdigit((unsigned char)number[17]) && number[17] != 'X')
        return fault(ID_CHARS, 0);
    if (length < 18)
        return fault(ID_SHORT, 18 - length);
    if (!birth_date_good(number, today))
        return fault(ID_DATE, 0);
    if (number[17] != resident_check_digit(number))
        return fault(ID_CHECK, 0);
    memcpy(clean, number, 19);
    return fault(ID_GOOD, 0);
}

struct id_check identity_check_mobile(const char *typed, char *clean)
{
    char number[24];
    int length = squeeze(typed, number, sizeof number);
    if (length < 0)
        return fault(ID_CHARS, 0);
    if (length > 16)
        return fault(ID_LONG, 0);
    bool foreign = number[0] == '+';
    if (!all_digits(number, foreign ? 1 : 0, length))
        return fault(ID_CHARS, 0);
    if (foreign && strncmp(number, "+86", length < 3 ? (size_t)length : 3) == 0) {
        if (length < 3)
            return fault(ID_SHORT, 0);
        memmove(number, number + 3, (size_t)length - 2);
        length -= 3;
        foreign = false;
    }
    if (foreign) { /* E.164: no leading zero, at most 15 digits; shorter than 8 is no subscriber */
        if (number[1] == '0')
            return fault(ID_PREFIX, 0);
        if (length < 9)
            return fault(ID_SHORT, 9 - length);
        memcpy(clean, number, (size_t)length + 1);
        return fault(ID_GOOD, 0);
    }
    if ((length > 0 && number[0] != '1') || (length > 1 && number[1] < '3'))
        return fault(ID_PREFIX, 0);
    if (length < 11)
        return fault(ID_SHORT, 11 - length);
    if (length > 11)
        return fault(ID_LONG, 0);
    memcpy(clean, number, 12);
    return fault(ID_GOOD, 0);
}

struct id_check identity_check_card(const char *typed, char *clean)
{
    char number[32];
    int length = squeeze(typed, number, sizeof number);
    if (length < 0 || strchr(number, '+'))
        return fault(ID_CHARS, 0);
    if (length > 24)
        return fault(ID_LONG, 0);
    if (length < 4)
        return fault(ID_SHORT, 4 - length);
    memcpy(clean, number, (size_t)length + 1);
    return fault(ID_GOOD, 0);
}

int64_t birth_year_of_resident(const char *number)
{
    int year = 0;
    if (strlen(number) != 18 || !all_digits(number, 0, 17) || sscanf(number + 6, "%4d", &year) != 1)
        return 0;
    return year;
}

/* Our own codes begin what is printed beside them: "472918", "B027 ...", "7F3K-2QXM-4C". */
static enum scan_kind own_code(const char *text, char clean[40])
{
    char word[16];
    int n = 0;
    while (text[n] && text[n] != ' ' && n < (int)sizeof word - 1) {
        word[n] = (char)toupper((unsigned char)text[n]);
        n++;
    }
    if (text[n] && text[n] != ' ')
        return SCAN_NOTHING;
    word[n] = '\0';
    enum scan_kind kind = SCAN_NOTHING;
    if (n == 6 && all_digits(word, 0, 6))
        kind = SCAN_VISIT_CODE;
    else if (ticket_number_form(word))
        kind = SCAN_TICKET;
    else if (n == 12 && word[4] == '-' && word[9] == '-')
        kind = SCAN_COMPLAINT;
    if (kind != SCAN_NOTHING)
        text_copy(clean, 40, word);
    return kind;
}

bool ticket_number_form(const char *number)
{
    size_t n = strlen(number);
    return (n == 4 || n == 5) && isupper((unsigned char)number[0]) && all_digits(number, 1, 4) &&
           (n == 4 || isdigit((unsigned char)number[4]) || isupper((unsigned char)number[4]));
}

enum scan_kind identity_scan(const char *text, const char *today, char clean[40])
{
    clean[0] = '\0';
    while (*text == ' ')
        text++;
    size_t length = strlen(text);
    if (length > 512)
        return SCAN_NOTHING;
    enum scan_kind own = own_code(text, clean);
    if (own != SCAN_NOTHING)
        return own;
    if (identity_check_resident(text, today, clean).fault == ID_GOOD)
        return SCAN_RESIDENT_ID;
    if (identity_check_mobile(text, clean).fault == ID_GOOD)
        return SCAN_MOBILE;
    if (identity_check_card(text, clean).fault != ID_GOOD)
        return SCAN_NOTHING;
    /* eighteen characters that look like a resident ID and do not add up are a bad reading, not a
     * card */
    if (strlen(clean) == 18 && all_digits(clean, 0, 17)) {
        clean[0] = '\0';
        return SCAN_NOTHING;
    }
    return SCAN_CARD;
}
