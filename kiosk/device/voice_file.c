/* What would be spoken, a line for each sentence: `zh<TAB>words`. For trying out and for tests. */
#include "device/speech_parts.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum err file_say(void *ctx, enum lang lang, const char *words, const atomic_bool *stop,
                         struct sound *out)
{
    (void)stop;
    *out = (struct sound){0};
    int fd = open(ctx, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0600);
    if (fd < 0)
        return ERR_NOT_FOUND;
    int n = dprintf(fd, "%s\t%s\n", lang == LANG_EN ? "en" : "zh", words);
    return close(fd) == 0 && n > 0 ? ERR_OK : ERR_IO;
}

void voice_file_new(const char *path, struct voice *out)
{
    char *copy = strdup(path);
    if (!copy)
        abort();
    *out = (struct voice){.say = file_say, .free = free, .ctx = copy};
}
