/* losses/pointwise/savage.c -- the square of a sigmoid: it forgives what is hopeless. */
#include "losses/number.h"
#include "losses/pointwise.h"

/* The exponential never overflows, and 1 - p is never formed. */
GG_FORMULA_OF(value, m, {
    const bool right = gg_real(m) >= 0;
    const number e = gg_exp(right ? -2 * m : 2 * m);
    const number p = (right ? e : 1) / (1 + e);
    return p * p;
})

/* p of a margin m is 1 - p of -m. */
static double p_of(double m)
{
    const double e = exp(-2 * fabs(m));
    return (m >= 0 ? e : 1) / (1 + e);
}

static double slope(const double opt[], double m)
{
    (void)opt;
    const double twice = 2 * p_of(m);
    return -(twice * twice) * p_of(-m);
}

static double bend(const double opt[], double m)
{
    (void)opt;
    const double p = p_of(m);
    return 8 * p * p * p_of(-m) * (2 - 3 * p);
}

/* 8 p^2 (1 - p) (2 - 3 p) is largest at p = (15 - sqrt(33)) / 24. */
static double curvature(const double opt[])
{
    (void)opt;
    return 0.61623428048540196;
}

const gg_pointwise gg_pointwise_savage = {
    .name = "savage",
    .title = "Savage loss",
    .formula = "1 / (1 + exp(2 m))^2",
    .derivative = "-4 p^2 (1 - p), p = 1 / (1 + exp(2 m))",
    .fails = "nowhere",
    .source = "Masnadi-Shirazi & Vasconcelos 2008, On the design of loss functions for "
              "classification: theory, robustness to outliers, and SavageBoost, Advances "
              "in neural information processing systems 21",
    .margin = true,
    .smoothness = GG_ANALYTIC,
    .value = value,
    .slope = slope,
    .curvature = curvature,
    .bend = bend,
    .complex_value = value_complex,
};
