/* The voice of a station that has one (app/stations.h): what its screen wants called is handed to
 * device/speech.h. */
#include "app/app.h"

#include "base/log.h"
#include "device/speech.h"

void spoken_begin(struct app *app)
{
    if (!app_station(app)->speaks)
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
