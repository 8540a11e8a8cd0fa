/* What staff announce, and what they take back (fhir/write_notice.c). */
#include "sync/push.h"

#include "base/text.h"
#include "store/own_notice.h"
#include "sync/resolve.h"

#include <stdlib.h>
#include <string.h>

static char *frozen_create(struct sending *s, const struct notice *notice)
{
    char about[REFERENCE_SIZE] = "";
    const char *type = notice->kind == NOTICE_STOP ? "PractitionerRole" : "Location";
    s->verdict = sync_content(s->sync, type, notice->about_id, about, s->outcome);
    if (s->verdict != VERDICT_ACK)
        return NULL;
    struct links links = {.base = s->sync->base,
                          .device = s->sync->device,
                          .about = about,
                          .shift_ms = s->sync->offset_ms};
    char *body = write_notice(&links, notice);
    return told_freeze(s, notice->id, body);
}

void send_notice(struct sending *s)
{
    struct own_notice own;
    enum err e = own_notice_get(s->sync->db, s->entry->subject, &own);
    if (e) {
        sending_fail(s, VERDICT_PERMANENT, err_name(e));
        return;
    }
    char *frozen = sending_frozen(s, 0);
    if (!frozen)
        frozen = frozen_create(s, &own.notice);
    if (!frozen)
        return;
    told_send(s, frozen, own.notice.id, "announced");
}
