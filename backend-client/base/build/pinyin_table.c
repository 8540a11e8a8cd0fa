/* Built and run while building: asks ICU's Han-Latin transliteration (and its variant for names)
 * for the reading of every character of the two common Han blocks and writes them as C tables. ICU
 * takes a third of a second to make such a transliterator, which is no time to spend when a kiosk
 * starts. Usage: pinyin_table OUTPUT
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define SYLLABLES_MAX 1024
#define BATCH 64
#define UNITS 4096

static const struct {
    const char *name;
    UChar32 first, last;
} blocks[] = {{"unified", 0x4e00, 0x9fff}, {"extension_a", 0x3400, 0x4dbf}};

static char syllables[SYLLABLES_MAX][8] = {""}; /* 0 = no reading */
static int syllable_count = 1;

static void fail(const char *what)
{
    fprintf(stderr, "pinyin_table: %s\n", what);
    exit(1);
}

static int syllable_index(const char *text)
{
    for (int i = 0; i < syllable_count; i++)
        if (!strcmp(syllables[i], text))
            return i;
    if (syllable_count == SYLLABLES_MAX || strlen(text) >= sizeof syllables[0])
        fail("more syllables than expected");
    strcpy(syllables[syllable_count], text);
    return syllable_count++;
}

/* One decomposed line: tone marks go, u with diaeresis becomes v, as people type it. */
static int reading_of(const UChar *line, int32_t length)
{
    char out[8] = "";
    size_t n = 0;
    for (int32_t i = 0; i < length; i++) {
        if (line[i] >= 'a' && line[i] <= 'z' && n < sizeof out - 1)
            out[n++] = (char)line[i];
        else if (line[i] == 0x0308 && n && out[n - 1] == 'u')
            out[n - 1] = 'v';
        else if (line[i] < 0x0300 || line[i] > 0x036f)
            return 0; /* not a reading: the character came back as it was */
    }
    return syllable_index(out);
}

/* `count` characters from `first`, one a line, through the transliterator and apart again. */
static void read_batch(UTransliterator *to_latin, const UNormalizer2 *nfd, UChar32 first, int count,
                       uint16_t *out)
{
    UChar text[UNITS], apart[UNITS];
    int32_t length = 0;
    for (int i = 0; i < count; i++) {
        text[length++] = (UChar)(first + i);
        text[length++] = '\n';
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t limit = length;
    utrans_transUChars(to_latin, text, &length, UNITS, 0, &limit, &status);
    int32_t size = unorm2_normalize(nfd, text, length, apart, UNITS, &status);
    if (U_FAILURE(status))
        fail(u_errorName(status));
    int line = 0;
    for (int32_t from = 0, i = 0; i < size; i++) {
        if (apart[i] != '\n')
            continue;
        int32_t until = i;
        while (from < until && apart[from] == ' ')
            from++;
        while (until > from && apart[until - 1] == ' ')
            until--;
        if (line == count)
            fail("lines were added");
        out[line++] = (uint16_t)reading_of(apart + from, until - from);
        from = i + 1;
    }
    if (line != count)
        fail("lines were lost");
}

static uint16_t *read_block(UTransliterator *to_latin, const UNormalizer2 *nfd, UChar32 first,
                            UChar32 last)
{
    uint16_t *out = calloc((size_t)(last - first) + 1, sizeof *out);
    if (!out)
        fail("no memory");
    for (UChar32 c = first; c <= last; c += BATCH)
        read_batch(to_latin, nfd, c, last - c + 1 < BATCH ? last - c + 1 : BATCH,
                   out + (c - first));
    return out;
}

static void write_block(FILE *f, const char *name, const uint16_t *rows, int count)
{
    fprintf(f, "static const uint16_t %s[] = {", name);
    for (int i = 0; i < count; i++)
        fprintf(f, "%s%u,", i % 20 ? "" : "\n", rows[i]);
    fprintf(f, "\n};\n");
}

static UTransliterator *open_transliterator(const char *id)
{
    UChar name[64];
    UErrorCode status = U_ZERO_ERROR;
    u_uastrcpy(name, id);
    UTransliterator *made = utrans_openU(name, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
    if (U_FAILURE(status))
        fail(id);
    return made;
}

int main(int argc, char **argv)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    FILE *f = argc == 2 ? fopen(argv[1], "w") : NULL;
    if (!f || U_FAILURE(status))
        fail("usage: pinyin_table OUTPUT");
    static const char *const ids[] = {"Han-Latin", "Han-Latin/Names"};
    static const char *const uses[] = {"words", "names"};
    fprintf(f, "/* made by pinyin_table.c while building: readings by ICU's Han-Latin */\n");
    for (int use = 0; use < 2; use++) {
        UTransliterator *to_latin = open_transliterator(ids[use]);
        for (int b = 0; b < 2; b++) {
            char name[40];
            uint16_t *rows = read_block(to_latin, nfd, blocks[b].first, blocks[b].last);
            snprintf(name, sizeof name, "%s_%s", uses[use], blocks[b].name);
            write_block(f, name, rows, blocks[b].last - blocks[b].first + 1);
            free(rows);
        }
        utrans_close(to_latin);
    }
    fprintf(f, "static const char syllables[][8] = {\n");
    for (int i = 0; i < syllable_count; i++)
        fprintf(f, "\"%s\",%s", syllables[i], i % 12 == 11 ? "\n" : "");
    fprintf(f, "\n};\n");
    if (fclose(f))
        fail("cannot write");
    return 0;
}
