#include "draw/semantics.h"
#include "draw/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct semantics {
    FILE *file;
    long frame;
};

enum err semantics_open(const char *path, struct semantics **out)
{
    *out = NULL;
    FILE *file = fopen(path, "ae");
    if (file == NULL)
        return ERR_IO;
    struct semantics *semantics = calloc(1, sizeof *semantics);
    if (semantics == NULL)
        abort();
    semantics->file = file;
    *out = semantics;
    return ERR_OK;
}

void semantics_close(struct semantics *semantics)
{
    if (semantics == NULL)
        return;
    fclose(semantics->file);
    free(semantics);
}

/* RFC 8259: quotes, backslash and control characters escaped; bytes that are not UTF-8 become
 * U+FFFD. Weight markers go. */
static void put_string(FILE *f, const char *text)
{
    size_t length = strlen(text);
    fputc('"', f);
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t c = utf8_take(text + i, length - i, &used);
        if (c == 0x0e || c == 0x0f)
            continue;
        if (c == '"' || c == '\\')
            fprintf(f, "\\%c", (int)c);
        else if (c == '\n')
            fputs("\\n", f);
        else if (c < 0x20 || c == 0x7f)
            fprintf(f, "\\u%04x", (unsigned)c);
        else if (c == 0xfffd)
            fputs("\xef\xbf\xbd", f);
        else
            fwrite(text + i, 1, used, f);
    }
    fputc('"', f);
}

static void put_field(FILE *f, const char *name, const char *text)
{
    fprintf(f, "\"%s\": ", name);
    put_string(f, text);
    fputs(", ", f);
}

static const char *truth(bool value)
{
    return value ? "true" : "false";
}

static void put_item(FILE *f, const struct item *item)
{
    fputc('{', f);
    put_field(f, "id", item->id);
    put_field(f, "role", role_name(item->role));
    put_field(f, "label", item->label);
    put_field(f, "value", item->secret || item->value == NULL ? "" : item->value);
    fprintf(f, "\"x\": %d, \"y\": %d, \"w\": %d, \"h\": %d, ", item->box.x, item->box.y,
            item->box.w, item->box.h);
    fprintf(f, "\"enabled\": %s, \"focused\": %s, ", truth(item->enabled), truth(item->focused));
    fprintf(f, "\"min_px\": %d, \"lines\": %d, \"fits\": %s}", item->min_px, item->lines,
            truth(item->fits));
}

static void put_modes(FILE *f, const struct frame_facts *facts)
{
    const char *names[] = {facts->large ? "large" : NULL, facts->contrast ? "contrast" : NULL,
                           facts->low ? "low" : NULL};
    const char *comma = "";
    fputs("\"modes\": [", f);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i] != NULL) {
            fprintf(f, "%s\"%s\"", comma, names[i]);
            comma = ", ";
        }
    fputs("], ", f);
}

void semantics_write(struct semantics *semantics, const struct frame_facts *facts,
                     const struct draw_list *list)
{
    FILE *f = semantics->file;
    fprintf(f, "{\"frame\": %ld, \"ms\": %.1f, ", ++semantics->frame, facts->ms);
    if (facts->map_ms > 0)
        fprintf(f, "\"map_ms\": %.1f, ", facts->map_ms);
    put_field(f, "screen", facts->screen);
    put_field(f, "lang", facts->lang);
    put_modes(f, facts);
    fprintf(f, "\"busy\": %s, \"items\": [", truth(facts->busy));
    for (size_t i = 0; i < draw_list_items(list); i++) {
        if (i > 0)
            fputs(", ", f);
        put_item(f, draw_list_item_at(list, i));
    }
    fputs("]}\n", f);
    fflush(f);
}
