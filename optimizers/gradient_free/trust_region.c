/* optimizers/gradient_free/trust_region.c -- the lowest point of a quadratic in a ball. */
#include "optimizers/gradient_free/trust_region.h"

#include <float.h>
#include <stdbool.h>

#include "optimizers/gradient_free/rows.h"

enum { NEWTON_MOST = 60 };             /* steps for the multiplier */
static const double radius_met = 1e-4; /* |h| may fall short of the radius by this share */
static const double breakdown = DBL_EPSILON; /* of |T|: the Krylov space is complete */

/* minimise h'Th / 2 - slope h_0, |h| <= radius, T tridiagonal: what is left of the problem in
 * the basis that Lanczos' method makes. h = (T + shift I)^-1 slope e_0 is the sum of parts of
 * directions that are conjugate in T + shift I, as by conjugate gradients. */
typedef struct tridiagonal {
    size_t k;               /* order of T */
    double *diagonal, *off; /* [k]; off[i] stands beside diagonal[i] and diagonal[i + 1] */
    double slope;
    double shift;         /* the multiplier */
    double *pivot, *back; /* [k] T + shift I = LDL'; back[i] is L's entry left of the 1 */
    double size,
        curvature;      /* of the last direction p: |p|^2; the least p'(T + shift I)p / p'p */
    double right, part; /* slope L^-1 e_0 and h, their last entries */
    double along, length2; /* h'p, |h|^2 */
    double *h, *u;         /* [k] */
} tridiagonal;

size_t gg_trust_region_work(size_t n)
{
    return 3 * n * n + 8 * n;
}

/* Row i of the factors, and what it adds to h. -> is T + shift I still positive definite? */
static bool factor_row(tridiagonal *t, size_t i)
{
    const double back = i > 0 ? t->off[i - 1] / t->pivot[i - 1] : 0;
    t->back[i] = back;
    t->pivot[i] = t->diagonal[i] + t->shift - (i > 0 ? back * t->off[i - 1] : 0);
    if (!(t->pivot[i] > 0)) return false;
    if (i == 0) {
        t->size = t->along = t->length2 = 0;
        t->curvature = INFINITY;
    }
    t->size = 1 + back * back * t->size;
    t->curvature = fmin(t->curvature, t->pivot[i] / t->size);
    t->right = i > 0 ? -back * t->right : t->slope;
    t->part = t->right / t->pivot[i];
    const double along = -back * t->along;
    t->length2 += t->part * (2 * along + t->part * t->size);
    t->along = along + t->part * t->size;
    return true;
}

static bool factor(tridiagonal *t, double shift)
{
    t->shift = shift;
    for (size_t i = 0; i < t->k; i++)
        if (!factor_row(t, i)) return false;
    return true;
}

/* h = (T + shift I)^-1 slope e_0, from the factors. -> h'(T + shift I)^-1 h */
static double solve(const tridiagonal *t)
{
    const size_t k = t->k;
    double *h = t->h;
    h[0] = t->slope;
    for (size_t i = 1; i < k; i++) h[i] = -t->back[i] * h[i - 1];
    for (size_t i = 0; i < k; i++) h[i] /= t->pivot[i];
    for (size_t i = k - 1; i > 0; i--) h[i - 1] -= t->back[i] * h[i];
    double sum = 0;
    for (size_t i = 0; i < k; i++) {
        t->u[i] = h[i] - (i > 0 ? t->back[i] * t->u[i - 1] : 0);
        sum += t->u[i] * t->u[i] / t->pivot[i];
    }
    return sum;
}

/* A bound by Gershgorin's circles: of the eigenvalues of -T, or of their moduli. At least 0. */
static double bound(const tridiagonal *t, bool negative)
{
    double most = 0;
    for (size_t i = 0; i < t->k; i++) {
        double around = i + 1 < t->k ? fabs(t->off[i]) : 0;
        if (i > 0) around += fabs(t->off[i - 1]);
        most = fmax(most, around + (negative ? -t->diagonal[i] : fabs(t->diagonal[i])));
    }
    return most;
}

/* Newton's next multiplier, on 1/|h| - 1/aim. */
static double newton(double shift, double length, double sum, double aim)
{
    return shift + length * length / sum * (length - aim) / aim;
}

/* The multiplier, by Newton's method kept between bounds; it only grows with T, from whose
 * last order it begins. */
