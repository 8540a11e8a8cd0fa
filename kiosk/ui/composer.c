/* Writing Chinese: the tabs above the keys, the bar of candidates, and what a key means while
 * pinyin is chosen. */
#include "i18n/tr.h"
#include "ui/inside.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define BAR_KEYS 7

static enum pinyin_state state(const struct ui *ui)
{
    return ui->options.pinyin.calls->state(ui->options.pinyin.self);
}

bool composer_offered(const struct ui *ui)
{
    return ui->chinese && state(ui) != PINYIN_FAILED;
}

bool composer_on(const struct ui *ui)
{
    return ui->composer.on && composer_offered(ui);
}

bool composer_compact(const struct ui *ui)
{
    /* No height for tabs, or longer words above the keys: the other input is one of the keys. */
    return ui->brief || ui->modes.low || ui->modes.lang == LANG_EN;
}

const char *composer_letters(const struct ui *ui)
{
    return composer_on(ui) ? ui->options.pinyin.calls->letters(ui->options.pinyin.self) : "";
}

static void first_page(struct ui *ui)
{
    ui->composer.page = 0;
    memset(ui->composer.from, 0, sizeof ui->composer.from);
}

void composer_drop(struct ui *ui)
{
    ui->options.pinyin.calls->clear(ui->options.pinyin.self);
    first_page(ui);
    text_wipe(ui->composer.held, sizeof ui->composer.held);
}

void composer_resume(struct ui *ui)
{
    if (!ui->composer.held[0] || ui->tap[0])
        return;
    memcpy(ui->tap, ui->composer.held, sizeof ui->tap);
    text_wipe(ui->composer.held, sizeof ui->composer.held);
}

/* Going on to something else loses nothing that was written: the best candidate is taken, and the
 * tap comes after it, because the view may leave the field before it has read it. */
static bool hold(struct ui *ui)
{
    if (state(ui) != PINYIN_READY || !composer_letters(ui)[0])
        return false;
    composer_commit(ui);
    memcpy(ui->composer.held, ui->tap, sizeof ui->tap);
    return true;
}

void composer_wipe(struct ui *ui)
{
    ui->options.pinyin.calls->wipe(ui->options.pinyin.self);
    memset(&ui->composer, 0, sizeof ui->composer);
    ui->chinese = false;
}

void composer_commit(struct ui *ui)
{
    char text[PINYIN_TEXT_SIZE];
    if (composer_letters(ui)[0] && ui->options.pinyin.calls->commit(ui->options.pinyin.self, text))
        ui_input_text(ui, text);
    first_page(ui);
    text_wipe(text, sizeof text);
}

static void pick(struct ui *ui, int on_page)
{
    char text[PINYIN_TEXT_SIZE];
    if (ui->options.pinyin.calls->pick(ui->options.pinyin.self,
                                       ui->composer.from[ui->composer.page] + on_page, text))
        ui_input_text(ui, text);
    first_page(ui);
    text_wipe(text, sizeof text);
}

/* The sign that Chinese writing has for it; NULL: the same. */
const char *composer_sign(char c)
{
    static const struct {
        char c;
        const char *sign;
    } signs[] = {{',', "，"}, {'.', "。"}, {'?', "？"}, {'!', "！"},
                 {':', "："}, {';', "；"}, {'(', "（"}, {')', "）"}};
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (signs[i].c == c)
            return signs[i].sign;
    return NULL;
}

static void choose(struct ui *ui, bool on)
{
    composer_commit(ui);
    ui->composer.on = on;
    ui->symbols = ui->shift = false;
    if (on)
        ui->options.pinyin.calls->start(ui->options.pinyin.self);
}

static void turn(struct ui *ui, bool on)
{
    struct composer *c = &ui->composer;
    if (!on && c->page > 0)
        c->page--;
    else if (on && c->more && c->page + 1 < COMPOSER_PAGES) {
        c->from[c->page + 1] = c->from[c->page] + c->shown;
        c->page++;
    }
}

