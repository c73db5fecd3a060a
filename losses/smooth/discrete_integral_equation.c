/* losses/smooth/discrete_integral_equation.c -- an integral equation on a grid: well-behaved. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

/* It inverts the discrete boundary value problem, so they have the same root. */
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

/* Both sums of all residuals in two sweeps: from the right what lies behind i, then from the
 * left what lies before. */
GG_FORMULA(value, {
    number *r = p->data;
    number f = 0;
    number sum = 0;
    const double h = 1 / (double)(p->n + 1);
    for (size_t i = p->n; i-- > 0;) {
        const double t = (double)(i + 1) * h;
        const number u = x[i] + t + 1;
        r[i] = t * sum;
        sum += (1 - t) * (u * u * u);
    }
    sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double t = (double)(i + 1) * h;
        const number u = x[i] + t + 1;
        sum += t * (u * u * u);
        r[i] = x[i] + h * (r[i] + (1 - t) * sum) / 2;
        f += r[i] * r[i];
    }
    return f;
})

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *r = p->data;
    const double f = value(p, x);
    const double h = 1 / (double)(p->n + 1);
    double sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        const double t = (double)(i + 1) * h;
        g[i] = (1 - t) * sum;
        sum += t * r[i];
    }
    sum = 0;
    for (size_t i = p->n; i-- > 0;) {
        const double t = (double)(i + 1) * h;
        const double u = x[i] + t + 1;
        sum += (1 - t) * r[i];
        g[i] = 2 * r[i] + 3 * h * u * u * (g[i] + t * sum);
    }
    return f;
}

static const gg_known known[] = {{"MGH29", "", 10}, {0}};

const gg_loss gg_loss_discrete_integral_equation = {
    .name = "discrete_integral_equation",
    .title = "Discrete integral equation function",
    .formula =
        "sum_i r_i^2, r_i = x_i + h/2 ((1 - t_i) sum_{j<=i} t_j u_j^3 + t_i sum_{j>i} (1 "
        "- t_j) u_j^3), u_j = x_j + t_j + 1, t_j = j h, h = 1 / (n + 1)",
    .derivative = "2 r_i + 3 h u_i^2 (t_i sum_{j>=i} (1 - t_j) r_j + (1 - t_i) sum_{j<i} t_j "
                  "r_j)",
    .fails = "nowhere",
    .source = "More & Cosnard 1979, Numerical solution of nonlinear equations, ACM Trans. "
              "Math. Software 5; More, Garbow & Hillstrom 1981, Testing unconstrained "
              "optimization software, problem 29, doi:10.1145/355934.355936",
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
