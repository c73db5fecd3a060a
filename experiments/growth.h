/* experiments/growth.h -- how the cost of a target grows with n, in all and from n to n. */
#ifndef GG_EXPERIMENTS_GROWTH_H
#define GG_EXPERIMENTS_GROWTH_H

#include "experiments/results.h"
#include "experiments/statistics.h"

/* One method on one loss in at least three dimensions. Strings live until the next. */
typedef struct gg_growth {
    const char *loss, *optimizer;
    const char *kind; /* of the target, as in gg_summary_row */
    double level;
    gg_interval slope; /* of log median cost over log n; NaN: reached in fewer than three */
    const char *local; /* JSON: [[from, to, value, low, high], ...]; null where not reached */
} gg_growth;

/* Every such row for the targets that `r` was opened with, by loss, target and optimizer.
 * fails what `each` fails with; GG_IO, GG_BAD_INPUT */
gg_status gg_growth_read(gg_results *r, gg_status (*each)(void *context, const gg_growth *row),
                         void *context);

#endif
