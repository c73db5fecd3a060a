/* experiments/lock.h -- one process at a time, and who it is. */
#ifndef GG_EXPERIMENTS_LOCK_H
#define GG_EXPERIMENTS_LOCK_H

#include "base/status.h"

/* Hold the file `path`, created if need be, until gg_lock_close or the end of this process,
 * however it ends; children do not hold it. Waits `patience` seconds for another process.
 * fails GG_IO, with the number of the process that holds it */
gg_status gg_lock_open(int *out, const char *path, double patience);
void gg_lock_close(int lock);

#endif
