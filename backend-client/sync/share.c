#include "sync/share.h"

#include "base/text.h"

#include <fcntl.h>
#include <unistd.h>

static struct flock byte_of(int kind, short type)
{
    return (struct flock){.l_type = type, .l_whence = SEEK_SET, .l_start = kind, .l_len = 1};
}

int share_open(const char *state_dir, enum station kind)
{
    char path[512];
    text_format(path, sizeof path, "%s/stations.lock", state_dir);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    struct flock lock = byte_of((int)kind, F_RDLCK); /* shared: several of one kind may be here */
    if (fd >= 0 && fcntl(fd, F_SETLK, &lock) != 0) {
        close(fd);
        return -1;
    }
    return fd;
}

unsigned share_others(int fd)
{
    unsigned others = 0;
    for (int kind = 0; fd >= 0 && kind < STATION_COUNT; kind++) {
        struct flock lock = byte_of(kind, F_WRLCK);
        if (fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
            others |= 1u << kind;
    }
    return others;
}
