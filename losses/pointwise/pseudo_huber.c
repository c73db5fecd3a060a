/* losses/pointwise/pseudo_huber.c -- Huber's loss without its seam: a hyperbola. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { DELTA };

static const gg_option options[] = {
    {"delta", GG_REAL, 1, 1e-12, 1e12, "where the square gives way to a line, in units of r",
     NULL},
    {0},
};

/* Near 0 without cancellation, far out without a square that overflows. */
static double value(const double opt[], double r)
{
    const double d = opt[DELTA];
    const double q = r / d;
    return fabs(q) < 2 ? r * (r / (sqrt(1 + q * q) + 1)) : d * (hypot(d, r) - d);
}

static double complex value_complex(const double opt[], double complex r)
{
    const double complex q = r / opt[DELTA];
    return r * (r / (csqrt(1 + q * q) + 1));
}

static double slope(const double opt[], double r)
{
    const double d = opt[DELTA];
    const double q = r / d;
    if (fabs(q) < 2) return r / sqrt(1 + q * q);
    return isinf(r) ? copysign(d, r) : d * (r / hypot(d, r));
}

static double bend(const double opt[], double r)
{
    const double part = opt[DELTA] / hypot(opt[DELTA], r);
    return part * part * part;
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_pseudo_huber = {
    .name = "pseudo_huber",
    .title = "Pseudo-Huber loss",
    .formula = "delta^2 (sqrt(1 + (r / delta)^2) - 1)",
    .derivative = "r / sqrt(1 + (r / delta)^2)",
    .fails = "nowhere",
    .source = "Hartley & Zisserman 2003, Multiple view geometry in computer vision, "
              "appendix 6.8, doi:10.1017/CBO9780511811685",
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
