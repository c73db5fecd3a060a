/* losses/smooth/linear_rank_one.c -- least squares whose rows are all parallel. */
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
        return gg_fail(GG_BAD_INPUT, "linear_rank_one: m=%g is less than n=%zu", m, p->n);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimiser[0] = 3 / (2 * m + 1); /* one of a hyperplane */
    p->minimum = m * (m - 1) / (2 * (2 * m + 1));
    p->L = 2 * squares(m) * squares((double)p->n);
    p->mu = p->n == 1 ? p->L : 0;
    return GG_OK;
}

GG_FORMULA(value, {
    const size_t m = residuals(p);
    number s = 0;
    number f = 0;
    for (size_t j = 0; j < p->n; j++) s += (double)(j + 1) * x[j];
    for (size_t i = 1; i <= m; i++) {
        const number r = (double)i * s - 1;
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const size_t m = residuals(p);
    double s = 0;
    double slope = 0;
    for (size_t j = 0; j < p->n; j++) s += (double)(j + 1) * x[j];
    for (size_t i = 1; i <= m; i++) slope += (double)i * ((double)i * s - 1);
    for (size_t j = 0; j < p->n; j++) g[j] = 2 * (double)(j + 1) * slope;
    return value(p, x);
}

static const gg_known known[] = {{"MGH33", "", 10}, {0}};

const gg_loss gg_loss_linear_rank_one = {
    .name = "linear_rank_one",
    .title = "Linear function of rank 1",
    .formula = "sum_i (i s - 1)^2, s = sum_j j x_j, i = 1 ... m",
    .derivative = "2 j sum_i i (i s - 1)",
    .fails = "nowhere",
    .source = "More, Garbow & Hillstrom 1981, Testing unconstrained optimization software, "
              "problem 33, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 10,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
