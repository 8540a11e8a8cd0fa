/* The building and its graph, packed and unpacked. */
#include <stdlib.h>
#include <string.h>

#include "map/map_private.h"
#include "map/pack.h"

#define LEAST 4 /* bytes any item takes */

static void pack_name(struct pack *p, struct name *name)
{
    pack_text(p, &name->zh);
    pack_text(p, &name->en);
}

#define PACK_ENUM(p, type, field)                                                                  \
    do {                                                                                           \
        int packed_enum = (int)(field);                                                            \
        pack_int(p, &packed_enum);                                                                 \
        if (!(p)->writing)                                                                         \
            (field) = (type)packed_enum;                                                           \
    } while (0)

static void pack_features(struct pack *p, struct venue *v)
{
    pack_array(p, &v->feature_count, LEAST, &v->features, sizeof *v->features);
    for (size_t i = 0; i < v->feature_count; i++) {
        pack_text(p, &v->features[i].id);
        PACK_ENUM(p, enum imdf_type, v->features[i].type);
        pack_int(p, &v->features[i].index);
    }
    size_t count = v->feature_count;
    pack_block(p, &count, &v->feature_order, sizeof *v->feature_order);
    p->bad = p->bad || count != v->feature_count;
}

static void pack_levels(struct pack *p, struct venue *v)
{
    pack_array(p, &v->building_count, LEAST, &v->buildings, sizeof *v->buildings);
    for (size_t i = 0; i < v->building_count; i++)
        pack_name(p, &v->buildings[i].name);
    pack_array(p, &v->level_count, LEAST, &v->levels, sizeof *v->levels);
    for (size_t i = 0; i < v->level_count; i++) {
        struct venue_level *l = &v->levels[i];
        pack_text(p, &l->id);
        pack_name(p, &l->name);
        pack_text(p, &l->short_name);
        pack_text(p, &l->button);
        pack_int(p, &l->ordinal);
        pack_int(p, &l->building);
        pack_bool(p, &l->outdoor);
        pack_shape(p, &l->shape);
    }
}

static void pack_unit(struct pack *p, struct venue_unit *u)
{
    pack_text(p, &u->id);
    pack_text(p, &u->category);
    pack_text(p, &u->sign);
    pack_name(p, &u->name);
    pack_name(p, &u->alias);
    PACK_ENUM(p, enum unit_kind, u->kind);
    pack_bool(p, &u->denied);
    pack_bool(p, &u->crossable);
    PACK_ENUM(p, enum map_access, u->accessible);
    pack_int(p, &u->level);
    pack_int(p, &u->feature);
    pack_int(p, &u->rank);
    pack_double(p, &u->wait_s);
    pack_double(p, &u->s_per_floor);
    pack_shape(p, &u->shape);
    u->bounds = shape_bounds(&u->shape);
    pack_point(p, &u->middle);
    pack_bool(p, &u->has_place);
}

static void pack_opening(struct pack *p, struct venue_opening *o)
{
    pack_text(p, &o->id);
    pack_text(p, &o->category);
    pack_name(p, &o->name);
    pack_int(p, &o->level);
    pack_int(p, &o->feature);
    pack_point(p, &o->a);
    pack_point(p, &o->b);
    pack_point(p, &o->middle);
    pack_double(p, &o->width);
    pack_bool(p, &o->width_confirmed);
    pack_bool(p, &o->denied);
    pack_bool(p, &o->step);
    pack_bool(p, &o->made_up);
    PACK_ENUM(p, enum map_access, o->accessible);
    pack_int(p, &o->units[0]);
    pack_int(p, &o->units[1]);
    pack_int(p, &o->unit_count);
    pack_int(p, &o->one_way_from);
}

