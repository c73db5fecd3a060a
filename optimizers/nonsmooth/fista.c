/* optimizers/nonsmooth/fista.c -- proximal gradient steps from a point ahead of the last. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/nonsmooth/forward_backward.h"
#include "optimizers/optimizer.h"

enum { ADAPTIVE, MONOTONE, CURVATURE, TEST };
enum { THRIFTY, ALWAYS, NEVER };
enum { PROBATION = 5 }; /* steps that are tested after L has risen */

static const gg_option options[] = {
    {"adaptive", GG_CHOICE, 0, 0, 1,
     "begin the momentum anew when it leads uphill: (y - x+)'(x+ - x) > 0", "yes|no"},
    {"monotone", GG_CHOICE, 1, 0, 1,
     "stay where f would rise (Beck & Teboulle's MFISTA); asks f besides", "yes|no"},
    {"L", GG_REAL, 0, 0, 1e300,
     "of the smooth part's gradient; 0: the loss's where it is known, else as seen at the "
     "first step",
     NULL},
    {"test", GG_CHOICE, THRIFTY, THRIFTY, NEVER,
     "of the bound by L, one call more: while L is new or looks too small; at every step; or "
     "never",
     "thrifty|always|never"},
    {0},
};

/* rows: x, the point ahead y, g there, the point reached z, g there, the y before, g there */
typedef struct memory {
    double s, s_before; /* the smooth part at y and at the y before */
    double f;           /* monotone: f at x */
    double L, t;
    size_t probation; /* steps that are yet to be tested */
    gg_residuals rest;
    bool guessed, asked; /* L is a guess; s and g at y are known */
    bool looked;         /* the y before is known */
    double rows[];
} memory;

typedef struct places { /* the state's parts at hand */
    double *x;
    gg_footing y, z, before;
} places;

static places open_places(memory *m, size_t n)
{
    double *r = m->rows;
    return (places){.x = r,
                    .y = {.x = r + n, .g = r + 2 * n, .s = m->s},
                    .z = {.x = r + 3 * n, .g = r + 4 * n},
                    .before = {.x = r + 5 * n, .g = r + 6 * n, .s = m->s_before}};
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 7 * n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    places p = open_places(m, o->n);
    gg_copy(o->n, o->start, p.x);
    gg_copy(o->n, o->start, p.y.x);
    gg_footing_ask(o, &p.y);
    m->s = p.y.s;
    m->asked = true;
    m->t = 1;
    m->f = INFINITY;
    m->L = gg_curvature_first(o, opt[CURVATURE], p.y.g, &m->guessed);
    const bool known = opt[CURVATURE] == 0 && !m->guessed;
    m->probation = known ? 0 : PROBATION;
}

/* s and g at y. The curvature since the y before costs nothing to see: if it is more than L,
 * what was tested proves too little, and tests begin again. */
static void look_ahead(const double opt[], memory *m, places *p, gg_oracle *o)
{
    if (!m->asked) gg_footing_ask(o, &p->y);
    m->asked = true;
    m->s = p->y.s;
    if (m->looked && opt[TEST] != NEVER) {
        const double seen = gg_curvature_between(o->n, &p->before, &p->y, p->before.s);
        if (isfinite(seen) && seen > m->L * (1 + 1e-6)) {
            m->L = gg_curvature_raised(m->L, seen);
            m->probation = PROBATION;
        }
    }
    gg_copy(2 * o->n, p->y.x, p->before.x);
    m->s_before = p->y.s;
    m->looked = isfinite(p->y.s);
}

static bool must_test(const double opt[], const memory *m)
{
    return m->guessed || opt[TEST] == ALWAYS || (opt[TEST] == THRIFTY && m->probation > 0);
}

/* Ask at z: does the bound by L hold from y to there? If not, L grows. */
static bool holds(memory *m, places *p, gg_oracle *o)
{
    gg_footing_ask(o, &p->z);
    if (o->silent) return false;
    const double seen = gg_curvature_between(o->n, &p->y, &p->z, p->y.s);
    const bool held = seen <= m->L * (1 + 1e-10);
    if (m->guessed && isfinite(seen) && seen > 0)
        m->L = fmax(seen, m->L / 1e6);
    else if (!held)
        m->L = gg_curvature_raised(m->L, seen);
    if (!held && !m->guessed) m->probation = PROBATION;
    return held;
}

