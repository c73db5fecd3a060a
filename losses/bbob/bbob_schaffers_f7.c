/* losses/bbob/bbob_schaffers_f7.c -- ripples whose width and height vary. */
#include "losses/bbob.h"
#include "losses/bbob_schaffers.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    return gg_bbob_schaffers_build(p, 17, 10);
}

static const gg_known known[] = {{"BBOB17", "", 2}, {0}};

const gg_loss gg_loss_bbob_schaffers_f7 = {
    .name = "bbob_schaffers_f7",
    .title = "Schaffer's F7 (BBOB f17)",
    .formula = GG_BBOB_SCHAFFERS_FORMULA " with Lambda^10",
    .derivative = GG_BBOB_SCHAFFERS_DERIVATIVE,
    .fails = GG_BBOB_SCHAFFERS_FAILS,
    .source = GG_BBOB_SOURCE "f17",
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
