/* losses/bbob/bbob_schaffers_f7_ill_conditioned.c -- the same ripples, drawn out. */
#include "losses/bbob.h"
#include "losses/bbob_schaffers.h"

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
    .formula = GG_BBOB_SCHAFFERS_FORMULA " with Lambda^1000",
    .derivative = GG_BBOB_SCHAFFERS_DERIVATIVE,
    .fails = GG_BBOB_SCHAFFERS_FAILS,
    .source = GG_BBOB_SOURCE "f18",
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
