/* optimizers/nonsmooth/factored_metric.h -- an inverse Hessian h J J' that stays positive. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_FACTORED_METRIC_H
#define GG_OPTIMIZERS_NONSMOOTH_FACTORED_METRIC_H

#include <stddef.h>

/* Across a kink curvature is without bound, and H gets eigenvalues at all scales: its square root
 * has the square root of its condition, and J J' is never indefinite, whatever rounding does. */

/* J [n][n] = I; the factor h, which is the caller's, keeps f's unit out of roots */
void gg_metric_set(size_t n, double J[]);

/* half [n] = J'p, out [n] = J J'p; out NULL: only the half -> p'J J'p */
double gg_metric_apply(size_t n, const double J[], const double p[], double half[],
                       double out[]);

/* BFGS in product form: after it h J J'y = s. Nothing happens if s'y > 0 does not hold by more than
 * rounding.
 *
 * s, y    [n]  a step and the change of the gradient along it
 * q       [n]  (h J J')^-1 s before: minus t times the vector that h J J' turned into the direction
 * room    [2 n]
 * source  Brodlie, Gourlay & Greenstadt 1973, Rank-one and rank-two corrections to positive
 *         definite matrices expressed in product form, doi:10.1093/imamat/11.1.73 */
void gg_metric_update(size_t n, double J[], const double s[], const double y[],
                      const double q[], double room[]);

#endif
