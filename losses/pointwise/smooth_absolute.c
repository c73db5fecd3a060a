/* losses/pointwise/smooth_absolute.c -- |r| with its kink bent into a hyperbola. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { EPSILON };

static const gg_option options[] = {
    {"epsilon", GG_REAL, 1e-3, 1e-12, 1e12, "how far the bend reaches, in units of r", NULL},
    {0},
};

static double value(const double opt[], double r)
{
    return hypot(r, opt[EPSILON]);
}

static double complex value_complex(const double opt[], double complex r)
{
    return csqrt(r * r + opt[EPSILON] * opt[EPSILON]);
}

static double slope(const double opt[], double r)
{
    return isinf(r) ? copysign(1, r) : r / hypot(r, opt[EPSILON]);
}

static double bend(const double opt[], double r)
{
    const double root = hypot(r, opt[EPSILON]);
    const double part = opt[EPSILON] / root;
    return part * part / root;
}

static double curvature(const double opt[])
{
    return 1 / opt[EPSILON];
}

const gg_pointwise gg_pointwise_smooth_absolute = {
    .name = "smooth_absolute",
    .title = "Smoothed absolute loss",
    .formula = "sqrt(r^2 + epsilon^2)",
    .derivative = "r / sqrt(r^2 + epsilon^2)",
    .fails = "nowhere",
    .source = "Charbonnier, Blanc-Feraud, Aubert & Barlaud 1997, Deterministic "
              "edge-preserving regularization in computed imaging, doi:10.1109/83.551699",
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
