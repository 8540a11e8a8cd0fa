#include <string.h>

#include "base/text.h"
#include "map/arrival.h"
#include "map/steps.h"
#include "map/trail.h"

#define B "\x0e" /* MAP_BOLD_ON */
#define E "\x0f" /* MAP_BOLD_OFF */

struct words {
    char *zh, *en;
    size_t size;
};

static void say(struct words *w, const char *zh, const char *en)
{
    text_append(w->zh, w->size, zh);
    text_append(w->en, w->size, en);
}

/* `zh` and `en` each hold one %s for the name in that language. */
static void say_name(struct words *w, const char *zh, const char *en, struct name name)
{
    char a[MAP_STEP_SIZE], b[MAP_STEP_SIZE];
    text_format(a, sizeof a, zh, name.zh);
    text_format(b, sizeof b, en, name.en);
    say(w, a, b);
}

static void say_depart(struct words *w, enum way way, int slight)
{
    switch (way) {
    case WAY_AHEAD:
        if (slight)
            say(w, slight < 0 ? "往左前方走" : "往右前方走",
                slight < 0 ? "Go ahead, a little to the left" : "Go ahead, a little to the right");
        else
            say(w, "往前走", "Go straight");
        break;
    case WAY_LEFT:
        say(w, "往左走", "Walk to your left");
        break;
    case WAY_RIGHT:
        say(w, "往右走", "Walk to your right");
        break;
    case WAY_BACK:
        say(w, "转身，往您身后走", "Turn round and walk the way behind you");
        break;
    }
}

static void say_turn(struct words *w, enum way way, const char *ahead_zh, const char *ahead_en)
{
    switch (way) {
    case WAY_AHEAD:
        say(w, ahead_zh, ahead_en);
        break;
    case WAY_LEFT:
        say(w, "左转", "turn left");
        break;
    case WAY_RIGHT:
        say(w, "右转", "turn right");
        break;
    case WAY_BACK:
        say(w, "往回走", "turn back");
        break;
    }
}

static void say_exit(struct words *w, const struct said *said)
{
    say_name(w, "到 %s", "On %s, ", said->floor);
    switch (said->left) {
    case UNIT_LIFT:
        say_turn(w, said->way, "，出电梯往前走", "go straight");
        break;
    case UNIT_STAIRS:
    case UNIT_STEPS:
        say_turn(w, said->way, "，出楼梯往前走", "go straight");
        break;
    case UNIT_ESCALATOR:
    case UNIT_ROOM:
    case UNIT_WALK:
    case UNIT_RAMP:
    case UNIT_SOLID:
        say_turn(w, said->way, "，往前走", "go straight");
        break;
    }
}

static void say_opener(struct words *w, const struct said *said)
{
    switch (said->opener) {
    case OPEN_NOTHING:
        break;
    case OPEN_DEPART:
        say_depart(w, said->way, said->slight);
        break;
    case OPEN_TURN:
        if (said->way == WAY_LEFT)
            say(w, "左转", "Turn left");
        else if (said->way == WAY_RIGHT)
            say(w, "右转", "Turn right");
        else
            say(w, said->way == WAY_BACK ? "往回走" : "往前走",
                said->way == WAY_BACK ? "Turn back" : "Go straight on");
        break;
    case OPEN_EXIT:
        say_exit(w, said);
        break;
    case OPEN_INDOORS:
        if (*said->building.zh)
            say_name(w, "进" B "%s" E, "Go into the " B "%s" E, said->building);
        else
            say(w, "进楼", "Go indoors");
        break;
    case OPEN_OUTDOORS:
        say(w, "出门到室外", "Go out of the building");
        break;
    }
    if ((said->opener == OPEN_INDOORS || said->opener == OPEN_OUTDOORS) && said->way != WAY_AHEAD) {
        say(w, "，", ", ");
        say_turn(w, said->way, "", "");
    }
}

static void say_landmark(struct words *w, const struct said *said)
{
    const char *zh = "经过" B "%s" E, *en = "past " B "%s" E;
    if (said->landmark_side == WAY_LEFT) {
        zh = "经过左边的" B "%s" E;
        en = "past " B "%s" E " on your left";
    } else if (said->landmark_side == WAY_RIGHT) {
        zh = "经过右边的" B "%s" E;
        en = "past " B "%s" E " on your right";
    }
    if (said->across) {
        zh = "走过" B "%s" E;
        en = "across the " B "%s" E;
    }
    say_name(w, zh, en, said->landmark);
}

static bool ends_in(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && !strcmp(text + length - tail, end);
}

