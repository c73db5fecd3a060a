/* losses/pointwise/square.c -- half the square, whose fit is a mean. */
#include "losses/learning/kernel.h"
#include "losses/number.h"
#include "losses/pointwise.h"

/* It overflows no sooner than the answer does. */
GG_FORMULA_OF(value, r, { return r * (r / 2); })

static double slope(const double opt[], double r)
{
    (void)opt;
    return r;
}

static void many(const double opt[], size_t count, const double r[], double value_of[],
                 double slope_of[])
{
    (void)opt;
    gg_kernels()[0]->square(count, r, value_of, slope_of);
}

static double bend(const double opt[], double r)
{
    (void)opt;
    return isnan(r) ? r : 1;
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
    .many = many,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
