#include "map/imdf.h"

#include <assert.h>
#include <dirent.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "map/imdf_read.h"

struct imdf {
    struct pool pool;
    json_t *files[IMDF_TYPE_COUNT];
    struct imdf_feature *features;
    size_t count, capacity;
    struct imdf_projection projection;
};

static const struct {
    const char *name;
    bool needed;   /* its absence is reported */
    bool geometry; /* a feature without one is reported */
} types[] = {
    [IMDF_VENUE] = {"venue", true, true},
    [IMDF_ADDRESS] = {"address", false, false},
    [IMDF_BUILDING] = {"building", true, false},
    [IMDF_FOOTPRINT] = {"footprint", false, true},
    [IMDF_LEVEL] = {"level", true, true},
    [IMDF_UNIT] = {"unit", true, true},
    [IMDF_OPENING] = {"opening", true, true},
    [IMDF_RELATIONSHIP] = {"relationship", false, false},
    [IMDF_AMENITY] = {"amenity", false, true},
    [IMDF_OCCUPANT] = {"occupant", false, false},
    [IMDF_ANCHOR] = {"anchor", false, true},
    [IMDF_SECTION] = {"section", false, true},
    [IMDF_FIXTURE] = {"fixture", false, true},
    [IMDF_DETAIL] = {"detail", false, true},
    [IMDF_GEOFENCE] = {"geofence", false, true},
    [IMDF_KIOSK] = {"kiosk", false, true},
    [IMDF_PATH] = {"path", false, true},
    [IMDF_PATHNODE] = {"pathnode", false, true},
};
static_assert(sizeof types / sizeof types[0] == IMDF_TYPE_COUNT, "one row a type");

const char *imdf_type_name(enum imdf_type type)
{
    return types[type].name;
}

/* The whole file, or NULL with *why set. */
static char *read_file(const char *path, size_t *length, const char **why)
{
    FILE *file = fopen(path, "rb");
    *why = file ? "I/O error" : "cannot be opened";
    if (!file)
        return NULL;
    char *text = NULL;
    size_t used = 0, size = 0;
    for (;;) {
        if (used == size) {
            size = size ? size * 2 : 1 << 16;
            text = realloc(text, size);
            if (!text)
                abort();
        }
        size_t got = fread(text + used, 1, size - used, file);
        used += got;
        if (!got || used > IMDF_FILE_MAX)
            break;
    }
    bool bad = ferror(file) != 0 || used > IMDF_FILE_MAX;
    if (used > IMDF_FILE_MAX)
        *why = "larger than 64 MiB";
    fclose(file);
    *length = used;
    if (!bad)
        return text;
    free(text);
    return NULL;
}

static json_t *read_json(const char *dir, const char *name, bool needed, struct map_report *report)
{
    char path[4096], what[192];
    const char *why;
    size_t length;
    text_format(path, sizeof path, "%s/%s.geojson", dir, name);
    FILE *there = fopen(path, "rb");
    if (!there) {
        if (needed) {
            text_format(what, sizeof what, "%s.geojson", name);
            report_add(report, DEFECT_FILE_MISSING, NULL, what);
        }
        return NULL;
    }
    fclose(there);
    char *text = read_file(path, &length, &why);
    json_error_t error;
    json_t *root = text ? json_loadb(text, length, 0, &error) : NULL;
    if (!root) {
        if (text)
            text_format(what, sizeof what, "%s.geojson:%d: %s", name, error.line, error.text);
        else
            text_format(what, sizeof what, "%s.geojson: %s", name, why);
        report_add(report, DEFECT_FILE_BROKEN, NULL, what);
    }
    free(text);
    return root;
}

/* Files of types we do not know are named, never read. */
static bool note_foreign_files(const char *dir, struct map_report *report)
{
    DIR *folder = opendir(dir);
    if (!folder)
        return false;
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || strcmp(dot, ".geojson") != 0)
            continue;
        bool known = false;
        for (size_t t = 0; t < IMDF_TYPE_COUNT && !known; t++)
            known = strlen(types[t].name) == (size_t)(dot - entry->d_name) &&
                    !strncmp(types[t].name, entry->d_name, (size_t)(dot - entry->d_name));
        if (!known)
            report_add(report, DEFECT_FILE_FOREIGN, NULL, entry->d_name);
    }
    closedir(folder);
    return true;
}

static struct imdf_projection find_origin(struct imdf *imdf)
{
    static const enum imdf_type order[] = {IMDF_VENUE, IMDF_LEVEL, IMDF_UNIT};
    for (size_t t = 0; t < sizeof order / sizeof order[0]; t++) {
        const json_t *list = json_object_get(imdf->files[order[t]], "features");
        for (size_t i = 0; i < json_array_size(list); i++) {
            double lon, lat;
            if (imdf_first_position(json_object_get(json_array_get(list, i), "geometry"), &lon,
                                    &lat))
                return imdf_project_at(lon, lat);
        }
    }
    return imdf_project_at(0, 0);
}

