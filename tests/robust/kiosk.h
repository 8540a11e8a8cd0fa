/* The whole kiosk without a window: the real screens, the real store with the demo hospital in it,
 * a clock that a test moves. What a person does goes in as touches, keys and scans at the place
 * where SDL's events go in; what is shown is read from the draw list.
 */
#pragma once

#include "app/app.h"
#include "support/clock.h"
#include "support/temp.h"

struct kiosk {
    struct app app;
    char dir[TEMP_SIZE];
    struct test_clock clock;
    int64_t ms; /* of the touches */
    atomic_int woken;
    struct kiosk_text *text; /* NULL: the null engine */
};

struct kiosk_options {
    enum station station; /* zeroed: a kiosk */
    const char *place;    /* of a window; NULL: none */
    int width, height;    /* 0: 1080 x 1920 */
    bool real_text;       /* measured with the fonts, as on screen; needs SDL_VIDEODRIVER=dummy */
    const char *template; /* a state folder to begin with a copy of; NULL: an empty one */
    const char *content;  /* a folder taken over instead of the demo hospital */
    const char *instant;  /* local time it is; NULL: Thursday 2026-03-12 09:30 in Shanghai */
};

/* Opens the store, takes over assets/demo, shows home. */
void kiosk_open(struct kiosk *k, const struct kiosk_options *options);
void kiosk_close(struct kiosk *k); /* and removes its folder */
/* Makes a state folder with the demo hospital in it, closed and whole; temp_remove when done. */
void kiosk_template(char out[TEMP_SIZE]);
/* Ends it as a crash would as far as the store sees it, and starts it again. */
void kiosk_restart(struct kiosk *k);

void kiosk_settle(struct kiosk *k);           /* until no act runs and the housekeeping is done */
void kiosk_pass(struct kiosk *k, int64_t ms); /* time goes by, in steps of at most a second */

const struct item *kiosk_item(struct kiosk *k,
                              const char *id);       /* `id` may end in '*'; NULL: not there */
bool kiosk_says(struct kiosk *k, const char *words); /* in a label or value */
const char *kiosk_screen(struct kiosk *k);
/* Turns pages until it is there; false when it is nowhere or cannot be pressed. Settles afterwards.
 */
bool kiosk_tap(struct kiosk *k, const char *id);
void kiosk_touch(struct kiosk *k, int x, int y); /* does not settle */
void kiosk_type(struct kiosk *k, const char *utf8);
void kiosk_scan(struct kiosk *k, const char *utf8);
void kiosk_must(bool ok, struct kiosk *k, const char *what); /* prints the screen and aborts */
