/* losses/bbob/random.h -- the random numbers that the BBOB functions of 2009 were drawn with. */
#ifndef GG_LOSSES_BBOB_RANDOM_H
#define GG_LOSSES_BBOB_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* Park and Miller's multiplicative congruences behind Bays and Durham's shuffle of 32 numbers.
 * source Hansen, Finck, Ros & Auger 2009, Real-parameter black-box optimization benchmarking
 *        2009: noiseless functions definitions, INRIA RR-6829, as COCO's legacy code has it;
 *        Park & Miller 1988, doi:10.1145/63039.63042 */
typedef struct gg_bbob_stream {
    int64_t seed, last;
    int64_t table[32];
} gg_bbob_stream;

void gg_bbob_begin(gg_bbob_stream *s, int64_t seed);

/* The next number, in (0, 1]; 1e-99 stands for 0. */
double gg_bbob_uniform(gg_bbob_stream *s);

/* The first `count` uniform numbers of a seed. */
void gg_bbob_uniforms(int64_t seed, size_t count, double out[]);

/* `count` standard normal numbers, by Box and Muller from twice as many uniform ones: the i-th
 * and the (count + i)-th make one. */
void gg_bbob_gaussians(int64_t seed, size_t count, double out[]);

/* A random orthogonal matrix [n][n], by columns: Gaussian columns, made orthonormal one after
 * another. The sums run from first to last, so that the bits are those of the source. */
void gg_bbob_rotation(int64_t seed, size_t n, double columns[]);

/* order[i]: which of the numbers is the i-th smallest. */
void gg_bbob_order(size_t count, const double numbers[], size_t order[]);

#endif
