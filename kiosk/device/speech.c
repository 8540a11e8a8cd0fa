#include "device/speech.h"

#include "base/log.h"
#include "base/text.h"
#include "device/speech_inside.h"
#include "device/speech_words.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define VOICE_LIMIT_MS 5000 /* for one sentence; it takes 20 to 100 ms */

void speech_tell(struct speech *speech)
{
    if (speech->wake)
        speech->wake(speech->wake_ctx);
}

void speech_set_silent(struct speech *speech, bool silent)
{
    pthread_mutex_lock(&speech->lock);
    speech->silent = silent;
    pthread_mutex_unlock(&speech->lock);
}

void speech_note_voice(struct speech *speech, enum err e)
{
    if (e != ERR_OK && !speech->told_voice)
        log_event("voice", "a sentence could not be spoken", NULL, e);
    speech->told_voice = e != ERR_OK;
}

void speech_note_speaker(struct speech *speech, enum err e)
{
    if (e != ERR_OK && !speech->told_speaker)
        log_event("voice", "there is no loudspeaker; nothing is spoken", NULL, e);
    speech->told_speaker = e != ERR_OK;
}

static bool others_wait(struct speech *speech)
{
    pthread_mutex_lock(&speech->lock);
    bool wait = speech->count > 0;
    pthread_mutex_unlock(&speech->lock);
    return wait;
}

enum err speech_queue(struct speech *speech, struct sound *sound)
{
    enum err e = ERR_OK;
    if (sound->count)
        e = speech->speaker.queue(speech->speaker.ctx, sound);
    sound_clear(sound);
    return e;
}

enum err speech_queue_pause(struct speech *speech)
{
    struct sound pause;
    sound_silence(&pause, SPEECH_PAUSE_MS);
    return speech_queue(speech, &pause);
}

enum err speech_queue_chime(struct speech *speech)
{
    struct sound chime;
    if (!speech->config.voice.chime)
        return ERR_OK;
    sound_chime(&chime);
    sound_level(&chime, speech->config.voice.volume * 7 / 10); /* softer than the words */
    return speech_queue(speech, &chime);
}

/* A voice that fails is passed over: the chime and the other language are better than nothing. */
static enum err queue_words(struct speech *speech, const struct speech_call *call, enum lang lang,
                            bool *heard)
{
    char words[SPEECH_WORDS_SIZE];
    struct sound sound = {0};
    speech_words(&speech->config, call, lang, words);
    enum err e = speech->voice.say(speech->voice.ctx, lang, words, &speech->stop, &sound);
    text_wipe(words, sizeof words);
    if (e == ERR_BUSY)
        return e;
    speech_note_voice(speech, e);
    *heard = *heard || e == ERR_OK;
    if (e != ERR_OK)
        return ERR_OK;
    sound_level(&sound, speech->config.voice.volume);
    e = speech_queue(speech, &sound);
    return e == ERR_OK ? speech_queue_pause(speech) : e;
}

/* The loudspeaker begins with the chime while the words are still being made. */
static enum err say_once(struct speech *speech, const struct speech_call *call, bool chime,
                         bool *heard)
{
    static const enum lang orders[][LANG_COUNT] = {[VOICE_ZH] = {LANG_ZH, LANG_COUNT},
                                                   [VOICE_EN] = {LANG_EN, LANG_COUNT},
                                                   [VOICE_ZH_EN] = {LANG_ZH, LANG_EN},
                                                   [VOICE_EN_ZH] = {LANG_EN, LANG_ZH}};
    const enum lang *order = orders[speech->config.voice.languages];
    enum err e = chime ? speech_queue_chime(speech) : ERR_OK;
    for (int i = 0; i < LANG_COUNT && order[i] != LANG_COUNT && e == ERR_OK; i++)
        e = queue_words(speech, call, order[i], heard);
    return e == ERR_OK ? speech->speaker.drain(speech->speaker.ctx, &speech->stop) : e;
}

static enum err speak(struct speech *speech, const struct speech_call *call, bool *heard)
{
    enum err e = speech->speaker.open(speech->speaker.ctx);
    int repeat = speech->config.voice.repeat;
    for (int i = 0; i < repeat && e == ERR_OK && (i == 0 || !others_wait(speech)); i++)
        e = say_once(speech, call, i == 0, heard);
    if (e != ERR_OK || !others_wait(speech))
        speech->speaker.close(speech->speaker.ctx);
    return e;
}

/* A loudspeaker that went away in the middle may be back at once (a plug, another default): the
 * call is then said again, whole. */
static void serve(struct speech *speech, const struct speech_call *call)
{
    bool heard = false;
    enum err e = speak(speech, call, &heard);
    if (e == ERR_IO)
        e = speak(speech, call, &heard);
    if (e == ERR_BUSY)
        return;
    speech_note_speaker(speech, e);
    speech_set_silent(speech, e != ERR_OK || !heard);
}

static void take_first(struct speech *speech)
{
    speech->now = speech->waiting[0];
    speech->count--;
    memmove(speech->waiting, speech->waiting + 1,
            (size_t)speech->count * sizeof speech->waiting[0]);
    speech->speaking = true;
}

