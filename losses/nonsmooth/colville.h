/* losses/nonsmooth/colville.h -- the numbers of Colville's first problem, for it and its dual. */
#ifndef GG_LOSSES_NONSMOOTH_COLVILLE_H
#define GG_LOSSES_NONSMOOTH_COLVILLE_H

/* minimise d'x^3 + x'Cx + e'x under Ax >= b, x >= 0. source Colville 1968, A comparative study
 * of nonlinear programming codes, IBM New York scientific center report 320-2949 */
extern const double gg_colville_a[10][5];
extern const double gg_colville_b[10];
extern const double gg_colville_c[5][5];
extern const double gg_colville_d[5];
extern const double gg_colville_e[5];

/* its minimiser, and d'x^3 + x'Cx + e'x there */
extern const double gg_colville_minimiser[5];
extern const double gg_colville_minimum;

#endif
