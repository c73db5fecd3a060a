/* optimizers/normal.h -- standard normal numbers by the block. */
#ifndef GG_OPTIMIZERS_NORMAL_H
#define GG_OPTIMIZERS_NORMAL_H

#include <gsl/gsl_rng.h>
#include <stddef.h>

/* out [count]: independent, with mean 0 and variance 1, from `rng` (of type gg_philox); each
 * takes 64 bits of it, one in eighty some more.
 * source Marsaglia & Tsang 2000, The ziggurat method for generating random variables,
 *        doi:10.18637/jss.v005.i08, with bits of their own for the layer, as Doornik 2005, An
 *        improved ziggurat method to generate normal random samples, asks for */
void gg_normal_fill(gsl_rng *rng, size_t count, double out[]);

#endif
