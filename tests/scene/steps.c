#include "steps.h"
#include "check.h"
#include "fake/printer.h"
#include "process.h"
#include "seek.h"
#include "served.h"
#include "wait.h"
#include "words.h"

#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SERVER_MS = 60000, CLOCK_MS = 300, CALL_MS = 10000 };

static double timeout_ms(const struct stage *stage)
{
    return stage->options->timeout_s *
           (stage->has_server ? 4000 : 1000); /* the first pull takes its time */
}

/* Takes in frames until `holds` is true, or the time is over. False only when foyer has ended. */
static bool wait_until(struct stage *stage, bool (*holds)(struct stage *stage, const char *what),
                       const char *what)
{
    for (double start = now_ms(); !holds(stage, what) && now_ms() - start < timeout_ms(stage);)
        if (!stage_pump(stage, 50, NULL))
            return false;
    return true;
}

static bool step_tap(struct stage *stage, char *what)
{
    return seek_tap(stage, what);
}

static bool there(const struct stage *stage, const char *id)
{
    const struct shown *item = automation_find(stage->automation, id);
    return item && item->enabled;
}

static bool key_there(struct stage *stage, const char *key)
{
    return there(stage, key);
}

static bool some_page_of_keys(struct stage *stage, const char *key)
{
    return there(stage, key) || there(stage, "key:symbols");
}

/* Brings the key for the character on screen and taps it. `c` is one UTF-8 character. Letter keys
 * are named by the small letter; where there is no shift key, they write capitals anyway. */
static bool type_character(struct stage *stage, const char *c)
{
    char key[32];
    bool capital = isupper((unsigned char)*c);
    snprintf(key, sizeof key, "key:%s", strcmp(c, " ") == 0 ? "space" : c);
    if (capital)
        key[4] = (char)tolower((unsigned char)*c);
    if (!wait_until(stage, some_page_of_keys, key))
        return false;
    if (!there(stage, key) && there(stage, "key:symbols") && !seek_tap(stage, "key:symbols"))
        return false;
    if (!wait_until(stage, key_there, key))
        return false;
    if (!there(stage, key))
        return stage_fail(stage, "no key for '%s'", c);
    if (capital && there(stage, "key:shift") && !seek_tap(stage, "key:shift"))
        return false;
    return seek_tap(stage, key);
}

/* Nothing on the screen tells that a digit of a PIN was taken; each key is let go before the next.
 */
static bool type_secret(struct stage *stage, const char *digits)
{
    for (; *digits; digits++) {
        char key[] = {'k', 'e', 'y', ':', *digits, 0};
        if (!seek_press(stage, key))
            return false;
    }
    return stage_settle(stage, 300, 60);
}

static bool step_type(struct stage *stage, char *rest)
{
    char *text = rest + strcspn(rest, " ");
    if (*text)
        *text++ = 0;
    const struct shown *field = seek(stage, rest);
    if (!field || (!field->focused && !seek_tap(stage, rest)))
        return false;
    if (automation_find(stage->automation, "cand.more") && !seek_tap(stage, "input:abc"))
        return false; /* pinyin is chosen: letters would become characters */
    if (strcmp(rest, "pin") == 0)
        return type_secret(stage, text);
    while (*text) {
        if (*text == ' ' && !automation_find(stage->automation, "key:space")) {
            text++; /* codes are shown in groups; a pad of digits has no space */
            continue;
        }
        char c[5] = {*text++};
        for (int n = 1; (*text & 0xc0) == 0x80 && n < 4;)
            c[n++] = *text++;
        if (!type_character(stage, c))
            return false;
    }
    return true;
}

static const struct shown *candidate(const struct stage *stage, const char *word)
{
    const struct shot_frame *frame = automation_frame(stage->automation);
    for (size_t i = 0; i < frame->count; i++)
        if (strncmp(frame->items[i].id, "cand:", 5) == 0 &&
            strcmp(frame->items[i].label, word) == 0)
            return &frame->items[i];
    return NULL;
}

static bool candidates_there(struct stage *stage, const char *word)
{
    return candidate(stage, word) || there(stage, "cand:1");
}

