/* The way on paper: a strip of its own from the screen of the way, three lines on a number's
 * ticket.
 */
#include "screen/way_paper.h"

#include "base/config.h"
#include "base/text.h"
#include "i18n/tr.h"
#include "screen/parts.h"
#include "screen/way_parts.h"

static void add_step(struct paper *paper, int number, const char *words)
{
    char text[PAPER_TEXT_SIZE];
    text_format(text, sizeof text, "%d  %s", number, words);
    printing_add(paper, PAPER_STEP, text);
}

void way_paper(struct app *app, struct paper *paper, const void *of)
{
    const struct map_route *route = of;
    bool english = app_lang(app) == LANG_EN;
    char text[PAPER_TEXT_SIZE], qr[MAP_QR_BYTES + 1];
    printing_title(paper, english ? route->to.name_en : route->to.name_zh);
    printing_add(paper, PAPER_BOLD, english ? route->title_en : route->title_zh);
    way_facts(app, route, text, sizeof text);
    printing_add(paper, PAPER_NORMAL, text);
    if (route->detour) {
        way_closure_fact(app, route, text, sizeof text);
        printing_add(paper, PAPER_NORMAL, text);
    }
    printing_add(paper, PAPER_RULE, " ");
    for (size_t i = 0; i < route->step_count; i++)
        add_step(paper, (int)i + 1, english ? route->steps[i].en : route->steps[i].zh);
    map_route_text(route, english, qr);
    printing_code(paper, qr, _("Take the way with you"));
}

/* No way is said, too: whoever asked for one without stairs must not set out on the stairs. */
static void add_none(struct app *app, struct paper *paper, const struct map_route *route)
{
    char text[PAPER_TEXT_SIZE];
    way_none(app, route, text, sizeof text);
    printing_add(paper, PAPER_BOLD, text);
    printing_add(paper, PAPER_NORMAL, _("Ask at the information desk"));
}

void way_on_ticket(struct app *app, struct paper *paper, const char *place_id)
{
    const struct map *map = app_map(app);
    struct map_profile profile = {.step_free = app_step_free(app)};
    struct map_start from;
    struct map_place to;
    struct map_route route;
    struct label instead;
    char text[PAPER_TEXT_SIZE];
    char lines[MAP_STRIP_LINES][MAP_STEP_SIZE];
    if (map)
        app_closures(app, &profile);
    if (!map || !map_kiosk(map, app_config(app)->station.map_kiosk, &from) ||
        !find_on_map(app, place_id, &to, &instead) ||
        map_route(map, &from, to.id, &profile, &route))
        return;
    printing_add(paper, PAPER_RULE, " ");
    if (instead.zh[0]) {
        way_instead(app, &instead, text, sizeof text);
        printing_add(paper, PAPER_NORMAL, text);
    }
    if (route.outcome == MAP_WAY) {
        size_t count = map_route_strip(&route, app_lang(app) == LANG_EN, lines);
        for (size_t i = 0; i < count; i++)
            add_step(paper, (int)i + 1, lines[i]);
    } else {
        add_none(app, paper, &route);
    }
    map_route_clear(&route);
}
