/* What others may read of a name or number (TRUST.md 2.2, "Public board" and "Shoulder surfing").
 */
#include "model/identity.h"

#include "base/text.h"

#include <string.h>

static const char *const compound_surnames[] = {
    "欧阳", "太史", "端木", "上官", "司马", "东方", "独孤", "南宫", "万俟", "闻人", "夏侯", "诸葛",
    "尉迟", "公羊", "赫连", "澹台", "皇甫", "宗政", "濮阳", "公冶", "太叔", "申屠", "公孙", "慕容",
    "仲孙", "钟离", "长孙", "宇文", "司徒", "鲜于", "司空", "闾丘", "子车", "亓官", "司寇", "巫马",
    "公西", "颛孙", "壤驷", "公良", "漆雕", "乐正", "宰父", "谷梁", "拓跋", "夹谷", "轩辕", "令狐",
    "段干", "百里", "呼延", "东郭", "南门", "羊舌", "微生", "公户", "公玉", "公仪", "梁丘", "公仲",
    "公上", "公门", "公山", "公坚", "左丘", "公伯", "西门", "公祖", "第五", "公乘", "贯丘", "公皙",
    "南荣", "东里", "东宫", "仲长", "子书", "子桑", "即墨", "达奚", "褚师", "纳兰",
};

static bool has_compound_surname(const char *name)
{
    for (size_t i = 0; i < sizeof compound_surnames / sizeof compound_surnames[0]; i++)
        if (strncmp(name, compound_surnames[i], 6) == 0)
            return true;
    return false;
}

void mask_name(const char *name, char *out, size_t size)
{
    char clean[96];
    text_clean(clean, sizeof clean, name, 40);
    const char *p = clean;
    uint32_t first = text_next(&p);
    char head[5];
    out[0] = '\0';
    if (!first)
        return;
    text_put(first, head);
    size_t count = text_count(clean);
    if (!text_is_han(first) || count == 1) { /* Latin, or a single character */
        text_format(out, size, "%s***", head);
        return;
    }
    size_t shown = 1; /* characters of the surname */
    if (count > 2 && has_compound_surname(clean))
        shown = 2;
    if (count == 2 && has_compound_surname(clean)) {
        text_format(out, size, "%s*", head);
        return;
    }
    text_copy(out, size, head);
    if (shown == 2) {
        text_put(text_next(&p), head);
        text_append(out, size, head);
    }
    if (count == 2 || (shown == 2 && count == 3)) {
        text_append(out, size, "*");
        return;
    }
    uint32_t last = 0, code;
    size_t hidden = count - shown - 1;
    while ((code = text_next(&p)) != 0)
        last = code;
    for (size_t i = 0; i < hidden && i < 3; i++)
        text_append(out, size, "*");
    text_put(last, head);
    text_append(out, size, head);
}

/* `head` and `tail` characters stay, the rest becomes stars; all of it when it is too short for
 * that. ASCII. */
static void mask_middle(const char *number, size_t head, size_t tail, char *out, size_t size)
{
    size_t length = strlen(number), n = 0;
    if (length < head + tail + 2)
        head = length > 5 ? 1 : 0, tail = length > 5 ? 1 : 0;
    for (size_t i = 0; i < length && n < size - 1; i++)
        out[n++] = i < head || i >= length - tail ? number[i] : '*';
    out[n] = '\0';
}

void mask_resident_id(const char *number, char *out, size_t size)
{
    mask_middle(number, 3, 4, out, size);
}

void mask_phone(const char *phone, char *out, size_t size)
{
    mask_middle(phone, 3, 4, out, size);
}

void mask_identity(const struct person *person, char *out, size_t size)
{
    switch (person->kind) {
    case IDENTITY_RESIDENT_ID:
        mask_resident_id(person->identity, out, size);
        return;
    case IDENTITY_MOBILE:
        mask_phone(person->identity, out, size);
        return;
    case IDENTITY_CARD:
        mask_middle(person->identity, 2, 4, out, size);
        return;
    case IDENTITY_COUNT:
        break;
    }
    out[0] = '\0';
}
