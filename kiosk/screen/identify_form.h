/* "Who are you": the form that the identify, check-in and booking screens show. Scan a card or
 * code, or type a resident ID, mobile number, visit-card number, or (for check-in) a visit code.
 * Only for files of screen/.
 */
#pragma once

#include "model/identity.h"
#include "screen/parts.h"

enum identify_tab { TAB_ID, TAB_PHONE, TAB_CARD, TAB_CODE, TAB_COUNT };

struct identify_form {
    enum identify_tab tab;
    bool begun;  /* a first tab was chosen */
    bool change; /* somebody else than who is identified */
    bool go;     /* a scan filled a field: go on at once */
    char fields[TAB_COUNT][40];
    struct id_check fault;
    bool faulty;
    bool scan_failed;
    enum err problem;
    struct identify_job job;
};

struct identify_options {
    const char *title, *lead;
    const char *guest;            /* offers "guest" with these words */
    bool code;                    /* offers the visit-code tab */
    const char *kept, *kept_left; /* a strip under the title: what waits meanwhile; NULL or "" */
};

enum identify_outcome {
    IDENTIFY_STAYS,
    IDENTIFY_DONE, /* app_person is set */
    IDENTIFY_GUEST,
    IDENTIFY_CODE /* fields[TAB_CODE] holds a visit code or ticket number to look up */
};

enum identify_outcome identify_form(struct app *app, struct identify_form *form, struct ui *ui,
                                    const struct identify_options *options);
/* What was scanned goes into its field and on; false when it is nothing that says who somebody is.
 */
bool identify_form_scan(struct app *app, struct identify_form *form, const char *text, bool code);
