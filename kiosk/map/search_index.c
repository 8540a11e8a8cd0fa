#include "map/search_index.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/pinyin.h"
#include "base/text.h"
#include "map/venue_keys.h"

#define FOLDED 512

/* What people type for a place of that kind, whatever the hospital calls it. */
static const struct {
    enum map_category category;
    const char *words[10];
} everyday[] = {
    {MAP_TOILET, {"厕所", "洗手间", "卫生间", "WC", "toilet", "restroom", "bathroom"}},
    {MAP_TOILET_ACCESSIBLE, {"厕所", "洗手间", "残疾人厕所", "WC", "toilet", "disabled toilet"}},
    {MAP_LIFT, {"电梯", "直梯", "lift", "elevator"}},
    {MAP_STAIRS, {"楼梯", "stairs"}},
    {MAP_PHARMACY, {"药房", "取药", "拿药", "pharmacy", "medicine"}},
    {MAP_CASHIER, {"收费处", "缴费", "交钱", "付钱", "cashier", "pay", "payment"}},
    {MAP_LABORATORY, {"检验科", "抽血", "验血", "化验", "blood test", "lab"}},
    {MAP_EXIT, {"出口", "大门", "exit", "way out", "entrance"}},
    {MAP_PARKING, {"停车场", "车库", "parking", "car park"}},
    {MAP_BUS, {"公交站", "公共汽车", "bus stop"}},
    {MAP_INFORMATION, {"咨询台", "问询处", "导医台", "服务台", "information", "help desk"}},
};

static bool is_mute(uint32_t code)
{
    return code == '-' || code == '.' || code == 0xB7 || code == '(' || code == ')' ||
           code == '\'' || code == 0x2019 || code == ',';
}

void search_fold(char *out, size_t size, const char *text)
{
    size_t used = 0;
    bool gap = false, han_before = true; /* no space at the beginning */
    for (uint32_t code; (code = text_next(&text));) {
        char bytes[5];
        if (code >= 0xFF01 && code <= 0xFF5E)
            code -= 0xFEE0;
        if (code == ' ' || code == 0x3000) {
            gap = true;
            continue;
        }
        if (is_mute(code))
            continue;
        if (code < 128)
            code = (uint32_t)tolower((int)code);
        bool han = text_is_han(code);
        bool space = gap && !han && !han_before;
        size_t length = text_put(code, bytes);
        if (used + length + (space ? 2 : 1) > size)
            break;
        if (space)
            out[used++] = ' ';
        memcpy(out + used, bytes, length);
        used += length;
        gap = false;
        han_before = han;
    }
    out[used] = 0;
}

/* --- making it */

static void add(struct search_index *index, size_t first, const char *text, int weight,
                bool english)
{
    char folded[FOLDED], pinyin[FOLDED * 2], initials[FOLDED];
    search_fold(folded, sizeof folded, text);
    if (!*folded)
        return;
    for (size_t i = first; i < index->word_count; i++)
        if (!strcmp(index->words[i].text, folded))
            return; /* the first one weighs least */
    pinyin_of(folded, PINYIN_WORDS, pinyin, sizeof pinyin, initials, sizeof initials);
    bool chinese = strcmp(pinyin, folded) != 0;
    index->words =
        array_grow(index->words, index->word_count, &index->word_capacity, sizeof *index->words);
    index->words[index->word_count++] =
        (struct search_word){.text = pool_text(&index->pool, folded),
                             .pinyin = chinese ? pool_text(&index->pool, pinyin) : "",
                             .initials = chinese ? pool_text(&index->pool, initials) : "",
                             .weight = weight,
                             .english = english};
}

static void add_name(struct search_index *index, size_t first, struct name name, int weight)
{
    add(index, first, name.zh, weight, false);
    add(index, first, name.en, weight, true);
}

/* An alias may be several, parted by spaces: "验血 抽血 化验". */
static void add_alias(struct search_index *index, size_t first, struct name alias, int weight)
{
    const char *const both[] = {alias.zh, alias.en};
    add_name(index, first, alias, weight);
    for (int en = 0; en < 2; en++)
        for (const char *at = both[en]; *at;) {
            char word[FOLDED];
            size_t length = strcspn(at, " ;/|");
            text_format(word, sizeof word, "%.*s", (int)length, at);
            if (text_count(word) > 1)
                add(index, first, word, weight, en);
            at += length + strspn(at + length, " ;/|");
        }
}

