/* experiments/auc.c -- pairs won, and how much that varies from case to case. */
#include "experiments/auc.h"

#include <math.h>

/* 1 if a is the higher score, 1/2 if both are the same. */
static double won(double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b) ? 0.5 : isnan(b);
    return a > b ? 1 : a == b ? 0.5 : 0;
}

/* Mean of the share of `others` that each of `mine` beats; in *error the variance of that mean.
 * side: 1, or -1 for the share that each loses against */
static double mean_share(const double mine[], size_t count, const double others[],
                         size_t other_count, int side, double *error)
{
    double mean = 0;
    double squares = 0;
    for (size_t i = 0; i < count; i++) {
        double share = 0;
        for (size_t j = 0; j < other_count; j++)
            share += side > 0 ? won(mine[i], others[j]) : won(others[j], mine[i]);
        share /= (double)other_count;
        const double change = share - mean;
        mean += change / (double)(i + 1);
        squares += change * (share - mean);
    }
    *error = count > 1 ? squares / (double)(count - 1) / (double)count : 0;
    return mean;
}

gg_interval gg_auc(const double positive[], size_t positives, const double negative[],
                   size_t negatives)
{
    double by_positive;
    double by_negative;
    if (positives == 0 || negatives == 0) return (gg_interval){NAN, NAN, NAN};
    const double area = mean_share(positive, positives, negative, negatives, 1, &by_positive);
    mean_share(negative, negatives, positive, positives, -1, &by_negative);
    const double half = 1.959963984540054 * sqrt(by_positive + by_negative);
    return (gg_interval){fmax(0, area - half), area, fmin(1, area + half)};
}
