/* Guide and services: the menu, and what its steps share. */
#include "screen/info.h"

#include "base/text.h"
#include "i18n/tr.h"

#include <string.h>

static const char *const steps[] = {[INFO_MENU] = "info",
                                    [INFO_PRICES] = "info.prices",
                                    [INFO_DOCTORS] = "info.doctors",
                                    [INFO_DOCTOR] = "info.doctor",
                                    [INFO_FLOW] = "info.flow",
                                    [INFO_SERVICES] = "info.services",
                                    [INFO_NOTICES] = "info.notices",
                                    [INFO_DOCTORS_OF] = "info.doctors",
                                    [INFO_STEPS] = NULL};

void info_join(const struct app *app, const char *const *parts, int count, char *out, size_t size)
{
    const char *between = app_lang(app) == LANG_EN ? ", " : "　";
    text_copy(out, size, "");
    for (int i = 0; i < count; i++) {
        if (!parts[i] || !parts[i][0])
            continue;
        if (out[0])
            text_append(out, size, between);
        text_append(out, size, parts[i]);
    }
}

void info_way(struct app *app, const char *place_id)
{
    struct way_args args = {0};
    text_copy(args.place_id, sizeof args.place_id, place_id);
    app_open(app, &screen_way, &args, sizeof args);
}

static void menu(struct app *app, struct ui *ui)
{
    static const struct {
        enum info_step step;
        const char *icon, *title, *line;
    } rows[] = {
        {INFO_FLOW, "book", N_("How a visit goes"), N_("First visit, tests, paying, medicine")},
        {INFO_SERVICES, "care", N_("Services"), N_("Wheelchairs, hot water, parking, buses")},
        {INFO_DOCTORS, "steth", N_("Doctors' clinic days"), N_("Who is here, and when")},
        {INFO_PRICES, "yuan", N_("Prices"), N_("Tests, treatments and medicine")},
        {INFO_NOTICES, "bell", N_("Notices"), N_("Changes at the hospital")},
    };
    ui_title(ui, _("Guide and services"));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (ui_row(ui, steps[rows[i].step],
                   &(struct ui_row){
                       .icon = rows[i].icon, .title = tr(rows[i].title), .line = tr(rows[i].line)}))
            app_step(app, (int)rows[i].step);
}

static void enter(struct app *app, void *state)
{
    struct info_state *s = state;
    if (s->args.step == INFO_DOCTOR && !info_doctor_open(app, s, s->args.id))
        s->args.step = INFO_DOCTORS;
    text_copy(s->notices.open, sizeof s->notices.open,
              s->args.step == INFO_NOTICES ? s->args.id : "");
    s->notices.opened = s->notices.open[0] != '\0';
    if (s->args.step != INFO_MENU)
        app_replace(app, (int)s->args.step);
}

/* When the hospital's content changed meanwhile, what was read is read again. */
static void refresh(struct app *app, struct info_state *s)
{
    int64_t version = db_version(app_db(app));
    if (version == s->version)
        return;
    s->version = version;
    s->departments_ready = s->prices.ready = s->services.ready = s->notices.ready = s->guide.ready =
        false;
}

static void view(struct app *app, void *state, struct ui *ui)
{
    struct info_state *s = state;
    if (!app_content_ready(app) && app_at(app) != INFO_MENU) {
        ui_empty(ui, "clock", _("Getting ready"), _("The list comes in a moment"));
        return;
    }
    refresh(app, s);
    switch (app_at(app)) {
    case INFO_MENU:
        menu(app, ui);
        break;
    case INFO_PRICES:
        info_prices(app, s, ui);
        break;
    case INFO_DOCTORS:
        info_doctors(app, s, ui);
        break;
    case INFO_DOCTORS_OF:
        info_doctors_of(app, s, ui);
        break;
    case INFO_DOCTOR:
        info_doctor(app, s, ui);
        break;
    case INFO_FLOW:
        info_flow(app, s, ui);
        break;
    case INFO_SERVICES:
        info_services(app, s, ui);
        break;
    case INFO_NOTICES:
        info_notices(app, s, ui);
        break;
    }
}

const struct screen screen_info = {
    .steps = steps, .state_size = sizeof(struct info_state), .enter = enter, .view = view};
