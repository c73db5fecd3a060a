/* losses/bbob/bbob_rastrigin_separable.c -- regular dents, made less regular. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static const double beta = 0.2;

enum { Y, LOG, LOG_BENT, BENT, LEANT, Z, TERM }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 3, 0);
    gg_bbob_powers(p->n, sqrt(10), b->weight);
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const number *y = gg_bbob_shifted(b, x);
    number *const log_bent = gg_bbob_room(b, x, LOG_BENT);
    number *const bent = gg_bbob_room(b, x, BENT);
    number *const leant = gg_bbob_room(b, x, LEANT);
    number *const z = gg_bbob_room(b, x, Z);
    gg_bbob_oscillate(n, y, gg_bbob_room(b, x, LOG), log_bent, bent);
    gg_bbob_lean(b, beta, bent, log_bent, leant);
    for (size_t i = 0; i < n; i++) z[i] = b->weight[i] * leant[i];
    return gg_bbob_dents(n, z, gg_bbob_room(b, x, TERM)) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    gg_bbob_dents_back(n, b->room[Z], g);
    for (size_t i = 0; i < n; i++) g[i] *= b->weight[i];
    gg_bbob_lean_back(b, beta, b->room[BENT], b->room[LOG_BENT], b->room[LEANT], g);
    gg_bbob_oscillate_back(n, b->room[Y], b->room[LOG], b->room[BENT], g);
    return f;
}

static const gg_known known[] = {{"BBOB03", "", 2}, {0}};

const gg_loss gg_loss_bbob_rastrigin_separable = {
    .name = "bbob_rastrigin_separable",
    .title = "Separable Rastrigin (BBOB f3)",
    .formula =
        "sum_i z_i^2 + 10 (1 - cos 2 pi z_i) + f_opt, z = Lambda^10 T_asy^0.2(T_osz(x - x_opt))",
    .derivative =
        "(2 z_i + 20 pi sin 2 pi z_i) times the derivatives of Lambda, T_asy and T_osz",
    .fails = "nowhere: T_osz alone has no derivative at 0, its square has",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f3",
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
