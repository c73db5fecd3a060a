/* losses/pointwise/ramp.c -- a hinge that stops rising at s. */
#include "losses/number.h"
#include "losses/pointwise.h"

enum { S };

static const gg_option options[] = {
    {"s", GG_REAL, -1, -1e12, 0.999999, "the margin below which it stays at 1 - s", NULL},
    {0},
};

GG_FORMULA_OF(value, m, {
    if (gg_real(m) < opt[S]) return 1 - opt[S];
    if (gg_real(m) < 1) return 1 - m;
    return isnan(gg_real(m)) ? m : 0;
})

static double slope(const double opt[], double m)
{
    return m > opt[S] && m < 1 ? -1 : 0;
}

static bool kink(const double opt[], size_t k, double *at, double *left, double *right)
{
    *at = k == 0 ? opt[S] : 1;
    *left = k == 0 ? 0 : -1;
    *right = k == 0 ? -1 : 0;
    return k < 2;
}

const gg_pointwise gg_pointwise_ramp = {
    .name = "ramp",
    .title = "Ramp loss",
    .formula = "min(1 - s, max(0, 1 - m))",
    .derivative = "-1 if s < m < 1, 0 outside; [-1, 0] at s and at 1",
    .fails = "at m = s, where it is concave, and at m = 1",
    .source = "Collobert, Sinz, Weston & Bottou 2006, Trading convexity for scalability, "
              "doi:10.1145/1143844.1143870",
    .margin = true,
    .smoothness = GG_LIPSCHITZ,
    .options = options,
    .value = value,
    .slope = slope,
    .kink = kink,
    .complex_value = value_complex,
};
