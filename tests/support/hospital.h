/* A tiny hospital in a store of its own, for tests of acts and screens. It is Thursday 2026-03-12,
 * 08:30 in Shanghai.
 *
 *   cardiology 心内科      lin-ruoxi 林若溪 ¥50, letter B: every day 09:00-11:30 (5 places) and
 * 14:00-17:00 (4, of which 1 given out elsewhere) cardiology-general 普通门诊 ¥15, letter D: every
 * day 08:00-12:00 (8 places) respiratory 呼吸内科   zhou-mingyuan 周明远 ¥30, letter A: every day
 * 08:00-11:00 (3 places, all given out elsewhere); stopped 2026-03-13 to 2026-03-14, 外出会诊
 *   prices                 blood-count 血常规 ¥20 (lab), chest-ct 胸部 CT ¥260 (imaging)
 *   complaint topics       waiting-time -> song-yutong 宋雨桐 of 门诊部, 3 working days; other, 5
 *   complaint office       Monday to Friday; closed on 2026-03-16
 *   rating reasons         waiting, attitude
 *   a place                hall-b3 3 楼 B 区候诊区; room-b3-01 3 楼 B 区 1 诊室
 *   a patient              11010519491231002X 张三丰 13800138000, card 00012345
 */
#pragma once

#include "act/env.h"
#include "store/db.h"
#include "support/clock.h"
#include "support/temp.h"

struct test_hospital {
    char dir[TEMP_SIZE];
    struct test_clock clock;
    struct config config; /* the defaults, with a base of its own */
    struct act_env env;
    struct db *db;
};

/* For cmocka_unit_test_setup_teardown: *state is a struct test_hospital. */
int test_hospital_setup(void **state);
int test_hospital_teardown(void **state);

/* A second connection to another store with the same content, e.g. another kiosk; free with
 * _teardown. */
struct test_hospital *test_hospital_new(const char *station_id, const char *letter);
/* Closes and opens the store again, as after a crash. */
void test_hospital_reopen(struct test_hospital *h);