static void find_shift(tridiagonal *t, double radius)
{
    const double aim = (1 - 0.5 * radius_met) * radius;
    double low = 0;
    double high = bound(t, true) + t->slope / radius; /* never leaves the ball */
    double shift = fmin(t->shift, high);
    for (int i = 0; i < NEWTON_MOST; i++) {
        const bool definite = factor(t, shift);
        const double length = definite ? sqrt(t->length2) : INFINITY;
        if (length <= radius && (shift == 0 || length >= (1 - radius_met) * radius)) return;
        if (length <= radius)
            high = shift;
        else
            low = shift;
        const double next = definite ? newton(shift, length, solve(t), aim) : low;
        shift = next > low && next < high ? next : 0.5 * (low + high);
    }
    factor(t, high);
}

/* A row more. The last multiplier is kept while h is in the ball. */
static void minimise(tridiagonal *t, double radius)
{
    const bool definite = factor_row(t, t->k - 1);
    if (!definite || !(t->length2 <= radius * radius)) find_shift(t, radius);
}

/* slope h_0 - h'Th / 2 */
static double decrease(const tridiagonal *t)
{
    double sum = t->slope * t->h[0];
    for (size_t i = 0; i < t->k; i++) {
        sum -= 0.5 * t->diagonal[i] * t->h[i] * t->h[i];
        if (i + 1 < t->k) sum -= t->off[i] * t->h[i] * t->h[i + 1];
    }
    return fmax(0, sum);
}

/* The next row of T and vector of the basis [n][n]: Lanczos' recurrence, then orthogonal to all
 * once more, what rounding has spoiled.
 *
 * whole  [n][n]  H, if it is formed */
static void grow(tridiagonal *t, const gg_quadratic *q, bool formed, const double whole[],
                 const double basis[], double next[])
{
    const size_t n = q->n;
    const double *v = basis + t->k * n;
    if (formed)
        gg_rows_times(n, n, whole, n, v, next);
    else
        gg_quadratic_multiply(q, v, next);
    const double along = gg_dot(n, v, next);
    t->diagonal[t->k++] = along;
    gg_along(n, next, -along, v, next);
    if (t->k > 1) gg_along(n, next, -t->off[t->k - 2], v - n, next);
    gg_rows_times(t->k, n, basis, n, next, t->u);
    gg_rows_add(t->k, n, -1, basis, n, t->u, next);
    t->off[t->k - 1] = gg_norm(n, next);
}

/* Rounding may have led a little beyond the ball. -> |d| */
static double keep_within(size_t n, double radius, double d[])
{
    const double length = gg_norm(n, d);
    for (size_t i = 0; i < n && length > radius; i++)
        d[i] *= radius / length * (1 - DBL_EPSILON);
    return fmin(length, radius);
}

gg_trust_step gg_trust_region(const gg_quadratic *q, double radius, double tolerance,
                              double work[], double d[])
{
    const size_t n = q->n;
    double *basis = work;
    double *whole = basis + n * n;
    double *scaled = whole + n * n;
    double *next = scaled + n * n;
    tridiagonal t = {.diagonal = next + n, .slope = gg_norm(n, q->gradient)};
    t.off = t.diagonal + n;
    t.pivot = t.off + n;
    t.back = t.pivot + n;
    t.h = t.back + n;
    t.u = t.h + n;
    gg_fill(n, 0, d);
    gg_trust_step out = {0};
    const size_t few = q->hessian ? 2
                                  : n / 8; /* Lagrange functions mostly make do with those */
    if (!(t.slope > 0) || !isfinite(t.slope)) return out;
    gg_along(n, d, -1 / t.slope, q->gradient, basis);
    while (t.k < n) {
        if (t.k == few) gg_quadratic_form(q, scaled, whole);
        grow(&t, q, t.k >= few, whole, basis, next);
        if (!isfinite(t.off[t.k - 1])) return out;
        minimise(&t, radius);
        const double left = t.off[t.k - 1];
        if (left * fabs(t.part) <= tolerance * t.slope) break;
        if (left <= breakdown * bound(&t, false)) break;
        if (t.k < n)
            for (size_t i = 0; i < n; i++) basis[t.k * n + i] = next[i] / left;
    }
    if (!factor(&t, t.shift)) return out;
    solve(&t);
    gg_rows_add(t.k, n, 1, basis, n, t.h, d);
    out.decrease = decrease(&t);
    out.length = keep_within(n, radius, d);
    out.curvature = t.shift == 0 ? t.curvature : 0;
    return out;
}
