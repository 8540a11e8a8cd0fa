/* Prices: search by Chinese, pinyin, initials or code, by category, a row opens to where and how.
 */
#include "screen/info.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "ui/panel.h"

#include <string.h>

static void read_rows(struct app *app, struct info_prices *p, struct ui *ui)
{
    if (p->ready && strcmp(p->query, p->asked) == 0)
        return;
    if (strcmp(p->query, p->asked) !=
        0) { /* another question: from its first page, all categories */
        text_copy(p->asked, sizeof p->asked, p->query);
        p->category[0] = p->open[0] = '\0';
        ui_pages_reset(ui, "prices");
    }
    p->ready = price_categories(app_db(app), p->query, p->categories, p->counts, CATEGORIES_MAX,
                                &p->category_count) == ERR_OK &&
               price_search(app_db(app), p->query, p->category[0] ? p->category : NULL, 0, p->rows,
                            PRICES_MAX, &p->count, &p->total) == ERR_OK;
    if (!p->ready)
        p->count = p->category_count = 0;
}

static void choose(struct info_prices *p, struct ui *ui, const char *category)
{
    text_copy(p->category, sizeof p->category, category);
    p->open[0] = '\0';
    p->ready = false;
    ui_pages_reset(ui, "prices");
}

static void categories(struct app *app, struct info_prices *p, struct ui *ui)
{
    char note[16];
    int all = 0;
    bool english = app_lang(app) == LANG_EN;
    for (size_t i = 0; i < p->category_count; i++)
        all += p->counts[i];
    text_format(note, sizeof note, "%d", all);
    ui_columns(ui, ui_large(ui) ? (english ? 2 : 3) : english ? 3 : 4, 16);
    /* where there is little room, only the chosen one; a second press takes it back */
    bool brief = ui_large(ui) || ui_low(ui), one = brief && p->category[0];
    if (!brief && ui_choice(ui, "cat:all", NULL, _("All"), note, !p->category[0], true))
        choose(p, ui, "");
    for (size_t i = 0; i < p->category_count; i++) {
        char id[ID_SIZE + 8];
        bool chosen = strcmp(p->category, p->categories[i].id) == 0;
        if (!p->counts[i] || (one && !chosen))
            continue;
        text_format(id, sizeof id, "cat:%s", p->categories[i].id);
        text_format(note, sizeof note, "%d", p->counts[i]);
        if (ui_choice(ui, id, NULL, app_label(app, &p->categories[i].name), note, chosen, true))
            choose(p, ui, one ? "" : p->categories[i].id);
    }
    ui_columns_end(ui);
}

static void facts(struct app *app, const struct price *price, char *out, size_t size)
{
    const char *const parts[] = {app_label(app, &price->category_name),
                                 app_label(app, &price->unit), app_label(app, &price->insurance)};
    info_join(app, parts, 3, out, size);
}

static void open_card(struct app *app, const struct info_prices *p, const struct price *price,
                      struct ui *ui)
{
    char line[600], money[FORMAT_SIZE], text[400], from[FORMAT_SIZE];
    const char *place = app_label(app, &price->place), *how = app_label(app, &price->preparation);
    facts(app, price, line, sizeof line);
    format_money(price->minor, price->currency, true, money, sizeof money);
    ui_sheet(ui);
    ui_headline(ui, app_label(app, &price->name), p->query, line, money);
    ui_rule(ui);
    if (place[0]) {
        text_format(text, sizeof text, _("Where: %s"), place);
        ui_note(ui, "pin", text);
    }
    if (how[0])
        ui_note(ui, "info", how);
    format_date(price->valid_from, from, sizeof from);
    text_format(text, sizeof text, _("Code %s, in force from %s"), price->code, from);
    ui_note(ui, "clock", text);
    if (price->place_id[0] &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route", .small = true}))
        info_way(app, price->place_id);
    ui_sheet_end(ui);
}

static void rows(struct app *app, struct info_prices *p, struct ui *ui)
{
    ui_pages(ui, "prices");
    for (size_t i = 0; i < p->count; i++) {
        const struct price *price = &p->rows[i];
        char id[ID_SIZE + 8], line[600], money[FORMAT_SIZE];
        if (strcmp(p->open, price->id) == 0) {
            if (p->opened)
                ui_turn_to(ui);
            p->opened = false;
            open_card(app, p, price, ui);
            continue;
        }
        facts(app, price, line, sizeof line);
        format_money(price->minor, price->currency, true, money, sizeof money);
        text_format(id, sizeof id, "price:%s", price->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.title = app_label(app, &price->name),
                                    .line = line,
                                    .value = money,
                                    .match = p->query,
                                    .end = ROW_OPENS})) {
            text_copy(p->open, sizeof p->open, price->id);
            p->opened = true;
        }
    }
    if (p->total > (int)p->count) {
        char text[FORMAT_SIZE];
        text_format(text, sizeof text, _("%d more. Type a name to find them"),
                    p->total - (int)p->count);
        ui_note(ui, "search", text);
    }
    ui_pages_end(ui);
}

void info_prices(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_prices *p = &s->prices;
    struct hospital hospital = {0};
    char checked[FORMAT_SIZE], time[16] = "";
    if (hospital_get(app_db(app), &hospital) == ERR_OK && hospital.updated_ms)
        format_time(hospital.updated_ms, time, sizeof time);
    text_format(checked, sizeof checked, _("Prices as of %s"), time);
    bool searching = ui_focused(ui, "search"), brief = ui_large(ui) || ui_low(ui);
    bool undecided =
        brief && !p->query[0] && !p->category[0]; /* the categories need the room first */
    ui_pin(ui);
    ui_keyboard(ui, KEYS_TEXT, false);
    if (!searching)
        ui_note(ui, "info", _("The doctor's order decides what you pay"));
    ui_pin_end(ui);
    if (time[0])
        ui_title_fact(ui, _("Prices"), "clock", checked);
    else
        ui_title(ui, _("Prices"));
    if (ui_field(
            ui, "search",
            &(struct ui_field){
                .hint = _("Name, pinyin or code"), .icon = "search", .keys = KEYS_TEXT, .max = 30},
            p->query, sizeof p->query))
        ui_focus(ui, NULL);
    read_rows(app, p, ui);
    if (!searching && p->category_count && (!brief || !p->query[0]))
        categories(app, p, ui);
    read_rows(app, p, ui); /* a category may have been chosen just now */
    if (undecided && !searching)
        return;
    if (p->count)
        rows(app, p, ui);
    else
        ui_empty(ui, "search", _("Nothing found"), _("Try another word, or part of it"));
}
