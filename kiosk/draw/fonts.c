#include "draw/fonts.h"

#include <SDL2/SDL_ttf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FONTS_MAX 24 /* of a weight */
#define PATH_SIZE 256
#define FIRST_PX 32

struct font {
    char path[PATH_SIZE];
    long face; /* index inside a collection */
    bool tried;
    TTF_Font *open;
    int px;
};

struct fonts {
    struct font of[2][FONTS_MAX]; /* regular, bold */
    int count[2];
};

/* One line of the list: blank, # comment, [regular], [bold] or `font = PATH [INDEX]`. False when it
 * is none of them. */
static bool conf_line(struct fonts *fonts, const char *line, int *weight)
{
    char word[PATH_SIZE];
    long face = 0;
    line += strspn(line, " \t");
    if (*line == '#' || *line == '\n' || *line == 0)
        return true;
    if (sscanf(line, "[%15[a-z]]", word) == 1) {
        *weight = strcmp(word, "regular") == 0 ? 0 : strcmp(word, "bold") == 0 ? 1 : -1;
        return *weight >= 0;
    }
    if (*weight < 0 || fonts->count[*weight] == FONTS_MAX ||
        sscanf(line, "font = %255s %ld", word, &face) < 1)
        return false;
    struct font *font = &fonts->of[*weight][fonts->count[*weight]++];
    snprintf(font->path, sizeof font->path, "%s", word);
    font->face = face;
    return true;
}

static enum err conf_read(struct fonts *fonts, const char *path)
{
    FILE *f = fopen(path, "re");
    if (f == NULL)
        return ERR_NOT_FOUND;
    char line[PATH_SIZE + 64];
    int weight = -1;
    bool good = true;
    while (good && fgets(line, sizeof line, f) != NULL)
        good = conf_line(fonts, line, &weight);
    fclose(f);
    return good ? ERR_OK : ERR_INVALID;
}

static TTF_Font *opened(struct fonts *fonts, bool bold, int index)
{
    struct font *font = &fonts->of[bold][index];
    if (!font->tried) {
        font->tried = true;
        font->px = FIRST_PX;
        font->open = TTF_OpenFontIndex(font->path, font->px, font->face);
        if (font->open != NULL)
            TTF_SetFontHinting(font->open, TTF_HINTING_LIGHT);
    }
    return font->open;
}

/* The first that is installed: it draws what no font has. */
static int primary(struct fonts *fonts, bool bold)
{
    for (int i = 0; i < fonts->count[bold]; i++)
        if (opened(fonts, bold, i) != NULL)
            return i;
    return -1;
}

enum err fonts_new(const char *conf, struct fonts **out)
{
    *out = NULL;
    if (TTF_Init() != 0)
        return ERR_IO;
    struct fonts *fonts = calloc(1, sizeof *fonts);
    if (fonts == NULL)
        abort();
    enum err e = conf_read(fonts, conf);
    if (e == ERR_OK && primary(fonts, false) < 0)
        e = ERR_NOT_FOUND;
    if (e != ERR_OK) {
        fonts_free(fonts);
        return e;
    }
    *out = fonts;
    return ERR_OK;
}

void fonts_free(struct fonts *fonts)
{
    if (fonts == NULL)
        return;
    for (int bold = 0; bold < 2; bold++)
        for (int i = 0; i < fonts->count[bold]; i++)
            if (fonts->of[bold][i].open != NULL)
                TTF_CloseFont(fonts->of[bold][i].open);
    free(fonts);
    TTF_Quit();
}

bool fonts_has(struct fonts *fonts, bool bold, int index, uint32_t c)
{
    TTF_Font *font = index >= 0 && index < fonts->count[bold] ? opened(fonts, bold, index) : NULL;
    return font != NULL && TTF_GlyphIsProvided32(font, c) != 0;
}

int fonts_pick(struct fonts *fonts, bool bold, uint32_t c)
{
    for (int i = 0; i < fonts->count[bold]; i++)
        if (fonts_has(fonts, bold, i, c))
            return i;
    return -1;
}

TTF_Font *fonts_get(struct fonts *fonts, bool bold, int index, int px)
{
    if (index < 0)
        index = primary(fonts, bold);
    if (index < 0) { /* no bold font at all: the regular one serves */
        bold = false;
        index = primary(fonts, false);
    }
    struct font *font = &fonts->of[bold][index];
    if (font->px != px && TTF_SetFontSize(font->open, px) == 0)
        font->px = px;
    return font->open;
}
