/* The automation file: one JSON line for each presented frame whose content changed (CONTRACT.md,
 * "Automation"). */
#pragma once

#include "base/err.h"
#include "draw/draw_list.h"

#include <stdint.h>

struct semantics;

struct frame_facts {
    const char *screen; /* e.g. "book.departments" */
    const char *lang;   /* "zh_CN" or "en" */
    bool large, contrast, low;
    bool busy;
    double ms;     /* since the program started */
    double map_ms; /* when the building was there; 0 = it is not */
};

MUST_CHECK enum err semantics_open(const char *path, struct semantics **out);
void semantics_write(struct semantics *semantics, const struct frame_facts *facts,
                     const struct draw_list *list);
void semantics_close(struct semantics *semantics); /* NULL is fine */
