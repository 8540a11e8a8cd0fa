#include "support/station.h"

#include "base/text.h"
#include "base/uuid.h"
#include "store/care.h"
#include "store/outbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BASE "http://riverside-hospital.example"
#define META "\"meta\":{\"versionId\":\"1\",\"lastUpdated\":\"2026-01-01T00:00:00.000Z\"}"
#define ID(kind, id)                                                                               \
    "\"id\":\"x-" id "\"," META ",\"identifier\":[{\"system\":\"" BASE "/sid/" kind                \
    "\",\"value\":\"" id "\"}]"
#define ROLE(id, name, letter)                                                                     \
    "{\"resourceType\":\"Practitioner\"," ID(                                                      \
        "staff",                                                                                   \
        id) ",\"name\":[{\"text\":\"" name "\"}]}\n"                                               \
            "{\"resourceType\":\"PractitionerRole\"," ID(                                          \
                "role",                                                                            \
                id) ",\"active\":true,\"practitioner\":{\"reference\":\"Practitioner/x-" id        \
                    "\"},\"organization\":{\"reference\":\"Organization/"                          \
                    "x-cardiology\"},\"healthcareService\":[{"                                     \
                    "\"reference\":\"HealthcareService/"                                           \
                    "x-cardiology-clinic\"}],\"location\":[{\"reference\":"                        \
                    "\"Location/"                                                                  \
                    "x-room-1\"}],\"code\":[{\"text\":\"主任医师\"}],\"extension\":[{\"url\":" \
                    "\"" BASE "/StructureDefinition/queue-letter\",\"valueCode\":\"" letter        \
                    "\"},{\"url\":\"" BASE "/StructureDefinition/"                                 \
                    "consultation-fee\",\"valueMoney\":{\"value\":50,\"currency\":\"CNY\"}}]}\n"   \
                    "{\"resourceType\":\"Schedule\"," ID(                                          \
                        "schedule", id                                                             \
                        "-20261124-am") ",\"active\":true,\"actor\":[{\"reference\":"              \
                                        "\"PractitionerRole/x-" id                                 \
                                        "\"},{\"reference\":\"HealthcareService/"                  \
                                        "x-cardiology-clinic\"}],\"planningHorizon\":{\"start\":"  \
                                        "\"2026-11-24T01:00:00Z\",\"end\":\"2026-11-24T02:00:"     \
                                        "00Z\"}}\n" SLOT(id, "001", "1", "01:00", "01:10")         \
                                            SLOT(id, "002", "2", "01:10", "01:20")                 \
                                                SLOT(id, "003", "3", "01:20", "01:30")             \
                                                    SLOT(id, "004", "4", "01:30", "01:40")         \
                                                        SLOT(id, "005", "5", "01:40", "01:50")     \
                                                            SLOT(id, "006", "6", "01:50", "02:00")
#define SLOT(id, number, order, from, until)                                                       \
    "{\"resourceType\":\"Slot\"," ID(                                                              \
        "slot", id "-20261124-am-" number) ",\"schedule\":{\"reference\":\"Schedule/x-" id         \
                                           "-20261124-am\"},\"status\":\"free\",\"start\":"        \
                                           "\"2026-11-24T" from                                    \
                                           ":00Z\",\"end\":\"2026-11-24T" until                    \
                                           ":00Z\",\"comment\":\"" order "\"}\n"

const char station_seed[] = "{\"resourceType\":\"Organization\"," ID(
    "department",
    "cardiology") ",\"active\":true,\"name\":\"心内科\",\"type\":[{\"coding\":[{\"system\":"
                  "\"http://terminology.hl7.org/CodeSystem/"
                  "organization-type\",\"code\":\"dept\"}]}]}\n"
                  "{\"resourceType\":\"Location\"," ID(
                      "location",
                      "room-1") ",\"status\":\"active\",\"name\":\"1 诊室\"}\n"
                                "{\"resourceType\":\"HealthcareService\"," ID(
                                    "service",
                                    "cardiology-clinic") ",\"active\":true,\"name\":"
                                                         "\"心内科门诊\",\"providedBy\":{"
                                                         "\"reference\":\"Organization/"
                                                         "x-cardiology\"}}\n" ROLE("lin-ruoxi",
                                                                                   "林若溪", "B")
                                                             ROLE("zhou-mingyuan", "周明远",
                                                                  "C") "{\"resourceType\":"
                                                                       "\"Questionnaire\"," META
                                                                       ",\"id\":\"x-complaint\","
                                                                       "\"url\":\"" BASE
                                                                       "/Questionnaire/"
                                                                       "complaint\","
                                                                       "\"status\":\"active\","
                                                                       "\"item\":[{\"linkId\":"
                                                                       "\"topic\",\"type\":"
                                                                       "\"choice\","
                                                                       "\"answerOption\":[{"
                                                                       "\"valueCoding\":{"
                                                                       "\"system\":\"" BASE "/cs/"
                                                                       "complaint-topic\","
                                                                       "\"code\":\"waiting-"
                                                                       "time\",\"display\":"
                                                                       "\"等候\"},\"extension\":"
                                                                       "[{\"url\":\"" BASE
                                                                       "/StructureDefinition/"
                                                                       "complaint-rule\","
                                                                       "\"extension\":[{\"url\":"
                                                                       "\"receiver\","
                                                                       "\"valueReference\":{"
                                                                       "\"reference\":"
                                                                       "\"PractitionerRole/"
                                                                       "x-zhou-mingyuan\"}},{"
                                                                       "\"url\":\"working-"
                                                                       "days\",\"valueInteger\":"
                                                                       "3}]}]}]}]}\n";

