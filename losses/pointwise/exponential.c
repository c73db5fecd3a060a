/* losses/pointwise/exponential.c -- what AdaBoost pays for a margin. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, m, { return gg_exp(-m); })

static double slope(const double opt[], double m)
{
    (void)opt;
    return -exp(-m);
}

static double bend(const double opt[], double m)
{
    (void)opt;
    return exp(-m);
}

const gg_pointwise gg_pointwise_exponential = {
    .name = "exponential",
    .title = "Exponential loss",
    .formula = "exp(-m)",
    .derivative = "-exp(-m)",
    .fails = "nowhere",
    .source = "Freund & Schapire 1997, A decision-theoretic generalization of on-line "
              "learning and an application to boosting, doi:10.1006/jcss.1997.1504; "
              "Friedman, Hastie & Tibshirani 2000, Additive logistic regression, "
              "doi:10.1214/aos/1016218223",
    .margin = true,
    .convex = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .bend = bend,
    .complex_value = value_complex,
};
