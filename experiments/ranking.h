/* experiments/ranking.h -- many methods at once: mean ranks, and how far apart is apart. */
#ifndef GG_EXPERIMENTS_RANKING_H
#define GG_EXPERIMENTS_RANKING_H

#include <stdbool.h>
#include <stddef.h>

/* Ranks from 1, the least first; equal numbers share the mean of their ranks.
 * x, rank [count]
 * ->      false: no memory */
bool gg_ranks(const double x[], size_t count, double rank[]);

typedef struct gg_friedman {
    double chi_squared; /* as Friedman has it, without regard to ties */
    double corrected;   /* for ties; NaN if every block is one tie */
    double p;           /* of the corrected one, by chi squared with methods - 1 degrees */
    double f;           /* Iman's and Davenport's, from chi_squared */
} gg_friedman;

/* Do the methods differ at all? Each problem ranks all methods, equal costs share their ranks;
 * INFINITY is the greatest cost.
 * cost   [problems][methods], no NaN
 * mean   [methods] out: mean ranks
 * ->     false: no memory, or fewer than two methods, or no problem
 * source Friedman 1937, The use of ranks to avoid the assumption of normality implicit in the
 *        analysis of variance, doi:10.1080/01621459.1937.10503522; Iman & Davenport 1980, as in
 *        Demsar 2006, Statistical comparisons of classifiers over multiple data sets, JMLR 7 */
bool gg_friedman_test(const double cost[], size_t problems, size_t methods, double mean[],
                      gg_friedman *out);

/* Chance that the range of k standard normal numbers is at most q. */
double gg_range_below(double q, size_t k);

/* The q that the range of k standard normal numbers exceeds with chance alpha: the studentized
 * range with endless degrees of freedom. */
double gg_range_quantile(double alpha, size_t k);

/* Nemenyi's critical difference: mean ranks of two of the methods that are further apart differ
 * at level alpha, all pairs looked at. NaN for fewer than two methods or no problem.
 * source Nemenyi 1963; Demsar 2006, equation for CD, q = range / sqrt 2 */
double gg_critical_difference(size_t methods, size_t problems, double alpha);

#endif
