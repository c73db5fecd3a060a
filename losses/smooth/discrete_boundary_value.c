/* losses/smooth/discrete_boundary_value.c -- a boundary value problem on a grid. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static const double of_10[] = {
    -0.043164982518764869, -0.081577156535386885, -0.11448571438052929, -0.14097357686259668,
    -0.15990869618198311,  -0.16987720231277492,  -0.16908998378120835, -0.15524953522183182,
    -0.12535589167893499,  -0.075416533685892087};

/* data: r[n] the residuals, of the last point that was asked */

static size_t data_size(const gg_problem *p)
{
    return p->n * sizeof(double complex);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    for (size_t i = 0; i < p->n; i++) {
        const double t = (double)(i + 1) / (double)(p->n + 1);
        p->start[i] = t * (t - 1);
    }
    if (p->n == 10) gg_copy(10, of_10, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number *r = p->data;
    number f = 0;
    const double h = 1 / (double)(p->n + 1);
    for (size_t i = 0; i < p->n; i++) {
        const number u = x[i] + (double)(i + 1) * h + 1;
        r[i] = 2 * x[i] + h * h * (u * u * u) / 2;
        if (i > 0) r[i] -= x[i - 1];
        if (i + 1 < p->n) r[i] -= x[i + 1];
        f += r[i] * r[i];
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *r = p->data;
    const double f = value(p, x);
    const double h = 1 / (double)(p->n + 1);
    for (size_t i = 0; i < p->n; i++) {
        const double u = x[i] + (double)(i + 1) * h + 1;
        g[i] = 2 * r[i] * (2 + 1.5 * h * h * u * u);
        if (i > 0) g[i] -= 2 * r[i - 1];
        if (i + 1 < p->n) g[i] -= 2 * r[i + 1];
    }
    return f;
}

static const gg_known known[] = {{"MGH28", "", 10}, {0}};

const gg_loss gg_loss_discrete_boundary_value = {
    .name = "discrete_boundary_value",
    .title = "Discrete boundary value function",
    .formula =
        "sum_i r_i^2, r_i = 2 x_i - x_{i-1} - x_{i+1} + h^2 u_i^3 / 2, u_i = x_i + i h + "
        "1, h = 1 / (n + 1), x_0 = x_{n+1} = 0",
    .derivative = "2 r_i (2 + 3 h^2 u_i^2 / 2) - 2 r_{i-1} - 2 r_{i+1}",
    .fails = "nowhere",
    .source = "More & Cosnard 1979, Numerical solution of nonlinear equations, ACM Trans. "
              "Math. Software 5; More, Garbow & Hillstrom 1981, Testing unconstrained "
              "optimization software, problem 28, doi:10.1145/355934.355936",
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
