/* losses/nonsmooth/dropin_fold.c -- a sheet of paper folded along its first axis. */
#include "base/vector.h"
#include "losses/loss.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 1; i < p->n; i++) g[i] = x[i];
    g[0] = gg_kink_pick(&p->kink, -1, 1);
    if (x[0] != 0) g[0] = x[0] < 0 ? -1 : 1;
    return fabs(x[0]) + gg_dot(p->n - 1, x + 1, x + 1) / 2;
}

static double value(gg_problem *p, const double x[])
{
    return fabs(x[0]) + gg_dot(p->n - 1, x + 1, x + 1) / 2;
}

const gg_loss gg_loss_dropin_fold = {
    .name = "dropin_fold",
    .title = "Folded sheet",
    .formula = "|x_1| + sum_{i > 1} x_i^2 / 2",
    .derivative = "(sgn x_1, x_2, ..., x_n); where x_1 = 0, the first is any number in [-1, 1]",
    .fails = "where x_1 = 0",
    .source = "gradgap, the test of what one file adds",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000,
    .usual_n = 2,
    .build = build,
    .value = value,
    .gradient = gradient,
};
