#include "script.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *trim(char *text)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t n = strlen(text);
    while (n && isspace((unsigned char)text[n - 1]))
        text[--n] = 0;
    return text;
}

/* KIND WIDTHxHEIGHT [shared] key=value ... */
static bool read_beside(struct script *script, const char *line)
{
    struct beside *other = &script->beside[script->beside_count];
    char text[1024], *save = NULL;
    int used = 0;
    if (script->beside_count == BESIDE_MAX ||
        sscanf(line, "%15s %dx%d%n", other->kind, &other->width, &other->height, &used) < 3)
        return false;
    snprintf(text, sizeof text, "%s", line + used);
    for (char *word = strtok_r(text, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        if (strcmp(word, "shared") == 0)
            other->shared = true;
        else if (strchr(word, '=') && other->override_count < BESIDE_KEYS_MAX)
            other->overrides[other->override_count++] = strdup(word);
        else
            return false;
    }
    script->beside_count++;
    return true;
}

/* True when the line was one of the head. */
static bool read_head(struct script *script, const char *line)
{
    int order, hour, minute, width, height; /* of the tour and of panels: ctest's business */
    double scale;
    if (sscanf(line, "at %d:%d", &hour, &minute) == 2) {
        script->at_min = hour * 60 + minute;
        return true;
    }
    if (sscanf(line, "lang %7s", script->lang) == 1 ||
        sscanf(line, "station %15s", script->station) == 1 ||
        sscanf(line, "printer %23s", script->printer) == 1 ||
        sscanf(line, "window %dx%d", &script->width, &script->height) == 2 ||
        sscanf(line, "panel %dx%d %lf", &width, &height, &scale) == 3 ||
        sscanf(line, "tour %d", &order) == 1)
        return true;
    if (strcmp(line, "audit") == 0 || strcmp(line, "check") == 0)
        return true;
    if (strcmp(line, "served both") == 0 ||
        sscanf(line, "served no %159[^\n]", script->served_no) == 1)
        return true;
    if (strncmp(line, "beside ", 7) == 0)
        return read_beside(script, line + 7);
    if (strcmp(line, "server") == 0 || strcmp(line, "server once") == 0) {
        script->server = true;
        return true;
    }
    if (strncmp(line, "config ", 7) == 0 && strchr(line, '=') &&
        script->override_count < OVERRIDES_MAX) {
        script->overrides[script->override_count++] = strdup(line + 7);
        return true;
    }
    return false;
}

/* "cut" and "back" are no steps. */
static bool read_mark(struct script *script, const char *line)
{
    if (strcmp(line, "cut") == 0)
        script->cut = script->count;
    else if (strcmp(line, "back") == 0)
        script->back = script->count;
    else
        return false;
    return true;
}

bool script_read(const char *path, struct script *script)
{
    char line[2048];
    *script = (struct script){.path = path, .lang = "any", .at_min = 9 * 60 + 42};
    const char *base = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    snprintf(script->name, sizeof script->name, "%.*s", (int)strcspn(base, "."), base);
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        return false;
    }
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        char *text = trim(line);
        if (!*text || *text == '#' || (script->count == 0 && read_head(script, text)) ||
            read_mark(script, text))
            continue;
        script->steps = realloc(script->steps, (script->count + 1) * sizeof *script->steps);
        if (!script->steps)
            abort();
        script->steps[script->count++] = (struct step){number, strdup(text)};
    }
    fclose(file);
    if (!script->cut)
        script->cut = script->count / 2;
    if (!script->back)
        script->back = script->count * 3 / 4;
    if (script->back <= script->cut) /* a scene of a few steps */
        script->back = script->cut + 1;
    return true;
}

void script_clear(struct script *script)
{
    for (size_t i = 0; i < script->count; i++)
        free(script->steps[i].text);
    for (size_t i = 0; i < script->override_count; i++)
        free(script->overrides[i]);
    for (size_t i = 0; i < script->beside_count; i++)
        for (size_t k = 0; k < script->beside[i].override_count; k++)
            free(script->beside[i].overrides[k]);
    free(script->steps);
}

/* The override for this key of this section, else NULL. */
static const char *value_for(const char *section, const char *key, char *const *overrides,
                             size_t count)
{
    char name[160];
    int n = snprintf(name, sizeof name, "%s.%s=", section, key);
    for (size_t i = 0; i < count; i++)
        if (strncmp(overrides[i], name, (size_t)n) == 0)
            return overrides[i] + n;
    return NULL;
}

/* The overrides of a section come right after its name; its own lines for those keys go. */
static void put_overrides(FILE *out, const char *section, char *const *overrides, bool *done,
                          size_t count)
{
    size_t n = strlen(section);
    for (size_t i = 0; i < count; i++)
        if (!done[i] && strncmp(overrides[i], section, n) == 0 && overrides[i][n] == '.') {
            const char *key = overrides[i] + n + 1;
            fprintf(out, "%.*s = %s\n", (int)strcspn(key, "="), key, strchr(key, '=') + 1);
            done[i] = true;
        }
}

bool script_config(const char *from, const char *to, char *const *overrides, size_t count)
{
    char line[2048], section[64] = "", key[64];
    bool done[OVERRIDES_MAX * 3] = {false};
    FILE *in = fopen(from, "r"), *out = in ? fopen(to, "w") : NULL;
    if (!out) {
        perror(in ? to : from);
        if (in)
            fclose(in);
        return false;
    }
    while (fgets(line, sizeof line, in)) {
        bool head = sscanf(line, " [%63[^]]]", section) == 1;
        if (!head && sscanf(line, " %63[a-z_0-9] =", key) == 1 &&
            value_for(section, key, overrides, count))
            continue;
        fputs(line, out);
        if (head)
            put_overrides(out, section, overrides, done, count);
    }
    for (size_t i = 0; i < count; i++)
        if (!done[i]) {
            snprintf(section, sizeof section, "%.*s", (int)strcspn(overrides[i], "."),
                     overrides[i]);
            fprintf(out, "[%s]\n", section);
            put_overrides(out, section, overrides, done, count);
        }
    fclose(in);
    return fclose(out) == 0;
}
