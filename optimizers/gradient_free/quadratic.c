/* optimizers/gradient_free/quadratic.c -- a quadratic whose Hessian is kept in two parts. */
#include "optimizers/gradient_free/quadratic.h"

#include "optimizers/gradient_free/dense.h"

enum { BLOCK = 128 }; /* points at a time */

void gg_quadratic_multiply(const gg_quadratic *q, const double v[], double out[])
{
    const size_t n = q->n;
    gg_fill(n, 0, out);
    if (q->hessian) gg_dense_times(n, n, q->hessian, n, v, out);
    for (size_t k = 0; k < q->m; k += BLOCK) {
        const size_t count = q->m - k < BLOCK ? q->m - k : BLOCK;
        const double *y = q->point + k * n;
        double part[BLOCK];
        gg_dense_times(count, n, y, n, v, part);
        for (size_t i = 0; i < count; i++) part[i] *= q->weight[k + i];
        gg_dense_add(count, n, 1, y, n, part, out);
    }
}

void gg_quadratic_form(const gg_quadratic *q, double work[], double out[])
{
    const size_t n = q->n;
    gg_fill(n * n, 0, out);
    if (q->hessian) gg_copy(n * n, q->hessian, out);
    for (size_t k = 0; k < q->m; k += n) {
        const size_t count = q->m - k < n ? q->m - k : n;
        const double *y = q->point + k * n;
        for (size_t i = 0; i < count; i++)
            for (size_t j = 0; j < n; j++) work[i * n + j] = q->weight[k + i] * y[i * n + j];
        gg_dense_outer(count, n, n, 1, y, work, out);
    }
}

double gg_quadratic_change(const gg_quadratic *q, const double d[], double work[])
{
    gg_quadratic_multiply(q, d, work);
    return gg_dot(q->n, q->gradient, d) + 0.5 * gg_dot(q->n, d, work);
}
