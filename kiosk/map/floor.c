#include "map/floor.h"

#include <math.h>
#include <stdlib.h>

#define CELL_M 8.0
#define CELLS_MAX 256 /* a side: a floor of 2 km gets larger cells */

static int *numbers(size_t count)
{
    int *out = malloc((count + 1) * sizeof *out);
    if (!out)
        abort();
    return out;
}

static bool is_here(const struct map_floor *f, int level)
{
    return level >= 0 && f->map->venue->levels[level].ordinal == f->ordinal;
}

static void collect(struct map_floor *f)
{
    const struct venue *venue = f->map->venue;
    f->units = numbers(venue->unit_count);
    f->openings = numbers(venue->opening_count);
    f->places = numbers(venue->place_count);
    f->fixtures = numbers(venue->fixture_count);
    f->details = numbers(venue->detail_count);
    f->bounds = bounds_empty();
    for (size_t i = 0; i < venue->unit_count; i++) {
        const struct bounds *b = &venue->units[i].bounds;
        if (!is_here(f, venue->units[i].level) || b->x1 < b->x0)
            continue;
        f->units[f->unit_count++] = (int)i;
        bounds_add(&f->bounds, (struct map_point){b->x0, b->y0});
        bounds_add(&f->bounds, (struct map_point){b->x1, b->y1});
    }
    for (size_t i = 0; i < venue->opening_count; i++)
        if (is_here(f, venue->openings[i].level))
            f->openings[f->opening_count++] = (int)i;
    for (size_t i = 0; i < venue->place_count; i++)
        if (is_here(f, venue->places[i].level))
            f->places[f->place_count++] = (int)i;
    for (size_t i = 0; i < venue->fixture_count; i++)
        if (is_here(f, venue->fixtures[i].level))
            f->fixtures[f->fixture_count++] = (int)i;
    for (size_t i = 0; i < venue->detail_count; i++)
        if (is_here(f, venue->details[i].level))
            f->details[f->detail_count++] = (int)i;
}

static int clamp(double cell, int count)
{
    return cell < 0 ? 0 : cell >= count ? count - 1 : (int)cell;
}

struct cells { /* of the grid, inclusive */
    int x0, y0, x1, y1;
};

static struct cells cells_of(const struct map_floor *f, const struct bounds *b)
{
    return (struct cells){clamp((b->x0 - f->bounds.x0) / f->cell, f->columns),
                          clamp((b->y0 - f->bounds.y0) / f->cell, f->rows),
                          clamp((b->x1 - f->bounds.x0) / f->cell, f->columns),
                          clamp((b->y1 - f->bounds.y0) / f->cell, f->rows)};
}

/* Counted first, then filled in: the usual two passes. */
static void make_grid(struct map_floor *f)
{
    double wide = fmax(f->bounds.x1 - f->bounds.x0, 1), high = fmax(f->bounds.y1 - f->bounds.y0, 1);
    f->cell = fmax(CELL_M, fmax(wide, high) / CELLS_MAX);
    f->columns = (int)(wide / f->cell) + 1;
    f->rows = (int)(high / f->cell) + 1;
    size_t cells = (size_t)f->columns * (size_t)f->rows;
    f->first = calloc(cells + 2, sizeof *f->first);
    if (!f->first)
        abort();
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < f->unit_count; i++) {
            struct cells c = cells_of(f, &f->map->venue->units[f->units[i]].bounds);
            for (int y = c.y0; y <= c.y1; y++)
                for (int x = c.x0; x <= c.x1; x++) {
                    int *at = &f->first[y * f->columns + x + (pass ? 1 : 2)];
                    if (pass)
                        f->in_cell[(*at)++] = f->units[i];
                    else
                        ++*at;
                }
        }
        if (pass)
            break;
        for (size_t c = 2; c < cells + 2; c++)
            f->first[c] += f->first[c - 1];
        f->in_cell = numbers((size_t)f->first[cells + 1]);
    }
}

struct map_floor *map_floor_new(const struct map *map, int level)
{
    if (level < 0 || (size_t)level >= map->venue->level_count)
        return NULL;
    struct map_floor *f = calloc(1, sizeof *f);
    if (!f)
        abort();
    f->map = map;
    f->level = level;
    f->ordinal = map->venue->levels[level].ordinal;
    collect(f);
    if (!f->unit_count)
        f->bounds = (struct bounds){0, 0, 1, 1};
    make_grid(f);
    return f;
}

void map_floor_free(struct map_floor *f)
{
    if (!f)
        return;
    free(f->units);
    free(f->openings);
    free(f->places);
    free(f->fixtures);
    free(f->details);
    free(f->first);
    free(f->in_cell);
    free(f);
}

bool map_floor_is(const struct map_floor *f, const struct map *map, int level)
{
    return f && f->map == map && level >= 0 && (size_t)level < map->venue->level_count &&
           f->ordinal == map->venue->levels[level].ordinal;
}

int floor_unit_at(const struct map_floor *f, struct map_point at)
{
    int found = -1;
    if (!bounds_near(&f->bounds, at, 0))
        return -1;
    int cell = clamp((at.y - f->bounds.y0) / f->cell, f->rows) * f->columns +
               clamp((at.x - f->bounds.x0) / f->cell, f->columns);
    for (int i = f->first[cell]; i < f->first[cell + 1]; i++) {
        const struct venue_unit *unit = &f->map->venue->units[f->in_cell[i]];
        if (unit->kind == UNIT_SOLID || !bounds_near(&unit->bounds, at, 0) ||
            !shape_contains(&unit->shape, at))
            continue;
        if (unit_is_walkable(unit))
            return f->in_cell[i];
        if (found < 0)
            found = f->in_cell[i];
    }
    return found;
}
