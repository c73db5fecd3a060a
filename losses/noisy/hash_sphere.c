/* losses/noisy/hash_sphere.c -- a bowl with a fixed error for every double. */
#include "base/vector.h"
#include "losses/frozen_noise.h"
#include "losses/loss.h"

enum { AMPLITUDE };

static const gg_option options[] = {
    {"amplitude", GG_REAL, 0.01, 0, 1e300, "the largest error", NULL},
    {0},
};

static gg_status build(gg_problem *p, gsl_rng *rng)
{
    (void)rng;
    static const double start[] = {1, -1, 0.5, 2, -0.25};
    for (size_t i = 0; i < p->n; i++) p->start[i] = start[i % 5];
    gg_fill(p->n, 0, p->minimiser);
    p->minimum = 0;
    p->sigma = p->opt[AMPLITUDE] / sqrt(3);
    p->noisy = true;
    return GG_OK;
}

static double value(gg_problem *p, const double x[])
{
    const double f = gg_dot(p->n, x, x);
    return p->quiet ? f : f + p->opt[AMPLITUDE] * gg_hash_noise(p->n, x);
}

static const gg_known known[] = {{"HASHSPHERE", "", 5}, {0}};

const gg_loss gg_loss_hash_sphere = {
    .name = "hash_sphere",
    .title = "Sphere with an error for every double",
    .formula = "sum_i x_i^2 + amplitude h(x), h in [-1, 1) a hash of the bits of x",
    .derivative = "none is offered: it exists nowhere",
    .fails = "everywhere",
    .source = "this project; the hash is that of Steele, Lea & Flood 2014, Fast splittable "
              "pseudorandom number generators, doi:10.1145/2660193.2660195; scored, as all "
              "noise here, by the sphere",
    .smoothness = GG_DISCONTINUOUS,
    .least_n = 1,
    .most_n = 1000000,
    .usual_n = 2,
    .options = options,
    .known = known,
    .build = build,
    .value = value,
};
