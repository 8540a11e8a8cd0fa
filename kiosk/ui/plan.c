/* The plan as a widget: what was asked for, the camera that goes there, the finger, the keys. */
#include "ui/plan_inside.h"

#include "base/text.h"
#include "i18n/tr.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAME_MS 33 /* tokens.md section 5: at most 30 frames a second */
#define FADE_MS 400
#define DRAW_MS 1200
#define STEP_MS 3600     /* a step's glide, its line, and the time to read it */
#define TAP_PX 24        /* a finger that moved less has tapped */
#define COAST_LEAST 0.15 /* px a ms: slower is put down, not thrown */
#define COAST_MS 300.0   /* the speed falls to 1/e in that time */

static void forget(struct plan_state *s)
{
    map_floor_free(s->floor);
    map_picture_clear(&s->picture);
    free(s->laid);
    *s = (struct plan_state){.wait_ms = -1};
}

void plan_free(struct ui *ui)
{
    if (!ui->plan)
        return;
    forget(ui->plan);
    free(ui->plan);
    ui->plan = NULL;
}

int ui_frame_wait_ms(const struct ui *ui)
{
    return ui->plan ? ui->plan->wait_ms : -1;
}

/* --- the finger */

bool ui_drag_begin(struct ui *ui, const char *id, int x, int y, int64_t ms)
{
    struct plan_state *s = ui->plan;
    if (!s || strcmp(s->id, id) != 0)
        return false;
    s->held = true;
    s->tapped = false;
    s->coast_ms = 0;
    s->speed_x = s->speed_y = 0;
    s->start_x = s->last_x = x;
    s->start_y = s->last_y = y;
    s->last_ms = ms;
    return true;
}

static bool is_still(const struct ui *ui, const struct plan_state *s, int x, int y)
{
    return abs(x - s->start_x) < px(ui, TAP_PX) && abs(y - s->start_y) < px(ui, TAP_PX);
}

void ui_drag_move(struct ui *ui, int x, int y, int64_t ms)
{
    struct plan_state *s = ui->plan;
    if (!s || !s->held || (!s->moved && is_still(ui, s, x, y) && s->drag_x == 0 && s->drag_y == 0))
        return;
    double dx = x - s->last_x, dy = y - s->last_y, dt = (double)(ms - s->last_ms);
    s->drag_x += dx;
    s->drag_y += dy;
    if (dt > 0) { /* of the last moments, not of the whole way */
        double old = exp(-dt / 40);
        s->speed_x = s->speed_x * old + dx / dt * (1 - old);
        s->speed_y = s->speed_y * old + dy / dt * (1 - old);
    }
    s->last_x = x;
    s->last_y = y;
    s->last_ms = ms;
}

void ui_drag_end(struct ui *ui, int x, int y, int64_t ms)
{
    struct plan_state *s = ui->plan;
    if (!s || !s->held)
        return;
    ui_drag_move(ui, x, y, ms);
    s->held = false;
    if (is_still(ui, s, x, y)) {
        s->tapped = true;
        s->tap_x = x;
        s->tap_y = y;
    } else if (!ui->still && ms - s->last_ms < 80 && hypot(s->speed_x, s->speed_y) > COAST_LEAST) {
        s->coast_ms = ui->now_ms;
    }
}

/* --- the camera */

static double eased(double t)
{
    t = fmin(fmax(t, 0), 1);
    return 1 - (1 - t) * (1 - t) * (1 - t);
}

static double part_of(const struct ui *ui, int64_t since, double duration)
{
    return fmin(fmax((double)(ui->now_ms - since) / duration, 0), 1);
}

void plan_glide(struct ui *ui, struct plan_state *s, struct map_camera to, int duration)
{
    s->from = s->camera;
    s->to = to;
    s->glide_ms = ui->now_ms;
    s->glide_for = duration;
    s->gliding = !ui->still && s->camera.scale > 0;
    s->coast_ms = 0;
    if (!s->gliding)
        s->camera = to;
}

static void glide(const struct ui *ui, struct plan_state *s)
{
    if (!s->gliding)
        return;
    double t = eased(part_of(ui, s->glide_ms, s->glide_for));
    s->camera.scale = s->from.scale * pow(s->to.scale / s->from.scale, t);
    s->camera.centre.x = s->from.centre.x + (s->to.centre.x - s->from.centre.x) * t;
    s->camera.centre.y = s->from.centre.y + (s->to.centre.y - s->from.centre.y) * t;
    if (t >= 1) {
        s->camera = s->to;
        s->gliding = false;
    }
}

