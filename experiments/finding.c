/* experiments/finding.c -- intervals, and whether they lie where it was foretold. */
#include "experiments/finding.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/option.h"
#include "experiments/bootstrap.h"
#include "experiments/proportion.h"

enum { RESAMPLES = 2000 };
static const double LEVEL = 0.95;

const char *gg_judgement_name(gg_judgement j)
{
    static const char *const names[] = {"NOT RUN", "PASS", "NOT ENOUGH DATA", "FAIL"};
    return names[j];
}

gg_judgement gg_judge(gg_interval is, const gg_band *band)
{
    if (isnan(is.low) || isnan(is.high) || isnan(is.value)) return GG_NOT_ENOUGH_DATA;
    if (is.low >= band->from && is.high <= band->to) return GG_PASS;
    return is.high < band->from || is.low > band->to ? GG_FAIL : GG_NOT_ENOUGH_DATA;
}

void gg_band_words(const gg_band *band, char out[], size_t room)
{
    char from[GG_NUMBER_ROOM];
    char to[GG_NUMBER_ROOM];
    gg_number_write(band->from, from);
    gg_number_write(band->to, to);
    if (band->from == band->to)
        snprintf(out, room, "exactly %s", from);
    else if (isinf(band->to))
        snprintf(out, room, ">= %s", from);
    else if (isinf(band->from))
        snprintf(out, room, "<= %s", to);
    else
        snprintf(out, room, "%s ... %s", from, to);
}

void gg_findings_close(gg_findings *f)
{
    if (!f) return;
    free(f->list);
    *f = (gg_findings){0};
}

void gg_find(gg_findings *to, const gg_band *band, gg_interval is, size_t runs, const char *at,
             ...)
{
    if (to->count == to->room) {
        const size_t room = to->room ? 2 * to->room : 16;
        gg_finding *list = realloc(to->list, room * sizeof *list);
        if (!list) {
            to->lost = true;
            return;
        }
        to->list = list;
        to->room = room;
    }
    gg_finding *f = &to->list[to->count++];
    *f = (gg_finding){.band = band, .is = is, .runs = runs, .verdict = gg_judge(is, band)};
    va_list arguments;
    va_start(arguments, at);
    vsnprintf(f->at, sizeof f->at, at, arguments);
    va_end(arguments);
}

gg_interval gg_exactly(double x)
{
    return (gg_interval){x, x, x};
}

/* How far x lies inside the band; negative: outside. Measured to the nearer end. */
static double depth(double x, const gg_band *band)
{
    return fmin(x - band->from, band->to - x);
}

gg_interval gg_each(const double x[], size_t count, const gg_band *band)
{
    if (count == 0) return gg_exactly(NAN);
    gg_interval is = gg_exactly(x[0]);
    for (size_t i = 0; i < count; i++) {
        if (isnan(x[i])) return gg_exactly(NAN);
        is.low = fmin(is.low, x[i]);
        is.high = fmax(is.high, x[i]);
        if (depth(x[i], band) < depth(is.value, band)) is.value = x[i];
    }
    /* One number outside is a violation, whatever the others are. */
    return depth(is.value, band) < 0 ? gg_exactly(is.value) : is;
}

gg_interval gg_share(size_t successes, size_t runs)
{
    return gg_proportion(successes, runs, LEVEL);
}

/* --- bootstrap -------------------------------------------------------------------------------- */

typedef enum statistic { MEDIAN, MEAN } statistic;

static double compute(statistic what, double x[], size_t count)
{
    if (what == MEDIAN) return gg_quantile(x, count, 0.5);
    double sum = 0;
    for (size_t i = 0; i < count; i++) sum += x[i];
    return sum / (double)count;
}

static bool any_nan(const double x[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (isnan(x[i])) return true;
    return false;
}

typedef struct ratio_of {
    statistic what;
    const double *a, *b; /* b NULL: no denominator */
    size_t a_count, b_count;
    bool paired;
    double *room; /* [a_count + b_count] */
} ratio_of;

static void compute_ratio(const void *data, gsl_rng *rng, double out[])
{
    const ratio_of *q = data;
    double *b = q->room + q->a_count;
    for (size_t i = 0; i < q->a_count; i++) {
        const size_t k = gg_pick(rng, i, q->a_count);
        q->room[i] = q->a[k];
        if (q->paired) b[i] = q->b[k];
    }
    for (size_t i = 0; !q->paired && i < q->b_count; i++)
        b[i] = q->b[gg_pick(rng, i, q->b_count)];
    *out = compute(q->what, q->room, q->a_count) / (q->b ? compute(q->what, b, q->b_count) : 1);
}

static gg_interval bootstrap(ratio_of q)
{
    gg_interval is = gg_exactly(NAN);
    if (q.a_count == 0 || (q.b && q.b_count == 0) || any_nan(q.a, q.a_count) ||
        (q.b && any_nan(q.b, q.b_count)) || (q.paired && q.a_count != q.b_count))
        return is;
    q.room = malloc((q.a_count + q.b_count) * sizeof *q.room);
    if (q.room) gg_bootstrap(compute_ratio, &q, 1, LEVEL, RESAMPLES, 1, &is);
    free(q.room);
    return is;
}

gg_interval gg_median(const double x[], size_t count)
{
    return bootstrap((ratio_of){.what = MEDIAN, .a = x, .a_count = count});
}

gg_interval gg_mean(const double x[], size_t count)
{
    return bootstrap((ratio_of){.what = MEAN, .a = x, .a_count = count});
}

gg_interval gg_ratio(const double a[], size_t a_count, const double b[], size_t b_count,
                     bool paired)
{
    return bootstrap((ratio_of){MEDIAN, a, b, a_count, b_count, paired, NULL});
}
