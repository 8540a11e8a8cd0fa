#include "support/building.h"

#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LON 121.5
#define LAT 31.2
#define WING 25 /* rooms along one side of a corridor */
#define ROOM_W 4.0
#define ROOM_D 6.0
#define CORRIDOR 2.6
#define ROW (ROOM_D * 2 + CORRIDOR)
#define HALL 10.0 /* width of the hall that the corridors leave from */
#define SHAFT 3.0
#define GAP 30.0 /* between buildings */

enum file {
    F_BUILDING,
    F_FOOTPRINT,
    F_LEVEL,
    F_UNIT,
    F_OPENING,
    F_RELATIONSHIP,
    F_AMENITY,
    F_OCCUPANT,
    F_ANCHOR,
    F_SECTION,
    F_FIXTURE,
    F_KIOSK,
    F_PATH,
    F_VENUE,
    F_ADDRESS,
    F_COUNT
};
static const char *const files[F_COUNT] = {
    "building", "footprint", "level",   "unit",  "opening", "relationship", "amenity", "occupant",
    "anchor",   "section",   "fixture", "kiosk", "path",    "venue",        "address"};

struct making {
    FILE *out[F_COUNT];
    bool begun[F_COUNT];
    uint32_t seed, id;
    int buildings, floors, per_floor, left;
    double per_lon, per_lat;
    struct building_counts *counts;
    /* of the floor being made */
    int building, floor;
    double x, y; /* its corner */
    char level[40];
};

struct box {
    double x0, y0, x1, y1;
};

static uint32_t any(struct making *m, uint32_t below)
{
    m->seed = m->seed * 1664525u + 1013904223u;
    return (m->seed >> 8) % below;
}

static void new_id(struct making *m, char id[40])
{
    m->id++;
    snprintf(id, 40, "%08x-0000-4000-8000-%012x", m->id * 2654435761u, m->id);
}

/* Opens a feature: everything up to its geometry. */
static FILE *begin(struct making *m, enum file f, const char *id)
{
    fprintf(m->out[f],
            "%s{\"id\":\"%s\",\"type\":\"Feature\",\"feature_type\":\"%s\",\"geometry\":",
            m->begun[f] ? ",\n" : "", id, files[f]);
    m->begun[f] = true;
    return m->out[f];
}

__attribute__((format(printf, 2, 3))) static void end(FILE *out, const char *format, ...)
{
    va_list args;
    fputs(",\"properties\":{", out);
    va_start(args, format);
    vfprintf(out, format, args);
    va_end(args);
    fputs("}}", out);
}

static void point(struct making *m, FILE *out, double x, double y)
{
    fprintf(out, "[%.9f,%.9f]", LON + x / m->per_lon, LAT + y / m->per_lat);
}

static void one_point(struct making *m, FILE *out, double x, double y)
{
    fputs("{\"type\":\"Point\",\"coordinates\":", out);
    point(m, out, x, y);
    fputc('}', out);
}

static void polygon(struct making *m, FILE *out, struct box b)
{
    const double ring[5][2] = {
        {b.x0, b.y0}, {b.x1, b.y0}, {b.x1, b.y1}, {b.x0, b.y1}, {b.x0, b.y0}};
    fputs("{\"type\":\"Polygon\",\"coordinates\":[[", out);
    for (int i = 0; i < 5; i++) {
        if (i)
            fputc(',', out);
        point(m, out, ring[i][0], ring[i][1]);
    }
    fputs("]]}", out);
}

static void line(struct making *m, FILE *out, double x0, double y0, double x1, double y1)
{
    fputs("{\"type\":\"LineString\",\"coordinates\":[", out);
    point(m, out, x0, y0);
    fputc(',', out);
    point(m, out, x1, y1);
    fputs("]}", out);
}

static void unit(struct making *m, const char *category, struct box b, const char *more,
                 char id[40])
{
    new_id(m, id);
    FILE *out = begin(m, F_UNIT, id);
    polygon(m, out, b);
    end(out, "\"category\":\"%s\",\"level_id\":\"%s\",\"restriction\":null%s", category, m->level,
        more);
    m->counts->units++;
}

/* A door of that width across a wall of the box sides, middle at x, y; `along_x` = the wall runs
 * east. */
