/* losses/wrappers/noise_stream.h -- where the errors of a noisy problem are drawn from. */
#ifndef GG_LOSSES_WRAPPERS_NOISE_STREAM_H
#define GG_LOSSES_WRAPPERS_NOISE_STREAM_H

#include "base/random.h"
#include "losses/loss.h"

/* Bytes of a generator with its state behind it. */
static inline size_t gg_noise_size(void)
{
    return sizeof(gsl_rng) + gg_philox->size;
}

/* Put `own`, of that many bytes, at the start of the stream of p's noise. Every noisy problem
 * inside p has another one: noise on noise is other noise. */
static inline void gg_noise_open(const gg_problem *p, gsl_rng *own)
{
    own->type = gg_philox;
    own->state = own + 1;
    uint64_t seed = p->seed;
    for (const gg_problem *q = p->inner; q; q = q->inner)
        if (q->noisy) seed += 0x9E3779B97F4A7C15U;
    gg_random_open(own, seed, GG_NOISE, p->rep);
}

#endif
