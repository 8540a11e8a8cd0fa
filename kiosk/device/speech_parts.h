/* What speech.c is put together from: a voice that turns words into sound, and a speaker that is
 * heard. Each has a null and a scripted twin. Both are called from the speaking thread only. */
#pragma once

#include "device/sound.h"
#include "device/speech.h"

#include <stdatomic.h>

struct voice {
    /* ERR_NOT_FOUND: no such program; ERR_OFFLINE: no answer in time; ERR_CORRUPT: no sound in it;
     * ERR_BUSY: *stop became true. An empty sound is fine. */
    enum err (*say)(void *ctx, enum lang lang, const char *words, const atomic_bool *stop,
                    struct sound *out);
    void (*free)(void *ctx);
    void *ctx;
};

struct speaker {
    enum err (*open)(void *ctx); /* ERR_OFFLINE: no loudspeaker. Open already: ERR_OK */
    /* Copies the sound behind what is playing. */
    enum err (*queue)(void *ctx, const struct sound *sound);
    /* Waits until all of it has been heard; ERR_IO: the loudspeaker has gone, ERR_BUSY: *stop. */
    enum err (*drain)(void *ctx, const atomic_bool *stop);
    void (*close)(void *ctx); /* a closed one is fine */
    void (*free)(void *ctx);
    void *ctx;
};

/* speech_new with other parts, which it frees. */
MUST_CHECK enum err speech_new_with(const struct config *config, const struct voice *voice,
                                    const struct speaker *speaker, void (*wake)(void *ctx),
                                    void *ctx, struct speech **out);

/* [voice] program_zh and program_en, a new process for each sentence; at most `limit_ms` each. */
void voice_program_new(const struct config *config, int limit_ms, struct voice *out);
void voice_file_new(const char *path, struct voice *out); /* a line for each sentence, no sound */
void speaker_sdl_new(struct speaker *out);
void speaker_null_new(struct speaker *out); /* everything has been heard at once */
