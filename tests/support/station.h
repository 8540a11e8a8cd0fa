/* A station (store, config, clock, sync) that talks to a test server on which a small hospital is
 * published: cardiology with lin-ruoxi and zhou-mingyuan, each with a session today 09:00-10:00 of
 * six slots ("<doctor>-20261124-am-001".."-006"). It is Tuesday 2026-11-24, 08:30 in Shanghai, at
 * the station; the server has the real time.
 */
#pragma once

#include "act/act.h"
#include "store/db.h"
#include "support/clock.h"
#include "support/fhir_server.h"
#include "support/temp.h"
#include "sync/step.h"

struct terminal {
    char dir[TEMP_SIZE];
    struct test_clock clock;
    struct config config;
    struct act_env env;
    struct db *db;
    struct sync *sync;
    struct sync_result result; /* of the last step */
};

extern const char station_seed[]; /* the small hospital, for fhir_server_start_seeded */

void station_start(struct terminal *station, const char *url, const char *id, const char *letter);
void station_stop(struct terminal *station);
/* Closes everything and opens it again, as after a crash. */
void station_crash(struct terminal *station);
/* One step; the result's error. station_sync: steps until the outbox is empty or 20 steps are done,
 * moving the clock between. */
enum err station_step(struct terminal *station);
void station_sync(struct terminal *station);
/* Makes everything due again: content by the clock, the back-off of the server. */
void station_pass(struct terminal *station, int64_t ms);

/* acts, failing the test on any error; `op` >= UUID_SIZE */
void station_identify(struct terminal *station, const char *mobile, struct person *out);
enum err station_book(struct terminal *station, const char *person_uuid, const char *slot,
                      char *op);
enum appointment_status station_status(struct terminal *station, const char *op);
int station_waiting(struct terminal *station);
int station_dead(struct terminal *station);
