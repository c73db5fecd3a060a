/* experiments/pool.h -- many runs, on many cores; a crash or a hang costs one of them. */
#ifndef GG_EXPERIMENTS_POOL_H
#define GG_EXPERIMENTS_POOL_H

#include "experiments/run.h"

/* Jobs for the pool. Workers are processes that share nothing; each takes the next job, runs it,
 * and sends the result back. `collect` is called in the caller's process, in the order in which
 * runs end; it owns nothing: the pool closes the result. A worker that dies, or hangs past its
 * limit, leaves a result `crashed` or `timed-out` with the signal or status in its reason, and
 * is replaced. A job that gg_run refuses leaves one that is `failed`, with the refusal as its
 * reason. Of such a result only times.wall is known: f is NaN, no call is counted. */
typedef struct gg_work {
    size_t count;
    gg_status (*job)(void *context, size_t i, gg_job *out); /* fills *out; strings stay valid
                                                               until the next call */
    gg_status (*collect)(void *context, size_t i, const gg_job *job, gg_result *result);
    void *context;
    gg_status (*run)(gg_result *out, const gg_job *job); /* NULL: gg_run */
    size_t workers;                                      /* 0: one a core */
    double patience; /* s, wall, beyond its max_seconds before a run is killed: timed-out */
    double longest;  /* s, wall, for a run without max_seconds; INFINITY: no limit */
    size_t memory;   /* bytes of address space a worker may have; 0: no limit */
    const volatile int *interrupted; /* set by a signal handler: stop, drop what is in flight */
    const char *title;               /* of the progress line; NULL: be silent */
} gg_work;

/* -> GG_OK when all jobs were collected, or `interrupted`; else the first failure of collect.
 * fails GG_IO (no process, no pipe), GG_NO_MEMORY */
gg_status gg_pool_run(const gg_work *work);

#endif
