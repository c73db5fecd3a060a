/* losses/pointwise/quantile.c -- a lopsided |r|, whose fit is a quantile. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { TAU };

static const gg_option options[] = {
    {"tau", GG_REAL, 0.5, 1e-9, 1 - 1e-9, "the quantile; 0.5 is the median", NULL},
    {0},
};

GG_FORMULA_OF(value, r, {
    const double tau = opt[TAU];
    return gg_real(r) < 0 ? r * (tau - 1) : r * tau;
})

static double slope(const double opt[], double r)
{
    return r > 0 ? opt[TAU] : r < 0 ? opt[TAU] - 1 : 0;
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    *at = 0;
    *left = opt[TAU] - 1;
    *right = opt[TAU];
    return k < 1;
}

const gg_pointwise gg_pointwise_quantile = {
    .name = "quantile",
    .title = "Quantile loss",
    .formula = "r (tau - [r < 0]), r = y - prediction",
    .derivative = "tau if r > 0, tau - 1 if r < 0; [tau - 1, tau] at 0",
    .fails = "at r = 0",
    .source = "Koenker & Bassett 1978, Regression quantiles, doi:10.2307/1913643",
    .convex = true,
    .smoothness = GG_LIPSCHITZ,
    .options = options,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
