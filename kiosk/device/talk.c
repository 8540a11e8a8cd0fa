#include "device/talk.h"

#include "base/clock.h"
#include "device/escpos.h"

#define NOISE_MAX 256  /* bytes that are no answer: then it is no printer that we understand */
#define SILENT_LOOKS 3 /* looks without an answer: it has gone */

static int64_t now(void)
{
    return clock_mono(clock_system());
}

static void pass_noise(struct port *port)
{
    uint8_t byte;
    for (int i = 0; i < NOISE_MAX && port->driver->read(port, &byte, 0) == ERR_OK; i++)
        ;
}

static enum err put_question(struct port *port, int n)
{
    uint8_t question[ESCPOS_ASK_SIZE];
    escpos_ask(n, question);
    return port->driver->write(port, question, sizeof question, port->waits.answer);
}

/* The next byte of the wanted form; false when none came. */
static bool hear_status(struct port *port, uint8_t *byte)
{
    int64_t until = now() + port->waits.answer;
    for (int i = 0; i < NOISE_MAX; i++) {
        int64_t left = until - now();
        if (left <= 0 || port->driver->read(port, byte, (int)left))
            return false;
        if (escpos_is_status(*byte))
            return true;
    }
    return false;
}

void talk_status(struct port *port, struct printer_status *status)
{
    *status = (struct printer_status){0};
    if (!port->driver->may_answer)
        return;
    pass_noise(port);
    for (int n = 1; n <= 4; n++) {
        uint8_t byte;
        if (put_question(port, n))
            return;
        if (hear_status(port, &byte))
            escpos_read_status(n, byte, status);
        else if (n == 1)
            return; /* not one word: the other three would only take longer */
    }
}

/* What has been heard since the job was sent. */
struct ear {
    struct printer_status status;
    int asked; /* the question that a status byte answers */
    bool ended, paper;
    int silent;
};

/* Bytes until it is time for the next look. */
static enum err listen_a_while(struct port *port, struct ear *ear)
{
    int64_t until = now() + port->waits.look;
    bool heard = false;
    for (int64_t left = port->waits.look; left > 0 && !ear->ended; left = until - now()) {
        uint8_t byte;
        enum err e = port->driver->read(port, &byte, (int)left);
        if (e == ERR_OFFLINE)
            break;
        if (e != ERR_OK)
            return e;
        heard = true;
        if (escpos_is_status(byte))
            escpos_read_status(ear->asked, byte, &ear->status);
        else
            ear->ended = escpos_is_end(byte, &ear->paper);
    }
    ear->silent = heard ? 0 : ear->silent + 1;
    return ERR_OK;
}

enum err talk_end(struct port *port, int print_ms, enum talk_ends *ends)
{
    struct ear ear = {.asked = 2};
    int64_t begun = now();
    int most_ms = *ends == TALK_ENDS_NEVER_SAID ? print_ms : 2 * print_ms + port->waits.slow;
    while (now() < begun + most_ms) {
        enum err e = listen_a_while(port, &ear);
        if (e != ERR_OK)
            return ERR_IO;
        if (ear.ended) {
            *ends = TALK_ENDS_SAID;
            return ear.paper ? ERR_OK : ERR_NO_SPACE;
        }
        e = printer_verdict(&ear.status);
        if (e != ERR_OK)
            return e;
        ear.asked = ear.asked == 2 ? 4 : 2;
        if (ear.silent > SILENT_LOOKS || put_question(port, ear.asked))
            return ERR_IO;
    }
    if (!ear.status.answers || *ends == TALK_ENDS_SAID)
        return ERR_IO;
    *ends = TALK_ENDS_NEVER_SAID;
    return ERR_OK;
}
