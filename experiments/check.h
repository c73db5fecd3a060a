/* experiments/check.h -- is the gradient that a loss tells the one that its values have? */
#ifndef GG_EXPERIMENTS_CHECK_H
#define GG_EXPERIMENTS_CHECK_H

#include "losses/loss.h"

enum { GG_CHECK_ROWS = 9 };

typedef struct gg_check_row { /* one kind of places, one kind of witness */
    const char *where, *against;
    size_t points, components; /* that were compared; what rounding or noise hides is not */
    double severity;           /* of the worst, in units of what is allowed; above 1: wrong */
    double error;              /* of the worst, relative to the larger of both */
    size_t component;          /* of the worst, from 1; 0: not one component alone */
    double told;               /* there, and what values say: in [low, high] */
    double low, high;
    double *x; /* [n] where */
} gg_check_row;

typedef struct gg_check {
    size_t n, count;
    gg_check_row row[GG_CHECK_ROWS];
    double *points; /* [GG_CHECK_ROWS][n] */
    size_t kinks;   /* found on random segments */
    double noise;   /* standard deviation of a value where it cannot be silenced */
} gg_check;

/* Compares the gradient, or what stands for it, with differences of values and, where it is
 * offered, the complex step: at random points, close to kinks, at kinks, and at the start, the
 * minimiser and points of a grid. Where there is a kink the component must lie between the
 * derivatives on both sides, or, if f is not convex, between the derivatives close by; of a convex
 * f the subgradient inequality must hold too. A step is chosen for each component anew: a right
 * one agrees at some step that is short against the way to the next kink and long against
 * rounding and noise, a wrong one at none. What no step can see is passed over. A loss without
 * any derivative has no rows.
 *
 * fails GG_NO_MEMORY */
gg_status gg_check_open(gg_check *out, gg_problem *p, uint64_t seed);
void gg_check_close(gg_check *c);

bool gg_check_failed(const gg_check *c);

#endif
