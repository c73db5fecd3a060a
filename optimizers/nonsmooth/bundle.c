/* optimizers/nonsmooth/bundle.c -- a model made of tangents, and a leash. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/nonsmooth/cutting_planes.h"
#include "optimizers/optimizer.h"

enum { PLANES, DESCENT, CUT, FIRST, GAMMA };

static const gg_option options[] = {
    {"planes", GG_WHOLE, 0, 0, 10000, "tangents kept, 3 at least; 0: 2 n + 5, 200 at most",
     NULL},
    {"descent", GG_REAL, 0.1, 1e-6, 0.4,
     "share of the promised decrease that makes a step serious", NULL},
    {"cut", GG_REAL, 0.5, 0.41, 0.99,
     "share of the promise to which a new tangent must lower it, if f is not convex", NULL},
    {"first", GG_REAL, 0.1, 1e-12, 1e6, "first step, in units of the box's longest side", NULL},
    {"gamma", GG_REAL, 0.5, 0, 1e6,
     "what a tangent's distance costs once f has shown that it is not convex, in units of the "
     "steepest slope over the box's longest side",
     NULL},
    {0},
};

typedef struct memory {
    double f, side;   /* value at x; the box's longest side */
    double u;         /* weight of the leash |d|^2 / 2 */
    double gamma;     /* 0 until f has shown that it is not convex */
    double steepest;  /* largest |g| met */
    double variation; /* Kiwiel's estimate of how much f varies near x */
    double before;    /* f at the last fresh start */
    double streak;    /* steps of a kind since u changed; negative: null ones */
    size_t nulls;     /* in a row */
    size_t restarts;  /* in a row without a lower f */
    size_t count;     /* of the planes */
    double rows[];    /* the parts */
} memory;

typedef struct parts {
    memory *m;
    size_t n;
    double *x, *g, *p, *d, *y, *next_g; /* [n] */
    gg_planes planes;
} parts;

enum { ROWS = 6 };

/* What a trial step came to. */
typedef enum outcome { SERIOUS, NULL_STEP, TOO_LONG } outcome;

/* A promise below this share of |f|, and this share of that of what has been won, is rounding. */
static const double ROUNDING = 4 * DBL_EPSILON;
static const double OF_WON = 1e-4;

/* x is stationary if p is this share of the largest gradient met, and the promise is rounding. */
static const double STATIONARY = 1e-6;

/* Tangents are f's own if f is convex, but for rounding of this share. */
static const double BENT = 1e-10;

/* Null steps in a row, as multiples of the planes, after which the model has lost touch; fresh
 * starts, each on a leash so many times shorter, before the method gives up; halvings of a step. */
enum { LOST = 3, RESTARTS = 5, HALVINGS = 60 };
static const double SHORTER = 1e-2;

static size_t most_planes(const double opt[], size_t n)
{
    return opt[PLANES] > 0 ? (size_t)fmax(opt[PLANES], 3)
                           : (size_t)fmin(2 * (double)n + 5, 200);
}

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) +
           (ROWS * n + gg_planes_room(n, most_planes(opt, n))) * sizeof(double);
}

static parts open_parts(const double opt[], void *state, size_t n)
{
    parts s = {.m = state, .n = n};
    s.x = s.m->rows;
    s.g = s.x + n;
    s.p = s.g + n;
    s.d = s.p + n;
    s.y = s.d + n;
    s.next_g = s.y + n;
    s.planes = gg_planes_open(n, most_planes(opt, n), &s.m->count, s.next_g + n);
    return s;
}

/* One tangent, at x, and a leash that lets the next step have this length. */
static void start_afresh(parts *s, double length)
{
    memory *m = s->m;
    const double norm = gg_norm(s->n, s->g);
    m->steepest = fmax(m->steepest, norm);
    m->u = norm > 0 ? norm / length : 1;
    m->variation = INFINITY;
    m->streak = 0;
    m->nulls = 0;
    m->before = m->f;
    m->count = 0;
    gg_planes_add(&s->planes, s->g, 0, 0);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    parts s = open_parts(opt, state, o->n);
    memory *m = s.m;
    gg_copy(s.n, o->start, s.x);
    m->f = gg_gradient(o, s.x, s.g);
    m->side = gg_box_side(o);
    start_afresh(&s, opt[FIRST] * m->side);
}

/* u after a serious step that changed f by `change` where v was promised: Kiwiel's procedure 2.2,
 * as `tighten`. */
static void loosen(memory *m, double change, double v)
{
    const double fit = 2 * m->u * (1 - change / v);
    double u = m->u;
    m->streak = fmax(m->streak, 0);
    if (change <= 0.5 * v && m->streak > 0)
        u = fit;
    else if (m->streak > 3)
        u = m->u / 2;
    u = fmin(fmax(u, m->u / 10), m->u);
    m->variation = fmax(m->variation, -2 * v);
    m->streak = u < m->u ? 1 : m->streak + 1;
    m->u = u;
}

