#include "base/config.h"

#include "base/config_keys.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where to look: the key's own line; else the last key of its section, which asks for it; else 0.
 */
static int line_of(const struct config *c, const char *section, const char *key)
{
    int last = 0;
    for (size_t i = 0; i < config_key_count; i++) {
        int line = c->source.lines[i];
        if (line == 0 || strcmp(config_keys[i].section, section))
            continue;
        if (!strcmp(config_keys[i].name, key))
            return line;
        last = line > last ? line : last;
    }
    return last;
}

static enum err wrong(const struct config *c, char *message, size_t size, const char *section,
                      const char *key, const char *what)
{
    int line = line_of(c, section, key);
    char place[CONFIG_PATH_SIZE + 16] = "";
    if (line > 0)
        text_format(place, sizeof place, "%s:%d: ", c->source.path, line);
    else if (c->source.path[0])
        text_format(place, sizeof place, "%s: ", c->source.path);
    text_format(message, size, "%s[%s] %s: %s", place, section, key, what);
    return ERR_INVALID;
}

/* https anywhere; http only to this machine, as nobody else may read what a patient wrote. */
static bool safe_url(const char *url)
{
    if (!strncmp(url, "https://", 8))
        return url[8] != '\0';
    if (strncmp(url, "http://", 7))
        return false;
    size_t length = strcspn(url + 7, ":/");
    const char *host = url + 7;
    if (!strncmp(host, "[::1]", 5))
        return true;
    return (length == 9 && !strncmp(host, "localhost", 9)) ||
           (length == 9 && !strncmp(host, "127.0.0.1", 9));
}

static bool known_timezone(const char *name)
{
    char path[120];
    if (!name[0] || strstr(name, "..") || name[0] == '/')
        return false;
    if (text_format(path, sizeof path, "/usr/share/zoneinfo/%s", name) && !access(path, R_OK))
        return true;
    /* POSIX TZ: a name of three letters or more and an offset, e.g. CST-8 */
    size_t letters = 0;
    while (isalpha((unsigned char)name[letters]))
        letters++;
    return letters >= 3 &&
           (name[letters] == '-' || name[letters] == '+' || isdigit((unsigned char)name[letters]));
}

bool config_numbers(const char *text, int count, double *out)
{
    for (int i = 0; i < count; i++) {
        char *end;
        out[i] = strtod(text, &end);
        if (end == text || !isfinite(out[i]))
            return false;
        text = end + strspn(end, ", ");
    }
    return !*text;
}

static enum err check_stand(const struct config *c, char *message, size_t size)
{
    double at[2];
    if (c->station.map_bearing[0] &&
        (!config_numbers(c->station.map_bearing, 1, at) || at[0] < 0 || at[0] > 360))
        return wrong(c, message, size, "station", "map_bearing",
                     "degrees from 0 to 360 are allowed");
    if (c->station.map_point[0] && (!config_numbers(c->station.map_point, 2, at) || at[0] < -180 ||
                                    at[0] > 180 || at[1] < -90 || at[1] > 90))
        return wrong(c, message, size, "station", "map_point",
                     "a longitude and a latitude in degrees are allowed");
    if (c->station.map_level[0] && !c->station.map_point[0])
        return wrong(c, message, size, "station", "map_level", "only together with map_point");
    return ERR_OK;
}

static enum err check_station(const struct config *c, char *message, size_t size)
{
    for (const char *p = c->station.id; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '-')
            return wrong(c, message, size, "station", "id",
                         "only letters, digits and - are allowed");
    if (!c->station.id[0])
        return wrong(c, message, size, "station", "id", "may not be empty");
    if (c->station.kind == STATION_WINDOW && !c->window.place[0])
        return wrong(c, message, size, "window", "place", "a window needs the id of its place");
    const char *letter = c->station.letter;
    if (strlen(letter) != 1 || letter[0] < 'I' || letter[0] > 'Z')
        return wrong(c, message, size, "station", "letter", "one letter from I to Z is allowed");
    return check_stand(c, message, size);
}

