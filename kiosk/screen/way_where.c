/* Where a place is, on a screen that does not know where it stands itself: no way, but its floor.
 */
#include "screen/way_parts.h"

#include "i18n/tr.h"
#include "ui/plan.h"

void way_where_is(struct app *app, struct way_state *s, const struct map_place *place,
                  struct ui *ui)
{
    bool english = app_lang(app) == LANG_EN;
    const char *name = english ? place->name_en : place->name_zh;
    struct map_profile profile;
    char where[300];
    way_profile(app, s, &profile);
    way_where(app, place, where, sizeof where);
    if (place->sign[0])
        ui_title_fact(ui, name, "pin", place->sign);
    else
        ui_title(ui, name);
    ui_quiet(ui, TEXT_M, where);
    ui_strip(ui, "unplaced", TONE_SLATE, "pin", _("The map does not know where this screen stands"),
             _("This is where it is. Ask at the information desk for the way"), NULL);
    int left = ui_height_left(ui) - 40;
    ui_plan(ui, "map",
            &(struct ui_plan){.map = app_map(app),
                              .level = place->level,
                              .profile = &profile,
                              .picked = place->id,
                              .height = ui_low(ui)   ? 552
                                        : left < 460 ? 460
                                                     : left,
                              .spoken = where},
            NULL);
}
