/* Prices, clinic days, the guide, services and notices: one screen, a file for each step. Shared by
 * the info*.c files only. */
#pragma once

#include "screen/args.h"
#include "screen/screen.h"
#include "store/content.h"

#include <stdint.h>

#define PRICES_MAX 60
#define DOCTORS_MAX 40
#define DEPARTMENTS_MAX 60
#define SERVICES_MAX 40
#define NOTICES_MAX 24
#define CATEGORIES_MAX 12
#define SESSIONS_MAX 42

/* The steps of info_step, and the doctors of one department as a step of its own, so that Back
 * leads to the departments. */
enum { INFO_DOCTORS_OF = INFO_STEP_COUNT, INFO_STEPS };

struct info_prices {
    char query[96];
    char asked[96]; /* what the rows below are an answer to */
    char category[ID_SIZE], open[ID_SIZE];
    bool opened; /* just now: the page turns to it */
    bool ready;
    struct reason categories[CATEGORIES_MAX];
    int counts[CATEGORIES_MAX];
    size_t category_count;
    struct price rows[PRICES_MAX];
    size_t count;
    int total;
};

struct info_doctors {
    struct department departments[DEPARTMENTS_MAX];
    size_t department_count;
    char department_id[ID_SIZE];
    struct label department;
    struct doctor rows[DOCTORS_MAX];
    char days[DOCTORS_MAX][160]; /* the next clinic days, written in `days_lang` */
    enum lang days_lang;
    size_t count;
    struct doctor doctor; /* the one that is open */
    struct schedule sessions[SESSIONS_MAX];
    size_t session_count;
};

struct info_services {
    bool ready;
    char kind[ID_SIZE], open[ID_SIZE];
    bool opened; /* just now: the page turns to it */
    struct service rows[SERVICES_MAX];
    size_t count;
};

struct info_notices {
    bool ready;
    char open[ID_SIZE];
    bool opened; /* just now: the page turns to it */
    struct notice rows[NOTICES_MAX];
    size_t count;
};

struct info_state {
    struct info_args args; /* first: what the screen was opened with */
    int64_t version;       /* db_version the parts were read at */
    bool departments_ready;
    struct info_prices prices;
    struct info_doctors doctors;
    struct info_services services;
    struct info_notices notices, guide;
};

void info_prices(struct app *app, struct info_state *s, struct ui *ui);
void info_doctors(struct app *app, struct info_state *s, struct ui *ui);
void info_doctors_of(struct app *app, struct info_state *s, struct ui *ui);
void info_doctor(struct app *app, struct info_state *s, struct ui *ui);
bool info_doctor_open(struct app *app, struct info_state *s, const char *doctor_id);
void info_flow(struct app *app, struct info_state *s, struct ui *ui);
void info_services(struct app *app, struct info_state *s, struct ui *ui);
void info_notices(struct app *app, struct info_state *s, struct ui *ui);

/* Parts that are not empty, with the language's mark for facts on one line between them. */
void info_join(const struct app *app, const char *const *parts, int count, char *out, size_t size);
/* Opens the way there. */
void info_way(struct app *app, const char *place_id);