/* pinyin LETTERS WORD: taps the letters, then the word among the candidates, turning their pages.
 */
static bool step_pinyin(struct stage *stage, char *letters)
{
    char *word = strchr(letters, ' '), id[16];
    if (!word)
        return stage_fail(stage, "pinyin LETTERS WORD");
    *word++ = 0;
    if (!automation_find(stage->automation, "cand.more") && !seek_tap(stage, "input:pinyin"))
        return false;
    for (const char *p = letters; *p; p++)
        if (!type_character(stage, (char[]){*p, 0}))
            return false;
    if (!wait_until(stage, candidates_there, word))
        return false;
    while (!candidate(stage, word) && there(stage, "cand.more"))
        if (!seek_tap(stage, "cand.more"))
            return false;
    if (!candidate(stage, word))
        return stage_fail(stage, "%s is no candidate of %s", word, letters);
    snprintf(id, sizeof id, "%s", candidate(stage, word)->id);
    return seek_tap(stage, id);
}

static bool step_scan(struct stage *stage, char *text)
{
    if (!seek_idle(stage))
        return false;
    if (!x11_scan(stage->x11, text))
        return stage_fail(stage, "the scanner has no key for a character");
    return stage_settle(stage, 1000, 60);
}

static bool on_screen(struct stage *stage, const char *screen)
{
    const struct shot_frame *frame = automation_frame(stage->automation);
    return !frame->busy && strcmp(frame->screen, screen) == 0;
}

static bool step_wait(struct stage *stage, char *screen)
{
    const struct shot_frame *frame = automation_frame(stage->automation);
    return wait_until(stage, on_screen, screen) &&
           (on_screen(stage, screen) ||
            stage_fail(stage, "%s is %s", frame->screen, frame->busy ? "busy" : "still there"));
}

static bool step_see(struct stage *stage, char *what)
{
    return seek(stage, what);
}

static bool absent(struct stage *stage, const char *what)
{
    return !automation_find(stage->automation, what);
}

static bool step_not(struct stage *stage, char *what)
{
    return seek_idle(stage) && wait_until(stage, absent, what) &&
           (absent(stage, what) || stage_fail(stage, "%s is there", what));
}

static bool is_off(struct stage *stage, const char *id)
{
    const struct shown *item = automation_find(stage->automation, id);
    return item && !item->enabled;
}

/* Waited for, as it may hang on what a station has yet to notice. */
static bool step_off(struct stage *stage, char *what)
{
    const struct shown *item = seek(stage, what);
    if (!item || !item->enabled)
        return item != NULL;
    return wait_until(stage, is_off, what) &&
           (is_off(stage, what) || stage_fail(stage, "%s can be pressed", what));
}

bool steps_shot(struct stage *stage, const char *path)
{
    if (stage->foyer > 0 && !stage_settle(stage, 100, 150))
        return false;
    wait_ms(30); /* the frame is presented, the X server may still be drawing it */
    return x11_shot(stage->x11, path) || stage_fail(stage, "no screenshot");
}

static bool step_shot(struct stage *stage, char *name)
{
    char path[1024];
    if (!seek_idle(stage))
        return false;
    if (!stage->options->shots)
        return true;
    snprintf(path, sizeof path, "%s/%02d-%s.png", stage->options->shots, ++*stage->shots, name);
    return steps_shot(stage, path);
}

static bool step_offline(struct stage *stage, char *rest)
{
    (void)rest;
    if (!stage->has_server)
        return stage_fail(stage, "no server in this scene");
    server_stop(&stage->server);
    return true;
}

static bool step_online(struct stage *stage, char *rest)
{
    (void)rest;
    if (!stage->has_server)
        return stage_fail(stage, "no server in this scene");
    return stage->server.pid > 0 || server_start(&stage->server) ||
           stage_fail(stage, "no FHIR server");
}

