#include "store/doctor_cells.h"

void bind_label(struct statement *s, int first, const struct label *label)
{
    bind_text(s, first, label->zh);
    bind_text(s, first + 1, label->en);
}

void column_label(struct statement *s, int first, struct label *out)
{
    column_copy(s, first, out->zh, sizeof out->zh);
    column_copy(s, first + 1, out->en, sizeof out->en);
}

void bind_doctor(struct statement *s, int first, const struct doctor *doctor)
{
    bind_text(s, first, doctor->id);
    bind_text(s, first + 1, doctor->department_id);
    bind_label(s, first + 2, &doctor->department);
    bind_label(s, first + 4, &doctor->name);
    bind_label(s, first + 6, &doctor->title);
    bind_int(s, first + 8, doctor->general);
    bind_int(s, first + 9, doctor->fee_minor);
    bind_text(s, first + 10, doctor->letter);
    bind_text(s, first + 11, doctor->place_id);
    bind_label(s, first + 12, &doctor->place);
}

void column_doctor(struct statement *s, int first, struct doctor *out)
{
    column_copy(s, first, out->id, sizeof out->id);
    column_copy(s, first + 1, out->department_id, sizeof out->department_id);
    column_label(s, first + 2, &out->department);
    column_label(s, first + 4, &out->name);
    column_label(s, first + 6, &out->title);
    out->general = column_int(s, first + 8) != 0;
    out->fee_minor = column_int(s, first + 9);
    column_copy(s, first + 10, out->letter, sizeof out->letter);
    column_copy(s, first + 11, out->place_id, sizeof out->place_id);
    column_label(s, first + 12, &out->place);
}
