#include "ledger.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUSY_MS = 5000 };

/* Columns: identifier, status there, whether it may lack, logical id there (server_id). */
#define KNOWN(type, op) "(SELECT id FROM server_id s WHERE s.type='" type "' AND s.op=" op ")"

static const struct kind {
    const char *what, *type, *system, *sql;
} kinds[] = {
    {"booking", "Appointment", "op",
     "SELECT op, CASE WHEN status IN('wish','refused') THEN 'booked' ELSE status END,"
     " status='cancelled', " KNOWN("Appointment", "appointment.op") " FROM appointment"},
    {"visit", "Encounter", "op",
     "SELECT visit_op, '', min(status='void'), " KNOWN(
         "Encounter", "ticket.visit_op") " FROM ticket WHERE visit_op<>'' GROUP BY visit_op"},
    {"number", "Task", "op",
     "SELECT op, CASE WHEN status='void' OR stage='left' THEN 'cancelled' WHEN stage='done' THEN"
     " 'completed' WHEN stage IN('waiting','passed') THEN 'ready' ELSE 'in-progress' END,"
     " status='void', " KNOWN("Task", "ticket.op") " FROM ticket"},
    {"complaint", "Communication", "op", "SELECT op, 'completed', 0, '' FROM complaint"},
    {"complaint's handling", "Task", "op", "SELECT task_op, '', 0, '' FROM complaint"},
    {"tracking number", "Task", "complaint", "SELECT number, '', 0, '' FROM complaint"},
    {"rating", "QuestionnaireResponse", "op",
     "SELECT op, 'completed', 0, '' FROM rating WHERE ticket_op=''"},
    {"rating of a visit", "QuestionnaireResponse", "rating",
     "SELECT ticket_op, 'completed', 0, '' FROM rating WHERE ticket_op<>''"},
    {"call for help", "Task", "op",
     "SELECT op, CASE status WHEN 'done' THEN 'completed' ELSE status END, 0, '' FROM help_call"},
    {"closure", "CommunicationRequest", "op",
     "SELECT id, CASE WHEN lifted_ms>0 THEN 'revoked' ELSE 'active' END, lifted_ms>0, ''"
     " FROM closure WHERE content=0"},
    {"closure that is over", "CommunicationRequest", "op",
     "SELECT subject, 'revoked', 1, '' FROM outbox WHERE kind='reopen'"},
    {"notice of staff", "CommunicationRequest", "op",
     "SELECT op, CASE WHEN revoked_ms>0 THEN 'revoked' ELSE 'active' END, revoked_ms>0, ''"
     " FROM own_notice"},
    {"closed queue", "CommunicationRequest", "op",
     "SELECT op, CASE WHEN opened_ms>0 THEN 'revoked' ELSE 'active' END, opened_ms>0, ''"
     " FROM queue_closing"},
    {"stopped place", "Slot", "slot",
     "SELECT DISTINCT slot_id, 'busy-unavailable', 0, '' FROM stopped_slot"
     " JOIN clinic_stop ON clinic_stop.op=stop_op WHERE lifted_ms=0 AND lift=0"},
    {"place kept for somebody", "Slot", "slot",
     "SELECT slot_id, 'busy-tentative', 0, '' FROM slot_hold WHERE state=1"},
};

static sqlite3 *open_store(const char *state_dir, int flags)
{
    char path[700];
    sqlite3 *db = NULL;
    snprintf(path, sizeof path, "%s/foyer.db", state_dir);
    if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
        fprintf(stderr, "%s: %s\n", path, sqlite3_errmsg(db));
        sqlite3_close(db);
        return NULL;
    }
    sqlite3_busy_timeout(db, BUSY_MS);
    return db;
}

static const char *text_at(sqlite3_stmt *s, int column)
{
    const char *text = (const char *)sqlite3_column_text(s, column);
    return text ? text : "";
}

static void add(struct ledger *ledger, const struct owed *one)
{
    for (size_t i = 0; i < ledger->count; i++)
        if (strcmp(ledger->owed[i].type, one->type) == 0 &&
            strcmp(ledger->owed[i].system, one->system) == 0 &&
            strcmp(ledger->owed[i].value, one->value) == 0)
            return;
    ledger->owed = realloc(ledger->owed, (ledger->count + 1) * sizeof *one);
    if (!ledger->owed)
        abort();
    ledger->owed[ledger->count++] = *one;
}

