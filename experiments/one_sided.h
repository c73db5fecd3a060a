/* experiments/one_sided.h -- the derivative to one side, from values, with an error bound. */
#ifndef GG_EXPERIMENTS_ONE_SIDED_H
#define GG_EXPERIMENTS_ONE_SIDED_H

#include "experiments/line.h"

typedef struct gg_one_sided {
    double slope; /* df/dt; NaN: no value was finite */
    double error; /* bound of its error, as far as values can tell */
} gg_one_sided;

/* The derivative at t to the right (reach > 0) or to the left (reach < 0), from differences of
 * steps reach, reach / 2, ..., `levels` of them (at most 40), extrapolated to step 0: the entry
 * of the table that differs least from its neighbours, noise counted in.
 *
 * f       at t, which is known
 * noise   standard deviation of values
 * source  Richardson & Gaunt 1927, The deferred approach to the limit, doi:10.1098/rsta.1927.0008 */
gg_one_sided gg_one_sided_slope(gg_line *l, double t, double f, double reach, size_t levels,
                                double noise);

#endif
