#include "screen/subjects.h"

#include "base/text.h"
#include "i18n/tr.h"
#include "store/content.h"

#include <stdlib.h>
#include <string.h>

static void add(struct subjects *subjects, const char *kind, const char *id,
                const struct label *name)
{
    if (subjects->count == SUBJECTS_MAX)
        return;
    struct subject *subject = &subjects->list[subjects->count++];
    text_copy(subject->id, sizeof subject->id, id);
    text_format(subject->row, sizeof subject->row, "%s:%s", kind, id);
    subject->name = *name;
}

void subjects_read(struct app *app, struct subjects *subjects)
{
    size_t count = 0;
    if (subjects->ready || !app_content_ready(app))
        return;
    struct department *departments = calloc(SUBJECTS_MAX, sizeof *departments);
    struct place *places = calloc(SUBJECTS_MAX, sizeof *places);
    if (!departments || !places)
        abort();
    bool good = department_list(app_db(app), NULL, departments, SUBJECTS_MAX, &count) == ERR_OK;
    for (size_t i = 0; good && i < count; i++)
        add(subjects, "dept", departments[i].id, &departments[i].name);
    if (good && place_list(app_db(app), places, SUBJECTS_MAX, &count) == ERR_OK)
        for (size_t i = 0; i < count; i++)
            add(subjects, "place", places[i].id, &places[i].name);
    subjects->ready = good;
    free(departments);
    free(places);
}

const struct subject *subjects_keys(struct app *app, struct ui *ui, const struct subjects *subjects,
                                    const char *chosen)
{
    const struct subject *pressed = NULL;
    if (!subjects->ready) {
        ui_empty(ui, "clock", _("Getting ready"), _("The list comes in a moment"));
        return NULL;
    }
    ui_pages(ui, "subjects");
    ui_tiles(ui);
    for (size_t i = 0; i < subjects->count; i++) {
        const struct subject *s = &subjects->list[i];
        if (ui_choice(ui, s->row, NULL, app_label(app, &s->name), NULL, strcmp(s->id, chosen) == 0,
                      true))
            pressed = s;
    }
    ui_tiles_end(ui);
    ui_pages_end(ui);
    return pressed;
}
