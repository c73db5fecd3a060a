/* base/random.c -- Random123's Philox behind GSL's generator interface. */
#include "base/random.h"

#include <Random123/philox.h>
#include <assert.h>
#include <string.h>

/* One block is 50 cycles of products that wait for each other; four at a time fill the waits and
 * are 20 each. */
enum { AT_ONCE = GG_RANDOM_WORDS / 4 };

static void seed_state(void *state, unsigned long seed)
{
    gg_random *s = state;
    *s = (gg_random){.key = {(uint32_t)(seed & 0xffffffffU), (uint32_t)((uint64_t)seed >> 32)},
                     .ahead = 1};
}

static void make_block(const gg_random *s, uint32_t behind, uint32_t out[4])
{
    const uint32_t low = s->counter[0] + behind;
    const uint32_t high = s->counter[1] + (low < behind);
    const philox4x32_ctr_t at = {{low, high, s->counter[2], s->counter[3]}};
    const philox4x32_key_t key = {{s->key[0], s->key[1]}};
    const philox4x32_ctr_t block = philox4x32(at, key);
    memcpy(out, block.v, sizeof block.v);
}

static void make_blocks(gg_random *s, uint32_t out[GG_RANDOM_WORDS])
{
    for (uint32_t k = 0; k < AT_ONCE; k++) make_block(s, k, out + (size_t)4 * k);
}

static void pass_blocks(gg_random *s, uint32_t count)
{
    s->counter[0] += count;
    s->counter[1] += s->counter[0] < count;
}

/* Many streams are asked for a word or two, so the first block comes alone. */
static void refill(gg_random *s)
{
    const uint32_t count = s->ahead;
    if (count == AT_ONCE)
        make_blocks(s, s->word);
    else
        make_block(s, 0, s->word + GG_RANDOM_WORDS - 4);
    pass_blocks(s, count);
    s->ahead = AT_ONCE;
    s->left = 4 * count;
}

uint32_t gg_random_refill(gg_random *s)
{
    refill(s);
    return s->word[GG_RANDOM_WORDS - s->left--];
}

static unsigned long next_word(void *state)
{
    return gg_random_next(state);
}

static double next_uniform(void *state)
{
    const uint64_t high = gg_random_next(state) >> 5; /* 27 bits */
    const uint64_t low = gg_random_next(state) >> 6;  /* 26 bits */
    return (double)((high << 26) | low) * 0x1p-53;
}

static const gsl_rng_type type = {
    .name = "philox4x32-10",
    .max = 0xffffffffUL,
    .min = 0,
    .size = sizeof(gg_random),
    .set = seed_state,
    .get = next_word,
    .get_double = next_uniform,
};

const gsl_rng_type *const gg_philox = &type;

void gg_random_open(gsl_rng *rng, uint64_t seed, gg_stream purpose, uint32_t index)
{
    assert(rng->type == gg_philox);
    gg_random *s = rng->state;
    seed_state(s, seed);
    s->counter[2] = index;
    s->counter[3] = (uint32_t)purpose;
}

void gg_random_words(gsl_rng *rng, size_t count, uint32_t out[])
{
    assert(rng->type == gg_philox);
    gg_random *s = rng->state;
    for (; count >= GG_RANDOM_WORDS && s->left == 0; count -= GG_RANDOM_WORDS) {
        make_blocks(s, out);
        pass_blocks(s, AT_ONCE);
        out += GG_RANDOM_WORDS;
    }
    while (count > 0) {
        if (s->left == 0) refill(s);
        const uint32_t some = count < s->left ? (uint32_t)count : s->left;
        memcpy(out, s->word + (GG_RANDOM_WORDS - s->left), some * sizeof *out);
        s->left -= some;
        out += some;
        count -= some;
    }
}
