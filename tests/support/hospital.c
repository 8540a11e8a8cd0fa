#include "support/hospital.h"

#include "base/text.h"
#include "store/content_put.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BASE "http://hospital.example"

static void must(enum err err)
{
    if (err == ERR_OK)
        return;
    fprintf(stderr, "test hospital: %s\n", err_name(err));
    abort();
}

static struct resource *begin(struct resource *r, enum resource_kind kind, const char *sid,
                              const char *id, const char *zh, const char *en)
{
    memset(r, 0, sizeof *r);
    r->kind = kind;
    r->active = true;
    text_copy(r->id, sizeof r->id, id);
    text_copy(r->value, sizeof r->value, id);
    text_format(r->system, sizeof r->system, BASE "/sid/%s", sid);
    text_copy(r->name.zh, sizeof r->name.zh, zh);
    text_copy(r->name.en, sizeof r->name.en, en);
    return r;
}

static void put(struct db *db, const struct resource *r)
{
    must(content_put(db, r));
}

static void put_organizations(struct db *db, struct resource *r)
{
    begin(r, RESOURCE_ORGANIZATION, "organization", "hospital", "测试医院", "Test Hospital");
    strcpy(r->code, "prov");
    strcpy(r->phone, "010-12345678");
    put(db, r);
    begin(r, RESOURCE_ORGANIZATION, "organization", "outpatient-office", "门诊部",
          "Outpatient office");
    strcpy(r->code, "team");
    put(db, r);
    begin(r, RESOURCE_ORGANIZATION, "organization", "cardiology", "心内科", "Cardiology");
    strcpy(r->code, "dept");
    strcpy(r->icon, "heart");
    strcpy(r->group, "internal");
    strcpy(r->group_name.zh, "内科");
    strcpy(r->group_name.en, "Internal medicine");
    strcpy(r->line.zh, "心慌、胸闷、血压高");
    strcpy(r->line.en, "Palpitations, chest tightness, high blood pressure");
    strcpy(r->terms[r->term_count++], "heart");
    r->complaints[r->complaint_count++] = (struct label){.zh = "手脚发凉", .en = "Cold hands"};
    r->rank = 1;
    put(db, r);
    begin(r, RESOURCE_ORGANIZATION, "organization", "respiratory", "呼吸内科",
          "Respiratory medicine");
    strcpy(r->code, "dept");
    strcpy(r->icon, "lungs");
    strcpy(r->group, "internal");
    strcpy(r->group_name.zh, "内科");
    strcpy(r->group_name.en, "Internal medicine");
    put(db, r);
}

static void put_places(struct db *db, struct resource *r)
{
    begin(r, RESOURCE_LOCATION, "location", "area-b3", "3 楼 B 区", "Floor 3, area B");
    strcpy(r->code, "area");
    put(db, r);
    begin(r, RESOURCE_LOCATION, "location", "hall-b3", "3 楼 B 区候诊区",
          "Floor 3, area B, waiting area");
    strcpy(r->code, "area");
    strcpy(r->parent, "Location/area-b3");
    put(db, r);
    begin(r, RESOURCE_LOCATION, "location", "room-b3-01", "3 楼 B 区 1 诊室",
          "Floor 3, area B, room 1");
    strcpy(r->code, "ro");
    strcpy(r->sign, "B3-01");
    strcpy(r->parent, "Location/area-b3");
    put(db, r);
}

static void put_clinic(struct db *db, struct resource *r, const char *id, const char *zh,
                       const char *en, const char *dept)
{
    begin(r, RESOURCE_HEALTHCARE_SERVICE, "service", id, zh, en);
    strcpy(r->code, "outpatient");
    text_format(r->parent, sizeof r->parent, "Organization/%s", dept);
    put(db, r);
}

