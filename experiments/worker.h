/* experiments/worker.h -- a process that runs one job after another, and may die of it. */
#ifndef GG_EXPERIMENTS_WORKER_H
#define GG_EXPERIMENTS_WORKER_H

#include <sys/types.h>

#include "experiments/pool.h"

typedef enum gg_news {
    GG_NOTHING_YET,
    GG_ANSWER,  /* bytes [have] are a whole message */
    GG_NONSENSE /* it wrote what is no message, or more than one */
} gg_news;

typedef struct gg_worker {
    pid_t pid;     /* 0: there is none */
    int to, from;  /* pipes: the number of a job; messages */
    bool busy;     /* with ... */
    size_t job;    /* ... this one, ... */
    double began;  /* ... since then, on gg_seconds()' clock, ... */
    double limit;  /* ... for at most so many seconds */
    bool deaf;     /* its pipe is closed, ... */
    double silent; /* ... since then; INFINITY if it is not */
    unsigned char *bytes;
    size_t have, room;
} gg_worker;

/* Fork one. `all` [count] are its siblings, whose pipes it must not hold.
 * fails GG_IO no process, no pipe */
gg_status gg_worker_open(gg_worker *out, const gg_work *work, const gg_worker all[],
                         size_t count);

/* Kill it and what it has started, and free what is kept of it. */
void gg_worker_close(gg_worker *w);

/* The wall seconds after which a run is killed. */
double gg_worker_limit(const gg_work *work, const gg_job *job);

/* Hand it a job. -> false if it is not there any more */
bool gg_worker_ask(gg_worker *w, size_t job, double limit);

/* Read what it wrote, without waiting. fails GG_NO_MEMORY */
gg_status gg_worker_listen(gg_worker *w, gg_news *news);

/* Has it ended? If so, how: "signal 11 (Segmentation fault)", "exit status 3". */
bool gg_worker_ended(const gg_worker *w, char how[], size_t room);

#endif
