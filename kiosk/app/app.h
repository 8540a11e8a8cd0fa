/* The program's own state and what the files of app/ ask of each other. Nobody else includes this:
 * screens know `struct app` only through screen/screen.h.
 *
 * loop.c turns SDL's events into the calls of input.c; frame.c asks the open screen for its picture
 * and shows what changed; session.c is what ends when a person leaves; world.c is what stays.
 */
#pragma once

#include "app/signed_on.h"
#include "app/health.h"
#include "app/idle.h"
#include "app/nav.h"
#include "app/options.h"
#include "app/press.h"
#include "app/stations.h"
#include "app/worker.h"
#include "draw/painter.h"
#include "draw/semantics.h"
#include "input/scanner.h"
#include "store/content.h"
#include "ui/frame.h"

#include <stdatomic.h>

#define NOTICE_SIZE 160
#define NOTICE_MS 6000 /* what is said once stays so long, or until the next touch */

struct neighbours;
#define POSTED_MAX 4

struct paper_desk;
struct speech;
struct sync_thread;

struct app {
    /* what the program was started with */
    struct config config;
    const char *state_dir;
    const struct clock *clock;
    enum lang first_lang;
    double started_ms;       /* process clock */
    void (*wake)(void *ctx); /* makes the loop turn once; from any thread */
    void *wake_ctx;

    /* what shows the picture */
    struct painter *painter; /* NULL in tests: nothing is painted */
    struct pinyin_rime *pinyin;
    struct ui *ui;
    struct draw_list *shown, *next;
    struct semantics *semantics; /* NULL: no automation file */
    char shown_name[64];
    bool shown_busy, ever_shown, dirty;
    bool waiting; /* the view that was built last awaits something (app_waits) */

    /* the person in front of it: wiped by session_wipe */
    struct nav nav;
    struct person person;
    bool identified;
    bool greeted; /* app_greet was asked since */
    struct ui_modes modes;
    enum { STAIRS_AS_REACH, STAIRS_YES, STAIRS_NO } stairs; /* app_set_step_free */
    struct idle idle;
    bool warning;
    struct press press;
    struct {
        bool on;
        int64_t finger;
        struct box box; /* of the plan, when the finger came down */
    } drag;
    struct scanner scanner;
    char notice[NOTICE_SIZE];
    int64_t notice_until_ms;
    struct {
        long ticket; /* of the running act; 0 = none */
        void *data;
        long owner; /* serial of the screen it belongs to */
    } job;
    long posted[POSTED_MAX]; /* tickets of acts nobody waits for */
    struct {
        void *data; /* of the act that has just finished */
        enum err result;
    } finished;
    struct signed_on signed_on; /* staff: stays when a patient's things are wiped */
    struct {
        long ticket;
        bool called, received, coming; /* stored; the hospital is told; somebody said yes */
        struct label helper;           /* who, "" = not known */
        char words[64];                /* of that, for a key; in the frame's language */
    } help;

    /* the world */
    struct worker *worker;
    struct sync_thread *sync; /* NULL: standalone */
    struct neighbours *neighbours;
    struct db *db; /* the screen thread's reading connection */
    int64_t db_seen;
    struct hospital hospital;
    struct link link;
    struct health health;
    _Atomic(struct map *) map;
    char tended_date[DATE_SIZE]; /* store thread only */
    bool map_tried;              /* store thread only, with those below: the folder was looked at */
    char map_sum[20];            /* which building is shown */
    _Atomic double map_ms;       /* when it was there, since the start */
    atomic_bool up;        /* the first picture is shown: the rest of the housekeeping may begin */
    struct map **old_maps; /* shown before; kept until the end */
    size_t old_map_count;
    struct map_closure *closures; /* what is closed, as of the next three; screen thread */
    size_t closure_count;
    int64_t closures_seen, closures_minute;
    int64_t wanted_ms; /* mono: when what is announced and closed was asked for last */
    const struct map *closures_map;
    int64_t wake_at_ms;   /* wall; 0 = no view wants to be called */
    int64_t frame_due_ms; /* mono; 0 = nothing on the screen moves */
    int64_t minute;       /* of the clock on screen */
    bool holds_swept;     /* store thread only: what a crash left is given back */
    struct paper_desk *paper;
    struct speech *speech; /* NULL: this station has no voice */
    struct {               /* what is read aloud: stops when the screen or its step is left */
        long serial;       /* of the screen that asked for it; 0 = nothing */
        int step, sentence;
    } read;
    int warned_s; /* seconds that were left when the warning was said last, 0 = not said */
};

static inline const struct station_row *app_station(const struct app *app)
{
    return &stations[app->config.station.kind];
}

/* ---- start.c ---- */
double start_ms(const struct app *app); /* since the program began; any thread */

/* ---- world.c ---- */
/* Opens nothing: config, clock, worker and db are set. Reads what the chrome shows. */
void world_look(struct app *app);
/* The housekeeping on the store thread: content, map, stale tickets. */
void world_tend(void *app, struct db *db, const struct act_env *env);
/* world_map.c: what the store has; with `look` also what lies in the content's folder. */
void world_tend_map(struct app *app, struct db *db, const struct act_env *env, bool look);
void world_free_maps(struct app *app);                /* at the end */
const char *world_content_dir(const struct app *app); /* NULL: content comes from the server */

/* ---- session.c ---- */
void session_begin(struct app *app); /* opens home; once */
/* After the navigator went home; `keep_look`: the same person goes on, language and print stay. */
void session_wipe(struct app *app, bool keep_look);
void session_clear(struct app *app);                  /* at the end of the program */
struct idle_rule session_rule(const struct app *app); /* of the open screen */
bool session_pristine(const struct app *app);         /* home, nobody, the usual look */
void session_turn_language(struct app *app);
void session_turn_large(struct app *app);
void session_turn_low(struct app *app);
void session_say(struct app *app, const char *sentence); /* shown as a notice */

/* ---- acts.c ---- */
void acts_collect(struct app *app); /* what the store thread has finished */
void acts_call_staff(struct app *app);

/* ---- paper_desk.c ---- */
struct paper_desk *paper_desk_new(struct app *app);
void paper_desk_free(struct paper_desk *desk); /* waits for what is being printed */
/* What the device and store threads have finished; at each turn of the loop. */
void paper_desk_collect(struct paper_desk *desk);
void paper_desk_forget(struct paper_desk *desk); /* the next person knows nothing of it */

/* ---- spoken.c ---- */
void spoken_begin(struct app *app);
void spoken_end(struct app *app);
void spoken_look(struct app *app);             /* in each frame: stops what nobody stays for */
void spoken_warn(struct app *app, int left_s); /* in each second of the idle warning */
void spoken_warn_over(struct app *app);        /* somebody is there, or nobody any more */

/* ---- input.c: each shows its effect at once when it has one ---- */
void input_down(struct app *app, int64_t finger, int x, int y, int64_t ms);
void input_move(struct app *app, int64_t finger, int x, int y, int64_t ms);
void input_up(struct app *app, int64_t finger, int x, int y, int64_t ms);
void input_text(struct app *app, const char *utf8, int64_t ms);
void input_return(struct app *app, int64_t ms);
void input_backspace(struct app *app);
void input_control(struct app *app, int64_t ms);
/* What time alone brings: typed letters, the countdown, the minute. `ms` as given to the others. */
void input_tick(struct app *app, int64_t ms);
/* Milliseconds until input_tick has something to do; at most a minute. */
int input_wait(const struct app *app, int64_t ms);

/* ---- frame.c ---- */
void frame_show(struct app *app); /* builds the picture; paints and reports it if it changed */
