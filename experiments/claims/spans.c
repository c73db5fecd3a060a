/* experiments/claims/spans.c -- rows are cut out, and costs compared. */
#include "experiments/claims/spans.h"

#include <math.h>
#include <stdlib.h>

gg_table gg_times_within(const gg_table *t, size_t column, double from, double to)
{
    gg_table part = {.columns = t->columns, .of = t->of};
    for (size_t i = 0; i < t->rows; i++) {
        const double x = t->of[i * t->columns + column];
        if (!(x >= from && x <= to)) continue;
        if (part.rows++ == 0) part.of = t->of + i * t->columns;
    }
    return part;
}

static double *costs(const gg_table *t)
{
    double *cost = malloc((t->rows + 1) * sizeof *cost);
    for (size_t i = 0; cost && i < t->rows; i++) {
        const double *row = t->of + i * t->columns;
        cost[i] = row[GG_TIMES_HIT] != 0 ? row[GG_TIMES_COST] : INFINITY;
    }
    return cost;
}

gg_interval gg_times_ratio(const gg_table *a, const gg_table *b)
{
    double *over = costs(a);
    double *under = costs(b);
    gg_interval ratio = gg_exactly(NAN);
    if (over && under) ratio = gg_ratio(over, a->rows, under, b->rows, false);
    free(over);
    free(under);
    return ratio;
}

gg_interval gg_times_less(gg_interval a, gg_interval b)
{
    return (gg_interval){a.low - b.high, a.value - b.value, a.high - b.low};
}

gg_interval gg_times_slope_in_n(const gg_table *t, double from, double to)
{
    const gg_table part = gg_times_within(t, GG_TIMES_N, from, to);
    return gg_times_slope(&part, GG_TIMES_N);
}
