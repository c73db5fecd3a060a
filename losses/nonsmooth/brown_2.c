/* losses/nonsmooth/brown_2.c -- powers, exponents of each other: kinks where both are 0. */
#include "base/vector.h"
#include "losses/nonsmooth/pieces.h"

static const gg_option options[] = {GG_KINK_OPTIONS, {0}};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = i % 2 ? 1 : -1;
    gg_fill(p->n, -1, p->lower);
    gg_fill(p->n, 1, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* Each power is r^q, q <= 2, with r <= 1 in the box, and so on every level set up to f = 1:
 * there it changes by twice the error of r at most. Beyond, by more. */
static gg_status round_kinks(gg_problem *p)
{
    gg_round_in_place(p, 4 * (double)(p->n - 1) * gg_kink_error(&p->kink));
    p->smoothness = GG_C1;
    return GG_OK;
}

/* |a|^(b^2 + 1); 0 has no logarithm. */
#define power(p, a, b) (gg_real(a) == 0 ? 0 : gg_pow(gg_kinked(&(p)->kink, a), (b) * (b) + 1))

GG_FORMULA(value, {
    number total = 0;
    for (size_t i = 0; i + 1 < p->n; i++)
        total += power(p, x[i], x[i + 1]) + power(p, x[i + 1], x[i]);
    return total;
})

/* Adds the derivatives of |a|^(b^2 + 1) by a and by b. */
static void add_slopes(const gg_problem *p, double a, double b, double *by_a, double *by_b)
{
    double slope;
    const double r = gg_kink_abs(&p->kink, a, &slope);
    const double q = b * b + 1;
    *by_a += q == 1 ? slope : a == 0 ? 0 : q * slope * pow(r, q - 1);
    if (r > 0) *by_b += 2 * b * log(r) * pow(r, q);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    for (size_t i = 0; i + 1 < p->n; i++) {
        add_slopes(p, x[i], x[i + 1], &g[i], &g[i + 1]);
        add_slopes(p, x[i + 1], x[i], &g[i + 1], &g[i]);
    }
    return value(p, x);
}

static const gg_known known[] = {{"HMM07", "", 10}, {0}};

const gg_loss gg_loss_brown_2 = {
    .name = "brown_2",
    .title = "Nonsmooth generalization of Brown's function 2",
    .formula = "sum_{i<n} |x_i|^(x_{i+1}^2 + 1) + |x_{i+1}|^(x_i^2 + 1)",
    .derivative = "for each |a|^(b^2 + 1): (b^2 + 1) sgn(a) |a|^(b^2) by a, 2 b log|a| "
                  "|a|^(b^2 + 1) by b",
    .fails = "where x_i = x_{i+1} = 0 for some i",
    .source = "Haarala, Miettinen & Makela 2004, New limited memory bundle method for "
              "large-scale nonsmooth optimization, Optimization Methods and Software 19(6), "
              "test problem 7",
    .smoothness = GG_LIPSCHITZ,
    .least_n = 2,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .build = build,
    .round = round_kinks,
    .value = value,
    .gradient = gradient,
    .complex_value = value_complex,
};
