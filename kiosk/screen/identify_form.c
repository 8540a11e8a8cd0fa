#include "screen/identify_form.h"

#include "base/text.h"
#include "base/uuid.h"

#include <string.h>

static const struct {
    const char *id, *field, *icon, *tab, *label, *hint;
    enum field_keys keys;
    enum field_group group;
    int max;
} tabs[] = {
    [TAB_ID] = {"identify.id", "id", "id", N_("ID card"), N_("Number on your ID card"),
                N_("18 digits, the last may be X"), KEYS_DIGITS_X, GROUP_RESIDENT_ID, 18},
    [TAB_PHONE] = {"identify.phone", "phone", "phone", N_("Mobile"), N_("Your mobile number"),
                   N_("11 digits"), KEYS_DIGITS, GROUP_PHONE, 16},
    [TAB_CARD] = {"identify.card", "card", "card", N_("Hospital card"),
                  N_("Number on your hospital card"), N_("4 to 24 digits or letters"), KEYS_CODE,
                  GROUP_NONE, 24},
    [TAB_CODE] = {"identify.code", "code", "qr", N_("Visit code"), N_("Visit code of your booking"),
                  N_("6 digits"), KEYS_DIGITS, GROUP_CODE, 6},
};
_Static_assert(sizeof tabs / sizeof tabs[0] == TAB_COUNT, "a row for each tab");

static const char *fault_sentence(enum identify_tab tab, struct id_check check, char *out,
                                  size_t size)
{
    switch (check.fault) {
    case ID_GOOD:
        return NULL;
    case ID_SHORT:
        text_format(out, size, tr_n("%d digit missing", "%d digits missing", check.missing),
                    check.missing);
        return out;
    case ID_LONG:
        return _("There are too many digits");
    case ID_CHARS:
        return tab == TAB_ID ? _("Only digits, and X as the last one") : _("Only digits here");
    case ID_DATE:
        return _("Digits 7 to 14 are no birth date. Compare with the card");
    case ID_CHECK:
        return _("One digit is wrong. Compare with the card");
    case ID_PREFIX:
        return _("A mobile number begins with 13 to 19");
    }
    return NULL;
}

static const enum identity_kind kinds[] = {
    [TAB_ID] = IDENTITY_RESIDENT_ID, [TAB_PHONE] = IDENTITY_MOBILE, [TAB_CARD] = IDENTITY_CARD};

static struct id_check check_field(struct app *app, const struct identify_form *form)
{
    char today[DATE_SIZE], clean[40];
    struct id_check check = {0};
    app_today(app, today);
    switch (form->tab) {
    case TAB_ID:
        check = identity_check_resident(form->fields[TAB_ID], today, clean);
        break;
    case TAB_PHONE:
        check = identity_check_mobile(form->fields[TAB_PHONE], clean);
        break;
    case TAB_CARD:
        check = identity_check_card(form->fields[TAB_CARD], clean);
        break;
    case TAB_CODE:
        if (strlen(form->fields[TAB_CODE]) < 6)
            check = (struct id_check){.fault = ID_SHORT,
                                      .missing = 6 - (int)strlen(form->fields[TAB_CODE])};
        break;
    case TAB_COUNT:
        break;
    }
    text_wipe(clean, sizeof clean);
    return check;
}

static void start_job(struct app *app, struct identify_form *form)
{
    struct identify_request *r = &form->job.request;
    if (!r->uuid[0])
        uuid_new(r->uuid);
    r->kind = kinds[form->tab];
    text_copy(r->identity, sizeof r->identity, form->fields[form->tab]);
    form->problem = ERR_OK;
    app_start(app, run_identify, &form->job, sizeof form->job);
}

/* "next" on the number; true when it is a visit code, which the caller looks up. */
static bool number_given(struct app *app, struct identify_form *form)
{
    form->fault = check_field(app, form);
    form->faulty = form->fault.fault != ID_GOOD;
    form->scan_failed = false;
    if (form->faulty)
        return false;
    if (form->tab == TAB_CODE)
        return true;
    start_job(app, form);
    return false;
}

static enum identify_outcome take_person(struct app *app, struct identify_form *form)
{
    app_set_person(app, &form->job.person);
    text_wipe(&form->job, sizeof form->job);
    text_wipe(form->fields, sizeof form->fields);
    form->change = false;
    return IDENTIFY_DONE;
}

static enum identify_outcome finished(struct app *app, struct identify_form *form, enum err e)
{
    if (e != ERR_OK) {
        form->problem = e;
        return IDENTIFY_STAYS;
    }
    return take_person(app, form);
}

static enum identify_outcome view_known(struct app *app, struct identify_form *form, struct ui *ui,
                                        const struct identify_options *options)
{
    const struct person *person = app_person(app);
    char name[96], number[48];
    if (!person)
        return IDENTIFY_STAYS;
    ui_pin(ui);
    bool next = ui_next(ui, _("Next"), true);
    ui_pin_end(ui);
    ui_title(ui, _("Is this you?"));
    if (options->kept && options->kept[0])
        ui_strip(ui, "hold", TONE_SLATE, "clock", options->kept, NULL, options->kept_left);
    person_shown(person, name, sizeof name);
    mask_identity(person, number, sizeof number);
    ui_card(ui);
    ui_pair(ui, _("Patient"), name, person->name[0] ? number : NULL);
    ui_card_end(ui);
    if (ui_button(ui, "other", _("Somebody else"),
                  &(struct ui_button){.kind = BUTTON_QUIET, .icon = "swap"}))
        form->change = true;
    return next ? IDENTIFY_DONE : IDENTIFY_STAYS;
}

