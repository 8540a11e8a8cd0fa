#include "fake/proxy.h"

#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define ROOM (8 * 1024 * 1024)

struct proxy {
    int listener, port, upstream;
    pthread_t thread;
    atomic_bool stop;
    atomic_int fault, count, reads;
    char *request, *answer;
};

static int dial(int port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                                  .sin_port = htons((unsigned short)port)};
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static void send_all(int fd, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t sent = send(fd, data, size, MSG_NOSIGNAL);
        if (sent <= 0)
            return;
        data += sent;
        size -= (size_t)sent;
    }
}

/* Headers and as much body as they announce. */
static size_t read_request(int fd, char *data)
{
    size_t size = 0, want = ROOM;
    while (size < want && size < ROOM - 1) {
        ssize_t got = recv(fd, data + size, ROOM - 1 - size, 0);
        if (got <= 0)
            return 0;
        size += (size_t)got;
        data[size] = '\0';
        char *end = strstr(data, "\r\n\r\n");
        if (!end)
            continue;
        want = (size_t)(end + 4 - data);
        for (char *line = data; line < end; line = strstr(line, "\r\n") + 2)
            if (strncasecmp(line, "Content-Length:", 15) == 0)
                want += strtoul(line + 15, NULL, 10);
    }
    return size;
}

/* Adds "Connection: close", so that the answer ends where the connection does. */
static size_t forward(struct proxy *p, size_t size)
{
    int up = dial(p->upstream);
    if (up < 0)
        return 0;
    char *line = strstr(p->request, "\r\n") + 2;
    send_all(up, p->request, (size_t)(line - p->request));
    send_all(up, "Connection: close\r\n", 19);
    send_all(up, line, size - (size_t)(line - p->request));
    size_t total = 0;
    ssize_t got;
    while (total < ROOM && (got = recv(up, p->answer + total, ROOM - total, 0)) > 0)
        total += (size_t)got;
    close(up);
    return total;
}

static enum proxy_fault pick(struct proxy *p)
{
    bool writes = strncmp(p->request, "POST", 4) == 0 || strncmp(p->request, "PUT", 3) == 0;
    if (atomic_load(&p->count) <= 0 || (!writes && !atomic_load(&p->reads)))
        return PROXY_PASS;
    atomic_fetch_sub(&p->count, 1);
    return (enum proxy_fault)atomic_load(&p->fault);
}

static void serve(struct proxy *p, int fd)
{
    static const char html[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
                               "34\r\nConnection: close\r\n\r\n"
                               "<html><body>Sign in</body></html>\n";
    static const char empty[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    static const char redirect[] =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/portal\r\nContent-Length: "
        "0\r\nConnection: close\r\n\r\n";
    static const char busy[] = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: "
                               "1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    size_t size = read_request(fd, p->request), total;
    if (size == 0)
        return;
    switch (pick(p)) {
    case PROXY_PASS:
        total = forward(p, size);
        send_all(fd, p->answer, total);
        break;
    case PROXY_DROP:
        forward(p, size);
        break;
    case PROXY_CUT:
        total = forward(p, size);
        send_all(fd, p->answer, total > 40 ? total - 40 : total / 2);
        break;
    case PROXY_HTML:
        forward(p, size);
        send_all(fd, html, sizeof html - 1);
        break;
    case PROXY_EMPTY:
        forward(p, size);
        send_all(fd, empty, sizeof empty - 1);
        break;
    case PROXY_REDIRECT:
        send_all(fd, redirect, sizeof redirect - 1);
        break;
    case PROXY_BUSY:
        send_all(fd, busy, sizeof busy - 1);
        break;
    }
}

/* One connection a request: what libcurl keeps open is closed under it, as happens outside. */
static void *run(void *ctx)
{
    struct proxy *p = ctx;
    while (!atomic_load(&p->stop)) {
        struct pollfd wait = {.fd = p->listener, .events = POLLIN};
        if (poll(&wait, 1, 50) != 1)
            continue;
        int fd = accept(p->listener, NULL, NULL);
        if (fd < 0)
            continue;
        serve(p, fd);
        shutdown(fd, SHUT_WR);
        close(fd);
    }
    return NULL;
}

struct proxy *proxy_start(int upstream_port)
{
    struct proxy *p = calloc(1, sizeof *p);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (!p || !(p->request = malloc(ROOM)) || !(p->answer = malloc(ROOM)))
        abort();
    p->upstream = upstream_port;
    p->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->listener < 0 || bind(p->listener, (struct sockaddr *)&address, length) != 0 ||
        listen(p->listener, 16) != 0 ||
        getsockname(p->listener, (struct sockaddr *)&address, &length) != 0)
        abort();
    p->port = ntohs(address.sin_port);
    if (pthread_create(&p->thread, NULL, run, p) != 0)
        abort();
    return p;
}

int proxy_port(const struct proxy *proxy)
{
    return proxy->port;
}

void proxy_fault(struct proxy *proxy, enum proxy_fault fault, int count, int reads)
{
    atomic_store(&proxy->fault, (int)fault);
    atomic_store(&proxy->reads, reads);
    atomic_store(&proxy->count, count);
}

int proxy_left(struct proxy *proxy)
{
    return atomic_load(&proxy->count);
}

void proxy_stop(struct proxy *proxy)
{
    atomic_store(&proxy->stop, true);
    pthread_join(proxy->thread, NULL);
    close(proxy->listener);
    free(proxy->request);
    free(proxy->answer);
    free(proxy);
}
