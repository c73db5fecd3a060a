/* losses/bbob/bbob_rosenbrock_rotated.c -- the curved valley seen from a random direction. */
#include "losses/bbob/core.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Z, H }; /* rooms */

/* z = 1 where x is half the sum of the rows of the rotation, less the stretch. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 9, 1);
    const double stretch = gg_bbob_stretch(p->n);
    gg_bbob_rotate(b, 0, GG_BBOB_Q, stretch, 1);
    gg_fill(p->n, 0.5 / (stretch * stretch), b->room[Z]);
    gg_bbob_back(b, 0, b->room[Z], p->minimiser);
    return GG_OK;
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    gg_bbob_times(b, 0, x, z);
    for (size_t i = 0; i < b->n; i++) z[i] += 0.5;
    return gg_bbob_valley(b->n, z) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    gg_bbob_valley_back(b->n, b->room[Z], b->room[H]);
    gg_bbob_back(b, 0, b->room[H], g);
    return f;
}

static const gg_known known[] = {{"BBOB09", "", 2}, {0}};

const gg_loss gg_loss_bbob_rosenbrock_rotated = {
    .name = "bbob_rosenbrock_rotated",
    .title = "Rotated Rosenbrock (BBOB f9)",
    .formula =
        "sum_(i < n) 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2 + f_opt, z = max(1, sqrt(n) / 8) Q x + 1/2",
    .derivative = "max(1, sqrt(n) / 8) Q' times Rosenbrock's at z",
    .fails = "nowhere",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f9",
    .smoothness = GG_ANALYTIC,
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
