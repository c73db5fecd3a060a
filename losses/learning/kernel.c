/* losses/learning/kernel.c -- loops that compilers make vectors of; compiled for several widths. */
#include "losses/learning/kernel.h"

#include <stdint.h>
#include <string.h>

#include "base/vector.h"
#include "losses/learning/lanes.h"

#ifndef GG_KERNEL /* the build names the wider ones */
#define GG_KERNEL gg_kernel_plain
#endif
/* Clang would write the lanes out and make vectors of columns, which lie far apart. */
#if defined(__clang__) && !defined(GG_SANITIZED)
#define LANES _Pragma("clang loop vectorize(enable) unroll(disable)")
#else
#define LANES
#endif
#define NAME_OF(x) #x
#define NAME(x) NAME_OF(x)

static const size_t S = GG_STRIP;
static const size_t L = GG_LANES;

static void strip_scores(size_t n, const double *restrict x, const double *restrict w,
                         double *restrict s)
{
    size_t j = 0;
    for (size_t l = 0; l < S; l++) s[l] = 0;
    for (; j + 4 <= n; j += 4) {
        const double *a = x + j * S;
        const double w0 = w[j];
        const double w1 = w[j + 1];
        const double w2 = w[j + 2];
        const double w3 = w[j + 3];
        for (size_t l = 0; l < S; l++)
            s[l] += (a[l] * w0 + a[S + l] * w1) + (a[2 * S + l] * w2 + a[3 * S + l] * w3);
    }
    for (; j < n; j++)
        for (size_t l = 0; l < S; l++) s[l] += x[j * S + l] * w[j];
}

static void strip_add(size_t n, const double *restrict x, const double *restrict t,
                      double *restrict sums)
{
    for (size_t j = 0; j < n; j++) {
        const double *a = x + j * S;
        double *sum = sums + j * L;
        LANES
        for (size_t l = 0; l < L; l++)
            sum[l] += ((a[l] * t[l] + a[8 + l] * t[8 + l]) +
                       (a[16 + l] * t[16 + l] + a[24 + l] * t[24 + l])) +
                      ((a[32 + l] * t[32 + l] + a[40 + l] * t[40 + l]) +
                       (a[48 + l] * t[48 + l] + a[56 + l] * t[56 + l]));
    }
}

static void rows_scores(size_t n, const double x[], const double w[], double s[])
{
    s[0] = gg_dot(n, x, w);
    s[1] = gg_dot(n, x + n, w);
}

static void rows_add(size_t n, const double *restrict x, const double *restrict t,
                     double *restrict g)
{
    const double *y = x + n;
    const double t0 = t[0];
    const double t1 = t[1];
    for (size_t j = 0; j < n; j++) g[j] += t0 * x[j] + t1 * y[j];
}

static void ask(size_t count, bool margin, const double *restrict y, const double *restrict s,
                double *restrict t)
{
    if (margin)
        for (size_t i = 0; i < count; i++) t[i] = y[i] * s[i];
    else
        for (size_t i = 0; i < count; i++) t[i] = y[i] - s[i];
}

static double answer(size_t count, bool margin, const double *restrict y,
                     const double *restrict value, const double *restrict slope,
                     double *restrict s)
{
    double total;
    if (margin)
        for (size_t i = 0; i < count; i++) s[i] = y[i] * slope[i];
    else
        for (size_t i = 0; i < count; i++) s[i] = -slope[i];
    GG_SUM(total, count, i, value[i]);
    return total;
}

static void square(size_t count, const double *restrict r, double *restrict value,
                   double *restrict slope)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = r[i] * (r[i] / 2);
        slope[i] = r[i];
    }
}

static void logistic(size_t count, const double *restrict m, double *restrict value,
                     double *restrict slope)
{
    for (size_t i = 0; i < count; i++) {
        /* what both branches need is computed before, so that there is nothing to branch for */
        const double u = -fabs(m[i]);
        double minus_one;
        const double e = gg_lane_exp(u, &minus_one);
        const double over = m[i] < 0 ? u : 0;
        const double above = m[i] < 0 ? 1 : e;
        value[i] = gg_lane_log1p(e) - over;
        slope[i] = -(above / (1 + e));
    }
}

const gg_kernel GG_KERNEL = {
    .name = NAME(GG_KERNEL),
    .strip_scores = strip_scores,
    .strip_add = strip_add,
    .rows_scores = rows_scores,
    .rows_add = rows_add,
    .ask = ask,
    .answer = answer,
    .square = square,
    .logistic = logistic,
};
