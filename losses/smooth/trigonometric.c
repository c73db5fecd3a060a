/* losses/smooth/trigonometric.c -- waves that must all be flat at once; many roots and dents. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1 / (double)p->n, p->start);
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

/* 1 - cos x is written as 2 sin^2 (x / 2), which is exact near 0. */
GG_FORMULA(value, {
    number f = 0;
    number bent = 0; /* n - sum_j cos x_j */
    for (size_t i = 0; i < p->n; i++) {
        const number half = gg_sin(x[i] / 2);
        bent += 2 * (half * half);
    }
    for (size_t i = 0; i < p->n; i++) {
        const number half = gg_sin(x[i] / 2);
        const number r = bent + (double)(2 * (i + 1)) * (half * half) - gg_sin(x[i]);
        f += r * r;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double bent = 0;
    double total = 0;
    for (size_t i = 0; i < p->n; i++) bent += 2 * sin(x[i] / 2) * sin(x[i] / 2);
    for (size_t i = 0; i < p->n; i++) {
        const double rank = (double)(i + 1);
        const double half = sin(x[i] / 2);
        const double r = bent + 2 * rank * half * half - sin(x[i]);
        total += r;
        g[i] = 2 * r * (rank * sin(x[i]) - cos(x[i]));
    }
    for (size_t i = 0; i < p->n; i++) g[i] += 2 * total * sin(x[i]);
    return value(p, x);
}

static const gg_known known[] = {{"MGH26", "", 10}, {0}};

const gg_loss gg_loss_trigonometric = {
    .name = "trigonometric",
    .title = "Trigonometric function",
    .formula = "sum_i r_i^2, r_i = n - sum_j cos x_j + i (1 - cos x_i) - sin x_i",
    .derivative = "2 r_i (i sin x_i - cos x_i) + 2 sin x_i sum_j r_j",
    .fails = "nowhere",
    .source = "Spedicato 1975, Computational experience with quasi-Newton algorithms for "
              "minimization problems of moderately large size, report CISE-N-175; More, "
              "Garbow & Hillstrom 1981, Testing unconstrained optimization software, problem "
              "26, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 10,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
