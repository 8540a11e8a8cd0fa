#include "draw/text.h"
#include "draw/utf8.h"

static int null_width(void *ctx, const char *text, size_t length, int px, bool bold)
{
    (void)ctx;
    (void)bold;
    int thousandths = 0;
    for (size_t i = 0, used; i < length; i += used)
        thousandths += utf8_is_wide(utf8_take(text + i, length - i, &used)) ? 1000 : 560;
    return (thousandths * px + 999) / 1000;
}

static bool null_covers(void *ctx, const char *text, size_t length)
{
    (void)ctx;
    (void)text;
    (void)length;
    return true;
}

const struct text_engine *text_null(void)
{
    static const struct text_engine engine = {.width = null_width, .covers = null_covers};
    return &engine;
}
