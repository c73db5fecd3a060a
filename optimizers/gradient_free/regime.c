/* optimizers/gradient_free/regime.c -- IPOP doubles; BIPOP takes turns of large and small. */
#include "optimizers/gradient_free/regime.h"

#include <math.h>

enum { DOUBLINGS = 8, ROOM = 1 << 22 }; /* ROOM: coordinates of all samples of a generation */

size_t gg_regime_most(gg_regime_kind kind, size_t first, size_t n)
{
    size_t most = first;
    for (int k = 0; k < DOUBLINGS && kind != GG_REGIME_NONE && 2 * most * n <= ROOM; k++)
        most *= 2;
    return most;
}

gg_regime gg_regime_make(size_t first, size_t most)
{
    return (gg_regime){.first = first,
                       .most = most,
                       .large = first,
                       .lambda = first,
                       .sigma = 1,
                       .limit = INFINITY,
                       .runs = 1};
}

static void enlarge(gg_regime *r)
{
    if (2 * r->large <= r->most) r->large *= 2;
    r->lambda = r->large;
    r->sigma = 1;
    r->small = 0;
    r->limit = INFINITY;
}

/* A population between the usual and half of the large one, and a step between the first one and
 * a hundredth of it; it may take half of what the last large run took. */
static void diminish(gg_regime *r, gsl_rng *rng)
{
    const double u = gsl_rng_uniform(rng);
    const double ratio = 0.5 * (double)r->large / (double)r->first;
    r->lambda = (size_t)((double)r->first * pow(fmax(1, ratio), u * u));
    r->sigma = pow(10, -2 * gsl_rng_uniform(rng));
    r->small = 1;
    r->limit = 0.5 * r->last_large;
}

void gg_regime_next(gg_regime *r, gg_regime_kind kind, double calls, gsl_rng *rng)
{
    if (r->runs > 1) r->spent[r->small] += calls;
    if (!r->small) r->last_large = calls;
    const bool small = kind == GG_REGIME_BIPOP && r->runs > 1 && r->spent[1] < r->spent[0];
    r->runs++;
    if (small)
        diminish(r, rng);
    else
        enlarge(r);
}
