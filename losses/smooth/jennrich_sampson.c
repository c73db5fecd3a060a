/* losses/smooth/jennrich_sampson.c -- a sum of two exponentials that are hard to tell apart. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 10, 2, 100, "residuals", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_copy(2, (const double[]){0.3, 0.4}, p->start);
    gg_fill(2, -1, p->lower);
    gg_fill(2, 1, p->upper);
    if (p->opt[M] != 10) return GG_OK;
    gg_fill(2, 0.2578252136703641, p->minimiser);
    p->minimum = 124.362182355614853514985516824;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    for (size_t k = 1; (double)k <= p->opt[M]; k++) {
        const double i = (double)k;
        const number r = 2 + 2 * i - (gg_exp(i * x[0]) + gg_exp(i * x[1]));
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(2, 0, g);
    for (size_t k = 1; (double)k <= p->opt[M]; k++) {
        const double i = (double)k;
        const double r = 2 + 2 * i - (exp(i * x[0]) + exp(i * x[1]));
        g[0] -= 2 * r * i * exp(i * x[0]);
        g[1] -= 2 * r * i * exp(i * x[1]);
    }
    return value(p, x);
}

static const gg_known known[] = {{"MGH06", "", 2}, {0}};

const gg_loss gg_loss_jennrich_sampson = {
    .name = "jennrich_sampson",
    .title = "Jennrich and Sampson's function",
    .formula = "sum_i r_i^2, r_i = 2 + 2 i - exp(i x_1) - exp(i x_2), i = 1 ... m",
    .derivative = "-2 sum_i r_i i exp(i x_j)",
    .fails = "nowhere",
    .source = "Jennrich & Sampson 1968, Application of stepwise regression to nonlinear "
              "estimation, Technometrics 10; More, Garbow & Hillstrom 1981, Testing "
              "unconstrained optimization software, problem 6, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 2,
    .most_n = 2,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
