/* losses/bbob/bbob_schaffers_f7_ill_conditioned.c -- the same ripples, drawn out. */
#include "losses/bbob/instance.h"
#include "losses/bbob/schaffers.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    return gg_bbob_schaffers_build(p, 18, 1000);
}

static const gg_known known[] = {{"BBOB18", "", 2}, {0}};

const gg_loss gg_loss_bbob_schaffers_f7_ill_conditioned = {
    .name = "bbob_schaffers_f7_ill_conditioned",
    .title = "Ill-conditioned Schaffer's F7 (BBOB f18)",
    .formula = "(mean_i sqrt(s_i) (1 + sin^2(50 s_i^0.2)))^2 + 10 f_pen(x) + f_opt, "
               "s_i = sqrt(z_i^2 + z_(i+1)^2), z = Lambda^1000 Q T_asy^0.5(R (x - x_opt))",
    .derivative =
        "through every transformation, from 2 mean (1/2 + sin^2 / 2 + 10 s_i^0.2 sin(100 s_i^0.2)) "
        "sqrt(s_i) / s_i^2 z / (n - 1) in z_i and z_(i+1), summed over i; 0 where s_i = 0",
    .fails = "where z_i = z_(i+1) = 0; there it is steeper than any line unless n = 2",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f18",
    .smoothness = GG_CONTINUOUS,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_2,
    .build = build,
    .value = gg_bbob_schaffers,
    .complex_value = gg_bbob_schaffers_complex,
    .gradient = gg_bbob_schaffers_gradient,
};
