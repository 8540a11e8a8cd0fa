/* The FHIR test server (tests/fhir-server) as a child process: started on a free port, stopped by
 * its pid, started again with the same data file. Every failure fails the test.
 */
#pragma once

#include "base/config.h"
#include "http/transport.h"

#include <sys/types.h>

struct fhir_server {
    pid_t pid; /* 0 = not running */
    int port;
    char url[64];   /* http://127.0.0.1:PORT/fhir */
    char data[200]; /* its data file */
    char script[300];
    char flags[160];
};

/* Two manners of other servers (tests/fhir-server/manner.mjs). One stands on a relational database:
 * stored searches, other words in a transaction's answer, texts of its own, references that must
 * exist, entries that must have a fullUrl, 500 for who loses a race by a moment. The other one has
 * no transactions, makes nothing by PUT, and sends back nothing that was written. */
#define FHIR_SERVER_STORED                                                                         \
    "--conflict 409 --stored-searches --plain-entries --narrative --references --full-urls "       \
    "--racing"
#define FHIR_SERVER_BARE "--no-transactions --no-update-create --minimal"

/* `flags`: e.g. "--conflict 409 --no-update-create", words parted by one blank. */
#define fhir_server_start(server, flags)                                                           \
    fhir_server_start_with(server, TEST_ASSETS "/../tests/fhir-server.sh", flags, NULL)
void fhir_server_start_with(struct fhir_server *server, const char *script, const char *flags,
                            const char *seed);
/* The same with what is in its store from the start: one resource a line, with id and meta. */
#define fhir_server_start_seeded(server, flags, seed)                                              \
    fhir_server_start_with(server, TEST_ASSETS "/../tests/fhir-server.sh", flags, seed)
void fhir_server_stop(struct fhir_server *server);  /* keeps its data */
void fhir_server_again(struct fhir_server *server); /* same port, same data */
/* Ends its use and removes its data. The process stays for the next start in this program, which
 * then begins with nothing but its own flags and seed. */
void fhir_server_remove(struct fhir_server *server);

/* A transport to it, defaults otherwise. */
void fhir_server_transport(const struct fhir_server *server, struct transport *out);
/* How many matches a search has, e.g. "Appointment?status=booked". */
int fhir_server_count(const struct fhir_server *server, const char *search);
/* POST or PUT of a body as it is; the status, and the id when one came back (`id` may be NULL, >=
 * 80 bytes). */
int fhir_server_send(const struct fhir_server *server, const char *method, const char *path,
                     const char *body, char *id);
int free_port(void);
