/* optimizers/gradient_free/quadratic.c -- a quadratic whose Hessian is kept in two parts. */
#include "optimizers/gradient_free/quadratic.h"

#include "base/vector.h"

void gg_quadratic_multiply(const gg_quadratic *q, const double v[], double out[])
{
    const size_t n = q->n;
    gg_fill(n, 0, out);
    if (q->hessian)
        for (size_t i = 0; i < n; i++) out[i] = gg_dot(n, q->hessian + i * n, v);
    for (size_t k = 0; k < q->m; k++) {
        if (q->weight[k] == 0) continue;
        const double *y = q->point + k * n;
        gg_along(n, out, q->weight[k] * gg_dot(n, y, v), y, out);
    }
}

double gg_quadratic_change(const gg_quadratic *q, const double d[], double work[])
{
    gg_quadratic_multiply(q, d, work);
    return gg_dot(q->n, q->gradient, d) + 0.5 * gg_dot(q->n, d, work);
}
