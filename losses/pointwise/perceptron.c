/* losses/pointwise/perceptron.c -- pays for errors only; the margin 0 costs nothing. */
#include "losses/number.h"
#include "losses/pointwise.h"

GG_FORMULA_OF(value, m, {
    if (gg_real(m) < 0) return -m;
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    return m < 0 ? -1 : 0;
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    (void)opt;
    *at = 0;
    *left = -1;
    *right = 0;
    return k < 1;
}

const gg_pointwise gg_pointwise_perceptron = {
    .name = "perceptron",
    .title = "Perceptron loss",
    .formula = "max(0, -m)",
    .derivative = "-1 if m < 0, 0 if m > 0; [-1, 0] at 0",
    .fails = "at m = 0",
    .source = "Rosenblatt 1958, The perceptron: a probabilistic model for information "
              "storage and organization in the brain, doi:10.1037/h0042519",
    .margin = true,
    .convex = true,
    .smoothness = GG_LIPSCHITZ,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
