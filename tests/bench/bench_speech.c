/* From a call to its sound: how long until the loudspeaker has been given the chime, and the first
 * word. A board's own delay comes before, the loudspeaker's buffer (23 ms) behind. Prints; never
 * fails on time. Usage: bench_speech [CALLS] */
#include "device/speech_parts.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CALLS_MAX 1000

struct watch {
    struct speaker inner; /* SDL's */
    int queued;           /* sounds of this call */
    double chime_ms, words_ms;
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static enum err watch_open(void *ctx)
{
    struct watch *watch = ctx;
    watch->queued = 0;
    return watch->inner.open(watch->inner.ctx);
}

static enum err watch_queue(void *ctx, const struct sound *sound)
{
    struct watch *watch = ctx;
    enum err e = watch->inner.queue(watch->inner.ctx, sound);
    watch->queued++;
    if (watch->queued == 1)
        watch->chime_ms = now_ms();
    if (watch->queued == 2)
        watch->words_ms = now_ms();
    return e;
}

/* Nobody listens: the next call comes at once. */
static enum err watch_drain(void *ctx, const atomic_bool *stop)
{
    (void)ctx, (void)stop;
    return ERR_OK;
}

static void watch_close(void *ctx)
{
    struct watch *watch = ctx;
    watch->inner.close(watch->inner.ctx);
}

static void watch_free(void *ctx)
{
    struct watch *watch = ctx;
    watch->inner.free(watch->inner.ctx);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void print(const char *what, double *ms, int count)
{
    qsort(ms, (size_t)count, sizeof *ms, by_size);
    printf("%-32s median %6.1f ms   p95 %6.1f ms   worst %6.1f ms\n", what, ms[count / 2],
           ms[count * 95 / 100], ms[count - 1]);
}

int main(int argc, char **argv)
{
    int calls = argc > 1 ? atoi(argv[1]) : 40;
    static double chime[CALLS_MAX], words[CALLS_MAX];
    struct config config;
    struct voice voice;
    struct watch watch = {0};
    struct speech *speech;
    if (calls < 1 || calls > CALLS_MAX)
        return 2;
    setenv("SDL_AUDIODRIVER", "dummy", 0);
    config_defaults(&config);
    config.voice.kind = VOICE_SOUND;
    config.voice.repeat = 1;
    voice_program_new(&config, 5000, &voice);
    speaker_sdl_new(&watch.inner);
    const struct speaker speaker = {.open = watch_open,
                                    .queue = watch_queue,
                                    .drain = watch_drain,
                                    .close = watch_close,
                                    .free = watch_free,
                                    .ctx = &watch};
    if (speech_new_with(&config, &voice, &speaker, NULL, NULL, &speech))
        return 1;
    for (int i = 0; i < calls; i++) {
        struct speech_call call = {.room = {.zh = "心血管内科 3 诊室", .en = "Cardiology room 3"}};
        struct speech_state state;
        text_format(call.key, sizeof call.key, "%d", i);
        text_format(call.number, sizeof call.number, "B%03d", i);
        double from = now_ms();
        (void)speech_say(speech, &call);
        do {
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
            speech_look(speech, &state);
        } while (state.speaking || state.waiting > 0);
        chime[i] = watch.chime_ms - from;
        words[i] = watch.words_ms - from;
    }
    speech_free(speech);
    print("call to chime", chime, calls);
    print("call to the first word", words, calls);
    return 0;
}
