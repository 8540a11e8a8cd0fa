/* The way read aloud: where to, what is in the way, then the steps; the step shown follows the
 * voice. */
#include "screen/way_parts.h"

#include "base/text.h"
#include "device/speech.h"
#include "i18n/tr.h"

#include <stdlib.h>
#include <string.h>

static void add(struct speech_reading *reading, const char *words)
{
    if (words[0] && reading->count < SPEECH_SENTENCES_MAX)
        text_copy(reading->sentences[reading->count++], SPEECH_SENTENCE_SIZE, words);
}

/* Returns which sentence is the first step. */
static int compose(struct app *app, const struct way_state *s, const struct map_route *route,
                   struct speech_reading *out)
{
    bool english = app_lang(app) == LANG_EN;
    char facts[300], words[SPEECH_SENTENCE_SIZE];
    *out = (struct speech_reading){.lang = app_lang(app)};
    way_facts(app, route, facts, sizeof facts);
    text_format(words, sizeof words, "%s%s%s", english ? route->to.name_en : route->to.name_zh,
                english ? ", " : "，", facts);
    add(out, words);
    if (route->detour) {
        way_closure_fact(app, route, words, sizeof words);
        add(out, words);
    }
    if (s->stairs_shown)
        add(out, _("This way goes over stairs"));
    if (route->unconfirmed)
        add(out, _("Not confirmed for wheelchairs"));
    int first = out->count;
    for (size_t i = 0; i < route->step_count; i++)
        add(out, english ? route->steps[i].en : route->steps[i].zh);
    return first;
}

static uint64_t sum(const struct speech_reading *reading)
{
    uint64_t hash = 1469598103934665603U; /* FNV-1a */
    for (int i = 0; i < reading->count; i++)
        for (const char *p = reading->sentences[i];; p++) {
            hash = (hash ^ (unsigned char)*p) * 1099511628211U;
            if (!*p)
                break;
        }
    return hash;
}

bool way_aloud(struct app *app, struct way_state *s, const struct map_route *route)
{
    struct speech_state voice;
    if (!s->read_sum)
        return false;
    app_speech(app, &voice);
    struct speech_reading *reading = malloc(sizeof *reading);
    if (!reading)
        abort();
    int first = compose(app, s, route, reading);
    bool other = sum(reading) != s->read_sum;
    free(reading);
    if (other)
        app_hush(app);
    if (other || !voice.reading) {
        s->read_sum = 0;
        return false;
    }
    int step = voice.sentence - first;
    if (voice.sentence + 1 != s->read_at && step >= 0 && step < (int)route->step_count)
        way_select(s, step, true);
    s->read_at = voice.sentence + 1;
    return true;
}

void way_aloud_key(struct app *app, struct way_state *s, const struct map_route *route)
{
    if (s->read_sum) {
        app_hush(app);
        s->read_sum = 0;
        return;
    }
    struct speech_reading *reading = malloc(sizeof *reading);
    if (!reading)
        abort();
    compose(app, s, route, reading);
    s->playing = false;
    s->read = true;
    s->read_at = 0;
    s->read_sum = sum(reading);
    app_read(app, reading);
    free(reading);
}

void way_aloud_strip(struct app *app, const struct way_state *s, struct ui *ui)
{
    struct speech_state voice;
    app_speech(app, &voice);
    if (s->read && !voice.reading && voice.silent)
        ui_strip(ui, "voiceless", TONE_AMBER, "vol", _("The voice does not work just now"),
                 _("The steps are written below"), NULL);
}
