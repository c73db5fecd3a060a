/* optimizers/gradient_free/quadratic_model.c -- a trust region on interpolated quadratics. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/gradient_free/interpolant.h"
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
     "fresh sets at the best point, in a row without a gain in f, before it is done", NULL},
    {0},
};

typedef enum phase { TRUST, IMPROVE, REDUCE } phase;

/* state: memory, then the points as the loss sees them, the best first, [m + 1][n], and the
 * parts of the interpolant */
typedef struct memory {
    size_t best;  /* the interpolant's */
    size_t count; /* points */
    phase next;
    double rho, delta;  /* least distance of points that is worth while now; trust radius */
    double length;      /* of the last step of the trust region */
    double ratio;       /* what came true of the decrease that it promised */
    double error[3];    /* of the last predictions */
    size_t asked;       /* since rho was reduced or a step was longer than it */
    size_t doubts;      /* steps in a row after which the least-norm model looked flatter */
    size_t retries;     /* in a row without a gain */
    size_t size;        /* of the next retry's set */
    size_t crawl;       /* answers in a row while the trust radius stayed near rho */
    double best_before; /* least f at the last retry */
    double bent;  /* the norm of the Hessian when rho was reduced; 0: never since a retry */
    bool put_off; /* a step was too short to be asked; it is asked at the end */
    bool broken;  /* the last answer was not finite */
    bool spoiled; /* the points determine no model */
    double parts[];
} memory;

typedef struct model { /* what a step needs at hand */
    memory *m;
    double *shown;
    gg_interpolant q;
} model;

/* The trust region's step is exact to this share of the first gradient. Powell stops sooner;
 * on ill-conditioned quadratics that costs more calls than it saves time. */
static const double trust_tolerance = 1e-4;

/* A retry that lowers f by a lesser share has gained nothing. */
static const double worth_while = 1e-10;

/* For how many answers a point the trust radius may stay near rho, and how many times the norm
 * of the Hessian may be that of the last rho, a tenth of which would make it ten times as much
 * at a kink. */
static const size_t crawl_most = 3;
static const double bend_most = 3;

static size_t points_of(const double opt[], size_t n)
{
    const size_t all = (n + 1) * (n + 2) / 2;
    const size_t some = opt[POINTS] == FEW ? n + 6 : 2 * n + 1;
    return opt[POINTS] == ALL || some > all ? all : some;
}

static size_t parts_size(size_t n, size_t m)
{
    return (m + 1) * n + gg_interpolant_doubles(n, m);
}

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + parts_size(n, points_of(opt, n)) * sizeof(double);
}

static model open_model(const double opt[], void *state, size_t n)
{
    memory *m = state;
    const size_t count = points_of(opt, n);
    model s = {.m = m, .shown = m->parts};
    s.q = gg_interpolant_at(s.shown + (count + 1) * n, &m->best, n, count);
    return s;
}

/* A fresh set around `base`, where f is known, and the first model.
 * -> how many of the other values were finite */
static size_t spread(const model *s, gg_oracle *o, double radius)
{
    const gg_interpolant *q = &s->q;
    memory *m = s->m;
    size_t finite = 0;
    m->best = 0;
    for (size_t k = 0; k < q->m; k++) {
        double *x = s->shown + (k + 1) * q->n;
        gg_interpolant_place(q, k, radius);
        gg_interpolant_show(q, gg_interpolant_point(q, k), x);
        if (k == 0) continue;
        q->f[k] = gg_value(o, x);
        finite += isfinite(q->f[k]) != 0;
        if (q->f[k] < q->f[m->best]) m->best = k;
    }
    if (o->silent || !isfinite(q->f[m->best])) return finite;
    const double most = gg_interpolant_greatest(q);
    for (size_t k = 0; k < q->m; k++)
        if (!isfinite(q->f[k])) q->f[k] = most;
    m->spoiled = !gg_interpolant_begin(q, radius);
    gg_copy(q->n, s->shown + (m->best + 1) * q->n, s->shown);
    return finite;
}

static void begin(memory *m, double rho, double delta)
{
    m->rho = rho;
    m->delta = delta;
    m->asked = m->doubts = m->crawl = 0;
    m->bent = 0;
    m->error[0] = m->error[1] = m->error[2] = 0;
    m->next = TRUST;
    m->put_off = m->spoiled = false;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const model s = open_model(opt, state, o->n);
    for (size_t i = 0; i < o->n; i++) s.q.side[i] = o->upper[i] - o->lower[i];
    gg_copy(o->n, o->start, s.q.base);
    gg_copy(o->n, o->start, s.shown);
    s.q.f[0] = gg_value(o, s.q.base);
    s.m->best_before = INFINITY;
    s.m->count = s.q.m;
    begin(s.m, opt[RADIUS], opt[RADIUS]);
    spread(&s, o, opt[RADIUS]);
}

/* Ask at the best point plus d, and take the answer into the model in place of y_t, or of one
 * that is chosen now if t is m. -> was a point replaced? */