static void add_place(struct search_index *index, const struct venue *venue,
                      const struct venue_place *place)
{
    size_t first = index->word_count;
    add_name(index, first, place->name, 0);
    add(index, first, place->sign, 1, false);
    add_alias(index, first, place->alias, 1);
    add(index, first, place->id, 2, true);
    add_name(index, first, place->unit_name, 2);
    if (place->unit >= 0) {
        add_alias(index, first, venue->units[place->unit].alias, 2);
        add(index, first, venue->units[place->unit].sign, 2, false);
    }
    for (size_t i = 0; i < sizeof everyday / sizeof everyday[0]; i++)
        for (size_t k = 0; everyday[i].category == place->category && everyday[i].words[k]; k++)
            add(index, first, everyday[i].words[k], 3, false);
    if (place->section >= 0)
        add_name(index, first, venue->sections[place->section].name, 6);
    if (place->level >= 0) {
        const struct venue_level *level = &venue->levels[place->level];
        add_name(index, first, level->name, 7);
        if (level->building >= 0)
            add_name(index, first, venue->buildings[level->building].name, 7);
    }
}

struct search_index *search_index_make(const struct venue *venue)
{
    struct search_index *index = calloc(1, sizeof *index);
    if (!index)
        abort();
    index->first = calloc(venue->place_count + 1, sizeof *index->first);
    if (!index->first)
        abort();
    for (size_t i = 0; i < venue->place_count; i++) {
        index->first[i] = index->word_count;
        add_place(index, venue, &venue->places[i]);
    }
    index->first[venue->place_count] = index->word_count;
    return index;
}

void search_index_free(struct search_index *index)
{
    if (!index)
        return;
    free(index->first);
    free(index->words);
    pool_clear(&index->pool);
    free(index);
}

/* --- asking it */

/* Compares without the spaces of `text`; how much of it there is beyond the query, -1 = it does not
 * begin so. */
static int begins(const char *text, const char *query)
{
    while (*query) {
        while (*text == ' ')
            text++;
        while (*query == ' ')
            query++;
        if (!*query)
            break;
        if (*text++ != *query++)
            return -1;
    }
    int rest = 0;
    for (; *text; text++)
        rest += *text != ' ';
    return rest;
}

/* At the beginning of a word (after a space) of `text`. */
static bool begins_later(const char *text, const char *query)
{
    for (const char *at = strchr(text, ' '); at; at = strchr(at + 1, ' '))
        if (begins(at + 1, query) >= 0)
            return true;
    return false;
}

static bool is_latin(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text >= 0x80)
            return false;
    return true;
}

/* One letter more, fewer, other, or two changed about: in bytes for Latin, in characters for Han.
 * With `prefix` what follows in `text` does not count. */
static bool one_edit(const char *text, const char *query, bool prefix)
{
    uint32_t a[FOLDED], b[FOLDED];
    size_t n = 0, m = 0, i = 0;
    for (uint32_t c; n < FOLDED && (c = text_next(&text));)
        if (c != ' ')
            a[n++] = c;
    for (uint32_t c; m < FOLDED && (c = text_next(&query));)
        if (c != ' ')
            b[m++] = c;
    while (i < n && i < m && a[i] == b[i])
        i++;
    if (i == 0)
        return false; /* people get the first letter right */
    const size_t skip[4][2] = {{1, 1}, {1, 0}, {0, 1}, {2, 2}};
    for (int k = 0; k < 4; k++) {
        size_t x = i + skip[k][0], y = i + skip[k][1];
        if (x > n || y > m || (k == 3 && (a[i] != b[i + 1] || a[i + 1] != b[i])))
            continue;
        while (x < n && y < m && a[x] == b[y]) {
            x++;
            y++;
        }
        if (y == m && (x == n || prefix))
            return true;
    }
    return false;
}

static int match_spelling(const struct search_word *word, const char *query, size_t letters)
{
    bool latin = is_latin(query);
    if (letters < (latin ? 4 : 3))
        return SEARCH_NOTHING;
    if (one_edit(word->text, query, false))
        return 9;
    if (latin && *word->pinyin && one_edit(word->pinyin, query, false))
        return 10;
    if (letters < 5 && latin)
        return SEARCH_NOTHING;
    if (one_edit(word->text, query, true))
        return 11;
    return latin && *word->pinyin && one_edit(word->pinyin, query, true) ? 12 : SEARCH_NOTHING;
}

int search_match(const struct search_word *word, const char *query)
{
    int rest = begins(word->text, query);
    if (rest >= 0)
        return rest ? 2 : 0;
    size_t letters = text_count(query);
    if (*word->pinyin && is_latin(query)) {
        if (!strcmp(word->initials, query) || begins(word->pinyin, query) == 0)
            return 1;
        if (begins(word->pinyin, query) > 0 ||
            (letters > 1 && !strncmp(word->initials, query, strlen(query))))
            return 3;
        if (letters > 1 && begins_later(word->pinyin, query))
            return 6;
        if (letters > 1 && strstr(word->initials, query))
            return 7;
    }
    if (begins_later(word->text, query))
        return 4;
    if (strstr(word->text, query) && (letters > 1 || !is_latin(query)))
        return 5;
    return match_spelling(word, query, letters);
}
