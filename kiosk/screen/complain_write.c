/* Complain: what happened, and how to be reached. */
#include "screen/complain.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "model/identity.h"

#include <string.h>

static const char *text_title(enum voice_kind kind)
{
    switch (kind) {
    case VOICE_COMPLAINT:
        return _("Say what happened");
    case VOICE_SUGGESTION:
        return _("Say what could be better");
    case VOICE_PRAISE:
        return _("Say what was good");
    case VOICE_COUNT:
        break;
    }
    return "";
}

static void topics(struct app *app, struct complain_state *s, struct ui *ui)
{
    struct complain_request *r = &s->file.request;
    ui_columns(ui, ui_large(ui) || app_lang(app) == LANG_EN ? 2 : 3, 24);
    for (size_t i = 0; i < s->rule_count; i++) {
        const struct reason *topic = &s->rules[i].topic;
        char id[ID_SIZE + 8];
        bool chosen = strcmp(topic->id, r->topic) == 0;
        text_format(id, sizeof id, "topic:%s", topic->id);
        if (ui_choice(ui, id, NULL, app_label(app, &topic->name), NULL, chosen, true))
            text_copy(r->topic, sizeof r->topic, chosen ? "" : topic->id);
    }
    ui_columns_end(ui);
}

void complain_text(struct app *app, struct complain_state *s, struct ui *ui)
{
    struct complain_request *r = &s->file.request;
    char count[FORMAT_SIZE], clean[COMPLAINT_TEXT_SIZE];
    bool roomy = !ui_large(ui) && !ui_low(ui), writing = ui_focused(ui, "text");
    text_clean(clean, sizeof clean, r->text, COMPLAIN_TEXT_MAX);
    bool enough = text_count(clean) >= COMPLAIN_TEXT_MIN;
    text_format(count, sizeof count, _("%d characters, at most %d"), (int)text_count(r->text),
                COMPLAIN_TEXT_MAX);
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, false);
    if (!enough && (roomy || !writing))
        ui_note(ui, "pen", _("Write at least two characters to go on"));
    if (ui_next(ui, _("Next"), enough)) {
        ui_focus(ui, NULL);
        app_step(app, COMPLAIN_CONTACT);
    }
    ui_pin_end(ui);
    ui_title_fact(ui, text_title(r->kind), "lock", _("You need not give your name"));
    if (roomy || !writing) /* while writing in large print the keys need the room */
        topics(app, s, ui);
    if (ui_field(ui, "text",
                 &(struct ui_field){.hint = _("Tap here and write"),
                                    .keys = KEYS_TEXT,
                                    .multiline = true,
                                    .chinese = true,
                                    .autofocus = roomy,
                                    .max = COMPLAIN_TEXT_MAX,
                                    .count = count},
                 r->text, sizeof r->text))
        ui_focus(ui, NULL);
    text_wipe(clean, sizeof clean);
}

/* One sentence for a number that cannot be right; empty while nothing is wrong. */
static void phone_fault(const char *phone, char *out, size_t size)
{
    char clean[32];
    struct id_check check = identity_check_mobile(phone, clean);
    out[0] = '\0';
    switch (check.fault) {
    case ID_GOOD:
        break;
    case ID_SHORT:
        text_format(out, size, tr_n("%d digit missing", "%d digits missing", check.missing),
                    check.missing);
        break;
    case ID_LONG:
        text_copy(out, size, _("There are too many digits"));
        break;
    case ID_CHARS:
    case ID_DATE:
    case ID_CHECK:
    case ID_PREFIX:
        text_copy(out, size, _("This is not a mobile number. Check the digits"));
        break;
    }
    text_wipe(clean, sizeof clean);
}

static void own_phone(struct app *app, struct complain_state *s, struct ui *ui)
{
    const struct person *person = app_person(app);
    struct complain_request *r = &s->file.request;
    char masked[PHONE_SIZE], text[FORMAT_SIZE];
    if (!person || !person->phone[0] || strcmp(person->phone, r->phone) == 0)
        return;
    mask_phone(person->phone, masked, sizeof masked);
    text_format(text, sizeof text, _("Use %s"), masked);
    if (ui_button(ui, "own", text,
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "phone"})) {
        text_copy(r->phone, sizeof r->phone, person->phone);
        ui_focus(ui, NULL);
    }
}

void complain_contact(struct app *app, struct complain_state *s, struct ui *ui)
{
    struct complain_request *r = &s->file.request;
    char fault[FORMAT_SIZE] = "", masked[PHONE_SIZE];
    mask_phone(r->phone, masked, sizeof masked);
    if (r->phone[0])
        phone_fault(r->phone, fault, sizeof fault);
    ui_pin(ui);
    ui_keyboard(ui, KEYS_DIGITS, false);
    if (ui_next(ui, r->phone[0] ? _("Next") : _("Go on without a phone"), true)) {
        s->phone_tried = true;
        if (!fault[0])
            app_step(app, COMPLAIN_REVIEW);
    }
    ui_pin_end(ui);
    ui_title(ui, _("Leave a phone number?"));
    ui_quiet(ui, TEXT_M, _("You may skip this. Then only the number on the receipt finds it"));
    if (ui_field(ui, "phone",
                 &(struct ui_field){.label = _("Mobile number"),
                                    .hint = "138 0013 8000",
                                    .icon = "phone",
                                    .error = s->phone_tried && fault[0] ? fault : NULL,
                                    .shown = masked,
                                    .keys = KEYS_DIGITS,
                                    .group = GROUP_PHONE,
                                    .max = 15},
                 r->phone, sizeof r->phone)) {
        s->phone_tried = true;
        ui_focus(ui, NULL);
    }
    own_phone(app, s, ui);
    ui_note(ui, "lock", _("Only the person who answers you sees it"));
}
