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

void plan_reserve(const struct ui *ui, const struct ui_plan *plan, struct map_view_options *view)
{
    double w = key_width(ui), h = key_height(ui), column = 3 * h + 3 * KEY_GAP;
    if (ui->modes.low)
        return;
    view->reserved[view->reserved_count++] =
        (struct map_box){view->width - 8 - w / 2, view->height - 8 - column / 2, w + 16, column};
    if (plan->picked)
        view->reserved[view->reserved_count++] = (struct map_box){
            (view->width - w) / 2.0, view->height - 8 - h / 2, view->width - w - 16, h + KEY_GAP};
    else if (plan->can_play)
        view->reserved[view->reserved_count++] =
            (struct map_box){8 + w * 0.8, view->height - 8 - h / 2, w * 1.6 + 8, h + KEY_GAP};
}

static void list_keys(const struct plan_state *s, const struct ui_plan *plan, struct key out[4])
{
    out[0] = (struct key){"map.in", "plus", _("Bigger"), true};
    out[1] = (struct key){"map.out", "minus", _("Smaller"), true};
    out[2] = (struct key){"map.centre", "locate", _("Centre"), s->moved};
    out[3] = (struct key){"map.play", plan->playing ? "pause" : "play",
                          plan->playing ? _("Pause") : _("Walk me through"), true};
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
    struct key keys[4];
    int w = px(ui, key_width(ui)), h = px(ui, key_height(ui)), gap = px(ui, KEY_GAP),
        bottom = frame.y + frame.h - gap;
    list_keys(s, plan, keys);
    for (int i = 0; i < 3; i++) {
        struct box box = {frame.x + frame.w - px(ui, 16) - w, bottom - (3 - i) * h - (2 - i) * gap,
                          w, h};
        if (put_key(ui, &keys[i], box))
            act(ui, s, plan, view, keys[i].id);
    }
    if (plan->picked) {
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
    } else if (plan->can_play) {
        struct box box = {frame.x + px(ui, 16), bottom - h, w * 8 / 5, h};
        if (put_key(ui, &keys[3], box))
            event = PLAN_PLAY;
    }
    return event;
}

/* In low reach: the same keys in a row below the line. */
enum ui_plan_event plan_put_row(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                const struct map_view_options *view)
{
    enum ui_plan_event event = PLAN_NOTHING;
    struct key keys[4];
    list_keys(s, plan, keys);
    if (plan->picked) {
        char id[MAP_ID_SIZE + 8];
        snprintf(id, sizeof id, "place:%s", plan->picked);
        if (ui_button(ui, id, plan->picked_text,
                      &(struct ui_button){.kind = BUTTON_PRIMARY, .goes = true}))
            event = PLAN_GO;
    }
    ui_columns(ui, plan->can_play ? 4 : 3, 16);
    for (int i = 0; i < (plan->can_play ? 4 : 3); i++) {
        const struct key *key = &keys[plan->can_play ? (i + 3) % 4 : i];
        struct box box = place(ui, 14);
        box.h = px(ui, key_height(ui));
        bool pressed = put_key(ui, key, box);
        placed(ui, box.h + px(ui, FOOT), true);
        if (pressed && strcmp(key->id, "map.play") == 0)
            event = PLAN_PLAY;
        else if (pressed)
            act(ui, s, plan, view, key->id);
    }
    ui_columns_end(ui);
    return event;
}