static void put_services(struct db *db, struct resource *r)
{
    put_clinic(db, r, "cardiology-clinic", "心内科门诊", "Cardiology clinic", "cardiology");
    put_clinic(db, r, "cardiology-open", "普通门诊", "General clinic", "cardiology");
    put_clinic(db, r, "respiratory-clinic", "呼吸内科门诊", "Respiratory clinic", "respiratory");
    begin(r, RESOURCE_HEALTHCARE_SERVICE, "service", "complaint-office", "投诉办公室",
          "Complaints office");
    strcpy(r->code, "office");
    r->timetable[r->timetable_count++] =
        (struct timetable){.weekdays = 0x3e, .from_min = 480, .until_min = 1020};
    r->stops[r->stop_count++] = (struct stop){
        .from = "2026-03-16", .until = "2026-03-16", .reason = {.zh = "放假", .en = "Holiday"}};
    put(db, r);
    begin(r, RESOURCE_HEALTHCARE_SERVICE, "service", "wheelchairs", "轮椅借用", "Wheelchairs");
    strcpy(r->code, "convenience");
    r->timetable[r->timetable_count++] = (struct timetable){.from_min = 450, .until_min = 1050};
    put(db, r);
}

static void begin_role(struct resource *r, const char *id, const char *dept, const char *service,
                       const char *letter, int yuan)
{
    begin(r, RESOURCE_PRACTITIONER_ROLE, "role", id, "", "");
    text_format(r->parent, sizeof r->parent, "Organization/%s", dept);
    if (service[0])
        text_format(r->actors[r->actor_count++], REFERENCE_SIZE, "HealthcareService/%s", service);
    strcpy(r->places[r->place_count++], "Location/room-b3-01");
    strcpy(r->letter, letter);
    strcpy(r->currency, "CNY");
    r->minor = yuan * 100;
}

static void put_doctors(struct db *db, struct resource *r)
{
    begin(r, RESOURCE_PRACTITIONER, "practitioner", "lin-ruoxi", "林若溪", "Lin Ruoxi");
    put(db, r);
    begin(r, RESOURCE_PRACTITIONER, "practitioner", "zhou-mingyuan", "周明远", "Zhou Mingyuan");
    put(db, r);
    begin(r, RESOURCE_PRACTITIONER, "practitioner", "song-yutong", "宋雨桐", "Song Yutong");
    put(db, r);
    begin_role(r, "lin-ruoxi", "cardiology", "cardiology-clinic", "B", 50);
    strcpy(r->person, "Practitioner/lin-ruoxi");
    strcpy(r->title.zh, "主任医师");
    strcpy(r->title.en, "Chief physician");
    strcpy(r->specialty.zh, "冠心病、心律不齐、高血压");
    strcpy(r->specialty.en, "Coronary disease, irregular heartbeat, high blood pressure");
    strcpy(r->details.zh, "从医二十年。");
    strcpy(r->details.en, "Twenty years in practice.");
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 840, .until_min = 1020, .slots = 4, .elsewhere = 1};
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 540, .until_min = 690, .slots = 5};
    put(db, r);
    begin_role(r, "cardiology-general", "cardiology", "cardiology-open", "D", 15);
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 480, .until_min = 720, .slots = 8};
    put(db, r);
    begin_role(r, "zhou-mingyuan", "respiratory", "respiratory-clinic", "A", 30);
    strcpy(r->person, "Practitioner/zhou-mingyuan");
    strcpy(r->title.zh, "副主任医师");
    strcpy(r->title.en, "Deputy chief physician");
    r->timetable[r->timetable_count++] =
        (struct timetable){.from_min = 480, .until_min = 660, .slots = 3, .elsewhere = 3};
    r->stops[r->stop_count++] =
        (struct stop){.from = "2026-03-13",
                      .until = "2026-03-14",
                      .reason = {.zh = "外出会诊", .en = "Away at a conference"}};
    put(db, r);
    begin_role(r, "song-yutong", "outpatient-office", "", "", 0);
    strcpy(r->person, "Practitioner/song-yutong");
    put(db, r);
}

