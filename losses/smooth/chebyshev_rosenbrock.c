/* losses/smooth/chebyshev_rosenbrock.c -- a valley folded once more in every dimension. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 1, p->start);
    p->start[0] = -1;
    gg_fill(p->n, -2, p->lower);
    gg_fill(p->n, 2, p->upper);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = (x[0] - 1) * (x[0] - 1) / 4;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number u = x[i + 1] - 2 * (x[i] * x[i]) + 1;
        f += u * u;
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    g[0] = (x[0] - 1) / 2;
    for (size_t i = 0; i + 1 < p->n; i++) {
        const double u = x[i + 1] - 2 * x[i] * x[i] + 1;
        g[i] -= 8 * x[i] * u;
        g[i + 1] += 2 * u;
    }
    return value(p, x);
}

static const gg_known known[] = {{"NCR0", "", 2}, {0}};

const gg_loss gg_loss_chebyshev_rosenbrock = {
    .name = "chebyshev_rosenbrock",
    .title = "Nesterov's Chebyshev-Rosenbrock function, smooth",
    .formula = "(x_1 - 1)^2 / 4 + sum_i u_i^2, u_i = x_{i+1} - 2 x_i^2 + 1, i = 1 ... n-1",
    .derivative = "-8 x_i u_i + 2 u_{i-1}, and (x_1 - 1) / 2 in 1",
    .fails = "nowhere",
    .source = "Gurbuzbalaban & Overton 2012, On Nesterov's nonsmooth Chebyshev-Rosenbrock "
              "functions, Nonlinear Analysis 75",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .known = known,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
