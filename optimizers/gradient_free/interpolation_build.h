/* optimizers/gradient_free/interpolation_build.h -- an inverse KKT matrix from points alone. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLATION_BUILD_H
#define GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLATION_BUILD_H

#include "optimizers/gradient_free/interpolation_set.h"

/* Doubles of work that a set of m points in n dimensions wants. */
size_t gg_interpolation_work(size_t n, size_t m);

/* H from the points alone, at the price of about 10 m^3 operations.
 *
 * -> false if no quadratic, or more than one, belongs to some values: H is then of no use */
bool gg_interpolation_build(const gg_interpolation_set *s);

/* H of the points 0, r e_i for all i, and -r e_i for the first m - n - 1 of them, m <= 2 n + 1:
 * written down.
 *
 * source Powell 2004, section 3, doi:10.1007/0-387-30065-1_16 */
void gg_interpolation_axes(const gg_interpolation_set *s, double r);

#endif
