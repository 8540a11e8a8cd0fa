/* Reading aloud: sentence after sentence, so that a call gets in between and a hush comes at once.
 */
#include "device/speech_inside.h"
#include "device/speech_words.h"

#include "base/text.h"

#include <string.h>

/* A voice that fails is silence, and said so; a loudspeaker that has gone ends the reading. */
static enum err read_aloud(struct speech *speech, enum lang lang, bool chime, const char *sentence,
                           bool *heard)
{
    char words[SPEECH_WORDS_SIZE];
    struct sound sound = {0};
    speech_sentence(&speech->config, lang, sentence, words);
    enum err e = speech->speaker.open(speech->speaker.ctx);
    speech_note_speaker(speech, e);
    if (e == ERR_OK && chime)
        e = speech_queue_chime(speech);
    if (e != ERR_OK)
        return e;
    e = speech->voice.say(speech->voice.ctx, lang, words, &speech->hush, &sound);
    text_wipe(words, sizeof words);
    if (e != ERR_BUSY)
        speech_note_voice(speech, e);
    if (e != ERR_OK)
        return e;
    *heard = true;
    sound_level(&sound, speech->config.voice.volume);
    e = speech_queue(speech, &sound);
    if (e == ERR_OK)
        e = speech_queue_pause(speech);
    return e == ERR_OK ? speech->speaker.drain(speech->speaker.ctx, &speech->hush) : e;
}

bool speech_read_next(struct speech *speech)
{
    char sentence[SPEECH_SENTENCE_SIZE];
    if (speech->reading.count == 0)
        return false;
    long serial = speech->serial;
    enum lang lang = speech->reading.lang;
    bool heard = false, chime = speech->reading.chime && speech->sentence == 0;
    text_copy(sentence, sizeof sentence, speech->reading.sentences[speech->sentence]);
    atomic_store(&speech->hush, false); /* it was for what was read before */
    pthread_mutex_unlock(&speech->lock);
    speech_tell(speech);
    enum err e = read_aloud(speech, lang, chime, sentence, &heard);
    text_wipe(sentence, sizeof sentence);
    if (e != ERR_BUSY)
        speech_set_silent(speech, e != ERR_OK || !heard);
    pthread_mutex_lock(&speech->lock);
    bool same = speech->serial == serial;
    if (same && (e != ERR_OK || ++speech->sentence >= speech->reading.count))
        speech->reading.count = 0;
    if (speech->reading.count == 0 || !same) { /* closed: what is in it is not heard any more */
        pthread_mutex_unlock(&speech->lock);
        speech->speaker.close(speech->speaker.ctx);
        speech_tell(speech);
        pthread_mutex_lock(&speech->lock);
    }
    return true;
}

bool speech_read(struct speech *speech, const struct speech_reading *reading)
{
    if (!speech->thread_open || reading->count <= 0)
        return false;
    pthread_mutex_lock(&speech->lock);
    speech->reading = *reading;
    speech->sentence = 0;
    speech->serial++;
    speech->silent = false; /* each reading tries again */
    atomic_store(&speech->hush, true);
    pthread_cond_signal(&speech->more);
    pthread_mutex_unlock(&speech->lock);
    return true;
}

void speech_hush(struct speech *speech)
{
    if (!speech->thread_open)
        return;
    pthread_mutex_lock(&speech->lock);
    if (speech->reading.count > 0) {
        speech->reading.count = 0;
        speech->serial++;
        atomic_store(&speech->hush, true);
    }
    pthread_mutex_unlock(&speech->lock);
}
