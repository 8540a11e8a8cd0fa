#include "store/board.h"

#include "store/care.h"
#include "store/content_parts.h"
#include "store/link.h"
#include "store/queue.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define SOON_MS (2 * INT64_C(3600000))  /* a room is shown so long before its session */
#define AFTER_MS (1 * INT64_C(3600000)) /* and so long after it */
#define SEATS_MAX 512

/* ?1 departments, ?2 queues, ?3 places, each ",a,b," or ""; the places with all that is in them. */
#define INSIDE                                                                                     \
    "WITH RECURSIVE inside(id) AS (SELECT id FROM place WHERE instr(?3, ','||id||',')>0"           \
    " UNION SELECT p.id FROM place p JOIN ref r ON r.rid=p.parent_ref AND r.type='Location'"       \
    " JOIN inside i ON i.id=r.id) "
#define IN_SCOPE(department, queue, place)                                                         \
    "(?1||?2||?3='' OR instr(?1, ','||" department "||',')>0 OR instr(?2, ','||" queue             \
    "||',')>0 OR " place " IN (SELECT id FROM inside))"

/* "a, b" to ",a,b," */
static void bind_list(struct statement *s, int index, const char *list)
{
    char out[512] = "";
    size_t n = 0;
    for (const char *p = list ? list : ""; *p && n < sizeof out - 3; p++)
        if (!isspace((unsigned char)*p)) {
            if (n == 0)
                out[n++] = ',';
            out[n++] = *p;
        }
    if (n > 0)
        out[n++] = ',';
    out[n] = '\0';
    bind_text(s, index, out);
}

static void bind_scope(struct statement *s, const struct board_scope *scope)
{
    bind_list(s, 1, scope->departments);
    bind_list(s, 2, scope->queues);
    bind_list(s, 3, scope->places);
}

#define NUMBER                                                                                     \
    "t.op,t.number,t.queue,t.place_id,t.place_zh,t.place_en,t.stage,t.calls,"                      \
    "max(t.last_call_ms,t.claimed_ms),t.person_uuid,t.department_id"

static enum queue_status stage_of(struct statement *s, int index)
{
    for (int i = 0; i < QUEUE_STATUS_COUNT; i++)
        if (!strcmp(column_text(s, index), queue_status_name((enum queue_status)i)))
            return (enum queue_status)i;
    statement_fail(s, ERR_CORRUPT);
    return QUEUE_LEFT;
}

static void read_number(struct statement *s, struct board_number *out, struct ticket *whose)
{
    memset(out, 0, sizeof *out);
    column_copy(s, 0, out->op, sizeof out->op);
    column_copy(s, 1, out->number, sizeof out->number);
    column_copy(s, 2, out->queue, sizeof out->queue);
    column_copy(s, 3, out->place_id, sizeof out->place_id);
    column_label(s, 4, &out->place);
    out->stage = stage_of(s, 6);
    out->calls = (int)column_int(s, 7);
    out->called_ms = column_int(s, 8);
    memset(whose, 0, sizeof *whose);
    column_copy(s, 0, whose->op, sizeof whose->op);
    column_copy(s, 9, whose->person_uuid, sizeof whose->person_uuid);
    column_copy(s, 10, whose->doctor.department_id, sizeof whose->doctor.department_id);
}

/* A person that cannot be read is a number like a guest's: the board goes on. */
static void put_name(struct db *db, const struct ticket *whose, struct board_number *out)
{
    if (ticket_mask(db, whose, out->name, sizeof out->name) != ERR_OK)
        out->name[0] = '\0';
}

enum err board_called(struct db *db, const struct board_scope *scope, const char *date,
                      struct board_number *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, INSIDE "SELECT " NUMBER " FROM ticket t WHERE t.date=?4 AND t.calls>0 AND"
                   " t.status IN('printed','confirmed') AND t.stage<>'waiting' AND " IN_SCOPE(
                       "t.department_id", "t.queue",
                       "t.place_id") " ORDER BY t.stage IN('called','recalled','serving') DESC, 9"
                                     " DESC, t.op LIMIT ?5");
    struct ticket whose;
    bind_scope(s, scope);
    bind_text(s, 4, date);
    bind_int(s, 5, (int64_t)cap);
    *count = 0;
    while (*count < cap && db_step(s)) {
        read_number(s, &out[*count], &whose);
        put_name(db, &whose, &out[(*count)++]);
    }
    return db_done(s);
}

enum err board_number(struct db *db, const char *op, struct board_number *out)
{
    struct statement *s = db_prepare(db, "SELECT " NUMBER " FROM ticket t WHERE t.op=?1");
    struct ticket whose;
    bind_text(s, 1, op);
    bool found = db_step(s);
    if (found)
        read_number(s, out, &whose);
    enum err e = db_done(s);
    if (e == ERR_OK && found)
        put_name(db, &whose, out);
    return e == ERR_OK && !found ? ERR_NOT_FOUND : e;
}

