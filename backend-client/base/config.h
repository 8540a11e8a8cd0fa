/* The config file: INI (inih), every key in one table (config.c) with section, default, unit, range
 * and help; the same table is checked against config/foyer.conf by a test. Unknown keys and values
 * out of range are errors, told as `file:line: [section] key: what is wrong, what is allowed`.
 */
#pragma once

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

#define CONFIG_PATH_SIZE 256
#define CONFIG_LIST_SIZE 200 /* a line of the file holds 198 bytes */
#define CONFIG_KEYS_MAX 200

enum station { STATION_KIOSK, STATION_BOARD, STATION_WINDOW, STATION_GUIDE, STATION_COUNT };
extern const char *const station_names[STATION_COUNT + 1]; /* NULL at the end */
enum auth_kind { AUTH_NONE, AUTH_BASIC, AUTH_BEARER, AUTH_OAUTH2 };
enum board_words { BOARD_ONE, BOARD_BOTH, BOARD_ALTERNATE };
enum printer_kind { PRINTER_NULL, PRINTER_FILE, PRINTER_DEVICE, PRINTER_TCP };
enum printer_answers { PRINTER_AUTO, PRINTER_ALWAYS, PRINTER_NEVER };
enum printer_languages { PRINTER_PATIENT, PRINTER_BOTH };
enum voice_output { VOICE_NULL, VOICE_SOUND, VOICE_FILE };
enum voice_name { VOICE_NAME_NONE, VOICE_NAME_MASKED, VOICE_NAME_FULL };
enum voice_digits { VOICE_DIGITS_EACH, VOICE_DIGITS_NUMBER };
enum voice_one { VOICE_ONE_YI, VOICE_ONE_YAO };
enum voice_languages { VOICE_ZH, VOICE_EN, VOICE_ZH_EN, VOICE_EN_ZH };

struct config {
    struct {
        char base[160];    /* the hospital's own URI prefix, for identifier systems */
        char timezone[64]; /* TZ, e.g. Asia/Shanghai or CST-8 */
        char currency[4];
    } hospital;
    struct {
        enum station kind;
        char id[40]; /* KIOSK-03, unique in the hospital */
        char name_zh[80], name_en[80];
        char letter[4];     /* of walk-in numbers; unique among kiosks, I..Z */
        char map_kiosk[64]; /* the IMDF kiosk feature we are; empty = the first */
        char map_level[64]; /* where we stand and look, where the map is wrong; "" = as it says */
        char map_point[64]; /* longitude and latitude */
        char map_bearing[16];
    } station;
    struct {
        char content[CONFIG_PATH_SIZE];  /* a folder of ndjson (and imdf/) taken over at start when
                                            newer; empty = none */
        char key_file[CONFIG_PATH_SIZE]; /* empty = <state>/key */
        int keep_sent_hours;
        int min_free_mb;
    } store;
    struct {
        char url[256]; /* empty = standalone */
        enum auth_kind auth;
        char user[80];
        char secret_file[CONFIG_PATH_SIZE]; /* password, bearer token or client secret; 0600 */
        char token_url[256];
        char ca_file[CONFIG_PATH_SIZE];
        int pull_s;      /* sessions and slots */
        int slow_pull_s; /* everything else */
        int connect_timeout_ms, timeout_ms;
        int retry_min_ms, retry_max_ms;
        int queue_pull_ms; /* queues, at boards, windows and guides */
        int kiosk_pull_s;  /* and at kiosks */
    } server;
    struct {
        int horizon_days;
        int max_open; /* open bookings of one person */
        int max_per_day;
        int cutoff_min;         /* cancel or move until so many minutes before the start */
        int hold_s;             /* a chosen slot is kept so long; 0 = not at all */
        int referral_release_h; /* places kept for the referred are everybody's so long before */
        int missed_max, missed_days, missed_block_days; /* 0 = nobody is blocked */
    } booking;
    struct {
        int early_min; /* check-in opens so long before the slot starts */
        int late_min;  /* and closes so long after it */
        int void_min;  /* a number neither printed nor taken is void after this */
    } checkin;
    struct { /* model/queue.h */
        int ratio;
        int window_min;
        int late_min;
        int missed_after;
        int missed_recalls;
        int elderly_age;
        int room_min;
        int help_general;
        char cared_cards[CONFIG_LIST_SIZE]; /* beginnings of card numbers, parted by commas */
        char own[CONFIG_LIST_SIZE];         /* queues that this station alone calls */
        int names;                          /* masked names go to the boards */
    } queue;
    struct {
        int idle_s, warn_s;
        int code_tries; /* wrong codes before a pause */
        int code_pause_s;
    } session;
    struct { /* model/staff.h */
        int idle_s;
        int session_min;
    } staff;
    struct {
        double px_per_mm; /* 0 = from the window: 1080 px are 268 mm */
        int edge_mm;      /* lower edge of the screen above the floor */
        int reduced_motion;
        int cursor; /* show the mouse pointer */
    } display;
    struct {
        enum printer_kind kind;
        char path[CONFIG_PATH_SIZE]; /* file or device */
        char host[160];
        int port;
        int width_mm;
        enum printer_languages languages;
        enum printer_answers answers;
        char logo[CONFIG_PATH_SIZE];
    } printer;
    struct { /* station board: what it shows; lists of ids are parted by commas */
        char departments[CONFIG_LIST_SIZE], queues[CONFIG_LIST_SIZE], places[CONFIG_LIST_SIZE];
        char title_zh[80], title_en[80]; /* "" = from what it shows */
        enum board_words words;
        int page_s;
    } board;
    struct {            /* station window */
        char place[80]; /* the window or room it stands at */
        int ask_s;
        int calls; /* whoever is on duty calls numbers on it */
    } window;
    struct { /* spoken calls */
        enum voice_output kind;
        char path[CONFIG_PATH_SIZE]; /* kind = file */
        enum voice_languages languages;
        int repeat, volume; /* times; percent */
        int chime;
        enum voice_name name;
        enum voice_digits digits;
        enum voice_one one;
        char sentence_zh[160], sentence_en[160]; /* with {number} {name} {room} */
        char program_zh[200], program_en[200];   /* text on its input, a WAV file on its output */
        char readings[CONFIG_PATH_SIZE];
    } voice;
    struct {
        int allow;
        char clock[CONFIG_PATH_SIZE];
    } automation;
    struct {                         /* not keys: where config_read found them */
        char path[CONFIG_PATH_SIZE]; /* "" = nothing was read */
        int lines[CONFIG_KEYS_MAX];  /* by place in config_keys; 0 = not in the file */
    } source;
};

void config_defaults(struct config *config);
/* Puts the hospital's timezone into TZ. Call once at start, before any thread. */
void config_apply_timezone(const struct config *config);
/* The commented file with every key at its default, i.e. config/foyer.conf. */
void config_example(struct buf *out);
/* Reads `path` over what is in `config`; file names in it are relative to its folder.
 * ERR_NOT_FOUND: no such file. On any error `message` holds one line without newline. */
MUST_CHECK enum err config_read(const char *path, struct config *config, char *message,
                                size_t message_size);
/* Checks what no single key can say (server without secret file...). The message names the line of
 * the key, or of the last key of its section where it is not in the file. */
MUST_CHECK enum err config_check(const struct config *config, char *message, size_t message_size);
/* Exactly `count` numbers parted by blanks or commas, as in [station] map_point. */
bool config_numbers(const char *text, int count, double *out);
