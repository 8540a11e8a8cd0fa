#include "base/config_keys.h"

#define AT(field) offsetof(struct config, field), sizeof((struct config *)0)->field

const char *const station_names[] = {[STATION_KIOSK] = "kiosk",
                                     [STATION_BOARD] = "board",
                                     [STATION_WINDOW] = "window",
                                     [STATION_GUIDE] = "guide",
                                     [STATION_COUNT] = NULL};
static const char *const auths[] = {"none", "basic", "bearer", "oauth2", NULL};
static const char *const board_words[] = {"one", "both", "alternate", NULL};
static const char *const printers[] = {"null", "file", "device", "tcp", NULL};
static const char *const printer_languages[] = {"patient", "both", NULL};
static const char *const printer_answers[] = {"auto", "always", "never", NULL};
static const char *const voices[] = {"null", "sound", "file", NULL};
static const char *const voice_languages[] = {"zh", "en", "zh en", "en zh", NULL};
static const char *const voice_names[] = {"none", "masked", "full", NULL};
static const char *const voice_digits[] = {"each", "number", NULL};
static const char *const voice_ones[] = {"yi", "yao", NULL};

#define TEXT(s, n, field, fallback, allowed, help)                                                 \
    {                                                                                              \
        s, n, KEY_TEXT, AT(field), fallback, 0, 0, NULL, allowed, help                             \
    }
#define FILE_NAME(s, n, field, help)                                                               \
    {                                                                                              \
        s, n, KEY_FILE, AT(field), "", 0, 0, NULL, "a path, or empty", help                        \
    }
#define NUMBER(s, n, field, fallback, least, most, allowed, help)                                  \
    {                                                                                              \
        s, n, KEY_NUMBER, AT(field), fallback, least, most, NULL, allowed, help                    \
    }
#define REAL(s, n, field, fallback, least, most, allowed, help)                                    \
    {                                                                                              \
        s, n, KEY_REAL, AT(field), fallback, least, most, NULL, allowed, help                      \
    }
#define SWITCH(s, n, field, fallback, help)                                                        \
    {                                                                                              \
        s, n, KEY_SWITCH, AT(field), fallback, 0, 1, NULL, "yes or no", help                       \
    }
#define CHOICE(s, n, field, fallback, names, allowed, help)                                        \
    {                                                                                              \
        s, n, KEY_CHOICE, AT(field), fallback, 0, 0, names, allowed, help                          \
    }

