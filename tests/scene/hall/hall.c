/* hall: what goes on in the waiting hall while a scene is played at one station: people take
 * numbers, rooms call them. The same acts as the stations', on the same store, from a process of
 * its own.
 *
 *   hall CONFIG STATE take DEPARTMENT MOBILE NAME
 *   hall CONFIG STATE next QUEUE PLACE               the room calls
 *   hall CONFIG STATE again|passed|serving|done PLACE    what becomes of the number called there
 *   hall CONFIG STATE duty PLACE NUMBER NAME on|pause|open|close|off    staff, who sign in with
 * their PIN
 *   hall CONFIG STATE staff ID NAME ROLES PIN        is entered
 *   hall CONFIG STATE help SCREEN STATION NAME       somebody calls staff at another machine
 *   hall CONFIG STATE blank DEPARTMENT               a number whose paper was out
 *   hall CONFIG STATE come NAME                      a guide goes to whoever called first
 *   hall CONFIG STATE stuck SCREEN WHY               a screen was left
 *   hall CONFIG STATE shut TARGET REASON             a lift, door or passage is closed, till it is
 * opened hall CONFIG STATE complain TOPIC                 somebody complains
 *
 * Prints the number. Exit code 0: done, 1: refused, with why.
 */
#include "act/act.h"
#include "act/calling.h"
#include "act/closure.h"
#include "act/duty.h"
#include "act/staff.h"
#include "base/text.h"
#include "base/uuid.h"
#include "store/board.h"
#include "store/call.h"
#include "store/care.h"
#include "store/content.h"
#include "store/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ANSWER_MS = 15000, LOOK_MS = 20 };

static int look_again(void)
{
    nanosleep(&(struct timespec){0, LOOK_MS * 1000000L}, NULL);
    return LOOK_MS;
}

struct hall {
    struct config config;
    struct act_env env;
    struct db *db;
};

static enum err take(struct hall *h, char **args, struct ticket *out)
{
    struct identify_request who = {.kind = IDENTITY_MOBILE};
    struct take_request request = {.op = ""};
    struct person person;
    uuid_new(who.uuid);
    uuid_new(request.op);
    text_copy(who.identity, sizeof who.identity, args[1]);
    text_copy(who.name, sizeof who.name, args[2]);
    text_copy(request.department_id, sizeof request.department_id, args[0]);
    enum err e = identify(h->db, &h->env, &who, &person);
    if (e != ERR_OK)
        return e;
    text_copy(request.person_uuid, sizeof request.person_uuid, person.uuid);
    e = take_number(h->db, &h->env, &request, out);
    return e == ERR_OK ? ticket_handed(h->db, &h->env, out->op, TICKET_CONFIRMED) : e;
}

/* As a station does it: with a server the call is made there, by whoever syncs this store. Asked
 * again while the line is away, or nobody has come there yet, as people do. */
static enum err ask(struct hall *h, struct call_request *request, struct call *out)
{
    enum err e = ERR_OFFLINE;
    for (int waited = 0; waited < ANSWER_MS; waited += look_again()) {
        if (e == ERR_OK && out->state == CALL_PENDING) {
            e = call_get(h->db, request->op, out);
        } else {
            uuid_new(request->op);
            e = call_ask(h->db, &h->env, request, out);
        }
        bool open = e == ERR_OK && (out->state == CALL_PENDING || out->state == CALL_NOBODY);
        if (!open && e != ERR_OFFLINE)
            break;
    }
    return e == ERR_OK && out->state != CALL_MADE ? ERR_REFUSED : e;
}

static enum err next(struct hall *h, char **args, struct ticket *out)
{
    struct place place;
    struct call call;
    struct call_request request = {.kind = CALL_NEXT};
    enum err e = place_get(h->db, args[1], &place);
    if (e != ERR_OK)
        return e;
    text_copy(request.queue, sizeof request.queue, args[0]);
    text_copy(request.caller.by, sizeof request.caller.by, place.id);
    text_copy(request.caller.place_id, sizeof request.caller.place_id, place.id);
    request.caller.place = place.name;
    e = ask(h, &request, &call);
    return e == ERR_OK ? ticket_get(h->db, call.ticket_op, out) : e;
}

