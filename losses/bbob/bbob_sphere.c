/* losses/bbob/bbob_sphere.c -- the squared distance to a random place. */
#include "losses/bbob/instance.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob_open(p, 1, 0);
    p->L = p->mu = 2;
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number f;
    GG_BBOB_SUM(f, b->n, i, (x[i] - b->x_opt[i]) * (x[i] - b->x_opt[i]));
    return f + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    for (size_t i = 0; i < b->n; i++) g[i] = 2 * (x[i] - b->x_opt[i]);
    return value(p, x);
}

static const gg_known known[] = {{"BBOB01", "", 2}, {0}};

const gg_loss gg_loss_bbob_sphere = {
    .name = "bbob_sphere",
    .title = "Sphere (BBOB f1)",
    .formula = "|x - x_opt|^2 + f_opt",
    .derivative = "2 (x - x_opt)",
    .fails = "nowhere",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f1",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_0,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
