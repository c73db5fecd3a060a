/* losses/frozen_noise.h -- errors that the point decides: the same x has the same one, always. */
#ifndef GG_LOSSES_FROZEN_NOISE_H
#define GG_LOSSES_FROZEN_NOISE_H

#include <stddef.h>

/* phi(x) in [-1, 1], continuous: phi = t (4 t^2 - 3),
 * t = 0.9 sin(100 |x|_1) cos(100 |x|_inf) + 0.1 cos(|x|_2).
 * source More & Wild 2009, Benchmarking derivative-free optimization algorithms,
 * doi:10.1137/080724083 */
double gg_more_wild(size_t n, const double x[]);

/* The root of the mean of phi^2 where the three angles are spread evenly. */
#define GG_MORE_WILD_RMS 0.67

/* A number in [-1, 1) that the bits of x decide, as if drawn evenly; -0 and 0 differ. The
 * finaliser of SplitMix64 takes in one coordinate after another.
 * source Steele, Lea & Flood 2014, Fast splittable pseudorandom number generators,
 * doi:10.1145/2660193.2660195 */
double gg_hash_noise(size_t n, const double x[]);

#endif
