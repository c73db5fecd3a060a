/* losses/bbob/bbob_rosenbrock.c -- the curved valley, its end moved to a random place. */
#include "losses/bbob/core.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Y, Z }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 8, 0);
    for (size_t i = 0; i < p->n; i++) p->minimiser[i] = b->x_opt[i] *= 0.75;
    *b->weight = gg_bbob_stretch(p->n);
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const number *y = gg_bbob_shifted(b, x);
    number *const z = gg_bbob_room(b, x, Z);
    const double stretch = *b->weight;
    for (size_t i = 0; i < b->n; i++) z[i] = stretch * y[i] + 1;
    return gg_bbob_valley(b->n, z) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    gg_bbob_valley_back(b->n, b->room[Z], g);
    for (size_t i = 0; i < b->n; i++) g[i] *= *b->weight;
    return f;
}

static const gg_known known[] = {{"BBOB08", "", 2}, {0}};

const gg_loss gg_loss_bbob_rosenbrock = {
    .name = "bbob_rosenbrock",
    .title = "Rosenbrock (BBOB f8)",
    .formula =
        "sum_(i < n) 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2 + f_opt, z = max(1, sqrt(n) / 8) (x - x_opt) + 1",
    .derivative = "max(1, sqrt(n) / 8) times Rosenbrock's at z",
    .fails = "nowhere",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f8",
    .smoothness = GG_ANALYTIC,
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
