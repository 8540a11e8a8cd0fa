/* The keys on the screen: digits, digits with X, letters with digits, and text with a page of
 * signs. */
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

static bool put_key(struct ui *ui, const struct key *key, struct box box, enum text_size size,
                    bool chosen)
{
    const struct theme *t = ui->theme;
    char id[24];
    snprintf(id, sizeof id, "%s%s",
             strchr(key->id, ':') && key->id[1] ? "" : "key:", key->id); /* input:abc has its own */
    bool down = strcmp(ui->press, id) == 0;
    words_reset(ui);
    ui->fits = true;
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, chosen ? 4 : 2),
                        chosen ? t->tint
                        : down ? t->sunk
                               : t->face,
                        chosen ? t->pri : t->line, chosen ? t->pri : t->edge, true);
    if (key->text) {
        int em = px(ui, theme_em(size, false)),
            line = px(ui, theme_line(size, false)); /* keys keep their size */
        put_words_em(ui, key->text, em, line, true, chosen ? t->pri : t->ink, box.x + px(ui, 4),
                     box.y + sink + (box.h - line) / 2, box.w - px(ui, 8), ALIGN_CENTRE);
    } else {
        int icon = px(ui, 56);
        put_icon(
            ui, key->icon,
            (struct box){box.x + (box.w - icon) / 2, box.y + sink + (box.h - icon) / 2, icon, icon},
            t->ink);
    }
    put_item(ui, id, ROLE_KEY, box, key->label ? key->label : key->text)->chosen = chosen;
    return taken(ui, id, true);
}

/* One row of keys across the container; spans in tenths. */
static void put_keys(struct ui *ui, const struct key *keys, int count, int across_tenths,
                     int height, int gap, enum text_size size)
{
    struct box box = place(ui, 14);
    int unit = (box.w - (across_tenths / 10 - 1) * gap), total = 0;
    for (int i = 0; i < count; i++)
        total += keys[i].span ? keys[i].span : 10;
    int row_w = unit * total / across_tenths + (count - 1) * gap;
    int x = box.x + (row_w < box.w ? (box.w - row_w) / 2 : 0);
    for (int i = 0; i < count; i++) {
        int w = unit * (keys[i].span ? keys[i].span : 10) / across_tenths;
        bool chosen = (strcmp(keys[i].id, "shift") == 0 && ui->shift) ||
                      (strcmp(keys[i].id, "symbols") == 0 && ui->symbols);
        put_key(ui, &keys[i], (struct box){x, box.y, w, px(ui, height)}, size, chosen);
        x += w + gap;
    }
    placed(ui, px(ui, height + FOOT), true);
}

static void digits(struct ui *ui, bool with_x)
{
    const struct key erase = {"delete", NULL, "bksp", _("Delete"), 10};
    const struct key ok = {"ok", _("OK"), NULL, NULL, 10};
    const struct key rows[4][3] = {
        {{"1", "1", 0, 0, 10}, {"2", "2", 0, 0, 10}, {"3", "3", 0, 0, 10}},
        {{"4", "4", 0, 0, 10}, {"5", "5", 0, 0, 10}, {"6", "6", 0, 0, 10}},
        {{"7", "7", 0, 0, 10}, {"8", "8", 0, 0, 10}, {"9", "9", 0, 0, 10}},
        {with_x ? (struct key){"x", "X", 0, 0, 10} : erase,
         {"0", "0", 0, 0, 10},
         with_x ? erase : ok}};
    for (int i = 0; i < 4; i++)
        put_keys(ui, rows[i], 3, 30, 96, px(ui, 14), TEXT_L);
}

static const char *const letter_rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", NULL};
static const char *const sign_rows[] = {"1234567890", "-/:;()&@\"'", ".,?!+=%#", NULL};

/* A panel too narrow for ten keys of 20 mm has them in the order of the alphabet, as many as fit.
 */
static int chunk(const char *all, int across, char rows[8][12])
{
    int n = 0;
    for (size_t i = 0, length = strlen(all); i < length; i += (size_t)across)
        snprintf(rows[n++], sizeof rows[0], "%.*s", across, all + i);
    return n;
}

