/* The doctor "as booked" in appointment and ticket rows: 14 columns, inside store/ only. */
#pragma once

#include "model/content.h"
#include "store/db.h"

#define DOCTOR_CELLS                                                                               \
    "doctor_id,department_id,department_zh,department_en,doctor_zh,doctor_en,title_zh,title_en,"   \
    "general,fee_minor,letter,place_id,place_zh,place_en"
#define DOCTOR_CELL_COUNT 14

void bind_doctor(struct statement *s, int first, const struct doctor *doctor);
void column_doctor(struct statement *s, int first, struct doctor *out);

void bind_label(struct statement *s, int first, const struct label *label); /* two columns */
void column_label(struct statement *s, int first, struct label *out);
