/* optimizers/gradient_free/quadratic_model.c -- a trust region on interpolated quadratics. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/gradient_free/interpolation_build.h"
#include "optimizers/gradient_free/trust_region.h"
#include "optimizers/optimizer.h"

enum { RADIUS, RADIUS_END, POINTS, RETRIES };
enum { FEW, TWICE, ALL };

static const gg_option options[] = {
    {"radius", GG_REAL, 0.1, 1e-10, 1e3,
     "of the first set of points along each axis, in units of the box's side", NULL},
    {"radius_end", GG_REAL, 1e-12, 1e-15, 1,
     "the least distance of points that is worth while, in the same units", NULL},
    {"points", GG_CHOICE, TWICE, FEW, ALL,
     "that a model goes through: n + 6, 2 n + 1 or (n + 1)(n + 2)/2", "few|twice|all"},
    {"retries", GG_WHOLE, 3, 0, 1000,
     "fresh sets at the best point, in a row without a lower f, before it is done", NULL},
    {0},
};

static const double trust_tolerance = 1e-2; /* of the gradient of the Lagrangian, relative */
static const double reach_tolerance = 1e-1; /* where any large value will do */
static const double memory_most = 4e9;      /* bytes */

typedef enum phase { TRUST, IMPROVE, REDUCE } phase;

/* state: memory, then the parts of a `model` in its order. Points y are measured from `base`,
 * in units of the box's sides. */
typedef struct memory {
    phase next;
    size_t best; /* place of the best point */
    double rho,
        delta;       /* least distance of points that is worth while now; trust radius >= it */
    double length;   /* of the last step of the trust region */
    double ratio;    /* what came true of the decrease that it promised */
    double error[3]; /* of the last predictions */
    size_t asked;    /* since rho was reduced or a step was longer than it */
    size_t doubts;   /* steps in a row after which the least-norm model looked flatter */
    size_t retries;  /* in a row without a lower f */
    double best_before; /* least f at the last retry */
    bool put_off;       /* a step was too short to be asked; it is asked at the end */
    bool broken;        /* the last answer was not finite */
    bool spoiled;       /* rounding has made the set useless */
    double parts[];
} memory;

typedef struct model { /* the state's parts, and what a step needs at hand */
    memory *m;
    size_t n, count;
    double *shown;    /* [count + 1][n] the best point, then all, as the loss sees them */
    double *base;     /* [n] where y = 0 */
    double *f;        /* [count] */
    double *gradient; /* [n] at the best point */
    double *weight;   /* [count] of the Hessian's implicit part */
    double *hessian;  /* [n][n] the explicit part */
    double *d;        /* [n] a step from the best point */
    double *lagrange; /* [count + n] */
    double *other_weight, *other_gradient,
        *other_d; /* [count], [n], [n] of another quadratic */
    double *work;
    gg_interpolation_set set;
} model;

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t points_of(const double opt[], size_t n)
{
    const size_t all = (n + 1) * (n + 2) / 2;
    if (opt[POINTS] == ALL) return all;
    return least(opt[POINTS] == FEW ? n + 6 : 2 * n + 1, all);
}

static size_t parts_size(size_t n, size_t m)
{
    return (m + 1) * n + 5 * n + n * n + 4 * m + n + gg_trust_region_work(n) +
           gg_interpolation_doubles(n, m);
}

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + parts_size(n, points_of(opt, n)) * sizeof(double);
}

static model open_model(const double opt[], void *state, size_t n)
{
    memory *m = state;
    model q = {.m = m, .n = n, .count = points_of(opt, n), .shown = m->parts};
    q.base = q.shown + (q.count + 1) * n;
    q.f = q.base + n;
    q.gradient = q.f + q.count;
    q.weight = q.gradient + n;
    q.hessian = q.weight + q.count;
    q.d = q.hessian + n * n;
    q.lagrange = q.d + n;
    q.other_weight = q.lagrange + q.count + n;
    q.other_gradient = q.other_weight + q.count;
    q.other_d = q.other_gradient + n;
    q.work = q.other_d + n;
    q.set = gg_interpolation_at(q.work + gg_trust_region_work(n), n, q.count);
    return q;
}

static gg_quadratic quadratic(const model *q)
{
    return (gg_quadratic){.n = q->n,
                          .m = q->count,
                          .gradient = q->gradient,
                          .hessian = q->hessian,
                          .weight = q->weight,
                          .point = q->set.y};
}

static const double *point(const model *q, size_t k)
{
    return q->set.y + k * q->n;
}

