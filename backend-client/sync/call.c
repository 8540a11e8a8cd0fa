#include "sync/push.h"

void send_call(struct sending *s)
{
    sending_fail(s, VERDICT_WAIT, "not yet");
}
