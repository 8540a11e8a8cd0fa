/* backend-client/sync/vanish.c. */
#include "store/content.h"
#include "support/station.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define BASE "http://riverside-hospital.example"
#define NEWS                                                                                       \
    "{\"resourceType\":\"CommunicationRequest\",\"identifier\":[{\"system\":\"urn:x\",\"value\":"  \
    "\"news\"}],\"status\":\"active\",\"category\":[{\"coding\":[{\"system\":\"" BASE "/cs/"       \
    "communication\",\"code\":\"announcement\"}]}],\"payload\":[{\"contentString\":\"停水\"}]}"

static struct fhir_server server;

static bool shown(struct terminal *t, const char *text)
{
    struct notice list[8];
    size_t count = 0;
    assert_int_equal(notice_list(t->db, NOTICE_ANNOUNCEMENT, list, 8, &count), ERR_OK);
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].title.zh, text) == 0)
            return true;
    return false;
}

static void delete_there(const char *path)
{
    int status = fhir_server_send(&server, "DELETE", path, NULL, NULL);
    assert_true(status == 200 || status == 204);
}

/* Searches do not show deletes. A place that somebody here has booked stays: it is the booking's.
 */
static void what_was_deleted_there_is_gone_after_the_days_look(void **state)
{
    (void)state;
    static const char *const guises[] = {"", FHIR_SERVER_STORED};
    for (size_t i = 0; i < 2; i++) {
        struct terminal t;
        struct person person;
        struct place place;
        struct slot slot;
        char op[UUID_SIZE], notice[80], spare[80], path[120];
        fhir_server_start_seeded(&server, guises[i], station_seed);
        assert_int_equal(fhir_server_send(&server, "POST", "Location",
                                          "{\"resourceType\":\"Location\",\"status\":\"active\","
                                          "\"identifier\":[{\"system\":\"urn:x\",\"value\":"
                                          "\"spare\"}],\"name\":\"备用\"}",
                                          spare),
                         201);
        assert_int_equal(fhir_server_send(&server, "POST", "CommunicationRequest", NEWS, notice),
                         201);
        station_start(&t, server.url, "KIOSK-01", "K");
        assert_int_equal(station_step(&t), ERR_OK);
        station_identify(&t, "13800008000", &person);
        assert_int_equal(station_book(&t, person.uuid, "lin-ruoxi-20261124-am-001", op), ERR_OK);
        station_sync(&t);
        assert_int_equal(place_get(t.db, "spare", &place), ERR_OK);
        assert_true(shown(&t, "停水"));
        text_format(path, sizeof path, "Location/%s", spare);
        delete_there(path);
        text_format(path, sizeof path, "CommunicationRequest/%s", notice);
        delete_there(path);
        delete_there("Slot/x-lin-ruoxi-20261124-am-001");
        delete_there("Slot/x-lin-ruoxi-20261124-am-006");
        /* within the hour the notice, and nothing else */
        station_pass(&t, 3700000);
        assert_int_equal(station_step(&t), ERR_OK);
        assert_false(shown(&t, "停水"));
        assert_int_equal(place_get(t.db, "spare", &place), ERR_OK);
        /* and as if it had been looked through yesterday for the last time */
        assert_int_equal(db_begin(t.db), ERR_OK);
        assert_int_equal(meta_set(t.db, "server.looked_through", "2026-11-23"), ERR_OK);
        assert_int_equal(db_commit(t.db), ERR_OK);
        station_pass(&t, 700000);
        assert_int_equal(station_step(&t), ERR_OK);
        assert_int_equal(place_get(t.db, "spare", &place), ERR_NOT_FOUND);
        assert_int_equal(place_get(t.db, "room-1", &place), ERR_OK);
        assert_int_equal(slot_get(t.db, "lin-ruoxi-20261124-am-006", &slot), ERR_NOT_FOUND);
        assert_int_equal(slot_get(t.db, "lin-ruoxi-20261124-am-005", &slot), ERR_OK);
        assert_int_equal(slot_get(t.db, "lin-ruoxi-20261124-am-001", &slot), ERR_OK);
        assert_int_equal(station_status(&t, op), APPOINTMENT_BOOKED);
        station_stop(&t);
        fhir_server_remove(&server);
    }
}

/* Whoever shows nothing any more, all at once, has rather forgotten who we are. */
static void a_server_that_shows_nothing_takes_nothing_away(void **state)
{
    (void)state;
    struct terminal t;
    struct place place;
    fhir_server_start_seeded(&server, "", station_seed);
    station_start(&t, server.url, "KIOSK-01", "K");
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(place_get(t.db, "room-1", &place), ERR_OK);
    fhir_server_remove(&server);
    fhir_server_start_seeded(&server, "", ""); /* the same address, and empty */
    assert_int_equal(db_begin(t.db), ERR_OK);
    assert_int_equal(meta_set(t.db, "server.looked_through", "2026-11-23"), ERR_OK);
    assert_int_equal(meta_set(t.db, "server.url", server.url), ERR_OK);
    assert_int_equal(db_commit(t.db), ERR_OK);
    text_copy(t.config.server.url, sizeof t.config.server.url, server.url);
    station_pass(&t, 700000);
    assert_int_equal(station_step(&t), ERR_OK);
    assert_int_equal(place_get(t.db, "room-1", &place), ERR_OK);
    station_stop(&t);
    fhir_server_remove(&server);
}

static int stop(void **state)
{
    (void)state;
    fhir_server_remove(&server);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_deleted_there_is_gone_after_the_days_look),
        cmocka_unit_test(a_server_that_shows_nothing_takes_nothing_away),
    };
    return cmocka_run_group_tests(tests, NULL, stop);
}
