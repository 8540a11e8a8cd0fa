/* The stored words of our enums. What stands in a database can't change: append only. */
#include "model/care.h"
#include "model/queue_task.h"

#include <assert.h>
#include <string.h>

static const char *const appointment_names[] = {
    [APPOINTMENT_WISH] = "wish",           [APPOINTMENT_BOOKED] = "booked",
    [APPOINTMENT_ARRIVED] = "arrived",     [APPOINTMENT_FULFILLED] = "fulfilled",
    [APPOINTMENT_CANCELLED] = "cancelled", [APPOINTMENT_NOSHOW] = "noshow",
    [APPOINTMENT_REFUSED] = "refused",
};
static const char *const request_names[] = {
    [REQUEST_REFERRAL] = "referral",
    [REQUEST_REVISIT] = "revisit",
    [REQUEST_TEST] = "test",
};
static const char *const ticket_names[] = {
    [TICKET_RESERVED] = "reserved",
    [TICKET_PRINTED] = "printed",
    [TICKET_CONFIRMED] = "confirmed",
    [TICKET_VOID] = "void",
};
static const char *const queue_names[] = {
    [QUEUE_WAITING] = "waiting", [QUEUE_CALLED] = "called",   [QUEUE_RECALLED] = "recalled",
    [QUEUE_PASSED] = "passed",   [QUEUE_SERVING] = "serving", [QUEUE_DONE] = "done",
    [QUEUE_LEFT] = "left",
};
static const char *const complaint_names[] = {
    [COMPLAINT_SUBMITTED] = "submitted",
    [COMPLAINT_ASSIGNED] = "assigned",
    [COMPLAINT_REPLIED] = "replied",
    [COMPLAINT_CLOSED] = "closed",
};
static const char *const voice_names[] = {
    [VOICE_COMPLAINT] = "complaint",
    [VOICE_SUGGESTION] = "suggestion",
    [VOICE_PRAISE] = "praise",
};
static const char *const help_names[] = {
    [HELP_GUIDE] = "guide",
    [HELP_WHEELCHAIR] = "wheelchair",
    [HELP_VOLUNTEER] = "volunteer",
};
static const char *const identity_names[] = {
    [IDENTITY_RESIDENT_ID] = "resident-id",
    [IDENTITY_MOBILE] = "mobile",
    [IDENTITY_CARD] = "card",
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])
static_assert(COUNT(appointment_names) == APPOINTMENT_STATUS_COUNT, "a name each");
static_assert(COUNT(request_names) == REQUEST_KIND_COUNT, "a name each");
static_assert(COUNT(ticket_names) == TICKET_STATUS_COUNT, "a name each");
static_assert(COUNT(queue_names) == QUEUE_STATUS_COUNT, "a name each");
static_assert(COUNT(complaint_names) == COMPLAINT_STATUS_COUNT, "a name each");
static_assert(COUNT(help_names) == HELP_KIND_COUNT, "a name each");
static_assert(COUNT(voice_names) == VOICE_COUNT, "a name each");
static_assert(COUNT(identity_names) == IDENTITY_COUNT, "a name each");

const char *appointment_status_name(enum appointment_status s)
{
    assert((size_t)s < COUNT(appointment_names));
    return appointment_names[s];
}

const char *service_request_kind_name(enum service_request_kind k)
{
    assert((size_t)k < COUNT(request_names));
    return request_names[k];
}

const char *ticket_status_name(enum ticket_status s)
{
    assert((size_t)s < COUNT(ticket_names));
    return ticket_names[s];
}

const char *queue_status_name(enum queue_status s)
{
    assert((size_t)s < COUNT(queue_names));
    return queue_names[s];
}

const char *complaint_status_name(enum complaint_status s)
{
    assert((size_t)s < COUNT(complaint_names));
    return complaint_names[s];
}

const char *help_kind_name(enum help_kind k)
{
    assert((size_t)k < COUNT(help_names));
    return help_names[k];
}

const char *voice_kind_name(enum voice_kind k)
{
    assert((size_t)k < COUNT(voice_names));
    return voice_names[k];
}

const char *identity_kind_name(enum identity_kind k)
{
    assert((size_t)k < COUNT(identity_names));
    return identity_names[k];
}

int name_index(const char *const *names, int count, const char *name)
{
    for (int i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static const struct {
    enum err why;
    const char *name;
} paper_faults[] = {{ERR_IO, "broken-off"},
                    {ERR_NO_SPACE, "paper-out"},
                    {ERR_BUSY, "not-ready"},
                    {ERR_OFFLINE, "no-printer"},
                    {ERR_UNKNOWN, "not-taken"}};

const char *paper_fault_name(enum err why)
{
    for (size_t i = 1; i < COUNT(paper_faults); i++)
        if (paper_faults[i].why == why)
            return paper_faults[i].name;
    return paper_faults[0].name;
}

enum err paper_fault_named(const char *name)
{
    for (size_t i = 1; i < COUNT(paper_faults); i++)
        if (strcmp(paper_faults[i].name, name) == 0)
            return paper_faults[i].why;
    return paper_faults[0].why;
}