static bool add_kind(struct ledger *ledger, sqlite3 *db, const struct kind *kind)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db, kind->sql, -1, &s, NULL) != SQLITE_OK)
        return false;
    while (sqlite3_step(s) == SQLITE_ROW) {
        struct owed one = {.what = kind->what, .type = kind->type, .system = kind->system};
        snprintf(one.value, sizeof one.value, "%s", text_at(s, 0));
        snprintf(one.status, sizeof one.status, "%s", text_at(s, 1));
        one.may_lack = sqlite3_column_int(s, 2) != 0;
        snprintf(one.id, sizeof one.id, "%s", text_at(s, 3));
        add(ledger, &one);
    }
    return sqlite3_finalize(s) == SQLITE_OK;
}

static bool add_outbox(struct ledger *ledger, sqlite3 *db)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(db,
                           "SELECT state, kind, outcome FROM outbox"
                           " WHERE state IN('waiting','dead')",
                           -1, &s, NULL) != SQLITE_OK)
        return false;
    while (sqlite3_step(s) == SQLITE_ROW)
        if (strcmp(text_at(s, 0), "waiting") == 0)
            ledger->waiting++;
        else
            snprintf(ledger->refused, sizeof ledger->refused, "%s: %s", text_at(s, 1),
                     text_at(s, 2));
    return sqlite3_finalize(s) == SQLITE_OK;
}

bool ledger_add(struct ledger *ledger, const char *state_dir)
{
    sqlite3 *db = open_store(state_dir, SQLITE_OPEN_READONLY);
    bool ok = db && add_outbox(ledger, db);
    for (size_t i = 0; ok && i < sizeof kinds / sizeof *kinds; i++)
        ok = add_kind(ledger, db, &kinds[i]);
    if (db && !ok)
        fprintf(stderr, "%s: %s\n", state_dir, sqlite3_errmsg(db));
    sqlite3_close(db);
    return ok;
}

void ledger_clear(struct ledger *ledger)
{
    free(ledger->owed);
    *ledger = (struct ledger){.owed = NULL};
}

bool ledger_online(const char *state_dir)
{
    sqlite3 *db = open_store(state_dir, SQLITE_OPEN_READONLY);
    sqlite3_stmt *s = NULL;
    bool online = db &&
                  sqlite3_prepare_v2(db, "SELECT value FROM meta WHERE key='link.state'", -1, &s,
                                     NULL) == SQLITE_OK &&
                  sqlite3_step(s) == SQLITE_ROW && strcmp(text_at(s, 0), "online") == 0;
    sqlite3_finalize(s);
    sqlite3_close(db);
    return online;
}

bool ledger_stopped(const char *state_dir, const char *doctor, const char *date)
{
    sqlite3 *db = open_store(state_dir, SQLITE_OPEN_READONLY);
    sqlite3_stmt *s = NULL;
    bool stopped = db && sqlite3_prepare_v2(db,
                                            "SELECT 1 FROM session WHERE doctor_id=?1 AND date=?2"
                                            " AND stopped<>0",
                                            -1, &s, NULL) == SQLITE_OK;
    if (stopped) {
        sqlite3_bind_text(s, 1, doctor, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, date, -1, SQLITE_STATIC);
        stopped = sqlite3_step(s) == SQLITE_ROW;
    }
    sqlite3_finalize(s);
    sqlite3_close(db);
    return stopped;
}

bool ledger_set_server(const char *state_dir, const char *url)
{
    sqlite3 *db = open_store(state_dir, SQLITE_OPEN_READWRITE);
    sqlite3_stmt *s = NULL;
    bool ok =
        db && sqlite3_prepare_v2(db,
                                 "UPDATE meta SET value=CASE key WHEN 'server.url' THEN ?1 ELSE"
                                 " 'connecting' END WHERE key IN('server.url','link.state')",
                                 -1, &s, NULL) == SQLITE_OK;
    if (ok) {
        sqlite3_bind_text(s, 1, url, -1, SQLITE_STATIC);
        ok = sqlite3_step(s) == SQLITE_DONE && sqlite3_changes(db) == 2;
    }
    sqlite3_finalize(s);
    sqlite3_close(db);
    return ok;
}
