/* Reading what must not stand among the words of a command, where every user of the machine can see
 * it: from the terminal without echo, or a line of stdin.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* Without the line's end. False: none came, or it was longer. `again`: at a terminal it is asked
 * for twice, and must be the same. */
bool secret_read(const char *prompt, bool again, char *out, size_t size);
