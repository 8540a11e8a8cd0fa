/* The plan's keys: on it in a column, or below it in a row; and the picked place's. */
#include "ui/plan_inside.h"

#include "i18n/tr.h"

#include <stdio.h>
#include <string.h>

#define ZOOM_MS 200
#define ZOOM 1.5
#define KEY_W 128
#define KEY_H 88
#define KEY_GAP 21

struct key {
    const char *id, *icon, *text;
    bool enabled;
};

static bool put_key(struct ui *ui, const struct key *key, struct box box)
{
    const struct theme *t = ui->theme;
    bool down = strcmp(ui->press, key->id) == 0;
    words_reset(ui);
    int sink = put_face(ui, key->id, box, px(ui, 20), px(ui, key->enabled ? 2 : 0),
                        !key->enabled || down ? t->sunk : t->face, t->line, t->edge, key->enabled);
    int size = px(ui, 40), em = px(ui, theme_em(TEXT_XS, ui->modes.large)),
        line = px(ui, theme_line(TEXT_XS, ui->modes.large)), top = (box.h - size - line) / 2;
    color ink = key->enabled ? t->ink : t->ink2;
    put_icon(ui, key->icon,
             (struct box){box.x + (box.w - size) / 2, box.y + sink + top, size, size}, ink);
    put_words_em(ui, key->text, em, line, true, ink, box.x, box.y + sink + top + size, box.w,
                 ALIGN_CENTRE);
    put_item(ui, key->id, ROLE_BUTTON, box, key->text)->enabled = key->enabled;
    return taken(ui, key->id, key->enabled);
}

/* Design px: a column at the end, and one key at the start, both at the bottom. */
static int key_width(const struct ui *ui)
{
    return ui->modes.large ? 170 : KEY_W;
}

static int key_height(const struct ui *ui)
{
    return ui->modes.large ? 112 : KEY_H;
}

enum { KEY_PLAY = 3, KEY_READ, KEY_COUNT };

static void list_keys(bool moved, const struct ui_plan *plan, struct key out[KEY_COUNT])
{
    out[0] = (struct key){"map.in", "plus", _("Bigger"), true};
    out[1] = (struct key){"map.out", "minus", _("Smaller"), true};
    out[2] = (struct key){"map.centre", "locate", _("Centre"), moved};
    out[KEY_PLAY] = (struct key){"map.play", plan->playing ? "pause" : "play",
                                 plan->playing ? _("Pause") : _("Walk me through"), true};
    out[KEY_READ] = (struct key){"map.read", plan->reading ? "pause" : "vol",
                                 plan->reading ? _("Stop reading") : _("Read aloud"), true};
}

/* Of a key at the start: as wide as its words. */
static int start_width(struct ui *ui, const struct key *key)
{
    int least = key_width(ui) * 8 / 5,
        words = (int)(measure_width(ui, key->text, TEXT_XS, true) / ui->scale) + 32;
    return words > least ? words : least;
}

void plan_reserve(struct ui *ui, const struct ui_plan *plan, struct map_view_options *view)
{
    double w = key_width(ui), h = key_height(ui), column = 3 * h + 3 * KEY_GAP;
    if (ui->modes.low)
        return;
    view->reserved[view->reserved_count++] =
        (struct map_box){view->width - 8 - w / 2, view->height - 8 - column / 2, w + 16, column};
    if (plan->picked && plan->picked_text)
        view->reserved[view->reserved_count++] = (struct map_box){
            (view->width - w) / 2.0, view->height - 8 - h / 2, view->width - w - 16, h + KEY_GAP};
    else if (plan->can_play || plan->can_read) {
        struct key keys[KEY_COUNT];
        int wide = 8;
        list_keys(false, plan, keys);
        for (int i = KEY_PLAY; i < KEY_COUNT; i++)
            if (i == KEY_PLAY ? plan->can_play : plan->can_read)
                wide += start_width(ui, &keys[i]) + 16;
        view->reserved[view->reserved_count++] =
            (struct map_box){8 + wide / 2.0, view->height - 8 - h / 2, wide, h + KEY_GAP};
    }
}

static void act(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                const struct map_view_options *view, const char *id)
{
    if (strcmp(id, "map.centre") == 0) {
        s->moved = false;
        plan_glide(ui, s, plan_camera(plan, view), GLIDE_MS);
        return;
    }
    struct map_camera now = s->gliding ? s->to : s->camera;
    double middle =
        view->reserved_count ? (view->width - key_width(ui) - 16) / 2.0 : view->width / 2.0;
    struct map_camera to = map_camera_zoomed(view, now, strcmp(id, "map.in") == 0 ? ZOOM : 1 / ZOOM,
                                             middle, view->height / 2.0);
    map_camera_keep(plan->map, view, &to);
    s->moved = true;
    plan_glide(ui, s, to, ZOOM_MS);
}