static void door(struct making *m, double x, double y, double width, bool along_x, const char *more,
                 char id[40])
{
    char own[40];
    double h = width / 2;
    new_id(m, id ? id : own);
    FILE *out = begin(m, F_OPENING, id ? id : own);
    line(m, out, along_x ? x - h : x, along_x ? y : y - h, along_x ? x + h : x,
         along_x ? y : y + h);
    end(out, "\"category\":\"pedestrian\",\"level_id\":\"%s\"%s", m->level, more);
    m->counts->openings++;
}

static void occupant(struct making *m, const char *unit_id, double x, double y, const char *zh,
                     const char *en, const char *category)
{
    char anchor[40], id[40];
    new_id(m, anchor);
    new_id(m, id);
    FILE *out = begin(m, F_ANCHOR, anchor);
    one_point(m, out, x, y);
    end(out, "\"unit_id\":\"%s\"", unit_id);
    out = begin(m, F_OCCUPANT, id);
    fputs("null", out);
    end(out, "\"name\":{\"zh\":\"%s\",\"en\":\"%s\"},\"category\":\"%s\",\"anchor_id\":\"%s\"", zh,
        en, category, anchor);
}

static void name_room(struct making *m, const char *id, struct box b, const char *sign)
{
    static const char *const kinds[][3] = {
        {"药房", "Pharmacy", "pharmacy"},        {"检验科", "Laboratory", "laboratory"},
        {"心内科", "Cardiology", "cardiology"},  {"儿科", "Paediatrics", "pediatrics"},
        {"放射科", "Radiology", "radiology"},    {"收费处", "Cashier", "cashier"},
        {"眼科", "Eye clinic", "ophthalmology"}, {"骨科", "Orthopaedics", "orthopedics"}};
    const char *const *kind = kinds[any(m, 8)];
    char zh[80], en[80];
    snprintf(zh, sizeof zh, "%s %s", kind[0], sign);
    snprintf(en, sizeof en, "%s %s", kind[1], sign);
    occupant(m, id, (b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2, zh, en, kind[2]);
}

/* A room with its door on the corridor at `wall`; some are narrow, for staff, or behind a badge. */
static void room(struct making *m, struct box b, double wall)
{
    char id[40], more[200], sign[40];
    uint32_t luck = any(m, 40);
    int number = ++m->counts->rooms;
    snprintf(sign, sizeof sign, "%c%d-%04d", 'A' + m->building % 26, m->floor + 1, number % 10000);
    snprintf(more, sizeof more, ",\"ref\":\"%s\",\"name\":{\"zh\":\"%s 诊室\",\"en\":\"Room %s\"}",
             sign, sign, sign);
    unit(m, luck == 0 ? "nonpublic" : luck < 3 ? "restroom" : "room", b, more, id);
    double width = luck == 5 ? 0.7 : 1.0;
    const char *access = luck == 6 ? ",\"access_control\":[\"badgereader\"]" : "";
    char about[120];
    snprintf(about, sizeof about, ",\"clear_width_m\":%.2f%s", width, access);
    door(m, (b.x0 + b.x1) / 2 + (double)any(m, 10) / 10 - 0.5, wall, width, true, about, NULL);
    if (luck % 3 == 2 && luck != 5)
        name_room(m, id, b, sign);
}

static void bench(struct making *m, struct box b)
{
    char id[40];
    new_id(m, id);
    FILE *out = begin(m, F_FIXTURE, id);
    polygon(m, out, b);
    end(out, "\"category\":\"furniture\",\"level_id\":\"%s\"", m->level);
}

static int wing_rooms(const struct making *m, int row)
{
    int rest = m->per_floor - row * WING * 2;
    return rest > WING * 2 ? WING * 2 : rest;
}

/* One corridor with its rooms; the first one of some floors has steps beside a ramp half way. */
static void row(struct making *m, int index)
{
    int rooms = wing_rooms(m, index), side = (rooms + 1) / 2;
    double x0 = m->x + HALL, y0 = m->y + index * ROW + ROOM_D, y1 = y0 + CORRIDOR,
           x1 = x0 + side * ROOM_W;
    char id[40];
    bool stepped = index == 0 && side >= 6 && any(m, 4) == 0;
    double cut = x0 + side / 2 * ROOM_W;
    if (stepped) {
        unit(m, "walkway", (struct box){x0, y0, cut, y1}, "", id);
        unit(m, "steps", (struct box){cut, y0, cut + 1.2, y0 + 1.1}, "", id);
        unit(m, "ramp", (struct box){cut, y0 + 1.1, cut + 1.2, y1}, "", id);
        unit(m, "walkway", (struct box){cut + 1.2, y0, x1, y1}, "", id);
        for (int i = 0; i < 2; i++) {
            door(m, cut + i * 1.2, y0 + 0.55, 1.1, false, "", NULL);
            door(m, cut + i * 1.2, y0 + 1.85, 1.5, false, "", NULL);
        }
    } else {
        unit(m, "walkway", (struct box){x0, y0, x1, y1}, "", id);
    }
    door(m, x0, (y0 + y1) / 2, CORRIDOR - 0.2, false, "", NULL);
    for (int i = 0; i < rooms && m->left > 0; i++, m->left--) {
        double left = x0 + i / 2 * ROOM_W, right = left + ROOM_W;
        if (stepped && left < cut + 1.3 && right > cut - 0.1)
            left = left < cut - 0.1 ? left : cut + 1.3,
            right = right > cut + 1.4 ? right : cut - 0.1;
        if (i % 2 == 0)
            room(m, (struct box){left, y0 - ROOM_D, right, y0}, y0);
        else
            room(m, (struct box){left, y1, right, y1 + ROOM_D}, y1);
        if (i % 14 == 8 && !stepped)
            bench(m, (struct box){left + 0.2, y0 + 0.02, left + 1.4, y0 + 0.5});
    }
    unit(m, "stairs", (struct box){x1, y0, x1 + SHAFT, y1}, "", id);
    door(m, x1, (y0 + y1) / 2, 1.2, false, "", NULL);
}

static int rows(const struct making *m)
{
    return (m->per_floor + WING * 2 - 1) / (WING * 2);
}

struct shafts { /* unit ids of one building, floor by floor, to link them */
    char lift[3][64][40], stair[64][40], escalator[2][40];
};

static void amenity(struct making *m, const char *category, const char *unit_id, double x, double y)
{
    char id[40];
    new_id(m, id);
    FILE *out = begin(m, F_AMENITY, id);
    one_point(m, out, x, y);
    end(out, "\"category\":\"%s\",\"unit_ids\":[\"%s\"],\"name\":null", category, unit_id);
}

static void hall(struct making *m, struct shafts *shafts)
{
    double height = rows(m) * ROW, x0 = m->x, x1 = m->x + HALL;
    char id[40];
    unit(m, "lobby", (struct box){x0, m->y, x1, m->y + height}, "", id);
    bench(m, (struct box){x0 + 4, m->y + 9, x0 + 6, m->y + 11});
    amenity(m, "information", id, x0 + 5, m->y + 12);
    for (int i = 0; i < 3; i++) {
        double y = m->y + 0.2 + i * SHAFT;
        unit(m, "elevator", (struct box){x0 - SHAFT, y, x0, y + SHAFT - 0.2}, "",
             shafts->lift[i][m->floor]);
        door(m, x0, y + SHAFT / 2 - 0.1, 1.1, false, "", NULL);
        amenity(m, "elevator", shafts->lift[i][m->floor], x0 - SHAFT / 2, y + SHAFT / 2);
    }
    unit(m, "stairs", (struct box){x0 - SHAFT, m->y + 10, x0, m->y + 13}, "",
         shafts->stair[m->floor]);
    door(m, x0, m->y + 11.5, 1.4, false, "", NULL);
    if (m->floor < 2) {
        unit(m, "escalator", (struct box){x0 + 3, m->y - SHAFT, x0 + 5, m->y}, "",
             shafts->escalator[m->floor]);
        door(m, x0 + 4, m->y, 1.4, true, "", NULL);
    }
    if (m->floor == 0) {
        FILE *out;
        door(m, x0 + 5, m->y + height, 3, true, "", NULL); /* to the yard */
        new_id(m, id);
        out = begin(m, F_KIOSK, id);
        polygon(m, out, (struct box){x0 + 7, m->y + 7, x0 + 7.6, m->y + 7.6});
        end(out,
            "\"name\":{\"zh\":\"%d 号机\",\"en\":\"Kiosk %d\"},\"ref\":\"K%d\",\"bearing\":%d,"
            "\"level_id\":\"%s\"",
            m->building + 1, m->building + 1, m->building + 1, m->building % 4 * 90, m->level);
    }
}

static void level(struct making *m, struct box b)
{
    FILE *out = begin(m, F_LEVEL, m->level);
    polygon(m, out, b);
    end(out,
        "\"category\":\"unspecified\",\"ordinal\":%d,\"outdoor\":false,\"name\":{\"zh\":\"%d "
        "楼\",\"en\":\"Floor %d\"},\"short_name\":{\"zh\":\"%dF\",\"en\":\"%dF\"},"
        "\"building_ids\":[\"00000000-0000-4000-8000-%012x\"]",
        m->floor, m->floor + 1, m->floor + 1, m->floor + 1, m->floor + 1, 0xb000 + m->building);
}

static void link_floors(struct making *m, const char *category, char (*units)[40], int floors,
                        const char *direction, const char *more)
{
    char id[40];
    if (floors < 2)
        return;
    new_id(m, id);
    FILE *out = begin(m, F_RELATIONSHIP, id);
    fprintf(out,
            "null,\"properties\":{\"category\":\"%s\",\"direction\":\"%s\",\"origin\":{"
            "\"id\":\"%s\",\"feature_type\":\"unit\"},\"intermediary\":[",
            category, direction, units[0]);
    for (int f = 1; f + 1 < floors; f++)
        fprintf(out, "%s{\"id\":\"%s\",\"feature_type\":\"unit\"}", f > 1 ? "," : "", units[f]);
    fprintf(out, "],\"destination\":{\"id\":\"%s\",\"feature_type\":\"unit\"}%s}}",
            units[floors - 1], more);
}

/* Every second building leaves its stairs to be found by their outlines. */
static void relations(struct making *m, struct shafts *shafts)
{
    for (int i = 0; i < 3; i++) {
        char more[200];
        snprintf(more, sizeof more,
                 ",\"name\":{\"zh\":\"%d 号楼 %d 号电梯\",\"en\":\"Lift %d-%d\"},\"wait_s\":%d,"
                 "\"s_per_floor\":4",
                 m->building + 1, i + 1, m->building + 1, i + 1, 20 + i * 5);
        link_floors(m, "elevator", shafts->lift[i], m->floors, "undirected", more);
    }
    if (m->building % 2 == 0)
        link_floors(m, "stairs", shafts->stair, m->floors, "undirected", "");
    link_floors(m, "escalator", shafts->escalator, m->floors < 2 ? m->floors : 2, "directed", "");
}

static double building_width(const struct making *m)
{
    int side = (wing_rooms(m, 0) + 1) / 2;
    return HALL + side * ROOM_W + SHAFT * 2;
}

static void floor_of(struct making *m, struct shafts *shafts)
{
    double width = building_width(m), height = rows(m) * ROW;
    new_id(m, m->level);
    level(m, (struct box){m->x - SHAFT, m->y - SHAFT, m->x + width, m->y + height});
    hall(m, shafts);
    for (int i = 0; i < rows(m) && m->left > 0; i++)
        row(m, i);
    m->counts->floors++;
}

static void building(struct making *m)
{
    struct shafts *shafts = calloc(1, sizeof *shafts);
    char id[40];
    if (!shafts)
        abort();
    snprintf(id, sizeof id, "00000000-0000-4000-8000-%012x", 0xb000 + m->building);
    FILE *out = begin(m, F_BUILDING, id);
    fputs("null", out);
    end(out, "\"name\":{\"zh\":\"%d 号楼\",\"en\":\"Building %d\"},\"category\":\"unspecified\"",
        m->building + 1, m->building + 1);
    m->x = m->building % 4 * (building_width(m) + GAP);
    m->y = m->building / 4 * (rows(m) * ROW + GAP);
    for (m->floor = 0; m->floor < m->floors; m->floor++)
        floor_of(m, shafts);
    relations(m, shafts);
    free(shafts);
    m->counts->buildings++;
}

/* The yard: paths from entrance to entrance, on a level of its own. */
static void yard(struct making *m)
{
    char id[40];
    double width = building_width(m) + GAP, height = rows(m) * ROW + GAP;
    new_id(m, m->level);
    FILE *out = begin(m, F_LEVEL, m->level);
    polygon(m, out, (struct box){-20, -20, 4 * width, (m->buildings / 4 + 1) * height});
    end(out,
        "\"category\":\"unspecified\",\"ordinal\":0,\"outdoor\":true,\"name\":{\"zh\":\"室外\","
        "\"en\":\"Outdoors\"},\"short_name\":{\"zh\":\"室外\",\"en\":\"OUT\"}");
    for (int b = 0; b + 1 < m->buildings; b++) {
        double x0 = b % 4 * width + 5, y0 = b / 4 * height + rows(m) * ROW,
               x1 = (b + 1) % 4 * width + 5, y1 = (b + 1) / 4 * height + rows(m) * ROW;
        new_id(m, id);
        out = begin(m, F_PATH, id);
        fputs("{\"type\":\"LineString\",\"coordinates\":[", out);
        const double bends[4][2] = {{x0, y0}, {x0, y0 + 8}, {x1, y1 + 8}, {x1, y1}};
        for (int i = 0; i < 4; i++) {
            if (i)
                fputc(',', out);
            point(m, out, bends[i][0], bends[i][1]);
        }
        fputs("]}", out);
        end(out, "\"category\":\"footway\",\"level_id\":\"%s\",\"width\":2,\"slope\":%s", m->level,
            b % 5 == 4 ? "0.1" : "0.02");
    }
}

static void venue(struct making *m)
{
    FILE *out = begin(m, F_VENUE, "00000000-0000-4000-8000-000000000001");
    polygon(m, out, (struct box){0, 0, 2000, 2000});
    end(out, "\"category\":\"healthcarefacility\",\"name\":{\"zh\":\"试验医院\",\"en\":\"Test "
             "hospital\"}");
    out = begin(m, F_ADDRESS, "00000000-0000-4000-8000-000000000002");
    fputs("null", out);
    end(out, "\"address\":\"1 Test Road\",\"locality\":\"Test\",\"country\":\"CN\"");
}

static void choose_size(struct making *m, const struct building_plan *plan)
{
    int rooms = plan->rooms < 20 ? 20 : plan->rooms;
    m->per_floor = plan->rooms_a_floor ? plan->rooms_a_floor
                   : rooms <= 40       ? 10
                   : rooms <= 400      ? 50
                   : rooms <= 4000     ? 64
                   : rooms <= 30000    ? 100
                                       : 200;
    int floors = (rooms + m->per_floor - 1) / m->per_floor;
    m->floors = rooms <= 40 ? 2 : rooms <= 400 ? 4 : rooms <= 4000 ? 8 : rooms <= 30000 ? 20 : 30;
    m->buildings = (floors + m->floors - 1) / m->floors;
    m->left = rooms;
}

static bool open_files(struct making *m, const char *dir)
{
    bool good = true;
    for (int f = 0; f < F_COUNT; f++) {
        char path[4200];
        snprintf(path, sizeof path, "%s/%s.geojson", dir, files[f]);
        m->out[f] = fopen(path, "wb");
        good = good && m->out[f];
        if (m->out[f])
            fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", m->out[f]);
    }
    return good;
}

static bool close_files(struct making *m)
{
    bool good = true;
    for (int f = 0; f < F_COUNT; f++) {
        if (!m->out[f])
            continue;
        fputs("\n]}\n", m->out[f]);
        good = good && !ferror(m->out[f]);
        good = fclose(m->out[f]) == 0 && good;
    }
    return good;
}

int building_make(const char *dir, const struct building_plan *plan, struct building_counts *out)
{
    struct making m = {.seed = plan->seed, .counts = out};
    double f = LAT * 3.14159265358979323846 / 180;
    *out = (struct building_counts){0};
    m.per_lat = 111132.954 - 559.822 * cos(2 * f) + 1.175 * cos(4 * f);
    m.per_lon = 111412.84 * cos(f) - 93.5 * cos(3 * f) + 0.118 * cos(5 * f);
    choose_size(&m, plan);
    bool good = open_files(&m, dir);
    if (good) {
        venue(&m);
        for (m.building = 0; m.building < m.buildings; m.building++)
            building(&m);
        yard(&m);
    }
    return close_files(&m) && good;
}
