/* The keys on the screen: digits, digits with X, letters with digits, and text with a page of signs. */
#include "i18n/tr.h"
#include "ui/inside.h"

#include <stdio.h>
#include <string.h>

struct key {
    const char *id;   /* after "key:" */
    const char *text; /* NULL: icon */
    const char *icon;
    const char *label; /* spoken, when it is not the text */
    int span;          /* in tenths of a plain key */
};

static bool put_key(struct ui *ui, const struct key *key, struct box box, enum text_size size, bool chosen)
{
    const struct theme *t = ui->theme;
    char id[24];
    snprintf(id, sizeof id, "key:%s", key->id);
    bool down = strcmp(ui->press, id) == 0;
    words_reset(ui);
    ui->fits = true;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, chosen ? 4 : 2), chosen ? t->tint : down ? t->sunk : t->face,
                        chosen ? t->pri : t->line, chosen ? t->pri : t->edge, true);
    if (key->text) {
        int em = px(ui, theme_em(size, false)), line = px(ui, theme_line(size, false)); /* keys keep their size */
        put_words_em(ui, key->text, em, line, true, chosen ? t->pri : t->ink, box.x + px(ui, 4),
                     box.y + sink + (box.h - line) / 2, box.w - px(ui, 8), ALIGN_CENTRE);
    } else {
        int icon = px(ui, 56);
        put_icon(ui, key->icon, (struct box){box.x + (box.w - icon) / 2, box.y + sink + (box.h - icon) / 2, icon, icon},
                 t->ink);
    }
    put_item(ui, id, ROLE_KEY, box, key->label ? key->label : key->text)->chosen = chosen;
    return taken(ui, id, true);
}

/* One row of keys across the container; spans in tenths. */
static void put_keys(struct ui *ui, const struct key *keys, int count, int across_tenths, int height, int gap,
                     enum text_size size)
{
    struct box box = place(ui, 14);
    int unit = (box.w - (across_tenths / 10 - 1) * gap), total = 0;
    for (int i = 0; i < count; i++)
        total += keys[i].span ? keys[i].span : 10;
    int row_w = unit * total / across_tenths + (count - 1) * gap;
    int x = box.x + (row_w < box.w ? (box.w - row_w) / 2 : 0);
    for (int i = 0; i < count; i++) {
        int w = unit * (keys[i].span ? keys[i].span : 10) / across_tenths;
        bool chosen = (strcmp(keys[i].id, "shift") == 0 && ui->shift) || (strcmp(keys[i].id, "symbols") == 0 && ui->symbols);
        put_key(ui, &keys[i], (struct box){x, box.y, w, px(ui, height)}, size, chosen);
        x += w + gap;
    }
    placed(ui, px(ui, height + FOOT), true);
}

static void digits(struct ui *ui, bool with_x)
{
    const struct key erase = {"delete", NULL, "bksp", _("Delete"), 10};
    const struct key ok = {"ok", _("OK"), NULL, NULL, 10};
    const struct key rows[4][3] = {{{"1", "1", 0, 0, 10}, {"2", "2", 0, 0, 10}, {"3", "3", 0, 0, 10}},
                                   {{"4", "4", 0, 0, 10}, {"5", "5", 0, 0, 10}, {"6", "6", 0, 0, 10}},
                                   {{"7", "7", 0, 0, 10}, {"8", "8", 0, 0, 10}, {"9", "9", 0, 0, 10}},
                                   {with_x ? (struct key){"x", "X", 0, 0, 10} : erase, {"0", "0", 0, 0, 10}, with_x ? erase : ok}};
    for (int i = 0; i < 4; i++)
        put_keys(ui, rows[i], 3, 30, 96, px(ui, 14), TEXT_L);
}

static const char *const letter_rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
static const char *const sign_rows[] = {"1234567890", "-/:;()&@\"'", ".,?!+=%#"};

