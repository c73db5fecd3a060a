/* experiments/auc.h -- how well a score tells two kinds apart, whatever the threshold. */
#ifndef GG_EXPERIMENTS_AUC_H
#define GG_EXPERIMENTS_AUC_H

#include "experiments/statistics.h"

/* The area under the ROC curve: the share of pairs in which the positive has the higher score,
 * ties as halves; 1/2 is blind. With its interval at 0.95. NaN scores are least.
 *
 * positive, negative  [positives], [negatives] at least one each; not changed
 * source  DeLong, DeLong & Clarke-Pearson 1988, Comparing the areas under two or more correlated
 *         receiver operating characteristic curves, doi:10.2307/2531595 */
gg_interval gg_auc(const double positive[], size_t positives, const double negative[],
                   size_t negatives);

#endif
