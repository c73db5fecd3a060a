/* losses/pointwise/cauchy.c -- the log-likelihood of Cauchy's law. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { C };

static const gg_option options[] = {
    {"c", GG_REAL, 2.385, 1e-12, 1e12, "where the slope is steepest, in units of r", NULL},
    {0},
};

static const double NEAR = 1e-9; /* |r| / c below which the square is all there is */
static const double FAR = 1e8;   /* |r| / c from which 1 is nothing beside its square */

GG_FORMULA_OF(value, r, {
    const double c = opt[C];
    const number size = gg_abs(r);
    if (gg_real(size) < NEAR * c) return r * (r / 2);
    if (gg_real(size) >= FAR * c) return c * c * (gg_log(size) - log(c));
    return c * c / 2 * gg_log1p((r / c) * (r / c));
})

static double slope(const double opt[], double r)
{
    const double c = opt[C];
    if (fabs(r) >= FAR * c) return c / r * c;
    return r / (1 + (r / c) * (r / c));
}

static double bend(const double opt[], double r)
{
    const double q = r / opt[C];
    if (fabs(r) >= FAR * opt[C]) return -1 / q / q;
    return (1 - q) * (1 + q) / ((1 + q * q) * (1 + q * q));
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_cauchy = {
    .name = "cauchy",
    .title = "Cauchy's loss",
    .formula = "c^2 / 2 log(1 + (r / c)^2)",
    .derivative = "r / (1 + (r / c)^2)",
    .fails = "nowhere",
    .source = "Holland & Welsch 1977, Robust regression using iteratively reweighted "
              "least-squares, doi:10.1080/03610927708827533",
    .smoothness = GG_ANALYTIC,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
