/* losses/smooth/linear_rank_one_zero.c -- parallel rows, some of them 0, as are two columns. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 0, 0, 2000000, "residuals, n or more; 0: 2 n", NULL},
    {0},
};

static size_t residuals(const gg_problem *p)
{
    return p->opt[M] > 0 ? (size_t)p->opt[M] : 2 * p->n;
}

/* 1 + 4 + ... + k^2 */
static double squares(double k)
{
    return k * (k + 1) * (2 * k + 1) / 6;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const double m = (double)residuals(p);
    (void)rng;
    if (m < (double)p->n)
        return gg_fail(GG_BAD_INPUT, "linear_rank_one_zero: m=%g is less than n=%zu", m, p->n);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimiser[1] = 3 / (2 * (2 * m - 3)); /* one of a hyperplane */
    p->minimum = (m * m + 3 * m - 6) / (2 * (2 * m - 3));
    p->L = 2 * squares(m - 2) * (squares((double)(p->n - 1)) - 1);
    p->mu = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const size_t m = residuals(p);
    number s = 0;
    number f = 2; /* the first row and the last */
    for (size_t j = 1; j + 1 < p->n; j++) s += (double)(j + 1) * x[j];
    for (size_t k = 1; k + 2 <= m; k++) {
        const number r = (double)k * s - 1;
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const size_t m = residuals(p);
    double s = 0;
    double slope = 0;
    for (size_t j = 1; j + 1 < p->n; j++) s += (double)(j + 1) * x[j];
    for (size_t k = 1; k + 2 <= m; k++) slope += (double)k * ((double)k * s - 1);
    gg_fill(p->n, 0, g);
    for (size_t j = 1; j + 1 < p->n; j++) g[j] = 2 * (double)(j + 1) * slope;
    return value(p, x);
}

static const gg_known known[] = {{"MGH34", "", 10}, {0}};

const gg_loss gg_loss_linear_rank_one_zero = {
    .name = "linear_rank_one_zero",
    .title = "Linear function of rank 1 with zero columns and rows",
    .formula = "2 + sum_i ((i - 1) s - 1)^2, s = sum_j j x_j, 1 < j < n, 1 < i < m",
    .derivative = "2 j sum_i (i - 1) ((i - 1) s - 1) if 1 < j < n, else 0",
    .fails = "nowhere",
    .source = "More, Garbow & Hillstrom 1981, Testing unconstrained optimization software, "
              "problem 34, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 3,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