static void pack_areas(struct pack *p, struct venue *v)
{
    pack_array(p, &v->unit_count, LEAST, &v->units, sizeof *v->units);
    for (size_t i = 0; i < v->unit_count; i++)
        pack_unit(p, &v->units[i]);
    size_t count = v->unit_count;
    pack_block(p, &count, &v->unit_group, sizeof *v->unit_group);
    p->bad = p->bad || count != v->unit_count;
    pack_array(p, &v->opening_count, LEAST, &v->openings, sizeof *v->openings);
    for (size_t i = 0; i < v->opening_count; i++)
        pack_opening(p, &v->openings[i]);
    pack_array(p, &v->section_count, LEAST, &v->sections, sizeof *v->sections);
    for (size_t i = 0; i < v->section_count; i++) {
        pack_name(p, &v->sections[i].name);
        pack_int(p, &v->sections[i].level);
        pack_shape(p, &v->sections[i].shape);
    }
    pack_array(p, &v->fixture_count, LEAST, &v->fixtures, sizeof *v->fixtures);
    for (size_t i = 0; i < v->fixture_count; i++) {
        pack_int(p, &v->fixtures[i].level);
        pack_shape(p, &v->fixtures[i].shape);
    }
    pack_array(p, &v->detail_count, LEAST, &v->details, sizeof *v->details);
    for (size_t i = 0; i < v->detail_count; i++) {
        pack_int(p, &v->details[i].level);
        pack_shape(p, &v->details[i].shape);
    }
}

static void pack_path(struct pack *p, struct venue_path *path)
{
    struct ring ring = {.points = path->points, .count = path->count};
    struct shape shape = {SHAPE_LINE, &ring, 1};
    pack_int(p, &path->level);
    pack_int(p, &path->feature);
    pack_double(p, &path->slope);
    pack_double(p, &path->width);
    pack_bool(p, &path->steps);
    pack_shape(p, &shape);
    if (!p->writing && shape.ring_count == 1) {
        path->points = shape.rings[0].points;
        path->count = shape.rings[0].count;
    }
}

/* Whom it joins is in the graph. */
static void pack_pathnode(struct pack *p, struct venue_pathnode *node)
{
    pack_int(p, &node->level);
    pack_int(p, &node->feature);
    pack_int(p, &node->opening);
    pack_int(p, &node->unit);
    pack_point(p, &node->at);
}

static void pack_place(struct pack *p, struct venue_place *place)
{
    pack_text(p, &place->id);
    pack_text(p, &place->feature_id);
    pack_text(p, &place->sign);
    pack_name(p, &place->name);
    pack_name(p, &place->alias);
    pack_name(p, &place->unit_name);
    PACK_ENUM(p, enum place_source, place->source);
    PACK_ENUM(p, enum map_category, place->category);
    PACK_ENUM(p, enum map_access, place->accessible);
    pack_int(p, &place->feature);
    pack_int(p, &place->level);
    pack_int(p, &place->unit);
    pack_int(p, &place->section);
    pack_int(p, &place->opening);
    pack_int(p, &place->rank);
    pack_point(p, &place->at);
}

static void pack_kiosk(struct pack *p, struct venue_kiosk *k)
{
    pack_text(p, &k->id);
    pack_text(p, &k->sign);
    pack_name(p, &k->name);
    pack_int(p, &k->level);
    pack_int(p, &k->unit);
    pack_int(p, &k->feature);
    pack_int(p, &k->place);
    pack_point(p, &k->at);
    pack_double(p, &k->bearing);
    pack_bool(p, &k->has_bearing);
    pack_shape(p, &k->shape);
}

static void pack_places(struct pack *p, struct venue *v)
{
    pack_array(p, &v->place_count, LEAST, &v->places, sizeof *v->places);
    for (size_t i = 0; i < v->place_count; i++)
        pack_place(p, &v->places[i]);
    pack_array(p, &v->kiosk_count, LEAST, &v->kiosks, sizeof *v->kiosks);
    for (size_t i = 0; i < v->kiosk_count; i++)
        pack_kiosk(p, &v->kiosks[i]);
    pack_array(p, &v->path_count, LEAST, &v->paths, sizeof *v->paths);
    for (size_t i = 0; i < v->path_count; i++)
        pack_path(p, &v->paths[i]);
    pack_array(p, &v->pathnode_count, LEAST, &v->pathnodes, sizeof *v->pathnodes);
    for (size_t i = 0; i < v->pathnode_count; i++)
        pack_pathnode(p, &v->pathnodes[i]);
    pack_array(p, &v->key_count, LEAST, &v->keys, sizeof *v->keys);
    for (size_t i = 0; i < v->key_count; i++) {
        pack_text(p, &v->keys[i].key);
        pack_int(p, &v->keys[i].place);
    }
    pack_array(p, &v->hours_count, LEAST, &v->hours, sizeof *v->hours);
    for (size_t i = 0; i < v->hours_count; i++) {
        pack_int(p, &v->hours[i].feature);
        pack_text(p, &v->hours[i].text);
    }
}

