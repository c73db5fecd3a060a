/* losses/bbob/bbob_griewank_rosenbrock.c -- waves along a curved valley. */
#include "losses/bbob/core.h"
#include "losses/bbob/elementary.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Z, S, WAVE, H }; /* rooms */

/* z = 1 where x is half the sum of the rows of the rotation, less the stretch. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 19, 1);
    const double stretch = gg_bbob_stretch(p->n);
    gg_bbob_rotate(b, 0, GG_BBOB_Q, stretch, 1);
    gg_fill(p->n, 0.5 / (stretch * stretch), b->room[Z]);
    gg_bbob_back(b, 0, b->room[Z], p->minimiser);
    return GG_OK;
}

/* wave = sin(s / 2) */
static void waves_real(size_t count, const double *restrict s, double *restrict wave)
{
    size_t high = 0;
    for (size_t i = 0; i < count; i++) high += !(s[i] < 2e6);
    for (size_t i = 0; high == 0 && i < count; i++) wave[i] = gg_bbob_sin(s[i] / 2);
    for (size_t i = 0; high > 0 && i < count; i++) wave[i] = sin(s[i] / 2);
}

static void waves_complex(size_t count, const double complex s[], double complex wave[])
{
    for (size_t i = 0; i < count; i++)
        wave[i] = creal(s[i]) < 2e6 ? gg_bbob_sin(s[i] / 2) : csin(s[i] / 2);
}

/* s / 4000 - cos s + 1 is written as s / 4000 + 2 sin^2(s / 2). */
GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    number *const z = gg_bbob_room(b, x, Z);
    number *const s = gg_bbob_room(b, x, S);
    number *const wave = gg_bbob_room(b, x, WAVE);
    number total;
    gg_bbob_times(b, 0, x, z);
    for (size_t i = 0; i < n; i++) z[i] += 0.5;
    for (size_t i = 0; i + 1 < n; i++) {
        const number off = z[i] * z[i] - z[i + 1];
        s[i] = 100 * (off * off) + (z[i] - 1) * (z[i] - 1);
    }
    GG_BBOB_OF(x, waves)(n - 1, s, wave);
    GG_BBOB_SUM(total, n - 1, i, s[i] / 4000 + 2 * (wave[i] * wave[i]));
    return 10 * total / ((double)n - 1) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *z = b->room[Z];
    double *h = b->room[H];
    h[0] = 0;
    for (size_t i = 0; i + 1 < n; i++) {
        const double off = z[i] * z[i] - z[i + 1];
        const double slope = 10 * (1. / 4000 + sin(b->room[S][i])) / ((double)n - 1);
        h[i] += slope * (400 * off * z[i] + 2 * (z[i] - 1));
        h[i + 1] = -200 * slope * off;
    }
    gg_bbob_back(b, 0, h, g);
    return f;
}

static const gg_known known[] = {{"BBOB19", "", 2}, {0}};

const gg_loss gg_loss_bbob_griewank_rosenbrock = {
    .name = "bbob_griewank_rosenbrock",
    .title = "Composite Griewank-Rosenbrock F8F2 (BBOB f19)",
    .formula =
        "10 mean_(i < n) (s_i / 4000 - cos s_i) + 10 + f_opt, s_i = 100 (z_i^2 - z_(i+1))^2 + (z_i - 1)^2, "
        "z = max(1, sqrt(n) / 8) Q x + 1/2",
    .derivative =
        "max(1, sqrt(n) / 8) Q' times 10 / (n - 1) (1/4000 + sin s_i) grad s_i, summed over i",
    .fails = "nowhere",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f19",
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