static enum imdf_type feature_type(const json_t *feature, enum imdf_type of_file, const char *id,
                                   struct map_report *report)
{
    const char *name = json_string_value(json_object_get(feature, "feature_type"));
    if (!name || !strcmp(name, types[of_file].name))
        return of_file;
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        if (!strcmp(name, types[t].name))
            return (enum imdf_type)t;
    report_add(report, DEFECT_TYPE_FOREIGN, id, name);
    return IMDF_TYPE_COUNT;
}

static const char *feature_id(struct imdf *imdf, const json_t *feature, enum imdf_type type,
                              size_t index, struct map_report *report)
{
    const json_t *id = json_object_get(feature, "id");
    char made[MAP_ID_SIZE];
    if (json_is_string(id) && json_string_length(id) > 0) {
        text_copy(made, sizeof made, json_string_value(id));
        return pool_text(&imdf->pool, made);
    }
    if (json_is_integer(id))
        text_format(made, sizeof made, "%lld", (long long)json_integer_value(id));
    else
        text_format(made, sizeof made, "%s#%zu", types[type].name, index);
    if (!json_is_integer(id))
        report_add(report, DEFECT_NO_ID, made, made);
    return pool_text(&imdf->pool, made);
}

static void add_feature(struct imdf *imdf, const json_t *feature, enum imdf_type of_file,
                        size_t index, const struct imdf_projection *projection,
                        struct map_report *report)
{
    if (!json_is_object(feature))
        return;
    const char *id = feature_id(imdf, feature, of_file, index, report);
    enum imdf_type type = feature_type(feature, of_file, id, report);
    if (type == IMDF_TYPE_COUNT)
        return;
    imdf->features =
        array_grow(imdf->features, imdf->count, &imdf->capacity, sizeof *imdf->features);
    struct imdf_feature *out = &imdf->features[imdf->count++];
    *out = (struct imdf_feature){
        .id = id, .type = type, .properties = json_object_get(feature, "properties")};
    const json_t *geometry = json_object_get(feature, "geometry");
    imdf_shape(&imdf->pool, projection, geometry, id, report, &out->shape);
    if (types[type].geometry && !json_is_object(geometry))
        report_add(report, DEFECT_GEOMETRY_MISSING, id, NULL);
    const json_t *display = json_object_get(out->properties, "display_point");
    if (json_is_object(display))
        out->has_display =
            imdf_position(projection, json_object_get(display, "coordinates"), &out->display);
}

static int by_id(const void *a, const void *b)
{
    const struct imdf_feature *const *x = a, *const *y = b;
    int order = strcmp((*x)->id, (*y)->id);
    return order ? order : (*x > *y) - (*x < *y);
}

/* Footprints are repeated per category in real files, which harms nobody; other repeats lose. */
static void drop_repeats(struct imdf *imdf, struct map_report *report)
{
    const struct imdf_feature **order = malloc((imdf->count + 1) * sizeof *order);
    bool *drop = calloc(imdf->count + 1, sizeof *drop);
    if (!order || !drop)
        abort();
    for (size_t i = 0; i < imdf->count; i++)
        order[i] = &imdf->features[i];
    qsort(order, imdf->count, sizeof *order, by_id);
    for (size_t i = 1; i < imdf->count; i++) {
        if (strcmp(order[i - 1]->id, order[i]->id) != 0)
            continue;
        drop[order[i] - imdf->features] = true;
        if (order[i]->type != IMDF_FOOTPRINT)
            report_add(report, DEFECT_ID_TWICE, order[i]->id, NULL);
    }
    size_t kept = 0;
    for (size_t i = 0; i < imdf->count; i++)
        if (!drop[i])
            imdf->features[kept++] = imdf->features[i];
    imdf->count = kept;
    free(order);
    free(drop);
}

struct imdf *imdf_read(const char *dir, struct map_report *report)
{
    if (!note_foreign_files(dir, report))
        return NULL;
    struct imdf *imdf = calloc(1, sizeof *imdf);
    if (!imdf)
        abort();
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        imdf->files[t] = read_json(dir, types[t].name, types[t].needed, report);
    struct imdf_projection projection = imdf->projection = find_origin(imdf);
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++) {
        const json_t *list = json_object_get(imdf->files[t], "features");
        if (imdf->files[t] && !json_is_array(list))
            report_add(report, DEFECT_FILE_BROKEN, NULL, types[t].name);
        for (size_t i = 0; i < json_array_size(list); i++)
            add_feature(imdf, json_array_get(list, i), (enum imdf_type)t, i, &projection, report);
    }
    drop_repeats(imdf, report);
    return imdf;
}

void imdf_free(struct imdf *imdf)
{
    if (!imdf)
        return;
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        json_decref(imdf->files[t]);
    free(imdf->features);
    pool_clear(&imdf->pool);
    free(imdf);
}

size_t imdf_count(const struct imdf *imdf)
{
    return imdf->count;
}

const struct imdf_feature *imdf_at(const struct imdf *imdf, size_t index)
{
    return &imdf->features[index];
}

void imdf_origin(const struct imdf *imdf, double *lon, double *lat, double *per_lon,
                 double *per_lat)
{
    *lon = imdf->projection.lon;
    *lat = imdf->projection.lat;
    *per_lon = imdf->projection.per_lon;
    *per_lat = imdf->projection.per_lat;
}
