#include "map/imdf.h"

#include <assert.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "map/imdf_read.h"
#include "map/imdf_source.h"

struct imdf {
    struct pool pool;
    json_t *files[IMDF_TYPE_COUNT];
    struct imdf_feature *features;
    size_t count, capacity;
    struct imdf_projection projection;
    bool unusable;
};

static const struct {
    const char *name;
    bool needed;   /* its absence is reported */
    bool geometry; /* a feature without one is reported */
    bool routes;   /* half of it would lead people wrong: a broken file refuses the building */
} types[] = {
    [IMDF_VENUE] = {"venue", true, true, false},
    [IMDF_ADDRESS] = {"address", false, false, false},
    [IMDF_BUILDING] = {"building", true, false, false},
    [IMDF_FOOTPRINT] = {"footprint", false, true, false},
    [IMDF_LEVEL] = {"level", true, true, true},
    [IMDF_UNIT] = {"unit", true, true, true},
    [IMDF_OPENING] = {"opening", true, true, true},
    [IMDF_RELATIONSHIP] = {"relationship", false, false, true},
    [IMDF_AMENITY] = {"amenity", false, true, false},
    [IMDF_OCCUPANT] = {"occupant", false, false, false},
    [IMDF_ANCHOR] = {"anchor", false, true, false},
    [IMDF_SECTION] = {"section", false, true, false},
    [IMDF_FIXTURE] = {"fixture", false, true, true},
    [IMDF_DETAIL] = {"detail", false, true, false},
    [IMDF_GEOFENCE] = {"geofence", false, true, true},
    [IMDF_KIOSK] = {"kiosk", false, true, false},
    [IMDF_PATH] = {"path", false, true, true},
    [IMDF_PATHNODE] = {"pathnode", false, true, false},
};
static_assert(sizeof types / sizeof types[0] == IMDF_TYPE_COUNT, "one row a type");

const char *imdf_type_name(enum imdf_type type)
{
    return types[type].name;
}

/* A file that begins with the mark some editors set is read without it. */
static json_t *parse(const char *text, size_t length, json_error_t *error)
{
    bool marked = length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3);
    return json_loadb(text + (marked ? 3 : 0), length - (marked ? 3 : 0), 0, error);
}

static json_t *read_json(struct imdf *imdf, struct imdf_source *source, enum imdf_type type,
                         struct map_report *report)
{
    char file[64], what[192];
    const char *why;
    size_t length;
    json_error_t error = {.line = 0};
    text_format(file, sizeof file, "%s.geojson", types[type].name);
    if (!imdf_source_has(source, file)) {
        if (types[type].needed)
            report_add(report, DEFECT_FILE_MISSING, NULL, file);
        return NULL;
    }
    char *text = imdf_source_read(source, file, &length, &why);
    json_t *root = text ? parse(text, length, &error) : NULL;
    bool collection = json_is_array(json_object_get(root, "features"));
    if (text && !root)
        text_format(what, sizeof what, "%s:%d: %s", file, error.line, error.text);
    else
        text_format(what, sizeof what, "%s: %s", file, text ? "no FeatureCollection" : why);
    free(text);
    if (collection)
        return root;
    imdf->unusable = imdf->unusable || types[type].routes;
    report_add(report, types[type].routes ? DEFECT_FILE_UNUSABLE : DEFECT_FILE_BROKEN, NULL, what);
    json_decref(root);
    return NULL;
}

/* Files of types we do not know are named, never read. */
static void note_foreign_files(const struct imdf_source *source, struct map_report *report)
{
    const char *name;
    for (size_t i = 0; (name = imdf_source_refused(source, i)); i++)
        report_add(report, DEFECT_FILE_NAME, NULL, name);
    for (size_t i = 0; (name = imdf_source_twice(source, i)); i++)
        report_add(report, DEFECT_FILE_TWICE, NULL, name);
    for (size_t i = 0; (name = imdf_source_name(source, i)); i++) {
        const char *dot = strrchr(name, '.');
        if (!dot || strcasecmp(dot, ".geojson") != 0)
            continue;
        bool known = false;
        for (size_t t = 0; t < IMDF_TYPE_COUNT && !known; t++)
            known = strlen(types[t].name) == (size_t)(dot - name) &&
                    !strncasecmp(types[t].name, name, (size_t)(dot - name));
        if (!known)
            report_add(report, DEFECT_FILE_FOREIGN, NULL, name);
    }
}

