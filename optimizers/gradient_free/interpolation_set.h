/* optimizers/gradient_free/interpolation_set.h -- m points, and what quadratics through them
 * need. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLATION_SET_H
#define GG_OPTIMIZERS_GRADIENT_FREE_INTERPOLATION_SET_H

#include <stdbool.h>
#include <stddef.h>

/* The quadratics of least Frobenius norm through values at y_0 ... y_{m-1}, n + 2 <= m <=
 * (n + 1)(n + 2)/2, are found from
 *
 *     W = [ A X' ]   A_ij = (y_i'y_j)^2 / 2,   H = W^-1 = [ Omega Xi'     ]
 *         [ X 0  ]   X = (1, y)',                         [ Xi    Upsilon ]
 *
 * H is kept in pieces: Omega = ZZ', which it then cannot lose; and B, without the constants'
 * row, which nobody needs. Row j of B: Xi's for variable j [m], then Upsilon's [n].
 *
 * source Powell 2004, The NEWUOA software for unconstrained optimization without derivatives,
 *        sections 2 to 4, doi:10.1007/0-387-30065-1_16; Omega without signs: Powell 2009, The
 *        BOBYQA algorithm for bound constrained optimization without derivatives, section 4 */
typedef struct gg_interpolation_set {
    size_t n, m;
    double *y;    /* [m][n] */
    double *z;    /* [m - n - 1][m] Z by columns */
    double *b;    /* [n][m + n] */
    double *work; /* gg_interpolation_work */
} gg_interpolation_set;

/* A step d from y_at, seen by all Lagrange functions. */
typedef struct gg_interpolation_step {
    double
        *lagrange; /* [m + n] H w: the Lagrange functions at y_at + d, then Xi w + Upsilon d */
    double beta;   /* w'w less w'Hw: how far the new point is from what is spanned */
} gg_interpolation_step;

/* Doubles that y, z, b and work take together. */
size_t gg_interpolation_doubles(size_t n, size_t m);

/* The pieces of a set in `memory`. */
gg_interpolation_set gg_interpolation_at(double *memory, size_t n, size_t m);

/* d [n] from y_at; `step->lagrange` is the caller's, [m + n]. */
void gg_interpolation_look(const gg_interpolation_set *s, size_t at, const double d[],
                           gg_interpolation_step *step);

/* Omega_tt */
double gg_interpolation_alpha(const gg_interpolation_set *s, size_t t);

/* What the denominator of the update is if y_t is replaced: > 0 but for rounding. */
double gg_interpolation_denominator(const gg_interpolation_set *s, size_t t,
                                    const gg_interpolation_step *step);

/* All of them [m], in the set's work. */
const double *gg_interpolation_denominators(const gg_interpolation_set *s,
                                            const gg_interpolation_step *step);

/* y_t becomes y_at + d, H follows. */
void gg_interpolation_replace(const gg_interpolation_set *s, size_t t, size_t at,
                              const double d[], const gg_interpolation_step *step);

/* The origin moves by `by` [n]: every y becomes y - by. */
void gg_interpolation_shift(const gg_interpolation_set *s, const double by[]);

/* The least-norm quadratic through `f` [m]: its Hessian is sum weight_k y_k y_k', and
 * `gradient` [n] is the one at y_at. */
void gg_interpolation_fit(const gg_interpolation_set *s, size_t at, const double f[],
                          double weight[], double gradient[]);

/* The same for the Lagrange function of y_t, f = e_t. */
void gg_interpolation_lagrange(const gg_interpolation_set *s, size_t at, size_t t,
                               double weight[], double gradient[]);

#endif
