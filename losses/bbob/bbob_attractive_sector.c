/* losses/bbob/bbob_attractive_sector.c -- low on one narrow side of the minimum, high on all others. */
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum {
    Y,
    Z,
    SUM,
    LOG,
    LOG_BENT,
    BENT,
    H
}; /* rooms; in SUM ... BENT the first number is used */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob_merge(gg_bbob_open(p, 6, 1), 0, sqrt(10));
    return GG_OK;
}

/* s_i^2 */
static double factor(const gg_bbob *b, size_t i, double z)
{
    return b->x_opt[i] * z > 0 ? 100 * 100 : 1;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    number *const sum = gg_bbob_room(b, x, SUM);
    number *const log_bent = gg_bbob_room(b, x, LOG_BENT);
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), z);
    GG_BBOB_SUM(*sum, b->n, i, factor(b, i, gg_real(z[i])) * (z[i] * z[i]));
    gg_bbob_oscillate(1, sum, gg_bbob_room(b, x, LOG), log_bent, gg_bbob_room(b, x, BENT));
    return gg_exp(0.9 * *log_bent) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    const double *z = b->room[Z];
    const double bent = *b->room[BENT];
    double slope = bent > 0 ? 0.9 * exp(0.9 * *b->room[LOG_BENT]) / bent : 0;
    double *h = b->room[H];
    gg_bbob_oscillate_back(1, b->room[SUM], b->room[LOG], b->room[BENT], &slope);
    for (size_t i = 0; i < b->n; i++) h[i] = 2 * slope * factor(b, i, z[i]) * z[i];
    gg_bbob_back(b, 0, h, g);
    return f;
}

static const gg_known known[] = {{"BBOB06", "", 2}, {0}};

const gg_loss gg_loss_bbob_attractive_sector = {
    .name = "bbob_attractive_sector",
    .title = "Attractive sector (BBOB f6)",
    .formula = "T_osz(sum_i (s_i z_i)^2)^0.9 + f_opt, s_i = 100 if z_i x_opt_i > 0, else 1; "
               "z = R Lambda^10 Q (x - x_opt)",
    .derivative = "(R Lambda Q)' (2 s_i^2 z_i)_i times 0.9 T_osz^(-0.1) T_osz'",
    .fails = "nowhere: what breaks at z_i = 0 is squared",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f6",
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
