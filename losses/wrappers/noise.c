/* losses/wrappers/noise.c -- every answer comes with an error, new each time. */
#include <gsl/gsl_randist.h>

#include "base/random.h"
#include "losses/loss.h"

enum { SIGMA };

static const gg_option options[] = {
    {"sigma", GG_REAL, 1e-3, 0, 1e12, "standard deviation of the error of f and of each g_i",
     NULL},
    {0},
};

/* data: the generator, then its state */

static size_t data_size(const gg_problem *p)
{
    (void)p;
    return sizeof(gsl_rng) + gg_philox->size;
}

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    gsl_rng *own = p->data;
    own->type = gg_philox;
    own->state = own + 1;
    uint64_t seed = p->seed;
    for (const gg_problem *q = p->inner; q; q = q->inner) /* noise on noise is other noise */
        if (q->loss == p->loss) seed += 0x9E3779B97F4A7C15U;
    gg_random_open(own, seed, GG_NOISE, p->rep);
    p->noisy = true;
    return GG_OK;
}

static double error(const gg_problem *p)
{
    return p->quiet ? 0 : gsl_ran_gaussian_ziggurat(p->data, p->opt[SIGMA]);
}

static double value(gg_problem *p, const double x[])
{
    return p->inner->loss->value(p->inner, x) + error(p);
}

static double gradient(gg_problem *p, const double x[], double g[])
{
    const double f = p->inner->loss->gradient(p->inner, x, g);
    for (size_t i = 0; i < p->n; i++) g[i] += error(p);
    return f + error(p);
}

const gg_loss gg_loss_noise = {
    .name = "noise",
    .title = "Additive noise",
    .formula = "f(x) + sigma e, e standard normal, drawn anew at every call",
    .derivative = "grad f(x) + sigma e, each component with its own e",
    .fails = "where f does",
    .source = "Robbins & Monro 1951, A stochastic approximation method, "
              "doi:10.1214/aoms/1177729586",
    .smoothness = GG_ANALYTIC,
    .wraps = true,
    .options = options,
    .data_size = data_size,
    .build = build,
    .value = value,
    .gradient = gradient,
};
