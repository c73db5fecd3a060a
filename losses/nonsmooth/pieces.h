/* losses/nonsmooth/pieces.h -- what formulas made of kinked pieces share: room, chains, powers, rounding.
 *
 * A formula leaves its pieces in p->data, where its gradient finds them again. */
#ifndef GG_LOSSES_NONSMOOTH_PIECES_H
#define GG_LOSSES_NONSMOOTH_PIECES_H

#include "losses/loss.h"
#include "losses/number.h"

/* Bytes for `count` pieces, real or complex; real ones leave room for as many weights. */
static inline size_t gg_pieces_size(size_t count)
{
    return count * sizeof(double complex);
}

/* Terms of m pieces each: the sum of the terms' maxima or, if `whole`, the maximum of the m
 * sums over all terms.
 *
 * u  [terms][m] */
double gg_chain_real(const gg_kink *k, bool whole, size_t terms, size_t m, const double u[]);
double complex gg_chain_complex(const gg_kink *k, bool whole, size_t terms, size_t m,
                                const double complex u[]);
#define gg_chain(k, whole, terms, m, u)  \
    _Generic(*(u), double complex        \
             : gg_chain_complex, default \
             : gg_chain_real)(k, whole, terms, m, u)

/* weight  [terms][m] out: of each piece in the derivative */
void gg_chain_weights(const gg_kink *k, bool whole, size_t terms, size_t m, const double u[],
                      double weight[]);

/* The derivative of |u|^q, q >= 1; only q = 1 has a kink, where the policy picks. */
double gg_power_slope(const gg_kink *k, double q, double u);

/* What all `round` hooks say: f changes by `error` at most, and where it is smooth now. For a
 * loss whose minimum and minimiser stay. */
gg_status gg_round_in_place(gg_problem *p, double error);

/* The same for a loss whose minimum moves: it is not known any more. */
gg_status gg_round_moving(gg_problem *p, double error);

#endif
