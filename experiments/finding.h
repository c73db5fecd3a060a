/* experiments/finding.h -- a measured number beside the band that was foretold, and the verdict. */
#ifndef GG_EXPERIMENTS_FINDING_H
#define GG_EXPERIMENTS_FINDING_H

#include "base/status.h"
#include "experiments/statistics.h"

typedef struct gg_band {
    const char *what; /* "slope of gradient calls over the condition number, Nesterov" */
    double from, to;  /* both belong to it; -INFINITY or INFINITY: open. from = to: exact */
} gg_band;

/* The band as words: "0.95 ... 1.05", ">= 1", "exactly 1". Written to out[room]. */
void gg_band_words(const gg_band *band, char out[], size_t room);

typedef enum gg_judgement {
    GG_NOT_RUN,         /* none of its rows is there */
    GG_PASS,            /* the whole interval lies in the band */
    GG_NOT_ENOUGH_DATA, /* the interval reaches over an end of the band, or rows are missing */
    GG_FAIL             /* no part of the interval lies in the band */
} gg_judgement;
const char *
gg_judgement_name(gg_judgement j); /* "PASS", "FAIL", "NOT ENOUGH DATA", "NOT RUN" */

typedef struct gg_finding {
    const gg_band *band;
    char at[64]; /* where it was looked at, "n = 10"; or "" */
    gg_interval is;
    size_t runs; /* runs, or measurements, that it rests on */
    gg_judgement verdict;
} gg_finding;

typedef struct gg_findings {
    gg_finding *list; /* [count] */
    size_t count, room;
    bool lost; /* no memory for one of them */
} gg_findings;

void gg_findings_close(gg_findings *f);

/* The rule: PASS only if the whole interval is in the band, FAIL only if none of it is,
 * otherwise NOT ENOUGH DATA; so is what has a NaN. */
gg_judgement gg_judge(gg_interval is, const gg_band *band);

/* Add a finding: an interval, judged by the rule. `at`: printf's format, or "" */
void gg_find(gg_findings *to, const gg_band *band, gg_interval is, size_t runs, const char *at,
             ...) GG_PRINTF(5, 6);

/* A number without chance in it: the interval is the number. */
gg_interval gg_exactly(double x);
/* All of x [count] must meet the band: the interval is from the least to the greatest, the value
 * the one that lies worst (nearest to an end of the band, or furthest outside). */
gg_interval gg_each(const double x[], size_t count, const gg_band *band);
/* Share of successes with its exact interval (Clopper & Pearson 1934) at 0.95. Where a band says
 * "every" or "none" (from = to), it speaks of these runs: use gg_exactly(successes / runs). */
gg_interval gg_share(size_t successes, size_t runs);
/* Median, mean, with a percentile bootstrap interval at 0.95, 2000 resamples; x is not changed. */
gg_interval gg_median(const double x[], size_t count);
gg_interval gg_mean(const double x[], size_t count);
/* Median of a over median of b; resampled in pairs (same count) if `paired`. */
gg_interval gg_ratio(const double a[], size_t a_count, const double b[], size_t b_count,
                     bool paired);

#endif
