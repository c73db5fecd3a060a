/* losses/bbob/bbob_bent_cigar.c -- a long narrow ridge that is not straight. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static const double beta = 0.5;

enum { Y, TURNED, LOG, LEANT, Z, H }; /* rooms; Y is where gg_bbob_shifted puts it */

/* The same rotation before and after. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 12, 1);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_fill(p->n, 1e6, b->weight);
    b->weight[0] = 1;
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const turned = gg_bbob_room(b, x, TURNED);
    number *const logs = gg_bbob_room(b, x, LOG);
    number *const leant = gg_bbob_room(b, x, LEANT);
    number *const z = gg_bbob_room(b, x, Z);
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), turned);
    gg_bbob_logs(b->n, turned, logs);
    gg_bbob_lean(b, beta, turned, logs, leant);
    gg_bbob_times(b, 0, leant, z);
    return gg_bbob_squares(b->n, b->weight, z) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    double *h = b->room[H];
    double *k = b->room[Z];
    gg_bbob_squares_back(b->n, b->weight, b->room[Z], h);
    gg_bbob_back(b, 0, h, k);
    gg_bbob_lean_back(b, beta, b->room[TURNED], b->room[LOG], b->room[LEANT], k);
    gg_bbob_back(b, 0, k, g);
    return f;
}

static const gg_known known[] = {{"BBOB12", "", 2}, {0}};

const gg_loss gg_loss_bbob_bent_cigar = {
    .name = "bbob_bent_cigar",
    .title = "Bent cigar (BBOB f12)",
    .formula = "z_1^2 + 10^6 sum_(i > 1) z_i^2 + f_opt, z = R T_asy^0.5(R (x - x_opt))",
    .derivative = "R' T_asy' R' (2 w_i z_i)_i, w = (1, 10^6, 10^6, ...)",
    .fails = "nowhere",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f12",
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