/* Where most of it is: one venue or unit drawn elsewhere must not take the rest along. */
static struct imdf_projection find_origin(struct imdf *imdf)
{
    static const enum imdf_type order[] = {IMDF_UNIT, IMDF_LEVEL, IMDF_VENUE};
    double lon, lat;
    for (size_t t = 0; t < sizeof order / sizeof order[0]; t++)
        if (imdf_middle(json_object_get(imdf->files[order[t]], "features"), &lon, &lat))
            return imdf_project_at(lon, lat);
    return imdf_project_at(0, 0);
}

/* What a collection says of its coordinates (GeoJSON 2008); "" = nothing, or degrees. */
static const char *other_crs(const json_t *file)
{
    const json_t *crs = json_object_get(file, "crs");
    const char *name =
        json_string_value(json_object_get(json_object_get(crs, "properties"), "name"));
    return !name || strstr(name, "CRS84") || strstr(name, "4326") || strstr(name, "4979") ? ""
                                                                                          : name;
}

/* Metres, or latitude first: one sentence instead of one for each feature. What claims to be
 * another system but holds degrees is read as it is. */
static bool are_degrees(struct imdf *imdf, struct map_report *report)
{
    const json_t *units = json_object_get(imdf->files[IMDF_UNIT], "features");
    const char *crs = other_crs(imdf->files[IMDF_UNIT]);
    double lon, lat;
    if (!json_array_size(units) || imdf_middle(units, &lon, &lat))
        return true;
    const json_t *at = NULL;
    for (size_t i = 0; i < json_array_size(units) && !json_is_number(json_array_get(at, 0)); i++) {
        at = json_object_get(json_object_get(json_array_get(units, i), "geometry"), "coordinates");
        for (int depth = 0; depth < 4 && json_is_array(json_array_get(at, 0)); depth++)
            at = json_array_get(at, 0);
    }
    if (!json_is_number(json_array_get(at, 0)))
        return true;
    bool swapped = fabs(json_number_value(json_array_get(at, 0))) < 89 &&
                   fabs(json_number_value(json_array_get(at, 1))) <= 180;
    report_add(report, swapped ? DEFECT_SWAPPED : DEFECT_CRS, NULL,
               swapped ? NULL
               : *crs  ? crs
                       : "metres");
    imdf->unusable = true;
    return false;
}

static enum imdf_type feature_type(const json_t *feature, enum imdf_type of_file, const char *id,
                                   struct map_report *report)
{
    const char *name = json_string_value(json_object_get(feature, "feature_type"));
    if (!name || !strcasecmp(name, types[of_file].name))
        return of_file;
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        if (!strcasecmp(name, types[t].name))
            return (enum imdf_type)t;
    report_add(report, DEFECT_TYPE_FOREIGN, id, name);
    return IMDF_TYPE_COUNT;
}

static const char *feature_id(struct imdf *imdf, const json_t *feature, enum imdf_type type,
                              size_t index, struct map_report *report)
{
    const json_t *id = json_object_get(feature, "id");
    if (!id || json_is_null(id)) /* where editors put it */
        id = json_object_get(json_object_get(feature, "properties"), "id");
    char made[MAP_ID_SIZE];
    if (!imdf_id_text(id, made, sizeof made)) {
        text_format(made, sizeof made, "%s#%zu", types[type].name, index);
        report_add(report, DEFECT_NO_ID, made, made);
    }
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
    imdf_tidy_references(json_object_get(feature, "properties"));
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
    if (!order)
        order = (int)(*x)->type - (int)(*y)->type;
    return order ? order : (*x > *y) - (*x < *y);
}

