/* optimizers/variation.h -- how two points have children, and how a point changes by chance. */
#ifndef GG_OPTIMIZERS_VARIATION_H
#define GG_OPTIMIZERS_VARIATION_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

#include "base/random.h"

/* 32 random bits; of a generator of type gg_philox, as all that is drawn here. */
static inline uint32_t gg_draw_word(gsl_rng *rng)
{
    return gg_random_word(rng);
}

/* A number in (0, 1) from half as many bits as a uniform, for decisions. */
static inline double gg_draw_chance(gsl_rng *rng)
{
    return (double)(gg_draw_word(rng) | 1) * 0x1p-32;
}

/* An index below `count`, without division. */
static inline size_t gg_draw_below(gsl_rng *rng, size_t count)
{
    return (size_t)(((uint64_t)gg_draw_word(rng) * count) >> 32);
}

/* An index below `count` from the upper bits of a word, which keeps what they leave: another index
 * may follow as long as the product of the counts stays far below 2^32. */
static inline size_t gg_take_below(uint32_t *word, size_t count)
{
    const uint64_t scaled = (uint64_t)*word * count;
    *word = (uint32_t)(scaled & 0xffffffffU);
    return (size_t)(scaled >> 32);
}

/* A standard Cauchy number: the slope of the way to a point of the unit disc. */
static inline double gg_draw_cauchy(gsl_rng *rng)
{
    double x;
    double y;
    do { /* two odd numbers of 16 bits, in (-1, 1) */
        const uint32_t word = gg_draw_word(rng);
        x = (double)(2 * (int32_t)(word & 0xffff) - 0xffff) * 0x1p-16;
        y = (double)(2 * (int32_t)(word >> 16) - 0xffff) * 0x1p-16;
    } while (x * x + y * y > 1);
    return y / x;
}

/* Simulated binary crossover: each coordinate, with probability 1/2, of two children lies
 * symmetrically about the parents' mean, at beta times their distance, where beta has a density
 * that falls as |beta - 1| grows, the faster the larger eta; else it is the parents' own. Then
 * each coordinate changes hands with probability 1/2.
 *
 * a, b   [n]     the parents
 * c, d   [n]     out: the children; c + d = a + b
 * source Deb & Agrawal 1995, Simulated binary crossover for continuous search space, Complex
 *        Systems 9, 115-148 */
void gg_crossover_sbx(gsl_rng *rng, double eta, size_t n, const double a[], const double b[],
                      double c[], double d[]);

/* Blend crossover: each coordinate of both children uniform in the parents' interval, widened
 * by alpha times its length on either side.
 * source Eshelman & Schaffer 1993, Real-coded genetic algorithms and interval-schemata,
 *        doi:10.1016/B978-0-08-094832-4.50018-0 */
void gg_crossover_blx(gsl_rng *rng, double alpha, size_t n, const double a[], const double b[],
                      double c[], double d[]);

/* Extended line recombination: both children on the line through the parents, each uniform
 * between `beyond` times the parents' distance before a and as much behind b. It follows a
 * valley whatever its direction, which nothing does that takes coordinates one by one.
 * source Muehlenbein & Schlierkamp-Voosen 1993, Predictive models for the breeder genetic
 *        algorithm, doi:10.1162/evco.1993.1.1.25 */
void gg_crossover_line(gsl_rng *rng, double beyond, size_t n, const double a[],
                       const double b[], double c[], double d[]);

/* Parent-centric crossover of three: two children, mirrored in a, of a normal cloud about it; on
 * the line from the parents' mean through a as wide as `along` times their distance, across it,
 * in all directions alike, as `across` times the mean distance of b and c from that line. It
 * turns with its parents.
 *
 * a, b, c  [n]  the parents
 * x, y     [n]  out: the children; x + y = 2 a
 * source Deb, Anand & Joshi 2002, A computationally efficient evolutionary algorithm for
 *        real-parameter optimization, section 2.3, doi:10.1162/106365602760972767; mirrored
 *        for half the draws: Brockhoff et al. 2010, Mirrored sampling and sequential selection
 *        for evolution strategies, doi:10.1007/978-3-642-15844-5_2 */
void gg_crossover_pcx(gsl_rng *rng, double along, double across, size_t n, const double a[],
                      const double b[], const double c[], double x[], double y[]);

/* A number in (-1, 1), denser about 0 the larger eta: its mean distance from 0 is 1/(eta + 2).
 * source Deb & Goyal 1996, A combined genetic adaptive search (GeneAS) for engineering design,
 *        Computer Science and Informatics 26(4), 30-45 */
double gg_mutation_polynomial(gsl_rng *rng, double eta);

#endif