static void view_tabs(struct identify_form *form, struct ui *ui, bool code)
{
    int count = code ? TAB_COUNT : TAB_CODE;
    ui_columns(ui, ui_large(ui) ? 2 : count, 16);
    for (int k = 0; k < count; k++) {
        int t = k;
        if (ui_choice(ui, tabs[t].id, NULL, tr(tabs[t].tab), NULL, (int)form->tab == t, true)) {
            form->tab = (enum identify_tab)t;
            form->faulty = form->scan_failed = false;
            form->problem = ERR_OK;
            ui_focus(ui, tabs[t].field);
        }
    }
    ui_columns_end(ui);
}

static enum identify_outcome view_number(struct app *app, struct identify_form *form, struct ui *ui,
                                         const struct identify_options *options)
{
    char text[TEXT_BUF];
    enum identify_tab tab = form->tab;
    ui_pin(ui);
    ui_keyboard(ui, tabs[tab].keys, true);
    bool next = ui_button(ui, "next", _("Next"),
                          &(struct ui_button){.kind = BUTTON_PRIMARY,
                                              .goes = true,
                                              .disabled = !form->fields[tab][0],
                                              .busy = app_busy(app)});
    ui_pin_end(ui);
    ui_title(ui, options->title);
    bool kept = options->kept && options->kept[0];
    if (options->lead && !ui_large(ui) && !kept)
        ui_quiet(ui, TEXT_M, options->lead);
    if (kept)
        ui_strip(ui, "hold", TONE_SLATE, "clock", options->kept, NULL, options->kept_left);
    view_tabs(form, ui, options->code);
    tab = form->tab; /* chosen just now: its field must be there to be written in */
    struct ui_field field = {.label = tr(tabs[tab].label),
                             .hint = tr(tabs[tab].hint),
                             .icon = tabs[tab].icon,
                             .keys = tabs[tab].keys,
                             .group = tabs[tab].group,
                             .max = tabs[tab].max,
                             .autofocus = true};
    if (form->faulty)
        field.error = fault_sentence(tab, form->fault, text, sizeof text);
    char before[40];
    memcpy(before, form->fields[tab], sizeof before);
    next |= ui_field(ui, tabs[tab].field, &field, form->fields[tab], sizeof form->fields[tab]);
    if (tab == TAB_ID)
        for (char *p = form->fields[tab]; *p; p++)
            *p = *p == 'x' ? 'X' : *p;
    if (strcmp(before, form->fields[tab]) != 0)
        form->faulty = form->scan_failed = false;
    text_wipe(before, sizeof before);
    if (form->scan_failed)
        ui_strip(ui, "scan.failed", TONE_AMBER, "scan", _("We cannot read this card"),
                 _("Turn it over and try again"), NULL);
    if (form->problem != ERR_OK)
        ui_strip(ui, "problem", TONE_RED, "warn", sentence_for(form->problem), NULL, NULL);
    if (options->guest && ui_button(ui, "guest", options->guest,
                                    &(struct ui_button){.kind = BUTTON_QUIET, .small = true}))
        return IDENTIFY_GUEST;
    if ((next || form->go) && form->fields[tab][0] && !app_busy(app)) {
        form->go = false;
        if (number_given(app, form))
            return IDENTIFY_CODE;
    }
    return IDENTIFY_STAYS;
}

enum identify_outcome identify_form(struct app *app, struct identify_form *form, struct ui *ui,
                                    const struct identify_options *options)
{
    enum err e;
    if (!form->begun) {
        form->begun = true;
        form->tab = form->go ? form->tab : TAB_ID;
    }
    if (app_finished(app, &form->job, &e)) {
        enum identify_outcome outcome = finished(app, form, e);
        if (outcome != IDENTIFY_STAYS) {
            view_known(app, form, ui, options);
            return outcome;
        }
    }
    if (app_person(app) && !form->change && !form->go)
        return view_known(app, form, ui, options);
    return view_number(app, form, ui, options);
}

bool identify_form_scan(struct app *app, struct identify_form *form, const char *text, bool code)
{
    char today[DATE_SIZE], clean[40];
    app_today(app, today);
    enum scan_kind kind = identity_scan(text, today, clean);
    static const struct {
        enum scan_kind kind;
        enum identify_tab tab;
    } rows[] = {{SCAN_RESIDENT_ID, TAB_ID},
                {SCAN_MOBILE, TAB_PHONE},
                {SCAN_CARD, TAB_CARD},
                {SCAN_VISIT_CODE, TAB_CODE}};
    form->scan_failed = true;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].kind != kind || (kind == SCAN_VISIT_CODE && !code))
            continue;
        form->tab = rows[i].tab;
        form->begun = true;
        form->scan_failed = form->faulty = false;
        form->go = true;
        text_copy(form->fields[form->tab], sizeof form->fields[form->tab], clean);
    }
    text_wipe(clean, sizeof clean);
    return true; /* the form itself says when a card cannot be read */
}
