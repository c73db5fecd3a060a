/* base/vector.h -- the arithmetic that methods are written in.
 *
 * Sums run in eight lanes that are added pairwise at the end, then the rest of less than eight
 * one by one, so that the order of additions, and with it every bit, is the same for every
 * compiler, level and width of vector unit. The rest has a bound that compilers can see, so
 * that they write it out instead of making vectors of it. */
#ifndef GG_BASE_VECTOR_H
#define GG_BASE_VECTOR_H

#include <math.h>
#include <stddef.h>
#include <string.h>

/* sum of term(i) for i = 0 ... n-1 into `total`; `term` is an expression in i. Lanes are eight
 * names and not an array, which compilers keep in memory. */
/* A name that is declared cannot be in parentheses: NOLINTBEGIN(bugprone-macro-parentheses) */
#define GG_LANE(lane, k, i, term)     \
    {                                 \
        const size_t i = gg_at + (k); \
        (lane) += (term);             \
    }
#define GG_SUM(total, n, i, term)                                                              \
    do {                                                                                       \
        double gg_0 = 0, gg_1 = 0, gg_2 = 0, gg_3 = 0, gg_4 = 0, gg_5 = 0, gg_6 = 0, gg_7 = 0; \
        double gg_rest = 0;                                                                    \
        size_t gg_at = 0;                                                                      \
        for (; gg_at + 8 <= (n); gg_at += 8) {                                                 \
            GG_LANE(gg_0, 0, i, term)                                                          \
            GG_LANE(gg_1, 1, i, term)                                                          \
            GG_LANE(gg_2, 2, i, term)                                                          \
            GG_LANE(gg_3, 3, i, term)                                                          \
            GG_LANE(gg_4, 4, i, term)                                                          \
            GG_LANE(gg_5, 5, i, term)                                                          \
            GG_LANE(gg_6, 6, i, term)                                                          \
            GG_LANE(gg_7, 7, i, term)                                                          \
        }                                                                                      \
        for (int gg_left = 7; gg_left > 0 && gg_at < (n); gg_left--, gg_at++)                  \
            GG_LANE(gg_rest, 0, i, term)                                                       \
        (total) = ((gg_0 + gg_4) + (gg_2 + gg_6)) + ((gg_1 + gg_5) + (gg_3 + gg_7)) + gg_rest; \
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
