#include "support/big_floor.h"

#include <stdio.h>
#include <stdlib.h>

#define LON 117.0
#define LAT 30.5
#define LON_M (1 / 95900.0) /* degrees a metre there, near enough for a test */
#define LAT_M (1 / 110860.0)
#define ROOM 5.0
#define DEEP 6.0
#define WIDE 4.0 /* corridors */
#define PITCH (2 * DEEP + WIDE + 1)

struct file {
    FILE *f;
    bool more;
};

static struct file open_file(const char *dir, const char *name)
{
    char path[600];
    snprintf(path, sizeof path, "%s/%s.geojson", dir, name);
    struct file file = {.f = fopen(path, "we")};
    if (!file.f)
        abort();
    fputs("{\"type\":\"FeatureCollection\",\"features\":[\n", file.f);
    return file;
}

static void close_file(struct file *file)
{
    fputs("]}\n", file->f);
    if (fclose(file->f) != 0)
        abort();
}

static void begin(struct file *file, const char *id, const char *type)
{
    fprintf(file->f, "%s{\"id\":\"%s\",\"type\":\"Feature\",\"feature_type\":\"%s\",\"geometry\":",
            file->more ? "," : "", id, type);
    file->more = true;
}

static void at(FILE *f, double x, double y, const char *after)
{
    fprintf(f, "[%.9f,%.9f]%s", LON + x * LON_M, LAT + y * LAT_M, after);
}

static void box(FILE *f, double x0, double y0, double x1, double y1)
{
    fputs("{\"type\":\"Polygon\",\"coordinates\":[[", f);
    at(f, x0, y0, ",");
    at(f, x1, y0, ",");
    at(f, x1, y1, ",");
    at(f, x0, y1, ",");
    at(f, x0, y0, "]]}");
}

static void door(struct file *file, const char *id, double x0, double y0, double x1, double y1)
{
    begin(file, id, "opening");
    fputs("{\"type\":\"LineString\",\"coordinates\":[", file->f);
    at(file->f, x0, y0, ",");
    at(file->f, x1, y1, "]}");
    fputs(",\"properties\":{\"category\":\"pedestrian\",\"level_id\":\"level\"}}\n", file->f);
}

static void name(FILE *f, const struct big_floor *floor, int aisle, int number)
{
    char zh[200], en[200];
    bool lengthy = floor->long_names && number % 3 == 0;
    snprintf(zh, sizeof zh, lengthy ? "神经外科与功能神经外科联合专家门诊 %d 诊室" : "%d 诊室",
             aisle * 100 + number);
    snprintf(en, sizeof en,
             lengthy ? "Neurosurgery and functional neurosurgery joint clinic, room %d" : "Room %d",
             aisle * 100 + number);
    bool want_zh = !floor->only || floor->only[0] == 'z',
         want_en = !floor->only || floor->only[0] == 'e';
    fprintf(f, "\"name\":{%s%s%s%s%s%s%s}", want_zh ? "\"zh\":\"" : "", want_zh ? zh : "",
            want_zh ? "\"" : "", want_zh && want_en ? "," : "", want_en ? "\"en\":\"" : "",
            want_en ? en : "", want_en ? "\"" : "");
}

static void write_rooms(struct file *units, struct file *doors, const struct big_floor *floor,
                        int aisle)
{
    double y = (aisle - 1) * PITCH, length = floor->rooms_a_side * ROOM;
    char id[40];
    snprintf(id, sizeof id, "aisle-%d", aisle);
    begin(units, id, "unit");
    box(units->f, WIDE, y + DEEP, WIDE + length, y + DEEP + WIDE);
    fputs(",\"properties\":{\"category\":\"walkway\",\"level_id\":\"level\"}}\n", units->f);
    snprintf(id, sizeof id, "gap-%d", aisle);
    door(doors, id, WIDE, y + DEEP, WIDE, y + DEEP + WIDE);
    for (int n = 1; n <= floor->rooms_a_side * 2; n++) {
        double x = WIDE + (n - 1) / 2 * ROOM, low = n % 2 ? y : y + DEEP + WIDE;
        double wall = n % 2 ? y + DEEP : y + DEEP + WIDE;
        snprintf(id, sizeof id, "R-%d-%d", aisle, n);
        begin(units, id, "unit");
        box(units->f, x, low, x + ROOM, low + DEEP);
        fprintf(units->f,
                ",\"properties\":{\"category\":\"room\",\"level_id\":\"level\",\"ref\":\"%s\",",
                id);
        name(units->f, floor, aisle, n);
        fputs("}}\n", units->f);
        snprintf(id, sizeof id, "door-%d-%d", aisle, n);
        door(doors, id, x + 2, wall, x + 3, wall);
    }
}

void big_floor_write(const char *dir, const struct big_floor *floor)
{
    double high = floor->aisles * PITCH, wide = WIDE + floor->rooms_a_side * ROOM;
    char path[600];
    snprintf(path, sizeof path, "%s/manifest.json", dir);
    FILE *f = fopen(path, "we");
    if (!f)
        abort();
    fputs("{\"version\":\"1.0.0\",\"language\":\"zh-CN\","
          "\"extensions\":[\"imdf:extension:foyer:wayfinding#1.0.0\"]}\n",
          f);
    if (fclose(f) != 0)
        abort();
    struct file venue = open_file(dir, "venue"), level = open_file(dir, "level"),
                kiosk = open_file(dir, "kiosk"), units = open_file(dir, "unit"),
                doors = open_file(dir, "opening");
    begin(&venue, "venue", "venue");
    box(venue.f, 0, 0, wide, high);
    fputs(",\"properties\":{\"category\":\"healthcarefacility\",\"name\":{\"zh\":\"大楼\",\"en\":"
          "\"Big house\"}}}\n",
          venue.f);
    begin(&level, "level", "level");
    box(level.f, 0, 0, wide, high);
    fputs(",\"properties\":{\"ordinal\":0,\"outdoor\":false,\"name\":{\"zh\":\"1 楼\",\"en\":"
          "\"Floor 1\"},\"short_name\":{\"en\":\"1\"}}}\n",
          level.f);
    begin(&units, "spine", "unit");
    box(units.f, 0, 0, WIDE, high);
    fputs(",\"properties\":{\"category\":\"walkway\",\"level_id\":\"level\"}}\n", units.f);
    begin(&kiosk, "kiosk", "kiosk");
    box(kiosk.f, 1.6, 0.4, 2.4, 0.9);
    fputs(",\"properties\":{\"name\":{\"zh\":\"1 号机\",\"en\":\"Kiosk 1\"},\"level_id\":\"level\","
          "\"bearing\":0,\"ref\":\"K\"}}\n",
          kiosk.f);
    for (int aisle = 1; aisle <= floor->aisles; aisle++)
        write_rooms(&units, &doors, floor, aisle);
    close_file(&venue);
    close_file(&level);
    close_file(&kiosk);
    close_file(&units);
    close_file(&doors);
}
