/* losses/bbob/bbob_schwefel.c -- the best corner is far from the second best. */
#include "losses/bbob/elementary.h"
#include "losses/bbob/random.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

/* Where x sin sqrt x has its largest value below 500, a hundredth of it: the source's digits. */
static const double top = 4.2096874637;

enum { Y, Z, ROOT, TERM }; /* rooms; Y: 2 x, with the sign of x_opt taken away */

/* weight: Lambda; x_opt: its signs */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const gg_bbob *b = gg_bbob_open(p, 20, 0);
    gg_bbob_powers(p->n, sqrt(10), b->weight);
    gg_bbob_uniforms(b->seed, p->n, b->x_opt);
    for (size_t i = 0; i < p->n; i++) {
        b->x_opt[i] = b->x_opt[i] < 0.5 ? -1 : 1;
        p->minimiser[i] = b->x_opt[i] * 420.96874633 / 200;
    }
    return GG_OK;
}

/* term = z sin(root), root = sqrt |z|; beyond 10^6 the wave is lost in the penalty. */
static void wave_real(size_t n, const double *restrict z, const double *restrict root,
                      double *restrict term)
{
    for (size_t i = 0; i < n; i++) term[i] = z[i] * gg_bbob_sin_real(root[i]);
}

static void wave_complex(size_t n, const double complex z[], const double complex root[],
                         double complex term[])
{
    for (size_t i = 0; i < n; i++) term[i] = z[i] * gg_bbob_sin_complex(root[i]);
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    number *const y = gg_bbob_room(b, x, Y);
    number *const z = gg_bbob_room(b, x, Z);
    number *const root = gg_bbob_room(b, x, ROOT);
    number *const term = gg_bbob_room(b, x, TERM);
    number total;
    for (size_t i = 0; i < n; i++) y[i] = 2 * b->x_opt[i] * x[i];
    for (size_t i = 0; i < n; i++) {
        const number before = i ? 0.25 * (y[i - 1] - top) : 0;
        z[i] = 100 * (b->weight[i] * (y[i] + before - top) + top);
        root[i] = gg_sqrt(gg_abs(z[i]));
    }
    GG_BBOB_OF(x, wave)(n, z, root, term);
    GG_BBOB_SUM(total, n, i, term[i]);
    return 0.01 * (gg_bbob_penalty(n, 500, z) + 418.9828872724339 - total / (double)n) +
           b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *z = b->room[Z];
    double *h = b->room[Y];
    const double *root = b->room[ROOT];
    for (size_t i = 0; i < n; i++)
        h[i] = gg_bbob_sin_real(root[i]) + root[i] / 2 * gg_bbob_cos_real(root[i]);
    for (size_t i = 0; i < n; i++) h[i] *= -0.01 / (double)n;
    gg_bbob_penalty_back(n, 500, 0.01, z, h);
    for (size_t i = 0; i < n; i++) h[i] *= 100 * b->weight[i];
    for (size_t i = 0; i < n; i++)
        g[i] = 2 * b->x_opt[i] * (h[i] + (i + 1 < n ? 0.25 * h[i + 1] : 0));
    return f;
}

static const gg_known known[] = {{"BBOB20", "", 2}, {0}};

const gg_loss gg_loss_bbob_schwefel = {
    .name = "bbob_schwefel",
    .title = "Schwefel x sin sqrt |x| (BBOB f20)",
    .formula =
        "4.189828872724339 - mean_i z_i sin(sqrt |z_i|) / 100 + 100 f_pen(z / 100) + f_opt, z = 100 (Lambda^10 "
        "(v - 2 |x_opt|) + 2 |x_opt|), v_i = y_i + (y_(i-1) - 2 |x_opt|) / 4, y = 2 sgn(x_opt) x",
    .derivative =
        "-(sin r + r cos(r) / 2) / (100 n), r = sqrt |z_i|, and the penalty's, back through Lambda, v and y",
    .fails = "nowhere: z sin(sqrt |z|) has the derivative 0 at 0",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f20",
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
