#include "map/labels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define ICON 56.0
#define SMALL_ICON 42.0

static const char *icon_of(enum map_category category)
{
    switch (category) {
    case MAP_TOILET:
        return "wc";
    case MAP_TOILET_ACCESSIBLE:
        return "low";
    case MAP_LIFT:
        return "lift";
    case MAP_STAIRS:
        return "stairs";
    case MAP_EXIT:
        return "leave";
    case MAP_INFORMATION:
        return "info";
    case MAP_ANY:
    case MAP_PHARMACY:
    case MAP_CASHIER:
    case MAP_LABORATORY:
    case MAP_PARKING:
    case MAP_BUS:
    case MAP_CATEGORY_COUNT:
        break;
    }
    return NULL;
}

/* "1 号电梯" beside the picture of a lift is "1 号". */
static void short_name(const struct venue_place *place, bool en, const char *icon, char *out,
                       size_t size)
{
    text_copy(out, size, en ? place->name.en : place->name.zh);
    if (!icon || en)
        return;
    char *tail = strstr(out, "电梯");
    if (tail && tail != out)
        *tail = 0;
    while (*out && out[strlen(out) - 1] == ' ')
        out[strlen(out) - 1] = 0;
}

static bool has_han(const char *text)
{
    while (*text)
        if (text_is_han(text_next(&text)))
            return true;
    return false;
}

/* The sign stands for the name where there is little room; not in a script that the reader did not
 * choose. */
static const char *sign_for(const struct venue_place *place, bool en)
{
    return en && has_han(place->sign) ? "" : place->sign;
}

/* In two lines of about the same length; false when that makes no sense. */
static bool break_in_two(const char *text, char *out, size_t size)
{
    size_t length = strlen(text), best = 0, han = 0;
    for (size_t i = 1; i + 1 < length; i++) {
        size_t off = i > length / 2 ? i - length / 2 : length / 2 - i;
        size_t best_off = best > length / 2 ? best - length / 2 : length / 2 - best;
        if (text[i] == ' ' && (!best || off < best_off))
            best = i;
    }
    if (best) {
        text_format(out, size, "%.*s\n%s", (int)best, text, text + best + 1);
        return true;
    }
    const char *at = text, *middle = text;
    size_t count = text_count(text);
    while (han < (count + 1) / 2 && text_is_han(text_next(&at))) {
        middle = at;
        han++;
    }
    if (count < 6 || han < (count + 1) / 2)
        return false; /* no last line of one or two characters */
    text_format(out, size, "%.*s\n%s", (int)(middle - text), text, middle);
    return true;
}

static double lines_width(const struct view *v, const char *text)
{
    char first[MAP_NAME_SIZE];
    const char *end = strchr(text, '\n');
    if (!end)
        return view_text_width(v, text);
    text_format(first, sizeof first, "%.*s", (int)(end - text), text);
    return fmax(view_text_width(v, first), view_text_width(v, end + 1));
}

static double lines_height(const struct view *v, const char *text)
{
    return !*text ? 0 : v->em * 1.3 * (strchr(text, '\n') ? 2 : 1);
}

struct wish {
    int place, rank;
    bool target, landmark;
};

static int rank_of(const struct labels *l, int index, struct wish *wish)
{
    const struct view *v = &l->view;
    const struct venue_place *place = &v->map->venue->places[index];
    wish->place = index;
    wish->landmark =
        place->unit >= 0 && view_is_landmark(v, place->unit) && place->source != PLACE_KIOSK;
    if (v->options->picked && !strcmp(place->id, v->options->picked))
        wish->landmark = true;
    wish->target = v->options->route && place->unit == v->target_unit && v->target_unit >= 0;
    if (wish->target && v->options->route && !strcmp(place->id, v->options->route->to.id))
        return 0;
    if (wish->target || wish->landmark)
        return 1;
    if (place->source == PLACE_KIOSK)
        return -1;
    if (icon_of(place->category))
        return place->category == MAP_LIFT ? 2 : 3;
    return place->rank > 0 ? 3 + place->rank : 10;
}

static int by_rank(const void *a, const void *b)
{
    const struct wish *x = a, *y = b;
    return x->rank != y->rank ? x->rank - y->rank : x->place - y->place;
}

/* Inside its room with a little air, or, in an open area, wherever no wall is. The target's outline
 * is a wall. */
