/* losses/wrappers/shift.c -- the same landscape a little to the side. */
#include "base/vector.h"
#include "losses/loss.h"

enum { BY };

static const gg_option options[] = {
    {"by", GG_REAL, 0.4, 0, 100, "the farthest, as a fraction of the box's half-width", NULL},
    {0},
};

/* data: s[n] the shift, y[n] the point before it, z[n] the same, complex */

static size_t data_size(const gg_problem *p)
{
    return 4 * p->n * sizeof(double);
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    double *s = p->data;
    for (size_t i = 0; i < p->n; i++) {
        const double half = (p->upper[i] - p->lower[i]) / 2;
        s[i] = p->opt[BY] * half * (2 * gsl_rng_uniform(rng) - 1);
    }
    gg_along(p->n, p->start, 1, s, p->start);
    gg_along(p->n, p->minimiser, 1, s, p->minimiser);
    if (!p->bounded) return GG_OK; /* where starts are drawn stays, or the way were the same */
    gg_along(p->n, p->lower, 1, s, p->lower);
    gg_along(p->n, p->upper, 1, s, p->upper);
    return GG_OK;
}

/* x_i - s_i; of a bounded loss, rounding may not push a point that is inside through a wall. */
static double before(const gg_problem *p, size_t i, double x)
{
    const double *s = p->data;
    double y = x - s[i];
    if (p->bounded && x >= p->lower[i]) y = fmax(y, p->inner->lower[i]);
    if (p->bounded && x <= p->upper[i]) y = fmin(y, p->inner->upper[i]);
    return y;
}

static const double *shifted(const gg_problem *p, const double x[])
{
    double *y = (double *)p->data + p->n;
    for (size_t i = 0; i < p->n; i++) y[i] = before(p, i, x[i]);
    return y;
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, shifted(p, x));
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return p->inner->loss->gradient(p->inner, shifted(p, x), g);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    double complex *z = (double complex *)p->data + p->n;
    for (size_t i = 0; i < p->n; i++) z[i] = before(p, i, creal(x[i])) + I * cimag(x[i]);
    return p->inner->loss->complex_value(p->inner, z);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    p->inner->loss->hessian_vector(p->inner, shifted(p, x), v, hv);
}

static double smooth_part(gg_problem *p, const double x[], double g[])
{
    return p->inner->loss->smooth_part(p->inner, shifted(p, x), g);
}

static void prox(gg_problem *p, double t, const double x[], double out[])
{
    p->inner->loss->prox(p->inner, t, shifted(p, x), out);
    gg_along(p->n, out, 1, p->data, out);
}

const gg_loss gg_loss_shift = {
    .name = "shift",
    .title = "Random shift",
    .formula = "f(x - s), s_i uniform in +-by times the box's half-width; the walls of a "
               "bounded f move along, the box of random starts does not",
    .derivative = "grad f(x - s)",
    .fails = "where f does, shifted",
    .source = "Suganthan et al. 2005, Problem definitions and evaluation criteria for the CEC "
              "2005 special session on real-parameter optimization, Nanyang Technological "
              "University and KanGAL report 2005005",
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
