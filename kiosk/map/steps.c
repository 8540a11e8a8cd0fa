#include "map/steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/arrival.h"
#include "map/landmark.h"
#include "map/trail.h"

#define BEND 32.0    /* smaller bends are walked without noticing */
#define AHEAD 45.0   /* at the screen: this far to either side is still ahead */
#define SLIGHT 25.0  /* and this far straight ahead */
#define SHORT_M 3.2  /* a stub through a door */
#define JOG_M 3.0    /* a shorter piece between two turns is a jog, not a step */
#define LOOK_M 6.0   /* the last stretch decides on which side a door lies */
#define MERGE_M 12.0 /* taking the lift is its own step after a longer walk past something */
#define SIMPLIFY_M 0.6
#define HALL_M 8.0 /* a shorter piece crosses nothing */
#define SOON_M 6.0 /* so near after the last turn one is there */

struct telling {
    const struct map *map;
    struct map_route *route;
    struct trail *trail;
    struct landmarks *landmarks;
    size_t capacity;
    int hall;      /* the one spoken of last, -1 */
    enum way soon; /* the turn right before one is there; WAY_AHEAD = none */
};

int steps_round(double metres)
{
    if (metres < 2.5)
        return 0;
    return metres < 97.5 ? (int)lround(metres / 5) * 5 : (int)lround(metres / 10) * 10;
}

static enum way way_of(double turn, double ahead)
{
    if (fabs(turn) <= ahead)
        return WAY_AHEAD;
    if (fabs(turn) >= 140)
        return WAY_BACK;
    return turn < 0 ? WAY_LEFT : WAY_RIGHT;
}

static void drop_point(struct map_point *points, size_t *count, size_t at)
{
    memmove(&points[at], &points[at + 1], (*count - at - 1) * sizeof *points);
    --*count;
}

/* Jogs vanish, small bends vanish, the smallest first; what is left is where one turns. */
static void straighten(struct map_point *points, size_t *count)
{
    for (size_t i = 1; i + 2 < *count;) {
        if (point_distance(points[i], points[i + 1]) >= JOG_M) {
            i++;
            continue;
        }
        points[i] = point_between(points[i], points[i + 1], 0.5);
        drop_point(points, count, i + 1);
    }
    while (*count > 2) {
        double least = BEND;
        size_t at = 0;
        for (size_t i = 1; i + 1 < *count; i++) {
            double turn = fabs(angle_turn(point_bearing(points[i - 1], points[i]),
                                          point_bearing(points[i], points[i + 1])));
            if (turn < least) {
                least = turn;
                at = i;
            }
        }
        if (!at)
            return;
        drop_point(points, count, at);
    }
}

struct shape_of_run { /* a run, ready to be told */
    struct map_point *points;
    size_t count;
    double incoming; /* which way one faces at its beginning */
    enum way side;   /* where the end lies, seen from the last piece */
    struct map_point end;
};

static void shape_run(const struct telling *t, const struct trail_run *run, double facing,
                      struct shape_of_run *out)
{
    out->points = malloc((run->count + 1) * sizeof *out->points);
    if (!out->points)
        abort();
    memcpy(out->points, run->points, run->count * sizeof *out->points);
    out->count = line_simplify(out->points, run->count, SIMPLIFY_M);
    out->incoming = facing;
    out->side = WAY_AHEAD;
    out->end = out->points[out->count - 1];
    bool first = run == t->trail->runs;
    if (!first && run->link_before && out->count > 1)
        out->incoming = point_bearing(out->points[0], out->points[1]);
    if (out->count > 2 && point_distance(out->points[0], out->points[1]) < SHORT_M &&
        (first || run->link_before))
        drop_point(out->points, &out->count, 0);
    if (out->count > 2 && run->ends &&
        point_distance(out->points[out->count - 2], out->points[out->count - 1]) < SHORT_M) {
        double length = line_length(out->points, out->count - 1);
        struct map_point back = line_at(out->points, out->count - 1, fmax(0, length - LOOK_M));
        struct map_point door = out->points[out->count - 2];
        double turn = angle_turn(point_bearing(back, door), point_bearing(door, out->end));
        out->side = way_of(turn, BEND);
        out->count--;
    }
    while (run->ends && out->count > 2 &&
           point_distance(out->points[out->count - 2], out->points[out->count - 1]) < JOG_M)
        drop_point(out->points, &out->count, out->count - 2);
    straighten(out->points, &out->count);
}

static struct map_step *add_step(struct telling *t, const struct said *said, int level,
                                 struct map_point at)
{
    struct map_route *route = t->route;
    route->steps = array_grow(route->steps, route->step_count, &t->capacity, sizeof *route->steps);
    struct map_step *step = &route->steps[route->step_count++];
    *step = (struct map_step){.level = level, .at = at};
    steps_write(said, step);
    return step;
}

static void say_link(const struct telling *t, const struct trail_run *run, enum way side,
                     struct said *said)
{
    const struct trail_link *link = run->link_after;
    const struct venue_level *to = &t->map->venue->levels[link->to_level];
    said->take = true;
    said->group = &t->map->venue->groups[link->group];
    said->to_floor = to->name;
    said->button = to->button;
    said->up = to->ordinal > t->map->venue->levels[link->from_level].ordinal;
    said->side = side;
}

