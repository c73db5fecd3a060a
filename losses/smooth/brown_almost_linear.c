/* losses/smooth/brown_almost_linear.c -- linear equations and, as the last, a product. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_fill(p->n, 0.5, p->start);
    gg_fill(p->n, -2, p->lower);
    gg_fill(p->n, 2, p->upper);
    gg_fill(p->n, 1, p->minimiser);
    p->minimum = 0;
    return GG_OK;
}

GG_FORMULA(value, {
    number f = 0;
    number sum = 0;
    number product = 1;
    for (size_t i = 0; i < p->n; i++) {
        sum += x[i];
        product *= x[i];
    }
    for (size_t i = 0; i + 1 < p->n; i++) {
        const number r = x[i] + sum - (double)(p->n + 1);
        f += r * r;
    }
    return f + (product - 1) * (product - 1);
})

/* g = the product of all coordinates but one, for each, without dividing: what stands before
 * times what stands behind. -> the product of all */
static double products(size_t n, const double x[], double g[])
{
    double before = 1;
    double behind = 1;
    for (size_t i = 0; i < n; i++) {
        g[i] = before;
        before *= x[i];
    }
    for (size_t i = n; i-- > 0;) {
        g[i] *= behind;
        behind *= x[i];
    }
    return before;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const size_t n = p->n;
    const double last = products(n, x, g) - 1;
    double sum = 0;
    double total = 0;
    for (size_t i = 0; i < n; i++) sum += x[i];
    for (size_t i = 0; i < n; i++) {
        const double r = i + 1 < n ? x[i] + sum - (double)(n + 1) : 0;
        g[i] = 2 * (last * g[i] + r);
        total += r;
    }
    for (size_t i = 0; i < n; i++) g[i] += 2 * total;
    return value(p, x);
}

static const gg_known known[] = {{"MGH27", "", 10}, {0}};

const gg_loss gg_loss_brown_almost_linear = {
    .name = "brown_almost_linear",
    .title = "Brown's almost-linear function",
    .formula = "sum_{i<n} r_i^2 + (prod_j x_j - 1)^2, r_i = x_i + sum_j x_j - (n + 1)",
    .derivative = "2 sum_{j<n} r_j + 2 r_i (if i < n) + 2 (prod_j x_j - 1) prod_{j!=i} x_j",
    .fails = "nowhere",
    .source = "Brown 1969, A quadratically convergent Newton-like method based upon Gaussian "
              "elimination, SIAM J. Numer. Anal. 6; More, Garbow & Hillstrom 1981, Testing "
              "unconstrained optimization software, problem 27, doi:10.1145/355934.355936",
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
