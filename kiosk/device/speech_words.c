#include "device/speech_words.h"

#include "base/text.h"
#include "model/identity.h"

#include <stdlib.h>
#include <string.h>

#define EACH_FROM 3 /* a room of so many digits is read digit by digit: 三一二 */
#define PART_SIZE 400

static const char *const han_digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};

/* One character of `p` as a string; returns what follows it. */
static const char *take(const char *p, char own[5])
{
    const char *next = p;
    text_next(&next);
    text_format(own, 5, "%.*s", (int)(next - p), p);
    return next;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* `digits` one by one; in English apart, so that 027 is not read as a number. */
static void add_each(const struct config *config, enum lang lang, const char *digits, size_t count,
                     char *out, size_t size)
{
    for (size_t i = 0; i < count; i++) {
        const char apart[] = {' ', digits[i], '\0'};
        bool yao = config->voice.one == VOICE_ONE_YAO && digits[i] == '1';
        text_append(out, size,
                    lang == LANG_EN ? apart + (i == 0)
                    : yao           ? "幺"
                                    : han_digits[digits[i] - '0']);
    }
}

/* 27 -> 二十七, 110 -> 一百一十, 1005 -> 一千零五; below 10,000. */
static void add_han_number(int n, char *out, size_t size)
{
    static const struct {
        int value;
        const char *word;
    } places[] = {{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}};
    bool begun = false, gap = false;
    if (n == 0)
        text_append(out, size, han_digits[0]);
    for (int i = 0; i < 4; i++) {
        int digit = n / places[i].value % 10;
        if (digit == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            text_append(out, size, han_digits[0]);
        if (!(digit == 1 && places[i].value == 10 && !begun)) /* 十二, not 一十二 */
            text_append(out, size, han_digits[digit]);
        text_append(out, size, places[i].word);
        begun = true;
        gap = false;
    }
}

static void add_number(enum lang lang, const char *digits, size_t count, char *out, size_t size)
{
    char plain[8];
    text_format(plain, sizeof plain, "%.*s", (int)count, digits);
    int n = (int)strtol(plain, NULL, 10);
    if (lang == LANG_ZH) {
        add_han_number(n, out, size);
    } else {
        text_format(plain, sizeof plain, "%d", n);
        text_append(out, size, plain);
    }
}

/* Digits as `each` says, everything else as it is; letters stand apart from what follows, or a
 * voice takes them for a word. */
static void add_spoken(const struct config *config, enum lang lang, const char *text,
                       bool (*each)(const struct config *config, const char *text, size_t digits),
                       char *out, size_t size)
{
    while (*text) {
        size_t digits = 0;
        while (is_digit(text[digits]))
            digits++;
        if (digits == 0) {
            char own[5];
            text = take(text, own);
            text_append(out, size, own);
            continue;
        }
        size_t used = strlen(out);
        if (used > 0 && out[used - 1] >= 'A' && out[used - 1] <= 'z')
            text_append(out, size, lang == LANG_EN ? ", " : " ");
        if (each(config, text, digits) || digits > 4)
            add_each(config, lang, text, digits, out, size);
        else
            add_number(lang, text, digits, out, size);
        text += digits;
    }
}

static bool each_in_number(const struct config *config, const char *text, size_t digits)
{
    (void)text, (void)digits;
    return config->voice.digits == VOICE_DIGITS_EACH;
}

static bool each_in_room(const struct config *config, const char *text, size_t digits)
{
    (void)config, (void)text;
    return digits >= EACH_FROM;
}

static bool begins_with_han(const char *text)
{
    return text_is_han(text_next(&text));
}

/* 张*三 -> 张某三. A name that this language's voice cannot read, and a masked Latin one, which is
 * a letter and stars, are left out. */
static void spoken_name(const struct config *config, const char *name, enum lang lang, char *out,
                        size_t size)
{
    char shown[96];
    out[0] = '\0';
    if (!name[0] || config->voice.name == VOICE_NAME_NONE)
        return;
    if (config->voice.name == VOICE_NAME_FULL)
        text_copy(shown, sizeof shown, name);
    else
        mask_name(name, shown, sizeof shown);
    bool han = begins_with_han(shown), stars = strchr(shown, '*') != NULL;
    if (han != (lang == LANG_ZH) || (stars && !han)) {
        text_wipe(shown, sizeof shown);
        return;
    }
    char own[5];
    for (const char *p = shown; *p; p = take(p, own)) {
        take(p, own);
        if (*p != '*')
            text_append(out, size, own);
        else if (p == shown || p[-1] != '*')
            text_append(out, size, "某");
    }
    text_wipe(shown, sizeof shown);
}

/* The comma behind a part that is empty is not spoken. */
static const char *pass_comma(const char *p)
{
    static const char *const commas[] = {"，", "、", ", ", ",", " "};
    for (size_t i = 0; i < sizeof commas / sizeof commas[0]; i++)
        if (strncmp(p, commas[i], strlen(commas[i])) == 0)
            return p + strlen(commas[i]);
    return p;
}

void speech_words(const struct config *config, const struct speech_call *call, enum lang lang,
                  char out[SPEECH_WORDS_SIZE])
{
    char parts[3][PART_SIZE] = {"", "", ""};
    static const char *const marks[] = {"{number}", "{name}", "{room}"};
    const char *room = label_in(&call->room, lang);
    add_spoken(config, lang, call->number, each_in_number, parts[0], PART_SIZE);
    spoken_name(config, call->name, lang, parts[1], PART_SIZE);
    add_spoken(config, lang,
               room[0]           ? room
               : lang == LANG_ZH ? "诊室"
                                 : "the consulting room",
               each_in_room, parts[2], PART_SIZE);
    out[0] = '\0';
    const char *p = lang == LANG_ZH ? config->voice.sentence_zh : config->voice.sentence_en;
    while (*p) {
        int mark = 0;
        while (mark < 3 && strncmp(p, marks[mark], strlen(marks[mark])) != 0)
            mark++;
        if (mark < 3) {
            p += strlen(marks[mark]);
            text_append(out, SPEECH_WORDS_SIZE, parts[mark]);
            if (!parts[mark][0])
                p = pass_comma(p);
            continue;
        }
        char own[5];
        p = take(p, own);
        text_append(out, SPEECH_WORDS_SIZE, own);
    }
    text_wipe(parts, sizeof parts);
}

/* Signs are read digit by digit, lengths and times are numbers; 04 is never just 4. */
static bool each_in_sentence(const struct config *config, const char *text, size_t digits)
{
    static const char *const units[] = {"米", "metre", " m", "分钟", "min"};
    const char *after = text + digits;
    (void)config;
    after += *after == ' ' && after[1] != 'm';
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strncmp(after, units[i], strlen(units[i])) == 0)
            return false;
    return digits >= EACH_FROM || (digits > 1 && *text == '0');
}

void speech_sentence(const struct config *config, enum lang lang, const char *text,
                     char out[SPEECH_WORDS_SIZE])
{
    char plain[SPEECH_SENTENCE_SIZE] = "", own[5];
    for (const char *p = text; *p; p = take(p, own)) {
        take(p, own);
        bool skip = *p == '\x0e' || *p == '\x0f' ||
                    (lang == LANG_EN && text_is_han(text_next(&(const char *){p})));
        if (!skip)
            text_append(plain, sizeof plain, own);
    }
    out[0] = '\0';
    add_spoken(config, lang, plain, each_in_sentence, out, SPEECH_WORDS_SIZE);
    text_wipe(plain, sizeof plain);
}
