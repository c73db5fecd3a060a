/* losses/bbob/bbob_different_powers.c -- sensitivities that differ ever more towards the minimum. */
#include "losses/bbob/elementary.h"
#include "losses/bbob/instance.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

enum { Y, Z, POWER, H }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 14, 1);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    for (size_t i = 0; i < p->n; i++) b->weight[i] = 2 + 4 * b->ramp[i];
    return GG_OK;
}

static const double tiny = 1e-50; /* its sixth power is no denormal number */

/* power_i = |z_i|^exponent_i */
static void raise_real(size_t n, const double *restrict exponent, const double *restrict z,
                       double *restrict power)
{
    bool quick = n >= GG_BBOB_FEW && gg_bbob_tame(n, z);
    for (size_t i = 0; i < n; i++) quick = quick && fabs(z[i]) > tiny;
    for (size_t i = 0; quick && i < n; i++)
        power[i] = gg_bbob_exp_real(exponent[i] * gg_bbob_log_real(fabs(z[i])));
    for (size_t i = 0; !quick && i < n; i++) power[i] = exp(exponent[i] * log(fabs(z[i])));
}

/* The first part has the same bits as above. */
static void raise_complex(size_t n, const double exponent[], const double complex z[],
                          double complex power[])
{
    for (size_t i = 0; i < n; i++) {
        const double u = fabs(creal(z[i]));
        const double e = exponent[i];
        const double to = n >= GG_BBOB_FEW && u > tiny
                              ? gg_bbob_exp_real(e * gg_bbob_log_real(u))
                              : exp(e * log(u));
        power[i] = to + (u > 0 ? I * (e * to * cimag(z[i]) / creal(z[i])) : 0);
    }
}

GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    number *const z = gg_bbob_room(b, x, Z);
    number *const power = gg_bbob_room(b, x, POWER);
    number total;
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), z);
    GG_BBOB_OF(x, raise)(b->n, b->weight, z, power);
    GG_BBOB_SUM(total, b->n, i, power[i]);
    return gg_sqrt(total) + b->f_opt;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const double f = value(p, x);
    const double *z = b->room[Z];
    const double *power = b->room[POWER];
    double *h = b->room[H];
    double total = 0;
    for (size_t i = 0; i < b->n; i++) total += power[i];
    const double root = sqrt(total);
    for (size_t i = 0; i < b->n; i++)
        h[i] = power[i] > 0 ? b->weight[i] * power[i] / (2 * root * z[i]) : 0;
    gg_bbob_back(b, 0, h, g);
    return f;
}

static const gg_known known[] = {{"BBOB14", "", 2}, {0}};

const gg_loss gg_loss_bbob_different_powers = {
    .name = "bbob_different_powers",
    .title = "Different powers (BBOB f14)",
    .formula = "sqrt(sum_i |z_i|^(2 + 4 (i - 1) / (n - 1))) + f_opt, z = R (x - x_opt)",
    .derivative =
        "R' (e_i |z_i|^(e_i - 1) sgn(z_i))_i / (2 sqrt(sum)), e_i = 2 + 4 (i - 1) / (n - 1); 0 at x_opt",
    .fails = "at x_opt, where it is the length of z_1",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f14",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
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