/* A key of the keyboard while pinyin is chosen; false: it means what it always does. */
static bool letter_key(struct ui *ui, const char *key)
{
    const struct pinyin_calls *calls = ui->options.pinyin.calls;
    bool composing = composer_letters(ui)[0] != 0;
    if (strcmp(key, "delete") == 0 && composing) {
        calls->erase(ui->options.pinyin.self);
        first_page(ui);
        return true;
    }
    if (strcmp(key, "space") == 0 && composing) {
        pick(ui, 0);
        return true;
    }
    if (strcmp(key, "ok") == 0 && composing) {
        composer_commit(ui);
        return true;
    }
    if (!key[0] || key[1])
        return false;
    if (key[0] >= 'a' && key[0] <= 'z') {
        calls->key(ui->options.pinyin.self, key[0]);
        first_page(ui);
        return true;
    }
    composer_commit(ui);
    const char *sign = composer_sign(key[0]);
    if (sign)
        ui_input_text(ui, sign);
    return sign != NULL;
}

bool composer_tap(struct ui *ui, const char *id)
{
    if (strcmp(id, "input:pinyin") == 0 || strcmp(id, "input:abc") == 0) {
        choose(ui, strcmp(id, "input:pinyin") == 0);
        return true;
    }
    if (!composer_on(ui))
        return false;
    if (strncmp(id, "key:", 4) == 0)
        return letter_key(ui, id + 4);
    if (strcmp(id, "cand.more") == 0 || strcmp(id, "cand.back") == 0)
        turn(ui, strcmp(id, "cand.more") == 0);
    else if (strncmp(id, "cand:", 5) == 0 && id[5] >= '1' && id[5] < '1' + ui->composer.shown)
        pick(ui, id[5] - '1');
    else if (hold(ui)) {
        text_wipe(ui->tap, sizeof ui->tap);
        return true;
    }
    return false;
}

/* ---- what is shown ---- */

static void put_tab(struct ui *ui, const char *id, const char *icon, const char *text,
                    struct box box, bool chosen)
{
    const struct theme *t = ui->theme;
    bool down = strcmp(ui->press, id) == 0;
    int size = icon ? px(ui, 48) : 0, gap = icon ? px(ui, 16) : 0;
    int em = px(ui, theme_em(TEXT_S, false)), line = px(ui, theme_line(TEXT_S, false));
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, chosen ? 4 : 2),
                        chosen ? t->tint
                        : down ? t->sunk
                               : t->face,
                        chosen ? t->pri : t->line, chosen ? t->pri : t->edge, true);
    int w = text_width(ui->engine, text, em, true), x = box.x + (box.w - size - gap - w) / 2;
    if (icon)
        put_icon(ui, icon, (struct box){x, box.y + sink + (box.h - size) / 2, size, size}, t->pri);
    put_words_em(ui, text, em, line, true, chosen ? t->pri : t->ink, x + size + gap,
                 box.y + sink + (box.h - line) / 2, w + 2, ALIGN_START);
    if (chosen)
        put_tick(ui, box);
    put_item(ui, id, ROLE_BUTTON, box, text)->chosen = chosen;
}

void composer_put_tabs(struct ui *ui)
{
    if (!composer_offered(ui) || composer_compact(ui))
        return;
    struct box box = place(ui, 20);
    int gap = px(ui, 17), w = (box.w - gap) / 2, h = px(ui, 88);
    put_tab(ui, "input:pinyin", "keys", _("Pinyin"), (struct box){box.x, box.y, w, h},
            ui->composer.on);
    put_tab(ui, "input:abc", NULL, _("ABC 123"), (struct box){box.x + w + gap, box.y, w, h},
            !ui->composer.on);
    placed(ui, h + px(ui, FOOT), true);
}

static void put_turn(struct ui *ui, const char *id, const char *icon, const char *label,
                     struct box box, bool enabled)
{
    const struct theme *t = ui->theme;
    int size = px(ui, 48);
    bool down = enabled && strcmp(ui->press, id) == 0;
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down || !enabled ? t->sunk : t->face,
                        t->line, enabled ? t->edge : t->sunk, enabled);
    put_icon(
        ui, icon,
        (struct box){box.x + (box.w - size) / 2, box.y + sink + (box.h - size) / 2, size, size},
        enabled ? t->ink : t->ink2);
    put_item(ui, id, ROLE_KEY, box, label)->enabled = enabled;
}

