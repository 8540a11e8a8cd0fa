/* What is shown when the kiosk cannot work: one sentence, what to do, and the help key of the bar.
 */
#include "screen/parts.h"

#include "i18n/tr.h"

static const char *const steps[] = {"error", NULL};

static const struct {
    const char *fact, *advice;
} words[] = {
    [ERROR_STORE] = {N_("This kiosk cannot save anything now"),
                     N_("Nothing was lost. Use the kiosk beside it, or call staff")},
    [ERROR_FULL] = {N_("This kiosk has no room left to save anything"),
                    N_("Use the kiosk beside it, or call staff")},
    [ERROR_CLOCK] = {N_("The clock of this kiosk is wrong"),
                     N_("Use the kiosk beside it, or call staff")},
    [ERROR_CONTENT] = {N_("This kiosk does not know the hospital yet"),
                       N_("Use the kiosk beside it, or call staff")},
    [ERROR_SCREEN] = {N_("This kiosk has to rest"), N_("Use the kiosk beside it, or call staff")},
};

static void show(struct ui *ui, enum err_screen_kind kind)
{
    ui_title(ui, _("Out of order"));
    ui_empty(ui, "warn", tr(words[kind].fact), tr(words[kind].advice));
}

static void view(struct app *app, void *state, struct ui *ui)
{
    const struct error_args *args = state;
    (void)app;
    show(ui, args->kind);
}

bool refuse_storing(struct app *app, struct ui *ui)
{
    switch (app_health(app)) {
    case HEALTH_GOOD:
        return false;
    case HEALTH_FULL:
        show(ui, ERROR_FULL);
        break;
    case HEALTH_CLOCK:
        show(ui, ERROR_CLOCK);
        break;
    case HEALTH_BROKEN:
        show(ui, ERROR_STORE);
        break;
    }
    return true;
}

const struct screen screen_error = {
    .steps = steps, .state_size = sizeof(struct error_args), .view = view};
