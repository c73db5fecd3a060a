/* optimizers/gradient_free/random_search.c -- the baseline nobody may lose to. */
#include <gsl/gsl_rng.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"

/* state: x[n] the last point */

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    gg_copy(o->n, o->start, state);
    gg_value(o, state);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    double *x = state;
    gg_box_draw(o, x);
    gg_value(o, x);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    *points = state;
    return 1;
}

const gg_optimizer gg_optimizer_random_search = {
    .name = "random_search",
    .title = "Random search",
    .summary = "points drawn uniformly in the box; the best is kept",
    .source = "Brooks 1958, A discussion of random methods for seeking maxima, "
              "doi:10.1287/opre.6.2.244",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_MONOTONE | GG_UNDER_SCALING | GG_UNDER_UNITS,
    .searches_box = true,
    .calls = "1",
    .flops = "3 n",
    .memory = "n",
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
