/* The FHIR test server of a scene, in one of its guises, with what it stores in a file. */
#pragma once

#include <stdbool.h>
#include <sys/types.h>

struct server {
    const char *guise; /* "default", "conflict-409" or "no-transactions" */
    char data[1024];   /* what it stores, kept over a stop and start */
    char url[64];
    int port;
    pid_t pid; /* 0 while stopped */
};

/* Names the port and the file; copies `content` (what an earlier server_start stored; NULL:
 * nothing) into it. */
bool server_init(struct server *server, const char *guise, const char *data, const char *content);
bool server_start(struct server *server); /* returns when it answers */
void server_stop(struct server *server);
/* The total of a search such as "Appointment?status=booked"; -1 when it does not answer with one.
 */
long server_count(const struct server *server, const char *query);
/* What somebody else does there: makes a resource; the logical id the server gave it. */
bool server_post(const struct server *server, const char *type, const char *body, char *id,
                 size_t size);
/* The logical id of the first match. */
bool server_find(const struct server *server, const char *query, char *id, size_t size);
