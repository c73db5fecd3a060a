/* losses/smooth/nesterov_smooth.c -- a chain that no first-order method sees faster than link by
 * link. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

#define PI 3.14159265358979323846

enum { LIPSCHITZ };

static const gg_option options[] = {
    {"lipschitz", GG_REAL, 4, 1e-12, 1e12, "L, the bound on its curvature", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const double L = p->opt[LIPSCHITZ];
    const double m = (double)(p->n + 1);
    const double s = sin(PI / (2 * m));
    (void)rng;
    gg_fill(p->n, 0, p->start);
    for (size_t i = 0; i < p->n; i++) p->minimiser[i] = (double)(p->n - i) / m;
    p->minimum = -L / 8 * (double)p->n / m;
    p->L = L;
    p->mu = L * s * s;
    return GG_OK;
}

GG_FORMULA(value, {
    const size_t n = p->n;
    number f = (x[0] * x[0] + x[n - 1] * x[n - 1]) / 2 - x[0];
    for (size_t i = 0; i + 1 < n; i++) {
        const number u = x[i] - x[i + 1];
        f += u * u / 2;
    }
    return p->opt[LIPSCHITZ] / 4 * f;
})

/* (L/4) tridiag(-1, 2, -1) v */
static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    (void)x;
    for (size_t i = 0; i < p->n; i++) {
        const double before = i > 0 ? v[i - 1] : 0;
        const double behind = i + 1 < p->n ? v[i + 1] : 0;
        hv[i] = p->opt[LIPSCHITZ] / 4 * (2 * v[i] - before - behind);
    }
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    hessian_vector(p, x, x, g);
    g[0] -= p->opt[LIPSCHITZ] / 4;
    return value(p, x);
}

static const gg_known known[] = {{"NESTSM", "", 10}, {0}};

const gg_loss gg_loss_nesterov_smooth = {
    .name = "nesterov_smooth",
    .title = "Nesterov's chain",
    .formula = "(L/4) ((x_1^2 + sum_{i<n} (x_i - x_{i+1})^2 + x_n^2) / 2 - x_1)",
    .derivative = "(L/4) (2 x_i - x_{i-1} - x_{i+1}), x_0 = 1, x_{n+1} = 0",
    .fails = "nowhere",
    .source = "Nesterov 2004, Introductory lectures on convex optimization, section 2.1.2, "
              "doi:10.1007/978-1-4419-8853-9",
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
    .hessian_vector = hessian_vector,
};
