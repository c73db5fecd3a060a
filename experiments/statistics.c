/* experiments/statistics.c -- quantiles, expected running time and slopes, with intervals. */
#include "experiments/statistics.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "base/random.h"

/* Ascending, NaN last. */
static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    if (isnan(x) || isnan(y)) return isnan(x) - isnan(y);
    return (x > y) - (x < y);
}

/* Bootstraps sort a few numbers a million times: no call for each comparison then. */
static void sort(double x[], size_t count)
{
    enum { FEW = 32 };
    if (count > FEW) {
        qsort(x, count, sizeof *x, ascending);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        const double one = x[i];
        size_t k = i;
        for (; k > 0 && !(x[k - 1] <= one) && !isnan(one); k--) x[k] = x[k - 1];
        x[k] = one;
    }
}

double gg_quantile(double x[], size_t count, double p)
{
    if (count == 0 || isnan(p)) return NAN;
    sort(x, count);
    while (count && isnan(x[count - 1])) count--;
    if (count == 0) return NAN;
    const double place = (double)(count - 1) * fmin(fmax(p, 0), 1);
    /* A place that misses a sample by rounding alone is at that sample. */
    const double fuzz = 4 * DBL_EPSILON * place;
    const size_t below = (size_t)floor(place + fuzz);
    const double part = place - (double)below;
    if (part <= fuzz || x[below] == x[below + 1]) return x[below];
    if (isinf(x[below + 1])) return x[below + 1];
    if (isinf(x[below])) return x[below];
    return x[below] + part * (x[below + 1] - x[below]);
}

double gg_expected_time(const double cost[], const bool hit[], size_t count)
{
    double spent = 0;
    size_t hits = 0;
    for (size_t i = 0; i < count; i++) {
        spent += cost[i];
        hits += hit[i];
    }
    return hits ? spent / (double)hits : INFINITY;
}

static gsl_rng *open_stream(uint64_t seed)
{
    gsl_rng *rng = gsl_rng_alloc(gg_philox);
    if (rng) gg_random_open(rng, seed, GG_BOOTSTRAP, 0);
    return rng;
}

/* The middle `level` of the samples; NaN, for want of memory, without samples. */
static void set_bounds(gg_interval *out, double samples[], size_t count, double level)
{
    out->low = gg_quantile(samples, count, (1 - level) / 2);
    out->high = gg_quantile(samples, count, (1 + level) / 2);
}

static double resampled_time(const double cost[], const bool hit[], size_t count, gsl_rng *rng)
{
    double spent = 0;
    size_t hits = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t k = gsl_rng_uniform_int(rng, count);
        spent += cost[k];
        hits += hit[k];
    }
    return hits ? spent / (double)hits : INFINITY;
}

gg_interval gg_expected_time_interval(const double cost[], const bool hit[], size_t count,
                                      double level, size_t resamples, uint64_t seed)
{
    gg_interval interval = {NAN, gg_expected_time(cost, hit, count), NAN};
    double *samples = malloc((resamples + 1) * sizeof *samples);
    gsl_rng *rng = open_stream(seed);
    if (samples && rng && count) {
        for (size_t k = 0; k < resamples; k++)
            samples[k] = resampled_time(cost, hit, count, rng);
        set_bounds(&interval, samples, resamples, level);
    }
    gsl_rng_free(rng);
    free(samples);
    return interval;
}

/* Least squares through (log x, log median), where that is a number. */
static double fitted_slope(const double x[], const double median[], size_t groups)
{
    double mean_x = 0;
    double mean_y = 0;
    size_t used = 0;
    for (size_t i = 0; i < groups; i++) {
        if (!isfinite(log(x[i])) || !isfinite(log(median[i]))) continue;
        used++;
        mean_x += (log(x[i]) - mean_x) / (double)used;
        mean_y += (log(median[i]) - mean_y) / (double)used;
    }
    if (used < 3) return NAN;
    double xx = 0;
    double xy = 0;
    for (size_t i = 0; i < groups; i++) {
        if (!isfinite(log(x[i])) || !isfinite(log(median[i]))) continue;
        const double dx = log(x[i]) - mean_x;
        xx += dx * dx;
        xy += dx * (log(median[i]) - mean_y);
    }
    return xx > 0 ? xy / xx : NAN;
}

