/* losses/pointwise/log_cosh.c -- a square near 0 and |r| - log 2 far out. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* cosh overflows far out, and |r| - log 2 + ... loses all digits near 0. */
GG_FORMULA_OF(value, r, {
    const number size = gg_abs(r);
    if (gg_real(size) < 1) {
        const number half = gg_sinh(r / 2);
        return gg_log1p(2 * half * half);
    }
    return size - log(2) + gg_log1p(gg_exp(-2 * size));
})

static double slope(const double opt[], double r)
{
    (void)opt;
    return tanh(r);
}

static double bend(const double opt[], double r)
{
    (void)opt;
    const double e = exp(-2 * fabs(r));
    return 4 * e / ((1 + e) * (1 + e));
}

static double curvature(const double opt[])
{
    (void)opt;
    return 1;
}

const gg_pointwise gg_pointwise_log_cosh = {
    .name = "log_cosh",
    .title = "Log-cosh loss",
    .formula = "log cosh r",
    .derivative = "tanh r",
    .fails = "nowhere",
    .source = "Green 1990, Bayesian reconstructions from emission tomography data using a "
              "modified EM algorithm, doi:10.1109/42.52985",
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
