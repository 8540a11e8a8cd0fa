/* The plan of the floor that the selected step is on, and what a finger does with it. */
#include "screen/way_parts.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "ui/plan.h"

void way_play(struct way_state *s, bool on)
{
    s->playing = on;
    if (on)
        s->close = true;
}

static void go_on(struct way_state *s, const struct map_route *route)
{
    bool last = s->step + 1 >= (int)route->step_count;
    if (last)
        s->playing = false;
    else
        s->step++;
}

void way_picture(struct app *app, struct way_state *s, const struct map_route *route, int height,
                 struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN, still = app_config(app)->display.reduced_motion;
    struct map_profile profile;
    struct map_place tapped;
    char go[MAP_NAME_SIZE + 32];
    way_profile(app, s, &profile);
    text_format(go, sizeof go, _("Go to %s"), english ? s->picked.name_en : s->picked.name_zh);
    struct ui_plan plan = {.map = app_map(app),
                           .level = route->steps[s->step].level,
                           .bearing = route->from.bearing,
                           .route = route,
                           .you = &route->from,
                           .profile = &profile,
                           .step = s->close ? s->step + 1 : 0,
                           .close = s->close,
                           .picked = s->picked.id[0] ? s->picked.id : NULL,
                           .picked_text = go,
                           .can_play = !still && route->step_count > 1,
                           .playing = s->playing,
                           .can_read = app_can_read(app),
                           .reading = s->read_sum != 0,
                           .height = height,
                           .spoken = english ? route->title_en : route->title_zh};
    switch (ui_plan(ui, "map", &plan, &tapped)) {
    case PLAN_NOTHING:
        break;
    case PLAN_PICK:
        s->picked = tapped;
        break;
    case PLAN_GROUND:
        text_wipe(&s->picked, sizeof s->picked);
        break;
    case PLAN_GO:
        text_copy(s->args.place_id, sizeof s->args.place_id, s->picked.id);
        s->nearest = MAP_ANY;
        s->department = (struct label){.zh = ""};
        s->stairs_shown = s->printed = s->read = false;
        way_select(s, 0, false);
        break;
    case PLAN_PLAY:
        if (!s->playing && s->step + 1 == (int)route->step_count)
            s->step = 0;
        app_hush(app);
        s->read_sum = 0;
        way_play(s, !s->playing);
        break;
    case PLAN_READ:
        way_aloud_key(app, s, route);
        break;
    case PLAN_NEXT:
        go_on(s, route);
        break;
    }
}
