/* losses/wrappers/scale.c -- the same landscape in other units, of f and of every coordinate. */
#include "base/vector.h"
#include "losses/loss.h"
#include "losses/spectrum.h"

enum { BY, CONDITION };

static const gg_option options[] = {
    {"by", GG_REAL, 1, 1e-100, 1e100, "the factor of f", NULL},
    {"condition", GG_REAL, 1, 1, 1e15, "of the Hessian of a sphere in the new coordinates",
     NULL},
    {0},
};

/* data: d[n] the units, y[n] the point in the old ones, z[n] the same, complex */

static size_t data_size(const gg_problem *p)
{
    return 4 * p->n * sizeof(double);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    double *d = p->data;
    gg_spectrum(p->n, sqrt(p->opt[CONDITION]), d);
    for (size_t i = 0; i < p->n; i++) {
        p->start[i] /= d[i];
        p->lower[i] /= d[i];
        p->upper[i] /= d[i];
        p->minimiser[i] /= d[i];
    }
    p->minimum *= p->opt[BY];
    p->L *= p->opt[BY] * d[p->n - 1] * d[p->n - 1];
    p->mu *= p->opt[BY];
    p->error *= p->opt[BY];
    p->sigma *= p->opt[BY];
    if (p->opt[CONDITION] != 1) p->withheld = GG_SPLIT; /* a prox has one unit for all */
    return GG_OK;
}

/* d_i x_i; of a bounded loss, rounding may not push a point that is inside through a wall. */
static double stretched(const gg_problem *p, size_t i, double x)
{
    const double *d = p->data;
    double y = d[i] * x;
    if (p->bounded && x >= p->lower[i]) y = fmax(y, p->inner->lower[i]);
    if (p->bounded && x <= p->upper[i]) y = fmin(y, p->inner->upper[i]);
    return y;
}

static double *point(const gg_problem *p, const double x[])
{
    double *y = (double *)p->data + p->n;
    for (size_t i = 0; i < p->n; i++) y[i] = stretched(p, i, x[i]);
    return y;
}

/* g, a gradient in the old coordinates, becomes the one in the new. */
static void shrink(const gg_problem *p, double g[])
{
    const double *d = p->data;
    for (size_t i = 0; i < p->n; i++) g[i] *= p->opt[BY] * d[i];
}

static double value(gg_problem *p, const double x[])
{
    return p->opt[BY] * p->inner->loss->value(p->inner, point(p, x));
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = p->inner->loss->gradient(p->inner, point(p, x), g);
    shrink(p, g);
    return p->opt[BY] * f;
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    const double *d = p->data;
    double complex *z = (double complex *)p->data + p->n;
    for (size_t i = 0; i < p->n; i++)
        z[i] = stretched(p, i, creal(x[i])) + I * (d[i] * cimag(x[i]));
    return p->opt[BY] * p->inner->loss->complex_value(p->inner, z);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    const double *d = p->data;
    double *u = (double *)p->data + 2 * p->n;
    for (size_t i = 0; i < p->n; i++) u[i] = d[i] * v[i];
    p->inner->loss->hessian_vector(p->inner, point(p, x), u, hv);
    shrink(p, hv);
}

static double smooth_part(gg_problem *p, const double x[], double g[])
{
    const double s = p->inner->loss->smooth_part(p->inner, point(p, x), g);
    shrink(p, g);
    return p->opt[BY] * s;
}

static void prox(gg_problem *p, double t, const double x[], double out[])
{
    p->inner->loss->prox(p->inner, t * p->opt[BY], x, out);
}

const gg_loss gg_loss_scale = {
    .name = "scale",
    .title = "Other units",
    .formula =
        "by f(D x), D diagonal, d_i = condition^((i - 1) / (2 (n - 1))); the box and the "
        "start become D^-1 times what they were",
    .derivative = "by D grad f(D x)",
    .fails = "where f does, scaled",
    .source = "Nocedal & Wright 2006, Numerical optimization, section 2.2, on scaling, "
              "doi:10.1007/978-0-387-40065-5",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
    .smooth_part = smooth_part,
    .prox = prox,
};
