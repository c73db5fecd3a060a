/* optimizers/gradient_free/trust_region.c -- the lowest point of a quadratic in a ball. */
#include "optimizers/gradient_free/trust_region.h"

#include <float.h>
#include <stdbool.h>

#include "optimizers/gradient_free/dense.h"

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

/* The space, and H written out once it has as many dimensions as `few`. */
typedef struct krylov {
    const gg_quadratic *q;
    size_t few;
    double *basis, *whole, *scaled; /* [n][n] */
    double *next;                   /* [n] the next vector of the basis, times its entry of T */
} krylov;

static krylov open_krylov(const gg_quadratic *q, double work[])
{
    const size_t n = q->n;
    krylov s = {.q = q, .basis = work};
    s.few = q->hessian ? 2 : n / 8; /* Lagrange functions mostly make do with less */
    s.whole = s.basis + n * n;
    s.scaled = s.whole + n * n;
    s.next = s.scaled + n * n;
    return s;
}

static tridiagonal open_tridiagonal(size_t n, double slope, double work[])
{
    tridiagonal t = {.slope = slope, .diagonal = work};
    t.off = t.diagonal + n;
    t.pivot = t.off + n;
    t.back = t.pivot + n;
    t.h = t.back + n;
    t.u = t.h + n;
    return t;
}

/* The next row of T and vector of the basis: Lanczos' recurrence, then orthogonal to all once
 * more, what rounding has spoiled. -> is all finite? */
static bool grow(tridiagonal *t, const krylov *s)
{
    const size_t n = s->q->n;
    const size_t k = t->k++;
    const double *v = s->basis + k * n;
    if (k == s->few) gg_quadratic_form(s->q, s->scaled, s->whole);
    if (k < s->few)
        gg_quadratic_multiply(s->q, v, s->next);
    else
        gg_dense_times(n, n, s->whole, n, v, s->next);
    t->diagonal[k] = gg_dot(n, v, s->next);
    gg_along(n, s->next, -t->diagonal[k], v, s->next);
    if (k > 0) gg_along(n, s->next, -t->off[k - 1], v - n, s->next);
    gg_dense_times(t->k, n, s->basis, n, s->next, t->u);
    gg_dense_add(t->k, n, -1, s->basis, n, t->u, s->next);
    t->off[k] = gg_norm(n, s->next);
    return isfinite(t->off[k]);
}

/* d from h */
static gg_trust_step finish(tridiagonal *t, const krylov *s, double radius, double d[])
{
    const size_t n = s->q->n;
    gg_trust_step out = {0};
    if (!factor(t, t->shift)) return out;
    solve(t);
    gg_dense_add(t->k, n, 1, s->basis, n, t->h, d);
    out.decrease = decrease(t);
    out.length = gg_norm(n, d);
    if (out.length > radius) { /* by rounding */
        for (size_t i = 0; i < n; i++) d[i] *= radius / out.length * (1 - DBL_EPSILON);
        out.length = radius;
    }
    out.curvature = t->shift == 0 ? t->curvature : 0;
    return out;
}

gg_trust_step gg_trust_region(const gg_quadratic *q, double radius, double tolerance,
                              double work[], double d[])
{
    const size_t n = q->n;
    const krylov s = open_krylov(q, work);
    tridiagonal t = open_tridiagonal(n, gg_norm(n, q->gradient), s.next + n);
    gg_fill(n, 0, d);
    if (!(t.slope > 0) || !isfinite(t.slope)) return (gg_trust_step){0};
    gg_along(n, d, -1 / t.slope, q->gradient, s.basis);
    for (;;) {
        if (!grow(&t, &s)) return (gg_trust_step){0};
        minimise(&t, radius);
        const double left = t.off[t.k - 1];
        if (left * fabs(t.part) <= tolerance * t.slope) break;
        if (left <= breakdown * bound(&t, false)) break;
        if (t.k == n) break;
        for (size_t i = 0; i < n; i++) s.basis[t.k * n + i] = s.next[i] / left;
    }
    return finish(&t, &s, radius, d);
}