static void say_begin(const struct telling *t, const struct trail_run *run,
                      const struct shape_of_run *shape, struct said *said)
{
    const struct venue *venue = t->map->venue;
    const struct venue_level *level = &venue->levels[run->level];
    double turn = angle_turn(shape->incoming, point_bearing(shape->points[0], shape->points[1]));
    bool first = run == t->trail->runs;
    said->way = way_of(turn, first ? AHEAD : BEND);
    if (first && said->way == WAY_AHEAD && fabs(turn) > SLIGHT)
        said->slight = turn < 0 ? -1 : 1;
    said->opener = run->link_before ? OPEN_EXIT
                   : first          ? OPEN_DEPART
                   : level->outdoor ? OPEN_OUTDOORS
                                    : OPEN_INDOORS;
    if (run->link_before) {
        said->left = venue->groups[run->link_before->group].kind;
        said->floor = level->name;
    }
    if (level->building >= 0)
        said->building = venue->buildings[level->building].name;
}

/* The named hall or corridor that most of a piece runs through, and was not spoken of before. */
static struct name hall_of(struct telling *t, const struct trail_run *run, struct map_point from,
                           struct map_point to)
{
    const struct venue *venue = t->map->venue;
    int target = venue->places[t->landmarks->target].unit;
    double length = point_distance(from, to);
    for (size_t u = 0; u < run->unit_count && length >= HALL_M; u++) {
        int unit = run->units[u];
        const struct venue_unit *hall = &venue->units[unit];
        int inside = 0, looks = 0;
        if (hall->kind != UNIT_WALK || !*hall->name.zh || unit == t->hall || unit == target)
            continue;
        for (double at = 0.5; at < length; at += 1, looks++)
            inside += shape_contains(&hall->shape, point_between(from, to, at / length));
        if (inside * 3 < looks * 2)
            continue;
        t->hall = unit;
        return hall->name;
    }
    return (struct name){"", ""};
}

/* One straight piece: how one gets onto it, what one passes, and whether the lift at its end
 * belongs to the same step. */
static void tell_piece(struct telling *t, const struct trail_run *run,
                       const struct shape_of_run *shape, size_t i)
{
    struct map_point from = shape->points[i], to = shape->points[i + 1];
    double length = point_distance(from, to);
    bool last = i + 2 == shape->count;
    struct said said = {.floor = {"", ""},
                        .building = {"", ""},
                        .landmark = {"", ""},
                        .beyond = {"", ""},
                        .through = {"", ""},
                        .sign = "",
                        .button = ""};
    if (i == 0) {
        say_begin(t, run, shape, &said);
    } else {
        said.opener = OPEN_TURN;
        said.way =
            way_of(angle_turn(point_bearing(shape->points[i - 1], from), point_bearing(from, to)),
                   BEND / 2);
    }
    int mark = landmark_pick(t->landmarks, run, from, to, &said.landmark_side);
    if (mark >= 0) {
        const struct venue_place *place = &t->map->venue->places[mark];
        said.landmark = place->name;
        said.across = !strcmp(t->map->venue->units[place->unit].category, "footbridge");
    }
    said.metres = steps_round(length);
    said.ramp = trail_passes(t->map, run, UNIT_RAMP, from, to);
    said.steps = trail_passes(t->map, run, UNIT_STEPS, from, to);
    if (mark < 0 && i > 0)
        said.through = hall_of(t, run, from, to);
    bool take = last && run->link_after;
    if (i > 0 && last && run->ends && !take && mark < 0 && length < SOON_M && !said.ramp &&
        !said.steps && shape->side == WAY_AHEAD &&
        (said.way == WAY_LEFT || said.way == WAY_RIGHT)) {
        t->soon = said.way; /* told with the arrival */
        return;
    }
    bool together = take && (mark < 0 || length < MERGE_M);
    if (together) {
        said.landmark = (struct name){"", ""};
        say_link(t, run, shape->side, &said);
    }
    struct map_point disc =
        said.opener == OPEN_DEPART ? point_between(from, to, fmin(0.5, 8 / fmax(length, 1))) : from;
    struct map_step *step = add_step(t, &said, run->level, disc);
    if (*said.landmark.zh)
        text_copy(step->landmark, sizeof step->landmark, t->map->venue->places[mark].id);
    if (take && !together) {
        struct said only = {.floor = {"", ""},
                            .building = {"", ""},
                            .landmark = {"", ""},
                            .sign = "",
                            .button = ""};
        say_link(t, run, shape->side, &only);
        add_step(t, &only, run->level, to);
    }
}

