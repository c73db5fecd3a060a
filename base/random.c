/* base/random.c -- Random123's Philox behind GSL's generator interface. */
#include "base/random.h"

#include <Random123/philox.h>
#include <assert.h>
#include <string.h>

/* Blocks made at once become vectors: a quarter of the time that each takes alone. As many streams
 * are asked for a few words only, their first blocks are made alone. */
enum { AT_ONCE = GG_RANDOM_WORDS / 4, ALONE = 4 };

static void seed_state(void *state, unsigned long seed)
{
    gg_random *s = state;
    *s = (gg_random){.key = {(uint32_t)(seed & 0xffffffffU), (uint32_t)((uint64_t)seed >> 32)},
                     .alone = ALONE};
}

static void make_one(const gg_random *s, uint32_t out[4])
{
    const philox4x32_ctr_t at = {{s->counter[0], s->counter[1], s->counter[2], s->counter[3]}};
    const philox4x32_key_t key = {{s->key[0], s->key[1]}};
    const philox4x32_ctr_t block = philox4x32(at, key);
    memcpy(out, block.v, sizeof block.v);
}

/* The source's round on all blocks; from_i and to_i are the i-th words of each. Arrays of their
 * own, or compilers do not make vectors of it. */
static void make_round(uint32_t key_0, uint32_t key_1, const uint32_t *restrict from_0,
                       const uint32_t *restrict from_1, const uint32_t *restrict from_2,
                       const uint32_t *restrict from_3, uint32_t *restrict to_0,
                       uint32_t *restrict to_1, uint32_t *restrict to_2,
                       uint32_t *restrict to_3)
{
    for (int k = 0; k < AT_ONCE; k++) {
        const uint64_t p = (uint64_t)PHILOX_M4x32_0 * from_0[k];
        const uint64_t q = (uint64_t)PHILOX_M4x32_1 * from_2[k];
        to_0[k] = (uint32_t)(q >> 32) ^ from_1[k] ^ key_0;
        to_2[k] = (uint32_t)(p >> 32) ^ from_3[k] ^ key_1;
        to_1[k] = (uint32_t)q;
        to_3[k] = (uint32_t)p;
    }
}

static void make_all(const gg_random *s, uint32_t out[GG_RANDOM_WORDS])
{
    uint32_t a[4][AT_ONCE];
    uint32_t b[4][AT_ONCE];
    uint32_t key[2] = {s->key[0], s->key[1]};
    for (uint32_t k = 0; k < AT_ONCE; k++) {
        a[0][k] = s->counter[0] + k;
        a[1][k] = s->counter[1] + (a[0][k] < k);
        a[2][k] = s->counter[2];
        a[3][k] = s->counter[3];
    }
    for (int round = 0; round < 10; round += 2) {
        make_round(key[0], key[1], a[0], a[1], a[2], a[3], b[0], b[1], b[2], b[3]);
        key[0] += PHILOX_W32_0;
        key[1] += PHILOX_W32_1;
        make_round(key[0], key[1], b[0], b[1], b[2], b[3], a[0], a[1], a[2], a[3]);
        key[0] += PHILOX_W32_0;
        key[1] += PHILOX_W32_1;
    }
    for (size_t k = 0; k < AT_ONCE; k++)
        for (size_t i = 0; i < 4; i++) out[4 * k + i] = a[i][k];
}

static void pass_blocks(gg_random *s, uint32_t count)
{
    s->counter[0] += count;
    s->counter[1] += s->counter[0] < count;
}

static void refill(gg_random *s)
{
    if (s->alone == 0) {
        make_all(s, s->word);
        pass_blocks(s, AT_ONCE);
        s->left = GG_RANDOM_WORDS;
        return;
    }
    make_one(s, s->word + GG_RANDOM_WORDS - 4);
    pass_blocks(s, 1);
    s->left = 4;
    s->alone--;
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
        make_all(s, out);
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
