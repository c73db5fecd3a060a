/* losses/bbob/bbob_katsuura.c -- rugged everywhere, with more than 10^n minima. */
#include "losses/bbob_transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, GG_KINK_OPTIONS, {0}};

enum { LEVELS = 32, FACTORS = 64 };
enum { Y, Z, FACTOR, H }; /* rooms; Y is where gg_bbob_shifted puts it */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob_merge(gg_bbob_open(p, 23, 1), 0, 10);
    return GG_OK;
}

/* The exponent of the product. */
static double exponent(size_t n)
{
    return 10 / pow((double)n, 1.2);
}

/* Doubling a fraction and taking its fraction is exact. The product's logarithm is taken of 64
 * factors at a time, which are less than 641 each. */
GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double scale = 10 / ((double)n * (double)n);
    number *const z = gg_bbob_room(b, x, Z);
    number *const factor = gg_bbob_room(b, x, FACTOR);
    number logs = 0;
    number product = 1;
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), z);
    for (size_t i = 0; i < n; i++) {
        number part = gg_bbob_fraction(z[i]);
        number total = 0;
        double weight = 1;
        for (int k = 0; k < LEVELS; k++) {
            part = gg_bbob_fraction(2 * part);
            weight /= 2;
            total += weight * gg_abs(part);
        }
        factor[i] = 1 + (double)(i + 1) * total;
        product *= factor[i];
        if (i % FACTORS != FACTORS - 1 && i + 1 < n) continue;
        logs += gg_log(product);
        product = 1;
    }
    return scale * (gg_exp(exponent(n) * logs) - 1) + gg_bbob_penalty(n, 5, x) + b->f_opt;
})

/* The derivative of |u - round(u)|, u in [-0.5, 0.5]: at the end it falls to the right. */
static double slope_of(const gg_kink *k, double u)
{
    double slope;
    if (fabs(u) == 0.5) return gg_kink_pick(k, 1, -1);
    gg_kink_abs(k, u, &slope);
    return slope;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *factor = b->room[FACTOR];
    const double scale = 10 / ((double)n * (double)n);
    double *h = b->room[H];
    double logs = 0;
    for (size_t i = 0; i < n; i++) {
        double part = gg_bbob_fraction(b->room[Z][i]);
        double slope = 0;
        for (int k = 0; k < LEVELS; k++) {
            part = gg_bbob_fraction(2 * part);
            slope += slope_of(&p->kink, part);
        }
        h[i] = slope * (double)(i + 1) / factor[i];
        logs += log(factor[i]);
    }
    const double outer = scale * exponent(n) * exp(exponent(n) * logs);
    for (size_t i = 0; i < n; i++) h[i] *= outer;
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
    .source = GG_BBOB_SOURCE "f23",
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
