/* experiments/summary.h -- what a folder of results amounts to, a row for each method and target. */
#ifndef GG_EXPERIMENTS_SUMMARY_H
#define GG_EXPERIMENTS_SUMMARY_H

#include "experiments/results.h"
#include "experiments/statistics.h"

/* One method on one loss in one dimension against one target. Strings live until the next. */
typedef struct gg_summary_row {
    const char *loss, *optimizer; /* canonical specifications */
    const char *label;            /* the method's name for readers */
    size_t n;
    const char *kind; /* of the target: absolute, or relative to the first gap */
    double level;     /* the gap */
    size_t runs, hits;
    /* Expected, at the price of a gradient; no hit: INFINITY, `low` by the rule of three. */
    gg_interval evaluations;
    gg_interval seconds;  /* expected wall seconds, likewise */
    gg_interval average;  /* evaluations of the runs that hit; NaN: none */
    gg_interval sp1;      /* average / rate; no hit: INFINITY, bounds NaN */
    gg_interval rate;     /* share of runs that hit */
    double quartile[3];   /* of the runs' evaluations; INFINITY where a run missed */
    double median_beyond; /* what a median that is a miss is more than */
    size_t rank;          /* by expected evaluations within loss, n and target; from 1 */
    double break_even;    /* price of a gradient at which the lead ends; NaN: no two sides */
    bool dared;           /* the method needs a derivative that this loss does not have */
} gg_summary_row;

/* Every row for the targets that `r` was opened with, by loss, n, target and rank.
 * fails what `each` fails with; GG_IO, GG_BAD_INPUT */
gg_status gg_summary_read(gg_results *r,
                          gg_status (*each)(void *context, const gg_summary_row *row),
                          void *context);

/* Does the method need a derivative that a loss of this class (smooth, kinked, discontinuous) does
 * not have? Not said of a method that this build does not know. */
bool gg_summary_dared(const char *method, const char *class);

#endif
