#include "device/readings.h"

#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS_MAX 1000

struct reading {
    char word[48], said[80];
};

struct readings {
    struct reading list[WORDS_MAX];
    size_t count;
};

static void read_line(struct readings *readings, char *line)
{
    line[strcspn(line, "\r\n")] = '\0';
    char *tab = strchr(line, '\t');
    if (line[0] == '#' || !tab || tab == line || readings->count == WORDS_MAX)
        return;
    *tab = '\0';
    struct reading *one = &readings->list[readings->count];
    if (text_copy(one->word, sizeof one->word, line) &&
        text_copy(one->said, sizeof one->said, tab + 1))
        readings->count++;
}

struct readings *readings_new(const char *path)
{
    struct readings *readings = calloc(1, sizeof *readings);
    char line[256];
    if (!readings)
        abort();
    FILE *file = fopen(path[0] ? path : FOYER_ASSETS "/voice/readings.txt", "re");
    while (file && fgets(line, sizeof line, file))
        read_line(readings, line);
    if (file)
        fclose(file);
    return readings;
}

void readings_free(struct readings *readings)
{
    free(readings);
}

static const struct reading *longest(const struct readings *readings, const char *text)
{
    const struct reading *best = NULL;
    for (size_t i = 0; i < readings->count; i++) {
        const struct reading *one = &readings->list[i];
        size_t length = strlen(one->word);
        if (strncmp(text, one->word, length) == 0 && (!best || length > strlen(best->word)))
            best = one;
    }
    return best;
}

void readings_apply(const struct readings *readings, char *text, size_t size)
{
    char *said = calloc(1, size);
    if (!said)
        abort();
    for (const char *p = text; *p;) {
        const struct reading *one = longest(readings, p);
        if (one) {
            p += strlen(one->word);
            text_append(said, size, one->said);
            continue;
        }
        const char *next = p;
        char own[5];
        text_next(&next);
        text_format(own, sizeof own, "%.*s", (int)(next - p), p);
        text_append(said, size, own);
        p = next;
    }
    text_copy(text, size, said);
    text_wipe(said, size);
    free(said);
}
