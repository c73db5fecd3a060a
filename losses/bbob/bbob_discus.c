/* losses/bbob/bbob_discus.c -- one direction a thousand times as sensitive as all others. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Y, TURNED, LOG, LOG_Z, Z, H }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 11, 1);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_fill(p->n, 1, b->weight);
    b->weight[0] = 1e6;
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    const number *y = gg_bbob_shifted(b, x);
    number *const turned = gg_bbob_room(b, x, TURNED);
    gg_bbob_times(b, 0, y, turned);
    gg_bbob_oscillate(b->n, turned, gg_bbob_room(b, x, LOG), gg_bbob_room(b, x, LOG_Z), z);
    return gg_bbob_squares(b->n, b->weight, z) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    double *h = b->room[H];
    gg_bbob_squares_back(b->n, b->weight, b->room[Z], h);
    gg_bbob_oscillate_back(b->n, b->room[TURNED], b->room[LOG], b->room[Z], h);
    gg_bbob_back(b, 0, h, g);
    return f;
}

static const gg_known known[] = {{"BBOB11", "", 2}, {0}};

const gg_loss gg_loss_bbob_discus = {
    .name = "bbob_discus",
    .title = "Discus (BBOB f11)",
    .formula = "10^6 z_1^2 + sum_(i > 1) z_i^2 + f_opt, z = T_osz(R (x - x_opt))",
    .derivative = "R' (2 w_i z_i T_osz'(y_i))_i, y = R (x - x_opt), w = (10^6, 1, 1, ...)",
    .fails = "nowhere: T_osz alone has no derivative at 0, its square has",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f11",
    .smoothness = GG_C1,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_1,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
