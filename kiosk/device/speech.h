/* Spoken calls: "请 B 零二七 号，到 3 诊室", in the languages of [voice], without the internet.
 *
 * One thread speaks what was given to it, in the order it came, one after the other; nothing that
 * has begun is cut off. A missing loudspeaker or voice is no error: it is said once in the log, the
 * calls are passed over in silence, and each later call tries again. No text is ever logged.
 */
#pragma once

#include "base/config.h"
#include "base/err.h"
#include "model/label.h"

#include <stdbool.h>
#include <stddef.h>

#define SPEECH_WAITING_MAX 64
#define SPEECH_SENTENCES_MAX 24
#define SPEECH_SENTENCE_SIZE 400

struct speech_call {
    char key[UUID_SIZE]; /* the ticket's operation: the same key is the same call */
    char number[12];     /* B027, as on paper */
    char name[96]; /* whole or masked; "" where only the number may be called. What is spoken of
                      it is for [voice] name: nothing, masked, or (switched on) all of it */
    struct label room;
};

/* What somebody asked to have read to them, e.g. the steps of a way; in one language. Unlike a call
 * it is said once and can be stopped. Bold marks (0x0e, 0x0f) are passed over. */
struct speech_reading {
    enum lang lang;
    bool chime; /* before it, where [voice] wants one: nobody asked for it */
    int count;
    char sentences[SPEECH_SENTENCES_MAX][SPEECH_SENTENCE_SIZE];
};

struct speech_state {
    bool silent; /* nothing can be heard: no voice is wanted, or there is no loudspeaker or voice */
    bool speaking;
    char key[UUID_SIZE]; /* of the call being spoken, "" = none */
    int waiting;
    bool reading; /* something is being read, or about to be */
    int sentence; /* which one, from 0 */
};

struct speech;

/* `wake` may be NULL; it is called from the speaking thread when what speech_look tells has
 * changed. ERR_IO: no thread. */
MUST_CHECK enum err speech_new(const struct config *config, void (*wake)(void *ctx), void *ctx,
                               struct speech **out);
void speech_free(struct speech *speech); /* stops at once; NULL is fine; before SDL_Quit */

/* Never blocks. A call that waits already is renewed where it stands (the newest room counts);
 * false when the same is being spoken just now, or when SPEECH_WAITING_MAX wait. */
bool speech_say(struct speech *speech, const struct speech_call *call);
/* The number needs no call any more: it is not spoken if it still waits. */
void speech_drop(struct speech *speech, const char *key);
void speech_look(struct speech *speech, struct speech_state *out);

/* Reads this, in place of what was being read; calls that wait go before the next sentence. Never
 * blocks. False: no voice is wanted here, or there is nothing to read. */
bool speech_read(struct speech *speech, const struct speech_reading *reading);
/* Stops reading, in the middle of a word, within 50 ms; calls go on. */
void speech_hush(struct speech *speech);
