#include "screen/printing.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "store/content.h"

void printing_begin(struct app *app, struct paper *paper, enum paper_kind kind, const char *title)
{
    struct hospital hospital;
    const struct config *config = app_config(app);
    char today[DATE_SIZE], date[FORMAT_SIZE], time[16];
    *paper = (struct paper){.kind = kind};
    if (hospital_get(app_db(app), &hospital) == ERR_OK)
        text_copy(paper->head, sizeof paper->head, app_label(app, &hospital.name));
    text_copy(paper->title, sizeof paper->title, title);
    app_today(app, today);
    format_date(today, date, sizeof date);
    format_time(app_now(app), time, sizeof time);
    text_format(paper->foot, sizeof paper->foot, "%s %s  %s", date, time,
                app_lang(app) == LANG_EN ? config->station.name_en : config->station.name_zh);
}

bool printing_key(struct app *app, struct ui *ui, const char *text, bool primary)
{
    enum print_state state = app_print_state(app);
    if (!app_can_print(app))
        return false;
    if (state == PRINT_FAILED)
        text = _("Print again");
    return ui_button(ui, "print", text,
                     &(struct ui_button){.kind = primary ? BUTTON_PRIMARY : BUTTON_SECONDARY,
                                         .icon = "print",
                                         .tall = primary,
                                         .busy = state == PRINT_WAITING});
}

void printing_strip(struct app *app, struct ui *ui)
{
    switch (app_print_state(app)) {
    case PRINT_NONE:
        break;
    case PRINT_WAITING:
        ui_strip(ui, "printing", TONE_SLATE, "print", _("Printing"), _("About 5 seconds"), NULL);
        break;
    case PRINT_DONE:
        ui_strip(ui, "printed", TONE_GREEN, "check", _("Printed"), _("Take the paper with you"),
                 NULL);
        break;
    case PRINT_FAILED:
        ui_strip(ui, "not-printed", TONE_RED, "x", _("It did not print"),
                 _("Try again, or take it by phone"), NULL);
        break;
    }
}
