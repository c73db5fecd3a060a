/* base/random.h -- named streams of random numbers: Philox as a GSL generator. */
#ifndef GG_BASE_RANDOM_H
#define GG_BASE_RANDOM_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

/* What a stream is for. A stream is a place, not a history: (seed, purpose, index) is always
 * the same sequence, whoever reads it and whatever was read before. */
typedef enum gg_stream {
    GG_INSTANCE,
    GG_START,
    GG_NOISE,
    GG_SEARCH,
    GG_BOOTSTRAP,
    GG_DATA,
    GG_TRIAL
} gg_stream;

/* Philox4x32-10 of Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3", doi:10.1145/2063384.2063405. Uniforms have 53 bits. State: 288 bytes and no
 * pointer, so copying it copies the place in the sequence. */
extern const gsl_rng_type *const gg_philox;

/* Put `rng` (of type gg_philox) at the start of a stream. */
void gg_random_open(gsl_rng *rng, uint64_t seed, gg_stream purpose, uint32_t index);

/* The state of gg_philox; seen here so that a word is a look into a buffer and not a call. */
enum { GG_RANDOM_WORDS = 64 };
typedef struct gg_random {
    uint32_t key[2];
    uint32_t counter[4]; /* 0 and 1 count blocks; 2 is the index, 3 the purpose */
    uint32_t left;       /* words not yet given out, the last of `word` */
    uint32_t alone;      /* blocks that are still made one by one */
    uint32_t word[GG_RANDOM_WORDS];
} gg_random;

/* Makes words -> the first of them. */
uint32_t gg_random_refill(gg_random *s);

static inline uint32_t gg_random_next(gg_random *s)
{
    if (s->left == 0) return gg_random_refill(s);
    return s->word[GG_RANDOM_WORDS - s->left--];
}

/* The next word of `rng` (of type gg_philox), as gsl_rng_get would give it. */
static inline uint32_t gg_random_word(gsl_rng *rng)
{
    return gg_random_next(rng->state);
}

/* The next `count` words of `rng` (of type gg_philox), as gsl_rng_get would give them. */
void gg_random_words(gsl_rng *rng, size_t count, uint32_t out[]);

#endif
