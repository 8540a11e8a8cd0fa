#include "ctl/secret.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Byte by byte: what follows the line belongs to the next question. */
static bool read_line(char *out, size_t size)
{
    size_t used = 0;
    char c;
    ssize_t got;
    bool whole = true;
    while ((got = read(STDIN_FILENO, &c, 1)) == 1 && c != '\n') {
        if (c == '\r')
            continue;
        if (used + 1 < size)
            out[used++] = c;
        else
            whole = false;
    }
    out[used] = '\0';
    return whole && (used > 0 || got == 1);
}

static bool ask(const char *prompt, char *out, size_t size)
{
    struct termios was, quiet;
    if (tcgetattr(STDIN_FILENO, &was) != 0)
        return read_line(out, size); /* a pipe or a file */
    fputs(prompt, stderr);
    quiet = was;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    bool read = read_line(out, size);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &was);
    fputc('\n', stderr);
    return read;
}

bool secret_read(const char *prompt, bool again, char *out, size_t size)
{
    char second[128];
    if (!ask(prompt, out, size))
        return false;
    if (!again || !isatty(STDIN_FILENO))
        return true;
    bool same = ask("Once more: ", second, sizeof second) && strcmp(out, second) == 0;
    text_wipe(second, sizeof second);
    return same;
}
