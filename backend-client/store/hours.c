#include "store/content_parts.h"

#include "base/text.h"

#define ALL_DAYS 0x7f

static const char *const names_zh[] = {"周日", "周一", "周二", "周三", "周四", "周五", "周六"};
static const char *const names_en[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

/* The days Monday first, runs of three or more as a range. */
static void add_days(char *out, size_t size, unsigned days, const char *const names[],
                     const char *comma, const char *range)
{
    bool first = true;
    for (int i = 1; i <= 7;) {
        int run = 0;
        while (i + run <= 7 && days >> (i + run) % 7 & 1)
            run++;
        if (!run) {
            i++;
            continue;
        }
        int step = run >= 3 ? run : 1;
        if (!first)
            text_append(out, size, comma);
        text_append(out, size, names[i % 7]);
        if (step > 1) {
            text_append(out, size, range);
            text_append(out, size, names[(i + step - 1) % 7]);
        }
        first = false;
        i += step;
    }
}

static bool round_the_clock(const struct timetable *t)
{
    return t->from_min == 0 && t->until_min >= 24 * 60 - 1;
}

static void add_time(char *out, size_t size, const struct timetable *t, const char *all_day)
{
    char text[32];
    if (round_the_clock(t))
        text_copy(text, sizeof text, all_day);
    else
        text_format(text, sizeof text, "%02d:%02d–%02d:%02d", t->from_min / 60, t->from_min % 60,
                    t->until_min / 60, t->until_min % 60);
    text_append(out, size, text);
}

void hours_of(const struct resource *r, struct label *out)
{
    out->zh[0] = out->en[0] = '\0';
    unsigned before = 0;
    if (r->timetable_count == 1 && (r->timetable[0].weekdays & ALL_DAYS) % ALL_DAYS == 0 &&
        round_the_clock(&r->timetable[0])) {
        text_copy(out->zh, sizeof out->zh, "全天 24 小时");
        text_copy(out->en, sizeof out->en, "24 hours a day");
        return;
    }
    for (int i = 0; i < r->timetable_count; i++) {
        const struct timetable *t = &r->timetable[i];
        unsigned days = t->weekdays ? t->weekdays : ALL_DAYS;
        if (i && days == before) { /* morning and afternoon of the same days */
            text_append(out->zh, sizeof out->zh, "、");
            text_append(out->en, sizeof out->en, ", ");
        } else {
            text_append(out->zh, sizeof out->zh, i ? "；" : "");
            text_append(out->en, sizeof out->en, i ? "; " : "");
            if (days == ALL_DAYS) {
                text_append(out->zh, sizeof out->zh, "每天");
                text_append(out->en, sizeof out->en, "Every day");
            } else {
                add_days(out->zh, sizeof out->zh, days, names_zh, "、", "至");
                add_days(out->en, sizeof out->en, days, names_en, ", ", "–");
            }
            text_append(out->zh, sizeof out->zh, " ");
            text_append(out->en, sizeof out->en, " ");
        }
        add_time(out->zh, sizeof out->zh, t, "24 小时");
        add_time(out->en, sizeof out->en, t, "24 hours");
        before = days;
    }
}