static bool step_pass(struct stage *stage, char *time)
{
    char unit = 's';
    double number;
    if (sscanf(time, "%lf%c", &number, &unit) < 1 || !strchr("smhd", unit))
        return stage_fail(stage, "how long is %s?", time);
    double seconds = number * (unit == 's' ? 1 : unit == 'm' ? 60 : unit == 'h' ? 3600 : 86400);
    if (!stage_put_clock(stage, (long long)(seconds * 1000)))
        return false;
    for (double start = now_ms(); now_ms() - start < CLOCK_MS;)
        if (!stage_pump(stage, 50, NULL))
            return false;
    return true;
}

/* The words go to tests/scenes/hospital.sh, which changes the content under the running screen;
 * with a server it is changed there. */
static bool step_hospital(struct stage *stage, char *rest)
{
    if (stage->has_server)
        return served_hospital(stage, rest);
    char *argv[8] = {(char *)FOYER_SOURCE "/tests/scenes/hospital.sh",
                     (char *)stage->options->foyerctl, stage->folder};
    int count = 3;
    for (char *save = NULL, *word = strtok_r(rest, " ", &save); word && count < 7;
         word = strtok_r(NULL, " ", &save))
        argv[count++] = word;
    if (!stage->options->foyerctl)
        return stage_fail(stage, "no --foyerctl");
    return process_run(argv) || stage_fail(stage, "the hospital could not do that");
}

static bool step_server(struct stage *stage, char *rest)
{
    char *number = strrchr(rest, ' '), *end;
    long wanted = number ? strtol(number + 1, &end, 10) : 0, count = -1;
    if (!number || *end)
        return stage_fail(stage, "server TYPE?query N");
    *number = 0;
    for (double start = now_ms(); now_ms() - start < SERVER_MS;) {
        count = server_count(&stage->server, rest);
        if (count == wanted)
            return true;
        if (!stage_pump(stage, 200, NULL))
            return false;
    }
    return stage_fail(stage, "the server has %ld of %s", count, rest);
}

static struct kept *keep_as(struct stage *stage, const char *name)
{
    for (size_t i = 0; i < stage->kept_count; i++)
        if (strcmp(stage->kept[i].name, name) == 0)
            return &stage->kept[i];
    if (stage->kept_count == KEPT_MAX)
        return NULL;
    struct kept *kept = &stage->kept[stage->kept_count++];
    snprintf(kept->name, sizeof kept->name, "%s", name);
    return kept;
}

/* post NAME TYPE JSON: somebody else makes a resource on the server; $NAME is its id from then on.
 */
static bool step_post(struct stage *stage, char *rest)
{
    char name[32], type[40];
    int used = 0;
    struct kept *kept = sscanf(rest, "%31s %39s %n", name, type, &used) == 2 && rest[used]
                            ? keep_as(stage, name)
                            : NULL;
    if (!kept)
        return stage_fail(stage, "post NAME TYPE JSON");
    return server_post(&stage->server, type, rest + used, kept->value, sizeof kept->value) ||
           stage_fail(stage, "the server did not take that %s", type);
}

/* find NAME TYPE?query: $NAME is the id of the first match. */
static bool step_find(struct stage *stage, char *rest)
{
    char name[32];
    int used = 0;
    struct kept *kept =
        sscanf(rest, "%31s %n", name, &used) == 1 && rest[used] ? keep_as(stage, name) : NULL;
    if (!kept)
        return stage_fail(stage, "find NAME TYPE?query");
    return server_find(&stage->server, rest + used, kept->value, sizeof kept->value) ||
           stage_fail(stage, "the server has no %s", rest + used);
}

/* From now on the printer is so: paper is put in, the cover opened... */
static bool step_printer(struct stage *stage, char *rest)
{
    enum fake_manner manner;
    if (!stage->printer || !fake_manner_named(rest, &manner))
        return stage_fail(stage, "no printer, or no such one: %s", rest);
    fake_printer_turn(stage->printer, manner);
    return true;
}

static bool step_papers(struct stage *stage, char *rest)
{
    if (!stage->printer)
        return stage_fail(stage, "no printer");
    struct fake_seen seen = fake_printer_seen(stage->printer);
    return seen.papers == atoi(rest) ||
           stage_fail(stage, "%d papers came out, and %d rows", seen.papers, seen.rows);
}