static void *speech_main(void *arg)
{
    struct speech *speech = arg;
    pthread_mutex_lock(&speech->lock);
    while (!atomic_load(&speech->stop)) {
        if (speech->count == 0) {
            if (!speech_read_next(speech))
                pthread_cond_wait(&speech->more, &speech->lock);
            continue;
        }
        take_first(speech);
        struct speech_call call = speech->now;
        pthread_mutex_unlock(&speech->lock);
        speech_tell(speech);
        serve(speech, &call);
        text_wipe(&call, sizeof call);
        pthread_mutex_lock(&speech->lock);
        text_wipe(&speech->now, sizeof speech->now);
        speech->speaking = false;
        if (speech->count == 0) {
            pthread_mutex_unlock(&speech->lock);
            speech_tell(speech);
            pthread_mutex_lock(&speech->lock);
        }
    }
    pthread_mutex_unlock(&speech->lock);
    return NULL;
}

enum err speech_new_with(const struct config *config, const struct voice *voice,
                         const struct speaker *speaker, void (*wake)(void *ctx), void *ctx,
                         struct speech **out)
{
    struct speech *speech = calloc(1, sizeof *speech);
    if (!speech)
        abort();
    speech->config = *config;
    speech->voice = *voice;
    speech->speaker = *speaker;
    speech->wake = wake;
    speech->wake_ctx = ctx;
    speech->silent = config->voice.kind == VOICE_NULL;
    pthread_mutex_init(&speech->lock, NULL);
    pthread_cond_init(&speech->more, NULL);
    *out = speech;
    if (speech->silent)
        return ERR_OK;
    speech->thread_open = pthread_create(&speech->thread, NULL, speech_main, speech) == 0;
    if (speech->thread_open)
        return ERR_OK;
    speech_free(speech);
    *out = NULL;
    return ERR_IO;
}

enum err speech_new(const struct config *config, void (*wake)(void *ctx), void *ctx,
                    struct speech **out)
{
    struct voice voice = {0};
    struct speaker speaker = {0};
    switch (config->voice.kind) {
    case VOICE_NULL:
        break;
    case VOICE_SOUND:
        voice_program_new(config, VOICE_LIMIT_MS, &voice);
        speaker_sdl_new(&speaker);
        break;
    case VOICE_FILE:
        voice_file_new(config->voice.path, &voice);
        speaker_null_new(&speaker);
        break;
    }
    return speech_new_with(config, &voice, &speaker, wake, ctx, out);
}

void speech_free(struct speech *speech)
{
    if (!speech)
        return;
    pthread_mutex_lock(&speech->lock);
    atomic_store(&speech->stop, true);
    atomic_store(&speech->hush, true);
    pthread_cond_signal(&speech->more);
    pthread_mutex_unlock(&speech->lock);
    if (speech->thread_open)
        pthread_join(speech->thread, NULL);
    if (speech->speaker.free)
        speech->speaker.free(speech->speaker.ctx);
    if (speech->voice.free)
        speech->voice.free(speech->voice.ctx);
    pthread_cond_destroy(&speech->more);
    pthread_mutex_destroy(&speech->lock);
    text_wipe(speech, sizeof *speech);
    free(speech);
}

static struct speech_call *find(struct speech *speech, const char *key)
{
    for (int i = 0; i < speech->count; i++)
        if (strcmp(speech->waiting[i].key, key) == 0)
            return &speech->waiting[i];
    return NULL;
}

/* The number's call to that room is in the air now. */
static bool is_now(const struct speech *speech, const struct speech_call *call)
{
    return speech->speaking && strcmp(speech->now.key, call->key) == 0 &&
           strcmp(speech->now.room.zh, call->room.zh) == 0 &&
           strcmp(speech->now.room.en, call->room.en) == 0;
}

bool speech_say(struct speech *speech, const struct speech_call *call)
{
    bool taken = true;
    if (!speech->thread_open)
        return true; /* nobody wants to hear it */
    pthread_mutex_lock(&speech->lock);
    struct speech_call *waiting = find(speech, call->key);
    if (waiting)
        *waiting = *call;
    else if (is_now(speech, call) || speech->count == SPEECH_WAITING_MAX)
        taken = false;
    else
        speech->waiting[speech->count++] = *call;
    pthread_cond_signal(&speech->more);
    pthread_mutex_unlock(&speech->lock);
    return taken;
}

void speech_drop(struct speech *speech, const char *key)
{
    pthread_mutex_lock(&speech->lock);
    struct speech_call *waiting = find(speech, key);
    if (waiting) {
        struct speech_call *end = speech->waiting + --speech->count;
        memmove(waiting, waiting + 1, (size_t)(end - waiting) * sizeof *waiting);
        text_wipe(end, sizeof *end);
    }
    pthread_mutex_unlock(&speech->lock);
}

void speech_look(struct speech *speech, struct speech_state *out)
{
    pthread_mutex_lock(&speech->lock);
    *out = (struct speech_state){.silent = speech->silent,
                                 .speaking = speech->speaking,
                                 .waiting = speech->count,
                                 .reading = speech->reading.count > 0,
                                 .sentence = speech->sentence};
    text_copy(out->key, sizeof out->key, speech->speaking ? speech->now.key : "");
    pthread_mutex_unlock(&speech->lock);
}
