/* Tracking numbers: nine random letters and a check letter in Crockford's base 32 (no I, L, O, U).
 * The check letter is the sum of a^i * letter_i over GF(32), a being a generator: every single
 * wrong letter and every swap of two different letters changes it.
 */
#include "act/act.h"
#include "base/random.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

#define LETTERS 10
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static unsigned times_a(unsigned x) /* in GF(2^5) modulo x^5 + x^2 + 1 */
{
    x <<= 1;
    return x & 32 ? x ^ 37 : x;
}

static unsigned check_of(const unsigned char *digits)
{
    unsigned sum = 0;
    for (int i = 0; i < LETTERS - 1; i++) /* Horner: a^9 d0 + ... + a d8 */
        sum = times_a(sum ^ digits[i]);
    return sum;
}

static void spell(const unsigned char digits[LETTERS], char out[20])
{
    char letters[LETTERS + 1] = "";
    for (int i = 0; i < LETTERS; i++)
        letters[i] = alphabet[digits[i]];
    text_format(out, 20, "%.4s-%.4s-%.2s", letters, letters + 4, letters + 8);
}

void tracking_number_new(char out[20])
{
    unsigned char digits[LETTERS];
    for (int i = 0; i < LETTERS - 1; i++)
        digits[i] = (unsigned char)random_below(32);
    digits[LETTERS - 1] = (unsigned char)check_of(digits);
    spell(digits, out);
}

bool tracking_number_valid(const char *typed, char clean[20])
{
    unsigned char digits[LETTERS];
    int n = 0;
    for (const char *p = typed; *p; p++) {
        int c = toupper((unsigned char)*p);
        if (c == ' ' || c == '-')
            continue;
        c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
        const char *at = strchr(alphabet, c);
        if (!at || n == LETTERS)
            return false;
        digits[n++] = (unsigned char)(at - alphabet);
    }
    if (n != LETTERS || check_of(digits) != digits[LETTERS - 1])
        return false;
    spell(digits, clean);
    return true;
}
