/* Chinese by pinyin: letters in, characters to choose from, text out. A table of functions; the
 * engine behind it is Rime (pinyin_rime.c) or nothing at all (pinyin_null.c). All calls are the
 * screen thread's and none of them waits: an engine that has to be read in first does that on a
 * thread of its own and wakes the screen.
 *
 * Nothing is learnt and nothing is written to disk: the next person's candidates do not depend on
 * who wrote before.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define PINYIN_LETTERS_MAX 40 /* more letters are not taken */
#define PINYIN_LETTERS_SIZE                                                                        \
    192                      /* bytes of a composition: letters, spaces, what is chosen already */
#define PINYIN_TEXT_SIZE 160 /* bytes of a candidate or of what is committed */

enum pinyin_state {
    PINYIN_OFF,      /* not asked for yet, or wiped */
    PINYIN_STARTING, /* letters are kept until it is ready */
    PINYIN_READY,
    PINYIN_FAILED, /* for good: there is no Chinese input */
};

struct pinyin_calls {
    void (*start)(void *self); /* returns at once; wakes when ready or failed. Again is fine */
    enum pinyin_state (*state)(void *self);
    /* What is being composed, as shown to the writer: "ni hao", "" = nothing. Lent until the next
     * call. */
    const char *(*letters)(void *self);
    /* A letter a-z; false = not taken (too many, not a letter, off). */
    bool (*key)(void *self, char letter);
    bool (*erase)(void *self); /* one step back; false = there was nothing */
    /* Copies candidates from index `from` (0 = best) into `out`; returns how many there were, at
     * most `max`. */
    int (*list)(void *self, int from, char out[][PINYIN_TEXT_SIZE], int max);
    /* Takes candidate `index`. True: all letters are used up and `out` is the text; false: letters
     * remain. */
    bool (*pick)(void *self, int index, char out[PINYIN_TEXT_SIZE]);
    bool (*commit)(
        void *self,
        char out[PINYIN_TEXT_SIZE]); /* the best for all letters; false = nothing composed */
    void (*clear)(void *self);       /* drops what is composed */
    void (*wipe)(void *self); /* the person has gone: the engine's session and its history go too */
};

struct pinyin {
    const struct pinyin_calls *calls;
    void *self;
};

struct pinyin pinyin_null(void); /* always PINYIN_FAILED */

/* One a process: Rime and its log are global. `dir` holds what rime_deployer made while building
 * (lent); `wake` is called from the starting thread. Nothing is read before the first start. */
struct pinyin_rime;
struct pinyin_rime *pinyin_rime_new(const char *dir, void (*wake)(void *ctx), void *ctx);
struct pinyin pinyin_rime(struct pinyin_rime *rime);
void pinyin_rime_free(struct pinyin_rime *rime); /* waits for a start that runs; NULL is fine */