static void letters(struct ui *ui, bool text)
{
    const char *const *rows = ui->symbols ? sign_rows : letter_rows;
    int gap = px(ui, 13);
    char ids[12][8], texts[12][8];
    if (!text || !ui->symbols) { /* digits stay at hand above the letters */
        struct key keys[10];
        for (int i = 0; i < 10; i++) {
            snprintf(ids[i], sizeof ids[i], "%c", sign_rows[0][i]);
            keys[i] = (struct key){ids[i], ids[i], NULL, NULL, 10};
        }
        put_keys(ui, keys, 10, 100, 84, gap, TEXT_L);
    }
    for (int r = 0; r < 3; r++) {
        struct key keys[12];
        int n = 0;
        if (r == 2 && text && !ui->symbols)
            keys[n++] = (struct key){"shift", NULL, "up", _("Capital letters"), 12};
        for (const char *p = rows[r]; *p; p++, n++) {
            char shown = !text || (ui->shift && !ui->symbols) ? (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p) : *p;
            snprintf(ids[n], sizeof ids[n], "%c", *p);
            snprintf(texts[n], sizeof texts[n], "%c", shown);
            keys[n] = (struct key){ids[n], texts[n], NULL, NULL, 10};
        }
        if (r == 2)
            keys[n++] = (struct key){"delete", NULL, "bksp", _("Delete"), 12};
        put_keys(ui, keys, n, 100, 84, gap, TEXT_L);
    }
    const struct key last_text[] = {{"symbols", ui->symbols ? "ABC" : "123", NULL, NULL, 18},
                                    {"space", NULL, "space", _("Space"), 46},
                                    {"ok", _("OK"), NULL, NULL, 30}};
    const struct key last_code[] = {{"-", "-", NULL, NULL, 18}, {"ok", _("OK"), NULL, NULL, 40}};
    if (text)
        put_keys(ui, last_text, 3, 100, 84, gap, TEXT_M);
    else
        put_keys(ui, last_code, 2, 100, 84, gap, TEXT_M);
}

void ui_keyboard(struct ui *ui, enum field_keys keys, bool always)
{
    if (!ui->focus[0] && !always)
        return;
    struct box box = place(ui, 20);
    /* Digits stand in the middle at thumb's width; letters take the whole row. */
    int pad = keys == KEYS_DIGITS || keys == KEYS_DIGITS_X ? (box.w - px(ui, 640)) / 2 : 0;
    if (pad < 0)
        pad = 0;
    struct container *c = enter(ui, C_CARD, (struct box){box.x + pad, box.y, box.w - 2 * pad, 0});
    c->region = -1;
    switch (keys) {
    case KEYS_NONE:
        break;
    case KEYS_DIGITS:
    case KEYS_DIGITS_X:
        digits(ui, keys == KEYS_DIGITS_X);
        break;
    case KEYS_CODE:
    case KEYS_TEXT:
        letters(ui, keys == KEYS_TEXT);
        break;
    }
    struct container done = leave(ui, C_CARD);
    placed(ui, done.y - done.top, true);
}

bool keyboard_tap(struct ui *ui, const char *id)
{
    if (strncmp(id, "key:", 4) != 0)
        return false;
    const char *key = id + 4;
    if (strcmp(key, "delete") == 0)
        ui->deletes++;
    else if (strcmp(key, "ok") == 0)
        ui->enter = true;
    else if (strcmp(key, "shift") == 0)
        ui->shift = !ui->shift;
    else if (strcmp(key, "symbols") == 0)
        ui->symbols = !ui->symbols;
    else if (strcmp(key, "space") == 0)
        ui_input_text(ui, " ");
    else if (key[0] && !key[1]) {
        char c = key[0];
        if (ui->shift && c >= 'a' && c <= 'z')
            c = (char)(c - 32);
        ui_input_text(ui, (char[]){c, 0});
        ui->shift = false;
    }
    return true;
}