/* Is the step from y to z none, or rounding? */
static bool is_at_rest(memory *m, const places *p, double distance, bool refused, size_t n)
{
    if (distance > 0) return gg_rest_reached(&m->rest, m->L * distance);
    return refused || gg_distance(n, p->x, p->y.x) == 0;
}

/* z = the proximal step from y, with an L that holds. `tested`: s and g at z are known. */
static gg_verdict reach(const double opt[], memory *m, places *p, bool *tested, gg_oracle *o)
{
    double first = INFINITY; /* length of the first trial */
    *tested = must_test(opt, m);
    do {
        const double distance = gg_forward_backward(o, m->L, &p->y, p->z.x);
        if (o->silent) return GG_GO_ON;
        const bool refused = isfinite(first);
        if (!refused) first = distance;
        if (is_at_rest(m, p, distance, refused, o->n))
            return gg_rest_judge(&m->rest, first, p->y.x, o);
        if (!*tested) return GG_GO_ON;
    } while (!holds(m, p, o) && !o->silent);
    m->guessed = false;
    if (m->probation > 0) m->probation--;
    return GG_GO_ON;
}

/* From x and z to the next x and y. */
static void move(const double opt[], memory *m, places *p, bool tested, gg_oracle *o)
{
    double uphill;
    const size_t n = o->n;
    double *x = p->x;
    double *y = p->y.x;
    const double *z = p->z.x;
    GG_SUM(uphill, n, i, (y[i] - z[i]) * (z[i] - x[i]));
    const bool anew = opt[ADAPTIVE] == 0 && uphill > 0;
    bool better = true;
    if (opt[MONOTONE] == 0) {
        const double f = gg_value(o, z);
        better = f <= m->f + 4 * DBL_EPSILON * fabs(m->f) || isinf(m->f); /* but for rounding */
        m->f = fmin(f, m->f);
    }
    const double t = (1 + sqrt(1 + 4 * m->t * m->t)) / 2;
    const double along = anew ? 0 : (m->t - 1) / t;
    const double beyond = anew ? 0 : m->t / t; /* from an x that is kept, towards z */
    for (size_t i = 0; i < n; i++) {
        y[i] = better ? z[i] + along * (z[i] - x[i]) : x[i] + beyond * (z[i] - x[i]);
        if (better) x[i] = z[i];
    }
    m->t = anew ? 1 : t;
    m->asked = tested && gg_distance(n, y, z) == 0;
    if (!m->asked) return;
    gg_copy(n, p->z.g, p->y.g);
    p->y.s = p->z.s;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    places p = open_places(m, o->n);
    bool tested;
    if (o->silent) return GG_GO_ON;
    look_ahead(opt, m, &p, o);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(p.y.s)) {
        if (gg_distance(o->n, p.x, p.y.x) == 0)
            return gg_end(o, GG_STUCK, "the smooth part is not finite where the method stands");
        gg_copy(o->n, p.x, p.y.x); /* too far ahead: back to x, without momentum */
        m->asked = false;
        m->t = 1;
        return GG_GO_ON;
    }
    const gg_verdict verdict = reach(opt, m, &p, &tested, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    move(opt, m, &p, tested, o);
    m->s = p.y.s;
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_fista = {
    .name = "fista",
    .title = "FISTA",
    .summary = "proximal gradient steps with Nesterov's momentum, begun anew when it leads "
               "uphill",
    .source = "Beck & Teboulle 2009, A fast iterative shrinkage-thresholding algorithm, "
              "doi:10.1137/080716542; adaptive: O'Donoghue & Candes 2015, Adaptive restart for "
              "accelerated gradient schemes, section 3.2, doi:10.1007/s10208-013-9150-3; "
              "monotone: Beck & Teboulle 2009, Fast gradient-based algorithms for constrained "
              "total variation image denoising and deblurring, section V.A, "
              "doi:10.1109/TIP.2009.2028250",
    .needs = GG_SPLIT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1; 2 while L is tested; 1 more if monotone",
    .flops = "30 n",
    .memory = "7 n",
    .tune = "adaptive=yes|no:monotone=no|yes:test=thrifty|always",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
