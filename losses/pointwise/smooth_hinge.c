/* losses/pointwise/smooth_hinge.c -- the hinge with a parabola in its bend. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, m, {
    if (gg_real(m) <= 0) return 0.5 - m;
    if (gg_real(m) < 1) return (1 - m) * (1 - m) / 2;
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    if (m <= 0) return -1;
    return m < 1 ? m - 1 : 0;
}

static double bend(const double opt[], double m)
{
    (void)opt;
    if (isnan(m)) return m;
    return m > 0 && m < 1 ? 1 : 0;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_smooth_hinge = {
    .name = "smooth_hinge",
    .title = "Smooth hinge loss",
    .formula = "1/2 - m if m <= 0, (1 - m)^2 / 2 if 0 < m < 1, else 0",
    .derivative = "-1 if m <= 0, m - 1 if 0 < m < 1, else 0",
    .fails = "nowhere; the second derivative jumps at m = 0 and m = 1",
    .source = "Rennie & Srebro 2005, Loss functions for preference levels: regression "
              "with discrete ordered labels",
    .margin = true,
    .convex = true,
    .smoothness = GG_C1,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
