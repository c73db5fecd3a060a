/* experiments/claims/spans.h -- parts of a table of times, and ratios of them. */
#ifndef GG_EXPERIMENTS_CLAIMS_SPANS_H
#define GG_EXPERIMENTS_CLAIMS_SPANS_H

#include "experiments/evidence.h"

enum { GG_TIMES_AT, GG_TIMES_N, GG_TIMES_REP, GG_TIMES_COST, GG_TIMES_HIT }; /* columns */

/* The rows of gg_evidence_times in which `column` lies in [from, to], which must stand
 * together: a part of t, and not to be closed. */
gg_table gg_times_within(const gg_table *t, size_t column, double from, double to);

/* Median cost in a over median cost in b, with its interval; a run that missed has an infinite
 * cost. NaN without rows or memory. */
gg_interval gg_times_ratio(const gg_table *a, const gg_table *b);

/* a - b wherever in their intervals they lie: positive only if those are disjoint. */
gg_interval gg_times_less(gg_interval a, gg_interval b);

/* As gg_times_slope, of the rows in which n lies in [from, to]. */
gg_interval gg_times_slope_in_n(const gg_table *t, double from, double to);

#endif
