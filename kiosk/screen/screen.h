/* A screen is one file: a table row, a private state with a size, and a view. The navigator zeroes
 * the state on entry and wipes it on leaving. This header is all that a screen knows of the program
 * (`struct app` is opaque).
 *
 * A screen with several steps names each in `steps`; app_step goes on, Back goes to the step
 * before, then to the screen before. Reading: app_db (the screen thread's own read connection;
 * never write with it). Writing: app_start runs an act on the store thread; the view is called
 * again when it has finished.
 */
#pragma once

#include "act/act.h"
#include "map/map.h"
#include "model/care.h"
#include "model/staff.h"
#include "ui/ui.h"

struct app;

struct screen {
    const char *const *steps; /* ids as in CONTRACT.md, e.g. "book.departments"; NULL-terminated */
    size_t state_size;
    int idle_s; /* 0 = config session.idle_s */
    void (*enter)(struct app *app,
                  void *state); /* may be NULL; state starts with the args given to app_open */
    void (*view)(struct app *app, void *state, struct ui *ui);
    /* Before the state is wiped, however the person left: gives back what was kept for them
     * (app_post). May be NULL. */
    void (*leave)(struct app *app, void *state);
    /* A scan of at most 512 bytes without control bytes; true when taken. NULL or false: one
     * sentence says it is of no use here. */
    bool (*scan)(struct app *app, void *state, const char *text);
    /* The person pressed Back; true when that closed something inside the step, as a question that
     * was asked. NULL or false: Back leaves the step. */
    bool (*back)(struct app *app, void *state);
    int passive; /* of a station's first screen: so many steps come and go by themselves, so nobody
                  * is waited for there; 0 = its first */
    /* Of a station's first screen, in a step where nobody is waited for: somebody has begun
     * something there, which is wiped when they leave it. NULL: nothing can be begun. */
    bool (*begun)(const void *state);
    bool bare;  /* draws its own head and keys: the view has the whole window */
    bool staff; /* staff's own: what is done in it is theirs, not a patient's with their help */
};

/* One row each in screens.c */
extern const struct screen screen_home, screen_identify, screen_book, screen_checkin, screen_queue,
    screen_way, screen_complain, screen_rate, screen_info, screen_error, screen_board,
    screen_window, screen_guide, screen_guide_notices, screen_guide_closures, screen_guide_stop,
    screen_bookings;

/* ---- going places ---- */
void app_open(struct app *app, const struct screen *screen, const void *args,
              size_t size);               /* on top; Back returns */
void app_step(struct app *app, int step); /* forward inside the screen */
void app_replace(struct app *app,
                 int step);        /* forward without a way back (a receipt: Back then goes home);
                                    * inside `enter`: the step it begins at, Back then leaves the screen */
int app_at(const struct app *app); /* the current step */
void app_back(struct app *app);
void app_home(struct app *app); /* ends the session: everything is wiped */

/* ---- the session ---- */
const struct person *app_person(const struct app *app); /* NULL: nobody is identified */
void app_set_person(struct app *app, const struct person *person);
/* True once for each person who is identified: what they must be told first. */
bool app_greet(struct app *app);
enum lang app_lang(const struct app *app);
/* Calls `fn` with everything in `lang`: for paper in a second language. */
void app_in_language(struct app *app, enum lang lang, void (*fn)(struct app *app, void *ctx),
                     void *ctx);
void app_show_in(struct app *app, enum lang lang); /* for a screen that nobody touches */
/* Whether the ways of this person avoid stairs: as they chose, else as low reach suggests. What
 * they chose holds until they leave, for the paper of their number too. */
bool app_step_free(const struct app *app);
void app_set_step_free(struct app *app, bool on);
const char *app_label(const struct app *app, const struct label *label);
const char *app_note(const struct app *app, const struct note *note);

/* ---- staff ---- */
/* Who signed in at this station; id "" = nobody. While somebody has, acts in screens that are not
 * staff's own are recorded as theirs for a patient. */