static bool step_keep(struct stage *stage, char *rest)
{
    char name[32], id[128];
    struct kept *kept = sscanf(rest, "%31s %127s", name, id) == 2 ? keep_as(stage, name) : NULL;
    if (!kept)
        return stage_fail(stage, "keep NAME ID");
    const struct shown *item = seek(stage, id);
    if (!item)
        return false;
    snprintf(kept->value, sizeof kept->value, "%s", *item->value ? item->value : item->label);
    return true;
}

/* hall VERB ...: what others do meanwhile (hall/hall.c). */
static bool step_hall(struct stage *stage, char *rest)
{
    char config[640], state[640], *argv[12] = {(char *)HALL, config, state};
    int n = 3;
    stage_file(stage, "foyer.conf", config, sizeof config);
    stage_file(stage, "state", state, sizeof state);
    for (char *word = strtok(rest, " "); word && n < 11; word = strtok(NULL, " "))
        argv[n++] = word;
    long before = automation_frame(stage->automation)->number;
    double start = now_ms();
    if (!process_run(argv))
        return stage_fail(stage, "refused in the hall");
    if (!stage->options->measure || strcmp(argv[3], "next") != 0)
        return true;
    while (automation_frame(stage->automation)->number == before && now_ms() - start < CALL_MS)
        if (!stage_pump(stage, 10, NULL))
            return false;
    printf("call %.1f ms\n", now_ms() - start); /* with the start of the caller's process */
    return true;
}

/* said TEXT: that line stands in the file of [voice] kind = file, spoken.txt, exactly once. */
static int lines_said(struct stage *stage, const char *wanted)
{
    char path[640], line[1024];
    int count = 0;
    snprintf(path, sizeof path, "%s/spoken.txt", stage->folder);
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = 0;
        const char *text = strchr(line, '\t');
        count += text && strcmp(text + 1, wanted) == 0;
    }
    if (file)
        fclose(file);
    return count;
}

static bool is_said(struct stage *stage, const char *wanted)
{
    return lines_said(stage, wanted) > 0;
}

static bool step_said(struct stage *stage, char *wanted)
{
    if (!wait_until(stage, is_said, wanted))
        return false;
    int count = lines_said(stage, wanted);
    return count == 1 || stage_fail(stage, "spoken %d times", count);
}

/* turn KIND|here: the steps that follow are played on that machine. */
static bool step_turn(struct stage *stage, char *name)
{
    return stage_turn(stage, name);
}

/* watch KIND|said WHAT: from now on; seen NAME WHAT: prints how long after the last tap it came. */
static bool step_watch(struct stage *stage, char *rest)
{
    char *what = strchr(rest, ' ');
    if (!what)
        return stage_fail(stage, "watch KIND WHAT");
    *what++ = 0;
    return stage_watch(stage, rest, what);
}

static bool step_seen(struct stage *stage, char *rest)
{
    char *what = strchr(rest, ' ');
    if (!what)
        return stage_fail(stage, "seen NAME WHAT");
    *what++ = 0;
    return stage_seen(stage, what, rest);
}

static bool step_crash(struct stage *stage, char *rest)
{
    (void)rest;
    stage_kill_foyer(stage);
    return stage_start_foyer(stage);
}

enum { DRAG_STEPS = 8, DRAG_MS = 12, HOLD_MS = 60 };

/* drag ID DX DY: a finger put down in the middle of the item and drawn that far. */
static bool step_drag(struct stage *stage, char *rest)
{
    char id[128];
    int dx, dy;
    if (sscanf(rest, "%127s %d %d", id, &dx, &dy) != 3)
        return stage_fail(stage, "drag ID DX DY");
    const struct shown *item = seek(stage, id);
    if (!item)
        return false;
    int x = item->x + item->w / 2, y = item->y + item->h / 2;
    x11_press(stage->x11, x, y);
    for (int i = 1; i <= DRAG_STEPS; i++) {
        wait_ms(DRAG_MS);
        x11_move(stage->x11, x + dx * i / DRAG_STEPS, y + dy * i / DRAG_STEPS);
    }
    wait_ms(HOLD_MS * 2); /* put down, not thrown */
    x11_release(stage->x11);
    return stage_settle(stage, 1000, 60);
}

