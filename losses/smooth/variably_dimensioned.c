/* losses/smooth/variably_dimensioned.c -- a sphere with one direction that is very steep. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = 1 - (double)(i + 1) / (double)p->n;
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    p->mu = 2;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    number s = 0;
    for (size_t i = 0; i < p->n; i++) {
        const number r = x[i] - 1;
        f += r * r;
        s += (double)(i + 1) * r;
    }
    return f + s * s + (s * s) * (s * s);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double s = 0;
    for (size_t i = 0; i < p->n; i++) s += (double)(i + 1) * (x[i] - 1);
    const double slope = 2 * s + 4 * s * s * s;
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * (x[i] - 1) + (double)(i + 1) * slope;
    return value(p, x);
}

static const gg_known known[] = {{"MGH25", "", 10}, {0}};

const gg_loss gg_loss_variably_dimensioned = {
    .name = "variably_dimensioned",
    .title = "Variably dimensioned function",
    .formula = "sum_i (x_i - 1)^2 + s^2 + s^4, s = sum_i i (x_i - 1)",
    .derivative = "2 (x_i - 1) + i (2 s + 4 s^3)",
    .fails = "nowhere",
    .source = "More, Garbow & Hillstrom 1981, Testing unconstrained optimization software, "
              "problem 25, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 10,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
