/* experiments/statistics.c -- quantiles, expected running time and slopes, with intervals. */
#include "experiments/statistics.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

#include "experiments/bootstrap.h"

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

typedef struct attempts {
    const double *cost; /* [count] */
    const bool *hit;    /* [count] */
    size_t count;
} attempts;

static void compute_time(const void *data, gsl_rng *rng, double out[])
{
    const attempts *r = data;
    double spent = 0;
    size_t hits = 0;
    for (size_t i = 0; i < r->count; i++) {
        const size_t k = gg_pick(rng, i, r->count);
        spent += r->cost[k];
        hits += r->hit[k];
    }
    *out = hits ? spent / (double)hits : INFINITY;
}

double gg_expected_time(const double cost[], const bool hit[], size_t count)
{
    double time;
    compute_time(&(attempts){cost, hit, count}, NULL, &time);
    return time;
}

gg_interval gg_expected_time_interval(const double cost[], const bool hit[], size_t count,
                                      double level, size_t resamples, uint64_t seed)
{
    gg_interval time;
    const attempts r = {cost, hit, count};
    gg_bootstrap(compute_time, &r, 1, level, count ? resamples : 0, seed, &time);
    return time;
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

typedef struct medians {
    const double *x, *y; /* [groups], [groups][runs] */
    size_t groups, runs;
    double *scratch, *median; /* [2 runs], [groups] */
} medians;

/* Median of one group, of its runs as they are or of as many drawn from them. */
static double group_median(const medians *m, size_t i, gsl_rng *rng)
{
    const double *y = m->y + i * m->runs;
    double *drawn = m->scratch + m->runs;
    size_t known = 0;
    for (size_t k = 0; k < m->runs; k++)
        if (!isnan(y[k])) m->scratch[known++] = y[k];
    for (size_t k = 0; k < known; k++) drawn[k] = m->scratch[gg_pick(rng, k, known)];
    return gg_quantile(drawn, known, 0.5);
}

static void compute_slope(const void *data, gsl_rng *rng, double out[])
{
    const medians *m = data;
    for (size_t i = 0; i < m->groups; i++) m->median[i] = group_median(m, i, rng);
    *out = fitted_slope(m->x, m->median, m->groups);
}

static double slope_between(const double x[], const double y[])
{
    const double rise = log(y[1]) - log(y[0]);
    return isfinite(rise) ? rise / (log(x[1]) - log(x[0])) : NAN;
}

static void compute_slopes(const void *data, gsl_rng *rng, double out[])
{
    const medians *m = data;
    for (size_t i = 0; i < m->groups; i++) m->median[i] = group_median(m, i, rng);
    for (size_t i = 0; i + 1 < m->groups; i++) out[i] = slope_between(m->x + i, m->median + i);
}

/* As gg_bootstrap, of medians whose scratch memory is still to be found. */
static bool bootstrap_medians(gg_resampled compute, medians m, size_t numbers, double level,
                              size_t resamples, uint64_t seed, gg_interval out[])
{
    m.scratch = malloc((2 * m.runs + m.groups + 1) * sizeof *m.scratch);
    if (!m.scratch) return false;
    m.median = m.scratch + 2 * m.runs;
    const bool room = gg_bootstrap(compute, &m, numbers, level, resamples, seed, out);
    free(m.scratch);
    return room;
}

gg_interval gg_slope_interval(const double x[], size_t groups, const double y[], size_t runs,
                              double level, size_t resamples, uint64_t seed)
{
    gg_interval slope = {NAN, NAN, NAN};
    const medians m = {.x = x, .y = y, .groups = groups, .runs = runs};
    bootstrap_medians(compute_slope, m, 1, level, resamples, seed, &slope);
    return slope;
}

bool gg_local_slopes(const double x[], size_t groups, const double y[], size_t runs,
                     double level, size_t resamples, uint64_t seed, gg_interval out[])
{
    const medians m = {.x = x, .y = y, .groups = groups, .runs = runs};
    if (groups < 2) return true;
    return bootstrap_medians(compute_slopes, m, groups - 1, level, resamples, seed, out);
}

/* --- grouping --------------------------------------------------------------------------------- */

void gg_groups_close(gg_groups *g)
{
    free(g->x);
    free(g->y);
    *g = (gg_groups){0};
}

bool gg_group(gg_groups *out, const double x[], const double y[], size_t stride, size_t rows)
{
    gg_groups g = {0};
    size_t length = 0;
    for (size_t i = 0; i < rows; i++) {
        const bool fresh = i == 0 || x[i * stride] != x[(i - 1) * stride];
        g.count += fresh;
        length = fresh ? 1 : length + 1;
        if (length > g.runs) g.runs = length;
    }
    g.x = malloc((g.count + 1) * sizeof *g.x);
    g.y = malloc((g.count * g.runs + 1) * sizeof *g.y);
    *out = g;
    if (!g.x || !g.y) return false;
    for (size_t k = 0; k < g.count * g.runs; k++) g.y[k] = NAN;
    size_t group = 0;
    for (size_t i = 0; i < rows; i++) {
        const bool fresh = i == 0 || x[i * stride] != x[(i - 1) * stride];
        if (fresh) {
            g.x[group++] = x[i * stride];
            length = 0;
        }
        g.y[(group - 1) * g.runs + length++] = y[i * stride];
    }
    return true;
}
