/* losses/pointwise/huber.c -- a square near 0, a line farther out. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { DELTA };

static const gg_option options[] = {
    {"delta", GG_REAL, 1.345, 1e-12, 1e12, "where the square ends, in units of r", NULL},
    {0},
};

GG_FORMULA_OF(value, r, {
    const double d = opt[DELTA];
    const number size = gg_abs(r);
    return gg_real(size) <= d ? r * (r / 2) : d * (size - d / 2);
})

static double slope(const double opt[], double r)
{
    const double d = opt[DELTA];
    return r > d ? d : r < -d ? -d : r;
}

static double bend(const double opt[], double r)
{
    if (isnan(r)) return r;
    return fabs(r) < opt[DELTA] ? 1 : 0;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_huber = {
    .name = "huber",
    .title = "Huber's loss",
    .formula = "r^2 / 2 if |r| <= delta, else delta (|r| - delta / 2)",
    .derivative = "r, clipped to [-delta, delta]",
    .fails = "nowhere; the second derivative jumps at |r| = delta",
    .source = "Huber 1964, Robust estimation of a location parameter, "
              "doi:10.1214/aoms/1177703732",
    .convex = true,
    .smoothness = GG_C1,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
