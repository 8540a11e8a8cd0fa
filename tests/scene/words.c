#include "words.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct filling {
    struct stage *stage;
    char *out;
    size_t length, size;
};

static bool add(struct filling *f, const char *text, size_t n)
{
    if (f->length + n + 1 > f->size)
        return stage_fail(f->stage, "the step is too long");
    memcpy(f->out + f->length, text, n);
    f->length += n;
    f->out[f->length] = 0;
    return true;
}

static bool add_date(struct filling *f, int days)
{
    char date[16];
    time_t now = time(NULL) + (time_t)(f->stage->clock_ms / 1000);
    struct tm tm;
    localtime_r(&now, &tm);
    tm.tm_mday += days;
    tm.tm_hour = 12;
    mktime(&tm);
    strftime(date, sizeof date, "%Y-%m-%d", &tm);
    return add(f, date, strlen(date));
}

/* `at` is at the @; moved behind what was taken. */
static bool add_at(struct filling *f, const char **at)
{
    const char *p = *at;
    if (strncmp(p, "@TOMORROW", 9) == 0) {
        *at += 9;
        return add_date(f, 1);
    }
    if (strncmp(p, "@TODAY", 6) == 0) {
        char *end = NULL;
        long days = p[6] == '+' || p[6] == '-' ? strtol(p + 6, &end, 10) : 0;
        *at = end ? end : p + 6;
        return add_date(f, (int)days);
    }
    if (strncmp(p, "@SERVER", 7) == 0) {
        *at += 7;
        return add(f, f->stage->server.url, strlen(f->stage->server.url));
    }
    int part = 0, times = 0, used = 0;
    if (sscanf(p, "@REPEAT(%*[^,]%n,%d)%n", &part, &times, &used) == 1 && used) {
        for (int i = 0; i < times; i++)
            if (!add(f, p + 8, (size_t)part - 8))
                return false;
        *at += used;
        return true;
    }
    (*at)++;
    return add(f, "@", 1);
}

static bool add_kept(struct filling *f, const char **at)
{
    size_t n = strspn(*at + 1, "abcdefghijklmnopqrstuvwxyz_");
    for (size_t i = 0; i < f->stage->kept_count; i++) {
        const struct kept *kept = &f->stage->kept[i];
        if (strlen(kept->name) == n && strncmp(kept->name, *at + 1, n) == 0) {
            *at += n + 1;
            return add(f, kept->value, strlen(kept->value));
        }
    }
    return stage_fail(f->stage, "nothing was kept as %.*s", (int)n + 1, *at);
}

bool words_fill(struct stage *stage, const char *text, char *out, size_t size)
{
    struct filling f = {stage, out, 0, size};
    *out = 0;
    while (*text) {
        unsigned byte;
        bool ok = true;
        if (*text == '@') {
            ok = add_at(&f, &text);
        } else if (*text == '$' && islower((unsigned char)text[1])) {
            ok = add_kept(&f, &text);
        } else if (sscanf(text, "\\x%2x", &byte) == 1 && byte) {
            ok = add(&f, &(char){(char)byte}, 1);
            text += 4;
        } else {
            ok = add(&f, text++, 1);
        }
        if (!ok)
            return false;
    }
    return true;
}