/* The number that is called or seen in that place. */
static enum err number_in(struct hall *h, const char *place, struct ticket *out)
{
    static struct board_number called[200];
    size_t count;
    char today[DATE_SIZE];
    const struct board_scope everywhere = {"", "", ""};
    clock_date(clock_wall(h->env.clock), today);
    enum err e = board_called(h->db, &everywhere, today, called, 200, &count);
    for (size_t i = 0; i < count && e == ERR_OK; i++)
        if (strcmp(called[i].place_id, place) == 0)
            return ticket_get(h->db, called[i].op, out);
    return e == ERR_OK ? ERR_NOT_FOUND : e;
}

static enum err becomes(struct hall *h, const char *verb, const char *place, struct ticket *out)
{
    static const struct {
        const char *verb;
        enum call_kind kind;
    } verbs[] = {{"again", CALL_AGAIN},
                 {"passed", CALL_PASSED},
                 {"serving", CALL_SERVING},
                 {"done", CALL_DONE}};
    struct call call;
    enum err e = number_in(h, place, out);
    for (size_t i = 0; i < sizeof verbs / sizeof verbs[0] && e == ERR_OK; i++)
        if (strcmp(verb, verbs[i].verb) == 0) {
            struct call_request request = {.kind = verbs[i].kind};
            text_copy(request.ticket_op, sizeof request.ticket_op, out->op);
            text_copy(request.caller.by, sizeof request.caller.by, place);
            text_copy(request.caller.place_id, sizeof request.caller.place_id, place);
            return ask(h, &request, &call);
        }
    return e == ERR_OK ? ERR_INVALID : e;
}

#define PIN "73051602" /* of everybody */

static enum err sign_on(struct hall *h, const char *number, const char *name,
                        struct staff_session *out)
{
    struct staff staff = {.roles = 1u << ROLE_WINDOW};
    struct sign_in_request request = {.role = ROLE_WINDOW};
    struct sign_in_answer answer = {.wait_s = 0};
    text_copy(staff.id, sizeof staff.id, number);
    text_copy(staff.name.zh, sizeof staff.name.zh, name);
    text_copy(staff.name.en, sizeof staff.name.en, name);
    text_copy(request.number, sizeof request.number, number);
    text_copy(request.pin, sizeof request.pin, PIN);
    enum err e = staff_add(h->db, &h->env, "", &staff, "", PIN);
    if (e == ERR_OK || e == ERR_ALREADY)
        e = sign_in(h->db, &h->env, &request, &answer);
    *out = answer.session;
    return e;
}

static enum err duty(struct hall *h, char **args)
{
    static const char *const words[] = {[DUTY_SIGN_ON] = "on",
                                        [DUTY_RESUME] = "open",
                                        [DUTY_PAUSE] = "pause",
                                        [DUTY_CLOSE] = "close",
                                        [DUTY_SIGN_OFF] = "off"};
    struct duty_request request = {.change = DUTY_SIGN_ON};
    struct duty now;
    text_copy(request.place_id, sizeof request.place_id, args[0]);
    enum err e = sign_on(h, args[1], args[2], &request.session);
    for (int i = 0; e == ERR_OK && i <= DUTY_SIGN_OFF; i++)
        if (strcmp(args[3], words[i]) == 0) {
            request.change = (enum duty_change)i;
            return duty_change(h->db, &h->env, &request, &now);
        }
    return e == ERR_OK ? ERR_INVALID : e;
}

static enum err staff(struct hall *h, char **args)
{
    struct staff one = {.id = ""};
    text_copy(one.id, sizeof one.id, args[0]);
    text_copy(one.name.zh, sizeof one.name.zh, args[1]);
    text_copy(one.name.en, sizeof one.name.en, args[1]);
    return staff_roles_parse(args[2], &one.roles) ? staff_add(h->db, &h->env, "", &one, "", args[3])
                                                  : ERR_INVALID;
}

static enum err help(struct hall *h, char **args)
{
    struct help_call call;
    char op[UUID_SIZE];
    uuid_new(op);
    text_copy(h->config.station.id, sizeof h->config.station.id, args[1]);
    text_copy(h->config.station.name_zh, sizeof h->config.station.name_zh, args[2]);
    text_copy(h->config.station.name_en, sizeof h->config.station.name_en, args[1]);
    return call_staff(h->db, &h->env, op, args[0], &call);
}