/* What is numbered anew in each file gets its type before the number, and references follow. */
static void rename_shared(struct imdf *imdf, const struct imdf_feature **order, const bool *drop,
                          struct map_report *report)
{
    struct imdf_rename *renames = malloc((imdf->count + 1) * sizeof *renames);
    size_t count = 0;
    char id[MAP_ID_SIZE + 16], most[24];
    if (!renames)
        abort();
    for (size_t i = imdf->count; i-- > 1;) { /* from behind: the one before still has its own */
        struct imdf_feature *feature = &imdf->features[order[i] - imdf->features];
        if (drop[order[i] - imdf->features] || strcmp(order[i - 1]->id, feature->id) != 0)
            continue;
        renames[count++] = (struct imdf_rename){feature->type, feature->id};
        imdf_typed_id(id, sizeof id, feature->type, feature->id);
        feature->id = pool_text(&imdf->pool, id);
    }
    if (count) {
        text_format(most, sizeof most, "%zu", count);
        report_add(report, DEFECT_ID_SHARED, renames[0].id, most);
        imdf_sort_renames(renames, count);
        for (size_t i = 0; i < imdf->count; i++)
            imdf_follow_renames((json_t *)imdf->features[i].properties, renames, count);
    }
    free(renames);
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
        if (strcmp(order[i - 1]->id, order[i]->id) != 0 || order[i - 1]->type != order[i]->type)
            continue; /* by id, then type: repeats are neighbours */
        drop[order[i] - imdf->features] = true;
        if (order[i]->type != IMDF_FOOTPRINT)
            report_add(report, DEFECT_ID_TWICE, order[i]->id, NULL);
    }
    rename_shared(imdf, order, drop, report);
    size_t kept = 0;
    for (size_t i = 0; i < imdf->count; i++)
        if (!drop[i])
            imdf->features[kept++] = imdf->features[i];
    imdf->count = kept;
    free(order);
    free(drop);
}

static void add_features(struct imdf *imdf, enum imdf_type type,
                         const struct imdf_projection *projection, struct map_report *report)
{
    const json_t *list = json_object_get(imdf->files[type], "features");
    if (imdf->count + json_array_size(list) > IMDF_FEATURES_MAX) {
        report_add(report, DEFECT_FEATURES_MANY, NULL, types[type].name);
        imdf->unusable = true;
        return;
    }
    for (size_t i = 0; i < json_array_size(list); i++)
        add_feature(imdf, json_array_get(list, i), type, i, projection, report);
}

static void count_names(const struct imdf *imdf, struct map_report *report)
{
    size_t count = 0;
    const char *first = NULL;
    char most[24];
    for (size_t i = 0; i < imdf->count; i++) {
        if (!imdf_label_lacks(&imdf->features[i], "name"))
            continue;
        count++;
        first = first ? first : imdf->features[i].id;
    }
    text_format(most, sizeof most, "%zu", count);
    if (count)
        report_add(report, DEFECT_NAMES_ONE_LANGUAGE, first, most);
}

struct imdf *imdf_read(const char *path, struct map_report *report)
{
    struct imdf_source *source = imdf_source_open(path);
    if (!source)
        return NULL;
    struct imdf *imdf = calloc(1, sizeof *imdf);
    if (!imdf)
        abort();
    note_foreign_files(source, report);
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        imdf->files[t] = read_json(imdf, source, (enum imdf_type)t, report);
    imdf_source_close(source);
    bool degrees = are_degrees(imdf, report);
    imdf->projection = find_origin(imdf);
    for (size_t t = 0; t < IMDF_TYPE_COUNT && degrees; t++)
        add_features(imdf, (enum imdf_type)t, &imdf->projection, report);
    drop_repeats(imdf, report);
    count_names(imdf, report);
    return imdf;
}

bool imdf_unusable(const struct imdf *imdf)
{
    return imdf->unusable;
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
