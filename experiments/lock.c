/* experiments/lock.c -- one process at a time, by a record lock, which the kernel undoes. */
#include "experiments/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool try_lock(int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    return fcntl(file, F_SETLK, &whole) == 0;
}

static gg_status name_holder(int file, const char *path, double patience)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(file, F_GETLK, &whole) == 0 && whole.l_type != F_UNLCK && whole.l_pid > 0)
        return gg_fail(GG_IO, "%s: process %ld writes there (waited %g s); let it end first",
                       path, (long)whole.l_pid, patience);
    return gg_fail(GG_IO, "%s: another process writes there (waited %g s); let it end first",
                   path, patience);
}

gg_status gg_lock_open(int *out, const char *path, double patience)
{
    static const struct timespec nap = {0, 50000000};
    const int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (file < 0) return gg_fail(GG_IO, "%s: cannot write: %s", path, strerror(errno));
    for (double left = patience; !try_lock(file); left -= 0.05) {
        const bool held = errno == EACCES || errno == EAGAIN || errno == EINTR;
        if (held && left > 0) {
            nanosleep(&nap, NULL);
            continue;
        }
        const gg_status status = held ? name_holder(file, path, patience)
                                      : gg_fail(GG_IO, "%s: cannot lock: %s", path,
                                                strerror(errno));
        close(file);
        return status;
    }
    *out = file;
    return GG_OK;
}

void gg_lock_close(int lock)
{
    if (lock >= 0) close(lock);
}