static bool fits_room(const struct view *v, const struct venue_unit *unit,
                      const struct view_box *box)
{
    bool open = unit_is_walkable(unit);
    bool outlined = open && v->target_unit >= 0;
    const struct shape *target = outlined ? &v->map->venue->units[v->target_unit].shape : NULL;
    int columns = 2 + (int)(box->w / 24), inside = 0, samples = 0;
    for (int i = 0; i <= columns * 3 + 2; i++) {
        double x = (i / 3) / (double)columns - 0.5, y = (i % 3) / 2.0 - 0.5;
        struct map_point p = view_metres(
            v, (struct map_point){box->x + x * (box->w + 4), box->y + y * (box->h - 4)});
        if (!open && !shape_contains(&unit->shape, p))
            return false;
        inside += target && shape_contains(target, p);
        samples++;
        int other = open && !shape_contains(&unit->shape, p) ? floor_unit_at(v->floor, p) : -1;
        if (other >= 0 && !unit_is_walkable(&v->map->venue->units[other]))
            return false;
    }
    return inside == 0 || inside == samples;
}

struct attempt { /* one way to label a place */
    const struct wish *wish;
    const char *icon, *text;
    double icon_px;
    bool closed;
    bool anywhere; /* may lie over walls */
};

static bool try_at(struct labels *l, const struct attempt *t, struct map_point at)
{
    const struct view *v = &l->view;
    const struct venue_place *place = &v->map->venue->places[t->wish->place];
    const struct venue_unit *unit = &v->map->venue->units[place->unit];
    double width = *t->text ? lines_width(v, t->text) + 4 : 0, line = lines_height(v, t->text);
    double icon = t->icon ? t->icon_px * v->s : 0;
    struct view_box box = {at.x, at.y, fmax(icon, width), icon + line};
    if ((!t->anywhere && !fits_room(v, unit, &box)) || !labels_free_at(l, &box, true))
        return false;
    enum map_label_kind kind = t->wish->target ? MAP_LABEL_TARGET
                               : t->icon       ? MAP_LABEL_ICON
                                               : MAP_LABEL_ROOM;
    struct map_label *label = labels_put(l, kind, &box, t->text);
    if (!label)
        return true;
    label->icon = t->icon;
    label->icon_px = icon;
    label->closed = t->closed;
    text_copy(label->place, sizeof label->place, place->id);
    l->named[place->unit] = 1;
    return true;
}

static bool said_already(const struct labels *l, const char *text)
{
    for (size_t i = 0; i < l->count; i++)
        if (*text && !l->out[i].icon && !strcmp(l->out[i].text, text))
            return true;
    return false;
}

