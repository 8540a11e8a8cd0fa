#include "base/text.h"
#include "store/care.h"
#include "store/content.h"
#include "store/content_put.h"
#include "store/content_ref.h"
#include "support/hospital.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void departments_tell_what_is_left_today_and_next(void **state)
{
    struct test_hospital *h = *state;
    struct department list[8], one;
    size_t count;
    assert_int_equal(department_list(h->db, NULL, list, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].id, "cardiology"); /* has a rank */
    /* 5 in the morning, 3 of 4 in the afternoon, 6 of 8 with the general clinic: those at 08:00 and
     * 08:30 have begun */
    assert_int_equal(list[0].left_today, 5 + 3 + 6);
    assert_string_equal(list[0].next_date, "2026-03-13");
    assert_int_equal(list[0].left_next, 16);
    assert_int_equal(list[1].left_today, 0);
    assert_string_equal(list[1].next_date, ""); /* everything is given out elsewhere */
    assert_int_equal(department_list(h->db, "often", list, 8, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(department_list(h->db, "internal", list, 1, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(department_get(h->db, "respiratory", &one), ERR_OK);
    assert_string_equal(one.name.en, "Respiratory medicine");
    assert_int_equal(department_get(h->db, "none", &one), ERR_NOT_FOUND);
    assert_int_equal(department_groups(h->db, list, 8, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].id, "internal");
}

static void doctors_come_by_fee_and_only_those_who_see_patients(void **state)
{
    struct test_hospital *h = *state;
    struct doctor list[8];
    size_t count;
    assert_int_equal(doctor_list(h->db, "cardiology", "2026-03-13", list, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].id, "lin-ruoxi");
    assert_string_equal(list[0].department.zh, "心内科");
    assert_string_equal(list[0].place.zh, "3 楼 B 区 1 诊室");
    assert_int_equal(list[0].left, 8);
    assert_int_equal(list[0].fee_minor, 5000);
    assert_true(list[1].general);
    assert_string_equal(list[1].name.zh, "普通门诊");
    assert_int_equal(doctor_list(h->db, NULL, "", list, 8, &count), ERR_OK);
    assert_int_equal(count, 2); /* no general clinic, no complaint receiver */
    assert_int_equal(doctor_get(h->db, "song-yutong", &list[0]), ERR_OK);
}

static void sessions_are_laid_out_with_numbers_that_go_on_after_noon(void **state)
{
    struct test_hospital *h = *state;
    struct schedule list[40];
    struct slot slots[20];
    size_t count;
    assert_int_equal(schedule_list(h->db, NULL, "lin-ruoxi", NULL, list, 40, &count), ERR_OK);
    assert_int_equal(count, 28);
    assert_string_equal(list[0].id, "lin-ruoxi-20260312-am");
    assert_string_equal(list[1].id, "lin-ruoxi-20260312-pm");
    assert_int_equal(list[0].state, SCHEDULE_OPEN);
    assert_int_equal(list[1].total, 4);
    assert_int_equal(list[1].left, 3);
    assert_int_equal(slot_list(h->db, "lin-ruoxi-20260312-pm", slots, 20, &count), ERR_OK);
    assert_int_equal(count, 4);
    int busy = 0;
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(slots[i].order, 6 + (int)i);
        assert_int_equal(slots[i].end_ms - slots[i].start_ms, 45 * 60000);
        busy += slots[i].state == SLOT_BUSY;
    }
    assert_int_equal(busy, 1);
    assert_string_equal(slots[0].id, "lin-ruoxi-20260312-pm-006");
    assert_int_equal(slots[0].start_ms - clock_date_start("2026-03-12"), 14 * 3600000);
}

static void a_session_says_why_it_cannot_be_booked(void **state)
{
    struct test_hospital *h = *state;
    struct schedule one;
    struct slot slot;
    struct day days[14];
    size_t count;
    assert_int_equal(schedule_get(h->db, "zhou-mingyuan-20260312-am", &one), ERR_OK);
    assert_int_equal(one.state, SCHEDULE_FULL);
    assert_int_equal(schedule_get(h->db, "zhou-mingyuan-20260313-am", &one), ERR_OK);
    assert_int_equal(one.state, SCHEDULE_STOPPED);
    assert_string_equal(one.reason.zh, "外出会诊");
    assert_int_equal(slot_get(h->db, "zhou-mingyuan-20260313-am-001", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BLOCKED);
    assert_int_equal(day_list(h->db, NULL, "zhou-mingyuan", 14, days, 14, &count), ERR_OK);
    assert_int_equal(count, 14);
    assert_false(days[0].stopped);
    assert_true(days[1].stopped && days[2].stopped);
    assert_false(days[3].stopped);
    assert_int_equal(days[0].total, 3);
    assert_int_equal(days[0].left, 0);
    test_clock_set(&h->clock, "2026-03-12T11:10:00+08:00");
    assert_int_equal(schedule_get(h->db, "zhou-mingyuan-20260312-am", &one), ERR_OK);
    assert_int_equal(one.state, SCHEDULE_OVER);
}

static void a_slot_is_sold_once(void **state)
{
    struct test_hospital *h = *state;
    struct slot slot;
    assert_int_equal(slot_take(h->db, "lin-ruoxi-20260313-am-001", "", false), ERR_OK);
    assert_int_equal(slot_take(h->db, "lin-ruoxi-20260313-am-001", "", false), ERR_TAKEN);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-001", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_int_equal(slot_free(h->db, "lin-ruoxi-20260313-am-001"), ERR_OK);
    assert_int_equal(slot_take(h->db, "lin-ruoxi-20260313-am-001", "", false), ERR_OK);
    assert_int_equal(slot_take(h->db, "zhou-mingyuan-20260312-am-001", "", false), ERR_TAKEN);
    assert_int_equal(slot_take(h->db, "no such slot", "", false), ERR_TAKEN);
}

static void two_connections_cannot_sell_the_same_slot(void **state)
{
    struct test_hospital *h = *state;
    struct db *other;
    assert_int_equal(
        db_open(&(struct db_options){.state_dir = h->dir, .clock = &h->clock.clock}, &other),
        ERR_OK);
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(slot_take(h->db, "lin-ruoxi-20260313-am-004", "", false), ERR_OK);
    assert_int_equal(db_commit(h->db), ERR_OK);
    assert_int_equal(db_begin(other), ERR_OK);
    assert_int_equal(slot_take(other, "lin-ruoxi-20260313-am-004", "", false), ERR_TAKEN);
    db_rollback(other);
    db_close(other);
}

/* Books a slot without the act: only what the store needs. */
static void sell(struct test_hospital *h, const char *slot_id)
{
    struct appointment a = {.op = "11111111-1111-4111-8111-111111111111",
                            .status = APPOINTMENT_BOOKED,
                            .code = "123456",
                            .start_ms = db_now(h->db) + 86400000};
    struct person person;
    assert_int_equal(person_find(h->db, IDENTITY_CARD, "00012345", &person), ERR_OK);
    text_copy(a.person_uuid, sizeof a.person_uuid, person.uuid);
    text_copy(a.slot_id, sizeof a.slot_id, slot_id);
    assert_int_equal(slot_take(h->db, slot_id, "", false), ERR_OK);
    assert_int_equal(appointment_insert(h->db, &a), ERR_OK);
}

static void laying_out_again_makes_nothing_and_frees_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct slot slot;
    int made;
    sell(h, "lin-ruoxi-20260313-am-001");
    assert_int_equal(content_lay_out(h->db, 14, &made), ERR_OK);
    assert_int_equal(made, 0);
    test_clock_set(&h->clock, "2026-03-13T07:00:00+08:00");
    assert_int_equal(content_lay_out(h->db, 14, &made), ERR_OK);
    assert_int_equal(made, 4); /* the new last day */
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-001", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260312-am-001", &slot), ERR_NOT_FOUND);
}

static void taking_the_content_over_again_keeps_what_was_sold(void **state)
{
    struct test_hospital *h = *state;
    struct slot slot;
    struct resource *r = calloc(1, sizeof *r);
    int made;
    sell(h, "lin-ruoxi-20260313-am-002");
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(content_clear(h->db), ERR_OK);
    r->kind = RESOURCE_PRACTITIONER_ROLE;
    r->active = true;
    strcpy(r->id, "lin-ruoxi");
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 540, .until_min = 690, .slots = 5};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    assert_int_equal(content_done(h->db, "test", 1), ERR_OK); /* lays out as many days as before */
    assert_int_equal(db_commit(h->db), ERR_OK);
    assert_int_equal(content_lay_out(h->db, 14, &made), ERR_OK);
    assert_int_equal(made, 0);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-002", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-003", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_FREE);
    free(r);
}

