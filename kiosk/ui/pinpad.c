/* Typing a PIN: nothing of it is drawn, spoken, written to the automation file, or to be seen from
 * which key sinks (TRUST.md 2.2, shoulder surfing). */
#include "base/text.h"
#include "i18n/tr.h"
#include "ui/desk.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

#define HELD_NEVER "pinpad" /* no key has this id */

static bool take_keys(struct ui *ui, char *pin, size_t size)
{
    for (; ui->deletes > 0; ui->deletes--)
        text_pop(pin);
    size_t used = strlen(pin);
    for (const char *p = ui->typed; *p; p++)
        if (*p >= '0' && *p <= '9' && used + 1 < size) {
            pin[used++] = *p;
            pin[used] = '\0';
        }
    text_wipe(ui->typed, sizeof ui->typed);
    bool done = ui->enter;
    ui->enter = false;
    return done && used > 0;
}

bool ui_desk_pin(struct ui *ui, const char *id, const char *label, const char *error, char *pin,
                 size_t size)
{
    const struct theme *t = ui->theme;
    bool done = take_keys(ui, pin, size);
    struct box box = place(ui, 20);
    struct words w = put_words(ui, label, TEXT_M, true, t->ink, box.x, box.y, box.w, ALIGN_START);
    int top = box.y, height = w.height + px(ui, 10), edge = px(ui, 5), dot = px(ui, 22),
        step = px(ui, 36);
    bool wrong = error && error[0];
    box.y += height;
    box.h = px(ui, 104);
    put_rect(ui, box, px(ui, 16), wrong ? t->red : t->pri);
    put_rect(ui, (struct box){box.x + edge, box.y + edge, box.w - 2 * edge, box.h - 2 * edge},
             px(ui, 16) - edge, t->face);
    size_t count = strlen(pin);
    for (size_t i = 0; i < count; i++)
        put_rect(
            ui,
            (struct box){box.x + px(ui, 32) + (int)i * step, box.y + (box.h - dot) / 2, dot, dot},
            dot / 2, t->ink);
    words_reset(ui);
    struct item *item = put_item(ui, id, ROLE_FIELD, box, label);
    item->secret = true;
    height += box.h;
    if (wrong) {
        words_reset(ui);
        struct words e = put_words(ui, error, TEXT_S, false, t->red, box.x,
                                   top + height + px(ui, 10), box.w, ALIGN_START);
        put_item(ui, "problem", ROLE_STATUS,
                 (struct box){box.x, top + height + px(ui, 10), box.w, e.height}, error);
        height += px(ui, 10) + e.height;
    }
    placed(ui, height, true);
    return done;
}

static void put_pin_key(struct ui *ui, const char *id, const char *text, const char *icon,
                        struct box box, bool seen)
{
    const struct theme *t = ui->theme;
    words_reset(ui);
    int sink = put_face(ui, seen ? id : HELD_NEVER, box, px(ui, 20), px(ui, 2), t->face, t->line,
                        t->edge, true);
    box.y += sink;
    if (text) {
        int line = px(ui, theme_line(TEXT_L, false));
        put_words(ui, text, TEXT_L, true, t->ink, box.x, box.y + (box.h - line) / 2, box.w,
                  ALIGN_CENTRE);
    } else {
        int size = px(ui, 56);
        put_icon(ui, icon,
                 (struct box){box.x + (box.w - size) / 2, box.y + (box.h - size) / 2, size, size},
                 t->ink);
    }
    box.y -= sink;
    struct item *item = put_item(ui, id, ROLE_KEY, box, text ? text : _("Delete"));
    item->pressed = seen && item->pressed;
}

bool ui_desk_pinpad(struct ui *ui, const char *next, bool ready, bool busy, bool seen)
{
    static const char digits[] = "123456789";
    struct box box = place(ui, 16);
    int gap = px(ui, 14), foot = px(ui, FOOT), w = (box.w - 2 * gap) / 3, h = px(ui, 104);
    for (int i = 0; i < 9; i++) {
        char id[8], text[2] = {digits[i], 0};
        snprintf(id, sizeof id, "key:%c", digits[i]);
        put_pin_key(ui, id, text, NULL,
                    (struct box){box.x + i % 3 * (w + gap), box.y + i / 3 * (h + gap + foot), w, h},
                    seen);
    }
    int y = box.y + 3 * (h + gap + foot);
    put_pin_key(ui, "key:0", "0", NULL, (struct box){box.x + w + gap, y, w, h}, seen);
    put_pin_key(ui, "key:delete", NULL, "bksp", (struct box){box.x + 2 * (w + gap), y, w, h}, seen);
    placed(ui, 4 * (h + gap + foot) - gap, true);
    return ui_button(ui, "next", next,
                     &(struct ui_button){
                         .kind = BUTTON_PRIMARY, .goes = true, .disabled = !ready, .busy = busy});
}