static bool take(const model *s, gg_oracle *o, size_t t)
{
    const gg_interpolant *q = &s->q;
    memory *m = s->m;
    const double before = q->f[m->best];
    gg_along(q->n, gg_interpolant_point(q, m->best), 1, q->d, q->other_d);
    gg_interpolant_show(q, q->other_d, s->shown);
    double f = gg_value(o, s->shown);
    m->broken = !isfinite(f);
    if (m->broken) f = gg_interpolant_greatest(q);
    const gg_quadratic now = gg_interpolant_quadratic(q);
    const double change = gg_quadratic_change(&now, q->d, q->other_d);
    const double miss = f - before - change;
    m->ratio = (f - before) / change;
    m->error[2] = m->error[1];
    m->error[1] = m->error[0];
    m->error[0] = fabs(miss);
    m->asked++;
    m->crawl = m->delta > 4 * m->rho ? 0 : m->crawl + 1;
    bool replaced = false;
    if (!o->silent) {
        gg_interpolation_step step = {.lagrange = q->lagrange};
        gg_interpolation_look(&q->set, m->best, q->d, &step);
        const double near = fmax(0.1 * m->delta, m->rho);
        if (t == q->m) t = gg_interpolant_choose(q, &step, f < before, near);
        replaced = t < q->m && gg_interpolant_take(q, &step, t, f, miss);
        m->spoiled = t < q->m && !replaced;
    }
    if (replaced) gg_copy(q->n, s->shown, s->shown + (t + 1) * q->n);
    gg_copy(q->n, s->shown + (m->best + 1) * q->n, s->shown);
    return replaced;
}

/* The radius after a step, Powell 2004, section 2, but for the growth. */
static void resize(memory *m)
{
    /* Where the model is nearly exact the step grows faster than Powell's: from a small first
     * radius to far minima that saves some calls. */
    const double off = fabs(m->ratio - 1);
    const double growth = off < 1e-3 ? 10 : off < 0.1 ? 3 : 2;
    if (m->ratio <= 0.1)
        m->delta = 0.5 * m->length;
    else if (m->ratio <= 0.7)
        m->delta = fmax(0.5 * m->delta, m->length);
    else
        m->delta = fmax(0.5 * m->delta, growth * m->length);
    if (!(m->delta > 1.5 * m->rho)) m->delta = m->rho;
}

/* After three steps in a row that promised too much, while the least-norm model is flatter by
 * far, that one takes over. Powell 2004, section 8. */
static void doubt(const model *s)
{
    const gg_interpolant *q = &s->q;
    memory *m = s->m;
    if (m->ratio > 0.01) {
        m->doubts = 0;
        return;
    }
    gg_interpolant_fit(q);
    const bool flatter = gg_norm(q->n, q->gradient) >= 10 * gg_norm(q->n, q->other_gradient);
    m->doubts = flatter ? m->doubts + 1 : 0;
    if (m->doubts < 3) return;
    m->doubts = 0;
    gg_interpolant_forget(q);
}

/* A step too short to be worth a call: is the model good enough for smaller ones? */
static void put_off(memory *m, double curvature)
{
    m->put_off = true;
    m->ratio = -1;
    m->delta *= 0.1;
    if (m->delta <= 1.5 * m->rho) m->delta = m->rho;
    const double error = fmax(m->error[0], fmax(m->error[1], m->error[2]));
    const bool good = m->asked > 2 && error <= 0.125 * curvature * m->rho * m->rho;
    m->next = good ? REDUCE : IMPROVE;
}

static void trust(const model *s, gg_oracle *o)
{
    const gg_interpolant *q = &s->q;
    memory *m = s->m;
    const gg_quadratic now = gg_interpolant_quadratic(q);
    const gg_trust_step d = gg_trust_region(&now, m->delta, trust_tolerance, q->work, q->d);
    m->length = d.length;
    if (d.length < 0.5 * m->rho) {
        put_off(m, d.curvature);
        return;
    }
    m->put_off = false;
    gg_interpolant_centre_if_far(q, d.length);
    const bool replaced = take(s, o, q->m);
    if (d.length > m->rho) m->asked = 0;
    resize(m);
    m->next = replaced && m->ratio >= 0.1 ? TRUST : IMPROVE;
    if (replaced) doubt(s);
}

/* Replace the farthest point if it is too far for the model to be good; else say what is next. */
static void improve(const model *s, gg_oracle *o)
{
    const gg_interpolant *q = &s->q;
    memory *m = s->m;
    const double *best = gg_interpolant_point(q, m->best);
    double far = 2 * m->delta;
    size_t t = q->m;
    for (size_t k = 0; k < q->m; k++) {
        const double away = gg_distance(q->n, gg_interpolant_point(q, k), best);
        if (away > far) {
            far = away;
            t = k;
        }
    }
    m->next = TRUST;
    if (t == q->m) {
        if (!(m->ratio > 0 || fmax(m->delta, m->length) > m->rho)) m->next = REDUCE;
        return;
    }
    const double radius = fmax(fmin(0.1 * far, 0.5 * m->delta), m->rho);
    gg_interpolant_centre_if_far(q, radius);
    gg_interpolant_reach(q, t, radius);
    take(s, o, t);
}

