/* optimizers/nonsmooth/weak_wolfe.h -- how far to go along a direction that may cross kinks. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_WEAK_WOLFE_H
#define GG_OPTIMIZERS_NONSMOOTH_WEAK_WOLFE_H

#include "optimizers/ray.h"

typedef struct gg_weak_wolfe {
    double c1;        /* share of the decrease that the slope promises which must come true */
    double c2;        /* share of the slope that may be left; c1 < c2 < 1 */
    bool interpolate; /* try where tangents meet before halving */
    size_t most;      /* tries; 0: as many as a double has room for */
} gg_weak_wolfe;

/* Halving and doubling: a bracket [low, high] is kept, where low meets the first condition,
 * f(x + t d) <= f + c1 t slope and f(x + t d) < f, but not the second, and high misses the first,
 * until a t meets both; the second, g(x + t d)'d >= c2 slope, asks of a kink no more than to
 * have been crossed. Values that are no numbers are too high. The search ends too when a step no
 * longer moves x, or after the most tries.
 *
 * at     [n]     out: x + t d
 * g      [n]     out: the gradient there
 * f      out: the value there
 * room   [2 n]   for trials
 * ->     t that meets both, or the first alone where rounding lets no t meet both: then g'd is
 *        below c2 slope; 0 if none was found or the oracle fell silent first
 * source Lewis & Overton 2013, Nonsmooth optimization via quasi-Newton methods, algorithm 2.6,
 *        doi:10.1007/s10107-012-0514-2 */
double gg_weak_wolfe_search(gg_oracle *o, const gg_weak_wolfe *rule, const gg_ray *ray,
                            double first, double at[], double g[], double *f, double room[]);

#endif