/* ... and after a null step, whose tangent lies `error` below f(x). */
static void tighten(memory *m, double change, double error, const gg_promise *b)
{
    const double fit = 2 * m->u * (1 - change / b->v);
    double u = m->u;
    m->streak = fmin(m->streak, 0);
    m->variation = fmin(m->variation, b->norm + b->cost);
    if (error > fmax(m->variation, -10 * b->v) && m->streak < -3) u = fmin(fit, 10 * m->u);
    u = fmax(u, m->u);
    m->streak = u > m->u ? -1 : m->streak - 1;
    m->u = u;
}

/* Nothing is promised any more, or no promise comes true. */
static gg_verdict judge(const double opt[], parts *s, const gg_promise *b, bool rounding,
                        gg_oracle *o)
{
    memory *m = s->m;
    if (rounding && b->norm <= STATIONARY * m->steepest)
        return gg_end(o, GG_DONE,
                      "0 is a convex combination of subgradients at x, but for rounding");
    if (m->f < m->before) m->restarts = 0;
    if (m->restarts++ == RESTARTS)
        return gg_end(o, GG_STUCK, "no step lowers f: a wall, or rounding");
    start_afresh(s, opt[FIRST] * m->side * pow(SHORTER, (double)m->restarts));
    return GG_GO_ON;
}

static void keep(parts *s, const gg_promise *b, const double g[], double error, double far)
{
    if (s->m->count == s->planes.most) gg_planes_make_room(&s->planes, s->p, b->cost);
    gg_planes_add(&s->planes, g, error, far);
}

/* x + d, d = -t p / u, was asked: what is it good for? */
static outcome use(const double opt[], parts *s, double t, double f, const gg_promise *b)
{
    memory *m = s->m;
    const double length = gg_norm(s->n, s->d);
    const double slope = gg_dot(s->n, s->next_g, s->d);
    const double error = m->f - f + slope;
    m->steepest = fmax(m->steepest, gg_norm(s->n, s->next_g));
    if (m->gamma == 0 && error < -BENT * (fabs(f) + fabs(m->f) + fabs(slope)))
        m->gamma = opt[GAMMA] * m->steepest / m->side;
    if (f <= m->f + opt[DESCENT] * t * b->v && f < m->f) {
        gg_planes_move(&s->planes, s->d, f - m->f);
        loosen(m, f - m->f, t * b->v);
        gg_copy(s->n, s->y, s->x);
        gg_copy(s->n, s->next_g, s->g);
        m->f = f;
        m->nulls = 0;
        keep(s, b, s->g, 0, 0);
        return SERIOUS;
    }
    const double cost = fmax(fabs(error), m->gamma * length * length);
    if (slope / t - cost < opt[CUT] * b->v) return TOO_LONG;
    tighten(m, f - m->f, cost, b);
    keep(s, b, s->next_g, error, length);
    m->nulls++;
    return NULL_STEP;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    parts s = open_parts(opt, state, o->n);
    memory *m = s.m;
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    const gg_promise b = gg_planes_solve(&s.planes, m->u, m->gamma, s.p);
    const bool rounding = -b.v <= ROUNDING * (fabs(m->f) + OF_WON * fabs(o->first - m->f));
    if (rounding || m->nulls > LOST * s.planes.most) return judge(opt, &s, &b, rounding, o);
    double t = 1;
    for (int k = 0; k < HALVINGS; k++, t /= 2) {
        for (size_t i = 0; i < s.n; i++) s.d[i] = -t / m->u * s.p[i];
        gg_along(s.n, s.x, 1, s.d, s.y);
        const double f = gg_gradient(o, s.y, s.next_g);
        if (o->silent || (f < INFINITY && use(opt, &s, t, f, &b) != TOO_LONG)) return GG_GO_ON;
    }
    return judge(opt, &s, &b, rounding, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_bundle = {
    .name = "bundle",
    .title = "Proximal bundle",
    .summary = "steps to the minimum of a model made of tangents, on a leash",
    .source =
        "Kiwiel 1990, Proximity control in bundle methods for convex nondifferentiable "
        "minimization, algorithm 2.1 and procedure 2.2, doi:10.1007/BF01585731; losses that are "
        "not convex: Schramm & Zowe 1992, A version of the bundle idea for minimizing a "
        "nonsmooth function, doi:10.1137/0802008",
    .needs = GG_SUBGRADIENT,
    .invariant = GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1; more where f is not convex",
    .flops =
        "2 m n for m planes, m = 2 n + 5 or 200, and m^2 times the planes that enter or leave",
    .memory = "m n + 2 m^2 + 6 n",
    .tune = "first=0.01|0.1|1:descent=0.01|0.1|0.3:planes=0|50|200",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
