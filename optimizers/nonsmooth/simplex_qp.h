/* optimizers/nonsmooth/simplex_qp.h -- the convex combination that minimises a quadratic. */
#ifndef GG_OPTIMIZERS_NONSMOOTH_SIMPLEX_QP_H
#define GG_OPTIMIZERS_NONSMOOTH_SIMPLEX_QP_H

#include <stddef.h>

/* doubles of room that m columns take */
size_t gg_simplex_qp_room(size_t m);

/* min 1/2 w'Qw + a'w over w >= 0, sum w = 1, by an active set: columns enter one by one where the
 * objective falls, and leave as soon as their weight is 0, so that few have any. Q is a Gram
 * matrix: with a = 0, w are the weights of the point nearest to 0 in the hull of its vectors.
 *
 * m       > 0
 * Q       [m][stride] symmetric, positive semidefinite, which rounding may spoil
 * a       [m]; NULL: zeros
 * w       [m]   in: where to begin if it is on the simplex, else anything finite; out
 * room    [gg_simplex_qp_room(m)]
 * ->      w'(Qw + a): what no (Qw + a)_i lies below, but for rounding
 * source  Wolfe 1976, Finding the nearest point in a polytope, doi:10.1007/BF01580381; with a:
 *         Kiwiel 1986, A method for solving certain quadratic programming problems arising in
 *         nonsmooth optimization, doi:10.1093/imanum/6.2.137 */
double gg_simplex_qp(size_t m, size_t stride, const double Q[], const double a[], double w[],
                     double room[]);

#endif
