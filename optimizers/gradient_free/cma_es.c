/* optimizers/gradient_free/cma_es.c -- a normal distribution that learns where to look. */
#include "optimizers/gradient_free/evolution.h"

enum { ROOT = GG_EVOLUTION_COUNT };

static const gg_option options[] = {
    GG_EVOLUTION_OPTIONS,
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
