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
    GG_DATA
} gg_stream;

/* Philox4x32-10 of Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as
 * 1, 2, 3", doi:10.1145/2063384.2063405. Uniforms have 53 bits. State: 44 bytes and no
 * pointer, so copying it copies the place in the sequence. */
extern const gsl_rng_type *const gg_philox;

/* Put `rng` (of type gg_philox) at the start of a stream. */
void gg_random_open(gsl_rng *rng, uint64_t seed, gg_stream purpose, uint32_t index);

/* The next `count` words of `rng` (of type gg_philox), as gsl_rng_get would give them. */
void gg_random_words(gsl_rng *rng, size_t count, uint32_t out[]);

#endif