/* Is f lower than at the last retry? */
static bool gains(const model *s)
{
    const double f = s->q.f[s->m->best];
    return s->m->best_before - f > worth_while * fabs(f);
}

/* A fresh set at the best point: first a wide one, which may see another valley, then a narrow
 * one, which may see past a kink or noise. */
static gg_verdict retry_or_end(const model *s, const double opt[], gg_oracle *o, bool crawling)
{
    static const double sizes[] = {2, 0.1, 1};
    memory *m = s->m;
    if (m->put_off) {
        m->put_off = false;
        take(s, o, s->q.m);
        if (o->silent) return GG_GO_ON;
    }
    const double f = s->q.f[m->best];
    m->retries = gains(s) ? 0 : m->retries + 1;
    if (m->retries > 0 || crawling) m->size = (m->size + 1) % 3; /* else as what gained */
    m->best_before = f;
    if ((double)m->retries >= opt[RETRIES]) {
        o->why = m->broken ? "f is not finite around the best point"
                           : "no lower value at the least distance of points";
        return m->broken ? GG_STUCK : GG_DONE;
    }
    const double radius = fmax(opt[RADIUS] * sizes[m->size], opt[RADIUS_END]);
    gg_copy(s->q.n, s->shown, s->q.base);
    s->q.f[0] = f;
    begin(m, radius, radius);
    if (spread(s, o, radius) > 0 || o->silent) return GG_GO_ON;
    o->why = "f is not finite around the best point";
    return GG_STUCK;
}

/* Do all values differ by no more than rounding? */
static bool level(const gg_interpolant *q)
{
    const double f = q->f[*q->best];
    return gg_interpolant_greatest(q) - f <= 4 * DBL_EPSILON * fabs(f);
}

static gg_verdict reduce(const model *s, const double opt[], gg_oracle *o)
{
    memory *m = s->m;
    const double end = opt[RADIUS_END];
    if (m->rho <= end || level(&s->q)) return retry_or_end(s, opt, o, false);
    const double before = m->rho;
    if (before <= 16 * end)
        m->rho = end;
    else if (before <= 250 * end)
        m->rho = sqrt(before * end);
    else
        m->rho = 0.1 * before;
    m->delta = fmax(0.5 * before, m->rho);
    m->bent = gg_interpolant_bend(&s->q);
    m->asked = m->crawl = 0;
    m->next = TRUST;
    return GG_GO_ON;
}

/* Does it crawl along a kink? The trust radius has not left rho for long, and the model is bent
 * the more the smaller rho is; that of a smooth function would not be. */
static bool crawls(const model *s)
{
    const memory *m = s->m;
    const bool long_ago = m->crawl >= crawl_most * m->count && m->crawl % m->count == 0;
    return long_ago && m->bent > 0 && gains(s) &&
           gg_interpolant_bend(&s->q) > bend_most * m->bent;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const model s = open_model(opt, state, o->n);
    memory *m = s.m;
    if (o->silent) return GG_GO_ON;
    if (!isfinite(s.q.f[m->best])) {
        o->why = "f is not finite at any of the first points";
        return GG_STUCK;
    }
    if (m->spoiled) { /* fresh points of the same size */
        s.q.f[0] = s.q.f[m->best];
        gg_copy(o->n, s.shown, s.q.base);
        begin(m, m->rho, m->delta);
        spread(&s, o, m->delta);
    } else if (opt[RETRIES] > 0 && crawls(&s)) {
        return retry_or_end(&s, opt, o, true);
    } else if (m->next == TRUST) {
        trust(&s, o);
    } else if (m->next == IMPROVE) {
        improve(&s, o);
    } else {
        return reduce(&s, opt, o);
    }
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->parts;
    return m->count + 1;
}

const gg_optimizer gg_optimizer_quadratic_model = {
    .name = "quadratic_model",
    .title = "Quadratic model",
    .summary = "a trust region on quadratics through 2 n + 1 points, updated by least change",
    .source =
        "Powell 2004, The NEWUOA software for unconstrained optimization without derivatives, "
        "doi:10.1007/0-387-30065-1_16; rebuilding after Powell 2009, The BOBYQA algorithm for "
        "bound constrained optimization without derivatives, DAMTP 2009/NA06; the step after "
        "Gould, Lucidi, Roma & Toint 1999, doi:10.1137/S1052623497322735; retries after Cartis, "
        "Roberts & Sheridan-Methven, Escaping local minima with local derivative-free methods",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "1; 2 n at the start and at a retry",
    .flops = "80 n^2, and for a step 4 n^3 and 5 n^2 for each dimension of the Krylov space",
    .memory = "20 n^2",
    .tune = "radius=0.02|0.05|0.1|0.2|0.5:points=few|twice|all",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
