/* losses/multimodal/rastrigin.c -- a bowl covered with regular dents. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/multimodal/alternating.h"
#include "losses/number.h"

#define PI 3.14159265358979323846

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_start_alternating(p->n, 4.1, -3.3, p->start);
    gg_fill(p->n, -5.12, p->lower);
    gg_fill(p->n, 5.12, p->upper);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->L = 2 + 40 * PI * PI;
    return GG_OK;
}

/* 10 (1 - cos 2 pi x) is written as 20 sin^2 pi x, which is exact near 0. */
GG_FORMULA(term, {
    const number s = gg_sin(PI * x[0]);
    return x[0] * x[0] + 20 * s * s;
})

static double value(gg_problem *p, const double x[])
{
    double total;
    GG_SUM(total, p->n, i, term(p, x + i));
    return total;
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex total = 0;
    for (size_t i = 0; i < p->n; i++) total += term_complex(p, x + i);
    return total;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * x[i] + 20 * PI * sin(2 * PI * x[i]);
    return value(p, x);
}

static const gg_known known[] = {{"RASTRIGIN", "", 2}, {0}};

const gg_loss gg_loss_rastrigin = {
    .name = "rastrigin",
    .title = "Rastrigin's egg box",
    .formula = "10 n + sum_i x_i^2 - 10 cos(2 pi x_i)",
    .derivative = "2 x_i + 20 pi sin(2 pi x_i)",
    .fails = "nowhere",
    .source = "Rastrigin 1974, Systems of extremal control; Torn & Zilinskas 1989, Global "
              "optimization, doi:10.1007/3-540-50871-6",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
