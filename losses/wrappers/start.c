/* losses/wrappers/start.c -- the same landscape, begun on a ramp. */
#include "losses/loss.h"

enum { FROM, TO };

static const gg_option options[] = {
    {"from", GG_REAL, 1, -1e12, 1e12, "the first coordinate", NULL},
    {"to", GG_REAL, 2, -1e12, 1e12, "the last coordinate", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    const double steps = p->n > 1 ? (double)(p->n - 1) : 1;
    for (size_t i = 0; i < p->n; i++)
        p->start[i] = p->opt[FROM] + (p->opt[TO] - p->opt[FROM]) * ((double)i / steps);
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    return p->inner->loss->gradient(p->inner, x, g);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    return p->inner->loss->complex_value(p->inner, x);
}

static void hessian_vector(gg_problem *p, const double x[], const double v[], double hv[])
{
    p->inner->loss->hessian_vector(p->inner, x, v, hv);
}

static double smooth_part(gg_problem *p, const double x[], double g[])
{
    return p->inner->loss->smooth_part(p->inner, x, g);
}

static void prox(gg_problem *p, double t, const double x[], double out[])
{
    p->inner->loss->prox(p->inner, t, x, out);
}

const gg_loss gg_loss_start = {
    .name = "start",
    .title = "Another start",
    .formula = "f(x); where f has a start of its own, it is now the ramp "
               "from + (to - from) (i - 1) / (n - 1)",
    .derivative = "grad f(x)",
    .fails = "where f does",
    .source =
        "a start at which no two coordinates are alike, so that kinks on the axes are met "
        "one after another",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
    .hessian_vector = hessian_vector,
    .smooth_part = smooth_part,
    .prox = prox,
};
