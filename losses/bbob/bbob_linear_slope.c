/* losses/bbob/bbob_linear_slope.c -- a slope that ends in a corner of the box. */
#include "losses/bbob/instance.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, GG_KINK_OPTIONS, {0}};

/* weight: the slopes; COCO's x_opt is the corner */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 5, 0);
    gg_bbob_powers(p->n, 10, b->weight);
    for (size_t i = 0; i < p->n; i++) p->minimiser[i] = copysign(5, b->x_opt[i]);
    for (size_t i = 0; i < p->n; i++) b->x_opt[i] = copysign(1, b->x_opt[i]);
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number f;
    GG_BBOB_SUM(f, b->n, i, b->weight[i] * gg_positive(&p->kink, 5 - b->x_opt[i] * x[i]));
    return f + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    for (size_t i = 0; i < b->n; i++) {
        double slope;
        gg_kink_positive(&p->kink, 5 - b->x_opt[i] * x[i], &slope);
        g[i] = -b->weight[i] * b->x_opt[i] * slope;
    }
    return value(p, x);
}

static const gg_known known[] = {{"BBOB05", "", 2}, {0}};

const gg_loss gg_loss_bbob_linear_slope = {
    .name = "bbob_linear_slope",
    .title = "Linear slope (BBOB f5)",
    .formula = "sum_i 10^((i - 1) / (n - 1)) max(0, 5 - sgn(x_opt_i) x_i) + f_opt",
    .derivative =
        "-10^((i - 1) / (n - 1)) sgn(x_opt_i) before the wall, 0 behind it (at_kink picks)",
    .fails = "where x_i = x_opt_i, 5 or -5, and so at the minimum",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f5",
    .smoothness = GG_LIPSCHITZ,
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
