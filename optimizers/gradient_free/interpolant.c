/* optimizers/gradient_free/interpolant.c -- a quadratic that goes through m values. */
#include "optimizers/gradient_free/interpolant.h"

#include "optimizers/gradient_free/dense.h"
#include "optimizers/gradient_free/interpolation_build.h"

/* Of the Lagrangian's gradient where any large value of a Lagrange function will do. */
static const double reach_tolerance = 0.1;

size_t gg_interpolant_doubles(size_t n, size_t m)
{
    return 7 * n + 4 * m + n * n + gg_trust_region_work(n) + gg_interpolation_doubles(n, m);
}

gg_interpolant gg_interpolant_at(double *memory, size_t *best, size_t n, size_t m)
{
    gg_interpolant q = {.n = n, .m = m, .best = best, .base = memory};
    q.side = q.base + n;
    q.f = q.side + n;
    q.gradient = q.f + m;
    q.weight = q.gradient + n;
    q.hessian = q.weight + m;
    q.d = q.hessian + n * n;
    q.lagrange = q.d + n;
    q.other_weight = q.lagrange + m + n;
    q.other_gradient = q.other_weight + m;
    q.other_d = q.other_gradient + n;
    q.work = q.other_d + n;
    q.set = gg_interpolation_at(q.work + gg_trust_region_work(n), n, m);
    return q;
}

const double *gg_interpolant_point(const gg_interpolant *q, size_t k)
{
    return q->set.y + k * q->n;
}

void gg_interpolant_show(const gg_interpolant *q, const double y[], double x[])
{
    for (size_t i = 0; i < q->n; i++) x[i] = q->base[i] + q->side[i] * y[i];
}

double gg_interpolant_greatest(const gg_interpolant *q)
{
    double f = q->f[*q->best];
    for (size_t k = 0; k < q->m; k++)
        if (isfinite(q->f[k])) f = fmax(f, q->f[k]);
    return f;
}

gg_quadratic gg_interpolant_quadratic(const gg_interpolant *q)
{
    return (gg_quadratic){.n = q->n,
                          .m = q->m,
                          .gradient = q->gradient,
                          .hessian = q->hessian,
                          .weight = q->weight,
                          .point = q->set.y};
}

void gg_interpolant_place(const gg_interpolant *q, size_t k, double radius)
{
    const size_t n = q->n;
    double *y = q->set.y + k * n;
    gg_fill(n, 0, y);
    if (k == 0) return;
    if (k <= 2 * n) {
        y[(k - 1) % n] = k <= n ? radius : -radius;
        return;
    }
    size_t first = 0;
    size_t pair = k - 2 * n - 1; /* among (0, 1), (0, 2), ..., (1, 2), ... */
    while (pair >= n - 1 - first) pair -= n - 1 - first++;
    const size_t second = first + 1 + pair;
    y[first] = q->f[1 + first] <= q->f[1 + n + first] ? radius : -radius;
    y[second] = q->f[1 + second] <= q->f[1 + n + second] ? radius : -radius;
}

void gg_interpolant_fit(const gg_interpolant *q)
{
    double *f = q->lagrange;
    for (size_t k = 0; k < q->m; k++) f[k] = q->f[k] - q->f[*q->best];
    gg_interpolation_fit(&q->set, *q->best, f, q->other_weight, q->other_gradient);
}

void gg_interpolant_forget(const gg_interpolant *q)
{
    gg_interpolant_fit(q);
    gg_copy(q->m, q->other_weight, q->weight);
    gg_copy(q->n, q->other_gradient, q->gradient);
    gg_fill(q->n * q->n, 0, q->hessian);
}

bool gg_interpolant_begin(const gg_interpolant *q, double radius)
{
    if (q->m <= 2 * q->n + 1)
        gg_interpolation_axes(&q->set, radius);
    else if (!gg_interpolation_build(&q->set))
        return false;
    gg_interpolant_forget(q);
    return true;
}

void gg_interpolant_centre(const gg_interpolant *q)
{
    const size_t n = q->n;
    double *by = q->other_d;
    gg_copy(n, gg_interpolant_point(q, *q->best), by);
    gg_interpolation_shift(&q->set, by);
    double *v = q->other_gradient; /* sum of weight_k (y_k + by / 2) for the new y */
    double total = 0;
    gg_fill(n, 0, v);
    for (size_t k = 0; k < q->m; k++) {
        gg_along(n, v, q->weight[k], gg_interpolant_point(q, k), v);
        total += q->weight[k];
    }
    gg_along(n, v, 0.5 * total, by, v);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) q->hessian[i * n + j] += v[i] * by[j] + by[i] * v[j];
    gg_interpolant_show(q, by, q->base);
}

void gg_interpolant_centre_if_far(const gg_interpolant *q, double step)
{
    const double away = gg_norm(q->n, gg_interpolant_point(q, *q->best));
    if (step * step <= 1e-3 * away * away) gg_interpolant_centre(q);
}

