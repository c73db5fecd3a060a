/* losses/pointwise/sigmoid.c -- zero-one with its jump drawn out into a slope. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* The exponential never overflows, and 1 - s is never formed. */
GG_FORMULA_OF(value, m, {
    const bool right = gg_real(m) >= 0;
    const number e = gg_exp(right ? -m : m);
    return (right ? e : 1) / (1 + e);
})

static double slope(const double opt[], double m)
{
    (void)opt;
    const double e = exp(-fabs(m));
    return -e / ((1 + e) * (1 + e));
}

static double bend(const double opt[], double m)
{
    return -slope(opt, m) * tanh(m / 2);
}

/* 1 / (6 sqrt(3)), where s = (1 + 1 / sqrt(3)) / 2 */
static double curvature(const double opt[])
{
    (void)opt;
    return 0.0962250448649376311;
}

const gg_pointwise gg_pointwise_sigmoid = {
    .name = "sigmoid",
    .title = "Sigmoid loss",
    .formula = "1 / (1 + exp(m))",
    .derivative = "-s (1 - s), s = 1 / (1 + exp(m))",
    .fails = "nowhere",
    .source = "Mason, Baxter, Bartlett & Frean 2000, Boosting algorithms as gradient "
              "descent, Advances in neural information processing systems 12",
    .margin = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