static enum err check_hospital(const struct config *c, char *message, size_t size)
{
    size_t length = strlen(c->hospital.base);
    if ((strncmp(c->hospital.base, "http://", 7) && strncmp(c->hospital.base, "https://", 8)) ||
        c->hospital.base[length - 1] == '/' || strpbrk(c->hospital.base, " |\"<>"))
        return wrong(c, message, size, "hospital", "base",
                     "an http or https address without a closing / is allowed");
    if (strlen(c->hospital.currency) != 3 ||
        strspn(c->hospital.currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
        return wrong(c, message, size, "hospital", "currency", "three capital letters are allowed");
    if (!known_timezone(c->hospital.timezone))
        return wrong(c, message, size, "hospital", "timezone", "no such time zone on this machine");
    return ERR_OK;
}

static enum err check_server(const struct config *c, char *message, size_t size)
{
    if (!c->server.url[0])
        return ERR_OK;
    if (!safe_url(c->server.url))
        return wrong(c, message, size, "server", "url",
                     "https://... is allowed, or http:// to this machine");
    if (!strcmp(c->hospital.base, "http://hospital.invalid"))
        return wrong(c, message, size, "hospital", "base",
                     "name the hospital's own URI prefix before a server");
    bool oauth = c->server.auth == AUTH_OAUTH2;
    if (c->server.auth != AUTH_NONE && !c->server.secret_file[0])
        return wrong(c, message, size, "server", "secret_file", "needed for this kind of auth");
    if ((c->server.auth == AUTH_BASIC || oauth) && !c->server.user[0])
        return wrong(c, message, size, "server", "user", "needed for this kind of auth");
    if (oauth && !safe_url(c->server.token_url))
        return wrong(c, message, size, "server", "token_url", "https://... is needed for oauth2");
    struct stat st;
    if (c->server.secret_file[0] && stat(c->server.secret_file, &st))
        return wrong(c, message, size, "server", "secret_file", "no such file");
    if (c->server.secret_file[0] && (st.st_mode & 077))
        return wrong(c, message, size, "server", "secret_file", "others may read it; chmod 600 it");
    if (c->server.ca_file[0] && access(c->server.ca_file, R_OK))
        return wrong(c, message, size, "server", "ca_file", "cannot be read");
    if (c->server.retry_min_ms > c->server.retry_max_ms)
        return wrong(c, message, size, "server", "retry_max_ms",
                     "may not be less than retry_min_ms");
    return ERR_OK;
}

static enum err check_voice(const struct config *c, char *message, size_t size)
{
    if (c->voice.kind == VOICE_FILE && !c->voice.path[0])
        return wrong(c, message, size, "voice", "path", "needed for kind = file");
    if (!strstr(c->voice.sentence_zh, "{number}") || !strstr(c->voice.sentence_zh, "{room}"))
        return wrong(c, message, size, "voice", "sentence_zh", "{number} and {room} must be in it");
    if (!strstr(c->voice.sentence_en, "{number}") || !strstr(c->voice.sentence_en, "{room}"))
        return wrong(c, message, size, "voice", "sentence_en", "{number} and {room} must be in it");
    if (!c->voice.program_zh[0])
        return wrong(c, message, size, "voice", "program_zh", "may not be empty");
    if (!c->voice.program_en[0])
        return wrong(c, message, size, "voice", "program_en", "may not be empty");
    if (c->voice.readings[0] && access(c->voice.readings, R_OK))
        return wrong(c, message, size, "voice", "readings", "cannot be read");
    return ERR_OK;
}

enum err config_check(const struct config *c, char *message, size_t size)
{
    enum err err = check_hospital(c, message, size);
    if (err == ERR_OK)
        err = check_station(c, message, size);
    if (err == ERR_OK)
        err = check_server(c, message, size);
    if (err == ERR_OK)
        err = check_voice(c, message, size);
    if (err != ERR_OK)
        return err;
    if ((c->printer.kind == PRINTER_FILE || c->printer.kind == PRINTER_DEVICE) &&
        !c->printer.path[0])
        return wrong(c, message, size, "printer", "path", "needed for this kind of printer");
    if (c->printer.kind == PRINTER_TCP && !c->printer.host[0])
        return wrong(c, message, size, "printer", "host", "needed for kind = tcp");
    if (c->automation.clock[0] && !c->automation.allow)
        return wrong(c, message, size, "automation", "clock", "only allowed with allow = yes");
    struct stat st;
    if (c->store.content[0] && (stat(c->store.content, &st) || !S_ISDIR(st.st_mode)))
        return wrong(c, message, size, "store", "content", "no such folder");
    return ERR_OK;
}
