/* Operation identifiers: RFC 4122 version 4, lower case, from the system's random source. */
#pragma once

#include <stdbool.h>

void uuid_new(char out[37]);
bool uuid_valid(const char *text);
