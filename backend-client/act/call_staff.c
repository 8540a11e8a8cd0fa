#include "act/parts.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/unprinted.h"

#include <stdlib.h>
#include <string.h>

#define PAPER_AGO_MS 300000 /* a call so long after that is about something else */

/* Where the machine stands: a window's place, or what the Location is part of whose sign is this
 * station's id; the help is called without one too. */
static enum err standing(struct db *db, const struct act_env *env, struct help_call *call)
{
    const struct config *config = env->config;
    struct place machine, place;
    enum err e;
    if (config->station.kind == STATION_WINDOW) {
        e = place_get(db, config->window.place, &place);
    } else {
        e = place_with_sign(db, config->station.id, &machine);
        if (e == ERR_OK)
            e = place_parent(db, machine.id, &place);
    }
    if (e == ERR_OK) {
        text_copy(call->place_id, sizeof call->place_id, place.id);
        call->place = place.name;
    }
    return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static void at_this_station(const struct act_env *env, struct help_call *call)
{
    text_copy(call->station, sizeof call->station, env->config->station.id);
    text_copy(call->terminal_name.zh, sizeof call->terminal_name.zh, env->config->station.name_zh);
    text_copy(call->terminal_name.en, sizeof call->terminal_name.en, env->config->station.name_en);
}

/* The last number that this machine could not print, and nobody has taken: that is what it is
 * about, and who comes knows the number before they are there. */
static enum err about_paper(struct db *db, const struct act_env *env, struct help_call *call)
{
    static const size_t most = 64;
    struct unprinted *list = calloc(most, sizeof *list);
    char today[DATE_SIZE];
    size_t count = 0;
    int64_t newest = call->created_ms - PAPER_AGO_MS;
    if (list == NULL)
        abort();
    clock_date(call->created_ms, today);
    enum err e = ticket_not_printed(db, today, list, most, &count);
    for (size_t i = 0; i < count && e == ERR_OK; i++)
        if (strcmp(list[i].fault.station, env->config->station.id) == 0 &&
            list[i].fault.at_ms >= newest) {
            newest = list[i].fault.at_ms;
            text_copy(call->screen, sizeof call->screen, "paper");
            text_copy(call->note, sizeof call->note, list[i].ticket.number);
        }
    text_wipe(list, most * sizeof *list);
    free(list);
    return e;
}

enum err call_staff(struct db *db, const struct act_env *env, const char *op, const char *screen,
                    struct help_call *out)
{
    if (!uuid_valid(op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    if (e != ERR_OK)
        return e;
    e = help_latest(db, env->config->station.id, out);
    if (e == ERR_NOT_FOUND) {
        *out = (struct help_call){.status = HELP_REQUESTED, .created_ms = clock_wall(env->clock)};
        text_copy(out->op, sizeof out->op, op);
        text_copy(out->screen, sizeof out->screen, screen);
        at_this_station(env, out);
        e = standing(db, env, out);
        if (e == ERR_OK)
            e = about_paper(db, env, out);
        if (e == ERR_OK)
            e = help_insert(db, out);
        if (e == ERR_OK)
            e = outbox_add(db, OUTBOX_HELP, out->op, out->op, out->op);
    }
    return act_end(db, e);
}

static enum err request_now(struct db *db, const struct act_env *env,
                            const struct help_request *request, struct help_call *out)
{
    struct place place;
    enum err e = help_get(db, request->op, out);
    if (e != ERR_NOT_FOUND)
        return e;
    *out = (struct help_call){
        .status = HELP_REQUESTED, .kind = request->kind, .created_ms = clock_wall(env->clock)};
    text_copy(out->op, sizeof out->op, request->op);
    text_copy(out->screen, sizeof out->screen, request->screen);
    text_copy(out->place_id, sizeof out->place_id, request->place_id);
    text_clean(out->note, sizeof out->note, request->note, 60);
    at_this_station(env, out);
    if (request->place_id[0]) {
        e = place_get(db, request->place_id, &place);
        if (e != ERR_OK)
            return e;
        out->place = place.name;
    }
    e = help_insert(db, out);
    return e == ERR_OK ? outbox_add(db, OUTBOX_HELP, out->op, out->op, out->op) : e;
}

enum err request_help(struct db *db, const struct act_env *env, const struct help_request *request,
                      struct help_call *out)
{
    if (!uuid_valid(request->op))
        return ERR_INVALID;
    enum err e = db_begin(db);
    return e == ERR_OK ? act_end(db, request_now(db, env, request, out)) : e;
}