/* On the plan: the keys in a column, and the play key or the picked place's at the start. */
enum ui_plan_event plan_put_keys(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                 const struct map_view_options *view, struct box frame)
{
    enum ui_plan_event event = PLAN_NOTHING;
    struct key keys[KEY_COUNT];
    int w = px(ui, key_width(ui)), h = px(ui, key_height(ui)), gap = px(ui, KEY_GAP),
        bottom = frame.y + frame.h - gap;
    list_keys(s->moved, plan, keys);
    for (int i = 0; i < 3; i++) {
        struct box box = {frame.x + frame.w - px(ui, 16) - w, bottom - (3 - i) * h - (2 - i) * gap,
                          w, h};
        if (put_key(ui, &keys[i], box))
            act(ui, s, plan, view, keys[i].id);
    }
    if (plan->picked && plan->picked_text) {
        char id[MAP_ID_SIZE + 8];
        snprintf(id, sizeof id, "place:%s", plan->picked);
        struct box box = {frame.x + px(ui, 16), bottom - h, frame.w - w - px(ui, 48), h};
        const struct theme *t = ui->theme;
        words_reset(ui);
        int sink = put_face(ui, id, box, px(ui, 20), 0, t->pri, t->pri, t->prifoot, true),
            pad = px(ui, 28), size = px(ui, 40), room = box.w - 2 * pad - size - px(ui, 16);
        enum text_size text =
            measure_width(ui, plan->picked_text, TEXT_M, true) <= room ? TEXT_M : TEXT_XS;
        struct words words = measure(ui, plan->picked_text, text, true, room);
        put_words(ui, plan->picked_text, text, true, t->onpri, box.x + pad,
                  box.y + sink + (h - words.height) / 2, room, ALIGN_START);
        put_icon(
            ui, "right",
            (struct box){box.x + box.w - pad - size, box.y + sink + (h - size) / 2, size, size},
            t->onpri);
        put_item(ui, id, ROLE_BUTTON, box, plan->picked_text);
        if (taken(ui, id, true))
            event = PLAN_GO;
    } else {
        struct box box = {frame.x + px(ui, 16), bottom - h,
                          px(ui, start_width(ui, &keys[KEY_PLAY])), h};
        if (plan->can_play && put_key(ui, &keys[KEY_PLAY], box))
            event = PLAN_PLAY;
        box.x += plan->can_play ? box.w + px(ui, 16) : 0;
        box.w = px(ui, start_width(ui, &keys[KEY_READ]));
        if (plan->can_read && put_key(ui, &keys[KEY_READ], box))
            event = PLAN_READ;
    }
    return event;
}

static bool put_in_row(struct ui *ui, const struct key *key)
{
    struct box box = place(ui, 14);
    box.h = px(ui, key_height(ui));
    bool pressed = put_key(ui, key, box);
    placed(ui, box.h + px(ui, FOOT), true);
    return pressed;
}

/* In low reach: the same keys in rows below the line. */
enum ui_plan_event plan_put_row(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                const struct map_view_options *view)
{
    enum ui_plan_event event = PLAN_NOTHING;
    struct key keys[KEY_COUNT];
    list_keys(s->moved, plan, keys);
    if (plan->picked && plan->picked_text) {
        char id[MAP_ID_SIZE + 8];
        snprintf(id, sizeof id, "place:%s", plan->picked);
        if (ui_button(ui, id, plan->picked_text,
                      &(struct ui_button){.kind = BUTTON_PRIMARY, .goes = true}))
            event = PLAN_GO;
    }
    int order[KEY_COUNT], count = 0;
    if (plan->can_play)
        order[count++] = KEY_PLAY;
    if (plan->can_read)
        order[count++] = KEY_READ;
    int first = count > 1 ? count : 0; /* both: a row of their own */
    for (int i = 0; i < KEY_PLAY; i++)
        order[count++] = i;
    ui_columns(ui, first ? first : count, 16);
    for (int i = 0; i < count; i++) {
        if (first && i == first) {
            ui_columns_end(ui);
            ui_columns(ui, count - first, 16);
        }
        if (!put_in_row(ui, &keys[order[i]]))
            continue;
        if (order[i] < KEY_PLAY)
            act(ui, s, plan, view, keys[order[i]].id);
        else
            event = order[i] == KEY_PLAY ? PLAN_PLAY : PLAN_READ;
    }
    ui_columns_end(ui);
    return event;
}
