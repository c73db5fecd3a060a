/* base/vector.h -- the arithmetic that methods are written in.
 *
 * Sums run in eight lanes that are added pairwise at the end, so that the order of additions,
 * and with it every bit, is the same for every compiler, level and width of vector unit. */
#ifndef GG_BASE_VECTOR_H
#define GG_BASE_VECTOR_H

#include <math.h>
#include <stddef.h>
#include <string.h>

static inline double gg_lanes_sum(const double s[8])
{
    return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/* sum of term(i) for i = 0 ... n-1 into `total`; `term` is an expression in i. */
/* A name that is declared cannot be in parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define GG_SUM(total, n, i, term)                                          \
    do {                                                                   \
        double gg_lane[8] = {0};                                           \
        size_t gg_at = 0;                                                  \
        for (; gg_at + 8 <= (n); gg_at += 8)                               \
            for (size_t gg_k = 0; gg_k < 8; gg_k++) {                      \
                const size_t i = gg_at + gg_k;                             \
                gg_lane[gg_k] += (term);                                   \
            }                                                              \
        for (size_t i = gg_at; i < (n); i++) gg_lane[i - gg_at] += (term); \
        (total) = gg_lanes_sum(gg_lane);                                   \
    } while (0)
/* NOLINTEND(bugprone-macro-parentheses) */

/* x'y */
static inline double gg_dot(size_t n, const double x[], const double y[])
{
    double total;
    GG_SUM(total, n, i, x[i] * y[i]);
    return total;
}

/* the 2-norm; no guard against overflow, for |x_i| < 1e150 */
static inline double gg_norm(size_t n, const double x[])
{
    return sqrt(gg_dot(n, x, x));
}

/* |x - y| in the 2-norm */
static inline double gg_distance(size_t n, const double x[], const double y[])
{
    double total;
    GG_SUM(total, n, i, (x[i] - y[i]) * (x[i] - y[i]));
    return sqrt(total);
}

/* max |x_i| */
static inline double gg_norm_max(size_t n, const double x[])
{
    double most = 0;
    for (size_t i = 0; i < n; i++)
        if (fabs(x[i]) > most) most = fabs(x[i]);
    return most;
}

static inline void gg_copy(size_t n, const double x[], double out[])
{
    if (n) memmove(out, x, n * sizeof *x);
}

static inline void gg_fill(size_t n, double value, double out[])
{
    for (size_t i = 0; i < n; i++) out[i] = value;
}

/* out = x + t d; out may be x or d */
static inline void gg_along(size_t n, const double x[], double t, const double d[],
                            double out[])
{
    for (size_t i = 0; i < n; i++) out[i] = x[i] + t * d[i];
}

/* the first index that is not finite, or n */
static inline size_t gg_first_broken(size_t n, const double x[])
{
    size_t i = 0;
    while (i < n && isfinite(x[i])) i++;
    return i;
}

#endif
