/* experiments/running_time.h -- what runs that arrive cost, how often they do, and ratios. */
#ifndef GG_EXPERIMENTS_RUNNING_TIME_H
#define GG_EXPERIMENTS_RUNNING_TIME_H

#include "experiments/statistics.h"

typedef struct gg_average_time {
    gg_interval expected; /* all that was spent over the hits, as gg_expected_time_interval */
    gg_interval hits;     /* mean cost of the runs that arrived; NaN if none did */
    gg_interval rate;     /* share that arrived, with its exact interval */
    gg_interval sp1;      /* hits / rate: expected, if to miss cost as much as to arrive */
} gg_average_time;

/* Expected and average running time, success rate and SP1, with percentile bootstrap intervals
 * over the same resamples. One without success counts as INFINITY in expected and sp1, and not at
 * all in hits.
 * cost, hit [count] as in gg_expected_time
 * source Auger & Hansen 2005, Performance evaluation of an advanced local search evolutionary
 *        algorithm, doi:10.1109/CEC.2005.1554903 */
gg_average_time gg_average_time_of(const double cost[], const bool hit[], size_t count,
                                   double level, size_t resamples, uint64_t seed);

/* The same as one BLOB of SQL: running_times(cost, hit) is `expected`, `hits` and `sp1`, each as
 * value, low, high, in doubles of this machine; bounds at 0.95. */
enum { GG_RUNNING_TIMES = 9 };

typedef struct gg_costs { /* of one method's runs, as in gg_expected_time */
    const double *cost;   /* [count] */
    const bool *hit;      /* [count] */
    size_t count;
} gg_costs;

/* Expected running time of a over that of b, with its bootstrap interval. `paired`: run i of
 * both had the same instance and start, and is drawn for both or neither. A resample in which
 * neither arrives is left out; NaN where neither does at all. */
gg_interval gg_time_ratio(gg_costs a, gg_costs b, bool paired, double level, size_t resamples,
                          uint64_t seed);

#endif
