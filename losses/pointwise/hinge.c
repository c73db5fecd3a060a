/* losses/pointwise/hinge.c -- what a support vector machine pays for a margin below 1. */
#include <math.h>

#include "losses/pointwise.h"

static double value(const double opt[], double m)
{
    (void)opt;
    if (m < 1) return 1 - m;
    return isnan(m) ? m : 0; /* fmax(0, 1 - m) would hide a NaN */
}

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
};