/* Median of one group, of its runs as they are (rng NULL) or of as many drawn from them. */
static double group_median(const double y[], size_t runs, gsl_rng *rng, double scratch[])
{
    size_t known = 0;
    for (size_t i = 0; i < runs; i++)
        if (!isnan(y[i])) scratch[known++] = y[i];
    if (!rng || known == 0) return gg_quantile(scratch, known, 0.5);
    double *drawn = scratch + runs;
    for (size_t i = 0; i < known; i++) drawn[i] = scratch[gsl_rng_uniform_int(rng, known)];
    return gg_quantile(drawn, known, 0.5);
}

typedef struct slope_work {
    double *median;  /* [groups] */
    double *scratch; /* [2 runs] */
    double *samples; /* [resamples] */
    gsl_rng *rng;
} slope_work;

static double one_slope(const double x[], size_t groups, const double y[], size_t runs,
                        const slope_work *w, gsl_rng *rng)
{
    for (size_t i = 0; i < groups; i++)
        w->median[i] = group_median(y + i * runs, runs, rng, w->scratch);
    return fitted_slope(x, w->median, groups);
}

gg_interval gg_slope_interval(const double x[], size_t groups, const double y[], size_t runs,
                              double level, size_t resamples, uint64_t seed)
{
    gg_interval interval = {NAN, NAN, NAN};
    const slope_work w = {malloc((groups + 1) * sizeof(double)),
                          malloc((2 * runs + 1) * sizeof(double)),
                          malloc((resamples + 1) * sizeof(double)), open_stream(seed)};
    if (w.median && w.scratch && w.samples && w.rng) {
        interval.value = one_slope(x, groups, y, runs, &w, NULL);
        for (size_t k = 0; k < resamples; k++)
            w.samples[k] = one_slope(x, groups, y, runs, &w, w.rng);
        if (!isnan(interval.value)) set_bounds(&interval, w.samples, resamples, level);
    }
    gsl_rng_free(w.rng);
    free(w.samples);
    free(w.scratch);
    free(w.median);
    return interval;
}

static double slope_between(const double x[], const double y[])
{
    const double rise = log(y[1]) - log(y[0]);
    return isfinite(rise) ? rise / (log(x[1]) - log(x[0])) : NAN;
}

bool gg_local_slopes(const double x[], size_t groups, const double y[], size_t runs,
                     double level, size_t resamples, uint64_t seed, gg_interval out[])
{
    double *median = malloc((resamples + 1) * (groups + 1) * sizeof *median);
    double *scratch = malloc((2 * runs + resamples + 1) * sizeof *scratch);
    gsl_rng *rng = open_stream(seed);
    const bool room = median && scratch && rng;
    if (room) { /* row 0 of median is of the runs as they are */
        for (size_t k = 0; k <= resamples; k++)
            for (size_t i = 0; i < groups; i++)
                median[k * groups + i] = group_median(y + i * runs, runs, k ? rng : NULL,
                                                      scratch);
        double *samples = scratch + 2 * runs;
        for (size_t i = 0; i + 1 < groups; i++) {
            out[i] = (gg_interval){NAN, slope_between(x + i, median + i), NAN};
            for (size_t k = 0; k < resamples; k++)
                samples[k] = slope_between(x + i, median + (k + 1) * groups + i);
            if (!isnan(out[i].value)) set_bounds(&out[i], samples, resamples, level);
        }
    }
    gsl_rng_free(rng);
    free(scratch);
    free(median);
    return room;
}
