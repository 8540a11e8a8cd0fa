#include "screen/scan.h"

#include "base/text.h"
#include "model/identity.h"
#include "screen/args.h"

bool scan_from_home(struct app *app, const char *text)
{
    char today[DATE_SIZE], clean[40];
    app_today(app, today);
    switch (identity_scan(text, today, clean)) {
    case SCAN_NOTHING:
        break;
    case SCAN_RESIDENT_ID:
    case SCAN_MOBILE:
    case SCAN_CARD:
    case SCAN_VISIT_CODE: {
        struct checkin_args args = {{0}};
        text_copy(args.code, sizeof args.code, clean);
        app_open(app, &screen_checkin, &args, sizeof args);
        text_wipe(&args, sizeof args);
        text_wipe(clean, sizeof clean);
        return true;
    }
    case SCAN_TICKET: {
        struct queue_args args = {{0}};
        text_copy(args.code, sizeof args.code, clean);
        app_open(app, &screen_queue, &args, sizeof args);
        return true;
    }
    case SCAN_COMPLAINT: {
        struct track_args args = {{0}};
        text_copy(args.number, sizeof args.number, clean);
        app_open(app, &screen_complain, &args, sizeof args);
        return true;
    }
    }
    return false;
}