const struct config_key config_keys[] = {
    TEXT("hospital", "base", hospital.base, "http://hospital.invalid",
         "an http or https address without a closing /",
         "The hospital's own URI prefix, for identifier systems. It is never fetched."),
    TEXT("hospital", "timezone", hospital.timezone, "Asia/Shanghai",
         "a name of /usr/share/zoneinfo, or a POSIX TZ",
         "Where the hospital is; all times on screen and paper are in this zone."),
    TEXT("hospital", "currency", hospital.currency, "CNY", "three capital letters, ISO 4217",
         "Currency of the prices."),

    CHOICE("station", "kind", station.kind, "kiosk", station_names, "kiosk, board, window or guide",
           "What this screen is; --station on the command line goes first."),
    TEXT("station", "id", station.id, "KIOSK-01", "letters, digits and -, unique in the hospital",
         "Name of this terminal for the server."),
    TEXT("station", "name_zh", station.name_zh, "门诊大厅自助机", "text",
         "Its name for people, in Chinese."),
    TEXT("station", "name_en", station.name_en, "Main hall kiosk", "text",
         "Its name for people, in English."),
    TEXT("station", "letter", station.letter, "K",
         "one letter from I to Z, unique among the kiosks",
         "First letter of the walk-in numbers given out here; A to H belong to the doctors."),
    TEXT("station", "map_kiosk", station.map_kiosk, "",
         "the id or name of an IMDF kiosk feature, or empty",
         "Where this screen stands on the map; empty takes the first kiosk of the map."),
    TEXT("station", "map_bearing", station.map_bearing, "", "degrees, 0 to 360, or empty",
         "Which way somebody in front of it looks, clockwise from true north; empty is as the map "
         "says."),
    TEXT("station", "map_point", station.map_point, "", "longitude and latitude, or empty",
         "Where it was moved to, when the map is behind; empty is as the map says."),
    TEXT("station", "map_level", station.map_level, "", "the id or name of an IMDF level, or empty",
         "And on which floor; only with map_point."),

    FILE_NAME("store", "content", store.content,
              "A folder of *.ndjson files (and imdf/) with the hospital's content, taken over at "
              "start when it changed."),
    FILE_NAME("store", "key_file", store.key_file,
              "The key that seals what names a person, 0600; empty is the file `key` in the state "
              "directory."),
    NUMBER("store", "keep_sent_hours", store.keep_sent_hours, "72", 0, 168, "hours, 0 to 168",
           "How long a sent entry is kept in full, so that it can be sent again to a server "
           "restored from a backup."),
    NUMBER("store", "min_free_mb", store.min_free_mb, "200", 0, 100000, "MB, 0 to 100000",
           "With less free disk than this no new form is begun."),

    TEXT("server", "url", server.url, "", "https://..., http://localhost..., or empty",
         "The hospital's FHIR R4 server; empty = standalone: bookings are confirmed here and "
         "everything is kept to be sent."),
    CHOICE("server", "auth", server.auth, "none", auths, "none, basic, bearer or oauth2",
           "How we log in there."),
    TEXT("server", "user", server.user, "", "text", "User name (basic) or client id (oauth2)."),
    FILE_NAME("server", "secret_file", server.secret_file,
              "File with the password, bearer token or client secret; readable by this user only "
              "(0600)."),
    TEXT("server", "token_url", server.token_url, "", "https://..., or empty",
         "Where oauth2 tokens come from."),
    FILE_NAME("server", "ca_file", server.ca_file,
              "Own CA certificates (PEM); empty = those of the system."),
    NUMBER("server", "pull_s", server.pull_s, "30", 1, 3600, "seconds, 1 to 3600",
           "How often sessions and slots are asked for."),
    NUMBER("server", "slow_pull_s", server.slow_pull_s, "600", 5, 86400, "seconds, 5 to 86400",
           "How often everything else is asked for."),
    NUMBER("server", "connect_timeout_ms", server.connect_timeout_ms, "5000", 100, 60000,
           "milliseconds, 100 to 60000", "Longest wait for a connection."),
    NUMBER("server", "timeout_ms", server.timeout_ms, "30000", 500, 300000,
           "milliseconds, 500 to 300000", "Longest time for a whole request."),
    NUMBER("server", "retry_min_ms", server.retry_min_ms, "1000", 10, 60000,
           "milliseconds, 10 to 60000",
           "First pause after a failed request; it doubles from there."),
    NUMBER("server", "retry_max_ms", server.retry_max_ms, "300000", 10, 3600000,
           "milliseconds, 10 to 3600000", "Longest pause between two tries."),

    NUMBER("server", "queue_pull_ms", server.queue_pull_ms, "1050", 200, 60000,
           "milliseconds, 200 to 60000",
           "How often a board, window or guide asks for its queues. A little over a second keeps a "
           "board within 60 requests a minute."),
    NUMBER("server", "kiosk_pull_s", server.kiosk_pull_s, "10", 1, 3600, "seconds, 1 to 3600",
           "How often a kiosk does."),

    NUMBER("booking", "horizon_days", booking.horizon_days, "14", 1, 60, "days, 1 to 60",
           "How far ahead one can book, today included."),
    NUMBER("booking", "max_open", booking.max_open, "5", 1, 50, "1 to 50",
           "Open bookings one person may hold."),
    NUMBER("booking", "max_per_day", booking.max_per_day, "2", 1, 20, "1 to 20",
           "Of these, how many on one day."),
    NUMBER("booking", "cutoff_min", booking.cutoff_min, "60", 0, 10080, "minutes, 0 to 10080",
           "A booking can be cancelled or moved until so long before its time."),
    NUMBER("booking", "hold_s", booking.hold_s, "300", 0, 1800, "seconds, 0 to 1800",
           "A chosen time is kept for the patient so long, then it is free for all again; 0 keeps "
           "nothing."),
    NUMBER("booking", "referral_release_h", booking.referral_release_h, "24", 0, 720,
           "hours, 0 to 720",
           "Places kept for referred patients are offered to everybody so long before their time."),
    NUMBER("booking", "missed_max", booking.missed_max, "3", 0, 50, "bookings, 0 to 50",
           "Who missed so many bookings within missed_days books at the desk for a while; 0 = no "
           "such rule."),
    NUMBER("booking", "missed_days", booking.missed_days, "90", 1, 366, "days, 1 to 366",
           "How far back missed bookings count."),
    NUMBER("booking", "missed_block_days", booking.missed_block_days, "30", 1, 366,
           "days, 1 to 366", "So long after the last one missed, booking is at the desk only."),

    NUMBER("checkin", "early_min", checkin.early_min, "60", 0, 1440, "minutes, 0 to 1440",
           "Check-in opens so long before the booked time."),
    NUMBER("checkin", "late_min", checkin.late_min, "30", 0, 1440, "minutes, 0 to 1440",
           "And closes so long after it."),
    NUMBER("checkin", "void_min", checkin.void_min, "10", 1, 1440, "minutes, 1 to 1440",
           "A number neither printed nor taken by QR code is void after this."),

    NUMBER("queue", "ratio", queue.ratio, "3", 1, 20, "calls, 1 to 20",
           "After so many calls in a row that passed over somebody who came earlier, the one who "
           "has waited longest is called."),
    NUMBER("queue", "window_min", queue.window_min, "15", 0, 240, "minutes, 0 to 240",
           "A booked patient goes before walk-ins from so long before the booked time."),
    NUMBER("queue", "late_min", queue.late_min, "15", 0, 240, "minutes, 0 to 240",
           "Who checks in later than so long after the booked time waits as a walk-in."),
    NUMBER("queue", "missed_after", queue.missed_after, "3", 0, 50, "patients, 0 to 50",
           "A missed number that is asked for again stands behind so many others."),
    NUMBER("queue", "missed_recalls", queue.missed_recalls, "1", 0, 5, "times, 0 to 5",
           "How often a patient can ask for a missed number again at the kiosk."),
    NUMBER("queue", "elderly_age", queue.elderly_age, "65", 0, 120, "years, 0 to 120",
           "From this age on one goes before other walk-ins; 0 = no such rule."),
    TEXT("queue", "cared_cards", queue.cared_cards, "",
         "beginnings of card numbers parted by commas, or empty",
         "Whose card begins so goes before other walk-ins too: disabled people, servicemen."),
    NUMBER("queue", "room_min", queue.room_min, "20", 5, 240, "minutes, 5 to 240",
           "A room that has not called anybody for so long does not count as open."),
    SWITCH("queue", "help_general", queue.help_general, "yes",
           "A doctor's room that has nobody left, or whose department's clinic without a named "
           "doctor has no room calling, calls from that clinic too."),
    TEXT("queue", "own", queue.own, "", "ids parted by commas, or empty",
         "Queues that are called from this station alone: it calls on when the server is away."),
    SWITCH("queue", "names", queue.names, "yes",
           "Masked names of patients (张*三) go to the boards, but for sensitive departments."),

    NUMBER("session", "idle_s", session.idle_s, "60", 5, 600, "seconds, 5 to 600",
           "Without a touch for so long, the screen warns."),
    NUMBER("session", "warn_s", session.warn_s, "20", 5, 120, "seconds, 5 to 120",
           "And so long after that everything entered is wiped (WCAG 2.2.1 asks for 20 at least)."),
    NUMBER("session", "code_tries", session.code_tries, "5", 1, 20, "1 to 20",
           "Wrong codes in a row before a pause."),
    NUMBER("session", "code_pause_s", session.code_pause_s, "60", 1, 3600, "seconds, 1 to 3600",
           "That pause; it outlives a restart."),

    NUMBER("staff", "idle_s", staff.idle_s, "60", 15, 300, "seconds, 15 to 300",
           "A member of staff who does not touch the screen for so long is signed out."),
    NUMBER("staff", "session_min", staff.session_min, "10", 1, 60, "minutes, 1 to 60",
           "And is asked for the PIN again after so long in any case."),

    REAL("display", "px_per_mm", display.px_per_mm, "0", 0, 40, "pixels per millimetre, 0 to 40",
         "Pixel density of the panel; 0 takes 1080 pixels as 268 mm (21.5 inch)."),
    NUMBER("display", "edge_mm", display.edge_mm, "900", 0, 2000, "millimetres, 0 to 2000",
           "The screen's lower edge above the floor; low reach keeps every control under 1220 mm."),
    SWITCH("display", "reduced_motion", display.reduced_motion, "no", "Nothing slides or fades."),
    SWITCH("display", "cursor", display.cursor, "no", "Show the mouse pointer."),

    CHOICE(
        "printer", "kind", printer.kind, "null", printers, "null, file, device or tcp",
        "null has no paper, file writes each ticket into a folder, device and tcp speak ESC/POS."),
    FILE_NAME("printer", "path", printer.path,
              "The folder (file) or the device, such as /dev/usb/lp0."),
    TEXT("printer", "host", printer.host, "", "a host name or address, or empty",
         "The printer's host (tcp)."),
    NUMBER("printer", "port", printer.port, "9100", 1, 65535, "1 to 65535",
           "The printer's port (tcp)."),
    NUMBER("printer", "width_mm", printer.width_mm, "80", 40, 120, "millimetres, 40 to 120",
           "Width of the paper: 58 and 80 are usual."),
    CHOICE("printer", "languages", printer.languages, "patient", printer_languages,
           "patient or both",
           "In the language the patient had on the screen, or in that one and the other below."),
    CHOICE("printer", "answers", printer.answers, "auto", printer_answers, "auto, always or never",
           "Whether it tells its status: auto believes in silence only until it has answered once, "
           "always takes silence for switched off, never does not ask."),
    FILE_NAME("printer", "logo", printer.logo,
              "The hospital's mark at the head of each paper, PNG or SVG, dark on light."),

    TEXT("board", "departments", board.departments, "", "ids parted by commas, or empty",
         "A board shows the rooms of these departments; with the next two empty as well, those of "
         "the whole hospital."),
    TEXT("board", "queues", board.queues, "", "ids parted by commas, or empty",
         "And these queues: ids of doctors' roles, or of places such as the cashier."),
    TEXT("board", "places", board.places, "", "ids parted by commas, or empty",
         "And every room of these places: an area, a hall, a floor, a building."),
    TEXT("board", "title_zh", board.title_zh, "", "text",
         "What stands at its top, in Chinese; empty = from what it shows."),
    TEXT("board", "title_en", board.title_en, "", "text", "The same in English."),
    CHOICE("board", "words", board.words, "one", board_words, "one, both or alternate",
           "In the language of --lang, in Chinese and English together, or by turns."),
    NUMBER("board", "page_s", board.page_s, "10", 3, 120, "seconds, 3 to 120",
           "How long one page of rooms, or one language, stays."),

    TEXT("window", "place", window.place, "", "the id of a Location",
         "The window or room this terminal stands at."),
    NUMBER("window", "ask_s", window.ask_s, "20", 0, 120, "seconds, 0 to 120",
           "How long it asks for a rating after each patient; 0 = it does not."),
    SWITCH(
        "window", "calls", window.calls, "no",
        "Whoever is on duty there calls numbers on it, for a room whose terminal they have before "
        "them."),

    CHOICE("voice", "kind", voice.kind, "null", voices, "null, sound or file",
           "How calls, and ways that a patient wants read, are spoken: not at all, through the "
           "loudspeaker, or as lines into a file (for "
           "trying out)."),
    FILE_NAME("voice", "path", voice.path, "The file of kind = file."),
    CHOICE("voice", "languages", voice.languages, "zh en", voice_languages,
           "zh, en, zh en, or en zh", "The languages of each call, in the order they are spoken."),
    NUMBER("voice", "repeat", voice.repeat, "2", 1, 5, "times, 1 to 5",
           "How often a call is said; once only while others wait."),
    NUMBER("voice", "volume", voice.volume, "80", 0, 100, "percent, 0 to 100",
           "How loud, of what the loudspeaker gives."),
    SWITCH("voice", "chime", voice.chime, "yes",
           "Two tones before each call, and when a kiosk asks whether somebody is still there."),
    CHOICE("voice", "name", voice.name, "none", voice_names, "none, masked or full",
           "What is spoken of a patient's name; full says before the whole hall who is a patient "
           "here."),
    CHOICE("voice", "digits", voice.digits, "each", voice_digits, "each or number",
           "How B027 is read: B 零二七 or B 二十七."),
    CHOICE("voice", "one", voice.one, "yi", voice_ones, "yi or yao",
           "How the digit 1 is read one by one: 一 or 幺."),
    TEXT("voice", "sentence_zh", voice.sentence_zh, "请 {number} 号，{name}，到 {room}",
         "text with {number}, {name} and {room}", "The Chinese call."),
    TEXT("voice", "sentence_en", voice.sentence_en, "Number {number}, {name}, please go to {room}",
         "text with {number}, {name} and {room}", "The English call."),
    TEXT("voice", "program_zh", voice.program_zh,
         "espeak-ng -b 1 -z -s 150 -v cmn-latn-pinyin --stdin --stdout",
         "a program and its words, without quotes",
         "The Chinese voice: any program that reads text and writes a WAV file."),
    TEXT("voice", "program_en", voice.program_en,
         "espeak-ng -b 1 -z -s 150 -v en-us --stdin --stdout",
         "a program and its words, without quotes", "The English voice."),
    FILE_NAME(
        "voice", "readings", voice.readings,
        "How Chinese words are read where the voice is wrong: lines of a word, a tab, and what "
        "it is given instead; empty is the list that comes along."),

    SWITCH("automation", "allow", automation.allow, "no",
           "Allow --automation FILE, which writes what is on screen: for tests and tours, never in "
           "a hospital."),
    FILE_NAME(
        "automation", "clock", automation.clock,
        "A file with a number of milliseconds that is added to the clock; only with allow = yes."),
};

const size_t config_key_count = sizeof config_keys / sizeof config_keys[0];
