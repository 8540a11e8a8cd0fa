#include "support/fhir_server.h"

#include "base/text.h"
#include "fhir/answer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

int free_port(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    assert_true(fd >= 0 && bind(fd, (struct sockaddr *)&address, length) == 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &length), 0);
    close(fd);
    return ntohs(address.sin_port);
}

static void run_child(const struct fhir_server *server, int out)
{
    char port[16], flags[sizeof server->flags];
    char *words[24] = {
        (char *)"bash", (char *)server->script, (char *)"server.mjs", (char *)"--port",
        port,           (char *)"--data",       (char *)server->data};
    int count = 7;
    snprintf(port, sizeof port, "%d", server->port);
    text_copy(flags, sizeof flags, server->flags);
    for (char *save = NULL, *word = strtok_r(flags, " ", &save); word && count < 23;
         word = strtok_r(NULL, " ", &save))
        words[count++] = word;
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that dies takes its server along */
    dup2(out, STDOUT_FILENO);
    close(out);
    unsetenv("LD_PRELOAD");
    execvp("bash", words);
    _exit(127);
}

void fhir_server_again(struct fhir_server *server)
{
    int pipes[2];
    char line[200];
    assert_int_equal(server->pid, 0);
    assert_int_equal(pipe(pipes), 0);
    server->pid = fork();
    assert_true(server->pid >= 0);
    if (server->pid == 0) {
        close(pipes[0]);
        run_child(server, pipes[1]);
    }
    close(pipes[1]);
    FILE *from = fdopen(pipes[0], "r");
    assert_non_null(from);
    if (!fgets(line, sizeof line, from) || strncmp(line, "FHIR R4 test server", 19) != 0)
        fail_msg("the FHIR test server did not start");
    fclose(from);
}

/* A server that nobody needs any more begins anew for the next one: its start takes a second. */
static struct fhir_server parked;

static bool take_parked(struct fhir_server *server, const char *script, const char *flags,
                        const char *seed)
{
    struct transport http;
    struct http_response got;
    char url[300], words[sizeof server->flags];
    if (parked.pid == 0 || strcmp(parked.script, script) != 0)
        return false;
    *server = parked;
    parked = (struct fhir_server){0};
    text_copy(server->flags, sizeof server->flags, flags);
    text_copy(words, sizeof words, flags);
    for (char *at = words; *at; at++)
        *at = *at == ' ' ? '+' : *at;
    text_format(url, sizeof url, "http://127.0.0.1:%d/again?%s", server->port, words);
    fhir_server_transport(server, &http);
    const struct http_request request = {.method = "POST", .url = url, .body = seed ? seed : ""};
    enum err e = http.exchange(http.ctx, &request, &got);
    if (e != ERR_OK || got.status != 204)
        fail_msg("the FHIR test server did not begin anew: %s, %d", err_name(e), got.status);
    http_response_clear(&got);
    transport_close(&http);
    return true;
}

void fhir_server_start_with(struct fhir_server *server, const char *script, const char *flags,
                            const char *seed)
{
    if (take_parked(server, script, flags, seed))
        return;
    memset(server, 0, sizeof *server);
    server->port = free_port();
    text_copy(server->script, sizeof server->script, script);
    text_copy(server->flags, sizeof server->flags, flags);
    text_format(server->url, sizeof server->url, "http://127.0.0.1:%d/fhir", server->port);
    text_format(server->data, sizeof server->data, "/tmp/foyer-fhir-%d-%d.ndjson", (int)getpid(),
                server->port);
    FILE *file = fopen(server->data, "w");
    assert_non_null(file);
    if (seed)
        fputs(seed, file);
    assert_int_equal(fclose(file), 0);
    fhir_server_again(server);
}

void fhir_server_stop(struct fhir_server *server)
{
    if (server->pid > 0) {
        kill(server->pid, SIGKILL); /* as hard as a power cut */
        waitpid(server->pid, NULL, 0);
    }
    server->pid = 0;
}

void fhir_server_remove(struct fhir_server *server)
{
    if (server->data[0])
        unlink(server->data);
    if (server->pid > 0 && parked.pid == 0)
        parked = *server; /* goes with this process: PR_SET_PDEATHSIG */
    else
        fhir_server_stop(server);
    server->pid = 0;
    server->data[0] = '\0';
}

void fhir_server_transport(const struct fhir_server *server, struct transport *out)
{
    struct config config;
    char message[200];
    config_defaults(&config);
    text_copy(config.server.url, sizeof config.server.url, server->url);
    if (transport_curl(&config, NULL, out, message, sizeof message))
        fail_msg("%s", message);
}

/* One page; its number of matches, and where the next one is ("" = this is the last). */
static int count_page(const struct transport *http, const char *path, char *next, size_t size)
{
    struct http_response got;
    struct bundle *bundle = NULL;
    assert_int_equal(
        http->exchange(http->ctx, &(struct http_request){.method = "GET", .url = path}, &got),
        ERR_OK);
    if (got.status != 200 || bundle_read(got.body, got.size, &bundle))
        fail_msg("GET %s: %d %s", path, got.status, got.body ? got.body : "");
    int count = (int)bundle_count(bundle);
    text_copy(next, size, bundle_next(bundle) ? bundle_next(bundle) : "");
    bundle_free(bundle);
    http_response_clear(&got);
    return count;
}

int fhir_server_count(const struct fhir_server *server, const char *search)
{
    struct transport http;
    char path[2000], next[2000];
    int count = 0;
    text_format(path, sizeof path, "%s%c_count=1000", search, strchr(search, '?') ? '&' : '?');
    fhir_server_transport(server, &http);
    while (path[0]) {
        count += count_page(&http, path, next, sizeof next);
        text_copy(path, sizeof path, next);
    }
    transport_close(&http);
    return count;
}

int fhir_server_send(const struct fhir_server *server, const char *method, const char *path,
                     const char *body, char *id)
{
    struct transport http;
    struct http_response got;
    struct seen *seen = calloc(1, sizeof *seen);
    fhir_server_transport(server, &http);
    assert_non_null(seen);
    assert_int_equal(
        http.exchange(http.ctx, &(struct http_request){.method = method, .url = path, .body = body},
                      &got),
        ERR_OK);
    if (got.status >= 400)
        print_message("%s %s: %d %s\n", method, path, got.status, got.body ? got.body : "");
    if (id && seen_read(got.body, got.size, seen) == ERR_OK)
        text_copy(id, ID_SIZE, seen->id);
    int status = got.status;
    free(seen);
    http_response_clear(&got);
    transport_close(&http);
    return status;
}
