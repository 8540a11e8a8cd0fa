#include "base/config.h"

#include "base/config_keys.h"
#include "base/text.h"

#include <assert.h>
#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct reading {
    struct config *config;
    const char *path;
    FILE *file;
    int line;
    bool long_line, not_text;
    enum err err;
    char *message;
    size_t message_size;
};

static enum err store_number(const struct config_key *key, const char *value, void *field)
{
    char *end;
    errno = 0;
    double number = key->type == KEY_REAL ? strtod(value, &end) : (double)strtol(value, &end, 10);
    if (errno || end == value || *end || !(number >= key->least && number <= key->most))
        return ERR_INVALID;
    if (key->type == KEY_REAL)
        *(double *)field = number;
    else
        *(int *)field = (int)number;
    return ERR_OK;
}

static enum err store_choice(const struct config_key *key, const char *value, void *field)
{
    for (int i = 0; key->choices[i]; i++)
        if (!strcmp(value, key->choices[i])) {
            memcpy(field, &(unsigned){(unsigned)i}, sizeof(unsigned));
            return ERR_OK;
        }
    return ERR_INVALID;
}

static enum err store_file(const struct config_key *key, const char *value, const char *config_path,
                           char *field)
{
    const char *slash = config_path ? strrchr(config_path, '/') : NULL;
    bool fits = !value[0] || value[0] == '/' || !slash
                    ? text_copy(field, key->size, value)
                    : text_format(field, key->size, "%.*s/%s", (int)(slash - config_path),
                                  config_path, value);
    return fits ? ERR_OK : ERR_INVALID;
}

static enum err store_value(struct config *config, const struct config_key *key, const char *value,
                            const char *config_path)
{
    void *field = (char *)config + key->offset;
    switch (key->type) {
    case KEY_TEXT:
        return text_valid(value, strlen(value)) && text_copy(field, key->size, value) ? ERR_OK
                                                                                      : ERR_INVALID;
    case KEY_FILE:
        return text_valid(value, strlen(value)) ? store_file(key, value, config_path, field)
                                                : ERR_INVALID;
    case KEY_NUMBER:
    case KEY_REAL:
        return store_number(key, value, field);
    case KEY_SWITCH:
        if (strcmp(value, "yes") && strcmp(value, "no"))
            return ERR_INVALID;
        *(int *)field = !strcmp(value, "yes");
        return ERR_OK;
    case KEY_CHOICE:
        return store_choice(key, value, field);
    }
    return ERR_INVALID;
}

static int refuse(struct reading *r, const char *section, const char *name, const char *what)
{
    if (r->err == ERR_OK) {
        r->err = ERR_INVALID;
        text_format(r->message, r->message_size, "%s:%d: [%s] %s: %s", r->path, r->line, section,
                    name, what);
    }
    return 0;
}

static int take_key(void *user, const char *section, const char *name, const char *value)
{
    struct reading *r = user;
    bool section_known = false;
    for (size_t i = 0; i < config_key_count; i++) {
        const struct config_key *key = &config_keys[i];
        if (strcmp(section, key->section))
            continue;
        section_known = true;
        if (strcmp(name, key->name))
            continue;
        if (r->config->source.lines[i])
            return refuse(r, section, name,
                          "given twice, or its line is followed by an indented one");
        r->config->source.lines[i] = r->line;
        if (store_value(r->config, key, value, r->path) == ERR_OK)
            return 1;
        char what[200];
        text_format(what, sizeof what, "\"%.60s\" is not allowed; allowed: %s", value,
                    key->allowed);
        return refuse(r, section, name, what);
    }
    return refuse(r, section, name,
                  section_known ? "unknown key; the keys are in config/foyer.conf"
                                : "unknown section");
}

/* fgets that counts the lines for the messages, and notices what inih would cut. */
static char *read_line(char *line, int size, void *stream)
{
    struct reading *r = stream;
    if (!fgets(line, size, r->file))
        return NULL;
    r->line++;
    size_t length = strlen(line);
    if (length + 1 == (size_t)size && line[length - 1] != '\n') {
        r->long_line = true;
        return NULL;
    }
    /* A line that ends before its newline has a zero byte in it: not a text file, or UTF-16. */
    r->not_text = length == 0 || (line[length - 1] != '\n' && !feof(r->file));
    return r->not_text ? NULL : line;
}

enum err config_read(const char *path, struct config *config, char *message, size_t message_size)
{
    struct reading r = {
        .config = config, .path = path, .message = message, .message_size = message_size};
    assert(config_key_count <= CONFIG_KEYS_MAX);
    memset(&config->source, 0, sizeof config->source);
    r.file = fopen(path, "re");
    if (!r.file) {
        text_format(message, message_size, "%s: %s", path,
                    errno == ENOENT ? "no such file" : "cannot be read");
        return errno == ENOENT ? ERR_NOT_FOUND : ERR_IO;
    }
    (void)text_copy(config->source.path, sizeof config->source.path, path);
    int line = ini_parse_stream(read_line, &r, take_key, &r);
    fclose(r.file);
    if (r.long_line || r.not_text) {
        text_format(message, message_size, "%s:%d: %s", path, r.line,
                    r.not_text ? "this is not text; UTF-8 is allowed"
                               : "the line is too long, at most 198 bytes are allowed");
        return ERR_INVALID;
    }
    if (line != 0 && r.err == ERR_OK) {
        text_format(message, message_size,
                    "%s:%d: not a line of the form `key = value` or `[section]`", path,
                    line > 0 ? line : r.line);
        return ERR_INVALID;
    }
    return r.err;
}

void config_defaults(struct config *config)
{
    memset(config, 0, sizeof *config);
    for (size_t i = 0; i < config_key_count; i++) {
        enum err err = store_value(config, &config_keys[i], config_keys[i].fallback, NULL);
        assert(err == ERR_OK);
        (void)err;
    }
}

void config_apply_timezone(const struct config *config)
{
    setenv("TZ", config->hospital.timezone, 1);
    tzset();
}

void config_example(struct buf *out)
{
    buf_text(out, "# Foyer's config: every key with its default. A line that is commented out "
                  "means the same as one that is not there.\n"
                  "# File names are relative to this file's folder. Unknown keys are errors; "
                  "`foyer --check-config` tells.\n");
    const char *section = "";
    for (size_t i = 0; i < config_key_count; i++) {
        const struct config_key *key = &config_keys[i];
        if (strcmp(section, key->section))
            buf_format(out, "\n[%s]\n", key->section);
        section = key->section;
        buf_format(out, "\n# %s\n# Allowed: %s.\n# %s =%s%s\n", key->help, key->allowed, key->name,
                   key->fallback[0] ? " " : "", key->fallback);
    }
}
