/* losses/bbob/bbob_lunacek.c -- two funnels, and the wider one is the wrong one. */
#include "losses/bbob/core.h"
#include "losses/bbob/random.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

static const double near = 2.5;  /* mu_0, the centre of the narrow funnel */
static const double slant = 1e4; /* of the penalty */

enum { Y, Z, TERM }; /* rooms; Y: 2 sgn(x_opt) x - mu_0 */

/* x_opt: the signs of its coordinates; weight: s, mu_1 */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const size_t n = p->n;
    gg_bbob *b = gg_bbob_open(p, 24, 1);
    gg_bbob_merge(b, 0, 10);
    gg_bbob_gaussians(b->seed, n, b->x_opt);
    for (size_t i = 0; i < n; i++) {
        b->x_opt[i] = b->x_opt[i] < 0 ? -1 : 1;
        p->minimiser[i] = b->x_opt[i] * near / 2;
    }
    b->weight[0] = 1 - 0.5 / (sqrt((double)n + 20) - 4.1);
    b->weight[1] = -sqrt((near * near - 1) / b->weight[0]);
    return GG_OK;
}

GG_FORMULA(value, {
    gg_bbob *b = p->data;
    const size_t n = b->n;
    const double s = b->weight[0];
    const double far = near - b->weight[1];
    number *const y = gg_bbob_room(b, x, Y);
    number *const z = gg_bbob_room(b, x, Z);
    number first;
    number second;
    for (size_t i = 0; i < n; i++) y[i] = 2 * b->x_opt[i] * x[i] - near;
    gg_bbob_times(b, 0, y, z);
    GG_BBOB_SUM(first, n, i, y[i] * y[i]);
    GG_BBOB_SUM(second, n, i, (y[i] + far) * (y[i] + far));
    second = (double)n + s * second;
    const number waves = gg_bbob_waves(n, z, gg_bbob_room(b, x, TERM));
    b->piece = gg_real(second) < gg_real(first);
    return (b->piece ? second : first) + 10 * waves + slant * gg_bbob_penalty(n, 5, x) +
           b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *y = b->room[Y];
    const double far = near - b->weight[1];
    double *h = b->room[TERM];
    gg_bbob_waves_back(n, b->room[Z], h);
    gg_bbob_back(b, 0, h, g);
    for (size_t i = 0; i < n; i++) {
        g[i] = 10 * g[i] + (b->piece ? 2 * b->weight[0] * (y[i] + far) : 2 * y[i]);
        g[i] *= 2 * b->x_opt[i];
    }
    gg_bbob_penalty_back(n, 5, slant, x, g);
    return f;
}

static const gg_known known[] = {{"BBOB24", "", 2}, {0}};

const gg_loss gg_loss_bbob_lunacek = {
    .name = "bbob_lunacek",
    .title = "Lunacek bi-Rastrigin (BBOB f24)",
    .formula =
        "min(|y|^2, n + s |y + mu_0 - mu_1|^2) + 10 sum_i (1 - cos 2 pi z_i) + 10^4 f_pen(x) + f_opt, "
        "z = R Lambda^100 Q y, y = 2 sgn(x_opt) x - mu_0, mu_0 = 2.5, mu_1 = -sqrt((mu_0^2 - 1) / s), "
        "s = 1 - 1 / (2 sqrt(n + 20) - 8.2)",
    .derivative =
        "2 sgn(x_opt_i) times that of the lower funnel, the first where both are as low, and of the waves",
    .fails = "where both funnels are as low",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f24",
    .smoothness = GG_LIPSCHITZ,
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
