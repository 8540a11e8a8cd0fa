/* What the hospital offers besides treatment, and its special clinics. */
#include "screen/info.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "ui/panel.h"

#include <string.h>

static const struct {
    const char *kind, *name;
} kinds[] = {
    {"convenience", N_("Convenience")},
    {"free-clinic", N_("Free clinics")},
    {"holiday-clinic", N_("Holiday clinic")},
    {"mdt", N_("Joint clinics")},
};

static void choose(struct info_services *v, struct ui *ui, const char *kind)
{
    text_copy(v->kind, sizeof v->kind, kind);
    v->open[0] = '\0';
    v->ready = false;
    ui_pages_reset(ui, "services");
}

static void card(struct app *app, const struct service *service, struct ui *ui)
{
    ui_sheet(ui);
    ui_heading(ui, app_label(app, &service->name));
    if (app_label(app, &service->line)[0])
        ui_text(ui, TEXT_M, app_label(app, &service->line));
    if (app_note(app, &service->details)[0])
        ui_long_text(ui, TEXT_S, app_note(app, &service->details));
    if (app_label(app, &service->hours)[0])
        ui_note(ui, "clock", app_label(app, &service->hours));
    if (app_label(app, &service->place)[0])
        ui_note(ui, "pin", app_label(app, &service->place));
    if (service->phone[0])
        ui_note(ui, "phone", service->phone);
    if (service->place_id[0] &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route", .small = true}))
        info_way(app, service->place_id);
    ui_sheet_end(ui);
}

static void rows(struct app *app, struct info_services *v, struct ui *ui)
{
    ui_pages(ui, "services");
    for (size_t i = 0; i < v->count; i++) {
        const struct service *service = &v->rows[i];
        char id[ID_SIZE + 8];
        if (strcmp(v->open, service->id) == 0) {
            if (v->opened)
                ui_turn_to(ui);
            v->opened = false;
            card(app, service, ui);
            continue;
        }
        text_format(id, sizeof id, "service:%s", service->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = service->icon[0] ? service->icon : "care",
                                    .title = app_label(app, &service->name),
                                    .line = app_label(app, &service->line),
                                    .end = ROW_OPENS})) {
            text_copy(v->open, sizeof v->open, service->id);
            v->opened = true;
        }
    }
    ui_pages_end(ui);
}

void info_services(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_services *v = &s->services;
    if (!v->kind[0])
        text_copy(v->kind, sizeof v->kind, kinds[0].kind);
    ui_title(ui, _("Services"));
    ui_columns(ui, ui_large(ui) || app_lang(app) == LANG_EN ? 2 : 4, 16);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        char id[ID_SIZE];
        text_format(id, sizeof id, "cat:%s", kinds[i].kind);
        if (ui_choice(ui, id, NULL, tr(kinds[i].name), NULL, strcmp(v->kind, kinds[i].kind) == 0,
                      true))
            choose(v, ui, kinds[i].kind);
    }
    ui_columns_end(ui);
    if (!v->ready)
        v->ready = service_list(app_db(app), v->kind, v->rows, SERVICES_MAX, &v->count) == ERR_OK;
    if (!v->ready)
        v->count = 0;
    if (v->count)
        rows(app, v, ui);
    else
        ui_empty(ui, "care", _("Nothing listed here"), _("Ask at the information desk"));
}
