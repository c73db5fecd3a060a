/* losses/bbob/bbob_katsuura.c -- rugged everywhere, with more than 10^n minima. */
#include "losses/bbob/elementary.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, GG_KINK_OPTIONS, {0}};

enum { LEVELS = 32, FACTORS = 64 };
enum { POWER, PRODUCT };        /* weight: the exponent; the product as `value` left it */
enum { Y, Z, PART, FACTOR, H }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 23, 1);
    gg_bbob_merge(b, 0, 10);
    b->weight[POWER] = 10 / pow((double)p->n, 1.2);
    return GG_OK;
}

/* Doubling a fraction and taking its fraction is exact. The product's logarithm is taken of 64
 * factors at a time, which are less than 641 each. */
GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double scale = 10 / ((double)n * (double)n);
    number *const z = gg_bbob_room(b, x, Z);
    number *restrict const part = gg_bbob_room(b, x, PART);
    number *restrict const factor = gg_bbob_room(b, x, FACTOR);
    number logs = 0;
    number product = 1;
    double weight = 1;
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), z);
    for (size_t i = 0; i < n; i++) part[i] = gg_bbob_fraction(z[i]);
    for (size_t i = 0; i < n; i++) factor[i] = 0;
    for (int k = 0; k < LEVELS; k++) {
        weight /= 2;
        for (size_t i = 0; i < n; i++) {
            part[i] = gg_bbob_fraction(2 * part[i]);
            factor[i] += weight * gg_abs(part[i]);
        }
    }
    for (size_t i = 0; i < n; i++) {
        factor[i] = 1 + (double)(i + 1) * factor[i];
        product *= factor[i];
        if (i % FACTORS != FACTORS - 1 && i + 1 < n) continue;
        logs += gg_log(product);
        product = 1;
    }
    product = gg_exp(b->weight[POWER] * logs);
    b->weight[PRODUCT] = gg_real(product);
    return scale * (product - 1) + gg_bbob_penalty(n, 5, x) + b->f_opt;
})

/* The derivative of |u - round(u)|, u in [-0.5, 0.5]: at the ends it falls to the right. */
static double slope_of(const gg_kink *k, double u)
{
    double slope;
    if (fabs(u) == 0.5) return gg_kink_pick(k, 1, -1);
    gg_kink_abs(k, u, &slope);
    return slope;
}

/* h: the sums of the slopes on all levels. The policy that is asked for most is written out. */
static void descend(const gg_kink *kink, size_t n, const double *restrict z,
                    double *restrict part, double *restrict h)
{
    for (size_t i = 0; i < n; i++) part[i] = gg_bbob_fraction(z[i]);
    gg_fill(n, 0, h);
    for (int k = 0; k < LEVELS; k++) {
        for (size_t i = 0; i < n; i++) part[i] = gg_bbob_fraction(2 * part[i]);
        if (kink->at == GG_AT_ZERO)
            for (size_t i = 0; i < n; i++) {
                const double up = part[i] > 0 ? 1 : 0;
                const double down = part[i] < 0 ? 1 : 0;
                h[i] += fabs(part[i]) == 0.5 ? 0 : up - down;
            }
        else
            for (size_t i = 0; i < n; i++) h[i] += slope_of(kink, part[i]);
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *factor = b->room[FACTOR];
    double *h = b->room[H];
    descend(&p->kink, n, b->room[Z], b->room[PART], h);
    for (size_t i = 0; i < n; i++)
        h[i] *= 10 / ((double)n * (double)n) * b->weight[POWER] * b->weight[PRODUCT] *
                (double)(i + 1) / factor[i];
    gg_bbob_back(b, 0, h, g);
    gg_bbob_penalty_back(n, 5, 1, x, g);
    return f;
}

static const gg_known known[] = {{"BBOB23", "", 2}, {0}};

const gg_loss gg_loss_bbob_katsuura = {
    .name = "bbob_katsuura",
    .title = "Katsuura (BBOB f23)",
    .formula =
        "10 / n^2 (prod_i (1 + i sum_(k = 1)^32 |2^k z_i - round(2^k z_i)| / 2^k)^(10 / n^1.2) - 1) + "
        "f_pen(x) + f_opt, z = R Lambda^100 Q (x - x_opt)",
    .derivative =
        "the product times 100 / n^3.2 (i / factor_i) sum_k sgn(2^k z_i - round(2^k z_i)), back through R Lambda Q",
    .fails =
        "where 2^k z_i is a multiple of 1/2; elsewhere the slopes still jump 2^32 times a unit",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f23",
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
