/* losses/pointwise/square.c -- half the square, whose fit is a mean. */
#include "losses/pointwise.h"

static double value(const double opt[], double r)
{
    (void)opt;
    return r * (r / 2); /* overflows no sooner than the answer does */
}

static double slope(const double opt[], double r)
{
    (void)opt;
    return r;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_square = {
    .name = "square",
    .title = "Squared loss",
    .formula = "r^2 / 2",
    .derivative = "r",
    .fails = "nowhere",
    .source = "Legendre 1805, Nouvelles methodes pour la determination des orbites des cometes",
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .curvature = curvature,
};
