/* experiments/bootstrap.h -- how far numbers computed from rows would scatter with other rows. */
#ifndef GG_EXPERIMENTS_BOOTSTRAP_H
#define GG_EXPERIMENTS_BOOTSTRAP_H

#include <gsl/gsl_rng.h>

#include "experiments/statistics.h"

/* Writes the numbers computed from the rows of `data`: of the rows as they are if rng is NULL, else
 * of as many rows drawn from them, with replacement, by rng. Both must draw rows alike.
 * out [numbers] */
typedef void (*gg_resampled)(const void *data, gsl_rng *rng, double out[]);

/* Each number with its percentile interval over `resamples` draws (Efron & Tibshirani 1993, An
 * introduction to the bootstrap, chapter 13). A resample that gives NaN is left out; a number that
 * is NaN has no interval. Bounds are NaN without resamples.
 * level 0.95: the middle 95 %
 * out [numbers], at least 1; all NaN without memory
 * ->  false: no memory
 * source Efron 1979, Bootstrap methods: another look at the jackknife,
 *        doi:10.1214/aos/1176344552 */
bool gg_bootstrap(gg_resampled compute, const void *data, size_t numbers, double level,
                  size_t resamples, uint64_t seed, gg_interval out[]);

/* Which of `count` rows comes i-th: the i-th if rng is NULL, else any. */
static inline size_t gg_pick(gsl_rng *rng, size_t i, size_t count)
{
    return rng ? gsl_rng_uniform_int(rng, count) : i;
}

#endif