/* The unit's extent on the picture, as a box. */
static struct view_box unit_box(const struct view *v, const struct venue_unit *unit)
{
    struct bounds b = bounds_empty();
    for (size_t r = 0; r < unit->shape.ring_count; r++)
        for (size_t i = 0; i < unit->shape.rings[r].count; i++)
            bounds_add(&b, view_pixel(v, unit->shape.rings[r].points[i]));
    return (struct view_box){(b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2, b.x1 - b.x0, b.y1 - b.y0};
}

/* In the middle, then a little off it; the target and landmarks at last beside their room. */
static bool try_around(struct labels *l, const struct attempt *t, struct map_point middle,
                       const struct venue_unit *unit)
{
    static const struct map_point around[] = {{0, 0},  {0, -1}, {0, 1},   {1, 0}, {-1, 0},
                                              {1, -1}, {-1, 1}, {-1, -1}, {1, 1}};
    const struct view *v = &l->view;
    bool several = unit_is_walkable(unit) || t->wish->target || t->wish->landmark;
    for (size_t i = 0; i < (several ? sizeof around / sizeof around[0] : 1); i++) {
        struct map_point at = {middle.x + around[i].x * 50 * v->s,
                               middle.y + around[i].y * 42 * v->s};
        if (try_at(l, t, at))
            return true;
    }
    return false;
}

static bool try_beside(struct labels *l, const struct attempt *t, const struct venue_unit *unit)
{
    const struct view *v = &l->view;
    struct view_box box = unit_box(v, unit);
    double icon = t->icon ? t->icon_px * v->s : 0;
    double half_w = fmax(icon, *t->text ? lines_width(v, t->text) : 0) / 2 + 8;
    double half_h = (icon + lines_height(v, t->text)) / 2 + 8;
    const struct map_point beside[] = {{box.x, box.y}, /* over its walls */
                                       {box.x, box.y - box.h / 2 - half_h},
                                       {box.x + box.w / 2 + half_w, box.y},
                                       {box.x - box.w / 2 - half_w, box.y},
                                       {box.x, box.y + box.h / 2 + half_h}};
    /* what is closed has a bold outline, which words must not be struck through by */
    for (size_t i = t->closed && *t->text; i < sizeof beside / sizeof beside[0]; i++) {
        struct view_box at = {beside[i].x, beside[i].y, half_w * 2, half_h * 2};
        if (view_box_inside(v, &at, 4) && try_at(l, t, beside[i]))
            return true;
    }
    return false;
}

/* Why, when that is a word or two: "检修". */
static const char *closed_word(const struct view *v, const struct venue_place *place)
{
    const struct map_closure *closure = view_closure(v, place->unit, place->feature_id);
    const char *reason = !closure ? "" : v->options->en ? closure->reason_en : closure->reason_zh;
    if (*reason && text_count(reason) <= (v->options->en ? 12 : 4))
        return reason;
    return v->options->en ? "Closed" : "关闭";
}

/* Crossed out, and the word for it; in a passage as in a room. */
static bool add_closed(struct labels *l, const struct wish *wish, struct map_point middle,
                       const struct venue_unit *unit)
{
    const struct venue_place *place = &l->view.map->venue->places[wish->place];
    const char *icon = icon_of(place->category), *word = closed_word(&l->view, place);
    const struct attempt all[] = {{wish, icon ? icon : "x", word, ICON, true, false},
                                  {wish, icon ? icon : "x", word, SMALL_ICON, true, false},
                                  {wish, icon ? icon : "x", word, SMALL_ICON, true, true},
                                  {wish, icon ? icon : "x", "", SMALL_ICON, true, true}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        if (((!all[i].anywhere || !*all[i].text) && try_around(l, &all[i], middle, unit)) ||
            (all[i].anywhere && try_beside(l, &all[i], unit)))
            return true;
    return false;
}

/* With picture and words, in one line and in two, with the picture alone, a smaller one, with the
 * sign; the target and landmarks at last beside their room. */
static void add_place(struct labels *l, const struct wish *wish)
{
    const struct view *v = &l->view;
    const struct venue_place *place = &v->map->venue->places[wish->place];
    const struct venue_unit *unit = &v->map->venue->units[place->unit];
    const char *icon = icon_of(place->category);
    bool named = wish->target || wish->landmark, open = unit_is_walkable(unit),
         words = !icon || place->category == MAP_LIFT || wish->target;
    char text[MAP_NAME_SIZE], two[MAP_NAME_SIZE] = "";
    short_name(place, v->options->en, icon, text, sizeof text);
    if (open ? !icon && said_already(l, text) : l->named[place->unit])
        return;
    struct map_point middle = view_pixel(v, open ? place->at : unit->middle);
    if ((view_unit_closed(v, place->unit) || view_feature_closed(v, place->feature_id)) &&
        add_closed(l, wish, middle, unit))
        return;
    if (!words || !break_in_two(text, two, sizeof two))
        two[0] = 0;
    const struct attempt all[] = {
        {wish, words ? icon : NULL, words ? text : "", ICON, false, false},
        {wish, words ? icon : NULL, two, ICON, false, false},
        {wish, icon, "", ICON, false, false},
        {wish, icon, "", SMALL_ICON, false, false},
        {wish, NULL, icon ? "" : sign_for(place, v->options->en), 0, false, false}};
    for (int i = 0; i < 10; i++) {
        struct attempt t = all[i % 5];
        t.anywhere = i >= 5;
        if ((!*t.text && (i % 5 == 1 || !t.icon)) ||
            (i == 4 && named)) /* the steps say its name, not its sign */
            continue;
        if (!t.anywhere && try_around(l, &t, middle, unit))
            return;
        if (t.anywhere && named && try_beside(l, &t, unit))
            return;
    }
}

void labels_add_places(struct labels *l)
{
    const struct venue *venue = l->view.map->venue;
    const struct map_floor *floor = l->view.floor;
    struct wish *wishes = malloc((floor->place_count + 1) * sizeof *wishes);
    double around = fmax(l->view.options->width, l->view.options->height);
    size_t count = 0;
    l->named = calloc(venue->unit_count + 1, 1);
    if (!wishes || !l->named)
        abort();
    for (size_t i = 0; i < floor->place_count; i++) {
        const struct venue_place *place = &venue->places[floor->places[i]];
        if (place->unit < 0 || place->source == PLACE_SECTION ||
            !view_shows(&l->view, &venue->units[place->unit].bounds, around))
            continue;
        wishes[count].rank = rank_of(l, floor->places[i], &wishes[count]);
        if (wishes[count].rank >= 0)
            count++;
    }
    qsort(wishes, count, sizeof *wishes, by_rank);
    for (size_t i = 0; i < count && l->count < l->cap; i++)
        add_place(l, &wishes[i]);
    free(wishes);
    free(l->named);
    l->named = NULL;
}
