/* optimizers/nonsmooth/bfgs_nonsmooth.c -- a quasi-Newton method that does not mind kinks. */
#include <float.h>
#include <gsl/gsl_randist.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/nonsmooth/factored_metric.h"
#include "optimizers/nonsmooth/sampled_hull.h"
#include "optimizers/nonsmooth/weak_wolfe.h"
#include "optimizers/optimizer.h"

enum { C1, C2, SEARCH, FIRST, SCALING, SAMPLES, KICKS, FARTHEST, NEAREST };
enum { TANGENTS, HALVES };

static const gg_option options[] = {
    {"c1", GG_REAL, 1e-4, 0, 0.5, "share of the decrease promised by the slope that is due",
     NULL},
    {"c2", GG_REAL, 0.5, 0.01, 0.99, "share of the slope that may be left after a step", NULL},
    {"search", GG_CHOICE, TANGENTS, 0, HALVES,
     "in a bracket try where the tangents at its ends meet, or its middle", "tangents|halves"},
    {"first", GG_REAL, 0.1, 1e-12, 1e6, "first trial step, in units of the box's longest side",
     NULL},
    {"scaling", GG_CHOICE, 0, 0, 1, "size the inverse Hessian by s'y/y'y after its first step",
     "yes|no"},
    {"samples", GG_REAL, 2, 0, 10,
     "gradients sampled where no step is found, times n, 100 at most; 0: none", NULL},
    {"kicks", GG_WHOLE, 50, 0, 1e9,
     "fresh starts in a row from near the best point, without a lower f, before it ends", NULL},
    {"farthest", GG_REAL, 1, 1e-12, 1e6,
     "a fresh start's distance at most, in units of the box's longest side", NULL},
    {"nearest", GG_REAL, 0.01, 1e-12, 1e6, "and at least; uniform in its logarithm", NULL},
    {0},
};

/* What is tried, one after the other, where no step is found. */
typedef enum effort { DESCENDS, AFRESH, SAMPLED } effort;

typedef struct memory {
    double f, side;  /* value at x; the box's longest side */
    double home_f;   /* least f at which all efforts were in vain */
    double length;   /* of the last step */
    double h;        /* H = h J J' */
    double steepest; /* largest |g| met */
    size_t fresh;    /* J is I */
    size_t effort;   /* since f last fell by more than rounding */
    size_t stalled;  /* steps in a row that lowered f by no more than that */
    size_t kicks;    /* in a row without a lower f */
    double rows[];   /* the parts */
} memory;

typedef struct parts {
    memory *m;
    size_t n;
    double *x, *g, *d, *next, *next_g, *home, *moved, *q, *room; /* [n], the last [2 n] */
    double *J, *hull;
} parts;

enum { ROWS = 10, SAMPLES_MOST = 100 };

/* A step that lowers f by this share of |f| or less has met rounding, and this many in a row are
 * no progress: H is no use any more. */
static const double ROUNDING = 16 * DBL_EPSILON;
enum { STALLED = 10 };

/* A fresh start is given up as soon as f, less this many times what the next step promises, is
 * still above the value to be beaten. */
static const double PROMISES = 100;

/* Gradients are sampled within this share of the last step: where that ended, near the kinks. */
static const double NEAR = 0.1;

/* A point is stationary if the hull of gradients from within this share of the box is this near to
 * 0, as a share of the largest gradient met. */
static const double TINY = 1e-8;
static const double STATIONARY = 1e-6;

static size_t samples(const double opt[], size_t n)
{
    return (size_t)fmin(ceil(opt[SAMPLES] * (double)n), SAMPLES_MOST);
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t hull = gg_sampled_hull_room(n, samples(opt, n) + 1);
    return sizeof(memory) + (ROWS * n + n * n + hull) * sizeof(double);
}