static void put_price(struct db *db, struct resource *r, const char *id, const char *zh,
                      const char *en, const char *category, int yuan)
{
    begin(r, RESOURCE_CHARGE_ITEM, "charge", id, zh, en);
    strcpy(r->group, category);
    text_format(r->code, sizeof r->code, "C-%s", id);
    strcpy(r->unit.zh, "每次");
    strcpy(r->unit.en, "each");
    strcpy(r->currency, "CNY");
    r->minor = yuan * 100;
    strcpy(r->parent, "Location/room-b3-01");
    put(db, r);
}

static void put_forms(struct db *db, struct resource *r)
{
    put_price(db, r, "blood-count", "血常规", "Blood count", "lab", 20);
    put_price(db, r, "chest-ct", "胸部 CT", "Chest CT", "imaging", 260);
    begin(r, RESOURCE_QUESTIONNAIRE, "questionnaire", "complaint", "投诉", "Complaint");
    strcpy(r->code, "complaint");
    strcpy(r->url, BASE "/Questionnaire/complaint");
    r->rules[r->rule_count++] = (struct complaint_rule){
        .topic = {.id = "waiting-time", .name = {.zh = "等候时间", .en = "Waiting"}},
        .receiver_id = "PractitionerRole/song-yutong",
        .working_days = 3};
    r->rules[r->rule_count++] =
        (struct complaint_rule){.topic = {.id = "other", .name = {.zh = "其他", .en = "Other"}},
                                .receiver_id = "PractitionerRole/song-yutong",
                                .working_days = 5};
    put(db, r);
    begin(r, RESOURCE_QUESTIONNAIRE, "questionnaire", "satisfaction", "满意度", "Satisfaction");
    strcpy(r->code, "satisfaction");
    strcpy(r->url, BASE "/Questionnaire/satisfaction");
    strcpy(r->questionnaire_version, "1");
    r->reasons[r->reason_count++] =
        (struct reason){.id = "waiting", .name = {.zh = "等候", .en = "Waiting"}, .icon = "clock"};
    r->reasons[r->reason_count++] = (struct reason){
        .id = "attitude", .name = {.zh = "态度", .en = "Attitude"}, .icon = "smile"};
    put(db, r);
    begin(r, RESOURCE_PATIENT, "patient", "zhang-sanfeng", "张三丰", "张三丰");
    strcpy(r->patient.resident_id, "11010519491231002X");
    strcpy(r->patient.card, "00012345");
    strcpy(r->patient.mobile, "13800138000");
    strcpy(r->patient.name, "张三丰");
    strcpy(r->patient.birth_date, "1949-12-31");
    put(db, r);
}

static void open_store(struct test_hospital *h)
{
    must(db_open(&(struct db_options){.state_dir = h->dir, .clock = &h->clock.clock}, &h->db));
}

struct test_hospital *test_hospital_new(const char *station_id, const char *letter)
{
    struct test_hospital *h = calloc(1, sizeof *h);
    struct resource *r = calloc(1, sizeof *r);
    int made;
    if (!h || !r)
        abort();
    temp_make(h->dir);
    test_clock_init(&h->clock, "2026-03-12T08:30:00+08:00");
    config_defaults(&h->config);
    strcpy(h->config.hospital.base, BASE);
    text_copy(h->config.station.id, sizeof h->config.station.id, station_id);
    text_copy(h->config.station.letter, sizeof h->config.station.letter, letter);
    h->env = (struct act_env){.config = &h->config, .clock = &h->clock.clock};
    open_store(h);
    must(db_begin(h->db));
    must(content_clear(h->db));
    put_organizations(h->db, r);
    put_places(h->db, r);
    put_services(h->db, r);
    put_doctors(h->db, r);
    put_forms(h->db, r);
    must(content_done(h->db, "test", db_now(h->db)));
    must(content_lay_out(h->db, 14, &made));
    must(db_commit(h->db));
    free(r);
    return h;
}

void test_hospital_reopen(struct test_hospital *h)
{
    db_close(h->db);
    open_store(h);
}

int test_hospital_setup(void **state)
{
    *state = test_hospital_new("KIOSK-03", "K");
    return 0;
}

int test_hospital_teardown(void **state)
{
    struct test_hospital *h = *state;
    db_close(h->db);
    temp_remove(h->dir);
    free(h);
    return 0;
}
