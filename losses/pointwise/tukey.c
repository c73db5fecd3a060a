/* losses/pointwise/tukey.c -- the biweight, to which far outliers are all the same. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { C };

static const gg_option options[] = {
    {"c", GG_REAL, 4.685, 1e-12, 1e12, "where it becomes flat, in units of r", NULL},
    {0},
};

GG_FORMULA_OF(value, r, {
    const double c = opt[C];
    if (fabs(gg_real(r)) > c) return c * c / 6;
    const number u = (r / c) * (r / c);
    return c * c / 6 * u * (3 - 3 * u + u * u);
})

/* 1 - (r/c)^2, also close to |r| = c, where c - |r| is exact. */
static double weight(double c, double r)
{
    return (c - fabs(r)) / c * ((c + fabs(r)) / c);
}

static double slope(const double opt[], double r)
{
    const double w = weight(opt[C], r);
    return fabs(r) > opt[C] ? 0 : r * w * w;
}

static double bend(const double opt[], double r)
{
    const double w = weight(opt[C], r);
    return fabs(r) > opt[C] ? 0 : w * (5 * w - 4);
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_tukey = {
    .name = "tukey",
    .title = "Tukey's biweight loss",
    .formula = "c^2 / 6 (1 - (1 - (r / c)^2)^3) if |r| <= c, else c^2 / 6",
    .derivative = "r (1 - (r / c)^2)^2 if |r| <= c, else 0",
    .fails = "nowhere; the third derivative jumps at |r| = c",
    .source = "Beaton & Tukey 1974, The fitting of power series, meaning polynomials, "
              "illustrated on band-spectroscopic data, doi:10.1080/00401706.1974.10489171",
    .smoothness = GG_C2,
    .options = options,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
