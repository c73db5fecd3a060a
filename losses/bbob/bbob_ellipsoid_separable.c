/* losses/bbob/bbob_ellipsoid_separable.c -- axes of very different lengths, with bumps on the way. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Y, LOG, LOG_Z, Z }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 2, 0);
    gg_bbob_powers(p->n, 1e6, b->weight);
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    const number *y = gg_bbob_shifted(b, x);
    gg_bbob_oscillate(b->n, y, gg_bbob_room(b, x, LOG), gg_bbob_room(b, x, LOG_Z), z);
    return gg_bbob_squares(b->n, b->weight, z) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    gg_bbob_squares_back(b->n, b->weight, b->room[Z], g);
    gg_bbob_oscillate_back(b->n, b->room[Y], b->room[LOG], b->room[Z], g);
    return f;
}

static const gg_known known[] = {{"BBOB02", "", 2}, {0}};

const gg_loss gg_loss_bbob_ellipsoid_separable = {
    .name = "bbob_ellipsoid_separable",
    .title = "Separable ellipsoid (BBOB f2)",
    .formula = "sum_i 10^(6 (i - 1) / (n - 1)) z_i^2 + f_opt, z = T_osz(x - x_opt)",
    .derivative = "2 10^(6 (i - 1) / (n - 1)) z_i T_osz'(x_i - x_opt_i)",
    .fails = "nowhere: T_osz alone has no derivative at 0, its square has",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f2",
    .smoothness = GG_C1,
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