/* touch ID X Y: a short touch inside the item, so many per cent of it from its corner. */
static bool step_touch(struct stage *stage, char *rest)
{
    char id[128];
    int x, y;
    if (sscanf(rest, "%127s %d %d", id, &x, &y) != 3)
        return stage_fail(stage, "touch ID X Y");
    const struct shown *item = seek(stage, id);
    if (!item)
        return false;
    x11_press(stage->x11, item->x + item->w * x / 100, item->y + item->h * y / 100);
    wait_ms(HOLD_MS);
    x11_release(stage->x11);
    return stage_settle(stage, 1000, 60);
}

static const char *modes(const struct stage *stage)
{
    const char *now = automation_frame(stage->automation)->modes;
    return *now ? now : "none";
}

static bool in_modes(struct stage *stage, const char *wanted)
{
    return strcmp(modes(stage), wanted) == 0;
}

static bool step_modes(struct stage *stage, char *wanted)
{
    return wait_until(stage, in_modes, wanted) &&
           (in_modes(stage, wanted) || stage_fail(stage, "the screen is in %s", modes(stage)));
}

/* Everything that can be pressed stands at or below that line. */
static bool in_reach(struct stage *stage, const char *line)
{
    const struct shot_frame *frame = automation_frame(stage->automation);
    for (size_t i = 0; i < frame->count; i++) {
        const struct shown *item = &frame->items[i];
        if (check_is_target(item) && item->y < atoi(line))
            return stage_fail(stage, "%s is at %d", item->id, item->y);
    }
    return true;
}

static bool step_reach(struct stage *stage, char *line)
{
    return wait_until(stage, in_reach, line) && in_reach(stage, line);
}

static const struct verb {
    const char *word;
    bool (*play)(struct stage *stage, char *rest);
    bool has_rest;
} verbs[] = {
    {"pinyin", step_pinyin, true},  {"tap", step_tap, true},
    {"type", step_type, true},      {"scan", step_scan, true},
    {"wait", step_wait, true},      {"see", step_see, true},
    {"not", step_not, true},        {"off", step_off, true},
    {"shot", step_shot, true},      {"offline", step_offline, false},
    {"online", step_online, false}, {"pass", step_pass, true},
    {"server", step_server, true},  {"keep", step_keep, true},
    {"crash", step_crash, false},   {"modes", step_modes, true},
    {"hall", step_hall, true},      {"said", step_said, true},
    {"drag", step_drag, true},      {"touch", step_touch, true},
    {"reach", step_reach, true},    {"post", step_post, true},
    {"find", step_find, true},      {"printer", step_printer, true},
    {"papers", step_papers, true},  {"hospital", step_hospital, true},
    {"turn", step_turn, true},      {"watch", step_watch, true},
    {"seen", step_seen, true},
};

bool steps_play(struct stage *stage, const char *line)
{
    char words[4096], *rest = words;
    const char *lang = automation_frame(stage->automation)->lang;
    /* "served " or "alone ": only with, or without, a server of which the scene does not say */
    if (strncmp(line, "served ", 7) == 0 || strncmp(line, "alone ", 6) == 0) {
        if ((*line == 's') != (stage->options->served != NULL))
            return true;
        line = strchr(line, ' ') + 1;
    }
    /* "zh " or "en " in front: only in that language */
    if (strncmp(line, "zh ", 3) == 0 || strncmp(line, "en ", 3) == 0) {
        if (strncmp(line, lang, 2) != 0)
            return true;
        line += 3;
    }
    if (!words_fill(stage, line, words, sizeof words))
        return false;
    rest += strcspn(words, " ");
    if (*rest)
        *rest++ = 0;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (strcmp(words, verbs[i].word) == 0) {
            if (verbs[i].has_rest != (*rest != 0))
                return stage_fail(stage, "%s %s", words, *rest ? "stands alone" : "what?");
            return verbs[i].play(stage, rest);
        }
    return stage_fail(stage, "unknown word %s", words);
}
