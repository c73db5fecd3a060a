/* losses/pointwise/epsilon_insensitive.c -- |r| that forgives what is smaller than epsilon. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { EPSILON };

static const gg_option options[] = {
    {"epsilon", GG_REAL, 0.1, 1e-12, 1e12, "what is forgiven, in units of r", NULL},
    {0},
};

GG_FORMULA_OF(value, r, {
    const number size = gg_abs(r);
    if (gg_real(size) > opt[EPSILON]) return size - opt[EPSILON];
    return isnan(gg_real(r)) ? r : 0;
})

static double slope(const double opt[], double r)
{
    return (r > opt[EPSILON]) - (r < -opt[EPSILON]);
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    *at = k == 0 ? -opt[EPSILON] : opt[EPSILON];
    *left = k == 0 ? -1 : 0;
    *right = k == 0 ? 0 : 1;
    return k < 2;
}

const gg_pointwise gg_pointwise_epsilon_insensitive = {
    .name = "epsilon_insensitive",
    .title = "Epsilon-insensitive loss",
    .formula = "max(0, |r| - epsilon)",
    .derivative = "sgn(r) if |r| > epsilon, 0 inside; [0, 1] at epsilon, [-1, 0] at -epsilon",
    .fails = "at |r| = epsilon",
    .source = "Vapnik 1995, The nature of statistical learning theory, section 6.1, "
              "doi:10.1007/978-1-4757-2440-0",
    .convex = true,
    .smoothness = GG_LIPSCHITZ,
    .options = options,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
