/* optimizers/gradient_free/separable_cma_es.c -- CMA-ES without correlations, in linear time. */
#include "optimizers/gradient_free/evolution.h"

static const gg_option options[] = {
    GG_EVOLUTION_OPTIONS,
    {0},
};

static const gg_evolution_kind kind = {.diagonal = true};

static size_t state_size(const double opt[], size_t n)
{
    return gg_evolution_size(kind, opt, n);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    gg_evolution_start(kind, opt, state, o);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    return gg_evolution_step(kind, opt, state, o);
}

const gg_optimizer gg_optimizer_separable_cma_es = {
    .name = "separable_cma_es",
    .title = "Separable CMA-ES",
    .summary = "CMA-ES that learns a step for each coordinate, and no correlations",
    .source = "Ros & Hansen 2008, A simple modification in CMA-ES achieving linear time and "
              "space complexity, doi:10.1007/978-3-540-87700-4_30; weights, rates and restarts "
              "as in cma_es",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "4 + 3 ln n",
    .flops = "12 lambda n",
    .memory = "6 n + 3 n (largest lambda)",
    .tune = "sigma=0.1|0.2|0.3|0.5:population=0|20|50|100:damping=0.5|1:learning=1|1.5",
    .options = options,
    .population = gg_evolution_population,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = gg_evolution_points,
};
