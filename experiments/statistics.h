/* experiments/statistics.h -- what is said about many runs. */
#ifndef GG_EXPERIMENTS_STATISTICS_H
#define GG_EXPERIMENTS_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gg_interval {
    double low, value, high;
} gg_interval;

/* The p-quantile by linear interpolation (Hyndman & Fan 1996, type 7). Infinities are ranked
 * like numbers; a quantile between a number and an infinity is that infinity, between the two
 * infinities the positive one. NaN is missing: it is left out.
 * x [count] is sorted in place; count 0: NaN */
double gg_quantile(double x[], size_t count, double p);

/* Expected running time: (sum of all costs) / successes; INFINITY without a success.
 * cost [count] cost to the target, or all that was spent by a run that missed it
 * hit  [count] whether it was met
 * source Hansen, Auger, Ros, Mersmann, Tusar & Brockhoff 2021, COCO,
 *        doi:10.1080/10556788.2020.1808977; Auger & Hansen 2005 */
double gg_expected_time(const double cost[], const bool hit[], size_t count);

/* The same with its percentile bootstrap interval at `level` (0.95), `resamples` from 1000. A
 * resample without a success counts as INFINITY. Bounds are NaN without runs or memory. */
gg_interval gg_expected_time_interval(const double cost[], const bool hit[], size_t count,
                                      double level, size_t resamples, uint64_t seed);

/* Slope of log y on log x by least squares, with a bootstrap interval over runs: at each x the
 * y are resampled and their median is fitted. An infinite median leaves its x out; fewer than
 * three x: all NaN, and a resample with fewer is left out.
 * x [groups]; y [groups][runs], NaN where a group has fewer */
gg_interval gg_slope_interval(const double x[], size_t groups, const double y[], size_t runs,
                              double level, size_t resamples, uint64_t seed);

/* The slopes between neighbours: out[i] is that of log median y over log x from x[i] to x[i + 1],
 * with its bootstrap interval. A straight line hides a bend; these show it. An infinite median
 * leaves NaN on both sides.
 * x   [groups], ascending; y [groups][runs] as above; out [groups - 1]
 * ->  false: no memory, nothing written */
bool gg_local_slopes(const double x[], size_t groups, const double y[], size_t runs,
                     double level, size_t resamples, uint64_t seed, gg_interval out[]);

/* Rows (x, y) as the two above take them: rows of equal x, which must stand together, are a
 * group. */
typedef struct gg_groups {
    double *x, *y; /* [count], [count][runs], NaN where a group has fewer */
    size_t count, runs;
} gg_groups;

/* x, y: row i's are at [i * stride], i < rows
 * -> false: no memory; close it anyway */
bool gg_group(gg_groups *out, const double x[], const double y[], size_t stride, size_t rows);
void gg_groups_close(gg_groups *g);

struct sqlite3;
/* Register these functions in a database. Aggregates of rows:
 *   quantile(x, p)
 *   expected_time(cost, hit), expected_low, expected_high
 *   slope_value(x, y), slope_low, slope_high
 *   local_slopes(x, y): a JSON array of [from, to, value, low, high]
 *   time_ratio(cost a, hit a, cost b, hit b), time_ratio_low, time_ratio_high: runs in pairs
 *   signed_rank(a, b): two-sided p of pairs
 *   ahead(a, b), ahead_low, ahead_high: chance that an a is less than a b, paired or not
 *   restarted(cost, hit): a JSON array of simulated costs with restarts (profile.h), as many as
 *   each run is as often the first in; null where none arrives
 *   running_times(cost, hit): expected and average time and SP1, a BLOB (running_time.h)
 * and pow10(x), critical_difference(methods, problems).
 * Intervals are at 0.95 from 1000 resamples, seed 1. Rows with a NULL are left out; 9e999 is
 * INFINITY, so a censored run is one of y = 9e999. The three of expected_time are NULL without a
 * success; with one, expected_high may be 9e999.
 * -> SQLITE_OK or SQLite's error */
int gg_statistics_register(struct sqlite3 *db);

#endif