struct fitted {
    enum text_size size;
    int width;
};

/* One character is drawn large, a word smaller, and what is longer than the bar small, in two
 * lines. */
static struct fitted fit(struct ui *ui, const char *text, int room)
{
    enum text_size size = text_count(text) == 1 ? TEXT_L : TEXT_M;
    int pad = px(ui, 20),
        w = text_width(ui->engine, text, px(ui, theme_em(size, false)), true) + 2 * pad;
    if (w < px(ui, 98))
        w = px(ui, 98);
    return w <= room ? (struct fitted){size, w} : (struct fitted){TEXT_XS, room};
}

static void put_candidate(struct ui *ui, int n, const char *text, struct fitted fitted,
                          struct box box)
{
    const struct theme *t = ui->theme;
    char id[24];
    snprintf(id, sizeof id, "cand:%d", n + 1);
    bool down = strcmp(ui->press, id) == 0;
    int em = px(ui, theme_em(fitted.size, false)), line = px(ui, theme_line(fitted.size, false)),
        pad = px(ui, 12);
    words_reset(ui);
    int sink = put_face(ui, id, box, px(ui, 20), px(ui, 2), down ? t->sunk : t->face, t->line,
                        t->edge, true);
    struct text_lines lines;
    text_break(ui->engine, text, em, true, box.w - 2 * pad, &lines);
    put_words_em(ui, text, em, line, true, t->ink, box.x + pad,
                 box.y + sink + (box.h - lines.count * line) / 2, box.w - 2 * pad, ALIGN_CENTRE);
    put_item(ui, id, ROLE_KEY, box, text);
}

static void put_candidates(struct ui *ui, struct box box)
{
    struct composer *c = &ui->composer;
    char found[BAR_KEYS + 1][PINYIN_TEXT_SIZE];
    int n = ui->options.pinyin.calls->list(ui->options.pinyin.self, c->from[c->page], found,
                                           BAR_KEYS + 1);
    int gap = px(ui, 13), x = box.x, end = box.x + box.w;
    c->shown = 0;
    while (c->shown < n && c->shown < BAR_KEYS) {
        struct fitted fitted = fit(ui, found[c->shown], box.w);
        if (x + fitted.width > end)
            break;
        put_candidate(ui, c->shown, found[c->shown], fitted,
                      (struct box){x, box.y, fitted.width, box.h});
        x += fitted.width + gap;
        c->shown++;
    }
    c->more = n > c->shown;
    text_wipe(found, sizeof found);
}

void composer_put_bar(struct ui *ui)
{
    struct composer *c = &ui->composer;
    struct box box = place(ui, 14);
    int gap = px(ui, 13), h = px(ui, 96), key = px(ui, 85), room = box.w - 2 * (key + gap);
    c->more = false;
    if (state(ui) == PINYIN_STARTING) {
        int line = px(ui, theme_line(TEXT_S, false));
        words_reset(ui);
        put_words_em(ui, _("Getting ready"), px(ui, theme_em(TEXT_S, false)), line, false,
                     ui->theme->ink2, box.x, box.y + (h - line) / 2, room, ALIGN_START);
        put_item(ui, "cand.wait", ROLE_STATUS, (struct box){box.x, box.y, room, h},
                 _("Getting ready"));
    } else if (composer_letters(ui)[0]) {
        put_candidates(ui, (struct box){box.x, box.y, room, h});
    }
    int x = box.x + room + gap;
    put_turn(ui, "cand.back", "left", _("Earlier words"), (struct box){x, box.y, key, h},
             c->page > 0);
    put_turn(ui, "cand.more", "right", _("More words"), (struct box){x + key + gap, box.y, key, h},
             c->more);
    placed(ui, h + px(ui, FOOT), true);
}
