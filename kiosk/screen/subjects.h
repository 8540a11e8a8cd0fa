/* What a complaint or a rating can be about: the departments, and the windows and areas of the
 * hospital. */
#pragma once

#include "screen/screen.h"

#define SUBJECTS_MAX 96

struct subject {
    char id[ID_SIZE];
    char row[ID_SIZE + 8]; /* the row's id: dept:ID or place:ID */
    struct label name;
};

struct subjects { /* zero = not read yet */
    bool ready;
    size_t count;
    struct subject list[SUBJECTS_MAX];
};

/* Reads them once the content is there; cheap afterwards. */
void subjects_read(struct app *app, struct subjects *subjects);
/* Pages of keys, `chosen` (an id) ticked; returns the one pressed in this frame or NULL. */
const struct subject *subjects_keys(struct app *app, struct ui *ui, const struct subjects *subjects,
                                    const char *chosen);