static parts open_parts(void *state, size_t n)
{
    parts s = {.m = state, .n = n};
    s.x = s.m->rows;
    s.g = s.x + n;
    s.d = s.g + n;
    s.next = s.d + n;
    s.next_g = s.next + n;
    s.home = s.next_g + n;
    s.moved = s.home + n;
    s.q = s.moved + n;
    s.room = s.q + n;
    s.J = s.room + 2 * n;
    s.hull = s.J + n * n;
    return s;
}

/* H such that the next step's first trial has this length. */
static void start_afresh(const parts *s, double length)
{
    memory *m = s->m;
    const double norm = gg_norm(s->n, s->g);
    m->steepest = fmax(m->steepest, norm);
    m->length = length;
    m->stalled = 0;
    m->h = norm > 0 ? length / norm : 1;
    gg_metric_set(s->n, s->J);
    m->fresh = 1;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const parts s = open_parts(state, o->n);
    memory *m = s.m;
    gg_copy(s.n, o->start, s.x);
    m->f = gg_gradient(o, s.x, s.g);
    m->home_f = INFINITY;
    m->side = gg_box_side(o);
    start_afresh(&s, opt[FIRST] * m->side);
}

/* H learns from the step x -> next, t times the direction -H g. */
static void learn(const double opt[], const parts *s, double t)
{
    memory *m = s->m;
    double *y = s->d;
    for (size_t i = 0; i < s->n; i++) {
        y[i] = s->next_g[i] - s->g[i];
        s->moved[i] = s->next[i] - s->x[i];
        s->q[i] = -t * s->g[i];
    }
    const double sy = gg_dot(s->n, s->moved, y);
    const double yy = gg_dot(s->n, y, y);
    if (m->fresh && opt[SCALING] == 0 && sy > 0 && isfinite(yy)) {
        const double h = sy / yy;
        for (size_t i = 0; i < s->n; i++) s->q[i] *= m->h / h;
        m->h = h;
    }
    m->fresh = 0;
    gg_metric_update(s->n, s->J, s->moved, y, s->q, s->room);
}

/* Search along d, which is -H g if H is to learn, and go there -> was there a step, and one that
 * leaves hope for more? */
static bool descend(const double opt[], const parts *s, double slope, bool learns, gg_oracle *o)
{
    memory *m = s->m;
    const gg_weak_wolfe rule = {opt[C1], opt[C2], opt[SEARCH] == TANGENTS};
    const gg_ray ray = {s->x, s->d, m->f, slope};
    double f = INFINITY;
    const double t = slope < 0 ? gg_weak_wolfe_search(o, &rule, &ray, 1, s->next, s->next_g, &f,
                                                      s->room)
                               : 0;
    if (t == 0) return false;
    const bool crossed = gg_dot(s->n, s->next_g, s->d) >= opt[C2] * slope;
    m->stalled = m->f - f <= ROUNDING * fabs(f) ? m->stalled + 1 : 0;
    m->length = gg_distance(s->n, s->next, s->x);
    if (learns && crossed) learn(opt, s, t);
    gg_copy(s->n, s->next, s->x);
    gg_copy(s->n, s->next_g, s->g);
    m->f = f;
    if (crossed && m->stalled == 0) m->effort = DESCENDS;
    return crossed && m->stalled < STALLED;
}

/* The hull of gradients from around x: its point nearest to 0 in d -> how near */
static double look_around(const double opt[], const parts *s, double radius, gg_oracle *o)
{
    const size_t count = samples(opt, s->n);
    gg_sampled_hull h = gg_sampled_hull_open(s->n, count + 1, 0, s->hull);
    gg_sampled_hull_add(&h, s->x, s->g);
    gg_sampled_hull_sample(&h, o, s->x, radius, count);
    return gg_sampled_hull_nearest(&h, s->d);
}

/* Gradients from around x may know a way down -> do they? */
static bool sample(const double opt[], const parts *s, gg_oracle *o)
{
    const double length = s->m->length;
    const double nearest = look_around(opt, s, NEAR * length, o);
    if (o->silent || nearest == 0) return false;
    for (size_t i = 0; i < s->n; i++) s->d[i] *= -length / nearest;
    if (!descend(opt, s, -nearest * length, false, o)) return false;
    start_afresh(s, fmax(s->m->length, length));
    return true;
}

