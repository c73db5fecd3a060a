/* losses/wrappers/map.c -- the same level sets at other heights: an increasing function of f. */
#include <math.h>

#include "base/vector.h"
#include "losses/loss.h"
#include "losses/number.h"

enum { OF };
enum { SQRT, EIGHTH_ROOT, LOG, EXPM1 };

static const gg_option options[] = {
    {"of", GG_CHOICE, SQRT, SQRT, EXPM1, "the function of f - f*",
     "sqrt|eighth_root|log|expm1"},
    {0},
};

/* Is the map steep without bound at the minimum? Then little of smoothness is left there. */
static bool is_steep(const gg_problem *p)
{
    return p->opt[OF] != EXPM1;
}

/* The root of a C2 function is Lipschitz, for near a minimum |grad f|^2 is at most 2 L (f - f*);
 * the other steep maps are at most continuous. */
static gg_smoothness smoothness_of(const gg_problem *p)
{
    if (!is_steep(p) || p->smoothness == GG_DISCONTINUOUS) return p->smoothness;
    return p->opt[OF] == SQRT && p->smoothness >= GG_C2 ? GG_LIPSCHITZ : GG_CONTINUOUS;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    if (isnan(p->minimum))
        return gg_fail(GG_BAD_INPUT,
                       "map is a function of f - f*: the least value of %s is "
                       "not known",
                       gg_problem_leaf(p)->loss->name);
    if (p->noisy)
        return gg_fail(GG_BAD_INPUT, "map takes no noisy f, which may lie below f*: write "
                                     "...+map+noise");
    p->smoothness = smoothness_of(p);
    p->minimum = p->opt[OF] == LOG ? NAN : 0;
    if (p->opt[OF] == LOG) gg_fill(p->n, NAN, p->minimiser);
    p->L = NAN;
    if (is_steep(p)) p->mu = NAN;
    p->convex = p->convex && !is_steep(p);
    if (p->error > 0) p->error = NAN;
    p->withheld = GG_ROUNDING; /* the kinks of f are not all that there are */
    return GG_OK;
}

/* f - f*; rounding may not dig below the minimum. */
static double height(const gg_problem *p, double f)
{
    const double u = f - p->inner->minimum;
    return u < 0 ? 0 : u;
}

/* Roots are taken by sqrt, which is exact: equal or in the same order as the heights. */
static double mapped(const gg_problem *p, double u)
{
    switch ((int)p->opt[OF]) {
    case SQRT: return sqrt(u);
    case EIGHTH_ROOT: return sqrt(sqrt(sqrt(u)));
    case LOG: return log(u);
    default: return expm1(u);
    }
}

/* The map's derivative; where it has none, at the minimum, 0. */
static double steepness(const gg_problem *p, double u)
{
    if (is_steep(p) && u == 0) return 0;
    switch ((int)p->opt[OF]) {
    case SQRT: return 1 / (2 * sqrt(u));
    case EIGHTH_ROOT: return mapped(p, u) / (8 * u);
    case LOG: return 1 / u;
    default: return exp(u);
    }
}

static double value(gg_problem *p, const double x[])
{
    return mapped(p, height(p, p->inner->loss->value(p->inner, x)));
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double u = height(p, p->inner->loss->gradient(p->inner, x, g));
    const double slope = steepness(p, u);
    for (size_t i = 0; i < p->n; i++) g[i] *= slope;
    return mapped(p, u);
}

static double complex complex_value(gg_problem *p, const double complex x[])
{
    const double complex u = p->inner->loss->complex_value(p->inner, x) - p->inner->minimum;
    const double real = creal(u) < 0 ? 0 : creal(u);
    /* The imaginary part is tiny: its square is nothing. */
    return mapped(p, real) + I * (steepness(p, real) * cimag(u));
}

const gg_loss gg_loss_map = {
    .name = "map",
    .title = "Through an increasing function",
    .formula = "m(f(x) - f*), m(u) = sqrt(u), u^(1/8), log(u) or exp(u) - 1; f* must be known",
    .derivative = "m'(f(x) - f*) grad f(x); for the roots and log 0 at the minimum",
    .fails = "where f does; for the roots and log also at the minimum",
    .source = "this project; whoever only compares values cannot tell m(f) from f: Hansen & "
              "Ostermeier 2001, Completely derandomized self-adaptation in evolution "
              "strategies, doi:10.1162/106365601750190398",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .build = build,
    .value = value,
    .gradient = gradient,
    .complex_value = complex_value,
};