static void move_by(struct ui *ui, struct plan_state *s, const struct map_view_options *view,
                    double dx, double dy)
{
    s->gliding = false;
    s->moved = true;
    s->camera = map_camera_moved(view, s->camera, dx / ui->scale, dy / ui->scale);
    map_camera_keep(s->want.map, view, &s->camera);
}

static void take_finger(struct ui *ui, struct plan_state *s, const struct map_view_options *view)
{
    if (s->drag_x != 0 || s->drag_y != 0)
        move_by(ui, s, view, s->drag_x, s->drag_y);
    s->drag_x = s->drag_y = 0;
    if (!s->coast_ms)
        return;
    double dt = (double)(ui->now_ms - s->coast_ms);
    if (dt <= 0)
        return;
    double left = exp(-dt / COAST_MS), way = COAST_MS * (1 - left);
    move_by(ui, s, view, s->speed_x * way, s->speed_y * way);
    s->speed_x *= left;
    s->speed_y *= left;
    s->coast_ms = hypot(s->speed_x, s->speed_y) > 0.03 ? ui->now_ms : 0;
}

/* --- what was asked for */

struct map_camera plan_camera(const struct ui_plan *plan, const struct map_view_options *view)
{
    struct map_camera camera = {{0, 0}, 1};
    (void)map_camera_fit(plan->map, view,
                         plan->close && plan->step ? MAP_FIT_STEP
                         : plan->route             ? MAP_FIT_WAY
                                                   : MAP_FIT_FLOOR,
                         &camera); /* a level that is not there shows nothing */
    return camera;
}

static void want_of(const struct ui_plan *plan, int width, int height, struct plan_want *out)
{
    memset(out, 0, sizeof *out); /* compared as bytes */
    out->map = plan->map;
    out->level = plan->level;
    out->step = plan->close ? plan->step : 0;
    out->width = width;
    out->height = height;
    out->close = plan->close;
    out->bearing = plan->bearing;
    out->route = plan->route;
    if (plan->route) {
        out->cost = plan->route->cost;
        text_copy(out->to, sizeof out->to, plan->route->to.id);
    }
}

static bool same_way(const struct plan_want *a, const struct plan_want *b)
{
    return a->map == b->map && a->route == b->route && strcmp(a->to, b->to) == 0 &&
           a->cost == b->cost;
}

/* Something else is asked for than before: the camera goes there, floors change, the line draws
 * itself. */
static void take_want(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                      const struct map_view_options *view)
{
    struct plan_want want;
    want_of(plan, view->width, view->height, &want);
    if (s->camera.scale > 0 && memcmp(&want, &s->want, sizeof want) == 0)
        return;
    bool first = s->camera.scale <= 0, way = first || !same_way(&want, &s->want);
    bool floor = !first && !map_floor_is(s->floor, want.map, want.level);
    if (!first && floor && !ui->still) {
        s->fade_ms = ui->now_ms;
        s->old_level = s->want.level;
    }
    if (!ui->still && plan->route && (way || floor || (plan->playing && want.step != s->want.step)))
        s->draw_ms = ui->now_ms;
    if (!map_floor_is(s->floor, want.map, want.level)) {
        map_floor_free(s->floor);
        s->floor = map_floor_new(want.map, want.level);
    }
    s->want = want;
    s->step_ms = ui->now_ms;
    s->moved = false;
    struct map_view_options now = *view;
    now.floor = s->floor;
    struct map_camera to = plan_camera(plan, &now);
    if (first || floor) {
        s->camera = to;
        s->gliding = false;
    } else {
        plan_glide(ui, s, to, GLIDE_MS);
    }
}

/* --- drawing itself */

/* How much of the line on this floor is not drawn yet. */
static double undrawn(const struct ui *ui, struct plan_state *s, const struct ui_plan *plan)
{
    if (!plan->route || (!s->draw_ms && !plan->playing))
        return 0;
    double from = 0, to = 1;
    if (plan->playing && plan->step) {
        from = map_step_part(plan->map, plan->route, plan->step - 1, plan->step - 1);
        to = map_step_part(plan->map, plan->route, plan->step, plan->step - 1);
    }
    int64_t begin = s->draw_ms + (plan->playing ? GLIDE_MS : 0);
    double t = s->draw_ms ? eased(part_of(ui, begin, DRAW_MS)) : 1;
    if (t >= 1)
        s->draw_ms = 0;
    return 1 - (from + (to - from) * t);
}

