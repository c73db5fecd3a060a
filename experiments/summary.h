/* experiments/summary.h -- the table of results, row by row. */
#ifndef GG_EXPERIMENTS_SUMMARY_H
#define GG_EXPERIMENTS_SUMMARY_H

#include "experiments/results.h"
#include "experiments/statistics.h"

#define GG_SUMMARY_TARGETS "rel:1e-2,1e-8"

/* One optimizer on one loss in one dimension against one target. Texts are valid only while
 * the row is looked at. */
typedef struct gg_summary_row {
    const char *loss, *class, *optimizer, *label, *family, *kind, *target;
    size_t n, runs, broken, hits, rank; /* broken: failed, crashed or timed out */
    double level, rate;
    gg_interval evaluations, seconds; /* expected, to the target; NaN without a hit */
    gg_interval gap;                  /* quartiles and median of the last gap */
    double break_even; /* price of a gradient at which the families draw level; NaN: open */
    bool known;        /* the minimum; else gaps are above the best found */
} gg_summary_row;

/* Calls `look` for every row, in order of loss, n and target, best first.
 * fails GG_BAD_INPUT (SQL), or what `look` fails with */
gg_status gg_summary_each(gg_results *r,
                          gg_status (*look)(void *context, const gg_summary_row *row),
                          void *context);

#endif
