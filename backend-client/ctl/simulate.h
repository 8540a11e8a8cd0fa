/* Inside ctl/: a hospital's day with invented patients, through the real acts on a real store, with
 * a clock of its own. The world (who comes, who is away, which line is cut) is here; what a queue
 * does is act/. All chance comes from the seed: the same seed gives the same day.
 *
 *   simulate.c        the verb      simulate_set.c     rooms, windows, kiosks from the content
 *   simulate_people.c who comes     simulate_day.c     the clock and its events
 *   simulate_kiosk.c  at kiosks     simulate_room.c    in rooms and at windows
 *   simulate_check.c  what must hold, from a ledger of its own and the rows of the store
 *   simulate_say.c    the figures
 */
#pragma once

#include "act/act.h"
#include "act/calling.h"
#include "ctl/context.h"
#include "store/care.h"
#include "store/content.h"
#include "store/queue.h"

#define SIM_STOPS 6    /* queues of one visit */
#define SIM_SESSIONS 4 /* of one room in a day */
#define SIM_DOOR 16    /* patients standing at a room's door */
#define SIM_KINDS 4    /* laboratory, imaging, cashier, pharmacy */
#define SIM_MINUTE 60000LL

struct sim_options {
    uint64_t seed;
    int patients, departments, rooms, kiosks, boards, windows;
    char date[DATE_SIZE], content[CONFIG_PATH_SIZE];
};

enum sim_wish { WISH_NUMBER, WISH_AGAIN }; /* what a patient wants at a kiosk */
enum sim_end { END_NONE, END_DONE, END_NOT_COME, END_WENT_HOME, END_TURNED_AWAY };

struct sim_patient {
    char person[UUID_SIZE], appointment[UUID_SIZE]; /* "" = walk-in */
    int department, priority;
    int64_t comes_ms, due_ms;
    char way[SIM_STOPS + 1]; /* stops after the doctor: 0..3 a kind of window, 'd' the doctor */
    int at;                  /* in way; -1 = the first doctor */
    char doctor[ID_SIZE];    /* who sees them */
    int entry;               /* in the ledger, -1 = no number */
    int misses;
    enum sim_wish wish;
    enum sim_end end;
};

struct sim_entry { /* one number in one queue, as the world saw it */
    char op[UUID_SIZE], number[12], queue[ID_SIZE];
    int patient, stop;
    bool handed, voided, promised, called, moved;
    int from_min, to_min;
    int64_t arrived_ms, entered_ms, told_ms, called_ms, ended_ms;
    enum queue_class class; /* when it was called */
    int room;               /* where the patient is now, -1 */
    bool held, urgent;
};

struct sim_call { /* in the order of time */
    int entry, room;
    int64_t at_ms, arrived_ms;
    char queue[ID_SIZE];
    bool free; /* an emergency, a held number or one at the door: outside the ratio */
};

struct sim_room { /* or a window */
    struct caller caller;
    char queue[ID_SIZE];
    int department; /* -1 = a window */
    int64_t from[SIM_SESSIONS], until[SIM_SESSIONS];
    int sessions, entry; /* whose patient is in, -1 */
    int64_t mean_ms;
    bool closed, idle, serving, helps; /* helps: its department's general clinic has no room */
    int door[SIM_DOOR], door_count;
};

struct sim_kiosk {
    char dir[CONFIG_PATH_SIZE];
    struct config config;
    struct act_env env;
    struct db *db; /* its own store: its series, and what it holds while the line is cut */
    int64_t free_ms, cut_from, cut_until;
    int *unsent, unsent_count; /* ledger */
};

struct sim_department {
    char id[ID_SIZE], general[ID_SIZE];
    int64_t minutes;
    int patients, inside;
};

struct sim_event {
    int64_t at_ms;
    unsigned seq;
    int kind, who, what;
};

struct sim_counts {
    int double_calls, board_twice, told_wrong; /* seen while it ran */
    int calls, missed, recalled, refused_again, voided, moved, closed, cuts, late_line, early, late,
        boards, stops;
};