/* The old floor goes, the new one comes; 255 half-way. */
static int dimmed(const struct ui *ui, struct plan_state *s, bool *old)
{
    *old = false;
    if (!s->fade_ms)
        return 0;
    double t = part_of(ui, s->fade_ms, FADE_MS);
    *old = t < 0.5;
    if (t >= 1)
        s->fade_ms = 0;
    return (int)(255 * (1 - fabs(2 * t - 1)));
}

/* --- the widget */

static struct plan_state *state_of(struct ui *ui, const char *id)
{
    if (!ui->plan) {
        ui->plan = calloc(1, sizeof *ui->plan);
        if (!ui->plan)
            abort();
    }
    if (strcmp(ui->plan->id, id) != 0) {
        forget(ui->plan);
        text_copy(ui->plan->id, sizeof ui->plan->id, id);
    }
    ui->plan->wait_ms = -1;
    return ui->plan;
}

static enum ui_plan_event take_tap(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                                   const struct map_view_options *view, struct map_place *place)
{
    if (!s->tapped)
        return PLAN_NOTHING;
    s->tapped = false;
    if (plan->thing)
        return map_thing_at(plan->map, view, s->tap_x / ui->scale, s->tap_y / ui->scale,
                            plan->thing)
                   ? PLAN_PICK
                   : PLAN_GROUND;
    return place && map_place_at(plan->map, view, s->tap_x / ui->scale, s->tap_y / ui->scale, place)
               ? PLAN_PICK
               : PLAN_GROUND;
}

static void put_plan(struct ui *ui, struct plan_state *s, const struct ui_plan *plan,
                     struct map_view_options *view, struct box frame)
{
    bool old = false;
    int dim = dimmed(ui, s, &old);
    struct map_view_options shown = *view;
    shown.undrawn = undrawn(ui, s, plan);
    shown.camera = &s->camera;
    if (old) {
        shown.level = s->old_level;
        shown.floor = NULL;
        shown.undrawn = 0;
        dim = dim < 128 ? 128 : dim; /* its words are gone already */
    }
    plan_paint(ui, s, &shown, frame, dim);
}

enum ui_plan_event ui_plan(struct ui *ui, const char *id, const struct ui_plan *plan,
                           struct map_place *place_out)
{
    struct plan_state *s = state_of(ui, id);
    struct map_view_options view;
    struct box box = place(ui, 24);
    box.h = px(ui, plan->height);
    plan_options(ui, plan, &view);
    view.width = (int)(box.w / ui->scale);
    view.height = plan->height;
    plan_reserve(ui, plan, &view);
    take_want(ui, s, plan, &view);
    view.floor = s->floor;
    bool by_hand = s->drag_x != 0 || s->drag_y != 0;
    take_finger(ui, s, &view);
    glide(ui, s);
    put_rect(ui, box, px(ui, 28), ui->theme->sunk);
    put_plan(ui, s, plan, &view, box);
    struct map_level level = {0};
    (void)map_level(plan->map, plan->level, &level); /* its name stays empty */
    struct item *item = put_item(ui, id, ROLE_MAP, box, plan->spoken);
    item->value =
        draw_list_text(ui->list, ui->modes.lang == LANG_EN ? level.name_en : level.name_zh);
    view.camera = &s->camera;
    enum ui_plan_event event = take_tap(ui, s, plan, &view, place_out);
    if (by_hand && plan->playing)
        event = PLAN_PLAY;
    enum ui_plan_event key = PLAN_NOTHING;
    if (!ui->modes.low)
        key = plan_put_keys(ui, s, plan, &view, box);
    placed(ui, box.h, false);
    if (ui->modes.low)
        key = plan_put_row(ui, s, plan, &view);
    if (key != PLAN_NOTHING)
        event = key;
    if (event == PLAN_NOTHING && plan->playing && ui->now_ms - s->step_ms >= STEP_MS)
        event = PLAN_NEXT;
    if (event != PLAN_NOTHING) /* the screen answers: build once more */
        ui->had_input = true;
    bool moves = s->gliding || s->coast_ms || s->fade_ms || s->draw_ms;
    int64_t rest = plan->playing ? s->step_ms + STEP_MS - ui->now_ms : -1;
    s->wait_ms = moves ? FRAME_MS : rest < 0 ? (plan->playing ? 0 : -1) : (int)rest;
    return event;
}
