/* losses/bbob/bbob_rastrigin.c -- dents without an axis to follow. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static const double beta = 0.2;

enum { Y, TURNED, LOG, LOG_BENT, BENT, LEANT, Z, TERM }; /* rooms; Y: x - x_opt */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 15, 2);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_bbob_merge(b, 1, sqrt(10));
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    number *const turned = gg_bbob_room(b, x, TURNED);
    number *const log_bent = gg_bbob_room(b, x, LOG_BENT);
    number *const bent = gg_bbob_room(b, x, BENT);
    number *const leant = gg_bbob_room(b, x, LEANT);
    number *const z = gg_bbob_room(b, x, Z);
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), turned);
    gg_bbob_oscillate(n, turned, gg_bbob_room(b, x, LOG), log_bent, bent);
    gg_bbob_lean(b, beta, bent, log_bent, leant);
    gg_bbob_times(b, 1, leant, z);
    return gg_bbob_dents(n, z, gg_bbob_room(b, x, TERM)) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    double *h = b->room[TERM];
    double *k = b->room[Z];
    gg_bbob_dents_back(n, b->room[Z], h);
    gg_bbob_back(b, 1, h, k);
    gg_bbob_lean_back(b, beta, b->room[BENT], b->room[LOG_BENT], b->room[LEANT], k);
    gg_bbob_oscillate_back(n, b->room[TURNED], b->room[LOG], b->room[BENT], k);
    gg_bbob_back(b, 0, k, g);
    return f;
}

static const gg_known known[] = {{"BBOB15", "", 2}, {0}};

const gg_loss gg_loss_bbob_rastrigin = {
    .name = "bbob_rastrigin",
    .title = "Rastrigin (BBOB f15)",
    .formula = "sum_i z_i^2 + 10 (1 - cos 2 pi z_i) + f_opt, "
               "z = R Lambda^10 Q T_asy^0.2(T_osz(R (x - x_opt)))",
    .derivative =
        "(2 z_i + 20 pi sin 2 pi z_i)_i back through Q, Lambda, R, T_asy, T_osz and R",
    .fails = "where a coordinate of R (x - x_opt) is 0, which T_osz bends",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f15",
    .smoothness = GG_LIPSCHITZ,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_2,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
