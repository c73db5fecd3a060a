/* losses/smooth/sphere.c -- the squared distance to the origin. */
#include "base/vector.h"
#include "losses/loss.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->L = p->mu = 2;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    return gg_dot(p->n, x, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i];
    return gg_dot(p->n, x, x);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += x[i] * x[i];
    return total;
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    (void)x;
    for (size_t i = 0; i < p->n; i++) hv[i] = 2 * v[i];
}

const gg_loss gg_loss_sphere = {
    .name = "sphere",
    .title = "Sphere",
    .formula = "sum_i x_i^2",
    .derivative = "2 x",
    .fails = "nowhere",
    .source =
        "De Jong 1975, An analysis of the behavior of a class of genetic adaptive systems, "
        "PhD thesis, University of Michigan, F1",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
