/* losses/smooth/penalty_1.c -- a sphere's surface, and on it a faint wish for (1, ..., 1). */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const double A = 1e-5; /* weight of the wish */

/* All coordinates of the minimiser are one number c > 0, the largest root of the derivative
 * A (c - 1) + 2 c (n c^2 - 1/4). Where c is small the second term decides, so that Newton's
 * method comes down from above it without a detour. */
static double coordinate(double n)
{
    double c = 1 + 1 / sqrt(4 * n);
    for (int i = 0; i < 100; i++) {
        const double slope = A + 6 * n * c * c - 0.5;
        const double next = c - (A * (c - 1) + 2 * c * (n * c * c - 0.25)) / slope;
        if (next >= c) break;
        c = next;
    }
    return c;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const double n = (double)p->n;
    const double c = coordinate(n);
    const double outside = A * (1 - c) / (2 * c); /* n c^2 - 1/4, without cancellation */
    (void)rng;
    for (size_t i = 0; i < p->n; i++) p->start[i] = (double)(i + 1);
    gg_fill(p->n, -5, p->lower);
    gg_fill(p->n, fmax(5, n), p->upper);
    gg_fill(p->n, c, p->minimiser);
    p->minimum = n * A * (1 - c) * (1 - c) + outside * outside;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    number square = 0;
    for (size_t i = 0; i < p->n; i++) {
        f += (x[i] - 1) * (x[i] - 1);
        square += x[i] * x[i];
    }
    return A * f + (square - 0.25) * (square - 0.25);
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    double square = 0;
    for (size_t i = 0; i < p->n; i++) square += x[i] * x[i];
    for (size_t i = 0; i < p->n; i++) g[i] = 2 * A * (x[i] - 1) + 4 * (square - 0.25) * x[i];
    return value(p, x);
}

static const gg_known known[] = {{"MGH23", "", 4}, {0}};

const gg_loss gg_loss_penalty_1 = {
    .name = "penalty_1",
    .title = "Penalty function I",
    .formula = "10^-5 sum_i (x_i - 1)^2 + (sum_i x_i^2 - 1/4)^2",
    .derivative = "2 10^-5 (x_i - 1) + 4 (sum_j x_j^2 - 1/4) x_i",
    .fails = "nowhere",
    .source = "Gill, Murray & Pitfield 1972, The implementation of two revised quasi-Newton "
              "algorithms for unconstrained optimization, report NAC 11, National Physical "
              "Laboratory; More, Garbow & Hillstrom 1981, Testing unconstrained optimization "
              "software, problem 23, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 4,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
