#include "screen/parts.h"

#include "act/calling.h"
#include "base/text.h"
#include "model/identity.h"
#include "store/care.h"
#include "store/content.h"
#include "store/db.h"
#include "store/queue.h"

#include <string.h>

#define PARENTS_MAX 6 /* room, area, floor, building, site */

bool fresh_begin(struct app *app, struct fresh *fresh)
{
    int64_t version = db_version(app_db(app)), minute = app_now(app) / 60000;
    if (fresh->seen && fresh->version == version && fresh->minute == minute)
        return false;
    *fresh = (struct fresh){.version = version, .minute = minute, .seen = true};
    return true;
}

void person_shown(const struct person *person, char *out, size_t size)
{
    if (person->name[0])
        mask_name(person->name, out, size);
    else
        mask_identity(person, out, size);
}

void doctor_shown(struct app *app, const struct doctor *doctor, char *out, size_t size)
{
    const char *title = doctor->general ? "" : app_label(app, &doctor->title);
    text_format(out, size, tr_lang() == LANG_EN ? "%s, %s%s%s" : "%s　%s%s%s",
                app_label(app, &doctor->department), app_label(app, &doctor->name),
                title[0] ? (tr_lang() == LANG_EN ? ", " : " ") : "", title);
}

void doctor_shown_short(struct app *app, const struct doctor *doctor, char *out, size_t size)
{
    text_format(out, size, tr_lang() == LANG_EN ? "%s, %s" : "%s　%s",
                app_label(app, &doctor->department), app_label(app, &doctor->name));
}

void fee_shown(struct app *app, int64_t minor, bool cents, char *out, size_t size)
{
    out[0] = '\0';
    if (minor >= 0)
        format_money(minor, app_config(app)->hospital.currency, cents, out, size);
}

void day_shown(struct app *app, int64_t ms, char *out, size_t size)
{
    char date[DATE_SIZE], today[DATE_SIZE];
    clock_date(ms, date);
    app_today(app, today);
    format_date_near(date, today, out, size);
}

void day_shown_whole(struct app *app, int64_t ms, char *out, size_t size)
{
    char date[DATE_SIZE], today[DATE_SIZE], day[FORMAT_SIZE];
    clock_date(ms, date);
    app_today(app, today);
    day_shown(app, ms, out, size);
    if (strcmp(date, today) != 0)
        return;
    format_date(date, day, sizeof day);
    text_append(out, size, app_lang(app) == LANG_EN ? ", " : "　");
    text_append(out, size, day);
}

enum err wait_now(struct app *app, const struct ticket *ticket, struct wait *out)
{
    struct queue_rules rules;
    queue_rules_of(app_config(app), &rules);
    return ticket_wait(app_db(app), ticket, &rules, out);
}

#define DAY_MS (24 * 3600 * 1000LL)
#define SAME_HOUR_MS (3600 * 1000LL)
#define TOLD_LEAST 5

int wait_was_off(struct app *app, const struct ticket *ticket)
{
    char date[DATE_SIZE];
    struct promise_error error;
    int64_t then = app_now(app) - DAY_MS;
    clock_date(then, date);
    struct promise_span span = {.date = date,
                                .queue = ticket->queue,
                                .from_ms = then - SAME_HOUR_MS,
                                .to_ms = then + SAME_HOUR_MS};
    if (promise_errors(app_db(app), &span, &error) != ERR_OK || error.told < TOLD_LEAST)
        return -1;
    return (int)((error.mean_ms + 30000) / 60000);
}

static bool is_there(const struct map *map, const char *id, struct map_place *out)
{
    struct map_start any;
    return (map_place_by_id(map, id, out) || map_place_by_fhir(map, id, out)) &&
           map_start_at_place(map, out->id, &any);
}

bool find_on_map(struct app *app, const char *place_id, struct map_place *out,
                 struct label *instead)
{
    const struct map *map = app_map(app);
    struct place place, up;
    if (instead)
        *instead = (struct label){.zh = ""};
    if (!map || !place_id[0])
        return false;
    if (is_there(map, place_id, out))
        return true;
    bool known = map_place_by_id(map, place_id, out) || map_place_by_fhir(map, place_id, out);
    if (place_get(app_db(app), place_id, &place) != ERR_OK)
        return known;
    struct label name = place.name;
    for (int i = 0; i < PARENTS_MAX && !known; i++) {
        if (place_parent(app_db(app), place.id, &up) != ERR_OK)
            return false;
        place = up;
        known = is_there(map, place.id, out);
    }
    if (known && instead && strcmp(place.id, place_id) != 0)
        *instead = name;
    return known;
}

