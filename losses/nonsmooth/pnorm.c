/* losses/nonsmooth/pnorm.c -- a valley that is a parabola at p = 2 and a kink at p = 1. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { P };

static const gg_option options[] = {
    {"p", GG_REAL, 1.5, 1, 2, "the power: 2 analytic, 1 kinked, between them C1", NULL},
    GG_KINK_OPTIONS,
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const double q = p->opt[P];
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->smoothness = q == 2 ? GG_ANALYTIC : q > 1 ? GG_C1 : GG_LIPSCHITZ;
    if (q == 2) p->L = p->mu = 2;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    if (p->opt[P] > 1)
        return gg_fail(GG_BAD_INPUT, "smooth cannot round pnorm off: p=%g has no kink",
                       p->opt[P]);
    gg_round_in_place(p, (double)p->n * gg_kink_error(&p->kink));
    p->L = gg_kink_curvature(&p->kink);
    return GG_OK;
}

GG_FORMULA(value, {
    const double q = p->opt[P];
    number total = 0;
    for (size_t i = 0; i < p->n; i++) {
        const number size = gg_kinked(&p->kink, x[i]);
        total += q == 1 ? size : gg_pow(size, q);
    }
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double q = p->opt[P];
    for (size_t i = 0; i < p->n; i++) g[i] = gg_power_slope(&p->kink, q, x[i]);
    return value(p, x);
}

const gg_loss gg_loss_pnorm = {
    .name = "pnorm",
    .title = "Sum of powers",
    .formula = "sum_i |x_i|^p",
    .derivative = "p sgn(x_i) |x_i|^(p-1); p=1: where x_i = 0, any number in [-1, 1] (at_kink "
                  "picks)",
    .fails = "p=1: wherever a coordinate is 0; 1<p<2: nowhere, but its gradient has slopes "
             "without bound there; p=2: nowhere",
    .source = "Nemirovskii & Nesterov 1985, Optimal methods of smooth convex minimization: "
              "the gradient is Hoelder continuous with exponent p - 1",
    .smoothness = GG_C1,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
