#include "screen/ticket_paper.h"

#include "base/text.h"
#include "i18n/format.h"
#include "screen/parts.h"
#include "screen/way_paper.h"

#include <string.h>

struct subject {
    const struct ticket *ticket;
    const struct wait *wait;
};

void ticket_code(struct app *app, const struct ticket *ticket, char *out, size_t size)
{
    text_format(out, size, "%s %s %s %s", ticket->number,
                app_label(app, &ticket->doctor.department), app_label(app, &ticket->doctor.place),
                ticket->date);
}

static void add_waiting(struct paper *paper, const struct wait *wait)
{
    char text[TEXT_BUF], range[FORMAT_SIZE], time[16];
    text_format(text, sizeof text, tr_n("%d person ahead", "%d people ahead", wait->ahead),
                wait->ahead);
    printing_add(paper, PAPER_BOLD, text);
    if (!wait->known)
        return;
    format_time(wait->as_of_ms, time, sizeof time);
    format_range_minutes(wait->from_min, wait->to_min, range, sizeof range);
    text_format(text, sizeof text, _("about %s minutes, as of %s"), range, time);
    printing_add(paper, PAPER_NORMAL, text);
}

static void fill(struct app *app, struct paper *paper, const void *of)
{
    const struct subject *subject = of;
    const struct ticket *ticket = subject->ticket;
    const struct doctor *doctor = &ticket->doctor;
    char text[TEXT_BUF];
    printing_title(paper, _("Your number in the queue"));
    printing_big(paper, app_label(app, &doctor->department), ticket->number);
    printing_add(paper, PAPER_LARGE, app_label(app, &doctor->place));
    text_format(text, sizeof text, doctor->general ? "%s" : _("Doctor %s"),
                app_label(app, &doctor->name));
    printing_add(paper, PAPER_NORMAL, doctor->general ? "" : text);
    if (subject->wait && ticket->stage == QUEUE_WAITING)
        add_waiting(paper, subject->wait);
    way_on_ticket(app, paper, doctor->place_id);
    if (ticket->printed > 0) {
        text_format(text, sizeof text, _("Printed again, number %d"), ticket->printed + 1);
        printing_add(paper, PAPER_SMALL, text);
    }
    ticket_code(app, ticket, text, sizeof text);
    if (!paper->qr[0])
        printing_code(paper, text, _("Scan it at any kiosk to see your place"));
}

void ticket_paper(struct app *app, const struct ticket *ticket, const struct wait *wait,
                  struct paper *out)
{
    printing_compose(app, PAPER_TICKET, fill, &(struct subject){ticket, wait}, out);
    text_copy(out->ticket_op, sizeof out->ticket_op, ticket->op);
}
