/* losses/bbob/bbob_gallagher_101.c -- a hundred and one peaks, of which one is the highest. */
#include "losses/bbob/gallagher.h"
#include "losses/bbob/instance.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static size_t data_size(const gg_problem *p)
{
    return gg_bbob_gallagher_size(p->n, 101);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    return gg_bbob_gallagher_build(p, 21, 101);
}

static const gg_known known[] = {{"BBOB21", "", 2}, {0}};

const gg_loss gg_loss_bbob_gallagher_101 = {
    .name = "bbob_gallagher_101",
    .title = "Gallagher's 101 Gaussian peaks (BBOB f21)",
    .formula =
        "T_osz(10 - max_i w_i exp(-|C_i^(1/2) Q (x - y_i)|^2 / (2 n)))^2 + f_pen(x) + f_opt",
    .derivative =
        "2 T_osz T_osz' w_i exp(...) Q' C_i Q (x - y_i) / n of the highest peak i, the first of "
        "several",
    .fails = "where two peaks are the highest",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f21",
    .smoothness = GG_LIPSCHITZ,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = gg_bbob_gallagher,
    .complex_value = gg_bbob_gallagher_complex,
    .gradient = gg_bbob_gallagher_gradient,
};