bool gg_interpolant_mend(const gg_interpolant *q)
{
    gg_interpolant_centre(q);
    if (!gg_interpolation_build(&q->set)) return false;
    const gg_quadratic now = gg_interpolant_quadratic(q);
    double *left = q->lagrange;
    for (size_t k = 0; k < q->m; k++)
        left[k] = q->f[k] - q->f[*q->best] -
                  gg_quadratic_change(&now, gg_interpolant_point(q, k), q->other_d);
    gg_interpolation_fit(&q->set, *q->best, left, q->other_weight, q->other_gradient);
    gg_along(q->m, q->weight, 1, q->other_weight, q->weight);
    gg_along(q->n, q->gradient, 1, q->other_gradient, q->gradient);
    return true;
}

double gg_interpolant_bend(const gg_interpolant *q)
{
    const gg_quadratic now = gg_interpolant_quadratic(q);
    const size_t entries = q->n * q->n;
    gg_quadratic_form(&now, q->work, q->work + entries);
    return gg_norm(entries, q->work + entries);
}

size_t gg_interpolant_choose(const gg_interpolant *q, const gg_interpolation_step *step,
                             bool lower, double near)
{
    double most = lower ? 0 : 1;
    size_t chosen = q->m;
    double *from = q->other_d;
    const double *denominator = gg_interpolation_denominators(&q->set, step);
    gg_along(q->n, gg_interpolant_point(q, *q->best), lower, q->d, from);
    for (size_t k = 0; k < q->m; k++) {
        if (!lower && k == *q->best) continue;
        double worth = fabs(denominator[k]);
        const double away = gg_distance(q->n, gg_interpolant_point(q, k), from) / near;
        const double cube = away * away * away;
        if (away > 1) worth *= cube * cube;
        if (worth > most) {
            most = worth;
            chosen = k;
        }
    }
    return chosen;
}

/* Is the update by d well defined? In exact arithmetic alpha beta >= 0. */
static bool sound(const gg_interpolant *q, size_t t, gg_interpolation_step *step)
{
    for (int mended = 0;; mended++) {
        const double sigma = gg_interpolation_denominator(&q->set, t, step);
        const double tau = step->lagrange[t];
        if (sigma > 0.5 * tau * tau && isfinite(sigma)) return true;
        if (mended || !gg_interpolant_mend(q)) return false;
        gg_interpolation_look(&q->set, *q->best, q->d, step);
    }
}

bool gg_interpolant_take(const gg_interpolant *q, gg_interpolation_step *step, size_t t,
                         double f, double miss)
{
    const size_t n = q->n;
    if (!sound(q, t, step)) return false;
    const bool lower = f < q->f[*q->best];
    if (lower) { /* the old model's gradient at the new best point */
        const gg_quadratic now = gg_interpolant_quadratic(q);
        gg_quadratic_multiply(&now, q->d, q->other_d);
        gg_along(n, q->gradient, 1, q->other_d, q->gradient);
    }
    const double *y = gg_interpolant_point(q, t);
    gg_dense_outer(1, n, n, q->weight[t], y, y, q->hessian);
    q->weight[t] = 0;
    gg_interpolation_replace(&q->set, t, *q->best, q->d, step);
    if (lower) *q->best = t;
    q->f[t] = f;
    gg_interpolation_lagrange(&q->set, *q->best, t, q->other_weight, q->other_gradient);
    gg_along(q->m, q->weight, miss, q->other_weight, q->weight);
    gg_along(n, q->gradient, miss, q->other_gradient, q->gradient);
    return true;
}

/* Along the line through y_t the Lagrange function is s u + (1 - s) u^2. -> its modulus */
static double along_line(const gg_interpolant *q, size_t t, double radius)
{
    const size_t n = q->n;
    gg_along(n, gg_interpolant_point(q, t), -1, gg_interpolant_point(q, *q->best), q->d);
    const double away = gg_norm(n, q->d);
    const double slope = gg_dot(n, q->other_gradient, q->d);
    const double forth = radius / away;
    const bool back = fabs(-slope + (1 - slope) * forth) > fabs(slope + (1 - slope) * forth);
    const double u = back ? -forth : forth;
    for (size_t i = 0; i < n; i++) q->d[i] *= u;
    return fabs(slope * u + (1 - slope) * u * u);
}

void gg_interpolant_reach(const gg_interpolant *q, size_t t, double radius)
{
    const gg_quadratic l = {.n = q->n,
                            .m = q->m,
                            .gradient = q->other_gradient,
                            .weight = q->other_weight,
                            .point = q->set.y};
    gg_interpolation_lagrange(&q->set, *q->best, t, q->other_weight, q->other_gradient);
    double most = along_line(q, t, radius);
    for (int sign = 0; sign < 2; sign++) {
        const gg_trust_step s = gg_trust_region(&l, radius, reach_tolerance, q->work,
                                                q->other_d);
        if (s.decrease > most) {
            most = s.decrease;
            gg_copy(q->n, q->other_d, q->d);
        }
        for (size_t k = 0; k < q->m; k++) q->other_weight[k] = -q->other_weight[k];
        for (size_t i = 0; i < q->n; i++) q->other_gradient[i] = -q->other_gradient[i];
    }
}
