/* losses/pointwise/squared_hinge.c -- the square of what a margin lacks of 1. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, m, {
    if (gg_real(m) < 1) return (1 - m) * (1 - m);
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    return m < 1 ? -2 * (1 - m) : 0;
}

static double bend(const double opt[], double m)
{
    (void)opt;
    if (isnan(m)) return m;
    return m < 1 ? 2 : 0;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 2;
}

const gg_pointwise gg_pointwise_squared_hinge = {
    .name = "squared_hinge",
    .title = "Squared hinge loss",
    .formula = "max(0, 1 - m)^2",
    .derivative = "-2 max(0, 1 - m)",
    .fails = "nowhere; the second derivative jumps at m = 1",
    .source = "Chang, Hsieh & Lin 2008, Coordinate descent method for large-scale L2-loss "
              "linear support vector machines, Journal of machine learning research 9, "
              "1369-1398",
    .margin = true,
    .convex = true,
    .smoothness = GG_C1,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
