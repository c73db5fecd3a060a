/* experiments/proportion.c -- exact intervals for a share, and what no success at all says. */
#include "experiments/proportion.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

gg_interval gg_proportion(size_t successes, size_t runs, double level)
{
    if (runs == 0) return (gg_interval){NAN, NAN, NAN};
    const double hits = (double)successes;
    const double misses = (double)(runs - successes);
    const double tail = (1 - level) / 2;
    return (gg_interval){successes ? gsl_cdf_beta_Pinv(tail, hits, misses + 1) : 0,
                         hits / (double)runs,
                         successes < runs ? gsl_cdf_beta_Qinv(tail, hits + 1, misses) : 1};
}

double gg_unseen(size_t runs, double level)
{
    return runs ? -expm1(log1p(-level) / (double)runs) : 1;
}

double gg_rule_of_three(size_t runs)
{
    return runs > 3 ? 3 / (double)runs : 1;
}

double gg_time_unseen(double total)
{
    return total / 3;
}