/* Come home, and start afresh from nearby -> false if that has been in vain too often. */
static bool kick(const double opt[], const parts *s, gg_oracle *o)
{
    memory *m = s->m;
    if (m->f < m->home_f) {
        if (!(m->home_f - m->f <= ROUNDING * fabs(o->first - m->f))) m->kicks = 0;
        m->home_f = m->f;
        gg_copy(s->n, s->x, s->home);
    }
    if ((double)m->kicks >= opt[KICKS]) return false;
    m->kicks++;
    const double range = log(opt[FARTHEST] / opt[NEAREST]);
    const double r = m->side * opt[NEAREST] * exp(range * gsl_rng_uniform(o->rng));
    gsl_ran_dir_nd(o->rng, s->n, s->d);
    gg_along(s->n, s->home, r, s->d, s->x);
    m->f = gg_gradient(o, s->x, s->g);
    m->effort = DESCENDS;
    start_afresh(s, r);
    return true;
}

/* All efforts were in vain: back to the best point, and say what it is. */
static gg_verdict end(const double opt[], const parts *s, gg_oracle *o)
{
    memory *m = s->m;
    gg_copy(s->n, s->home, s->x);
    if (!isfinite(m->home_f))
        return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    m->f = gg_gradient(o, s->x, s->g);
    const double nearest = look_around(opt, s, TINY * m->side, o);
    if (o->silent) return GG_GO_ON;
    if (nearest <= STATIONARY * m->steepest)
        return gg_end(o, GG_DONE, "0 is a convex combination of gradients from around x");
    return gg_end(o, GG_STUCK, "no step lowers f, nor does a start from nearby");
}

static gg_verdict try_harder(const double opt[], const parts *s, gg_oracle *o)
{
    memory *m = s->m;
    if (o->silent) return GG_GO_ON;
    if (m->effort == DESCENDS) {
        m->effort = AFRESH;
        if (!m->fresh) {
            start_afresh(s, m->length);
            return GG_GO_ON;
        }
    }
    if (m->effort == AFRESH) {
        m->effort = SAMPLED;
        if (isfinite(m->f) && sample(opt, s, o)) return GG_GO_ON;
    }
    return o->silent || kick(opt, s, o) ? GG_GO_ON : end(opt, s, o);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const parts s = open_parts(state, o->n);
    memory *m = s.m;
    if (o->silent) return GG_GO_ON;
    const double slope = -m->h * gg_metric_apply(s.n, s.J, s.g, s.room, s.d);
    for (size_t i = 0; i < s.n; i++) s.d[i] *= -m->h;
    if (m->f + PROMISES * slope > m->home_f)
        m->effort = SAMPLED;
    else if (descend(opt, &s, slope, true, o))
        return GG_GO_ON;
    return try_harder(opt, &s, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_bfgs_nonsmooth = {
    .name = "bfgs_nonsmooth",
    .title = "BFGS across kinks",
    .summary = "BFGS whose line search crosses kinks, and starts afresh from nearby when stuck",
    .source =
        "Lewis & Overton 2013, Nonsmooth optimization via quasi-Newton methods, "
        "doi:10.1007/s10107-012-0514-2; H in product form: Brodlie, Gourlay & Greenstadt "
        "1973, doi:10.1093/imamat/11.1.73; a way out by sampled gradients: Burke, Lewis & "
        "Overton 2005, doi:10.1137/030601296; fresh starts from nearby: Wales & Doye 1997, "
        "doi:10.1021/jp970984n",
    .needs = GG_SUBGRADIENT,
    .invariant = GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 to 3; 2 n + 1 and more when stuck",
    .flops = "8 n^2",
    .memory = "n^2 + 10 n; with samples=2 also 16 n^2 for n <= 50, 100 n above",
    .tune = "c2=0.1|0.5|0.9:search=tangents|halves:scaling=yes|no:first=0.01|0.1",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
