/* losses/nonsmooth/abs_sum.c -- the 1-norm: a kink in every coordinate. */
#include "base/vector.h"
#include "losses/loss.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->L = gg_kink_curvature(&p->kink);
    p->error = (double)p->n * gg_kink_error(&p->kink);
    return GG_OK;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double total;
    GG_SUM(total, p->n, i, gg_kink_abs(&p->kink, x[i], &g[i]));
    return total;
}

static double value(gg_problem *p, const double x[])
{
    double total;
    double slope;
    if (p->kink.by == GG_ROUND_NOT)
        GG_SUM(total, p->n, i, fabs(x[i]));
    else
        GG_SUM(total, p->n, i, gg_kink_abs(&p->kink, x[i], &slope));
    return total;
}

const gg_loss gg_loss_abs_sum = {
    .name = "abs_sum",
    .title = "Sum of absolute values",
    .formula = "sum_i |x_i|",
    .derivative = "sgn(x_i); where x_i = 0, any number in [-1, 1] (at_kink picks)",
    .fails = "wherever a coordinate is 0",
    .source =
        "Schwefel 1981, Numerical optimization of computer models, problem 2.22 without its "
        "product",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
};
