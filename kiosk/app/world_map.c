/* The building: at the start from the store, where it lies packed; from the content's folder when
 * that changed; again when somebody imported another one (foyerctl map import). */
#include "app/app.h"

#include "base/log.h"
#include "store/closure.h"
#include "store/floorplan.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_SUM "map.folder" /* meta: the folder's building that was taken over, or refused */

static void stand(const struct app *app, struct map *map)
{
    if (!map_stand_as(map, &app->config))
        log_event("map", "nobody can stand at [station] map_point", NULL, ERR_INVALID);
    struct map_start here;
    if (!map_kiosk(map, app->config.station.map_kiosk, &here))
        log_event("map", "[station] map_kiosk is not on the map", NULL, ERR_NOT_FOUND);
}

/* The screen thread may still look at the one before: it stays until the program ends. */
static void show(struct app *app, struct map *map, const char *sum)
{
    if (atomic_load(&app->map) == NULL)
        atomic_store(&app->map_ms, start_ms(app));
    struct map *before = atomic_exchange(&app->map, map);
    if (before != NULL) {
        size_t count = app->old_map_count++;
        app->old_maps = realloc(app->old_maps, (count + 1) * sizeof(struct map *));
        if (app->old_maps == NULL)
            abort();
        app->old_maps[count] = before;
    }
    snprintf(app->map_sum, sizeof app->map_sum, "%s", sum);
    app->wake(app->wake_ctx);
    map_prepare_search(map); /* after it is on the screen, before anybody has typed */
}

static void take_from_store(struct app *app, struct db *db)
{
    struct floorplan floorplan;
    unsigned char *bytes;
    size_t size;
    if (floorplan_info(db, &floorplan) != ERR_OK || strcmp(floorplan.sum, app->map_sum) == 0 ||
        floorplan_get(db, &floorplan, &bytes, &size) != ERR_OK)
        return;
    struct map *map = map_unpack(bytes, size);
    free(bytes);
    if (map != NULL) {
        stand(app, map);
        show(app, map, floorplan.sum);
    } else
        log_event("map", "packed by another version", NULL, ERR_NEWER);
}

static enum err keep(struct db *db, const struct map *map, const char *sum, int64_t now_ms)
{
    struct floorplan floorplan = {.source = "folder", .imported_ms = now_ms};
    size_t size;
    unsigned char *bytes = map_pack(map, &size);
    snprintf(floorplan.sum, sizeof floorplan.sum, "%s", sum);
    enum err e = db_begin(db);
    if (e == ERR_OK) {
        e = floorplan_put(db, &floorplan, bytes, size);
        if (e == ERR_OK)
            e = meta_set(db, FOLDER_SUM, sum);
        if (e == ERR_OK)
            e = db_commit(db);
        else
            db_rollback(db);
    }
    free(bytes);
    return e;
}

static bool find_folder(const struct app *app, char *path, size_t size)
{
    static const char *const names[] = {"imdf", "imdf.zip"};
    struct stat info;
    for (size_t i = 0; app->config.store.content[0] != 0 && i < 2; i++) {
        snprintf(path, size, "%s/%s", app->config.store.content, names[i]);
        if (stat(path, &info) == 0)
            return true;
    }
    return false;
}

static void take_from_folder(struct app *app, struct db *db, int64_t now_ms)
{
    char path[CONFIG_PATH_SIZE + 16], sum[FLOORPLAN_SUM_SIZE], known[FLOORPLAN_SUM_SIZE] = "";
    bool have = atomic_load(&app->map) != NULL;
    if (!find_folder(app, path, sizeof path) || !map_sum(path, sum))
        return;
    enum err e = meta_get(db, FOLDER_SUM, known, sizeof known);
    if (e == ERR_OK && have && strcmp(known, sum) == 0)
        return;
    struct map *map = map_load(path, NULL);
    if (map == NULL) { /* foyerctl map check says why; the one before stays in force */
        log_event("map", "refused", NULL, ERR_INVALID);
        return;
    }
    e = keep(db, map, sum, now_ms);
    if (e != ERR_OK)
        log_event("map", "could not be kept", NULL, e);
    malloc_trim(0); /* a whole building went through the heap as JSON, once */
    stand(app, map);
    show(app, map, sum);
}

void world_tend_map(struct app *app, struct db *db, const struct act_env *env, bool look)
{
    take_from_store(app, db);
    if (look)
        take_from_folder(app, db, clock_wall(env->clock));
}

/* Read anew when the store, the minute or the map is another one. */
static void look_at_closures(struct app *app, const struct map *map)
{
    struct closure *rows = calloc(MAP_CLOSURES_MAX, sizeof *rows);
    size_t count = 0;
    free(app->closures);
    app->closures = calloc(MAP_CLOSURES_MAX, sizeof *app->closures);
    app->closure_count = 0;
    if (rows == NULL || app->closures == NULL)
        abort();
    if (closure_list(app->db, app_now(app), false, rows, MAP_CLOSURES_MAX, &count) == ERR_OK)
        for (; app->closure_count < count; app->closure_count++)
            map_closure_of(map, &rows[app->closure_count], &app->closures[app->closure_count]);
    free(rows);
}

void app_closures(struct app *app, struct map_profile *out)
{
    const struct map *map = app_map(app);
    int64_t version = db_version(app->db), minute = app_now(app) / 60000;
    struct local_time t;
    clock_local(app_now(app), &t);
    out->week_minute = 1 + (t.weekday + 6) % 7 * 1440 + t.hour * 60 + t.minute;
    if (map == NULL)
        return;
    if (app->closures == NULL || app->closures_seen != version || app->closures_minute != minute ||
        app->closures_map != map)
        look_at_closures(app, map);
    app->closures_seen = version;
    app->closures_minute = minute;
    app->closures_map = map;
    out->closures = app->closures;
    out->closure_count = app->closure_count;
}

void world_free_maps(struct app *app)
{
    map_free(atomic_exchange(&app->map, NULL));
    for (size_t i = 0; i < app->old_map_count; i++)
        map_free(app->old_maps[i]);
    free(app->old_maps);
    app->old_maps = NULL;
    app->old_map_count = 0;
    free(app->closures);
    app->closures = NULL;
    app->map_sum[0] = '\0';
}
