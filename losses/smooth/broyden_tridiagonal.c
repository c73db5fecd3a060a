/* losses/smooth/broyden_tridiagonal.c -- quadratic equations between neighbours. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const double of_10[] = {-0.57072213201122479, -0.68180694998427505, -0.70221007601766006,
                               -0.7055106298950804,  -0.70490615572874371, -0.70149660702985117,
                               -0.69188932235479828, -0.66579651440585375, -0.59603510902636569,
                               -0.41641225752869337};

/* data: r[n] the residuals, of the last point that was asked */

static size_t data_size(const gg_problem *p)
{
    return p->n * sizeof(double complex);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, -1, p->start);
    if (p->n == 10) gg_copy(10, of_10, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number *r = p->data;
    number f = 0;
    for (size_t i = 0; i < p->n; i++) {
        r[i] = (3 - 2 * x[i]) * x[i] + 1;
        if (i > 0) r[i] -= x[i - 1];
        if (i + 1 < p->n) r[i] -= 2 * x[i + 1];
        f += r[i] * r[i];
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *r = p->data;
    const double f = value(p, x);
    for (size_t i = 0; i < p->n; i++) {
        g[i] = 2 * r[i] * (3 - 4 * x[i]);
        if (i > 0) g[i] -= 4 * r[i - 1];
        if (i + 1 < p->n) g[i] -= 2 * r[i + 1];
    }
    return f;
}

static const gg_known known[] = {{"MGH30", "", 10}, {0}};

const gg_loss gg_loss_broyden_tridiagonal = {
    .name = "broyden_tridiagonal",
    .title = "Broyden's tridiagonal function",
    .formula =
        "sum_i r_i^2, r_i = (3 - 2 x_i) x_i - x_{i-1} - 2 x_{i+1} + 1, x_0 = x_{n+1} = 0",
    .derivative = "2 r_i (3 - 4 x_i) - 4 r_{i-1} - 2 r_{i+1}",
    .fails = "nowhere",
    .source = "Broyden 1965, A class of methods for solving nonlinear simultaneous equations, "
              "doi:10.1090/S0025-5718-1965-0198670-6; More, Garbow & Hillstrom 1981, Testing "
              "unconstrained optimization software, problem 30, doi:10.1145/355934.355936",
    .smoothness = GG_ANALYTIC,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 10,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
};
