/* Each call is spoken once, the oldest first; what is called no longer is not spoken any more. */
#include "screen/board.h"

#include "base/text.h"

#include <string.h>

#define YOUNG_MS 15000 /* after a start only calls as young as that are spoken */

static bool is_said(const struct board_state *s, const struct board_number *n)
{
    for (size_t i = 0; i < s->said_count; i++)
        if (strcmp(s->said[i].op, n->op) == 0)
            return s->said[i].calls >= n->calls;
    return false;
}

static void note_said(struct board_state *s, const struct board_number *n)
{
    size_t at = 0;
    while (at < s->said_count && strcmp(s->said[at].op, n->op) != 0)
        at++;
    if (at == BOARD_CALLED_MAX)
        return;
    if (at == s->said_count)
        s->said_count++;
    memcpy(s->said[at].op, n->op, sizeof s->said[at].op);
    s->said[at].calls = n->calls;
}

/* Those that are called no longer: forgotten here and dropped there. */
static void drop_gone(struct app *app, struct board_state *s)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->said_count; i++) {
        bool called = false;
        for (size_t k = 0; k < s->called_count && !called; k++)
            called =
                board_being_called(&s->called[k]) && strcmp(s->called[k].op, s->said[i].op) == 0;
        if (called)
            s->said[kept++] = s->said[i];
        else
            app_unsay(app, s->said[i].op);
    }
    s->said_count = kept;
}

static const struct board_number *oldest_unsaid(const struct board_state *s)
{
    const struct board_number *oldest = NULL;
    for (size_t i = 0; i < s->called_count; i++) {
        const struct board_number *n = &s->called[i];
        if (board_being_called(n) && n->called_ms >= s->begun_ms - YOUNG_MS && !is_said(s, n) &&
            (!oldest || n->called_ms < oldest->called_ms))
            oldest = n;
    }
    return oldest;
}

void board_speak(struct app *app, struct board_state *s)
{
    struct speech_state voice;
    const struct board_number *n;
    if (s->begun_ms == 0)
        s->begun_ms = app_now(app);
    drop_gone(app, s);
    app_speech(app, &voice);
    for (int room = SPEECH_WAITING_MAX - voice.waiting;
         room > 0 && (n = oldest_unsaid(s)) != NULL && s->said_count < BOARD_CALLED_MAX; room--) {
        struct speech_call call = {.key = ""};
        text_copy(call.key, sizeof call.key, n->op);
        text_copy(call.number, sizeof call.number, n->number);
        text_copy(call.name, sizeof call.name, n->name);
        text_copy(call.room.zh, sizeof call.room.zh,
                  board_room_name(s, LANG_ZH, n->place_id, &n->place));
        text_copy(call.room.en, sizeof call.room.en,
                  board_room_name(s, LANG_EN, n->place_id, &n->place));
        app_say(app, &call); /* false: it is being spoken already */
        note_said(s, n);
    }
}