static void show(const model *q, const gg_oracle *o, const double y[], size_t row)
{
    double *x = q->shown + row * q->n;
    for (size_t i = 0; i < q->n; i++) x[i] = q->base[i] + (o->upper[i] - o->lower[i]) * y[i];
}

static double worst(const model *q)
{
    double f = q->f[q->m->best];
    for (size_t k = 0; k < q->count; k++)
        if (isfinite(q->f[k])) f = fmax(f, q->f[k]);
    return f;
}

/* The origin moves to the best point: Hessian and H stay the same functions of x. */
static void centre(const model *q, const gg_oracle *o)
{
    const size_t n = q->n;
    const double *by = q->other_d;
    gg_copy(n, point(q, q->m->best), q->other_d);
    gg_interpolation_shift(&q->set, by);
    double *v = q->other_gradient; /* sum of weight_k (y_k + by / 2) for the new y */
    double total = 0;
    gg_fill(n, 0, v);
    for (size_t k = 0; k < q->count; k++) {
        gg_along(n, v, q->weight[k], point(q, k), v);
        total += q->weight[k];
    }
    gg_along(n, v, 0.5 * total, by, v);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) q->hessian[i * n + j] += v[i] * by[j] + by[i] * v[j];
    for (size_t i = 0; i < n; i++) q->base[i] += (o->upper[i] - o->lower[i]) * by[i];
    gg_fill(n, 0, q->set.y + q->m->best * n);
}

/* y [n] of the k-th point of a fresh set: steps of one length along the axes, to and fro, then
 * along pairs of them, to the better sides. Powell 2004, section 3. */
static void place(const model *q, size_t k, double radius, double y[])
{
    const size_t n = q->n;
    gg_fill(n, 0, y);
    if (k == 0) return;
    if (k <= 2 * n) {
        y[(k - 1) % n] = k <= n ? radius : -radius;
        return;
    }
    size_t first = 0;
    size_t second = k - 2 * n; /* 1, 2, ... */
    while (second + first >= n) second -= n - 1 - first++;
    second += first;
    y[first] = q->f[1 + first] <= q->f[1 + n + first] ? radius : -radius;
    y[second] = q->f[1 + second] <= q->f[1 + n + second] ? radius : -radius;
}

/* The least-norm model through all values. */
static void fit(const model *q, double weight[], double gradient[])
{
    double *f = q->lagrange;
    for (size_t k = 0; k < q->count; k++) f[k] = q->f[k] - q->f[q->m->best];
    gg_interpolation_fit(&q->set, q->m->best, f, weight, gradient);
}

/* Values of a fresh set around `base`, where f is known; and the first model.
 * -> how many of them were finite */
static size_t spread(const model *q, gg_oracle *o, double radius)
{
    memory *m = q->m;
    size_t finite = 0;
    m->best = 0;
    for (size_t k = 0; k < q->count; k++) {
        double *y = q->set.y + k * q->n;
        place(q, k, radius, y);
        show(q, o, y, k + 1);
        if (k == 0) continue;
        q->f[k] = gg_value(o, q->shown + (k + 1) * q->n);
        finite += isfinite(q->f[k]);
        if (q->f[k] < q->f[m->best]) m->best = k;
    }
    if (o->silent || !isfinite(q->f[m->best])) return finite;
    const double most = worst(q);
    for (size_t k = 0; k < q->count; k++)
        if (!isfinite(q->f[k])) q->f[k] = most;
    m->spoiled = !gg_interpolation_build(&q->set);
    gg_fill(q->n * q->n, 0, q->hessian);
    fit(q, q->weight, q->gradient);
    show(q, o, point(q, m->best), 0);
    return finite;
}

static void begin(const model *q, double radius)
{
    memory *m = q->m;
    m->rho = m->delta = radius;
    m->asked = m->doubts = 0;
    m->error[0] = m->error[1] = m->error[2] = 0;
    m->next = TRUST;
    m->put_off = m->spoiled = false;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const model q = open_model(opt, state, o->n);
    gg_copy(o->n, o->start, q.base);
    gg_copy(o->n, o->start, q.shown);
    q.f[0] = gg_value(o, q.base);
    q.m->best_before = INFINITY;
    begin(&q, opt[RADIUS]);
    spread(&q, o, opt[RADIUS]);
}

/* H anew from the points, and the model corrected to go through all values: what rounding has
 * spoiled. -> false if the points determine no model */