static void open_all(struct terminal *s)
{
    struct transport http;
    char message[200];
    struct db_options options = {.state_dir = s->dir, .clock = &s->clock.clock};
    assert_int_equal(db_open(&options, &s->db), ERR_OK);
    if (transport_curl(&s->config, NULL, &http, message, sizeof message))
        fail_msg("%s", message);
    assert_int_equal(sync_open(s->db, &s->config, &s->clock.clock, http, NULL, &s->sync), ERR_OK);
}

void station_start(struct terminal *s, const char *url, const char *id, const char *letter)
{
    memset(s, 0, sizeof *s);
    temp_make(s->dir);
    test_clock_init(&s->clock, "2026-11-24T08:30:00+08:00");
    config_defaults(&s->config);
    text_copy(s->config.hospital.base, sizeof s->config.hospital.base, BASE);
    text_copy(s->config.station.id, sizeof s->config.station.id, id);
    text_copy(s->config.station.letter, sizeof s->config.station.letter, letter);
    text_copy(s->config.server.url, sizeof s->config.server.url, url);
    s->config.checkin.early_min = 120;
    s->config.booking.cutoff_min = 0;
    s->env = (struct act_env){.config = &s->config, .clock = &s->clock.clock};
    open_all(s);
}

void station_stop(struct terminal *s)
{
    sync_close(s->sync);
    db_close(s->db);
    temp_remove(s->dir);
}

void station_crash(struct terminal *s)
{
    sync_close(s->sync);
    db_close(s->db);
    open_all(s);
}

enum err station_step(struct terminal *s)
{
    return sync_step(s->sync, &s->result);
}

void station_pass(struct terminal *s, int64_t ms)
{
    test_clock_pass(&s->clock, ms);
}

void station_sync(struct terminal *s)
{
    for (int i = 0; i < 20; i++) {
        enum err e = station_step(s);
        if (e == ERR_OK && station_waiting(s) == 0)
            return;
        station_pass(s, 20000); /* beyond the first back-offs */
    }
}

void station_identify(struct terminal *s, const char *mobile, struct person *out)
{
    struct identify_request request = {.kind = IDENTITY_MOBILE, .name = "张三丰"};
    uuid_new(request.uuid);
    text_copy(request.identity, sizeof request.identity, mobile);
    assert_int_equal(identify(s->db, &s->env, &request, out), ERR_OK);
}

enum err station_book(struct terminal *s, const char *person_uuid, const char *slot, char *op)
{
    struct book_request request;
    struct appointment made;
    memset(&request, 0, sizeof request);
    uuid_new(request.op);
    text_copy(op, UUID_SIZE, request.op);
    text_copy(request.person_uuid, sizeof request.person_uuid, person_uuid);
    text_copy(request.slot_id, sizeof request.slot_id, slot);
    return book(s->db, &s->env, &request, &made);
}

enum appointment_status station_status(struct terminal *s, const char *op)
{
    struct appointment held;
    assert_int_equal(appointment_get(s->db, op, &held), ERR_OK);
    return held.status;
}

int station_waiting(struct terminal *s)
{
    int waiting, dead;
    assert_int_equal(outbox_counts(s->db, &waiting, &dead), ERR_OK);
    return waiting;
}

int station_dead(struct terminal *s)
{
    int waiting, dead;
    assert_int_equal(outbox_counts(s->db, &waiting, &dead), ERR_OK);
    return dead;
}
