#include "device/sound.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define QUIET 150 /* below this it is silence: -47 dB */

void sound_clear(struct sound *sound)
{
    free(sound->samples);
    *sound = (struct sound){0};
}

static void make(struct sound *out, size_t count)
{
    *out = (struct sound){.samples = calloc(count + 1, sizeof(int16_t)), .count = count};
    if (!out->samples)
        abort();
}

static uint32_t le(const uint8_t *at, int bytes)
{
    uint32_t n = 0;
    for (int i = bytes - 1; i >= 0; i--)
        n = n << 8 | at[i];
    return n;
}

struct wav {
    int channels, rate;
    const uint8_t *data;
    size_t frames;
};

static bool read_wav(const uint8_t *bytes, size_t size, struct wav *out)
{
    *out = (struct wav){0};
    if (size < 12 || memcmp(bytes, "RIFF", 4) != 0 || memcmp(bytes + 8, "WAVE", 4) != 0)
        return false;
    for (size_t at = 12; at + 8 <= size;) {
        const uint8_t *chunk = bytes + at;
        size_t room = size - at - 8, length = le(chunk + 4, 4);
        if (memcmp(chunk, "fmt ", 4) == 0 && length >= 16 && room >= 16) {
            if (le(chunk + 8, 2) != 1 || le(chunk + 22, 2) != 16)
                return false;
            out->channels = (int)le(chunk + 10, 2);
            out->rate = (int)le(chunk + 12, 4);
        } else if (memcmp(chunk, "data", 4) == 0) {
            if (out->channels < 1 || out->channels > 2 || out->rate < 4000 || out->rate > 192000)
                return false;
            out->data = chunk + 8;
            out->frames = (length < room ? length : room) / (2 * (size_t)out->channels);
            return true;
        }
        if (length > room)
            return false;
        at += 8 + length + (length & 1);
    }
    return false;
}

static double sample_at(const struct wav *wav, size_t frame)
{
    double sum = 0;
    for (int channel = 0; channel < wav->channels; channel++)
        sum += (int16_t)le(wav->data + 2 * (frame * (size_t)wav->channels + (size_t)channel), 2);
    return sum / wav->channels;
}

static void trim(struct sound *sound)
{
    size_t from = 0, until = sound->count;
    while (from < until && abs(sound->samples[from]) < QUIET)
        from++;
    while (until > from && abs(sound->samples[until - 1]) < QUIET)
        until--;
    memmove(sound->samples, sound->samples + from, (until - from) * sizeof(int16_t));
    sound->count = until - from;
}

enum err sound_from_wav(const uint8_t *bytes, size_t size, struct sound *out)
{
    struct wav wav;
    *out = (struct sound){0};
    if (!read_wav(bytes, size, &wav) || wav.frames == 0)
        return ERR_CORRUPT;
    double step = (double)wav.rate / SOUND_RATE;
    make(out, (size_t)((double)wav.frames / step));
    for (size_t i = 0; i < out->count; i++) {
        double at = (double)i * step;
        size_t frame = (size_t)at, next = frame + 1 < wav.frames ? frame + 1 : frame;
        double part = at - (double)frame;
        out->samples[i] =
            (int16_t)(sample_at(&wav, frame) * (1 - part) + sample_at(&wav, next) * part);
    }
    trim(out);
    return ERR_OK;
}

/* A struck bar: the tone and two overtones that die away sooner. */
static double strike(double seconds, double hertz)
{
    const double turn = 2 * 3.14159265358979 * hertz * seconds;
    if (seconds < 0)
        return 0;
    double attack = seconds < 0.004 ? seconds / 0.004 : 1;
    return attack * (exp(-5 * seconds) * sin(turn) + 0.35 * exp(-9 * seconds) * sin(2 * turn) +
                     0.15 * exp(-16 * seconds) * sin(3 * turn));
}

void sound_chime(struct sound *out)
{
    make(out, SOUND_RATE * 8 / 10);
    for (size_t i = 0; i < out->count; i++) {
        double seconds = (double)i / SOUND_RATE, left = 0.8 - seconds;
        double fade = left < 0.05 ? left / 0.05 : 1;
        out->samples[i] =
            (int16_t)(14000 * fade * (strike(seconds, 659.26) + strike(seconds - 0.32, 523.25)));
    }
}

void sound_silence(struct sound *out, int ms)
{
    make(out, (size_t)ms * SOUND_RATE / 1000);
}

void sound_level(struct sound *sound, int percent)
{
    int loudest = 1;
    for (size_t i = 0; i < sound->count; i++)
        if (abs(sound->samples[i]) > loudest)
            loudest = abs(sound->samples[i]);
    for (size_t i = 0; i < sound->count; i++)
        sound->samples[i] = (int16_t)((int64_t)sound->samples[i] * 32000 * percent / 100 / loudest);
}
