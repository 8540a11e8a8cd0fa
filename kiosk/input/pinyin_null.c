/* No Chinese input: letters stay letters. */
#include "input/pinyin.h"

static void nothing(void *self)
{
    (void)self;
}

static enum pinyin_state state(void *self)
{
    (void)self;
    return PINYIN_FAILED;
}

static const char *letters(void *self)
{
    (void)self;
    return "";
}

static bool key(void *self, char letter)
{
    (void)self;
    (void)letter;
    return false;
}

static bool erase(void *self)
{
    (void)self;
    return false;
}

static int list(void *self, int from, char out[][PINYIN_TEXT_SIZE], int max)
{
    (void)self;
    (void)from;
    (void)out;
    (void)max;
    return 0;
}

static bool pick(void *self, int index, char out[PINYIN_TEXT_SIZE])
{
    (void)self;
    (void)index;
    out[0] = 0;
    return false;
}

static bool commit(void *self, char out[PINYIN_TEXT_SIZE])
{
    return pick(self, 0, out);
}

struct pinyin pinyin_null(void)
{
    static const struct pinyin_calls calls = {nothing, state, letters, key,     erase,
                                              list,    pick,  commit,  nothing, nothing};
    return (struct pinyin){&calls, NULL};
}
