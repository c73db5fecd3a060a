/* optimizers/nonsmooth/gradient_sampling.c -- down against the gentlest of the slopes around. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/nonsmooth/sampled_hull.h"
#include "optimizers/nonsmooth/weak_wolfe.h"
#include "optimizers/optimizer.h"

enum { SAMPLES, NEW, RADIUS, SLOPE, SHRINK, C1, C2 };

static const gg_option options[] = {
    {"samples", GG_REAL, 2, 1, 100, "gradients around x, times n", NULL},
    {"fresh", GG_REAL, 0.1, 0, 100,
     "of them, asked at each step, times n, one at least; the others are kept while they are "
     "near, and all asked where no step is found",
     NULL},
    {"radius", GG_REAL, 0.01, 1e-12, 1e6,
     "within which they are drawn at first, in units of the box's longest side", NULL},
    {"slope", GG_REAL, 0.1, 1e-12, 1,
     "share of the first gradient below which radius and slope shrink", NULL},
    {"shrink", GG_REAL, 0.1, 1e-3, 0.9, "by which they do", NULL},
    {"c1", GG_REAL, 1e-4, 0, 0.5, "share of the decrease promised by the slope that is due",
     NULL},
    {"c2", GG_REAL, 0.5, 0.01, 0.99, "share of the slope that may be left after a step", NULL},
    {0},
};

typedef struct memory {
    double f, side;  /* value at x; the box's longest side */
    double steepest; /* largest |g| at points stood at */
    double radius, slope;
    double length; /* of the last step */
    size_t count;  /* gradients kept */
    size_t all;    /* the next sample is a whole one, for no step was found */
    double rows[]; /* the parts */
} memory;

typedef struct parts {
    memory *m;
    size_t n;
    double *x, *g, *d, *next, *next_g, *room; /* [n], the last [2 n] */
    gg_sampled_hull hull;
} parts;

enum { ROWS = 7 };

/* x is stationary if the hull of gradients from within the first share of |x| or the box is as near
 * to 0 as the second share of the largest gradient met; there the radius stops to shrink. */
static const double FLOOR = 64 * DBL_EPSILON;
static const double STATIONARY = 1e-6;

static size_t samples(const double opt[], size_t n)
{
    return (size_t)ceil(opt[SAMPLES] * (double)n);
}

static size_t state_size(const double opt[], size_t n)
{
    const size_t hull = gg_sampled_hull_room(n, samples(opt, n) + 1);
    return sizeof(memory) + (ROWS * n + hull) * sizeof(double);
}

static parts open_parts(const double opt[], void *state, size_t n)
{
    parts s = {.m = state, .n = n};
    s.x = s.m->rows;
    s.g = s.x + n;
    s.d = s.g + n;
    s.next = s.d + n;
    s.next_g = s.next + n;
    s.room = s.next_g + n;
    s.hull = gg_sampled_hull_open(n, samples(opt, n) + 1, s.m->count, s.room + 2 * n);
    return s;
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    const parts s = open_parts(opt, state, o->n);
    memory *m = s.m;
    gg_copy(s.n, o->start, s.x);
    m->f = gg_gradient(o, s.x, s.g);
    m->steepest = gg_norm(s.n, s.g);
    m->side = gg_box_side(o);
    m->radius = opt[RADIUS] * m->side;
    m->slope = opt[SLOPE] * m->steepest;
    m->length = m->radius;
}

/* Gradients within the radius of x, old ones and new: their hull's nearest point to 0 in d -> how
 * near. The source asks all anew; keeping those that are near is after Curtis & Que. */
static double look_around(const double opt[], parts *s, gg_oracle *o)
{
    memory *m = s->m;
    const size_t most = samples(opt, s->n);
    const size_t few = (size_t)fmax(1, ceil(opt[NEW] * (double)s->n));
    const size_t fresh = m->all || few > most ? most : few;
    gg_sampled_hull_trim(&s->hull, s->x, m->radius, most - fresh);
    gg_sampled_hull_add(&s->hull, s->x, s->g);
    gg_sampled_hull_sample(&s->hull, o, s->x, m->radius, fresh);
    m->count = s->hull.count;
    return gg_sampled_hull_nearest(&s->hull, s->d);
}

/* Look closer -> or say what x is, if that is not possible. */
static gg_verdict shrink(const double opt[], parts *s, double nearest, gg_oracle *o)
{
    memory *m = s->m;
    const double least = FLOOR * fmax(gg_norm_max(s->n, s->x), FLOOR * m->side);
    m->all = 0;
    if (nearest <= m->slope) m->slope *= opt[SHRINK];
    if (m->radius > least) {
        m->radius = fmax(opt[SHRINK] * m->radius, least);
        return GG_GO_ON;
    }
    if (nearest <= STATIONARY * m->steepest)
        return gg_end(o, GG_DONE, "0 is a convex combination of gradients from around x");
    return gg_end(o, GG_STUCK, "no step lowers f: a wall, or rounding");
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    parts s = open_parts(opt, state, o->n);
    memory *m = s.m;
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    const double nearest = look_around(opt, &s, o);
    if (o->silent) return GG_GO_ON;
    if (nearest <= m->slope) return shrink(opt, &s, nearest, o);
    for (size_t i = 0; i < s.n; i++) s.d[i] = -s.d[i];
    const gg_weak_wolfe rule = {opt[C1], opt[C2], true};
    const gg_ray ray = {s.x, s.d, m->f, -nearest * nearest};
    double f = INFINITY;
    const double t = gg_weak_wolfe_search(o, &rule, &ray, m->length / nearest, s.next, s.next_g,
                                          &f, s.room);
    if (o->silent && t == 0) return GG_GO_ON;
    if (t == 0 && m->all) return shrink(opt, &s, nearest, o);
    m->all = t == 0;
    if (t == 0) return GG_GO_ON;
    m->length = fmax(t * nearest, DBL_MIN);
    gg_copy(s.n, s.next, s.x);
    gg_copy(s.n, s.next_g, s.g);
    m->f = f;
    m->steepest = fmax(m->steepest, gg_norm(s.n, s.g));
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_gradient_sampling = {
    .name = "gradient_sampling",
    .title = "Gradient sampling",
    .summary = "steps against the shortest convex combination of gradients from around",
    .source =
        "Burke, Lewis & Overton 2005, A robust gradient sampling algorithm for nonsmooth, "
        "nonconvex optimization, doi:10.1137/030601296; steps not normalised, and shrinking: "
        "Kiwiel 2007, Convergence of the gradient sampling algorithm for nonsmooth nonconvex "
        "optimization, doi:10.1137/050639673; few new gradients a step: Curtis & Que 2013, An "
        "adaptive gradient sampling algorithm for non-smooth optimization, "
        "doi:10.1080/10556788.2012.714781",
    .needs = GG_SUBGRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "n / 10 + 2; 2 n + 2 where no step is found",
    .flops = "4 n^3 / 10, and 4 n^2 times the gradients that enter or leave the hull",
    .memory = "12 n^2 + 20 n",
    .tune = "samples=1|2|4:fresh=0.05|0.1|1:radius=0.001|0.01|0.1:shrink=0.1|0.5",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
