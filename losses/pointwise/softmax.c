/* losses/pointwise/softmax.c -- the log-likelihood of one class out of many; here, of two. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* With scores m and 0; losses/softmax.h has any number of them. */
GG_FORMULA_OF(value, m,
              { return gg_real(m) >= 0 ? gg_log1p(gg_exp(-m)) : gg_log1p(gg_exp(m)) - m; })

static double slope(const double opt[], double m)
{
    (void)opt;
    const double e = exp(-fabs(m));
    return m >= 0 ? -e / (1 + e) : -1 / (1 + e);
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

const gg_pointwise gg_pointwise_softmax = {
    .name = "softmax",
    .title = "Softmax and cross-entropy",
    .formula = "log sum_k exp(s_k) - s_y over the scores s of all classes, y the right one; of "
               "two, log(1 + exp(-m)), m = s_y - s_other",
    .derivative = "p - e_y, p_k = exp(s_k) / sum_j exp(s_j); of two, -1 / (1 + exp(m))",
    .fails = "nowhere",
    .source = "Bridle 1990, Probabilistic interpretation of feedforward classification network "
              "outputs, with relationships to statistical pattern recognition, "
              "doi:10.1007/978-3-642-76153-9_28",
    .margin = true,
    .convex = true,
    .classes = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