const struct staff_session *app_staff(const struct app *app);
void app_sign_in(struct app *app, const struct staff_session *session);
/* Wipes everything and goes to the station's first screen; `why` as in act/staff.h. */
void app_sign_out(struct app *app, const char *why);

/* ---- the world ---- */
struct db *app_db(struct app *app);
const struct config *app_config(const struct app *app);
int64_t app_now(const struct app *app); /* wall ms */
void app_today(const struct app *app, char out[DATE_SIZE]);
/* Puts what is closed now, and the hour, into the profile; lent until the view returns. */
void app_closures(struct app *app, struct map_profile *out);
const struct map *app_map(const struct app *app); /* NULL while loading or when there is none */
void app_link(struct app *app, struct link *out);
bool app_content_ready(struct app *app); /* false while the first content is being taken over */
/* Whether what a person says can be kept. Anything but HEALTH_GOOD: forms are refused before typing
 * (refuse_storing). */
enum health_state {
    HEALTH_GOOD,
    HEALTH_FULL,  /* less free disk than store.min_free_mb */
    HEALTH_CLOCK, /* the clock is older than the program */
    HEALTH_BROKEN /* the store cannot be written */
};
enum health_state app_health(const struct app *app);
bool app_damaged(
    const struct app *app); /* within the last day the store had to be replaced by an empty one */
void app_wake_at(struct app *app, int64_t wall_ms); /* call the view again then (a clock, a poll) */

/* ---- acts ---- */
/* Runs on the store thread. `job` is copied in; when finished it is copied back into the same
 * address (inside the screen's state) before the view is called. One at a time: false when one is
 * running. */
typedef enum err app_job(struct db *db, const struct act_env *env, void *job);
bool app_start(struct app *app, app_job *run, void *job, size_t size);
bool app_busy(const struct app *app);
/* The same for what nobody waits for: no result comes back. Safe in `leave`. */
void app_post(struct app *app, app_job *run, const void *job, size_t size);
/* In a view: it shows that it awaits something which is no act, e.g. the hospital's answer. */
void app_waits(struct app *app);
/* True once, in the first view after the job given at this address finished. */
bool app_finished(struct app *app, const void *job, enum err *result);

void app_call_staff(struct app *app); /* what the bar's help key does, for a key of a screen */

/* ---- paper ---- */
struct paper; /* device/printer.h */
enum print_state { PRINT_NONE, PRINT_WAITING, PRINT_DONE, PRINT_FAILED };
/* Copied; on the device thread. One at a time: while one is printing another is left out. With
 * `paper->ticket_op` the store hears what became of it (ticket_handed, ticket_print_failed), also
 * when the person has gone; PRINT_DONE comes after that. */
void app_print(struct app *app, const struct paper *paper);
enum print_state app_print_state(const struct app *app);
/* With PRINT_FAILED: ERR_NO_SPACE, ERR_BUSY, ERR_OFFLINE, ERR_IO (device/printer.h), or why the
 * store refused (ERR_INVALID: the number is void). */
enum err app_print_why(const struct app *app);
bool app_can_print(const struct app *app);

/* What the help key says: call staff, or what has become of the call. */
const char *app_help_words(const struct app *app);

/* ---- the voice of a station that has one ---- */
struct speech_call; /* device/speech.h */
struct speech_state;
bool app_say(struct app *app, const struct speech_call *call); /* as speech_say */
void app_unsay(struct app *app, const char *key);
void app_speech(struct app *app, struct speech_state *out);
/* Reading aloud, where [voice] has a voice: in place of what is being read. It stops by itself when
 * the screen or this step of it is left; never blocks. app_speech tells which sentence is on. */
struct speech_reading;
bool app_can_read(const struct app *app);
void app_read(struct app *app, const struct speech_reading *reading);
void app_hush(struct app *app);

/* ---- sentences ---- */
const char *sentence_for(enum err e); /* what the patient reads, translated; sentence.c */
