/* losses/nonsmooth/pieces.c -- sums of maxima, maxima of sums, and what rounding does to both. */
#include "losses/nonsmooth/pieces.h"

#include <assert.h>

#include "base/vector.h"

enum { MOST_PIECES = 4 };

/* Both kinds of numbers by the same words. */
#define CHAIN(name, number)                                                             \
    number name(const gg_kink *k, bool whole, size_t terms, size_t m, const number u[]) \
    {                                                                                   \
        number total = 0;                                                               \
        number sum[MOST_PIECES] = {0};                                                  \
        assert(m <= MOST_PIECES);                                                       \
        for (size_t t = 0; t < terms; t++) {                                            \
            for (size_t j = 0; whole && j < m; j++) sum[j] += u[m * t + j];             \
            if (!whole) total += gg_maximum(k, m, u + m * t);                           \
        }                                                                               \
        return whole ? gg_maximum(k, m, sum) : total;                                   \
    }

/* NOLINTBEGIN(bugprone-macro-parentheses) */
CHAIN(gg_chain_real, double)
CHAIN(gg_chain_complex, double complex)
/* NOLINTEND(bugprone-macro-parentheses) */

void gg_chain_weights(const gg_kink *k, bool whole, size_t terms, size_t m, const double u[],
                      double weight[])
{
    double sum[MOST_PIECES] = {0};
    double shared[MOST_PIECES] = {0};
    for (size_t i = 0; whole && i < terms * m; i++) sum[i % m] += u[i];
    if (whole) gg_kink_max(k, m, sum, shared);
    for (size_t t = 0; t < terms; t++) {
        if (!whole) gg_kink_max(k, m, u + m * t, shared);
        gg_copy(m, shared, weight + m * t);
    }
}

double gg_power_slope(const gg_kink *k, double q, double u)
{
    double s;
    if (q > 1) return copysign(q * pow(fabs(u), q - 1), u);
    gg_kink_abs(k, u, &s);
    return s;
}

gg_status gg_round_in_place(gg_problem *p, double error)
{
    p->smoothness = p->kink.by == GG_ROUND_HUBER ? GG_C1 : GG_ANALYTIC;
    p->error = error;
    p->L = NAN;
    return GG_OK;
}

gg_status gg_round_moving(gg_problem *p, double error)
{
    p->minimum = NAN;
    gg_fill(p->n, NAN, p->minimiser);
    return gg_round_in_place(p, error);
}
