/* The plan of the floor that the selected step is on. */
#include "screen/way_parts.h"

#include "base/text.h"

#include <stdlib.h>

#define LABELS_MAX 48

static void colours(const struct ui *ui, struct map_colours *out)
{
    const struct theme *t = ui_theme(ui);
    *out = (struct map_colours){.walk = t->walk,
                                .room = t->room,
                                .roomline = t->roomline,
                                .dest = t->dest,
                                .destline = t->destline,
                                .route = t->route,
                                .casing = t->casing,
                                .onroute = t->onroute,
                                .you = t->you,
                                .cone = t->cone,
                                .face = t->face,
                                .north = t->ink2};
}

/* One label of the map becomes one or two of the picture: an icon may have its word below it. */
static size_t convert(const struct map_label *from, struct ui_map_label *to)
{
    static const struct ui_map_label none;
    size_t n = 0;
    int x = (int)from->x, y = (int)from->y;
    *to = none;
    to->x = x, to->y = y, to->text = from->text;
    switch (from->kind) {
    case MAP_LABEL_YOU:
        to->kind = MAP_HERE;
        return 1;
    case MAP_LABEL_DISC:
        to->kind = MAP_STEP;
        return 1;
    case MAP_LABEL_NORTH:
        return 1;
    case MAP_LABEL_ROOM:
    case MAP_LABEL_ICON:
    case MAP_LABEL_TARGET:
        break;
    }
    bool both = from->icon && from->text[0];
    if (from->icon) {
        to->icon = from->icon;
        to->icon_size = (int)from->icon_px;
        to->kind = from->closed                     ? MAP_CLOSED
                   : from->kind == MAP_LABEL_TARGET ? MAP_TARGET
                                                    : MAP_PLAIN;
        to->y = both ? (int)(from->y - from->h / 2 + from->icon_px / 2) : y;
        n++;
    }
    if (from->text[0]) {
        to[n] = none;
        to[n].x = x;
        to[n].y = both ? (int)(from->y + from->h / 2 - 19) : y;
        to[n].text = from->text;
        n++;
    }
    return n;
}

void way_picture(struct app *app, const struct way_state *s, const struct map_route *route,
                 int height, struct ui *ui)
{
    struct map_view_options view = {.level = route->steps[s->step].level,
                                    .width = ui_width(ui) - 4,
                                    .height = height - 4,
                                    .bearing = route->from.bearing,
                                    .en = app_lang(app) == LANG_EN,
                                    .route = route,
                                    .you = &route->from,
                                    .measure = ui_map_measure,
                                    .measure_ctx = ui};
    colours(ui, &view.colours);
    struct map_label *labels = calloc(LABELS_MAX, sizeof *labels);
    struct ui_map_label *shown = calloc(LABELS_MAX * 2, sizeof *shown);
    char *svg = map_svg(app_map(app), &view), digits[LABELS_MAX][8];
    if (!labels || !shown)
        abort();
    size_t count = map_labels(app_map(app), &view, labels, LABELS_MAX), n = 0;
    for (size_t i = 0; i < count; i++) {
        size_t made = convert(&labels[i], &shown[n]);
        if (labels[i].kind == MAP_LABEL_DISC) {
            text_format(digits[i], sizeof digits[i], "%d", labels[i].number);
            shown[n].text = digits[i];
        }
        n += made;
    }
    if (svg)
        ui_map(ui, "map", svg, height, shown, n, view.en ? route->title_en : route->title_zh);
    free(svg);
    free(labels);
    free(shown);
}
