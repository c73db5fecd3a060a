/* losses/wrappers/rotate.c -- the same landscape seen from a random direction. */
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { MOST_N = 1000 }; /* a rotation is n^2 numbers and 4 n^3 operations */

/* data: Q[n][n] the rotation, y[n] the turned point, h[n] the gradient there, c[n] the centre,
 * u[n] a turned direction, z[n] the turned point, complex */

static gg_status size(gg_problem *p)
{
    if (p->n > MOST_N)
        return gg_fail(GG_BAD_INPUT, "rotate: n=%zu not in [1, %d]", p->n, MOST_N);
    return GG_OK;
}

static size_t data_size(const gg_problem *p)
{
    return (p->n + 6) * p->n * sizeof(double);
}

/* Gaussian rows, made orthonormal one after another (twice, which is enough for doubles). */
static void draw_rotation(size_t n, gsl_rng *rng, double Q[])
{
    for (size_t i = 0; i < n; i++) {
        double *row = Q + i * n;
        for (size_t j = 0; j < n; j++) row[j] = gsl_ran_gaussian_ziggurat(rng, 1);
        for (int pass = 0; pass < 2; pass++)
            for (size_t k = 0; k < i; k++)
                gg_along(n, row, -gg_dot(n, Q + k * n, row), Q + k * n, row);
        const double norm = gg_norm(n, row);
        for (size_t j = 0; j < n; j++) row[j] /= norm;
    }
}

/* out = Q'x */
static void turn_back(size_t n, const double Q[], const double x[], double out[])
{
    gg_fill(n, 0, out);
    for (size_t i = 0; i < n; i++) gg_along(n, out, x[i], Q + i * n, out);
}

/* The point that is turned into `point`: c + Q'(point - c), in place. */
static void move(size_t n, const double Q[], const double c[], double y[], double point[])
{
    gg_along(n, point, -1, c, y);
    turn_back(n, Q, y, point);
    gg_along(n, point, 1, c, point);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    const size_t n = p->n;
    double *Q = p->data;
    double *y = Q + n * n;
    double *c = y + 2 * n;
    if (p->bounded)
        return gg_fail(GG_BAD_INPUT, "rotate cannot turn %s: it ends at the walls of its box",
                       gg_problem_leaf(p)->loss->name);
    draw_rotation(n, rng, Q);
    for (size_t i = 0; i < n; i++) c[i] = (p->lower[i] + p->upper[i]) / 2;
    move(n, Q, c, y, p->start);
    move(n, Q, c, y, p->minimiser);
    return GG_OK;
}

/* y = c + Q(x - c) */
static const double *turned(const gg_problem *p, const double x[])
{
    const size_t n = p->n;
    const double *Q = p->data;
    double *y = (double *)p->data + n * n;
    double *h = y + n;
    const double *c = h + n;
    gg_along(n, x, -1, c, h);
    for (size_t i = 0; i < n; i++) y[i] = c[i] + gg_dot(n, Q + i * n, h);
    return y;
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, turned(p, x));
}

/* h, a gradient at the turned point, turned back. */
static void take_back(const gg_problem *p, double g[])
{
    const double *Q = p->data;
    turn_back(p->n, Q, Q + (p->n + 1) * p->n, g);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    double *h = (double *)p->data + (p->n + 1) * p->n;
    const double f = p->inner->loss->gradient(p->inner, turned(p, x), h);
    take_back(p, g);
    return f;
}

/* Real and imaginary parts turn by themselves; the real ones as in `value`, to the bit. */
static double complex complex_value(gg_problem *p, const double complex x[])
{
    const size_t n = p->n;
    const double *Q = p->data;
    double *u = (double *)p->data + (n + 3) * n;
    double complex *z = (double complex *)(u + n);
    for (size_t i = 0; i < n; i++) u[i] = creal(x[i]);
    const double *y = turned(p, u);
    for (size_t i = 0; i < n; i++) u[i] = cimag(x[i]);
    for (size_t i = 0; i < n; i++) z[i] = y[i] + I * gg_dot(n, Q + i * n, u);
    return p->inner->loss->complex_value(p->inner, z);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const size_t n = p->n;
    const double *Q = p->data;
    double *h = (double *)p->data + (n + 1) * n;
    double *u = h + 2 * n;
    const double *y = turned(p, x);
    for (size_t i = 0; i < n; i++) u[i] = gg_dot(n, Q + i * n, v);
    p->inner->loss->hessian_vector(p->inner, y, u, h);
    take_back(p, hv);
}

static double smooth_part(gg_problem *p, const double x[], double g[])
{
    double *h = (double *)p->data + (p->n + 1) * p->n;
    const double s = p->inner->loss->smooth_part(p->inner, turned(p, x), h);
    take_back(p, g);
    return s;
}

/* |u - x| is the same before and after turning, so the prox turns along. */
static void prox(gg_problem *p, double t, const double x[], double out[])
{
    const size_t n = p->n;
    const double *Q = p->data;
    double *y = (double *)p->data + n * n;
    p->inner->loss->prox(p->inner, t, turned(p, x), out);
    move(n, Q, y + 2 * n, y, out);
}

const gg_loss gg_loss_rotate = {
    .name = "rotate",
    .title = "Random rotation",
    .formula = "f(c + Q (x - c)), Q orthogonal and uniform (Haar), c the middle of the box",
    .derivative = "Q' grad f(c + Q (x - c))",
    .fails = "where f does, turned",
    .source = "Stewart 1980, The efficient generation of random orthogonal matrices with an "
              "application to condition estimators, section 3, doi:10.1137/0717034",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .size = size,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
    .smooth_part = smooth_part,
    .prox = prox,
};
