/* losses/nonsmooth/abs_sum.c -- the 1-norm, stretched or not: a kink in every coordinate. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/spectrum.h"

enum { CONDITION };

static const gg_option options[] = {
    {"condition", GG_REAL, 1, 1, 1e15, "largest over smallest slope; 1: the 1-norm", NULL},
    GG_KINK_OPTIONS,
    {0},
};

/* data: a[n] the slopes */

static size_t data_size(const gg_problem *p)
{
    return p->n * sizeof(double);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    double *a = p->data;
    gg_spectrum(p->n, p->opt[CONDITION], a);
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

static gg_status round_kinks(gg_problem *p)
{
    const double *a = p->data;
    double sum;
    GG_SUM(sum, p->n, i, a[i]);
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->L = a[p->n - 1] * gg_kink_curvature(&p->kink);
    p->error = sum * gg_kink_error(&p->kink);
    return GG_OK;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *a = p->data;
    double total;
    GG_SUM(total, p->n, i, a[i] * gg_kink_abs(&p->kink, x[i], &g[i]));
    for (size_t i = 0; i < p->n; i++) g[i] *= a[i];
    return total;
}

static double value(gg_problem *p, const double x[])
{
    const double *a = p->data;
    double total;
    double slope;
    if (p->kink.by == GG_ROUND_NOT)
        GG_SUM(total, p->n, i, a[i] * fabs(x[i]));
    else
        GG_SUM(total, p->n, i, a[i] * gg_kink_abs(&p->kink, x[i], &slope));
    return total;
}

static double complex value_complex(gg_problem *p, const double complex x[])
{
    const double *a = p->data;
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += a[i] * gg_kink_abs_complex(&p->kink, x[i]);
    return total;
}

const gg_loss gg_loss_abs_sum = {
    .name = "abs_sum",
    .title = "Sum of absolute values",
    .formula = "sum_i a_i |x_i|, a_i = condition^((i - 1) / (n - 1))",
    .derivative = "a_i sgn(x_i); where x_i = 0, any number in [-a_i, a_i] (at_kink picks)",
    .fails = "wherever a coordinate is 0",
    .source =
        "Schwefel 1981, Numerical optimization of computer models, problem 2.22 without its "
        "product",
    .smoothness = GG_LIPSCHITZ,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .data_size = data_size,
    .build = build,
    .round = round_kinks,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
