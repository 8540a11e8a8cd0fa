/* The voice of a station that has one (app/stations.h): what its screen wants called, or read
 * aloud, is handed to device/speech.h. */
#include "app/app.h"

#include "base/log.h"
#include "base/text.h"
#include "device/speech.h"
#include "i18n/tr.h"

#include <stdlib.h>

void spoken_begin(struct app *app)
{
    if (!app_station(app)->speaks && !app_station(app)->reads)
        return;
    enum err e = speech_new(&app->config, app->wake, app->wake_ctx, &app->speech);
    if (e != ERR_OK)
        log_event("speech", "did not start", NULL, e);
}

void spoken_end(struct app *app)
{
    speech_free(app->speech);
    app->speech = NULL;
}

void spoken_look(struct app *app)
{
    struct speech_state now;
    const struct nav_entry *top = nav_top(&app->nav);
    if (app->read.serial == 0)
        return;
    app_speech(app, &now);
    bool left = top->serial != app->read.serial || top->step != app->read.step || app->warning;
    if (left && now.reading)
        speech_hush(app->speech);
    if (left || !now.reading)
        app->read.serial = 0;
    else if (now.sentence != app->read.sentence)
        idle_touch(&app->idle, clock_mono(app->clock)); /* who listens is there */
    app->read.sentence = now.sentence;
}

/* TRUST 3.2: a warning is seen and heard; once more when little is left. */
void spoken_warn(struct app *app, int left_s)
{
    static const int last_s = 5;
    struct speech_reading *reading;
    if (!app_can_read(app) || (app->warned_s != 0 && (app->warned_s <= last_s || left_s > last_s)))
        return;
    reading = calloc(1, sizeof *reading);
    if (reading == NULL)
        abort();
    *reading = (struct speech_reading){.lang = app->modes.lang, .chime = true};
    if (app->warned_s == 0)
        text_copy(reading->sentences[reading->count++], SPEECH_SENTENCE_SIZE,
                  _("Are you still there?"));
    text_copy(reading->sentences[reading->count++], SPEECH_SENTENCE_SIZE,
              _("Touch the screen to go on"));
    app->warned_s = left_s > 0 ? left_s : 1;
    app->read.serial = 0; /* whatever was read has ended */
    if (!speech_read(app->speech, reading))
        log_event("speech", "the warning was not said", NULL, ERR_IO);
    free(reading);
}

void spoken_warn_over(struct app *app)
{
    if (app->warned_s != 0 && app->speech != NULL)
        speech_hush(app->speech);
    app->warned_s = 0;
}

/* ---- screen/screen.h ---- */

bool app_say(struct app *app, const struct speech_call *call)
{
    return app->speech != NULL && speech_say(app->speech, call);
}

void app_unsay(struct app *app, const char *key)
{
    if (app->speech != NULL)
        speech_drop(app->speech, key);
}

void app_speech(struct app *app, struct speech_state *out)
{
    *out = (struct speech_state){.silent = true};
    if (app->speech != NULL)
        speech_look(app->speech, out);
}

bool app_can_read(const struct app *app)
{
    return app->speech != NULL && app_station(app)->reads && app->config.voice.kind != VOICE_NULL;
}

void app_read(struct app *app, const struct speech_reading *reading)
{
    const struct nav_entry *top = nav_top(&app->nav);
    if (!app_can_read(app) || !speech_read(app->speech, reading))
        return;
    app->read.serial = top->serial;
    app->read.step = top->step;
    app->read.sentence = 0;
}

void app_hush(struct app *app)
{
    if (app->speech != NULL)
        speech_hush(app->speech);
    app->read.serial = 0;
}
