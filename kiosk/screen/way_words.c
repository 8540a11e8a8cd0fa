/* What is said of a way besides its steps, alike on the screen, on paper and aloud. */
#include "screen/way_parts.h"

#include "base/clock.h"
#include "base/text.h"
#include "i18n/format.h"
#include "i18n/tr.h"

#include <string.h>

void way_facts(const struct app *app, const struct map_route *route, char *out, size_t size)
{
    char where[300], numbers[100];
    const char *gap = app_lang(app) == LANG_EN ? ", " : "　";
    struct map_place to = route->to;
    struct map_level here;
    if (map_level(app_map(app), route->from.level, &here) &&
        strcmp(here.building_zh, to.building_zh) == 0)
        to.building_zh[0] = to.building_en[0] = 0; /* nobody leaves this building */
    way_where(app, &to, where, sizeof where);
    text_format(numbers, sizeof numbers,
                tr_n("about %d min, %d m", "about %d min, %d m", route->minutes), route->minutes,
                route->shown_metres);
    text_format(out, size, "%s%s%s", where, where[0] ? gap : "", numbers);
}

/* Why, and until when, as far as it is known; "" when nothing is. */
void way_closure_more(const struct app *app, const struct map_route *route, char *out, size_t size)
{
    bool english = app_lang(app) == LANG_EN;
    const char *reason = english ? route->reason_en : route->reason_zh,
               *name = english ? route->blocked_en : route->blocked_zh;
    char time[FORMAT_SIZE] = "", until[FORMAT_SIZE * 2] = "", date[DATE_SIZE], today[DATE_SIZE];
    if (route->until_ms > 0) {
        clock_date(route->until_ms, date);
        app_today(app, today);
        if (strcmp(date, today) == 0)
            format_time(route->until_ms, time, sizeof time);
        else
            format_date(date, time, sizeof time);
        text_format(until, sizeof until, _("Until %s"), time);
    }
    if (name[0] && strstr(reason, name)) /* that it is closed has been said */
        reason = "";
    text_format(out, size, "%s%s%s", reason, reason[0] && until[0] ? english ? ", " : "，" : "",
                until);
}

void way_closure_fact(const struct app *app, const struct map_route *route, char *out, size_t size)
{
    bool english = app_lang(app) == LANG_EN;
    const char *name = english ? route->blocked_en : route->blocked_zh,
               *reason = english ? route->reason_en : route->reason_zh;
    if (name[0] && strstr(reason, name)) { /* "Lift 2 is being repaired" says it all */
        text_copy(out, size, reason);
        return;
    }
    text_format(out, size, route->by_hours ? _("%s is shut at this hour") : _("%s is closed"),
                name[0] ? name : _("a passage"));
}

/* What the person must know before setting out. */
void way_warnings(const struct app *app, const struct way_state *s, const struct map_route *route,
                  struct ui *ui)
{
    char fact[200], advice[400];
    if (route->detour) {
        way_closure_fact(app, route, fact, sizeof fact);
        text_format(advice, sizeof advice, "%s%s%s", fact, _(". "), _("This way goes round it"));
        ui_strip(ui, "closure", TONE_AMBER, "warn", advice, NULL, NULL);
    }
    if (s->instead.zh[0]) {
        way_instead(app, &s->instead, fact, sizeof fact);
        text_format(advice, sizeof advice, _("This way leads to %s. Ask there"),
                    app_lang(app) == LANG_EN ? route->to.name_en : route->to.name_zh);
        ui_strip(ui, "instead", TONE_SLATE, "pin", fact, advice, NULL);
    }
    if (s->stairs_shown)
        ui_strip(ui, "with-stairs", TONE_AMBER, "stairs", _("This way goes over stairs"),
                 _("Staff can help you on the way"), NULL);
    if (route->unconfirmed)
        ui_strip(ui, "unconfirmed", TONE_SLATE, "low", _("Not confirmed for wheelchairs"),
                 _("Nobody has measured one of the doors. Ask staff if you need help"), NULL);
}

void way_instead(const struct app *app, const struct label *name, char *out, size_t size)
{
    text_format(out, size, _("%s is not on our map"), app_label(app, name));
}

void way_none(const struct app *app, const struct map_route *route, char *out, size_t size)
{
    const char *closed = app_lang(app) == LANG_EN ? route->blocked_en : route->blocked_zh;
    switch (route->outcome) {
    case MAP_WAY:
    case MAP_NO_WAY:
        text_copy(out, size, _("We know no way there"));
        break;
    case MAP_NO_WAY_STEP_FREE:
        text_copy(out, size, _("There is no way without stairs"));
        break;
    case MAP_NO_WAY_CLOSED:
        text_format(out, size,
                    route->way_with_stairs ? _("There is no way without stairs: %s is closed")
                                           : _("There is no way: %s is closed"),
                    closed[0] ? closed : _("a passage"));
        break;
    }
}