static bool rebuild(const model *q, const gg_oracle *o)
{
    centre(q, o);
    if (!gg_interpolation_build(&q->set)) return false;
    const gg_quadratic now = quadratic(q);
    double *left = q->lagrange;
    for (size_t k = 0; k < q->count; k++)
        left[k] = q->f[k] - q->f[q->m->best] -
                  gg_quadratic_change(&now, point(q, k), q->other_d);
    gg_interpolation_fit(&q->set, q->m->best, left, q->other_weight, q->other_gradient);
    gg_along(q->count, q->weight, 1, q->other_weight, q->weight);
    gg_along(q->n, q->gradient, 1, q->other_gradient, q->gradient);
    return true;
}

/* Which point goes: far ones, if the update stays well defined. Where f is no lower, the best
 * stays and a replacement must be worth it. -> count: none. Powell 2004, section 7. */
static size_t choose(const model *q, const gg_interpolation_step *step, bool lower)
{
    const memory *m = q->m;
    const double near = fmax(0.1 * m->delta, m->rho);
    double most = lower ? 0 : 1;
    size_t chosen = q->count;
    gg_fill(q->n, 0, q->other_d);
    gg_along(q->n, point(q, m->best), lower, q->d, q->other_d);
    for (size_t k = 0; k < q->count; k++) {
        if (!lower && k == m->best) continue;
        double worth = fabs(gg_interpolation_denominator(&q->set, k, step));
        const double away = gg_distance(q->n, point(q, k), q->other_d) / near;
        if (away > 1) worth *= pow(away, 6);
        if (worth > most) {
            most = worth;
            chosen = k;
        }
    }
    return chosen;
}

/* y_t becomes the best plus d, with value f; `miss` is what the model missed it by. */
static void replace(const model *q, gg_interpolation_step *step, size_t t, double f,
                    double miss)
{
    const size_t n = q->n;
    memory *m = q->m;
    if (f < q->f[m->best]) {
        const gg_quadratic now = quadratic(q);
        gg_quadratic_multiply(&now, q->d, q->other_d);
        gg_along(n, q->gradient, 1, q->other_d, q->gradient);
    }
    const double *y = point(q, t);
    for (size_t i = 0; i < n; i++)
        gg_along(n, q->hessian + i * n, q->weight[t] * y[i], y, q->hessian + i * n);
    q->weight[t] = 0;
    gg_interpolation_replace(&q->set, t, m->best, q->d, step);
    if (f < q->f[m->best]) m->best = t;
    q->f[t] = f;
    gg_interpolation_lagrange(&q->set, m->best, t, q->other_weight, q->other_gradient);
    gg_along(q->count, q->weight, miss, q->other_weight, q->weight);
    gg_along(n, q->gradient, miss, q->other_gradient, q->gradient);
}

/* Is the update by d well defined? Rounding is mended once. -> false: it is not */
static bool sound(const model *q, const gg_oracle *o, size_t t, gg_interpolation_step *step)
{
    for (int mended = 0; mended < 2; mended++) {
        const double sigma = gg_interpolation_denominator(&q->set, t, step);
        const double tau = step->lagrange[t];
        if (sigma > 0.5 * tau * tau && isfinite(sigma)) return true;
        if (mended || !rebuild(q, o)) break;
        gg_interpolation_look(&q->set, q->m->best, q->d, step);
    }
    q->m->spoiled = true;
    return false;
}

/* Ask at the best point plus d, and take the answer into the model in place of y_t, or of one
 * that is chosen now if t is count. -> was a point replaced? */
static bool take(const model *q, gg_oracle *o, size_t t)
{
    memory *m = q->m;
    const double before = q->f[m->best];
    gg_along(q->n, point(q, m->best), 1, q->d, q->other_d);
    show(q, o, q->other_d, 0);
    double f = gg_value(o, q->shown);
    if (o->silent) return false;
    m->broken = !isfinite(f);
    if (m->broken) f = worst(q);
    const gg_quadratic now = quadratic(q);
    const double change = gg_quadratic_change(&now, q->d, q->other_d);
    const double miss = f - before - change;
    m->ratio = (before - f) / -change;
    m->error[2] = m->error[1];
    m->error[1] = m->error[0];
    m->error[0] = fabs(miss);
    m->asked++;
    gg_interpolation_step step = {.lagrange = q->lagrange};
    gg_interpolation_look(&q->set, m->best, q->d, &step);
    const size_t place = t < q->count ? t : choose(q, &step, f < before);
    const bool replaced = place < q->count && sound(q, o, place, &step);
    if (replaced) {
        gg_copy(q->n, q->shown, q->shown + (place + 1) * q->n);
        replace(q, &step, place, f, miss);
    }
    gg_copy(q->n, q->shown + (m->best + 1) * q->n, q->shown);
    return replaced;
}

