/* experiments/proportion.c -- exact intervals for a share, and what no success at all says. */
#include "experiments/proportion.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

/* The x below which the beta distribution has the share p, by halving: GSL's own inverse does not
 * converge for some pairs of thousands, and aborts. */
static double beta_quantile(double p, double a, double b)
{
    double low = 0;
    double high = 1;
    for (size_t i = 0; i < 60; i++) {
        const double x = (low + high) / 2;
        *(gsl_cdf_beta_P(x, a, b) < p ? &low : &high) = x;
    }
    return high;
}

gg_interval gg_proportion(size_t successes, size_t runs, double level)
{
    if (runs == 0) return (gg_interval){NAN, NAN, NAN};
    const double hits = (double)successes;
    const double misses = (double)(runs - successes);
    const double tail = (1 - level) / 2;
    return (gg_interval){successes ? beta_quantile(tail, hits, misses + 1) : 0,
                         hits / (double)runs,
                         successes < runs ? beta_quantile(1 - tail, hits + 1, misses) : 1};
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
