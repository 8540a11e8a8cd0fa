/* The FHIR server of a scene, with what it stores in a file: the test server in one of its guises,
 * or another program in its place. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <sys/types.h>

struct server {
    const char *guise;   /* "default", "conflict-409" or "no-transactions" */
    const char *program; /* run in its place as PROGRAM --port N --data FILE [--clock FILE]; it
                            serves /fhir there until SIGTERM; NULL: the test server */
    char data[1024];     /* what it stores, kept over a stop and start */
    char url[64];
    char clock[700]; /* the file that says how far its time is ahead; "" = the machine's time */
    int port;
    pid_t pid; /* 0 while stopped */
};

/* Names the port and the file; copies `content` (what an earlier server_start stored; NULL:
 * nothing) into it. */
bool server_init(struct server *server, const char *guise, const char *program, const char *data,
                 const char *content);
/* Starts it and comes back at once. */
void server_launch(struct server *server);
bool server_start(struct server *server); /* starts it if need be; returns when it answers */
void server_stop(struct server *server);
/* The total of a search such as "Appointment?status=booked"; -1 when it does not answer with one.
 */
long server_count(const struct server *server, const char *query);
/* All matches of a search, page after page; NULL when it does not answer with that. Caller frees.
 */
json_t *server_list(const struct server *server, const char *query);
/* What somebody else does there: makes a resource; the logical id the server gave it. */
bool server_post(const struct server *server, const char *type, const char *body, char *id,
                 size_t size);
/* Changes one; whole, with type and id. */
bool server_put(const struct server *server, const json_t *resource);
/* The logical id of the first match. */
bool server_find(const struct server *server, const char *query, char *id, size_t size);
