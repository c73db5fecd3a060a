/* losses/pointwise/absolute.c -- |r|, whose fit is a median. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, r, { return gg_abs(r); })

static double slope(const double opt[], double r)
{
    (void)opt;
    return (r > 0) - (r < 0);
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    (void)opt;
    *at = 0;
    *left = -1;
    *right = 1;
    return k < 1;
}

const gg_pointwise gg_pointwise_absolute = {
    .name = "absolute",
    .title = "Absolute loss",
    .formula = "|r|",
    .derivative = "sgn(r); [-1, 1] at 0",
    .fails = "at r = 0",
    .source = "Boscovich 1757; Laplace 1793; Koenker & Bassett 1978, Regression quantiles, "
              "doi:10.2307/1913643",
    .convex = true,
    .smoothness = GG_LIPSCHITZ,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
