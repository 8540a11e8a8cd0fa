/* The words of a step: splitting and filling in. */
#pragma once

#include "stage.h"

/* Copies `text` to `out` with @TODAY, @TOMORROW, @TODAY+N (YYYY-MM-DD, local), @SERVER,
 * @REPEAT(text,n), \xNN, and $NAME of what `keep` remembered, filled in. False with a reason in the
 * stage when one is unknown or it does not fit. */
bool words_fill(struct stage *stage, const char *text, char *out, size_t size);
