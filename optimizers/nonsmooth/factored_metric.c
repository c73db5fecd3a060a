/* optimizers/nonsmooth/factored_metric.c -- BFGS in product form. */
#include "optimizers/nonsmooth/factored_metric.h"

#include <float.h>

#include "base/vector.h"

void gg_metric_set(size_t n, double J[])
{
    gg_fill(n * n, 0, J);
    for (size_t i = 0; i < n; i++) J[i * n + i] = 1;
}

double gg_metric_apply(size_t n, const double J[], const double p[], double half[],
                       double out[])
{
    gg_fill(n, 0, half);
    for (size_t i = 0; i < n; i++) gg_along(n, half, p[i], J + i * n, half);
    for (size_t i = 0; out && i < n; i++) out[i] = gg_dot(n, J + i * n, half);
    return gg_dot(n, half, half);
}

/* H+ = (I - s r') H (I - r s') with r = y / s'y + b H^-1 s and b^2 s'y s'H^-1 s = 1, so that
 * J+ = J - s (J'r)'. */
void gg_metric_update(size_t n, double J[], const double s[], const double y[],
                      const double q[], double room[])
{
    double *r = room;
    double *half = room + n;
    const double sy = gg_dot(n, s, y);
    const double sq = gg_dot(n, s, q);
    if (!(sy > DBL_EPSILON * gg_norm(n, s) * gg_norm(n, y)) || !(sq > 0)) return;
    const double b = 1 / sqrt(sy * sq);
    for (size_t i = 0; i < n; i++) r[i] = y[i] / sy + b * q[i];
    if (gg_first_broken(n, r) < n) return;
    gg_metric_apply(n, J, r, half, NULL);
    for (size_t i = 0; i < n; i++) gg_along(n, J + i * n, -s[i], half, J + i * n);
}
