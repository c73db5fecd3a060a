/* losses/nonsmooth/kinked_slope.c -- a steep valley that falls for ever; line searches die in it. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

enum { STEEPNESS };

static const gg_option options[] = {
    {"steepness", GG_REAL, 10, 0, 1e12, "a, of the valley's sides; along it the slope is 1",
     NULL},
    GG_KINK_OPTIONS,
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    return gg_round_in_place(p, p->opt[STEEPNESS] * gg_kink_error(&p->kink));
}

GG_FORMULA(value, {
    number total = p->opt[STEEPNESS] * gg_kinked(&p->kink, x[0]);
    for (size_t i = 1; i < p->n; i++) total += x[i];
    return total;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 1, g);
    gg_kink_abs(&p->kink, x[0], &g[0]);
    g[0] *= p->opt[STEEPNESS];
    return value(p, x);
}

const gg_loss gg_loss_kinked_slope = {
    .name = "kinked_slope",
    .title = "Kinked slope; unbounded below",
    .formula = "a |x_1| + x_2 + ... + x_n, a = steepness",
    .derivative = "(a sgn(x_1), 1, ..., 1); where x_1 = 0 the first is any number in [-a, a] "
                  "(at_kink picks)",
    .fails = "where x_1 = 0",
    .source =
        "Asl & Overton 2020, Analysis of the gradient method with an Armijo-Wolfe line "
        "search on a class of non-smooth convex functions, doi:10.1080/10556788.2019.1673388",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
