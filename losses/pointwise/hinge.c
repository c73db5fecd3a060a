/* losses/pointwise/hinge.c -- what a support vector machine pays for a margin below 1. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* fmax(0, 1 - m) would hide a NaN. */
GG_FORMULA_OF(value, m, {
    if (gg_real(m) < 1) return 1 - m;
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    return m < 1 ? -1 : 0;
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    (void)opt;
    *at = 1;
    *left = -1;
    *right = 0;
    return k < 1;
}

const gg_pointwise gg_pointwise_hinge = {
    .name = "hinge",
    .title = "Hinge loss",
    .formula = "max(0, 1 - m)",
    .derivative = "-1 if m < 1, 0 if m > 1; [-1, 0] at 1",
    .fails = "at m = 1",
    .source = "Cortes & Vapnik 1995, Support-vector networks, doi:10.1007/BF00994018",
    .margin = true,
    .convex = true,
    .smoothness = GG_LIPSCHITZ,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