/* The radius after a step, Powell 2004, section 2, box 5 of figure 1. */
static void resize(memory *m)
{
    if (m->ratio <= 0.1)
        m->delta = 0.5 * m->length;
    else if (m->ratio <= 0.7)
        m->delta = fmax(0.5 * m->delta, m->length);
    else
        m->delta = fmax(0.5 * m->delta, 2 * m->length);
    if (m->delta <= 1.5 * m->rho) m->delta = m->rho;
}

/* Three steps in a row that promised too much, where the least-norm model is flatter by far:
 * it takes over. Powell 2004, section 8. */
static void doubt(const model *q)
{
    memory *m = q->m;
    if (m->ratio > 0.01) {
        m->doubts = 0;
        return;
    }
    fit(q, q->other_weight, q->other_gradient);
    const bool flatter = gg_norm(q->n, q->gradient) >= 10 * gg_norm(q->n, q->other_gradient);
    m->doubts = flatter ? m->doubts + 1 : 0;
    if (m->doubts < 3) return;
    m->doubts = 0;
    gg_copy(q->count, q->other_weight, q->weight);
    gg_copy(q->n, q->other_gradient, q->gradient);
    gg_fill(q->n * q->n, 0, q->hessian);
}

static void trust(const model *q, gg_oracle *o)
{
    memory *m = q->m;
    const gg_quadratic now = quadratic(q);
    const gg_trust_step s = gg_trust_region(&now, m->delta, trust_tolerance, q->work, q->d);
    m->length = s.length;
    m->put_off = s.length < 0.5 * m->rho;
    if (m->put_off) {
        m->ratio = -1;
        m->delta *= 0.1;
        if (m->delta <= 1.5 * m->rho) m->delta = m->rho;
        const double error = fmax(m->error[0], fmax(m->error[1], m->error[2]));
        const double seen = 0.125 * s.curvature * m->rho * m->rho;
        m->next = m->asked > 2 && error <= seen ? REDUCE : IMPROVE;
        return;
    }
    const double x2 = gg_dot(q->n, point(q, m->best), point(q, m->best));
    if (s.length * s.length <= 1e-3 * x2) centre(q, o);
    const bool replaced = take(q, o, q->count);
    if (o->silent) return;
    if (s.length > m->rho) m->asked = 0;
    resize(m);
    m->next = replaced && m->ratio >= 0.1 ? TRUST : IMPROVE;
    if (replaced) doubt(q);
}

/* d: where in a ball the Lagrange function of y_t is largest in modulus. */
static void reach(const model *q, size_t t, double radius)
{
    const size_t n = q->n;
    gg_quadratic l = {.n = n,
                      .m = q->count,
                      .gradient = q->other_gradient,
                      .weight = q->other_weight,
                      .point = q->set.y};
    gg_interpolation_lagrange(&q->set, q->m->best, t, q->other_weight, q->other_gradient);
    gg_along(n, point(q, t), -1, point(q, q->m->best), q->d);
    const double away = gg_norm(n, q->d); /* along this line it is s u + (1 - s) u^2 */
    const double slope = gg_dot(n, q->other_gradient, q->d);
    const double u = slope < 0 && slope > -1 ? -radius / away : radius / away;
    double most = fabs(slope * u + (1 - slope) * u * u);
    for (size_t i = 0; i < n; i++) q->d[i] *= u;
    for (int sign = 0; sign < 2; sign++) {
        const gg_trust_step s = gg_trust_region(&l, radius, reach_tolerance, q->work,
                                                q->other_d);
        if (s.decrease > most) {
            most = s.decrease;
            gg_copy(n, q->other_d, q->d);
        }
        for (size_t k = 0; k < q->count; k++) q->other_weight[k] = -q->other_weight[k];
        for (size_t i = 0; i < n; i++) q->other_gradient[i] = -q->other_gradient[i];
    }
}