static enum err blank(struct hall *h, char **args, struct ticket *out)
{
    struct take_request request = {.op = ""};
    uuid_new(request.op);
    text_copy(request.department_id, sizeof request.department_id, args[0]);
    enum err e = take_number(h->db, &h->env, &request, out);
    return e == ERR_OK ? ticket_print_failed(h->db, &h->env, out->op, ERR_NO_SPACE) : e;
}

static enum err come(struct hall *h, char **args)
{
    struct help_call open[1];
    struct call_request request = {.kind = CALL_HELP_COMING, .caller = {.by = "guide"}};
    struct call call;
    size_t count;
    enum err e = help_open(h->db, open, 1, &count);
    if (e != ERR_OK || count == 0)
        return e != ERR_OK ? e : ERR_NOT_FOUND;
    text_copy(request.ticket_op, sizeof request.ticket_op, open[0].op);
    text_copy(request.caller.place.zh, sizeof request.caller.place.zh, args[0]);
    text_copy(request.caller.place.en, sizeof request.caller.place.en, args[0]);
    return ask(h, &request, &call);
}

static enum err stuck(struct hall *h, char **args)
{
    enum err e = db_begin(h->db);
    if (e == ERR_OK)
        e = stuck_note(h->db, "KIOSK-03", args[0], args[1]);
    if (e == ERR_OK)
        return db_commit(h->db);
    db_rollback(h->db);
    return e;
}

static enum err shut(struct hall *h, char **args)
{
    struct closure made;
    struct close_request request = {.by = "GUIDE"};
    uuid_new(request.op);
    text_copy(request.target, sizeof request.target, args[0]);
    text_copy(request.reason.zh, sizeof request.reason.zh, args[1]);
    text_copy(request.reason.en, sizeof request.reason.en, args[1]);
    return closure_add(h->db, &h->env, &request, &made);
}

static enum err complains(struct hall *h, char **args)
{
    static struct complaint made;
    struct complain_request request = {.kind = VOICE_COMPLAINT};
    uuid_new(request.op);
    uuid_new(request.task_op);
    text_copy(request.topic, sizeof request.topic, args[0]);
    text_copy(request.text, sizeof request.text, "等得太久");
    return complain(h->db, &h->env, &request, &made);
}

static enum err play(struct hall *h, int argc, char **argv, struct ticket *out)
{
    if (argc == 4 && strcmp(argv[0], "take") == 0)
        return take(h, argv + 1, out);
    if (argc == 3 && strcmp(argv[0], "next") == 0)
        return next(h, argv + 1, out);
    if (argc == 5 && strcmp(argv[0], "duty") == 0)
        return duty(h, argv + 1);
    if (argc == 5 && strcmp(argv[0], "staff") == 0)
        return staff(h, argv + 1);
    if (argc == 4 && strcmp(argv[0], "help") == 0)
        return help(h, argv + 1);
    if (argc == 2 && strcmp(argv[0], "blank") == 0)
        return blank(h, argv + 1, out);
    if (argc == 2 && strcmp(argv[0], "come") == 0)
        return come(h, argv + 1);
    if (argc == 3 && strcmp(argv[0], "stuck") == 0)
        return stuck(h, argv + 1);
    if (argc == 3 && strcmp(argv[0], "shut") == 0)
        return shut(h, argv + 1);
    if (argc == 2 && strcmp(argv[0], "complain") == 0)
        return complains(h, argv + 1);
    return argc == 2 ? becomes(h, argv[0], argv[1], out) : ERR_INVALID;
}

int main(int argc, char **argv)
{
    struct hall *h = calloc(1, sizeof *h);
    char message[400] = "";
    struct ticket ticket = {.number = ""};
    if (h == NULL || argc < 4)
        return 2;
    config_defaults(&h->config);
    enum err e = config_read(argv[1], &h->config, message, sizeof message);
    if (e == ERR_OK) {
        config_apply_timezone(&h->config);
        h->env.config = &h->config;
        h->env.clock = h->config.automation.clock[0] ? clock_shifted(h->config.automation.clock)
                                                     : clock_system();
        const struct db_options options = {.state_dir = argv[2], .clock = h->env.clock};
        e = db_open(&options, &h->db);
    }
    if (e == ERR_OK)
        e = play(h, argc - 3, argv + 3, &ticket);
    if (e == ERR_OK)
        printf("%s\n", ticket.number);
    else
        fprintf(stderr, "hall: %s: %s %s\n", argv[3], err_name(e), message);
    db_close(h->db);
    free(h);
    return e == ERR_OK ? 0 : 1;
}
