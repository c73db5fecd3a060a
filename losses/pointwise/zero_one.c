/* losses/pointwise/zero_one.c -- counts errors, and tells a gradient nothing. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* A margin of 0 is an error. */
GG_FORMULA_OF(value, m, {
    if (gg_real(m) <= 0) return 1;
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    (void)opt;
    (void)m;
    return 0;
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    (void)opt;
    *at = 0;
    *left = *right = NAN;
    return k < 1;
}

const gg_pointwise gg_pointwise_zero_one = {
    .name = "zero_one",
    .title = "Zero-one loss",
    .formula = "1 if m <= 0, else 0",
    .derivative = "0 where there is one",
    .fails = "at m = 0, where it jumps",
    .source = "Devroye, Gyorfi & Lugosi 1996, A probabilistic theory of pattern recognition, "
              "section 2.1, doi:10.1007/978-1-4612-0711-5",
    .margin = true,
    .smoothness = GG_DISCONTINUOUS,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