static void a_refused_load_leaves_the_old_content_in_force(void **state)
{
    struct test_hospital *h = *state;
    struct department list[8];
    size_t count;
    assert_int_equal(db_begin(h->db), ERR_OK);
    assert_int_equal(content_clear(h->db), ERR_OK);
    struct resource *r = calloc(1, sizeof *r);
    r->kind = RESOURCE_ORGANIZATION;
    r->active = true;
    assert_int_equal(content_put(h->db, r), ERR_INVALID); /* neither id nor identifier */
    db_rollback(h->db);
    assert_int_equal(department_list(h->db, NULL, list, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    free(r);
}

static void search_finds_by_chinese_pinyin_initials_and_plain_words(void **state)
{
    struct test_hospital *h = *state;
    static const struct {
        const char *query, *id;
        enum hit_kind kind;
    } cases[] = {
        {"心内", "cardiology", HIT_DEPARTMENT},   {"xnk", "cardiology", HIT_DEPARTMENT},
        {"XinNei", "cardiology", HIT_DEPARTMENT}, {"xin nei ke", "cardiology", HIT_DEPARTMENT},
        {"heart", "cardiology", HIT_DEPARTMENT},  {"胸闷", "cardiology", HIT_DEPARTMENT},
        {"cardio", "cardiology", HIT_DEPARTMENT}, {"hxnk", "respiratory", HIT_DEPARTMENT},
        {"林若溪", "lin-ruoxi", HIT_DOCTOR},      {"lrx", "lin-ruoxi", HIT_DOCTOR},
        {"linruoxi", "lin-ruoxi", HIT_DOCTOR},    {"冠心病", "lin-ruoxi", HIT_DOCTOR},
        {"zhou", "zhou-mingyuan", HIT_DOCTOR},    {"ｘｎｋ", "cardiology", HIT_DEPARTMENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct hit hits[4];
        size_t count;
        assert_int_equal(content_search(h->db, cases[i].query, hits, 4, &count), ERR_OK);
        if (!count)
            fail_msg("%s finds nothing", cases[i].query);
        assert_int_equal(hits[0].kind, cases[i].kind);
        assert_string_equal(hits[0].kind == HIT_DOCTOR ? hits[0].doctor.id : hits[0].department.id,
                            cases[i].id);
    }
}

static void hostile_searches_find_nothing(void **state)
{
    struct test_hospital *h = *state;
    static const char *const queries[] = {
        "", "%", "_", "'", "' OR 1=1 --", "------", "\xff", "\xe2\x80\xae", "%s%n"};
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct hit hits[4];
        size_t count;
        assert_int_equal(content_search(h->db, queries[i], hits, 4, &count), ERR_OK);
        assert_int_equal(count, 0);
    }
}

static void prices_are_found_and_counted_by_category(void **state)
{
    struct test_hospital *h = *state;
    struct price list[4];
    struct reason categories[4];
    int total, counts[4];
    size_t count;
    assert_int_equal(price_search(h->db, "xcg", NULL, 0, list, 4, &count, &total), ERR_OK);
    assert_int_equal(total, 1);
    assert_string_equal(list[0].id, "blood-count");
    assert_int_equal(list[0].minor, 2000);
    assert_string_equal(list[0].place.en, "Floor 3, area B, room 1");
    assert_int_equal(price_search(h->db, "", NULL, 1, list, 4, &count, &total), ERR_OK);
    assert_int_equal(total, 2);
    assert_int_equal(count, 1);
    assert_string_equal(list[0].id, "blood-count");
    assert_int_equal(price_search(h->db, "ct", "lab", 0, list, 4, &count, &total), ERR_OK);
    assert_int_equal(count, 0);
    assert_int_equal(price_categories(h->db, "", categories, counts, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(counts[0], 1);
}

static void rules_name_the_receiver_and_count_working_days(void **state)
{
    struct test_hospital *h = *state;
    struct complaint_rule rule;
    struct reason reasons[4];
    char due[DATE_SIZE];
    size_t count;
    assert_int_equal(complaint_rule_get(h->db, "waiting-time", &rule), ERR_OK);
    assert_string_equal(rule.receiver.zh, "宋雨桐");
    assert_string_equal(rule.receiver_unit.zh, "门诊部");
    assert_string_equal(rule.receiver_id, "song-yutong");
    /* Thursday 12 + 3: Friday 13, then a weekend and a holiday on Monday, Tuesday 17, Wednesday 18
     */
    assert_int_equal(working_day_after(h->db, "2026-03-12", rule.working_days, due), ERR_OK);
    assert_string_equal(due, "2026-03-18");
    assert_int_equal(rating_reasons(h->db, reasons, 4, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_string_equal(reasons[0].icon, "clock");
}

static void services_and_places_are_listed(void **state)
{
    struct test_hospital *h = *state;
    struct service services[4];
    struct place places[4];
    struct hospital hospital;
    size_t count;
    assert_int_equal(service_list(h->db, "convenience", services, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(services[0].hours.zh, "每天 07:30–17:30");
    assert_int_equal(service_get(h->db, "complaint-office", &services[0]), ERR_OK);
    assert_string_equal(services[0].hours.en, "Mon–Fri 08:00–17:00");
    assert_string_equal(services[0].hours.zh, "周一至周五 08:00–17:00");
    assert_int_equal(place_list(h->db, places, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(places[0].id, "hall-b3");
    assert_int_equal(place_get(h->db, "room-b3-01", &places[0]), ERR_OK);
    assert_string_equal(places[0].sign, "B3-01");
    assert_int_equal(hospital_get(h->db, &hospital), ERR_OK);
    assert_string_equal(hospital.name.zh, "测试医院");
}

static void opening_hours_are_told_shortly(void **state)
{
    struct test_hospital *h = *state;
    static const struct {
        struct timetable times[3];
        int count;
        const char *zh, *en;
    } cases[] = {
        {{{.until_min = 1440}}, 1, "全天 24 小时", "24 hours a day"},
        {{{.weekdays = 0x41, .from_min = 480, .until_min = 690}},
         1,
         "周六、周日 08:00–11:30",
         "Sat, Sun 08:00–11:30"},
        {{{.weekdays = 0x3e, .from_min = 480, .until_min = 690},
          {.weekdays = 0x3e, .from_min = 840, .until_min = 1020}},
         2,
         "周一至周五 08:00–11:30、14:00–17:00",
         "Mon–Fri 08:00–11:30, 14:00–17:00"},
        {{{.weekdays = 0x0a, .from_min = 480, .until_min = 690},
          {.weekdays = 0x40, .until_min = 1440}},
         2,
         "周一、周三 08:00–11:30；周六 24 小时",
         "Mon, Wed 08:00–11:30; Sat 24 hours"},
    };
    struct resource *r = calloc(1, sizeof *r);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct service service;
        memset(r, 0, sizeof *r);
        *r = (struct resource){
            .kind = RESOURCE_HEALTHCARE_SERVICE, .active = true, .id = "s", .code = "convenience"};
        memcpy(r->timetable, cases[i].times, sizeof cases[i].times);
        r->timetable_count = cases[i].count;
        assert_int_equal(content_put(h->db, r), ERR_OK);
        assert_int_equal(service_get(h->db, "s", &service), ERR_OK);
        assert_string_equal(service.hours.zh, cases[i].zh);
        assert_string_equal(service.hours.en, cases[i].en);
    }
    free(r);
}

static void notices_show_within_their_time_urgent_first(void **state)
{
    struct test_hospital *h = *state;
    struct resource *r = calloc(1, sizeof *r);
    static const char *const ids[] = {"old", "plain", "urgent", "coming"};
    int64_t now = db_now(h->db), day = 86400000;
    for (int i = 0; i < 4; i++) {
        memset(r, 0, sizeof *r);
        r->kind = RESOURCE_NOTICE;
        r->active = true;
        strcpy(r->id, ids[i]);
        strcpy(r->code, "announcement");
        strcpy(r->name.zh, ids[i]);
        r->urgent = i == 2;
        r->start_ms = i == 3 ? now + day : now - day;
        r->end_ms = i == 0 ? now - 1 : 0;
        assert_int_equal(content_put(h->db, r), ERR_OK);
    }
    assert_int_equal(content_done(h->db, "test", now), ERR_OK);
    struct notice list[8];
    size_t count;
    assert_int_equal(notice_list(h->db, NOTICE_ANNOUNCEMENT, list, 8, &count), ERR_OK);
    assert_int_equal(count, 2);
    assert_string_equal(list[0].id, "urgent");
    free(r);
}

static void what_the_server_sends_takes_the_place_of_the_files(void **state)
{
    struct test_hospital *h = *state;
    struct content_ref ref;
    struct slot slot;
    char id[ID_SIZE];
    assert_int_equal(content_ref_get(h->db, "Slot", "lin-ruoxi-20260313-am-001", &ref), ERR_OK);
    assert_string_equal(ref.system, "http://hospital.example/sid/slot");
    assert_string_equal(ref.logical, "");
    assert_string_equal(ref.version, "");
    struct resource *r = calloc(1, sizeof *r);
    *r = (struct resource){.kind = RESOURCE_PRACTITIONER_ROLE,
                           .active = true,
                           .id = "4711",
                           .value = "lin-ruoxi",
                           .system = "http://hospital.example/sid/role",
                           .version = "1"};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    assert_int_equal(content_ref_back(h->db, "PractitionerRole", "4711", id), ERR_OK);
    assert_string_equal(id, "lin-ruoxi");
    *r = (struct resource){.kind = RESOURCE_SCHEDULE,
                           .active = true,
                           .id = "801",
                           .value = "lin-ruoxi-20260313-am",
                           .system = "http://hospital.example/sid/schedule",
                           .version = "1",
                           .actors = {"PractitionerRole/4711"},
                           .actor_count = 1};
    assert_true(clock_parse_instant("2026-03-13T09:00:00+08:00", &r->start_ms));
    assert_true(clock_parse_instant("2026-03-13T11:30:00+08:00", &r->end_ms));
    assert_int_equal(content_put(h->db, r), ERR_OK);
    *r = (struct resource){.kind = RESOURCE_SLOT,
                           .active = true,
                           .id = "9001",
                           .value = "lin-ruoxi-20260313-am-001",
                           .system = "http://hospital.example/sid/slot",
                           .version = "1",
                           .parent = "Schedule/801",
                           .slot = SLOT_BUSY,
                           .order = 1};
    assert_true(clock_parse_instant("2026-03-13T09:00:00+08:00", &r->start_ms));
    assert_true(clock_parse_instant("2026-03-13T09:30:00+08:00", &r->end_ms));
    assert_int_equal(content_put(h->db, r), ERR_OK);
    assert_int_equal(content_done(h->db, "server", 1), ERR_OK);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-001", &slot), ERR_OK);
    assert_int_equal(slot.state, SLOT_BUSY);
    assert_string_equal(slot.schedule_id, "lin-ruoxi-20260313-am");
    assert_int_equal(content_ref_get(h->db, "Slot", "lin-ruoxi-20260313-am-001", &ref), ERR_OK);
    assert_string_equal(ref.logical, "9001");
    assert_string_equal(ref.version, "1");
    assert_int_equal(content_forget_files(h->db), ERR_OK);
    assert_int_equal(slot_get(h->db, "lin-ruoxi-20260313-am-001", &slot), ERR_OK);
    assert_int_equal(slot_get(h->db, "cardiology-general-20260313-am-001", &slot), ERR_NOT_FOUND);
    free(r);
}

static void an_older_or_known_version_changes_nothing(void **state)
{
    struct test_hospital *h = *state;
    struct resource *r = calloc(1, sizeof *r);
    struct place place;
    *r = (struct resource){.kind = RESOURCE_LOCATION,
                           .active = true,
                           .id = "7",
                           .value = "hall-x",
                           .version = "3",
                           .updated_ms = 3000,
                           .name = {.zh = "三"}};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    strcpy(r->name.zh, "同版");
    assert_int_equal(content_put(h->db, r), ERR_OK);
    strcpy(r->version, "2");
    r->updated_ms = 2000;
    strcpy(r->name.zh, "旧");
    assert_int_equal(content_put(h->db, r), ERR_OK);
    assert_int_equal(place_get(h->db, "hall-x", &place), ERR_OK);
    assert_string_equal(place.name.zh, "三");
    assert_int_equal(content_remove(h->db, "Location", "7"), ERR_OK);
    assert_int_equal(place_get(h->db, "hall-x", &place), ERR_NOT_FOUND);
    free(r);
}

static void a_schedule_of_many_days_is_split_into_half_days(void **state)
{
    struct test_hospital *h = *state;
    struct resource *r = calloc(1, sizeof *r);
    *r = (struct resource){.kind = RESOURCE_SCHEDULE,
                           .active = true,
                           .id = "year",
                           .actors = {"Practitioner/lin-ruoxi"},
                           .actor_count = 1};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    static const char *const starts[] = {"2026-04-01T09:00:00+08:00", "2026-04-01T09:30:00+08:00",
                                         "2026-04-01T14:00:00+08:00", "2026-04-02T09:00:00+08:00"};
    for (int i = 0; i < 4; i++) {
        *r = (struct resource){.kind = RESOURCE_SLOT, .active = true, .parent = "Schedule/year"};
        text_format(r->id, sizeof r->id, "y%d", i);
        assert_true(clock_parse_instant(starts[i], &r->start_ms));
        r->end_ms = r->start_ms + 1800000;
        assert_int_equal(content_put(h->db, r), ERR_OK);
    }
    assert_int_equal(content_done(h->db, "test", 1), ERR_OK);
    struct schedule list[8];
    struct slot slot;
    size_t count;
    assert_int_equal(schedule_list(h->db, NULL, "lin-ruoxi", "2026-04-01", list, 8, &count),
                     ERR_OK);
    assert_int_equal(count, 2);
    assert_int_equal(list[0].total, 2);
    assert_int_equal(list[1].part, PART_AFTERNOON);
    assert_int_equal(slot_get(h->db, "y2", &slot), ERR_OK);
    assert_int_equal(slot.order, 3);
    free(r);
}

static void without_departments_the_clinics_serve_as_such(void **state)
{
    struct test_hospital *h = *state;
    struct resource *r = calloc(1, sizeof *r);
    assert_int_equal(content_clear(h->db), ERR_OK);
    *r = (struct resource){.kind = RESOURCE_HEALTHCARE_SERVICE,
                           .active = true,
                           .id = "eye",
                           .code = "outpatient",
                           .name = {.zh = "眼科", .en = "Eyes"}};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    *r = (struct resource){.kind = RESOURCE_PRACTITIONER_ROLE,
                           .active = true,
                           .id = "any",
                           .actors = {"HealthcareService/eye"},
                           .actor_count = 1};
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 540, .until_min = 690, .slots = 5};
    assert_int_equal(content_put(h->db, r), ERR_OK);
    assert_int_equal(content_done(h->db, "test", 1), ERR_OK);
    int made;
    assert_int_equal(content_lay_out(h->db, 2, &made), ERR_OK);
    struct department list[4];
    size_t count;
    assert_int_equal(department_list(h->db, NULL, list, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_int_equal(list[0].left_today, 5);
    free(r);
}

static void a_complaint_leads_to_its_department_and_says_so(void **state)
{
    struct test_hospital *h = *state;
    static const char *const queries[] = {"手脚发凉", "shoujiaofaliang", "sjfl", "cold hands"};
    struct hit *hits = calloc(4, sizeof *hits);
    struct complaint_word words[4];
    size_t count = 0;
    assert_non_null(hits);
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        assert_int_equal(content_search(h->db, queries[i], hits, 4, &count), ERR_OK);
        assert_true(count >= 1);
        assert_string_equal(hits[0].department.id, "cardiology");
        assert_string_equal(hits[0].reason.zh, "手脚发凉");
        assert_string_equal(hits[0].reason.en, "Cold hands");
    }
    assert_int_equal(content_search(h->db, "心内科", hits, 4, &count), ERR_OK);
    assert_string_equal(hits[0].reason.zh, ""); /* its name: no reason is needed */
    assert_int_equal(complaint_words(h->db, words, 4, &count), ERR_OK);
    assert_int_equal(count, 1);
    assert_string_equal(words[0].department_id, "cardiology");
    free(hits);
}

static void a_clinics_half_days_are_found_by_the_clinic(void **state)
{
    struct test_hospital *h = *state;
    struct schedule list[40];
    size_t count = 0;
    assert_int_equal(schedule_of_service(h->db, "cardiology-open", list, 40, &count), ERR_OK);
    assert_int_equal(count, 14);
    assert_string_equal(list[0].doctor_id, "cardiology-general");
    assert_int_equal(schedule_of_service(h->db, "wheelchairs", list, 40, &count), ERR_OK);
    assert_int_equal(count, 0);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, test_hospital_setup, test_hospital_teardown)
    const struct CMUnitTest tests[] = {
        TEST(departments_tell_what_is_left_today_and_next),
        TEST(doctors_come_by_fee_and_only_those_who_see_patients),
        TEST(sessions_are_laid_out_with_numbers_that_go_on_after_noon),
        TEST(a_session_says_why_it_cannot_be_booked),
        TEST(a_slot_is_sold_once),
        TEST(two_connections_cannot_sell_the_same_slot),
        TEST(laying_out_again_makes_nothing_and_frees_nothing),
        TEST(taking_the_content_over_again_keeps_what_was_sold),
        TEST(a_refused_load_leaves_the_old_content_in_force),
        TEST(search_finds_by_chinese_pinyin_initials_and_plain_words),
        TEST(hostile_searches_find_nothing),
        TEST(prices_are_found_and_counted_by_category),
        TEST(rules_name_the_receiver_and_count_working_days),
        TEST(services_and_places_are_listed),
        TEST(opening_hours_are_told_shortly),
        TEST(notices_show_within_their_time_urgent_first),
        TEST(what_the_server_sends_takes_the_place_of_the_files),
        TEST(an_older_or_known_version_changes_nothing),
        TEST(a_schedule_of_many_days_is_split_into_half_days),
        TEST(without_departments_the_clinics_serve_as_such),
        TEST(a_complaint_leads_to_its_department_and_says_so),
        TEST(a_clinics_half_days_are_found_by_the_clinic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
