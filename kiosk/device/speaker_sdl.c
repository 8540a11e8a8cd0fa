/* The loudspeaker, through SDL's audio. It is closed when nobody is called: an open one wakes the
 * machine fifty times a second. */
#include "device/speech_parts.h"

#include <SDL2/SDL.h>

#define BUFFER 512    /* samples: 23 ms */
#define STEP_MS 20    /* between two looks */
#define STUCK_MS 3000 /* nothing was heard for so long: the device has gone */
#define TAIL_MS 250   /* silence behind, so that what is cut off at closing is nothing */

struct loudspeaker {
    SDL_AudioDeviceID device; /* 0 = closed */
    bool begun;
};

static enum err sdl_open(void *ctx)
{
    struct loudspeaker *l = ctx;
    const SDL_AudioSpec want = {
        .freq = SOUND_RATE, .format = AUDIO_S16SYS, .channels = 1, .samples = BUFFER};
    if (l->device)
        return ERR_OK;
    if (!l->begun && SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return ERR_OFFLINE;
    l->begun = true;
    l->device = SDL_OpenAudioDevice(NULL, 0, &want, NULL, 0);
    if (!l->device)
        return ERR_OFFLINE;
    SDL_PauseAudioDevice(l->device, 0);
    return ERR_OK;
}

static enum err sdl_queue(void *ctx, const struct sound *sound)
{
    struct loudspeaker *l = ctx;
    size_t size = sound->count * sizeof sound->samples[0];
    return SDL_QueueAudio(l->device, sound->samples, (Uint32)size) ? ERR_IO : ERR_OK;
}

static enum err sdl_drain(void *ctx, const atomic_bool *stop)
{
    struct loudspeaker *l = ctx;
    struct sound tail;
    sound_silence(&tail, TAIL_MS);
    enum err e = sdl_queue(l, &tail);
    sound_clear(&tail);
    Uint32 before = 0, left;
    int stuck_ms = 0;
    while (e == ERR_OK && (left = SDL_GetQueuedAudioSize(l->device)) > 0) {
        stuck_ms = left == before ? stuck_ms + STEP_MS : 0;
        before = left;
        if (SDL_GetAudioDeviceStatus(l->device) == SDL_AUDIO_STOPPED || stuck_ms > STUCK_MS)
            e = ERR_IO;
        else if (atomic_load(stop))
            e = ERR_BUSY;
        else
            SDL_Delay(STEP_MS);
    }
    return e;
}

/* The subsystem goes too, so that a loudspeaker plugged in later is looked for at the next call. */
static void sdl_close(void *ctx)
{
    struct loudspeaker *l = ctx;
    if (l->device)
        SDL_CloseAudioDevice(l->device);
    if (l->begun)
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    *l = (struct loudspeaker){0};
    SDL_TLSCleanup(); /* this thread is not one of SDL's */
}

static void sdl_free(void *ctx)
{
    sdl_close(ctx);
    SDL_free(ctx);
}

void speaker_sdl_new(struct speaker *out)
{
    struct loudspeaker *l = SDL_calloc(1, sizeof *l);
    *out = (struct speaker){.open = sdl_open,
                            .queue = sdl_queue,
                            .drain = sdl_drain,
                            .close = sdl_close,
                            .free = sdl_free,
                            .ctx = l};
}
