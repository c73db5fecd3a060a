/* losses/pointwise/modified_huber.c -- a squared hinge that goes on as a line below -1. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, m, {
    if (gg_real(m) < -1) return -4 * m;
    if (gg_real(m) < 1) return (1 - m) * (1 - m);
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    if (m < -1) return -4;
    return m < 1 ? -2 * (1 - m) : 0;
}

static double bend(const double opt[], double m)
{
    (void)opt;
    if (isnan(m)) return m;
    return m > -1 && m < 1 ? 2 : 0;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 2;
}

const gg_pointwise gg_pointwise_modified_huber = {
    .name = "modified_huber",
    .title = "Modified Huber loss",
    .formula = "max(0, 1 - m)^2 if m >= -1, else -4 m",
    .derivative = "-2 max(0, 1 - m) if m >= -1, else -4",
    .fails = "nowhere; the second derivative jumps at m = -1 and m = 1",
    .source = "Zhang 2004, Statistical behavior and consistency of classification methods "
              "based on convex risk minimization, doi:10.1214/aos/1079120130",
    .margin = true,
    .convex = true,
    .smoothness = GG_C1,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
