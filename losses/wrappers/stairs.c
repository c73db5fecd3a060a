/* losses/wrappers/stairs.c -- the same landscape cut into terraces: all slopes are gone. */
#include <math.h>

#include "base/vector.h"
#include "losses/loss.h"

enum { HEIGHT };

static const gg_option options[] = {
    {"height", GG_REAL, 1e-3, 1e-300, 1e300, "of a stair, in units of f", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    p->smoothness = GG_DISCONTINUOUS;
    p->convex = false;
    p->L = p->mu = NAN;
    return GG_OK;
}

static double terrace(const gg_problem *p, double f)
{
    const double h = p->opt[HEIGHT];
    if (isinf(f)) return f;
    if (isnan(p->minimum)) return h * floor(f / h);
    double stair = floor((f - p->minimum) / h);
    const bool exact = !p->noisy || p->quiet;
    if (stair < 0 && exact) stair = 0; /* rounding errors below the minimum */
    return p->minimum + h * stair;
}

static double value(gg_problem *p, const double x[])
{
    return terrace(p, p->inner->loss->value(p->inner, x));
}

/* A terrace is flat: nothing is left of the imaginary part. */
static double complex complex_value(gg_problem *p, const double complex x[])
{
    return terrace(p, creal(p->inner->loss->complex_value(p->inner, x)));
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    gg_fill(p->n, 0, g);
    return value(p, x);
}

const gg_loss gg_loss_stairs = {
    .name = "stairs",
    .title = "Cut into terraces",
    .formula = "f* + h floor((f(x) - f*) / h); h floor(f(x) / h) if f* is not known",
    .derivative = "0 almost everywhere",
    .fails = "wherever f(x) - f* is a multiple of h",
    .source = "this project; a step of height h bounds what any method can learn from values",
    .smoothness = GG_DISCONTINUOUS,
    .wraps = true,
    .options = options,
    .build = build,
    .value = value,
    .complex_value = complex_value,
    .gradient = gradient,
};
