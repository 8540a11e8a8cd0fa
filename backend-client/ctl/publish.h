/* Inside ctl/: loading a folder into a FHIR server (publish.c), in parts: what the server has
 * (publish_server.c), what the folder wants (publish_folder.c), the laid-out sessions
 * (publish_sessions.c).
 */
#pragma once

#include "ctl/context.h"
#include "http/transport.h"
#include "sync/folder.h"

#include <jansson.h>
#include <stddef.h>

struct wanted {   /* one resource that the server shall have */
    json_t *json; /* references still the folder's */
    const char *file;
    int line; /* 0 = laid out */
    char type[48];
    char key[400];      /* "Type system|value" */
    char local[140];    /* "Type/id" in the folder */
    char server_id[80]; /* once known */
    bool keep;          /* Schedule and Slot: what is there stays as it is */
    bool done;
};

struct publish {
    struct transport http;
    const struct clock *clock;
    struct wanted *rows;
    size_t count, room;
    json_t *by_local; /* "Type/id" -> index */
    json_t *existing; /* key -> the server's resource */
    char base[160];   /* the hospital's URI prefix */
    int created, updated, same, failed;
};

/* All return an exit code after saying what is wrong. */
int publish_read_folder(struct publish *p, const struct folder *folder);
int publish_add(struct publish *p, json_t *json, const char *file, int line,
                bool keep); /* steals json */
int publish_lay_out(struct publish *p, const char *dir, int days);
/* Lists what the server has of a type; `scope` NULL or "start=ge...". */
int publish_list(struct publish *p, const char *type, const char *scope);
int publish_put(struct publish *p, struct wanted *row, const json_t *there, const json_t *body);
int publish_post(struct publish *p, struct wanted **rows, json_t **bodies, size_t count);
bool json_same(const json_t *a, const json_t *b); /* 50 and 50.0 are the same number */
