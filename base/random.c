/* base/random.c -- Random123's Philox behind GSL's generator interface. */
#include "base/random.h"

#include <Random123/philox.h>
#include <assert.h>

typedef struct philox {
    philox4x32_key_t key;
    philox4x32_ctr_t counter; /* word 0 and 1 count blocks; 2 is the index, 3 the purpose */
    philox4x32_ctr_t block;
    uint32_t left; /* words of the block not yet given out */
} philox;

static void seed_state(void *state, unsigned long seed)
{
    philox *s = state;
    *s = (philox){{{(uint32_t)(seed & 0xffffffffU), (uint32_t)((uint64_t)seed >> 32)}},
                  {{0, 0, 0, 0}},
                  {{0, 0, 0, 0}},
                  0};
}

static unsigned long next_word(void *state)
{
    philox *s = state;
    if (s->left == 0) {
        s->block = philox4x32(s->counter, s->key);
        s->left = 4;
        if (++s->counter.v[0] == 0) s->counter.v[1]++;
    }
    return s->block.v[4 - s->left--];
}

static double next_uniform(void *state)
{
    const uint64_t high = next_word(state) >> 5; /* 27 bits */
    const uint64_t low = next_word(state) >> 6;  /* 26 bits */
    return (double)((high << 26) | low) * 0x1p-53;
}

static const gsl_rng_type type = {
    .name = "philox4x32-10",
    .max = 0xffffffffUL,
    .min = 0,
    .size = sizeof(philox),
    .set = seed_state,
    .get = next_word,
    .get_double = next_uniform,
};

const gsl_rng_type *const gg_philox = &type;

void gg_random_open(gsl_rng *rng, uint64_t seed, gg_stream purpose, uint32_t index)
{
    assert(rng->type == gg_philox);
    philox *s = rng->state;
    seed_state(s, seed);
    s->counter.v[2] = index;
    s->counter.v[3] = (uint32_t)purpose;
}

void gg_random_words(gsl_rng *rng, size_t count, uint32_t out[])
{
    assert(rng->type == gg_philox);
    philox *s = rng->state;
    size_t i = 0;
    while (i < count && s->left) out[i++] = (uint32_t)next_word(s);
    for (; i + 4 <= count; i += 4) {
        s->block = philox4x32(s->counter, s->key);
        for (size_t k = 0; k < 4; k++) out[i + k] = s->block.v[k];
        if (++s->counter.v[0] == 0) s->counter.v[1]++;
    }
    while (i < count) out[i++] = (uint32_t)next_word(s);
}
