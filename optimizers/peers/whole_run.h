/* optimizers/peers/whole_run.h -- peers that loop by themselves: a step is all of a run. */
#ifndef GG_OPTIMIZERS_PEERS_WHOLE_RUN_H
#define GG_OPTIMIZERS_PEERS_WHOLE_RUN_H

#include "base/vector.h"
#include "optimizers/optimizer.h"

/* Parts of gg_optimizer: the state is x, the start and then what the peer makes of it. */
static inline size_t gg_whole_run_size(const double opt[], size_t n)
{
    (void)opt;
    return n * sizeof(double);
}

static inline void gg_whole_run_start(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    gg_copy(o->n, o->start, state);
}

static inline size_t gg_whole_run_points(const void *state, size_t n, const double **points)
{
    (void)n;
    *points = state;
    return 1;
}

#endif
