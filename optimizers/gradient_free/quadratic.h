/* optimizers/gradient_free/quadratic.h -- a quadratic whose Hessian is kept in two parts. */
#ifndef GG_OPTIMIZERS_GRADIENT_FREE_QUADRATIC_H
#define GG_OPTIMIZERS_GRADIENT_FREE_QUADRATIC_H

#include <stddef.h>

/* d -> gradient'd + d'Hd / 2, H = hessian + sum over k of weight_k point_k point_k'. The sum is
 * what a change of least Frobenius norm adds: m numbers instead of n^2. */
typedef struct gg_quadratic {
    size_t n, m;
    const double *gradient; /* [n] where d = 0 */
    const double *hessian;  /* [n][n], symmetric; NULL: zero */
    const double *weight;   /* [m] */
    const double *point;    /* [m][n] */
} gg_quadratic;

/* out = H v [n]; may not be v */
void gg_quadratic_multiply(const gg_quadratic *q, const double v[], double out[]);

/* out = H [n][n], at the price of about n / 8 products; work [n][n] */
void gg_quadratic_form(const gg_quadratic *q, double work[], double out[]);

/* gradient'd + d'Hd / 2; work [n] */
double gg_quadratic_change(const gg_quadratic *q, const double d[], double work[]);

#endif