static void pack_links(struct pack *p, struct venue *v)
{
    pack_block(p, &v->link_count, &v->links, sizeof *v->links);
    pack_array(p, &v->group_count, LEAST, &v->groups, sizeof *v->groups);
    for (size_t i = 0; i < v->group_count; i++) {
        struct venue_group *g = &v->groups[i];
        PACK_ENUM(p, enum unit_kind, g->kind);
        pack_name(p, &g->name);
        pack_int(p, &g->feature);
        pack_double(p, &g->wait_s);
        pack_double(p, &g->s_per_floor);
        pack_bool(p, &g->denied);
    }
}

static void pack_venue(struct pack *p, struct venue *v)
{
    pack_name(p, &v->name);
    pack_name(p, &v->address);
    pack_double(p, &v->lon);
    pack_double(p, &v->lat);
    pack_double(p, &v->per_lon);
    pack_double(p, &v->per_lat);
    pack_features(p, v);
    pack_levels(p, v);
    pack_areas(p, v);
    pack_links(p, v);
    pack_places(p, v);
}

static void pack_graph(struct pack *p, struct graph *g)
{
    size_t firsts = g->node_count + 1, places = g->venue->place_count,
           kiosks = g->venue->kiosk_count, openings = g->venue->opening_count,
           units = g->venue->unit_count;
    pack_block(p, &g->node_count, &g->nodes, sizeof *g->nodes);
    pack_block(p, &g->edge_count, &g->arcs, sizeof *g->arcs);
    pack_block(p, &g->line_count, &g->lines, sizeof *g->lines);
    pack_block(p, &firsts, &g->first, sizeof *g->first);
    pack_block(p, &g->point_count, &g->points, 2 * sizeof *g->points);
    pack_block(p, &places, &g->place_node, sizeof *g->place_node);
    pack_block(p, &kiosks, &g->kiosk_node, sizeof *g->kiosk_node);
    pack_block(p, &openings, &g->opening_node, sizeof *g->opening_node);
    pack_block(p, &units, &g->unit_node, sizeof *g->unit_node);
    pack_double(p, &g->least_spm);
    pack_double(p, &g->least_floor_s);
    pack_double(p, &g->less_m);
    p->bad = p->bad || firsts != g->node_count + 1 || places != g->venue->place_count ||
             kiosks != g->venue->kiosk_count || openings != g->venue->opening_count ||
             units != g->venue->unit_count;
}

unsigned char *map_pack(const struct map *map, size_t *size)
{
    struct pack p;
    pack_write(&p); /* writing changes nothing that it is given */
    pack_venue(&p, map->venue);
    pack_graph(&p, map->graph);
    return pack_end(&p, size);
}

struct map *map_unpack(unsigned char *bytes, size_t size)
{
    struct pack p;
    size_t none;
    struct venue *venue = calloc(1, sizeof *venue);
    struct graph *graph = calloc(1, sizeof *graph);
    if (!venue || !graph)
        abort();
    graph->venue = venue;
    if (pack_read(&p, bytes, size, &venue->pool)) {
        pack_venue(&p, venue);
        pack_graph(&p, graph);
    }
    pack_end(&p, &none);
    if (!p.bad)
        venue_index(venue);
    if (!p.bad)
        return map_of(venue, graph);
    graph_free(graph);
    venue_free(venue);
    return NULL;
}