static int key_rows(bool signs, bool digits_too, bool digits_row, int across, char rows[8][12])
{
    int n = 0;
    if (across < 10)
        return chunk(signs        ? "1234567890-/:;()&@\"'.,?!+=%#"
                     : digits_too ? "1234567890abcdefghijklmnopqrstuvwxyz"
                                  : "abcdefghijklmnopqrstuvwxyz",
                     across, rows);
    if (!signs && digits_row)
        snprintf(rows[n++], sizeof rows[0], "%s",
                 sign_rows[0]); /* digits stay at hand above the letters */
    for (const char *const *r = signs ? sign_rows : letter_rows; *r; r++)
        snprintf(rows[n++], sizeof rows[0], "%s", *r);
    return n;
}

/* The letters of one row, with shift before and delete behind the last one. */
static void letter_row(struct ui *ui, const char *row, bool last, bool text, int across, int gap)
{
    char ids[12][4], texts[12][4];
    struct key keys[14];
    int n = 0;
    bool chinese = text && composer_on(ui);
    if (last && text && !ui->symbols && !chinese)
        keys[n++] = (struct key){"shift", NULL, "up", _("Capital letters"), 10};
    for (int i = 0; row[i]; i++, n++) {
        bool capital = !text || (ui->shift && !ui->symbols);
        snprintf(ids[i], sizeof ids[i], "%c", row[i]);
        snprintf(texts[i], sizeof texts[i], "%c",
                 capital && row[i] >= 'a' && row[i] <= 'z' ? row[i] - 32 : row[i]);
        const char *sign = chinese ? composer_sign(row[i]) : NULL;
        keys[n] = (struct key){ids[i], sign ? sign : texts[i], NULL, NULL, 10};
    }
    if (last)
        keys[n++] = (struct key){"delete", NULL, "bksp", _("Delete"), 10};
    put_keys(ui, keys, n, across * 10, 84, gap, TEXT_L);
}

/* What stands below the letters: signs, space, OK; in Chinese comma and full stop; without room for
 * tabs the other input. */
static void last_row(struct ui *ui, int across, int gap)
{
    int tenths = across * 10, n = 0;
    bool chinese = composer_on(ui), other = composer_offered(ui) && composer_compact(ui);
    bool stops = chinese && !ui->symbols && across == 10;
    struct key keys[6];
    keys[n++] = (struct key){"symbols",
                             !ui->symbols ? "123"
                             : chinese    ? _("Pinyin")
                                          : "ABC",
                             NULL, NULL, tenths * 2 / 10};
    if (other)
        keys[n++] = (struct key){chinese ? "input:abc" : "input:pinyin",
                                 chinese ? "ABC" : _("Pinyin"), NULL, NULL, tenths * 2 / 10};
    if (stops)
        keys[n++] = (struct key){",", composer_sign(','), NULL, NULL, tenths / 10};
    keys[n++] = (struct key){"space", NULL, "space", _("Space"), tenths * (4 - other - stops) / 10};
    if (stops)
        keys[n++] = (struct key){".", composer_sign('.'), NULL, NULL, tenths / 10};
    keys[n++] = (struct key){"ok", _("OK"), NULL, NULL, tenths * (other ? 2 : 3) / 10};
    put_keys(ui, keys, n, tenths, 84, gap, other ? TEXT_S : TEXT_M);
}

static void letters(struct ui *ui, bool text)
{
    int gap = px(ui, 13), width = here(ui)->w;
    int across = (width + gap) / (px(ui, 81) + gap);
    if (across > 10)
        across = 10;
    char rows[8][12];
    bool chinese = text && composer_on(ui);
    int n = key_rows(ui->symbols && text, !text, !chinese, across, rows);
    bool beside =
        (int)strlen(rows[n - 1]) + 2 <= across; /* room for shift and delete in the last row */
    if (chinese)
        composer_put_bar(ui);
    for (int r = 0; r < n; r++)
        letter_row(ui, rows[r], beside && r == n - 1, text, across, gap);
    if (!beside)
        letter_row(ui, "", true, text, across, gap);
    int tenths = across * 10;
    const struct key last_code[] = {{"-", "-", NULL, NULL, tenths * 2 / 10},
                                    {"ok", _("OK"), NULL, NULL, tenths * 4 / 10}};
    if (text)
        last_row(ui, across, gap);
    else
        put_keys(ui, last_code, 2, tenths, 84, gap, TEXT_M);
}

void ui_keyboard(struct ui *ui, enum field_keys keys, bool always)
{
    if (!ui->focus[0] && !always)
        return;
    if (keys == KEYS_TEXT)
        composer_put_tabs(ui);
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
