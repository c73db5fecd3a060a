/* experiments/proportion.h -- what is known about a probability from so many runs. */
#ifndef GG_EXPERIMENTS_PROPORTION_H
#define GG_EXPERIMENTS_PROPORTION_H

#include "experiments/statistics.h"

/* Share of successes with its exact interval at `level` (0.95): no chance outside it makes what
 * was seen, or more of it, likelier than (1 - level) / 2. All NaN without runs.
 * source Clopper & Pearson 1934, The use of confidence or fiducial limits illustrated in the
 *        case of the binomial, doi:10.1093/biomet/26.4.404 */
gg_interval gg_proportion(size_t successes, size_t runs, double level);

/* The greatest chance of success that `runs` failures in a row leave open, at `level`:
 * 1 - (1 - level)^(1 / runs); 1 without runs. */
double gg_unseen(size_t runs, double level);

/* The same at 0.95 in the head, 3 / runs, a little above it; at most 1.
 * source Hanley & Lippman-Hand 1983, If nothing goes wrong, is everything all right?,
 *        doi:10.1001/jama.1983.03330370053031 */
double gg_rule_of_three(size_t runs);

/* What arriving costs at least, on average, after runs that all missed and spent `total`
 * together, however often one begins again: total / 3, by the rule of three. */
double gg_time_unseen(double total);

#endif
