/* losses/wrappers/shift.c -- the same landscape a little to the side. */
#include "base/vector.h"
#include "losses/loss.h"

enum { BY };

static const gg_option options[] = {
    {"by", GG_REAL, 0.4, 0, 100, "the farthest, as a fraction of the box's half-width", NULL},
    {0},
};

/* data: s[n] the shift, y[n] the point before it */

static size_t data_size(const gg_problem *p)
{
    return 2 * p->n * sizeof(double);
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

/* x - s; of a bounded loss, rounding may not push a point that is inside through a wall. */
static const double *shifted(const gg_problem *p, const double x[])
{
    const double *s = p->data;
    double *y = (double *)p->data + p->n;
    gg_along(p->n, x, -1, s, y);
    for (size_t i = 0; p->bounded && i < p->n; i++) {
        if (x[i] >= p->lower[i]) y[i] = fmax(y[i], p->inner->lower[i]);
        if (x[i] <= p->upper[i]) y[i] = fmin(y[i], p->inner->upper[i]);
    }
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
    .gradient = gradient,
};
