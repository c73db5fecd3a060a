/* optimizers/gradient_free/trust_region.h -- the lowest point of a quadratic in a ball. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_TRUST_REGION_H
#define GG_OPTIMIZERS_GRADIENT_FREE_TRUST_REGION_H

#include "optimizers/gradient_free/quadratic.h"

typedef struct gg_trust_step {
    double length;    /* |d|, at most the radius */
    double decrease;  /* of the quadratic, 0 or more */
    double curvature; /* the least met along conjugate directions; 0 if d ends at the sphere */
} gg_trust_step;

/* Doubles of work that gg_trust_region wants. */
size_t gg_trust_region_work(size_t n);

/* The minimiser of q over |d| <= radius in a Krylov space that grows until the gradient of the
 * Lagrangian has fallen to `tolerance` times the first.
 *
 * d      [n]     out
 * ->     zeros if the gradient is zero or not finite
 * source Gould, Lucidi, Roma & Toint 1999, Solving the trust-region subproblem using the
 *        Lanczos method, algorithm 5.1, doi:10.1137/S1052623497322735 */
gg_trust_step gg_trust_region(const gg_quadratic *q, double radius, double tolerance,
                              double work[], double d[]);

#endif
