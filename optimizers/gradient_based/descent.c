/* optimizers/gradient_based/descent.c -- a step along a direction, and what its failure means. */
#include "optimizers/gradient_based/descent.h"

#include <float.h>

#include "base/vector.h"

/* What is left to win is rounding if even the longest step promises less than this share of
 * |f|, or less than this share of |x|: f and x are sums whose last digits are lost. */
static const double ROUNDING = 1e4 * DBL_EPSILON;

/* Steps that differ from the least f by noise alone, after which f no longer falls. */
enum { REST = 20 };

/* Numbers that stay in the first cache while they are used again. */
enum { BLOCK = 512 };

/* s = x - before, y likewise of the gradients, which follow -> sums = s's, s'y, y'y */
static void subtract(size_t n, const double *restrict x, const double *restrict before,
                     const double *restrict g, const double *restrict g_before,
                     double *restrict s, double *restrict y, double sums[3])
{
    for (size_t i = 0; i < n; i++) s[i] = x[i] - before[i];
    sums[0] = gg_dot(n, s, s);
    GG_SUM(sums[1], n, i, (y[i] = g[i] - g_before[i]) * s[i]);
    sums[2] = gg_dot(n, y, y);
}

void gg_descent_start(gg_descent *a, double rows[], gg_oracle *o)
{
    gg_copy(o->n, o->start, rows);
    a->f = a->least = gg_gradient(o, rows, rows + o->n);
}

gg_verdict gg_descent_look(const gg_descent *a, const double rows[], gg_oracle *o)
{
    if (o->silent) return GG_GO_ON;
    if (!isfinite(a->f)) {
        o->why = "f is not finite where the method stands";
        return GG_STUCK;
    }
    const double *g = rows + (2 * a->side + 1) * o->n;
    if (a->end == 0 && gg_norm_max(o->n, g) == 0) { /* g'd != 0 saves the look at g */
        o->why = "a zero gradient";
        return GG_DONE;
    }
    if (a->stale >= REST) {
        o->why = "f no longer falls: what is left is rounding";
        return GG_DONE;
    }
    return GG_GO_ON;
}

double gg_descent_steepest(const gg_descent *a, double rows[], size_t n)
{
    const double *g = gg_descent_x(a, n, rows) + n;
    double *d = gg_descent_d(n, rows);
    for (size_t i = 0; i < n; i++) d[i] = -g[i];
    return -gg_dot(n, g, g);
}

double gg_descent_first(const gg_descent *a, const gg_oracle *o, double slope)
{
    if (a->length > 0) return a->length / sqrt(-slope);
    double side = 0;
    for (size_t i = 0; i < o->n; i++) side = fmax(side, o->upper[i] - o->lower[i]);
    return 0.1 * side / sqrt(-slope);
}

void gg_descent_pair(gg_descent *a, double rows[], size_t n, double s[], double y[],
                     double sums[3])
{
    const double *x = gg_descent_x(a, n, rows);
    const double *before = gg_descent_before(a, n, rows);
    sums[0] = sums[1] = sums[2] = 0;
    for (size_t i = 0; i < n; i += BLOCK) {
        const size_t k = n - i < BLOCK ? n - i : BLOCK;
        double part[3];
        subtract(k, x + i, before + i, x + n + i, before + n + i, s + i, y + i, part);
        for (size_t j = 0; j < 3; j++) sums[j] += part[j];
    }
    a->length = sqrt(sums[0]);
    a->longest = fmax(a->longest, a->length);
}

bool gg_descent_curves(const double sums[3])
{
    return sums[1] > DBL_EPSILON * sqrt(sums[0]) * sqrt(sums[2]) && isfinite(1 / sums[1]) &&
           isfinite(sums[2]);
}

bool gg_descent_go(gg_descent *a, const double search[], double slope, double first,
                   double rows[], gg_oracle *o)
{
    const size_t n = o->n;
    double *at = gg_descent_before(a, n, rows);
    const double *d = gg_descent_d(n, rows);
    const gg_ray ray = {gg_descent_x(a, n, rows), d, a->f, slope};
    const gg_wolfe rule = {search[GG_WOLFE_C1], search[GG_WOLFE_C2], search[GG_WOLFE_NOISE],
                           (size_t)search[GG_WOLFE_TRIALS]};
    double f = INFINITY;
    double end = 0;
    const double t = gg_wolfe_search(o, &rule, &ray, first, at, at + n, &f, &end);
    if (t == 0) return false;
    a->slope = slope;
    a->end = end;
    a->t = t;
    a->fall = a->f - f;
    a->f = f;
    a->stale = f < a->least ? 0 : a->stale + 1;
    a->least = fmin(a->least, f);
    a->side = 1 - a->side;
    return true;
}

gg_verdict gg_descent_judge(const gg_descent *a, double rows[], gg_oracle *o)
{
    if (o->silent) return GG_GO_ON;
    const double *x = gg_descent_x(a, o->n, rows);
    const double norm = gg_norm(o->n, x + o->n);
    const bool in_f = a->longest * norm <= ROUNDING * fabs(a->f) + DBL_MIN;
    const bool in_x = a->longest <= ROUNDING * gg_norm_max(o->n, x);
    if (a->longest > 0 && (in_f || in_x)) {
        o->why = "f no longer falls: what is left is rounding";
        return GG_DONE;
    }
    o->why = "the search found no decrease along -g: a kink, a wall, or a wrong gradient";
    return GG_STUCK;
}
