/* The verbs of a scene. */
#pragma once

#include "stage.h"

/* Plays one line, with everything filled in. False with the reason in stage->why. */
bool steps_play(struct stage *stage, const char *line);
bool steps_shot(struct stage *stage, const char *path); /* of the settled screen */