/* ---- rooms ---- */

/* By words, with numbers in them as numbers. */
static int compare_names(const char *a, const char *b)
{
    while (*a && *b) {
        if (isdigit((unsigned char)*a) && isdigit((unsigned char)*b)) {
            char *after_a, *after_b;
            long m = strtol(a, &after_a, 10), n = strtol(b, &after_b, 10);
            if (m != n)
                return m < n ? -1 : 1;
            a = after_a;
            b = after_b;
        } else if (*a != *b) {
            break;
        } else {
            a++;
            b++;
        }
    }
    return (unsigned char)*a - (unsigned char)*b;
}

static int compare_rooms(const void *left, const void *right)
{
    const struct board_room *a = left, *b = right;
    int by_name = compare_names(a->name.zh, b->name.zh);
    return by_name ? by_name : strcmp(a->place_id, b->place_id);
}

static void add_seat(struct board_room *rooms, size_t cap, size_t *count, struct statement *s)
{
    size_t at = 0;
    while (at < *count && strcmp(rooms[at].place_id, column_text(s, 0)))
        at++;
    if (at == cap)
        return;
    struct board_room *room = &rooms[at];
    if (at == *count) {
        memset(room, 0, sizeof *room);
        column_copy(s, 0, room->place_id, sizeof room->place_id);
        column_label(s, 1, &room->name);
        column_label(s, 4, &room->area);
        (*count)++;
    }
    if (room->queue_count < BOARD_QUEUES)
        column_copy(s, 3, room->queues[room->queue_count++], ID_SIZE);
}

static bool served_elsewhere(const struct board_room *rooms, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++)
        for (int q = 0; i != at && q < rooms[i].queue_count; q++)
            if (!strcmp(rooms[i].queues[q], rooms[at].place_id))
                return true;
    return false;
}

/* A hall with windows is the queue of all of them; once they call, it is no room of its own. */
static void drop_halls(struct board_room *rooms, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++)
        if (!served_elsewhere(rooms, *count, i))
            rooms[kept++] = rooms[i];
    *count = kept;
}

enum err board_rooms(struct db *db, const struct board_scope *scope, const char *date,
                     int64_t now_ms, struct board_room *out, size_t cap, size_t *count)
{
    struct statement *s = db_prepare(
        db, INSIDE
        ", seat(place_id,name_zh,name_en,queue,department,began) AS ("
        "SELECT r.place_id,'','',r.id,r.department_id,e.start_ms FROM session e JOIN role r ON"
        " r.id=e.doctor_id WHERE e.date=?4 AND e.stopped=0 AND e.start_ms<?5 AND e.end_ms>?6"
        " UNION ALL SELECT t.place_id,t.place_zh,t.place_en,t.queue,t.department_id,0 FROM ticket t"
        " WHERE t.date=?4 AND t.status IN('printed','confirmed') AND t.stage IN('waiting','called',"
        "'recalled','serving'))"
        " SELECT s.place_id,coalesce(max(p.name_zh),max(s.name_zh)),coalesce(max(p.name_en),"
        "max(s.name_en)),s.queue,coalesce(max(a.name_zh),''),coalesce(max(a.name_en),'') FROM"
        " seat s LEFT JOIN place p ON p.id=s.place_id LEFT JOIN ref f ON f.rid=p.parent_ref AND"
        " f.type='Location' LEFT JOIN place a ON a.id=f.id WHERE s.place_id<>'' AND " IN_SCOPE(
            "s.department", "s.queue", "s.place_id") " GROUP BY s.place_id, s.queue"
                                                     " ORDER BY s.place_id, max(s.began) DESC,"
                                                     " s.queue LIMIT ?7");
    bind_scope(s, scope);
    bind_text(s, 4, date);
    bind_int(s, 5, now_ms + SOON_MS);
    bind_int(s, 6, now_ms - AFTER_MS);
    bind_int(s, 7, SEATS_MAX);
    *count = 0;
    while (db_step(s))
        add_seat(out, cap, count, s);
    drop_halls(out, count);
    qsort(out, *count, sizeof *out, compare_rooms);
    return db_done(s);
}

enum err board_area(struct db *db, const char *place_id, struct label *out)
{
    struct statement *s = db_prepare(
        db, "SELECT a.name_zh,a.name_en FROM place p JOIN ref f ON f.rid=p.parent_ref AND"
            " f.type='Location' JOIN place a ON a.id=f.id WHERE p.id=?1");
    bind_text(s, 1, place_id);
    *out = (struct label){.zh = ""};
    if (db_step(s))
        column_label(s, 0, out);
    return db_done(s);
}

int64_t board_data_ms(struct db *db)
{
    struct link link;
    if (link_get(db, &link) != ERR_OK || link.state == LINK_STANDALONE)
        return db_now(db);
    return meta_get_int(db, QUEUE_DATA_KEY, 0);
}