/* `shape` of the last run; NULL when one is there already or comes in by its only door. */
static void tell_arrival(struct telling *t, int level, const struct shape_of_run *shape,
                         struct map_point at)
{
    int place = venue_place_find(t->map->venue, t->route->to.id);
    struct said said = {.arrive = true,
                        .opener = t->soon == WAY_AHEAD ? OPEN_NOTHING : OPEN_TURN,
                        .way = t->soon,
                        .side = shape ? shape->side : WAY_AHEAD,
                        .landmark = {"", ""},
                        .beyond = {"", ""}};
    if (shape && shape->count > 1) {
        struct arrival arrival =
            arrival_look(t->map, place, shape->side, shape->points[shape->count - 2],
                         shape->points[shape->count - 1]);
        said.door = arrival.door;
        said.beyond = arrival.beyond;
    }
    said.place = t->map->venue->places[place].name;
    said.sign = t->map->venue->places[place].sign;
    add_step(t, &said, level, at);
}

static void add_legs(struct map_route *route, const struct trail *trail)
{
    route->legs = calloc(trail->run_count + 1, sizeof *route->legs);
    if (!route->legs)
        abort();
    for (size_t i = 0; i < trail->run_count; i++) {
        const struct trail_run *run = &trail->runs[i];
        bool on = i > 0 && run->level == trail->runs[i - 1].level && !run->link_before;
        struct map_leg *leg =
            on ? &route->legs[route->leg_count - 1] : &route->legs[route->leg_count++];
        leg->level = run->level;
        leg->points = realloc(leg->points, (leg->count + run->count) * sizeof *leg->points);
        if (!leg->points)
            abort();
        memcpy(leg->points + leg->count, run->points, run->count * sizeof *leg->points);
        leg->count += run->count;
    }
}

void steps_tell(const struct map *map, const struct route_query *query, struct map_route *route)
{
    struct trail trail = trail_make(map, query, route);
    struct landmarks landmarks = landmarks_make(map, route, &trail);
    struct telling t = {map, route, &trail, &landmarks, 0, -1, WAY_AHEAD};
    double facing = route->from.has_bearing ? route->from.bearing : NAN;
    for (size_t r = 0; r < trail.run_count; r++) {
        const struct trail_run *run = &trail.runs[r];
        struct shape_of_run shape;
        if (isnan(facing) && run->count > 1)
            facing = point_bearing(run->points[0], run->points[1]);
        shape_run(&t, run, facing, &shape);
        bool threshold =
            r > 0 && r + 1 == trail.run_count && line_length(run->points, run->count) < SHORT_M;
        for (size_t i = 0; i + 1 < shape.count && !threshold; i++)
            tell_piece(&t, run, &shape, i);
        if (shape.count > 1)
            facing = point_bearing(shape.points[shape.count - 2], shape.points[shape.count - 1]);
        if (r + 1 == trail.run_count)
            tell_arrival(&t, run->level, threshold ? NULL : &shape, shape.end);
        free(shape.points);
    }
    if (!trail.run_count)
        tell_arrival(&t, route->to.level, NULL, route->to.at);
    add_legs(route, &trail);
    steps_title(map, &trail, route);
    trail_clear(&trail);
}

/* --- the QR code
 * -------------------------------------------------------------------------------------------------
 */

static bool is_essential(enum map_step_kind kind)
{
    return kind == MAP_TAKE_LIFT || kind == MAP_TAKE_STAIRS || kind == MAP_TAKE_ESCALATOR ||
           kind == MAP_EXIT_LIFT || kind == MAP_ENTER_BUILDING || kind == MAP_OUTDOOR ||
           kind == MAP_ARRIVE || kind == MAP_DEPART;
}

/* `thrift` 0 = everything, 1 = without landmarks, 2 = floors and doors only, 3 = that without the
 * heading. */
static size_t write_text(const struct map_route *route, bool en, int thrift, char *out, size_t size)
{
    char line[MAP_STEP_SIZE * 2];
    int number = 0;
    out[0] = 0;
    if (thrift < 3) {
        text_format(line, sizeof line,
                    en ? "To %s (%s), about %d min\n" : "去%s（%s），约 %d 分钟\n",
                    en ? route->to.name_en : route->to.name_zh,
                    en ? route->to.level_en : route->to.level_zh, route->minutes);
        text_append(out, size, line);
    }
    for (size_t i = 0; i < route->step_count; i++) {
        const struct map_step *step = &route->steps[i];
        if (thrift >= 2 && !is_essential(step->kind))
            continue;
        const char *full = en ? step->en : step->zh, *brief = en ? step->brief_en : step->brief_zh;
        text_format(line, sizeof line, "%d. %s%s", ++number, thrift ? brief : full,
                    i + 1 < route->step_count ? "\n" : "");
        char *to = line;
        for (const char *from = line; *from; from++)
            if (*from != MAP_BOLD_ON && *from != MAP_BOLD_OFF)
                *to++ = *from;
        *to = 0;
        text_append(out, size, line);
    }
    return strlen(out);
}

size_t map_route_text(const struct map_route *route, bool en, char out[MAP_QR_BYTES + 1])
{
    char room[8192];
    for (int thrift = 0; thrift < 4; thrift++)
        if (write_text(route, en, thrift, room, sizeof room) <= MAP_QR_BYTES)
            break;
    text_copy(out, MAP_QR_BYTES + 1, room);
    return strlen(out);
}
