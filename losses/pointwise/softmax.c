/* losses/pointwise/softmax.c -- cross-entropy of a score a class; of two, it is the logistic. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* Two classes whose scores are m apart, m > 0 if the right one is ahead. */
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

/* The largest eigenvalue that diag(p) - p p' can have, at p = (1/2, 1/2, 0 ...); of the
 * margin of two classes it is 1/4, so that this bounds both. */
static double curvature(const double opt[])
{
    (void)opt;
    return 0.5;
}

const gg_pointwise gg_pointwise_softmax = {
    .name = "softmax",
    .title = "Cross-entropy of a softmax",
    .formula = "log sum_k exp(s_k) - s_y; of two classes log(1 + exp(-m)), m = s_y - s_other",
    .derivative = "p - e_y, p = softmax(s); -1 / (1 + exp(m))",
    .fails = "nowhere",
    .source = "Bridle 1990, Probabilistic interpretation of feedforward classification network "
              "outputs, doi:10.1007/978-3-642-76153-9_28",
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
