#include "screen/cancel_ask.h"

#include "i18n/format.h"
#include "i18n/tr.h"
#include "screen/parts.h"

enum cancel_answer cancel_ask(struct app *app, struct ui *ui, const struct appointment *one)
{
    char date[FORMAT_SIZE], time[FORMAT_SIZE], big[FORMAT_SIZE], doctor[TEXT_BUF];
    enum cancel_answer answer = CANCEL_NOT_YET;
    day_shown_whole(app, one->start_ms, date, sizeof date);
    format_time_span(one->start_ms, one->end_ms, time, sizeof time);
    bold(time, big, sizeof big);
    doctor_shown(app, &one->doctor, doctor, sizeof doctor);
    ui_title(ui, _("Really cancel the booking?"));
    ui_card(ui);
    ui_quiet(ui, TEXT_M, date);
    ui_text(ui, ui_large(ui) ? TEXT_XL : TEXT_XXL, big);
    ui_text(ui, TEXT_M, doctor);
    ui_card_end(ui);
    ui_strip(ui, "cancel.ask", TONE_AMBER, "warn", _("Somebody else can then have it"), NULL, NULL);
    ui_columns(ui, ui_large(ui) ? 1 : 2, 24);
    if (ui_button(ui, "cancel.no", _("Keep it"), &(struct ui_button){.kind = BUTTON_SECONDARY}))
        answer = CANCEL_KEEP;
    if (ui_button(ui, "cancel.yes", _("Cancel it"),
                  &(struct ui_button){.kind = BUTTON_DANGER, .busy = app_busy(app)}))
        answer = CANCEL_YES;
    ui_columns_end(ui);
    return answer;
}
