/* What one screen hands to another when it opens it: app_open copies the struct to the start of the
 * new screen's state. A state that takes args therefore has the struct as its first member; all
 * zero means "opened without".
 */
#pragma once

#include "model/label.h"

#include <stdbool.h>

struct book_args { /* screen_book; with a doctor it begins at that doctor's days, with a department
                      at that one's doctors */
    char doctor_id[ID_SIZE];
    char department_id[ID_SIZE];
    char move_op[UUID_SIZE]; /* the booking that is to be moved */
    char show_op[UUID_SIZE]; /* only that booking's receipt */
};

struct bookings_args {  /* screen_bookings; zero: whoever is identified, else it asks */
    bool stopped;       /* begins with what the hospital stopped */
    char op[UUID_SIZE]; /* one stopped booking, found by its visit code */
};

struct way_args { /* screen_way; with a place it begins at the route. A content place id or one of
                     the map's */
    char place_id[ID_SIZE];
};

struct queue_args { /* screen_queue; with a code it shows the place in the queue at once */
    char code[40];
};

struct checkin_args { /* screen_checkin; a visit code that was scanned or typed */
    char code[40];
};

struct identify_args { /* screen_identify; afterwards app_person is set, or Back was pressed, or
                          they go on as a guest */
    bool guest_allowed;
};

struct track_args { /* screen_complain; with a number it begins at complain.track */
    char number[20];
};

enum info_step {
    INFO_MENU,
    INFO_PRICES,
    INFO_DOCTORS,
    INFO_DOCTOR,
    INFO_FLOW,
    INFO_SERVICES,
    INFO_NOTICES,
    INFO_STEP_COUNT
};

struct info_args {       /* screen_info */
    enum info_step step; /* where it begins; Back then leaves */
    char id[ID_SIZE];    /* INFO_DOCTOR: the doctor; INFO_NOTICES: the notice that is open */
};

enum err_screen_kind { ERROR_STORE, ERROR_FULL, ERROR_CLOCK, ERROR_CONTENT, ERROR_SCREEN };

struct error_args { /* screen_error */
    enum err_screen_kind kind;
};
