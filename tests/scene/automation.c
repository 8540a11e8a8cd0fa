#include "automation.h"

#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct automation {
    char *path;
    int fd;
    char *text; /* an incomplete last line */
    size_t length, size;
    struct shot_frame frame;
    frame_fn on_frame;
    void *ctx;
};

struct automation *automation_new(const char *path, frame_fn on_frame, void *ctx)
{
    struct automation *a = calloc(1, sizeof *a);
    if (!a)
        abort();
    a->path = strdup(path);
    a->fd = -1;
    a->on_frame = on_frame;
    a->ctx = ctx;
    return a;
}

static void frame_clear(struct shot_frame *frame)
{
    for (size_t i = 0; i < frame->count; i++) {
        free(frame->items[i].id);
        free(frame->items[i].role);
        free(frame->items[i].label);
        free(frame->items[i].value);
    }
    free(frame->items);
    frame->items = NULL;
    frame->count = 0;
}

void automation_free(struct automation *a)
{
    if (!a)
        return;
    if (a->fd >= 0)
        close(a->fd);
    frame_clear(&a->frame);
    free(a->text);
    free(a->path);
    free(a);
}

static bool read_item(json_t *json, struct shown *item)
{
    const char *id, *role, *label, *value;
    int enabled, focused, lines, fits;
    if (json_unpack(json, "{s:s,s:s,s:s,s:s,s:i,s:i,s:i,s:i,s:b,s:b,s:i,s:i,s:b}", "id", &id,
                    "role", &role, "label", &label, "value", &value, "x", &item->x, "y", &item->y,
                    "w", &item->w, "h", &item->h, "enabled", &enabled, "focused", &focused,
                    "min_px", &item->min_px, "lines", &lines, "fits", &fits))
        return false;
    item->enabled = enabled;
    item->focused = focused;
    item->fits = fits;
    item->id = strdup(id);
    item->role = strdup(role);
    item->label = strdup(label);
    item->value = strdup(value);
    return true;
}

static bool read_frame(json_t *root, struct shot_frame *frame)
{
    const char *screen, *lang;
    json_t *modes, *items, *one;
    int busy;
    size_t i;
    if (json_unpack(root, "{s:s,s:s,s:o,s:b,s:o}", "screen", &screen, "lang", &lang, "modes",
                    &modes, "busy", &busy, "items", &items) ||
        !json_is_array(items))
        return false;
    frame_clear(frame);
    snprintf(frame->screen, sizeof frame->screen, "%s", screen);
    snprintf(frame->lang, sizeof frame->lang, "%s", lang);
    frame->busy = busy;
    frame->map_ms = json_number_value(json_object_get(root, "map_ms"));
    frame->modes[0] = 0;
    json_array_foreach(modes, i, one)
    {
        size_t n = strlen(frame->modes);
        snprintf(frame->modes + n, sizeof frame->modes - n, "%s%s", n ? " " : "",
                 json_string_value(one));
    }
    frame->items = calloc(json_array_size(items) + 1, sizeof *frame->items);
    if (!frame->items)
        abort();
    json_array_foreach(items, i, one)
    {
        if (!read_item(one, &frame->items[i]))
            return false;
        frame->count++;
    }
    frame->number++;
    return true;
}

static bool take_line(struct automation *a, const char *line, size_t length)
{
    json_error_t error;
    json_t *root = json_loadb(line, length, 0, &error);
    bool ok = root && read_frame(root, &a->frame);
    json_decref(root);
    if (!ok) {
        fprintf(stderr, "not a frame: %.*s\n", (int)(length > 400 ? 400 : length), line);
        return false;
    }
    if (a->on_frame)
        a->on_frame(a->ctx, &a->frame);
    return true;
}

static int take_lines(struct automation *a)
{
    int frames = 0;
    char *start = a->text, *end;
    while ((end = memchr(start, '\n', a->length - (size_t)(start - a->text)))) {
        if (!take_line(a, start, (size_t)(end - start)))
            return -1;
        frames++;
        start = end + 1;
    }
    a->length -= (size_t)(start - a->text);
    memmove(a->text, start, a->length);
    return frames;
}

int automation_poll(struct automation *a)
{
    if (a->fd < 0 && (a->fd = open(a->path, O_RDONLY | O_CLOEXEC)) < 0)
        return 0;
    int frames = 0;
    for (;;) {
        if (a->size - a->length < 65536) {
            a->size += 262144;
            a->text = realloc(a->text, a->size);
            if (!a->text)
                abort();
        }
        ssize_t got = read(a->fd, a->text + a->length, a->size - a->length);
        if (got <= 0)
            return frames;
        a->length += (size_t)got;
        int more = take_lines(a);
        if (more < 0)
            return -1;
        frames += more;
    }
}

const struct shot_frame *automation_frame(const struct automation *a)
{
    return &a->frame;
}

static bool is_meant(const struct shown *item, const char *what)
{
    size_t n = strlen(what);
    if (n > 1 && what[0] == '"' && what[n - 1] == '"') {
        char text[512];
        snprintf(text, sizeof text, "%.*s", (int)(n - 2), what + 1);
        return strstr(item->label, text) || strstr(item->value, text);
    }
    if (n && what[n - 1] == '*')
        return strncmp(item->id, what, n - 1) == 0;
    return strcmp(item->id, what) == 0;
}

const struct shown *automation_find(const struct automation *a, const char *what)
{
    const struct shown *found = NULL;
    for (size_t i = 0; i < a->frame.count; i++) {
        const struct shown *item = &a->frame.items[i];
        if (!is_meant(item, what))
            continue;
        if (item->enabled)
            return item;
        if (!found)
            found = item;
    }
    return found;
}

void automation_print(const struct automation *a)
{
    const struct shot_frame *f = &a->frame;
    fprintf(stderr, "on screen: %s (%s%s%s)%s\n", f->screen, f->lang, *f->modes ? ", " : "",
            f->modes, f->busy ? " busy" : "");
    for (size_t i = 0; i < f->count; i++) {
        const struct shown *item = &f->items[i];
        fprintf(stderr, "  %-28s %-8s %4d,%4d %4dx%-4d %s%s%s%s%s%s\n", item->id, item->role,
                item->x, item->y, item->w, item->h, item->enabled ? "" : "(off) ",
                item->focused ? "(in use) " : "", item->label, *item->value ? " = " : "",
                item->value, item->fits ? "" : "  DOES NOT FIT");
    }
}