/* What one walks along: a ramp or steps, the landmark, or just so many metres. */
static void say_body(struct words *w, const struct said *said)
{
    char zh[64], en[64];
    if (said->ramp || said->steps) {
        bool first = !*w->zh;
        say(w, first ? "走" : "，走", first ? "Take the " : ", take the ");
        say(w, said->ramp ? B "坡道" E : B "台阶" E, said->ramp ? B "ramp" E : B "steps" E);
    }
    if (*said->landmark.zh) {
        say(w, *w->zh ? "，" : "", *w->en ? ", " : "Go ");
        say_landmark(w, said);
    } else if (said->through.zh && *said->through.zh) {
        say(w, *w->zh ? "，" : "", *w->en ? ", " : "Go ");
        say_name(w, "穿过" B "%s" E, "through the " B "%s" E, said->through);
    } else if (said->metres > 0 && !said->take) {
        const char *form = !*w->zh                ? "往前走约 %d 米"
                           : ends_in(w->zh, "走") ? "约 %d 米"
                                                  : "，走约 %d 米";
        text_format(zh, sizeof zh, form, said->metres);
        text_format(en, sizeof en, *w->en ? ", about %d metres" : "Go on for about %d metres",
                    said->metres);
        say(w, zh, en);
    }
}

static void say_lift(struct words *w, const struct said *said, bool first)
{
    static const char *const zh_side[] = {"坐", "坐左边的 ", "坐右边的 ", "坐身后的 "};
    static const char *const en_side[] = {"", " on your left", " on your right", " behind you"};
    struct name lift =
        *said->group->name.zh ? said->group->name : (struct name){"电梯", "the lift"};
    struct name button = {said->button, said->button};
    say(w, zh_side[said->side], first ? "Take " : "take ");
    if (said->side == WAY_AHEAD)
        say(w, " ", "");
    say_name(w, B "%s" E, B "%s" E, lift);
    say(w, "", en_side[said->side]);
    if (*said->button)
        say_name(w, "，按 " B "%s" E, ", press " B "%s" E, button);
}

static void say_stairs(struct words *w, const struct said *said, bool first)
{
    static const char *const zh_side[] = {"", "左边的", "右边的", "身后的"};
    static const char *const en_side[] = {"", " on your left", " on your right", " behind you"};
    bool escalator = said->group->kind == UNIT_ESCALATOR;
    struct name stairs = *said->group->name.zh ? said->group->name
                         : escalator           ? (struct name){"扶梯", "the escalator"}
                                               : (struct name){"楼梯", "the stairs"};
    say(w, escalator ? "坐" : "走", first ? "Take " : "take ");
    say(w, zh_side[said->side], "");
    if ((unsigned char)stairs.zh[0] < 0x80)
        say(w, " ", ""); /* 走左边的 2 号楼梯 */
    say_name(w, B "%s" E, B "%s" E, stairs);
    say(w, "", en_side[said->side]);
    say_name(w, said->up ? "上到 %s" : "下到 %s", said->up ? " up to %s" : " down to %s",
             said->to_floor);
}

static void say_take(struct words *w, const struct said *said)
{
    bool first = !*w->zh;
    if (!first)
        say(w, "，", ", ");
    if (said->group->kind == UNIT_LIFT)
        say_lift(w, said, first);
    else
        say_stairs(w, said, first);
}

static void say_arrive(struct words *w, const struct said *said)
{
    static const char *const zh_side[] = {"", "，在左手边", "，在右手边", "，在身后"};
    static const char *const en_side[] = {"", ", on your left", ", on your right", ", behind you"};
    if (said->opener == OPEN_TURN)
        say(w, said->way == WAY_LEFT ? "左转就到了" : "右转就到了",
            said->way == WAY_LEFT ? "Turn left. You are there" : "Turn right. You are there");
    else
        say(w, "到了", "You are there");
    if (said->door && said->door <= DOORS_MAX &&
        (said->side == WAY_LEFT || said->side == WAY_RIGHT)) {
        static const char *const zh_door[] = {"", "第一个门", "第二个门", "第三个门"};
        static const char *const en_door[] = {"", "first", "second", "third"};
        bool left = said->side == WAY_LEFT;
        say(w, left ? "，左手边" : "，右手边", ", the ");
        say(w, zh_door[said->door], en_door[said->door]);
        say(w, "", left ? " door on your left" : " door on your right");
    } else {
        say(w, zh_side[said->side], en_side[said->side]);
    }
    if (*said->sign) {
        say_name(w, "，墙上标牌写着 " B "%s" E, ". The sign says " B "%s" E,
                 (struct name){said->sign, said->sign});
        if (!strcmp(said->sign, said->place.zh) && strcmp(said->place.zh, said->place.en) != 0)
            say_name(w, "", " (%s)", said->place); /* a sign in Chinese only */
    } else {
        say_name(w, "：" B "%s" E, ": " B "%s" E, said->place);
    }
    if (*said->beyond.zh)
        say_name(w, "。看到 %s 就走过了", ". If you reach %s, you have gone too far", said->beyond);
}

static void say_all(struct words *w, const struct said *said)
{
    w->zh[0] = w->en[0] = 0;
    if (said->arrive) {
        say_arrive(w, said);
        return;
    }
    say_opener(w, said);
    say_body(w, said);
    if (said->take)
        say_take(w, said);
    if (!*w->zh)
        say(w, "往前走", "Go straight on");
}