/* Replace the farthest point if it is too far for the model to be good; else say what is next. */
static void improve(const model *q, gg_oracle *o)
{
    memory *m = q->m;
    double far = 2 * m->delta;
    size_t t = q->count;
    for (size_t k = 0; k < q->count; k++) {
        const double away = gg_distance(q->n, point(q, k), point(q, m->best));
        if (away > far) {
            far = away;
            t = k;
        }
    }
    if (t == q->count) {
        const bool large = fmax(m->delta, m->length) > m->rho;
        m->next = m->ratio > 0 || large ? TRUST : REDUCE;
        return;
    }
    m->next = TRUST;
    const double radius = fmax(fmin(0.1 * far, 0.5 * m->delta), m->rho);
    const double x2 = gg_dot(q->n, point(q, m->best), point(q, m->best));
    if (radius * radius <= 1e-3 * x2) centre(q, o);
    reach(q, t, radius);
    take(q, o, t);
}

/* A fresh set at the best point, of another size: what Cartis, Roberts & Sheridan-Methven call
 * a restart. */
static gg_verdict retry_or_end(const model *q, const double opt[], gg_oracle *o)
{
    memory *m = q->m;
    if (m->put_off) {
        m->put_off = false;
        take(q, o, q->count);
        if (o->silent) return GG_GO_ON;
    }
    const double f = q->f[m->best];
    if (f < m->best_before) m->retries = 0;
    m->best_before = f;
    if ((double)m->retries >= opt[RETRIES]) {
        o->why = m->broken ? "f is not finite around the best point"
                           : "no lower value at the least distance of points";
        return m->broken ? GG_STUCK : GG_DONE;
    }
    static const double sizes[] = {0.1, 1, 0.01};
    const double radius = fmax(opt[RADIUS] * sizes[m->retries++ % 3], opt[RADIUS_END]);
    gg_copy(q->n, q->shown, q->base);
    q->f[0] = f;
    begin(q, radius);
    if (spread(q, o, radius) > 0 || o->silent) return GG_GO_ON;
    o->why = "f is not finite around the best point";
    return GG_STUCK;
}

static gg_verdict reduce(const model *q, const double opt[], gg_oracle *o)
{
    memory *m = q->m;
    const double end = opt[RADIUS_END];
    if (m->rho <= end) return retry_or_end(q, opt, o);
    const double before = m->rho;
    if (before <= 16 * end)
        m->rho = end;
    else if (before <= 250 * end)
        m->rho = sqrt(before * end);
    else
        m->rho = 0.1 * before;
    m->delta = fmax(0.5 * before, m->rho);
    m->asked = 0;
    m->next = TRUST;
    return GG_GO_ON;
}

/* Points that determine no model, not even in exact arithmetic: fresh ones. */
static void renew(const model *q, gg_oracle *o)
{
    memory *m = q->m;
    q->f[0] = q->f[m->best];
    gg_copy(q->n, q->shown, q->base);
    const double rho = m->rho;
    begin(q, m->delta);
    m->rho = rho;
    spread(q, o, m->delta);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const model q = open_model(opt, state, o->n);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(q.f[q.m->best])) {
        o->why = "f is not finite at any of the first points";
        return GG_STUCK;
    }
    if (q.m->spoiled)
        renew(&q, o);
    else if (q.m->next == TRUST)
        trust(&q, o);
    else if (q.m->next == IMPROVE)
        improve(&q, o);
    else
        return reduce(&q, opt, o);
    return GG_GO_ON;
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    const double bytes = 8 * (double)parts_size(o->n, points_of(opt, o->n));
    if (bytes <= memory_most) return GG_OK;
    return gg_fail(GG_BAD_INPUT,
                   "a model of %zu variables through %zu points takes %.3g GB, more than %g",
                   o->n, points_of(opt, o->n), bytes / 1e9, memory_most / 1e9);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->parts;
    return 1;
}

const gg_optimizer gg_optimizer_quadratic_model = {
    .name = "quadratic_model",
    .title = "quadratic model",
    .summary =
        "a trust region on quadratics through 2 n + 1 points, changed as little as can be",
    .source =
        "Powell 2004, The NEWUOA software for unconstrained optimization without derivatives, "
        "doi:10.1007/0-387-30065-1_16; factors and rebuilding after Powell 2009, The BOBYQA "
        "algorithm for bound constrained optimization without derivatives, DAMTP 2009/NA06; the "
        "trust region after Gould, Lucidi, Roma & Toint 1999, doi:10.1137/S1052623497322735; "
        "retries after Cartis, Roberts & Sheridan-Methven 2022, Escaping local minima with local "
        "derivative-free methods",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "1; 2 n at the start",
    .flops = "20 n^2, and 10 n^2 for each dimension of the Krylov space; 30 n^3 now and then",
    .memory = "19 n^2",
    .tune = "radius=0.02|0.05|0.1|0.2|0.5:points=few|twice|all",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
