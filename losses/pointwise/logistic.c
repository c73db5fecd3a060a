/* losses/pointwise/logistic.c -- the log-likelihood of a coin whose odds are exp(m). */
#include "losses/learning/kernel.h"
#include "losses/number.h"
#include "losses/pointwise.h"

/* The exponential never overflows. */
GG_FORMULA_OF(value, m,
              { return gg_real(m) >= 0 ? gg_log1p(gg_exp(-m)) : gg_log1p(gg_exp(m)) - m; })

static double slope(const double opt[], double m)
{
    (void)opt;
    const double e = exp(-fabs(m));
    return m >= 0 ? -e / (1 + e) : -1 / (1 + e);
}

static void many(const double opt[], size_t count, const double m[], double value_of[],
                 double slope_of[])
{
    (void)opt;
    gg_kernels()[0]->logistic(count, m, value_of, slope_of);
}

static double bend(const double opt[], double m)
{
    (void)opt;
    const double e = exp(-fabs(m));
    return e / ((1 + e) * (1 + e));
}

static double curvature(const double opt[])
{
    (void)opt;
    return 0.25;
}

const gg_pointwise gg_pointwise_logistic = {
    .name = "logistic",
    .title = "Logistic loss",
    .formula = "log(1 + exp(-m))",
    .derivative = "-1 / (1 + exp(m))",
    .fails = "nowhere",
    .source = "Cox 1958, The regression analysis of binary sequences, "
              "doi:10.1111/j.2517-6161.1958.tb00292.x",
    .margin = true,
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .many = many,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
