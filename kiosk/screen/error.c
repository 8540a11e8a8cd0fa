/* What is shown when the kiosk cannot work: one sentence, what to do, and the help key of the bar.
 */
#include "screen/args.h"
#include "screen/screen.h"

#include "i18n/tr.h"

static const char *const steps[] = {"error", NULL};

static void view(struct app *app, void *state, struct ui *ui)
{
    const struct error_args *args = state;
    const char *fact = "", *advice = "";
    (void)app;
    switch (args->kind) {
    case ERROR_STORE:
        fact = _("This kiosk cannot save anything now");
        advice = _("Nothing was lost. Use the kiosk beside it, or call staff");
        break;
    case ERROR_CONTENT:
        fact = _("This kiosk does not know the hospital yet");
        advice = _("Use the kiosk beside it, or call staff");
        break;
    case ERROR_SCREEN:
        fact = _("This kiosk has to rest");
        advice = _("Use the kiosk beside it, or call staff");
        break;
    }
    ui_title(ui, _("Out of order"));
    ui_empty(ui, "warn", fact, advice);
}

const struct screen screen_error = {
    .steps = steps, .state_size = sizeof(struct error_args), .view = view};
