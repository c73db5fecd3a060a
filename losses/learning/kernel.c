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

/* 2^k for -1022 <= k <= 1023: round_to_whole below leaves k in the low bits of its sum */
static inline double power_of_two(double sum)
{
    uint64_t bits;
    double power;
    memcpy(&bits, &sum, sizeof bits);
    bits = (bits + 1023) << 52;
    memcpy(&power, &bits, sizeof power);
    return power;
}

/* exp(u) for u <= 0, within 1 unit: u = k log 2 + r, exp(r) by the polynomial of degree 13 that
 * comes nearest on |r| <= log(2) / 2 in the places of Chebyshev (error 2e-20). 2^k is made of
 * two factors, since it may be too small to be one. */
static inline double exp_below(double u)
{
    const double big = 0x1.8p52;
    const double clipped = u < -800 ? -800 : u;
    const double k = (clipped * 0x1.71547652b82fep0 + big) - big;
    const double r = (clipped - k * 0x1.62e42fee00000p-1) - k * 0x1.a39ef35793c76p-33;
    double q = 0x1.61bfd62b11746p-33;
    q = q * r + 0x1.1f7f50c120cd3p-29;
    q = q * r + 0x1.ae642c6b11d22p-26;
    q = q * r + 0x1.27e4d403115d8p-22;
    q = q * r + 0x1.71de3a5aac2f8p-19;
    q = q * r + 0x1.a01a01a9f1ebep-16;
    q = q * r + 0x1.a01a01a0196a2p-13;
    q = q * r + 0x1.6c16c16c15a54p-10;
    q = q * r + 0x1.1111111111111p-7;
    q = q * r + 0x1.5555555555557p-5;
    q = q * r + 0x1.5555555555555p-3;
    q = q * r + 0x1.0000000000000p-1;
    const double e = 1 + (r + r * r * q);
    const double half = k * 0.5 + big;
    const double rest = (k - (half - big)) + big;
    return e * power_of_two(half) * power_of_two(rest);
}

/* log(1 + e) for 0 <= e <= 1 as 2 atanh(z), z = e / (2 + e) <= 1/3; atanh(z) / z by the
 * polynomial in z^2 that comes nearest on [0, 1/9] (error 1e-18). */
static inline double log_above(double e)
{
    const double z = e / (2 + e);
    const double s = z * z;
    double q = 0x1.5d10fe31f78afp-4;
    q = q * s + 0x1.54f84325caff7p-5;
    q = q * s + 0x1.f00870190116dp-5;
    q = q * s + 0x1.1064420706daap-4;
    q = q * s + 0x1.3b1e2beb19a37p-4;
    q = q * s + 0x1.745caf733858ep-4;
    q = q * s + 0x1.c71c7445bd40dp-4;
    q = q * s + 0x1.249249201bd42p-3;
    q = q * s + 0x1.99999999a1c52p-3;
    q = q * s + 0x1.5555555555527p-2;
    return 2 * (z + z * (s * q));
}

static void logistic(size_t count, const double *restrict m, double *restrict value,
                     double *restrict slope)
{
    for (size_t i = 0; i < count; i++) {
        /* what both branches need is computed before, so that there is nothing to branch for */
        const double u = -fabs(m[i]);
        const double e = exp_below(u);
        const double over = m[i] < 0 ? u : 0;
        const double above = m[i] < 0 ? 1 : e;
        value[i] = log_above(e) - over;
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
