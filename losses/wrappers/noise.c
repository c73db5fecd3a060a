/* losses/wrappers/noise.c -- every answer comes with an error, drawn anew or tied to the point. */
#include <gsl/gsl_randist.h>

#include "losses/frozen_noise.h"
#include "losses/loss.h"
#include "losses/wrappers/noise_stream.h"

enum { SIGMA, KIND };
enum { ADDITIVE, MULTIPLICATIVE, MORE_WILD, HASH };

static const gg_option options[] = {
    {"sigma", GG_REAL, 1e-3, 0, 1e12,
     "the error: its standard deviation, or (more_wild, hash) its largest", NULL},
    {"kind", GG_CHOICE, ADDITIVE, ADDITIVE, HASH,
     "random and absolute; random and relative; a function of x, relative and in waves, or "
     "absolute and wild",
     "additive|multiplicative|more_wild|hash"},
    {0},
};

/* data: the generator, then its state */

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return gg_noise_size();
}

/* The standard deviation at the start; a relative one is larger or smaller elsewhere. */
static double deviation(gg_problem *p)
{
    const double sigma = p->opt[SIGMA];
    switch ((int)p->opt[KIND]) {
    case MULTIPLICATIVE: return sigma * fabs(gg_problem_truth(p->inner, p->start));
    case MORE_WILD:
        return sigma * GG_MORE_WILD_RMS * fabs(gg_problem_truth(p->inner, p->start));
    case HASH: return sigma / sqrt(3);
    default: return sigma;
    }
}

/* All kinds are scored without the error. Those that x decides have a derivative that says
 * nothing about f, or none at all: they offer values only. */
static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gg_noise_open(p, p->data);
    p->noisy = true;
    p->sigma = hypot(p->sigma, deviation(p));
    if (p->opt[KIND] < MORE_WILD) return GG_OK;
    const gg_smoothness most = p->opt[KIND] == HASH ? GG_DISCONTINUOUS : GG_LIPSCHITZ;
    if (p->smoothness > most) p->smoothness = most;
    p->withheld = ~(unsigned)GG_VALUE;
    return GG_OK;
}

static double error(const gg_problem *p)
{
    return gsl_ran_gaussian_ziggurat(p->data, p->opt[SIGMA]);
}

/* f, or a component of its gradient, with its error. */
static double disturbed(const gg_problem *p, double f, const double x[])
{
    if (p->quiet || !isfinite(f)) return f;
    switch ((int)p->opt[KIND]) {
    case MULTIPLICATIVE: return f * (1 + error(p));
    case MORE_WILD: return f * (1 + p->opt[SIGMA] * gg_more_wild(p->n, x));
    case HASH: return f + p->opt[SIGMA] * gg_hash_noise(p->n, x);
    default: return f + error(p);
    }
}

static double value(gg_problem *p, const double x[])
{
    return disturbed(p, p->inner->loss->value(p->inner, x), x);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = p->inner->loss->gradient(p->inner, x, g);
    for (size_t i = 0; i < p->n; i++) g[i] = disturbed(p, g[i], x);
    return disturbed(p, f, x);
}

const gg_loss gg_loss_noise = {
    .name = "noise",
    .title = "Noise",
    .formula = "f + sigma e or f (1 + sigma e), e standard normal, drawn anew at every call; "
               "f (1 + sigma phi(x)), phi of More & Wild, or f + sigma h(x), h in [-1, 1) a "
               "hash of x: the same x has the same error. Scored without any of them",
    .derivative = "g_i + sigma e_i or g_i (1 + sigma e_i), each component with its own e; "
                  "kind=more_wild and kind=hash offer values only",
    .fails = "where f does; kind=more_wild: also at kinks of |x|_1 and |x|_inf; kind=hash: "
             "everywhere",
    .source = "Robbins & Monro 1951, A stochastic approximation method, "
              "doi:10.1214/aoms/1177729586; More & Wild 2009, Benchmarking derivative-free "
              "optimization algorithms, doi:10.1137/080724083",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .gradient = gradient,
};
