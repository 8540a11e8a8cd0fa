#include "screen/printing.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "store/content.h"

#include <stdlib.h>

struct composing {
    enum paper_kind kind;
    printing_fill *fill;
    const void *of;
    struct paper *paper;
};

static void compose(struct app *app, void *ctx)
{
    const struct composing *c = ctx;
    struct paper *paper = c->paper;
    struct hospital hospital;
    const struct config *config = app_config(app);
    char today[DATE_SIZE], date[FORMAT_SIZE], time[16];
    *paper = (struct paper){.kind = c->kind};
    if (hospital_get(app_db(app), &hospital) == ERR_OK)
        text_copy(paper->head[0], sizeof paper->head[0], app_label(app, &hospital.name));
    app_today(app, today);
    format_date(today, date, sizeof date);
    format_time(app_now(app), time, sizeof time);
    text_format(paper->foot, sizeof paper->foot, "%s %s\n%s", date, time,
                app_lang(app) == LANG_EN ? config->station.name_en : config->station.name_zh);
    c->fill(app, paper, c->of);
}

void printing_compose(struct app *app, enum paper_kind kind, printing_fill *fill, const void *of,
                      struct paper *out)
{
    compose(app, &(struct composing){kind, fill, of, out});
    if (app_config(app)->printer.languages != PRINTER_BOTH)
        return;
    struct paper *other = calloc(1, sizeof *other);
    if (!other)
        abort();
    app_in_language(app, app_lang(app) == LANG_EN ? LANG_ZH : LANG_EN, compose,
                    &(struct composing){kind, fill, of, other});
    paper_join(out, other);
    text_wipe(other, sizeof *other);
    free(other);
}

void printing_print(struct app *app, enum paper_kind kind, printing_fill *fill, const void *of)
{
    struct paper paper;
    printing_compose(app, kind, fill, of, &paper);
    app_print(app, &paper);
    text_wipe(&paper, sizeof paper);
}

void printing_title(struct paper *paper, const char *title)
{
    text_copy(paper->title[0], sizeof paper->title[0], title);
}

void printing_big(struct paper *paper, const char *label, const char *big)
{
    text_copy(paper->label[0], sizeof paper->label[0], label);
    text_copy(paper->big, sizeof paper->big, big);
}

void printing_add(struct paper *paper, enum paper_style style, const char *text)
{
    if (text[0])
        (void)paper_add(paper, style, text);
}

void printing_code(struct paper *paper, const char *qr, const char *caption)
{
    text_copy(paper->qr, sizeof paper->qr, qr);
    text_copy(paper->caption[0], sizeof paper->caption[0], caption);
}

bool printing_is_down(const struct app *app)
{
    enum err why = app_print_why(app);
    return why == ERR_NO_SPACE || why == ERR_BUSY || why == ERR_OFFLINE;
}

bool printing_key(struct app *app, struct ui *ui, const char *text, bool primary)
{
    enum print_state state = app_print_state(app);
    if (!app_can_print(app))
        return false;
    if (state == PRINT_FAILED)
        text = _("Try again");
    return ui_button(ui, "print", text,
                     &(struct ui_button){.kind = primary ? BUTTON_PRIMARY : BUTTON_SECONDARY,
                                         .icon = "print",
                                         .tall = primary,
                                         .busy = state == PRINT_WAITING});
}

void printing_staff_key(struct app *app, struct ui *ui)
{
    if (app_print_state(app) == PRINT_FAILED &&
        ui_button(ui, "staff", _("Call staff"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "help"}))
        app_call_staff(app);
}

/* What happened, then what to do (tokens, section 7). */
static void failed_strip(struct app *app, struct ui *ui, bool phone)
{
    const char *fact = _("It did not print. Try again");
    const char *what = phone ? _("Or scan to take it with you") : _("Or call staff");
    switch (app_print_why(app)) {
    case ERR_NO_SPACE:
        fact = phone ? _("Out of paper. Scan to take it with you") : _("Out of paper");
        what = phone ? _("Or call staff") : _("Take a photo of the screen, or call staff");
        break;
    case ERR_BUSY:
        fact = _("The printer is open or stuck");
        what = phone ? _("Scan to take it with you, or call staff")
                     : _("Take a photo of the screen, or call staff");
        break;
    case ERR_OFFLINE:
        fact = _("The printer does not answer");
        what = phone ? _("Scan to take it with you, or call staff")
                     : _("Take a photo of the screen, or call staff");
        break;
    case ERR_INVALID:
        fact = _("This number does not count any more");
        what = _("Take a new one, or call staff");
        break;
    default:
        break;
    }
    ui_strip(ui, "not-printed", TONE_RED, "x", fact, what, NULL);
}

void printing_strip(struct app *app, struct ui *ui, bool phone)
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
        failed_strip(app, ui, phone);
        break;
    }
}
