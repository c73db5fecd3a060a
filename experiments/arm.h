/* experiments/arm.h -- f to one side of a place, as a polynomial: its value and slope up to there. */
#ifndef GG_EXPERIMENTS_ARM_H
#define GG_EXPERIMENTS_ARM_H

#include "experiments/line.h"

enum { GG_ARM_NODES = 7 };

typedef struct gg_arm {
    double node[GG_ARM_NODES], c[GG_ARM_NODES]; /* Newton's form */
    double value_error, slope_error; /* bounds at its base, as far as values can tell */
} gg_arm;

/* Interpolate f on [base, base + reach] (reach < 0: to the left), on half of it, and so on; of
 * these, take the one whose slope at the base agrees best with the next, noise counted in.
 * noise: standard deviation of values */
void gg_arm_fit(gg_arm *out, gg_line *l, double base, double reach, double noise);

/* Its value at t; *slope: its derivative. */
double gg_arm_at(const gg_arm *a, double t, double *slope);

#endif