static enum map_step_kind kind_of(const struct said *said)
{
    if (said->arrive)
        return MAP_ARRIVE;
    if (said->take)
        return said->group->kind == UNIT_LIFT        ? MAP_TAKE_LIFT
               : said->group->kind == UNIT_ESCALATOR ? MAP_TAKE_ESCALATOR
                                                     : MAP_TAKE_STAIRS;
    switch (said->opener) {
    case OPEN_DEPART:
        return MAP_DEPART;
    case OPEN_TURN:
        return said->way == WAY_LEFT    ? MAP_TURN_LEFT
               : said->way == WAY_RIGHT ? MAP_TURN_RIGHT
               : said->way == WAY_BACK  ? MAP_TURN_BACK
                                        : MAP_PASS;
    case OPEN_EXIT:
        return MAP_EXIT_LIFT;
    case OPEN_INDOORS:
        return MAP_ENTER_BUILDING;
    case OPEN_OUTDOORS:
        return MAP_OUTDOOR;
    case OPEN_NOTHING:
        break;
    }
    return MAP_PASS;
}

static const char *icon_of(enum map_step_kind kind, enum way way)
{
    static const char *const by_way[] = {"straight", "turnl", "turnr", "undo"};
    switch (kind) {
    case MAP_TAKE_LIFT:
        return "lift";
    case MAP_TAKE_STAIRS:
    case MAP_TAKE_ESCALATOR:
        return "stairs";
    case MAP_ARRIVE:
        return "flag";
    case MAP_ENTER_BUILDING:
        return way == WAY_AHEAD ? "door" : by_way[way];
    case MAP_OUTDOOR:
        return way == WAY_AHEAD ? "leave" : by_way[way];
    case MAP_DEPART:
    case MAP_PASS:
    case MAP_TURN_LEFT:
    case MAP_TURN_RIGHT:
    case MAP_TURN_BACK:
    case MAP_EXIT_LIFT:
    case MAP_STEP_KIND_COUNT:
        break;
    }
    return by_way[way];
}

static void plain(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++)
        if (*from != MAP_BOLD_ON && *from != MAP_BOLD_OFF)
            *to++ = *from;
    *to = 0;
}

void steps_write(const struct said *said, struct map_step *out)
{
    struct said brief = *said;
    out->kind = kind_of(said);
    out->icon = icon_of(out->kind, said->way);
    out->metres = said->metres;
    say_all(&(struct words){out->zh, out->en, sizeof out->zh}, said);
    if (brief.opener != OPEN_DEPART)
        brief.landmark = (struct name){"", ""};
    if (brief.opener != OPEN_NOTHING)
        brief.metres = 0;
    brief.beyond = brief.through = (struct name){"", ""};
    say_all(&(struct words){out->brief_zh, out->brief_en, sizeof out->brief_zh}, &brief);
    plain(out->brief_zh);
    plain(out->brief_en);
}

static bool goes_outside(const struct map *map, const struct trail *trail)
{
    for (size_t i = 0; i < trail->run_count; i++)
        if (map->venue->levels[trail->runs[i].level].outdoor)
            return true;
    return false;
}

void steps_title(const struct map *map, const struct trail *trail, struct map_route *route)
{
    const struct venue_level *from = &map->venue->levels[route->from.level];
    const struct venue_level *to = &map->venue->levels[route->to.level];
    const struct venue_group *group =
        trail->link_count ? &map->venue->groups[trail->links[0].group] : NULL;
    struct words w = {route->title_zh, route->title_en, sizeof route->title_zh};
    bool elsewhere = to->building >= 0 && to->building != from->building;
    w.zh[0] = w.en[0] = 0;
    if (to->outdoor && !from->outdoor) {
        say(&w, "在室外", "Outdoors");
    } else if (elsewhere) {
        struct name building = map->venue->buildings[to->building].name;
        bool latin = (unsigned char)building.zh[0] < 0x80; /* a space before figures and letters */
        say_name(&w, latin ? "去 %s" : "去%s", "Go to the %s", building);
        say_name(&w, " %s", ", %s", to->name);
    } else if (trail->link_count == 1 && group->kind == UNIT_LIFT && *group->name.zh) {
        route->title_takes = true;
        say_name(&w, "坐 %s", "Take %s", group->name);
        say_name(&w, "到 %s", " to %s", to->name);
    } else if (group) {
        bool lift = group->kind == UNIT_LIFT, rolls = group->kind == UNIT_ESCALATOR;
        say(&w,
            lift    ? "坐电梯到 "
            : rolls ? "坐扶梯到 "
                    : "走楼梯到 ",
            lift    ? "Take the lift to "
            : rolls ? "Take the escalator to "
                    : "Take the stairs to ");
        say_name(&w, "%s", "%s", to->name);
    } else if (goes_outside(map, trail) && !from->outdoor) {
        say(&w, "从室外绕过去", "Go round outside");
    } else {
        say(&w, "就在这一层", "On this floor");
    }
}
