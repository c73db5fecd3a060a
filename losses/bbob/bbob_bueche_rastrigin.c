/* losses/bbob/bbob_bueche_rastrigin.c -- dents whose size depends on the side. */
#include "losses/bbob/core.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static const double slant = 100; /* of the penalty */

enum { Y, LOG, LOG_BENT, BENT, Z, TERM }; /* rooms; Y is where gg_bbob_shifted puts it */

/* COCO's x_opt is positive in the first, third, ... coordinate; the report does not say so. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 4, 0);
    gg_bbob_powers(p->n, sqrt(10), b->weight);
    for (size_t i = 0; i < p->n; i += 2) p->minimiser[i] = b->x_opt[i] = fabs(b->x_opt[i]);
    return GG_OK;
}

/* The factor s_i: ten times as large in every other coordinate, where z_i > 0. */
static double factor(const gg_bbob *b, size_t i, double z)
{
    return i % 2 == 0 && z > 0 ? 10 * b->weight[i] : b->weight[i];
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const number *y = gg_bbob_shifted(b, x);
    number *const bent = gg_bbob_room(b, x, BENT);
    number *const z = gg_bbob_room(b, x, Z);
    gg_bbob_oscillate(n, y, gg_bbob_room(b, x, LOG), gg_bbob_room(b, x, LOG_BENT), bent);
    for (size_t i = 0; i < n; i++) z[i] = factor(b, i, gg_real(bent[i])) * bent[i];
    return gg_bbob_dents(n, z, gg_bbob_room(b, x, TERM)) + slant * gg_bbob_penalty(n, 5, x) +
           b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    const double *bent = b->room[BENT];
    gg_bbob_dents_back(b->n, b->room[Z], g);
    for (size_t i = 0; i < b->n; i++) g[i] *= factor(b, i, bent[i]);
    gg_bbob_oscillate_back(b->n, b->room[Y], b->room[LOG], bent, g);
    gg_bbob_penalty_back(b->n, 5, slant, x, g);
    return f;
}

static const gg_known known[] = {{"BBOB04", "", 2}, {0}};

const gg_loss gg_loss_bbob_bueche_rastrigin = {
    .name = "bbob_bueche_rastrigin",
    .title = "Bueche-Rastrigin (BBOB f4)",
    .formula =
        "sum_i z_i^2 + 10 (1 - cos 2 pi z_i) + 100 f_pen(x) + f_opt, z_i = s_i T_osz(x_i - x_opt_i), "
        "s_i = 10^((i - 1) / (2 (n - 1))), ten times that where i is odd and z_i > 0",
    .derivative =
        "(2 z_i + 20 pi sin 2 pi z_i) s_i T_osz'(x_i - x_opt_i), and 200 max(0, |x_i| - 5) sgn x_i",
    .fails = "nowhere: what breaks at 0 is squared",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f4",
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
