/* The plan's picture and words as primitives. */
#include "ui/plan_inside.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHOWN_MAX 200
#define CORNER_POINTS 8

struct map_colours ui_plan_colours(const struct ui *ui)
{
    const struct theme *t = ui->theme;
    return (struct map_colours){.walk = t->walk,
                                .room = t->room,
                                .roomline = t->roomline,
                                .dest = t->dest,
                                .destline = t->destline,
                                .route = t->route,
                                .casing = t->casing,
                                .onroute = t->onroute,
                                .you = t->you,
                                .cone = t->cone,
                                .face = t->face,
                                .north = t->ink2,
                                .picked = t->pri,
                                .closed = t->brown};
}

void plan_options(struct ui *ui, const struct ui_plan *plan, struct map_view_options *out)
{
    *out = (struct map_view_options){.level = plan->level,
                                     .bearing = plan->bearing,
                                     .en = ui->modes.lang == LANG_EN,
                                     .text_px = theme_em(TEXT_XS, ui->modes.large),
                                     .colours = ui_plan_colours(ui),
                                     .route = plan->route,
                                     .step = plan->step,
                                     .you = plan->you,
                                     .profile = plan->profile,
                                     .picked = plan->picked,
                                     .measure = ui_map_measure,
                                     .measure_ctx = ui};
}

/* --- the picture */

struct copy { /* of a picture, in window px, with room for the frame */
    struct draw_shape *shapes;
    struct draw_ring *rings;
    struct draw_point *points;
    size_t shapes_n, rings_n, points_n;
};

static void *must(void *p)
{
    if (!p)
        abort();
    return p;
}

static struct copy copy_of(const struct ui *ui, const struct map_picture *p)
{
    const size_t more = 6;
    struct copy c = {
        must(calloc(p->shape_count + more, sizeof *c.shapes)),
        must(calloc(p->ring_count + more, sizeof *c.rings)),
        must(calloc(p->point_count + more * 4 * (CORNER_POINTS + 2), sizeof *c.points)),
        p->shape_count,
        p->ring_count,
        p->point_count};
    for (size_t i = 0; i < p->shape_count; i++) {
        const struct map_shape *s = &p->shapes[i];
        c.shapes[i] = (struct draw_shape){(uint32_t)s->first,
                                          (uint32_t)s->count,
                                          s->colour,
                                          (float)(s->width * ui->scale),
                                          s->open,
                                          s->alpha};
    }
    for (size_t i = 0; i < p->ring_count; i++)
        c.rings[i] = (struct draw_ring){(uint32_t)p->rings[i].first, (uint32_t)p->rings[i].count};
    for (size_t i = 0; i < p->point_count; i++)
        c.points[i] = (struct draw_point){(float)(p->points[i].x * ui->scale),
                                          (float)(p->points[i].y * ui->scale)};
    return c;
}

static void add_shape(struct copy *c, color colour, float width, int alpha)
{
    c->shapes[c->shapes_n++] =
        (struct draw_shape){(uint32_t)c->rings_n, 0, colour, width, false, (uint8_t)alpha};
}

static void add_ring(struct copy *c)
{
    c->rings[c->rings_n++] = (struct draw_ring){(uint32_t)c->points_n, 0};
    c->shapes[c->shapes_n - 1].count++;
}

static void add_point(struct copy *c, double x, double y)
{
    c->points[c->points_n++] = (struct draw_point){(float)x, (float)y};
    c->rings[c->rings_n - 1].count++;
}

/* A quarter of the rounded frame, at the corner (0 upper end, going round with the clock). */
static void add_quarter(struct copy *c, int corner, double w, double h, double r, double inset)
{
    double cx = corner == 0 || corner == 1 ? w - r : r, cy = corner == 1 || corner == 2 ? h - r : r;
    for (int k = 0; k <= CORNER_POINTS; k++) {
        double turn = ((corner - 1) + (double)k / CORNER_POINTS) * M_PI / 2;
        add_point(c, cx + (r - inset) * cos(turn), cy + (r - inset) * sin(turn));
    }
}

/* The paper round the rounded corners, and the hairline along them. */
static void add_frame(struct ui *ui, struct copy *c, int width, int height)
{
    double w = width, h = height, r = px(ui, 28), line = px(ui, 2);
    add_shape(c, ui->theme->paper, 0, 255);
    for (int corner = 0; corner < 4; corner++) {
        add_ring(c);
        add_quarter(c, corner, w, h, r, 0);
        add_point(c, corner == 0 || corner == 1 ? w : 0, corner == 1 || corner == 2 ? h : 0);
    }
    add_shape(c, ui->theme->line, (float)line, 255);
    add_ring(c);
    for (int corner = 0; corner < 4; corner++)
        add_quarter(c, corner, w, h, r, line / 2);
}

static void put_picture(struct ui *ui, const struct map_picture *picture, struct box frame, int dim)
{
    struct copy c = copy_of(ui, picture);
    if (dim > 0) {
        add_shape(&c, ui->theme->sunk, 0, dim);
        add_ring(&c);
        add_point(&c, 0, 0);
        add_point(&c, frame.w, 0);
        add_point(&c, frame.w, frame.h);
        add_point(&c, 0, frame.h);
    }
    add_frame(ui, &c, frame.w, frame.h);
    const struct drawing drawing = {c.shapes, c.rings, c.points, c.shapes_n, c.rings_n, c.points_n};
    draw_list_prim(ui->list, PRIM_PATHS, frame)->drawing = draw_list_drawing(ui->list, &drawing);
    free(c.shapes);
    free(c.rings);
    free(c.points);
}

