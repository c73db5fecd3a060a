/* experiments/walk.h -- an optimizer's way, one step at a time, for measurements that are no race. */
#ifndef GG_EXPERIMENTS_WALK_H
#define GG_EXPERIMENTS_WALK_H

#include "optimizers/method.h"

typedef struct gg_walk {
    gg_oracle oracle; /* without a budget */
    gg_method method;
} gg_walk;

/* The method at `start` [n] (NULL: the problem's own). Problem, start and rng stay the caller's
 * and must outlive the walk; rng may be NULL for a method that draws nothing. No pair is refused:
 * a method that needs a gradient makes do with a subgradient.
 * fails as gg_method_open and gg_method_start do */
gg_status gg_walk_open(gg_walk *out, gg_problem *p, const char *optimizer, const double start[],
                       gsl_rng *rng);
gg_verdict gg_walk_step(gg_walk *w);
/* Where it stands, [n]. */
const double *gg_walk_point(const gg_walk *w);
void gg_walk_close(gg_walk *w);

#endif
