/* losses/smooth/linear_full_rank.c -- least squares with orthogonal columns: a sphere. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { M };

static const gg_option options[] = {
    {"m", GG_WHOLE, 0, 0, 2000000, "residuals, n or more; 0: 2 n", NULL},
    {0},
};

static double residuals(const gg_problem *p)
{
    return p->opt[M] > 0 ? p->opt[M] : 2 * (double)p->n;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const double m = residuals(p);
    (void)rng;
    if (m < (double)p->n)
        return gg_fail(GG_BAD_INPUT, "linear_full_rank: m=%g is less than n=%zu", m, p->n);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, -1, p->minimiser);
    p->minimum = m - (double)p->n;
    p->L = p->mu = 2;
    return GG_OK;
}

GG_FORMULA(value, {
    const double m = residuals(p);
    number sum = 0;
    number f = 0;
    for (size_t i = 0; i < p->n; i++) sum += x[i];
    const number below = 2 / m * sum + 1;
    for (size_t i = 0; i < p->n; i++) f += (x[i] - below) * (x[i] - below);
    return f + (m - (double)p->n) * (below * below);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double m = residuals(p);
    double sum = 0;
    double total = 0; /* of the residuals */
    for (size_t i = 0; i < p->n; i++) sum += x[i];
    const double below = 2 / m * sum + 1;
    for (size_t i = 0; i < p->n; i++) total += x[i] - below;
    total -= (m - (double)p->n) * below;
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * (x[i] - below - 2 / m * total);
    return value(p, x);
}

static const gg_known known[] = {{"MGH32", "", 10}, {0}};

const gg_loss gg_loss_linear_full_rank = {
    .name = "linear_full_rank",
    .title = "Linear function of full rank",
    .formula = "sum_i r_i^2, r_i = x_i - (2/m) sum_j x_j - 1, without x_i where n < i <= m",
    .derivative = "2 r_i - (4/m) sum_j r_j",
    .fails = "nowhere",
    .source = "More, Garbow & Hillstrom 1981, Testing unconstrained optimization software, "
              "problem 32, doi:10.1145/355934.355936",
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
