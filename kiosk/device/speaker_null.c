/* No loudspeaker: what is played has been heard at once. */
#include "device/speech_parts.h"

static enum err null_open(void *ctx)
{
    (void)ctx;
    return ERR_OK;
}

static enum err null_queue(void *ctx, const struct sound *sound)
{
    (void)ctx, (void)sound;
    return ERR_OK;
}

static enum err null_drain(void *ctx, const atomic_bool *stop)
{
    (void)ctx;
    return atomic_load(stop) ? ERR_BUSY : ERR_OK;
}

static void null_close(void *ctx)
{
    (void)ctx;
}

void speaker_null_new(struct speaker *out)
{
    *out = (struct speaker){
        .open = null_open, .queue = null_queue, .drain = null_drain, .close = null_close};
}
