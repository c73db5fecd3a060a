/* experiments/profile.h -- shares of problems that are solved within a budget: many at once. */
#ifndef GG_EXPERIMENTS_PROFILE_H
#define GG_EXPERIMENTS_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Costs are INFINITY where a target was missed, NaN where a method did not run: that counts as
 * missed. Arrays are [problems][methods]: a problem is a loss, n, instance and target. */

/* Share of costs <= budget: the runtime distribution over targets.
 * cost   [count]
 * source Hansen, Auger, Ros, Mersmann, Tusar & Brockhoff 2021, COCO,
 *        doi:10.1080/10556788.2020.1808977 */
double gg_share_reached(const double cost[], size_t count, double budget);

/* What arriving costs whoever begins again until it happens, simulated: a run is drawn; while it
 * missed, what it spent is added and another is drawn from all. The first runs are not drawn but
 * taken in turn, so that where all arrive the distribution is that of their own costs.
 * cost  [count] to the target, or all that was spent by a run that missed it
 * hit   [count] whether it was met; INFINITY everywhere in `out` if by none
 * out   [draws]; even over the runs if draws is a multiple of count
 * ->    false: no memory or no run, nothing written
 * source Hansen, Auger, Ros, Mersmann, Tusar & Brockhoff 2021, COCO (simulated restarts),
 *        doi:10.1080/10556788.2020.1808977 */
bool gg_restarted_times(const double cost[], const bool hit[], size_t count, size_t draws,
                        uint64_t seed, double out[]);

/* Each cost over the least of its problem; INFINITY where it missed, so also where all did.
 * ratio  [problems][methods] out; may be `cost`
 * source Dolan & More 2002, Benchmarking optimization software with performance profiles,
 *        doi:10.1007/s101070100263 */
void gg_performance_ratios(const double cost[], size_t problems, size_t methods,
                           double ratio[]);

/* The performance profile of a method: its share of all problems with a ratio <= times. With more
 * than two methods it says who is near the best of them, and no more; which of two is ahead is
 * seen in the profile of these two alone.
 * ratio  [problems][methods]
 * source as above; Gould & Scott 2016, A note on performance profiles for benchmarking software,
 *        doi:10.1145/2950048 */
double gg_performance_profile(const double ratio[], size_t problems, size_t methods,
                              size_t method, double times);

/* The ratios of the first of two methods, alone: cost a over the lesser of a and b.
 * a, b, ratio [problems] */
void gg_pair_ratios(const double a[], const double b[], size_t problems, double ratio[]);

/* The data profile of a method: its share of all problems solved within `units` simplex
 * gradients, that is, a cost <= units (n + 1).
 * cost   [problems] of this method, to reduce the first gap to a part tau of it
 * n      [problems]
 * source More & Wild 2009, Benchmarking derivative-free optimization algorithms,
 *        doi:10.1137/080724083 */
double gg_data_profile(const double cost[], const size_t n[], size_t problems, double units);

#endif
