/* experiments/rank_test.c -- signed ranks, signs, many tests at once, and how far ahead. */
#include "experiments/rank_test.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiments/ranking.h"

/* a - b, where two equal infinities differ by nothing. */
static double difference(double a, double b)
{
    return a == b ? 0 : a - b;
}

/* Two-sided p of a sum of signed ranks, each sign a fair coin's. Ranks are halves at worst, so
 * that twice the sum is a whole number: ways[s] counts signs, as shares, that give s.
 * ways [sum of the doubled ranks + 1], all 0; doubled [count] */
static double exact_p(const size_t doubled[], size_t count, double smaller, double ways[])
{
    size_t reach = 0;
    ways[0] = 1;
    for (size_t i = 0; i < count; i++) {
        const size_t up = doubled[i];
        reach += up;
        for (size_t s = reach; s >= up; s--) ways[s] = (ways[s] + ways[s - up]) / 2;
        for (size_t s = 0; s < up; s++) ways[s] /= 2;
    }
    double tail = 0;
    for (size_t s = 0; s <= reach && (double)s <= 2 * smaller; s++) tail += ways[s];
    return fmin(1, 2 * tail);
}

static double normal_p(const double rank[], const double d[], size_t count, double smaller)
{
    double mean = 0;
    double variance = 0;
    for (size_t i = 0; i < count; i++) {
        if (d[i] == 0) continue;
        mean += rank[i] / 2;
        variance += rank[i] * rank[i] / 4;
    }
    const double far = fmax(0, mean - smaller - 0.5);
    return fmin(1, 2 * gsl_cdf_ugaussian_Q(far / sqrt(variance)));
}

/* p, and whether it is exact, from differences and the ranks of their sizes. */
static void set_p(gg_signed_rank *t, const double rank[], const double d[])
{
    const size_t used = t->pairs - t->equal;
    const double smaller = fmin(t->plus, t->minus);
    t->exact = used <= GG_EXACT_PAIRS;
    if (used == 0) {
        t->p = 1;
    } else if (t->exact) {
        size_t doubled[GG_EXACT_PAIRS] = {0};
        size_t taken = 0;
        for (size_t i = 0; i < t->pairs && taken < GG_EXACT_PAIRS; i++)
            if (d[i] != 0) doubled[taken++] = (size_t)(2 * rank[i]);
        double *ways = calloc((size_t)(2 * (t->plus + t->minus)) + 1, sizeof *ways);
        if (ways) t->p = exact_p(doubled, taken, smaller, ways);
        free(ways);
    } else {
        t->p = normal_p(rank, d, t->pairs, smaller);
    }
}

gg_signed_rank gg_signed_rank_test(const double a[], const double b[], size_t count)
{
    gg_signed_rank t = {.p = NAN};
    double *d = malloc((count + 1) * sizeof *d);
    double *size = malloc((count + 1) * sizeof *size);
    double *rank = malloc((count + 1) * sizeof *rank);
    if (d && size && rank) {
        for (size_t i = 0; i < count; i++) {
            if (isnan(a[i]) || isnan(b[i])) continue;
            d[t.pairs] = difference(a[i], b[i]);
            size[t.pairs] = fabs(d[t.pairs]);
            t.equal += d[t.pairs++] == 0;
        }
        if (gg_ranks(size, t.pairs, rank)) {
            for (size_t i = 0; i < t.pairs; i++) {
                if (d[i] > 0) t.plus += rank[i];
                if (d[i] < 0) t.minus += rank[i];
            }
            set_p(&t, rank, d);
        }
    }
    free(rank);
    free(size);
    free(d);
    return t;
}

double gg_sign_test(size_t won, size_t lost)
{
    const size_t less = won < lost ? won : lost;
    if (won + lost == 0) return 1;
    return fmin(1, 2 * gsl_cdf_binomial_P((unsigned)less, 0.5, (unsigned)(won + lost)));
}

typedef struct placed {
    double p;
    size_t at;
} placed;

static int by_p(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    if (x->p != y->p) return (x->p > y->p) - (x->p < y->p);
    return (x->at > y->at) - (x->at < y->at);
}

bool gg_holm(const double p[], size_t count, double adjusted[])
{
    placed *list = malloc((count + 1) * sizeof *list);
    if (!list) return false;
    size_t tests = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(p[i]))
            adjusted[i] = p[i];
        else
            list[tests++] = (placed){p[i], i};
    }
    qsort(list, tests, sizeof *list, by_p);
    double most = 0;
    for (size_t k = 0; k < tests; k++) {
        most = fmax(most, fmin(1, (double)(tests - k) * list[k].p));
        adjusted[list[k].at] = most;
    }
    free(list);
    return true;
}

/* The end of the interval on the side of `far` (0 or 1): where the distance from the estimate
 * is `z` standard deviations of what lies there, found by halving. */
static double superiority_end(double value, double far, double z, double pairs, double spare)
{
    double near = value;
    for (int k = 0; k < 60; k++) {
        const double t = (near + far) / 2;
        const double variance = t * (1 - t) * (1 + spare * ((1 - t) / (2 - t) + t / (1 + t))) /
                                pairs;
        if (fabs(t - value) > z * sqrt(variance))
            far = t;
        else
            near = t;
    }
    return near;
}

gg_interval gg_superiority(const double a[], size_t a_count, const double b[], size_t b_count,
                           double level)
{
    size_t a_known = 0;
    size_t b_known = 0;
    double ahead = 0;
    for (size_t k = 0; k < b_count; k++) b_known += isnan(b[k]) ? 0 : 1;
    for (size_t i = 0; i < a_count; i++) {
        if (isnan(a[i])) continue;
        a_known++;
        for (size_t k = 0; k < b_count; k++) ahead += (a[i] < b[k]) + 0.5 * (a[i] == b[k]);
    }
    if (a_known == 0 || b_known == 0) return (gg_interval){NAN, NAN, NAN};
    const double pairs = (double)a_known * (double)b_known;
    const double spare = (double)(a_known + b_known) / 2 - 1;
    const double z = gsl_cdf_ugaussian_Pinv((1 + level) / 2);
    const double value = ahead / pairs;
    return (gg_interval){superiority_end(value, 0, z, pairs, spare), value,
                         superiority_end(value, 1, z, pairs, spare)};
}
