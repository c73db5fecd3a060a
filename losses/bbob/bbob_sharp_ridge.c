/* losses/bbob/bbob_sharp_ridge.c -- a ridge with steep sides and a gentle slope along it. */
#include "losses/bbob/instance.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Y, Z, H }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob_merge(gg_bbob_open(p, 13, 1), 0, sqrt(10));
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    number off;
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), z);
    GG_BBOB_SUM(off, b->n - 1, i, z[i + 1] * z[i + 1]);
    return z[0] * z[0] + 100 * gg_sqrt(off) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    const double *z = b->room[Z];
    const double off = gg_norm(b->n - 1, z + 1);
    double *h = b->room[H];
    for (size_t i = 0; i < b->n; i++) h[i] = off > 0 ? 100 * (z[i] / off) : 0;
    h[0] = 2 * z[0];
    gg_bbob_back(b, 0, h, g);
    return f;
}

static const gg_known known[] = {{"BBOB13", "", 2}, {0}};

const gg_loss gg_loss_bbob_sharp_ridge = {
    .name = "bbob_sharp_ridge",
    .title = "Sharp ridge (BBOB f13)",
    .formula = "z_1^2 + 100 sqrt(sum_(i > 1) z_i^2) + f_opt, z = R Lambda^10 Q (x - x_opt)",
    .derivative =
        "(R Lambda Q)' (2 z_1, 100 z_i / sqrt(sum_(j > 1) z_j^2)); on the ridge with 0 for the latter",
    .fails = "on the ridge, z_2 = ... = z_n = 0",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f13",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
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
