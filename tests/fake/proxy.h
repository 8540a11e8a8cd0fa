/* A proxy on the loopback between us and the test server that loses answers: the server has done
 * what it was asked, we never hear of it. Runs on a thread of its own.
 */
#pragma once

enum proxy_fault {
    PROXY_PASS,
    PROXY_DROP,     /* forward, then close without an answer */
    PROXY_CUT,      /* forward, then half of the answer */
    PROXY_HTML,     /* forward, then a captive portal's page with status 200 */
    PROXY_EMPTY,    /* forward, then an empty 200 */
    PROXY_REDIRECT, /* not forwarded: 302 elsewhere */
    PROXY_BUSY      /* not forwarded: 503 with Retry-After */
};

struct proxy;

struct proxy *proxy_start(int upstream_port);
int proxy_port(const struct proxy *proxy);
/* The next `count` requests that write (POST, PUT; `reads`: any) get that fault, the others pass.
 */
void proxy_fault(struct proxy *proxy, enum proxy_fault fault, int count, int reads);
int proxy_left(struct proxy *proxy); /* faults not used up yet */
void proxy_stop(struct proxy *proxy);
