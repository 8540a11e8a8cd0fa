/* How a visit goes: the hospital's guide pages, each a numbered list of steps. And the notices. */
#include "screen/info.h"

#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"
#include "screen/parts.h"
#include "ui/panel.h"

#include <string.h>

#define STEPS_MAX 12

static void read_notices(struct app *app, struct info_notices *n, enum notice_kind first,
                         enum notice_kind second)
{
    size_t more = 0;
    if (n->ready)
        return;
    n->ready = notice_list(app_db(app), first, n->rows, NOTICES_MAX, &n->count) == ERR_OK;
    if (n->ready && second != first &&
        notice_list(app_db(app), second, n->rows + n->count, NOTICES_MAX - n->count, &more) ==
            ERR_OK)
        n->count += more;
}

static void guide_steps(struct app *app, const struct notice *page, struct ui *ui)
{
    char text[sizeof page->body.zh];
    char *line = text;
    int number = 0;
    text_copy(text, sizeof text, app_note(app, &page->body));
    ui_heading(ui, app_label(app, &page->title));
    ui_gap(ui, 12);
    while (line && *line && number < STEPS_MAX) {
        char *end = strchr(line, '\n');
        if (end)
            *end++ = '\0';
        if (*line)
            ui_step(ui, ++number, line, NULL, !end || !*end);
        line = end;
    }
}

void info_flow(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_notices *n = &s->guide;
    const struct notice *open = NULL;
    read_notices(app, n, NOTICE_GUIDE, NOTICE_GUIDE);
    if (!n->open[0] && n->count)
        text_copy(n->open, sizeof n->open, n->rows[0].id);
    ui_title(ui, _("How a visit goes"));
    ui_columns(ui, ui_large(ui) || app_lang(app) == LANG_EN ? 2 : 3, 20);
    for (size_t i = 0; i < n->count; i++) {
        char id[ID_SIZE + 8];
        text_format(id, sizeof id, "guide:%s", n->rows[i].id);
        if (ui_choice(ui, id, NULL, app_label(app, &n->rows[i].title), NULL,
                      strcmp(n->open, n->rows[i].id) == 0, true))
            text_copy(n->open, sizeof n->open, n->rows[i].id);
    }
    ui_columns_end(ui);
    for (size_t i = 0; i < n->count; i++)
        if (strcmp(n->open, n->rows[i].id) == 0)
            open = &n->rows[i];
    if (open)
        guide_steps(app, open, ui);
    else
        ui_empty(ui, "book", _("No guide here yet"), _("Ask at the information desk"));
}

/* The place a notice is about, where it is on the map and not closed by that very notice. */
static bool has_way(struct app *app, const struct notice *notice)
{
    struct map_profile now = {0};
    struct map_place place;
    if (!find_on_map(app, notice->about_id, &place, NULL))
        return false;
    app_closures(app, &now);
    for (size_t i = 0; i < now.closure_count; i++)
        if (strcmp(now.closures[i].id, notice->id) == 0)
            return false;
    return true;
}

static void notice_card(struct app *app, const struct notice *notice, struct ui *ui)
{
    char date[DATE_SIZE], day[FORMAT_SIZE];
    clock_date(notice->published_ms, date);
    format_date(date, day, sizeof day);
    ui_sheet(ui);
    ui_heading(ui, app_label(app, &notice->title));
    ui_long_text(ui, TEXT_M, app_note(app, &notice->body));
    if (notice->published_ms)
        ui_quiet(ui, TEXT_S, day);
    if (has_way(app, notice) &&
        ui_button(ui, "way", _("Take me there"),
                  &(struct ui_button){.kind = BUTTON_SECONDARY, .icon = "route", .small = true}))
        info_way(app, notice->about_id);
    ui_sheet_end(ui);
}

void info_notices(struct app *app, struct info_state *s, struct ui *ui)
{
    struct info_notices *n = &s->notices;
    read_notices(app, n, NOTICE_ANNOUNCEMENT, NOTICE_STOP);
    ui_title(ui, _("Notices"));
    if (!n->open[0] && n->count)
        text_copy(n->open, sizeof n->open, n->rows[0].id);
    ui_pages(ui, "notices");
    for (size_t i = 0; i < n->count; i++) {
        const struct notice *notice = &n->rows[i];
        char id[ID_SIZE + 8], date[DATE_SIZE], day[FORMAT_SIZE];
        if (strcmp(n->open, notice->id) == 0) {
            if (n->opened)
                ui_turn_to(ui);
            n->opened = false;
            notice_card(app, notice, ui);
            continue;
        }
        clock_date(notice->published_ms, date);
        format_date(date, day, sizeof day);
        text_format(id, sizeof id, "notice:%s", notice->id);
        if (ui_row(ui, id,
                   &(struct ui_row){.icon = notice->kind == NOTICE_STOP ? "cal"
                                            : notice->urgent            ? "warn"
                                                                        : "bell",
                                    .title = app_label(app, &notice->title),
                                    .line = notice->published_ms ? day : NULL,
                                    .end = ROW_OPENS})) {
            text_copy(n->open, sizeof n->open, notice->id);
            n->opened = true;
        }
    }
    ui_pages_end(ui);
    if (!n->count)
        ui_empty(ui, "bell", _("No notices today"), _("Everything is open as usual"));
}
