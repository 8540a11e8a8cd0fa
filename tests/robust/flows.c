#include "robust/flows.h"

#include "store/db.h"

#include <stdio.h>
#include <string.h>

static void tap(struct kiosk *k, const char *id)
{
    char what[160];
    snprintf(what, sizeof what, "%s cannot be pressed", id);
    kiosk_must(kiosk_tap(k, id), k, what);
}

static void at(struct kiosk *k, const char *screen)
{
    char what[160];
    snprintf(what, sizeof what, "this should be %s", screen);
    kiosk_must(strcmp(kiosk_screen(k), screen) == 0, k, what);
}

void flow_home(struct kiosk *k)
{
    if (strcmp(kiosk_screen(k), "timeout") == 0)
        tap(k, "timeout.finish");
    else if (strcmp(kiosk_screen(k), "home") != 0)
        tap(k, "nav.home");
    at(k, "home");
}

void flow_complaint(struct kiosk *k, const char *text, const char *phone)
{
    flow_home(k);
    tap(k, "home.complain");
    tap(k, "kind:complaint");
    tap(k, "next");
    at(k, "complain.text");
    if (kiosk_item(k, "text") && !kiosk_item(k, "text")->focused)
        tap(k, "text");
    kiosk_type(k, text);
    tap(k, "next");
    if (phone[0]) {
        tap(k, "phone");
        kiosk_type(k, phone);
    }
    tap(k, "next");
    at(k, "complain.review");
}

void flow_rating(struct kiosk *k, const char *text)
{
    flow_home(k);
    tap(k, "home.rate");
    tap(k, "next");
    tap(k, "face:2");
    if (text[0]) {
        tap(k, "text");
        kiosk_type(k, text);
        tap(k, "key:ok");
    }
    at(k, "rate.reasons");
}

void flow_booking(struct kiosk *k, const char *mobile, const char *name)
{
    flow_home(k);
    tap(k, "home.book");
    tap(k, "dept:*");
    if (!kiosk_item(k, "slot:*"))
        tap(k, "doctor:*");
    if (!kiosk_tap(k, "slot:*")) { /* nothing left in this half-day */
        tap(k, "day:*");
        tap(k, "doctor:*");
        tap(k, "slot:*");
    }
    tap(k, "next");
    at(k, "identify");
    tap(k, "identify.phone");
    kiosk_type(k, mobile);
    tap(k, "next");
    if (strcmp(kiosk_screen(k), "identify") == 0) {
        if (name[0])
            kiosk_type(k, name);
        tap(k, "next");
    }
    at(k, "book.confirm");
}

int flow_count(struct kiosk *k, const char *sql)
{
    struct statement *s = db_prepare(k->app.db, sql);
    int n = db_step(s) ? (int)column_int(s, 0) : -1;
    return db_done(s) == ERR_OK ? n : -1;
}
