/* optimizers/gradient_free/cma_es.c -- a normal distribution that learns where to look. */
#include "optimizers/gradient_free/evolution.h"
#include "optimizers/gradient_free/regime.h"

enum { ROOT = GG_EVOLUTION_OPTIONS };

static const gg_option options[] = {
    {"population", GG_WHOLE, 0, 0, 1e6, "samples of a generation, two at least; 0: 4 + 3 ln n",
     NULL},
    {"sigma", GG_REAL, 0.3, 1e-12, 1e6, "the first step, in units of the box's side", NULL},
    {"damping", GG_REAL, 0.5, 0.05, 100,
     "of the step, in units of the tutorial's; fades to 1 at twice the usual population", NULL},
    {"learning", GG_REAL, 1.5, 0.01, 4,
     "rates of the covariance, in units of the tutorial's; they fade to 1, too", NULL},
    {"mirrored", GG_CHOICE, 0, 0, 1, "samples come in pairs, opposite each other", "yes|no"},
    {"active", GG_CHOICE, 0, 0, 1, "the worst samples teach the covariance where not to go",
     "yes|no"},
    {"restart", GG_CHOICE, GG_REGIME_IPOP, GG_REGIME_NONE, GG_REGIME_BIPOP,
     "when a run has ended: ipop with twice the population; bipop in turns with small ones",
     "none|ipop|bipop"},
    {"x_tolerance", GG_REAL, 1e-12, 0, 1,
     "a run ends when its samples have shrunk to this share of the first step", NULL},
    {"root", GG_CHOICE, 0, 0, 1,
     "of the covariance: cholesky is cheap; symmetric takes all eigenvectors",
     "cholesky|symmetric"},
    {0},
};

static gg_evolution_kind kind(const double opt[])
{
    return (gg_evolution_kind){.symmetric = opt[ROOT] == 1};
}

static size_t state_size(const double opt[], size_t n)
{
    return gg_evolution_size(kind(opt), opt, n);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    gg_evolution_start(kind(opt), opt, state, o);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    return gg_evolution_step(kind(opt), opt, state, o);
}

const gg_optimizer gg_optimizer_cma_es = {
    .name = "cma_es",
    .title = "CMA-ES",
    .summary = "samples from a normal distribution whose mean, step and shape learn from ranks",
    .source = "Hansen 2016, The CMA evolution strategy: a tutorial, arXiv:1604.00772, with "
              "negative weights; mirrored samples, of which the mean takes the better one: "
              "Auger, Brockhoff & Hansen 2011, Mirrored sampling in evolution strategies with "
              "weighted recombination; restarts: Auger & Hansen 2005, "
              "doi:10.1109/CEC.2005.1554902 (IPOP), Hansen 2009, doi:10.1145/1570256.1570333 "
              "(BIPOP); Cholesky's root: Krause, Arbones & Igel 2016, NIPS 29. The tutorial to "
              "the letter: mirrored=no:damping=1:learning=1",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION |
                 GG_UNDER_ROTATION,
    .calls = "4 + 3 ln n",
    .flops = "lambda n^2, and n^3/3 each max(1, 1/(2 n (c_1 + c_mu))) steps",
    .memory = "3 n^2 + 3 n (largest lambda)",
    .tune = "sigma=0.1|0.2|0.3|0.5:population=0|20|50|100:damping=0.5|1:learning=1|1.5",
    .options = options,
    .population = gg_evolution_population,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = gg_evolution_points,
};
