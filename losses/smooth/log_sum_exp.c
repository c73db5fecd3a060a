/* losses/smooth/log_sum_exp.c -- a maximum of planes, rounded: convex, flat far from edges. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

/* data: w[n + 1] the planes' weights, of the last point that was asked */

static size_t data_size(const gg_problem *p)
{
    return (p->n + 1) * sizeof(double);
}

/* The gradient is 0 where w_i i / n is one number q for all i and w_{n+1} = q too; the minimum
 * is the entropy of these weights. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const double n = (double)p->n;
    double harmonic = 0;
    (void)rng;
    for (size_t i = p->n; i > 0; i--) harmonic += 1 / (double)i;
    const double q = 1 / (1 + n * harmonic);
    double entropy = -q * log(q);
    for (size_t i = p->n; i > 0; i--) {
        const double weight = q * n / (double)i;
        entropy -= weight * log(weight);
    }
    for (size_t i = 0; i < p->n; i++) {
        const double steep = (double)(i + 1) / n;
        p->minimiser[i] = (log(q / steep) + entropy) / steep;
    }
    gg_fill(p->n, 1, p->start);
    p->minimum = entropy;
    p->L = n; /* the largest squared norm of a plane's slope */
    return GG_OK;
}

/* The largest plane is taken out of the sum, so that no exponential overflows. */
GG_FORMULA(value, {
    const double n = (double)p->n;
    number last = 0;
    for (size_t i = 0; i < p->n; i++) last -= x[i];
    double most = gg_real(last);
    for (size_t i = 0; i < p->n; i++) most = fmax(most, gg_real((double)(i + 1) / n * x[i]));
    number total = gg_exp(last - most);
    for (size_t i = 0; i < p->n; i++) total += gg_exp((double)(i + 1) / n * x[i] - most);
    return most + gg_log(total);
})

/* -> f(x); w = exp(plane - f(x)) */
static double weigh(gg_problem *p, const double x[])
{
    double *w = p->data;
    const double f = value(p, x);
    double last = 0;
    for (size_t i = 0; i < p->n; i++) {
        w[i] = exp((double)(i + 1) / (double)p->n * x[i] - f);
        last -= x[i];
    }
    w[p->n] = exp(last - f);
    return f;
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double *w = p->data;
    const double f = weigh(p, x);
    for (size_t i = 0; i < p->n; i++) g[i] = w[i] * (double)(i + 1) / (double)p->n - w[p->n];
    return f;
}

/* The covariance, under the weights, of the planes' slopes: along v they are u_i. */
static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const size_t n = p->n;
    const double *w = p->data;
    weigh(p, x);
    double last = 0;
    double mean = 0;
    for (size_t i = 0; i < n; i++) last -= v[i];
    for (size_t i = 0; i < n; i++) mean += w[i] * (double)(i + 1) / (double)n * v[i];
    mean += w[n] * last;
    for (size_t i = 0; i < n; i++) {
        const double steep = (double)(i + 1) / (double)n;
        hv[i] = w[i] * steep * (steep * v[i] - mean) - w[n] * (last - mean);
    }
}

static const gg_known known[] = {{"LSE", "", 5}, {0}};

const gg_loss gg_loss_log_sum_exp = {
    .name = "log_sum_exp",
    .title = "Log-sum-exp",
    .formula = "log(sum_i exp(i x_i / n) + exp(-sum_j x_j))",
    .derivative = "w_i i / n - w_{n+1}, w the softmax of (i x_i / n, -sum_j x_j)",
    .fails = "nowhere",
    .source = "Boyd & Vandenberghe 2004, Convex optimization, section 3.1.5; the planes are "
              "ours",
    .smoothness = GG_ANALYTIC,
    .convex = true,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 5,
    .known = known,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = value_complex,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
};
