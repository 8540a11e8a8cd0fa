#include "map/imdf.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    for (size_t i = 0; (name = imdf_source_name(source, i)); i++) {
        const char *dot = strrchr(name, '.');
        if (!dot || strcmp(dot, ".geojson") != 0)
            continue;
        bool known = false;
        for (size_t t = 0; t < IMDF_TYPE_COUNT && !known; t++)
            known = strlen(types[t].name) == (size_t)(dot - name) &&
                    !strncmp(types[t].name, name, (size_t)(dot - name));
        if (!known)
            report_add(report, DEFECT_FILE_FOREIGN, NULL, name);
    }
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
    if (!id || json_is_null(id)) /* where editors put it */
        id = json_object_get(json_object_get(feature, "properties"), "id");
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
    imdf->projection = find_origin(imdf);
    for (size_t t = 0; t < IMDF_TYPE_COUNT; t++)
        add_features(imdf, (enum imdf_type)t, &imdf->projection, report);
    drop_repeats(imdf, report);
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
