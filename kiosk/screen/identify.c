/* Who are you: for screens that need a person; afterwards app_person is set. */
#include "screen/identify_form.h"

struct identify {
    struct identify_args args;
    struct identify_form form;
};

static void view(struct app *app, void *state, struct ui *ui)
{
    struct identify *s = state;
    switch (identify_form(
        app, &s->form, ui,
        &(struct identify_options){
            .title = _("Who are you?"),
            .lead = _("Scan your card, or type one number"),
            .guest = s->args.guest_allowed ? _("Go on without saying who I am") : NULL,
        })) {
    case IDENTIFY_STAYS:
    case IDENTIFY_CODE:
        break;
    case IDENTIFY_DONE:
    case IDENTIFY_GUEST:
        app_back(app);
        break;
    }
}

static bool scan(struct app *app, void *state, const char *text)
{
    struct identify *s = state;
    return identify_form_scan(app, &s->form, text, false);
}

static const char *const steps[] = {"identify", NULL};

const struct screen screen_identify = {
    .steps = steps,
    .state_size = sizeof(struct identify),
    .view = view,
    .scan = scan,
};
