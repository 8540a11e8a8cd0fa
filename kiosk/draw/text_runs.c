#include "draw/text_runs.h"
#include "draw/utf8.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

struct script_range {
    uint32_t from, to;
    const char *script; /* HarfBuzz shapes these only when told */
};

static const struct script_range scripts[] = {
    {0x0590, 0x05ff, "Hebr"}, {0x0600, 0x077f, "Arab"}, {0x08a0, 0x08ff, "Arab"},
    {0xfb50, 0xfdff, "Arab"}, {0xfe70, 0xfefe, "Arab"}, {0x0900, 0x097f, "Deva"},
    {0x0e00, 0x0e7f, "Thai"}, {0x0f00, 0x0fff, "Tibt"}, {0x1800, 0x18af, "Mong"},
};

static const char *script_of(uint32_t c)
{
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (c >= scripts[i].from && c <= scripts[i].to)
            return scripts[i].script;
    return "";
}

/* Characters without a picture of their own: they go with what stands before them. */
static bool is_unseen(uint32_t c)
{
    return c < 0x20 || c == 0x7f || c == 0xad || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) ||
           (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || (c >= 0xe0000 && c <= 0xe01ef);
}

static bool may_be_rtl(uint32_t c)
{
    return (c >= 0x0590 && c < 0x0900) || (c >= 0xfb1d && c < 0xfdff) ||
           (c >= 0xfe70 && c <= 0xfefe) || (c >= 0x10800 && c < 0x11000) ||
           (c >= 0x1e800 && c < 0x1f000);
}

/* A run must not begin with, or consist of, a space in another font only because that font comes
 * first. */
static bool is_common(uint32_t c)
{
    return c == ' ' || (c > 0x20 && c < 0x30) || (c >= 0x300 && c < 0x370);
}

static int split_by_font(struct fonts *fonts, const char *text, size_t start, size_t end, bool bold,
                         bool rtl, struct text_run *runs, int room)
{
    int count = 0;
    for (size_t i = start, used; i < end; i += used) {
        uint32_t c = utf8_take(text + i, end - i, &used);
        struct text_run *run = count > 0 ? &runs[count - 1] : NULL;
        bool stays = run != NULL && (is_unseen(c) || (is_common(c) && run->font >= 0 &&
                                                      fonts_has(fonts, bold, run->font, c)));
        const char *script = stays ? run->script : script_of(c);
        int font = stays ? run->font : fonts_pick(fonts, bold, c);
        if (run != NULL && (stays || (font == run->font && strcmp(script, run->script) == 0))) {
            run->length += used;
            continue;
        }
        if (count == room)
            break;
        runs[count] = (struct text_run){.start = i, .length = used, .font = font, .rtl = rtl};
        memcpy(runs[count].script, script, strlen(script) + 1);
        count++;
    }
    if (rtl) /* its parts stand from right to left */
        for (int i = 0; i < count / 2; i++) {
            struct text_run swap = runs[i];
            runs[i] = runs[count - 1 - i];
            runs[count - 1 - i] = swap;
        }
    return count;
}

struct level_run {
    size_t start, end; /* bytes */
    int level;
};

/* UAX 9 rule L2 on whole runs: from the highest level down, every stretch of that level or more is
 * turned round. */
static void order_runs(struct level_run *runs, int count, int highest)
{
    for (int level = highest; level > 0; level--)
        for (int i = 0; i < count; i++) {
            int j = i;
            while (j < count && runs[j].level >= level)
                j++;
            for (int a = i, b = j - 1; a < b; a++, b--) {
                struct level_run swap = runs[a];
                runs[a] = runs[b];
                runs[b] = swap;
            }
            if (j > i)
                i = j - 1;
        }
}

static int level_runs(const char *text, size_t length, struct level_run runs[TEXT_RUNS_MAX])
{
    FriBidiChar *chars = calloc(length + 1, sizeof *chars);
    FriBidiCharType *types = calloc(length + 1, sizeof *types);
    FriBidiLevel *levels = calloc(length + 1, sizeof *levels);
    if (chars == NULL || types == NULL || levels == NULL)
        abort();
    FriBidiStrIndex n = 0;
    for (size_t i = 0, used; i < length; i += used)
        chars[n++] = utf8_take(text + i, length - i, &used);
    FriBidiParType direction =
        FRIBIDI_PAR_LTR; /* our sentences are; a name in Arabic stands inside them */
    fribidi_get_bidi_types(chars, n, types);
    FriBidiLevel highest = fribidi_get_par_embedding_levels_ex(types, NULL, n, &direction, levels);
    int count = 0;
    FriBidiStrIndex k = 0;
    for (size_t i = 0, used; i < length; i += used, k++) {
        utf8_take(text + i, length - i, &used);
        if (count > 0 && runs[count - 1].level == levels[k])
            runs[count - 1].end = i + used;
        else if (count < TEXT_RUNS_MAX)
            runs[count++] = (struct level_run){i, i + used, levels[k]};
        else
            break;
    }
    order_runs(runs, count, highest - 1);
    explicit_bzero(chars, (length + 1) * sizeof *chars);
    free(chars);
    free(types);
    free(levels);
    return count;
}

int text_runs(struct fonts *fonts, const char *text, size_t length, bool bold,
              struct text_run runs[TEXT_RUNS_MAX])
{
    bool rtl = false;
    for (size_t i = 0, used; i < length && !rtl; i += used)
        rtl = may_be_rtl(utf8_take(text + i, length - i, &used));
    if (!rtl)
        return split_by_font(fonts, text, 0, length, bold, false, runs, TEXT_RUNS_MAX);
    struct level_run levels[TEXT_RUNS_MAX];
    int n = level_runs(text, length, levels), count = 0;
    for (int i = 0; i < n; i++)
        count += split_by_font(fonts, text, levels[i].start, levels[i].end, bold,
                               levels[i].level % 2 == 1, runs + count, TEXT_RUNS_MAX - count);
    return count;
}

bool text_runs_covered(struct fonts *fonts, const char *text, size_t length, bool bold)
{
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t c = utf8_take(text + i, length - i, &used);
        if (!is_unseen(c) && fonts_pick(fonts, bold, c) < 0)
            return false;
    }
    return true;
}