int minutes_to(struct app *app, const char *place_id, bool step_free)
{
    const struct map *map = app_map(app);
    struct map_profile profile = {.step_free = step_free};
    struct map_start from;
    struct map_place to;
    struct map_route route;
    if (!map || !place_id[0])
        return 0;
    app_closures(app, &profile);
    if (!map_kiosk(map, app_config(app)->station.map_kiosk, &from) ||
        !find_on_map(app, place_id, &to, NULL) ||
        map_route(map, &from, to.id, &profile, &route) != ERR_OK)
        return 0;
    int minutes = route.outcome == MAP_WAY ? route.minutes : 0;
    map_route_clear(&route);
    return minutes;
}

void counts_as_of(struct app *app, char *out, size_t size)
{
    struct link link;
    char time[16];
    app_link(app, &link);
    int64_t at = link.state == LINK_STANDALONE || !link.data_ms ? app_now(app) : link.data_ms;
    format_time(at, time, sizeof time);
    text_format(out, size, _("places as of %s"), time);
}

void given_back_strip(struct app *app, struct ui *ui, const char *fact)
{
    struct link link;
    app_link(app, &link);
    bool away = link.state == LINK_OFFLINE;
    const char *then = away ? _("The hospital is told when the line is back")
                            : _("The time is free for others again");
    ui_strip(ui, "cancelled", away ? TONE_SLATE : TONE_GREEN, away ? "cloudoff" : "check",
             fact ? fact : then, fact ? then : NULL, NULL);
}

void bold(const char *text, char *out, size_t size)
{
    text_format(out, size, "\x0e%s\x0f", text);
}

void open_way(struct app *app, const char *place_id)
{
    struct way_args args = {{0}};
    text_copy(args.place_id, sizeof args.place_id, place_id);
    app_open(app, &screen_way, &args, sizeof args);
}

bool tell_stopped(struct app *app)
{
    struct appointment one;
    struct bookings_args args = {.stopped = true};
    size_t count = 0;
    if (!app_person(app) || !app_greet(app) ||
        appointment_stopped(app_db(app), app_person(app)->uuid, &one, 1, &count) != ERR_OK ||
        count == 0)
        return false;
    app_open(app, &screen_bookings, &args, sizeof args);
    return true;
}

void read_failed(struct ui *ui, enum err e)
{
    ui_strip(ui, "problem", TONE_RED, "warn", sentence_for(e), NULL, NULL);
}

enum err run_identify(struct db *db, const struct act_env *env, void *job)
{
    struct identify_job *j = job;
    return identify(db, env, &j->request, &j->person);
}

enum err run_book(struct db *db, const struct act_env *env, void *job)
{
    struct book_job *j = job;
    if (j->with_contact) {
        enum err e = identify(db, env, &j->contact, &j->person);
        if (e != ERR_OK)
            return e;
    }
    return book(db, env, &j->request, &j->made);
}

enum err run_cancel(struct db *db, const struct act_env *env, void *job)
{
    struct cancel_job *j = job;
    return cancel(db, env, j->op);
}

enum err run_hold(struct db *db, const struct act_env *env, void *job)
{
    struct hold_job *j = job;
    return hold_slot(db, env, &j->request);
}

enum err run_release(struct db *db, const struct act_env *env, void *job)
{
    struct hold_job *j = job;
    return hold_release(db, env, j->request.op);
}

enum err run_check_in(struct db *db, const struct act_env *env, void *job)
{
    struct check_in_job *j = job;
    return check_in(db, env, j->op, j->appointment_op, &j->ticket);
}

enum err run_take(struct db *db, const struct act_env *env, void *job)
{
    struct take_job *j = job;
    return take_number(db, env, &j->request, &j->ticket);
}

enum err run_handed(struct db *db, const struct act_env *env, void *job)
{
    struct handed_job *j = job;
    if (j->paper) {
        enum err e = ticket_handed(db, env, j->op, TICKET_PRINTED);
        if (e != ERR_OK)
            return e;
    }
    return ticket_handed(db, env, j->op, TICKET_CONFIRMED);
}

enum err run_not_printed(struct db *db, const struct act_env *env, void *job)
{
    struct handed_job *j = job;
    return ticket_print_failed(db, env, j->op, j->failed);
}

enum err run_visit(struct db *db, const struct act_env *env, void *job)
{
    struct visit_job *j = job;
    return find_visit(db, env, j->code, &j->found);
}

bool code_is_known(struct app *app, const char *code)
{
    char clean[8] = "";
    size_t n = 0;
    struct appointment held;
    for (const char *p = code; *p && n < sizeof clean; p++)
        if (*p != ' ' && *p != '-')
            clean[n++] = *p;
    if (n != 6 || strspn(clean, "0123456789") != 6)
        return true; /* a number in the queue, or a fault that find_visit names */
    return appointment_by_code(app_db(app), clean, &held) == ERR_OK;
}
