/* losses/pointwise/squared_epsilon_insensitive.c -- a square that begins at epsilon. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { EPSILON };

static const gg_option options[] = {
    {"epsilon", GG_REAL, 0.1, 1e-12, 1e12, "what is forgiven, in units of r", NULL},
    {0},
};

GG_FORMULA_OF(value, r, {
    const number over = gg_abs(r) - opt[EPSILON];
    if (gg_real(over) > 0) return over * over;
    return isnan(gg_real(r)) ? r : 0;
})

static double slope(const double opt[], double r)
{
    const double over = fabs(r) - opt[EPSILON];
    return over > 0 ? copysign(2 * over, r) : 0;
}

static double bend(const double opt[], double r)
{
    if (isnan(r)) return r;
    return fabs(r) > opt[EPSILON] ? 2 : 0;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 2;
}

const gg_pointwise gg_pointwise_squared_epsilon_insensitive = {
    .name = "squared_epsilon_insensitive",
    .title = "Squared epsilon-insensitive loss",
    .formula = "max(0, |r| - epsilon)^2",
    .derivative = "2 max(0, |r| - epsilon) sgn(r)",
    .fails = "nowhere; the second derivative jumps at |r| = epsilon",
    .source = "Drucker, Burges, Kaufman, Smola & Vapnik 1997, Support vector regression "
              "machines, Advances in neural information processing systems 9",
    .convex = true,
    .smoothness = GG_C1,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