/* --- the words */

/* One or two lines, centred on x, from y down. */
static void put_lines(struct ui *ui, const char *text, double em_design, int x, int y, color ink)
{
    int em = px(ui, em_design), line = px(ui, em_design * 1.3);
    char first[MAP_NAME_SIZE];
    for (const char *at = text; *at; y += line) {
        size_t length = strcspn(at, "\n");
        snprintf(first, sizeof first, "%.*s", (int)length, at);
        int w = text_width(ui->engine, first, em, true) + 2;
        put_words_em(ui, first, em, line, true, ink, x - w / 2, y, w, ALIGN_CENTRE);
        at += length + (at[length] == '\n');
    }
}

static void put_pill(struct ui *ui, const struct map_label *l, int x, int y)
{
    const struct theme *t = ui->theme;
    int w = px(ui, l->w), h = px(ui, l->h), em = px(ui, theme_em(TEXT_S, ui->modes.large));
    put_rect(ui, (struct box){x - w / 2, y - h / 2, w, h}, h / 2, t->you);
    put_words_em(ui, l->text, em, h, true, t->onyou, x - w / 2, y - h / 2, w, ALIGN_CENTRE);
}

static void put_disc(struct ui *ui, const struct map_label *l, int x, int y)
{
    const struct theme *t = ui->theme;
    int d = px(ui, l->chosen ? 68 : 56), edge = px(ui, l->chosen ? 6 : 4);
    color face = l->chosen ? t->route : t->face, fill = l->chosen ? t->face : t->route,
          ink = l->chosen ? t->route : t->onroute;
    char digits[12];
    snprintf(digits, sizeof digits, "%d", l->number);
    put_rect(ui, (struct box){x - d / 2, y - d / 2, d, d}, d / 2, face);
    put_rect(ui, (struct box){x - d / 2 + edge, y - d / 2 + edge, d - 2 * edge, d - 2 * edge},
             d / 2 - edge, fill);
    put_words_em(ui, digits, px(ui, 32), d, true, ink, x - d / 2, y - d / 2, d, ALIGN_CENTRE);
}

static void put_name(struct ui *ui, const struct map_label *l, int x, int y)
{
    const struct theme *t = ui->theme;
    int top = y - px(ui, l->h) / 2, size = px(ui, l->icon_px);
    if (l->icon) {
        put_icon(ui, l->icon, (struct box){x - size / 2, top, size, size},
                 l->closed                     ? t->ink2
                 : l->kind == MAP_LABEL_TARGET ? t->route
                                               : t->ink2);
        if (l->closed) {
            int cross = size * 9 / 7;
            put_icon(ui, "x", (struct box){x - cross / 2, top + (size - cross) / 2, cross, cross},
                     t->brown);
        }
        top += size;
    }
    if (l->text[0])
        put_lines(ui, l->text, theme_em(TEXT_XS, ui->modes.large), x, top,
                  l->closed ? t->brown : t->ink);
}

static void lay(struct ui *ui, struct plan_state *s, const struct map_view_options *view)
{
    struct map_view_options fixed = *view;
    struct map_camera camera = s->gliding ? s->to : s->camera;
    struct plan_laid now;
    memset(&now, 0, sizeof now); /* compared as bytes */
    memcpy(&now.want, &s->want, sizeof now.want);
    now.scale = camera.scale;
    now.text_px = view->text_px;
    now.lang = (int)ui->modes.lang;
    now.closures = view->profile ? (int)view->profile->closure_count : 0;
    now.step_free = view->profile && view->profile->step_free;
    double far = hypot(camera.centre.x - s->laid_camera.centre.x,
                       camera.centre.y - s->laid_camera.centre.y) *
                 camera.scale;
    if (s->laid && memcmp(&now, &s->laid_for, sizeof now) == 0 &&
        far < fmin(view->width, view->height))
        return;
    if (!s->laid)
        s->laid = must(calloc(PLAN_LABELS, sizeof *s->laid));
    fixed.camera = &camera;
    s->laid_count = map_labels_lay(s->want.map, &fixed, s->laid, PLAN_LABELS);
    s->laid_camera = camera;
    memcpy(&s->laid_for, &now, sizeof now);
}

void plan_paint(struct ui *ui, struct plan_state *s, const struct map_view_options *view,
                struct box frame, int dim)
{
    struct map_label *shown = must(calloc(SHOWN_MAX, sizeof *shown));
    if (map_picture(s->want.map, view, &s->picture))
        put_picture(ui, &s->picture, frame, dim);
    size_t count = 0;
    if (dim < 128) {
        lay(ui, s, view);
        count = map_labels_show(s->want.map, view, &s->laid_camera, s->laid, s->laid_count, shown,
                                SHOWN_MAX);
    }
    for (size_t i = 0; i < count; i++) {
        const struct map_label *l = &shown[i];
        int x = frame.x + px(ui, l->x), y = frame.y + px(ui, l->y);
        switch (l->kind) {
        case MAP_LABEL_YOU:
            put_pill(ui, l, x, y);
            break;
        case MAP_LABEL_DISC:
            put_disc(ui, l, x, y);
            break;
        case MAP_LABEL_NORTH:
        case MAP_LABEL_ROOM:
        case MAP_LABEL_ICON:
        case MAP_LABEL_TARGET:
            put_name(ui, l, x, y);
            break;
        }
    }
    free(shown);
}
