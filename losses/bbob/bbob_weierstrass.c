/* losses/bbob/bbob_weierstrass.c -- rugged on every scale, again and again. */
#include "losses/bbob/elementary.h"
#include "losses/bbob/transform.h"

static const gg_option options[] = {GG_BBOB_INSTANCE, {0}};

#define PI 3.14159265358979323846

enum { TERMS = 12 };
enum { Y, TURNED, LOG, LOG_BENT, BENT, Z, TERM, H }; /* rooms; Y: x - x_opt */

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_bbob *b = gg_bbob_open(p, 16, 2);
    gg_bbob_rotate(b, 0, GG_BBOB_R, 1, 1);
    gg_bbob_merge(b, 1, 0.1);
    return GG_OK;
}

/* With the source's f_0 inside, the sum is that of 2^-k (1 - cos 2 pi 3^k z), each of them
 * 2^(1 - k) sin^2 pi 3^k z; sine and cosine of the threefold angle follow from both. */
GG_FORMULA(value, {
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    number *const turned = gg_bbob_room(b, x, TURNED);
    number *const bent = gg_bbob_room(b, x, BENT);
    number *restrict const z = gg_bbob_room(b, x, Z);
    number *restrict const term = gg_bbob_room(b, x, TERM);
    number total;
    gg_bbob_times(b, 0, gg_bbob_shifted(b, x), turned);
    gg_bbob_oscillate(n, turned, gg_bbob_room(b, x, LOG), gg_bbob_room(b, x, LOG_BENT), bent);
    gg_bbob_times(b, 1, bent, z);
    for (size_t i = 0; i < n; i++) {
        const number angle = PI * gg_bbob_fraction(z[i]);
        number s = gg_bbob_sin(angle);
        number c = gg_bbob_cos(angle);
        number sum = 0;
        double weight = 2;
        for (int k = 0; k < TERMS; k++) {
            const number ss = s * s;
            const number cc = c * c;
            sum += weight * ss;
            s *= 4 * cc - 1; /* not 3 - 4 ss, which multiplies errors by 9 where c is 0 */
            c *= 1 - 4 * ss;
            weight /= 2;
        }
        term[i] = sum;
    }
    GG_BBOB_SUM(total, n, i, term[i]);
    total /= (double)n;
    return 10 * (total * total * total) + 10 / (double)n * gg_bbob_penalty(n, 5, x) + b->f_opt;
})

/* h: the derivatives of the sums. They are carried along beside s and c as complex numbers would
 * carry them: what rounding does to a sine of 3^11 z, it does to f and to its slope alike. */
static void descend(size_t n, const double *restrict z, double *restrict h)
{
    for (size_t i = 0; i < n; i++) {
        const double angle = PI * gg_bbob_fraction(z[i]);
        double s = gg_bbob_sin(angle);
        double c = gg_bbob_cos(angle);
        double ds = PI * c;
        double dc = -PI * s;
        double weight = 4;
        double slope = 0;
        for (int k = 0; k < TERMS; k++) {
            const double fs = 4 * (c * c) - 1;
            const double fc = 1 - 4 * (s * s);
            const double by_s = ds;
            slope += weight * (s * ds);
            ds = ds * fs + 8 * (s * c) * dc;
            dc = dc * fc - 8 * (s * c) * by_s;
            s *= fs;
            c *= fc;
            weight /= 2;
        }
        h[i] = slope;
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const gg_bbob *b = p->data;
    const size_t n = b->n;
    const double f = value(p, x);
    const double *term = b->room[TERM];
    double *h = b->room[H];
    double *k = b->room[Z];
    double total;
    GG_SUM(total, n, i, term[i]);
    total /= (double)n;
    descend(n, b->room[Z], h);
    gg_bbob_back(b, 1, h, k);
    for (size_t i = 0; i < n; i++) k[i] *= 30 * total * total / (double)n;
    gg_bbob_oscillate_back(n, b->room[TURNED], b->room[LOG], b->room[BENT], k);
    gg_bbob_back(b, 0, k, g);
    gg_bbob_penalty_back(n, 5, 10 / (double)n, x, g);
    return f;
}

static const gg_known known[] = {{"BBOB16", "", 2}, {0}};

const gg_loss gg_loss_bbob_weierstrass = {
    .name = "bbob_weierstrass",
    .title = "Weierstrass (BBOB f16)",
    .formula =
        "10 (mean_i sum_(k < 12) 2^-k cos(2 pi 3^k (z_i + 1/2)) - f_0)^3 + 10 / n f_pen(x) + f_opt, "
        "z = R Lambda^(1/100) Q T_osz(R (x - x_opt))",
    .derivative =
        "30 (mean - f_0)^2 / n times sum_k 2 pi (3/2)^k sin(2 pi 3^k z_i), back through all matrices and T_osz",
    .fails = "where a coordinate of R (x - x_opt) is 0, which T_osz bends",
    .source = "Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization "
              "benchmarking 2009: noiseless functions definitions, INRIA RR-6829, f16",
    .smoothness = GG_LIPSCHITZ,
    .least_n = GG_BBOB_LEAST_N,
    .most_n = GG_BBOB_MOST_N,
    .usual_n = 2,
    .options = options,
    .known = known,
    .data_size = gg_bbob_size_2,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
