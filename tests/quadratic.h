/* tests/quadratic.h -- sum_i lambda_i x_i^2 / 2, of which theory knows most. */
#ifndef GG_TESTS_QUADRATIC_H
#define GG_TESTS_QUADRATIC_H

#include "tests/lab.h"

static double lambda[LAB_N]; /* the test's to set */

static inline void quadratic_product(gg_problem *p, const double x[], const double v[],
                                     double hv[])
{
    (void)x;
    for (size_t i = 0; i < p->n; i++) hv[i] = lambda[i] * v[i];
}

static inline double quadratic_gradient(gg_problem *p, const double x[], double g[])
{
    quadratic_product(p, x, x, g);
    return 0.5 * gg_dot(p->n, x, g);
}

static inline double quadratic(gg_problem *p, const double x[])
{
    double g[LAB_N];
    return quadratic_gradient(p, x, g);
}

static const gg_loss quadratic_loss = {.name = "quadratic",
                                       .smoothness = GG_ANALYTIC,
                                       .value = quadratic,
                                       .gradient = quadratic_gradient,
                                       .hessian_vector = quadratic_product};

#endif
