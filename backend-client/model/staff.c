#include "model/staff.h"

#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <string.h>

static const char *const role_names[] = {[ROLE_GUIDE] = "guide",
                                         [ROLE_WINDOW] = "window",
                                         [ROLE_COMPLAINTS] = "complaints",
                                         [ROLE_ADMIN] = "admin"};
static_assert(sizeof role_names / sizeof role_names[0] == STAFF_ROLE_COUNT, "one name a role");

const char *staff_role_name(enum staff_role role)
{
    return role_names[role];
}

int64_t staff_session_left(const struct staff_session *session, const struct staff_rules *rules,
                           int64_t mono_ms)
{
    if (!session->id[0] || mono_ms < session->touched_ms || mono_ms < session->began_ms)
        return 0;
    int64_t idle = session->touched_ms + (int64_t)rules->idle_s * 1000 - mono_ms;
    int64_t whole = session->began_ms + (int64_t)rules->session_min * 60000 - mono_ms;
    int64_t left = idle < whole ? idle : whole;
    return left > 0 ? left : 0;
}

bool staff_session_open(const struct staff_session *session, const struct staff_rules *rules,
                        int64_t mono_ms)
{
    return staff_session_left(session, rules, mono_ms) > 0;
}

bool staff_may(const struct staff_session *session, enum staff_role role)
{
    return session->id[0] && session->roles & (1U << role | 1U << ROLE_ADMIN);
}

int staff_pause_s(int failures)
{
    enum { FREE = 4, FIRST = 60, MOST = 3600 };
    if (failures <= FREE)
        return 0;
    int pause = FIRST;
    for (int i = FREE + 1; i < failures && pause < MOST; i++)
        pause *= 2;
    return pause < MOST ? pause : MOST;
}

enum pin_fault pin_check(const char *pin)
{
    size_t length = strlen(pin);
    bool same = true, up = true, down = true;
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)pin[i]))
            return PIN_CHARS;
    if (length < PIN_BADGE_DIGITS)
        return PIN_SHORT;
    if (length > 12)
        return PIN_LONG;
    for (size_t i = 1; i < length; i++) {
        int step = (pin[i] - pin[i - 1] + 10) % 10;
        same = same && step == 0;
        up = up && step == 1;
        down = down && step == 9;
    }
    return same || up || down ? PIN_SIMPLE : PIN_GOOD;
}

bool staff_id_valid(const char *id)
{
    size_t length = strlen(id);
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)id[i]) && !isupper((unsigned char)id[i]) &&
            !(id[i] == '-' && i > 0))
            return false;
    return length > 0 && length < STAFF_ID_SIZE;
}

bool staff_id_clean(const char *typed, char out[STAFF_ID_SIZE])
{
    size_t used = 0;
    for (; *typed; typed++) {
        if (*typed == ' ')
            continue;
        if (used == STAFF_ID_SIZE - 1) {
            out[0] = '\0';
            return false;
        }
        out[used++] = (char)toupper((unsigned char)*typed);
    }
    out[used] = '\0';
    return staff_id_valid(out);
}

bool badge_valid(const char *badge)
{
    size_t length = strlen(badge);
    for (size_t i = 0; i < length; i++)
        if (badge[i] <= ' ' || badge[i] > '~')
            return false;
    return length >= 4 && length <= 64;
}

bool staff_roles_parse(const char *text, unsigned *roles)
{
    *roles = 0;
    while (*text) {
        size_t length = strcspn(text, ",");
        int found = -1;
        for (int i = 0; i < STAFF_ROLE_COUNT; i++)
            if (strlen(role_names[i]) == length && strncmp(role_names[i], text, length) == 0)
                found = i;
        if (found < 0)
            return false;
        *roles |= 1U << found;
        text += length;
        if (*text == ',')
            text++;
    }
    return *roles != 0;
}

void staff_roles_text(unsigned roles, char *out, size_t size)
{
    out[0] = '\0';
    for (int i = 0; i < STAFF_ROLE_COUNT; i++) {
        if (!(roles & 1U << i))
            continue;
        if (out[0])
            text_append(out, size, ",");
        text_append(out, size, role_names[i]);
    }
}