struct sim {
    struct sim_options options;
    struct clock clock;
    int64_t now_ms, begin_ms, last_ms;
    uint64_t random;
    char dir[CONFIG_PATH_SIZE];
    struct config config;
    struct act_env env;
    bool helps_general; /* as the config says */
    struct db *db;      /* the hall's */
    struct sim_department *departments;
    int department_count;
    struct sim_room *rooms;
    int room_count, clinic_rooms;
    struct sim_kiosk *kiosks;
    char kinds[SIM_KINDS][ID_SIZE];
    int kind_count;
    int places; /* times as many as the timetables say, 0 = as they are */
    struct sim_patient *patients;
    struct sim_entry *entries;
    int entry_count, entry_room;
    struct sim_call *calls;
    int call_count, call_room;
    struct sim_event *events;
    int event_count, event_room;
    unsigned seq;
    int inside;
    struct sim_counts counts;
    char message[200]; /* what went wrong */
};

enum sim_event_kind {
    EVENT_COMES,  /* who: patient */
    EVENT_KIOSK,  /* patient, kiosk */
    EVENT_ROOM,   /* room: free */
    EVENT_SHOWS,  /* room: the called patient should be there */
    EVENT_PASSED, /* room: called again, still nobody */
    EVENT_ENDS,   /* room */
    EVENT_CLOSE,  /* room, target room */
    EVENT_OPEN,   /* room */
    EVENT_LINE,   /* kiosk: the line is back */
    EVENT_BOARD,  /* board */
    EVENT_MINUTE  /* idle loops: void what nobody took */
};

/* simulate_set.c, simulate_people.c: CTL_OK or a code after saying why */
int sim_set(struct sim *sim);
int sim_people(struct sim *sim);
/* simulate_day.c */
int sim_run(struct sim *sim);
void sim_push(struct sim *sim, int64_t at_ms, enum sim_event_kind kind, int who, int what);
uint64_t sim_random(struct sim *sim);
int sim_below(struct sim *sim, int n);
bool sim_chance(struct sim *sim, double p);
double sim_normal(struct sim *sim);
/* Longer ones are rarer; never under a fifth of the mean. */
int64_t sim_length(struct sim *sim, int64_t mean_ms);
void sim_uuid(struct sim *sim, int low, char out[UUID_SIZE]); /* its last digits are `low` */
int sim_entry_new(struct sim *sim, int patient);              /* an op is made for it */
/* The number as it came out of an act: read it back from the store. */
void sim_entry_enter(struct sim *sim, int entry, const struct ticket *ticket);
/* As the stations ask. ERR_NOT_FOUND: nobody waits; ERR_TAKEN: another room was first. `entry` -1:
 * whoever is next in `queue`. */
enum err sim_ask(struct sim *sim, enum call_kind kind, int entry, const char *queue,
                 const struct caller *caller, struct ticket *out);
bool sim_must(struct sim *sim, enum err e, const char *what); /* false: stops the day */
void sim_leaves(struct sim *sim, int patient, enum sim_end end);
/* simulate_kiosk.c */
void sim_comes(struct sim *sim, int patient);
void sim_at_kiosk(struct sim *sim, int patient, int kiosk);
void sim_line_back(struct sim *sim, int kiosk);
void sim_void(struct sim *sim);
/* simulate_room.c */
void sim_room_free(struct sim *sim, int room);
void sim_room_shows(struct sim *sim, int room);
void sim_room_passed(struct sim *sim, int room);
void sim_room_ends(struct sim *sim, int room);
void sim_room_close(struct sim *sim, int room, int target);
void sim_room_open(struct sim *sim, int room);
void sim_wake(struct sim *sim, const char *queue); /* somebody entered it */
void sim_door(struct sim *sim, int entry);
void sim_board(struct sim *sim);

struct sim_found { /* what must be 0 */
    int double_calls, lost, equal, starved, told_wrong;
};
/* simulate_check.c */
int sim_check(struct sim *sim, struct sim_found *out);
/* simulate_say.c */
void sim_say(const struct sim *sim, const struct sim_found *found, bool json);
