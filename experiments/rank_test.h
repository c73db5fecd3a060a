/* experiments/rank_test.h -- is one of two methods ahead, by ranks alone? */
#ifndef GG_EXPERIMENTS_RANK_TEST_H
#define GG_EXPERIMENTS_RANK_TEST_H

#include "experiments/statistics.h"

typedef struct gg_signed_rank {
    double plus, minus; /* sums of the ranks of a > b, and of a < b */
    size_t pairs;       /* that have both numbers */
    size_t equal;       /* of them: no difference */
    double p;           /* two-sided; 1 if nothing differs, NaN for want of memory */
    bool exact;         /* p is exact; else from the normal distribution */
} gg_signed_rank;

/* Wilcoxon's signed-rank test of pairs, say costs of two methods on the same instances.
 * INFINITY is a number that is greater than all others: a run that missed its target. Two of
 * them are equal; one differs more than any two numbers do. A pair with a NaN is left out.
 * Differences that are equal share their ranks. Pairs without difference are ranked with the
 * others, and their ranks left out (Pratt's way). p is exact, given the ranks, up to
 * GG_EXACT_PAIRS pairs that differ; beyond, normal with the variance of those very ranks and a
 * correction for continuity.
 * a, b   [count] logarithms of costs, so that factors count and not differences
 * source Wilcoxon 1945, Individual comparisons by ranking methods, doi:10.2307/3001968;
 *        Pratt 1959, Remarks on zeros and ties in the Wilcoxon signed rank procedures,
 *        doi:10.1080/01621459.1959.10501526 */
enum { GG_EXACT_PAIRS = 64 };
gg_signed_rank gg_signed_rank_test(const double a[], const double b[], size_t count);

/* Two-sided p of the sign test: so many pairs were won, so many lost, none counts how high. */
double gg_sign_test(size_t won, size_t lost);

/* Adjusted p values of tests that are all read together: reject where adjusted <= alpha, and
 * the chance of any false rejection is <= alpha. NaN is no test, and stays.
 * p, adjusted [count]; may be the same array
 * ->     false: no memory, nothing written
 * source Holm 1979, A simple sequentially rejective multiple test procedure,
 *        Scandinavian Journal of Statistics 6, 65-70 */
bool gg_holm(const double p[], size_t count, double adjusted[]);

/* Chance that a run of a costs less than one of b, equal ones counted half: 0.5 if neither is
 * ahead, with an interval at `level` that is not a point even if all of a are below all of b.
 * All NaN if either has no numbers; NaN is left out.
 * source Vargha & Delaney 2000, A critique and improvement of the CL common language effect
 *        size statistics of McGraw and Wong, doi:10.3102/10769986025002101 (A12); interval:
 *        Newcombe 2006, Confidence intervals for an effect size measure based on the
 *        Mann-Whitney statistic, part 2, doi:10.1002/sim.2324, method 5 */
gg_interval gg_superiority(const double a[], size_t a_count, const double b[], size_t b_count,
                           double level);

#endif
