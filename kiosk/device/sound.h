/* Sound as numbers: one channel, 16 bit, always SOUND_RATE. */
#pragma once

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

#define SOUND_RATE 22050

struct sound {
    int16_t *samples; /* owned; sound_clear frees */
    size_t count;
};

void sound_clear(struct sound *sound);
/* A WAV file (RIFF, 16 bit PCM, any rate, one or two channels; the length in its head may be
 * wrong, as of one written to a pipe), without the silence before and behind. ERR_CORRUPT. */
MUST_CHECK enum err sound_from_wav(const uint8_t *bytes, size_t size, struct sound *out);
void sound_chime(struct sound *out);           /* two falling tones, 0.8 s */
void sound_silence(struct sound *out, int ms); /* a pause */
void sound_level(struct sound *sound,
                 int percent); /* its loudest sample comes to so much of full */
