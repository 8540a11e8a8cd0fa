/* When nobody touches the screen any more: a warning that counts down, then everything is wiped.
 * Pure; times are the boot clock's milliseconds.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum idle_phase { IDLE_QUIET, IDLE_WARN, IDLE_OVER };

struct idle {
    int64_t touched_ms; /* the last sign of a person */
};

struct idle_rule {
    int idle_s, warn_s;
    bool nothing_to_lose; /* home with nothing entered: no warning, only the usual look again */
};

void idle_touch(struct idle *idle, int64_t now_ms);
enum idle_phase idle_phase(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms);
/* Seconds left of the warning, rounded up. */
int idle_left_s(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms);
/* Milliseconds until something changes on screen. */
int64_t idle_wait_ms(const struct idle *idle, const struct idle_rule *rule, int64_t now_ms);
