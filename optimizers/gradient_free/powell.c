/* optimizers/gradient_free/powell.c -- line by line along directions that become conjugate. */
#include <float.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_rng.h>

#include "base/vector.h"
#include "optimizers/gradient_free/parabolic_search.h"
#include "optimizers/optimizer.h"

enum { STEP, TOLERANCE, PATIENCE };

static const gg_option options[] = {
    {"step", GG_REAL, 0.1, 1e-12, 1e6,
     "the longest that is thought likely, in units of the box's side", NULL},
    {"tolerance", GG_REAL, 1e-16, 0, 1,
     "a cycle that moves x by less than this and rounding is idle, in the same units", NULL},
    {"patience", GG_WHOLE, 3, 1, 1000, "idle cycles in a row, with random steps, to be done",
     NULL},
    {0},
};

/* All lengths are in units of the box's sides: u_i = x_i / side_i.
 * state: memory; then rows of n doubles: u the point, x the same for the loss, the place before
 * a cycle, the last three places between sets of cycles, sides, the random jump, curvatures, a
 * trial; then the directions [n][n], one a row, and what the decomposition needs: [n][n], 2 [n] */
typedef struct memory {
    double f;           /* at u */
    double longest;     /* step along a line */
    double last_step;   /* length of a cycle's step, falling slowly */
    double least_curve; /* along the directions */
    double last_f;      /* at the last place */
    double back, forth; /* distances from the older place to the last, and on to the newest */
    size_t k;           /* directions before this one are thought to be conjugate */
    size_t idle;        /* cycles that moved nothing */
    size_t lines;       /* searched */
    bool open;          /* f was finite at some trial of the last step */
    bool ill; /* conditioned: curvatures span half of the digits, or f does not fall */
    double rows[];
} memory;

typedef struct frame { /* the state's parts, and what a step needs at hand */
    memory *m;
    gg_oracle *o;
    const double *opt;
    size_t n;
    double *u, *x, *before, *older, *last, *newest, *side, *jump, *curve, *trial, *v, *work;
} frame;

static const double ROOT = 1.4901161193847656e-8; /* sqrt(DBL_EPSILON) */
static const double FOURTH_ROOT = 1.220703125e-4; /* its square root */
static const double TINY = DBL_EPSILON * DBL_EPSILON;

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + (12 * n + 2 * n * n) * sizeof(double);
}

static frame open_frame(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    frame r = {.m = m, .o = o, .opt = opt, .n = n, .u = m->rows};
    r.x = r.u + n;
    r.before = r.x + n;
    r.older = r.before + n;
    r.last = r.older + n;
    r.newest = r.last + n;
    r.side = r.newest + n;
    r.jump = r.side + n;
    r.curve = r.jump + n;
    r.trial = r.curve + n;
    r.v = r.trial + n;
    r.work = r.v + n * n;
    return r;
}

static double ask(const frame *r, const double u[])
{
    for (size_t i = 0; i < r->n; i++) r->x[i] = u[i] * r->side[i];
    return gg_value(r->o, r->x);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    frame r = open_frame(opt, state, o);
    memory *m = r.m;
    for (size_t i = 0; i < r.n; i++) {
        r.side[i] = o->upper[i] - o->lower[i];
        r.u[i] = o->start[i] / r.side[i];
        r.v[i * r.n + i] = 1;
    }
    gg_copy(r.n, r.u, r.older);
    gg_copy(r.n, r.u, r.last);
    m->f = m->last_f = ask(&r, r.u);
    m->longest = m->last_step = opt[STEP];
    m->least_curve = DBL_EPSILON * fabs(m->f);
}

/* --- one line -------------------------------------------------------------------------------- */

/* The place t along the curve through `older` (t = -back), u (0) and `newest` (forth). */
static void bend(const frame *r, double t, double out[])
{
    const double a = r->m->back;
    const double b = r->m->forth;
    const double qa = t * (t - b) / (a * (a + b));
    const double qb = (t + a) * (b - t) / (a * b);
    const double qc = t * (t + a) / (b * (a + b));
    for (size_t i = 0; i < r->n; i++)
        out[i] = qa * r->older[i] + qb * r->u[i] + qc * r->newest[i];
}

typedef struct line { /* u + t v, or the curve if v is NULL */
    const frame *r;
    const double *v;
} line;

/* The place t on it. */
static void go(const line *l, double t, double out[])
{
    if (l->v)
        gg_along(l->r->n, l->r->u, t, l->v, out);
    else
        bend(l->r, t, out);
}

static double ask_at(void *context, double t, bool *silent)
{
    const line *l = context;
    go(l, t, l->r->trial);
    const double f = ask(l->r, l->r->trial);
    if (isfinite(f)) l->r->m->open = true;
    *silent = l->r->o->silent;
    return f;
}

/* A first step that changes f by more than its rounding, but not much more. */
static double first_step(const frame *r, double curve)
{
    const memory *m = r->m;
    const double size = gg_norm(r->n, r->u);
    const double steep = curve > 0 ? curve : m->least_curve;
    const double width = steep > 0 ? fabs(m->f) / steep : 0;
    double t = FOURTH_ROOT * sqrt(width + size * m->last_step) + ROOT * m->last_step;
    if (!(curve > 0)) t = fmin(t, FOURTH_ROOT * size + ROOT * m->longest);
    return fmin(fmax(t, TINY), 0.01 * m->longest);
}

/* Go to the least f along the line. If `known` is not 0, f is known_f there. -> the step made */
static double walk(const line *l, double *curve, double known, double known_f, int tries)
{
    const frame *r = l->r;
    memory *m = r->m;
    line here = *l;
    gg_parabola p = {.ask = ask_at,
                     .context = &here,
                     .f0 = m->f,
                     .curve = *curve,
                     .guess = first_step(r, *curve),
                     .longest = m->longest};
    gg_parabolic_search(&p, known, known_f, tries);
    m->lines++;
    if (p.silent) return 0;
    *curve = p.curve;
    if (p.t == 0) return 0;
    go(l, p.t, r->trial);
    gg_copy(r->n, r->trial, r->u);
    m->f = p.f;
    return p.t;
}

static double walk_along(const frame *r, size_t j)
{
    const line l = {r, r->v + j * r->n};
    return walk(&l, &r->curve[j], 0, 0, 2);
}

/* --- a cycle through all directions ----------------------------------------------------------- */

/* Random steps along the directions from k on: what rounding hides is not there elsewhere. */
static void leap(const frame *r, size_t k)
{
    memory *m = r->m;
    const double resolution = ROOT * gg_norm(r->n, r->u) + r->opt[TOLERANCE];
    const double size = 0.1 * m->last_step + resolution * pow(10, (double)m->idle);
    for (size_t j = k; j < r->n; j++) {
        r->jump[j] = size * (gsl_rng_uniform(r->o->rng) - 0.5);
        gg_along(r->n, r->u, r->jump[j], r->v + j * r->n, r->u);
    }
    m->f = ask(r, r->u);
}

/* Search along the directions that are not known to be conjugate. -> the one that gained most */
static size_t search_the_rest(const frame *r, size_t k)
{
    memory *m = r->m;
    const double f = m->f;
    for (;;) {
        size_t which = k;
        double most = 0;
        if (m->ill) leap(r, k);
        for (size_t j = k; j < r->n; j++) {
            const double f_before = m->f;
            const double t = walk_along(r, j);
            /* after a leap f says little: what counts is the way from the middle of it */
            const double way = t + r->jump[j];
            const double gain = m->ill ? r->curve[j] * way * way : f_before - m->f;
            if (gain > most) which = j;
            if (gain > most) most = gain;
        }
        if (m->ill || r->o->silent || most >= fabs(100 * DBL_EPSILON * f)) return which;
        m->ill = true;
    }
}

/* The direction from the cycle's beginning to its end takes the place of the one that gained
 * most, and is searched from the beginning on. -> its length */
static double renew(const frame *r, size_t k, size_t which, double f_before)
{
    memory *m = r->m;
    const size_t n = r->n;
    const double f_end = m->f;
    double *v = r->v + k * n;
    const double length = gg_distance(n, r->u, r->before);
    if (!(length > TINY)) return 0;
    double *step = r->work;
    for (size_t i = 0; i < n; i++) step[i] = (r->u[i] - r->before[i]) / length;
    memmove(v + n, v, (which - k) * n * sizeof *v);
    memmove(r->curve + k + 1, r->curve + k, (which - k) * sizeof *v);
    gg_copy(n, step, v);
    gg_copy(n, r->u, r->newest); /* should the search be cut short */
    gg_copy(n, r->before, r->u);
    m->f = f_before;
    const line l = {r, v};
    r->curve[k] = 0;
    const double t = walk(&l, &r->curve[k], length, f_end, 4);
    if (r->o->silent) {
        gg_copy(n, r->newest, r->u);
        m->f = f_end;
    }
    return fabs(t);
}

/* -> has it moved by more than the tolerance? */
static bool cycle(const frame *r, size_t k)
{
    memory *m = r->m;
    gg_copy(r->n, r->u, r->before);
    const double f_before = m->f;
    if (m->idle > 0) m->ill = true;
    const size_t which = search_the_rest(r, k);
    for (size_t j = 0; j < k && !r->o->silent; j++) walk_along(r, j);
    if (r->o->silent) return true;
    const double length = renew(r, k, which, f_before);
    m->last_step = fmax((m->ill ? 0.1 : 0.01) * m->last_step, length);
    return m->last_step > 0.5 * (DBL_EPSILON * gg_norm(r->n, r->u) + r->opt[TOLERANCE]);
}

/* --- between sets of cycles --------------------------------------------------------------------- */

/* A curved valley: go on along the parabola through the last three places. */
static void extrapolate(const frame *r)
{
    memory *m = r->m;
    const size_t n = r->n;
    const double f = m->f;
    gg_copy(n, r->u, r->newest);
    m->forth = gg_distance(n, r->u, r->last);
    if (m->back > 0 && m->forth > 0 && m->lines >= 3 * n * n) {
        gg_copy(n, r->last, r->u);
        m->f = m->last_f;
        const line l = {r, NULL};
        double curve = 0;
        const double t = walk(&l, &curve, m->forth, f, 2);
        if (t == 0 || m->f > f) { /* cut short, or rounding */
            gg_copy(n, r->newest, r->u);
            m->f = f;
        }
    }
    gg_copy(n, r->last, r->older);
    gg_copy(n, r->newest, r->last);
    m->last_f = f;
    m->back = m->forth;
}

/* The directions, each as long as f needs to rise by the same, span an ellipsoid; its principal
 * axes are the new directions, the steepest first. */
static void turn_to_axes(const frame *r)
{
    memory *m = r->m;
    const size_t n = r->n;
    const double steepest = gg_norm_max(n, r->curve);
    double flattest = steepest;
    if (steepest == 0) return; /* nothing is known of any */
    for (size_t j = 0; j < n; j++) {
        r->curve[j] = fmax(r->curve[j], TINY * steepest);
        flattest = fmin(flattest, r->curve[j]);
    }
    for (size_t j = 0; j < n; j++) {
        const double length = sqrt(flattest / r->curve[j]);
        for (size_t i = 0; i < n; i++) r->v[j * n + i] *= length;
    }
    double *q = r->work;
    double *s = q + n * n;
    gsl_matrix_view rows = gsl_matrix_view_array(r->v, n, n);
    gsl_matrix_view axes = gsl_matrix_view_array(q, n, n);
    gsl_vector_view lengths = gsl_vector_view_array(s, n);
    gsl_vector_view spare = gsl_vector_view_array(s + n, n);
    gsl_linalg_SV_decomp(&rows.matrix, &axes.matrix, &lengths.vector, &spare.vector);
    for (size_t j = 0; j < n; j++) {
        const size_t from = n - 1 - j; /* the shortest axis is the steepest */
        for (size_t i = 0; i < n; i++) r->v[j * n + i] = q[i * n + from];
        r->curve[j] = fmin(flattest / (s[from] * s[from]), steepest / TINY);
    }
    m->least_curve = fmax(r->curve[n - 1], TINY * steepest);
    m->ill = ROOT * r->curve[0] > m->least_curve;
}

/* Along the first direction alone, before each set of cycles. */
static void begin_set(const frame *r)
{
    const double curve = r->curve[0];
    r->curve[0] = 0;
    walk_along(r, 0);
    const bool changed = curve <= 0.9 * r->curve[0] || 0.9 * curve >= r->curve[0];
    for (size_t j = 1; j < r->n && changed; j++) r->curve[j] = 0;
}

static gg_verdict end(const frame *r)
{
    const bool arrived = isfinite(r->m->f) && r->m->open;
    r->o->why = arrived ? "cycles with random steps no longer move x"
                        : "f is not finite where the method stands, or all around";
    return arrived ? GG_DONE : GG_STUCK;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    const frame r = open_frame(opt, state, o);
    memory *m = r.m;
    bool moved = true;
    m->open = false;
    if (m->k == 0) {
        const double f = m->f;
        begin_set(&r);
        if (r.n == 1) moved = m->f < f;
    } else {
        moved = cycle(&r, m->k);
    }
    if (o->silent) return GG_GO_ON;
    m->idle = moved ? 0 : m->idle + 1;
    if ((double)m->idle > opt[PATIENCE]) return end(&r);
    if (++m->k < r.n) return GG_GO_ON;
    m->k = 0;
    if (r.n == 1) return GG_GO_ON;
    extrapolate(&r);
    if (!o->silent) turn_to_axes(&r);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    const memory *m = state;
    *points = m->rows + n; /* the last point asked: u is in other units */
    return 1;
}

const gg_optimizer gg_optimizer_powell = {
    .name = "powell",
    .title = "Powell's directions",
    .summary = "line searches along directions that become conjugate, with principal axes",
    .source = "Powell 1964, An efficient method for finding the minimum of a function of "
              "several variables without calculating derivatives, doi:10.1093/comjnl/7.2.155; "
              "principal axes, random steps, extrapolation: Brent 1973, Algorithms for "
              "minimization without derivatives, chapter 7",
    .needs = GG_VALUE,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS,
    .calls = "about 2 (n + 1)",
    .flops = "4 n^2; 20 n^3 once in n steps",
    .memory = "2 n^2 + 12 n",
    .tune = "step=0.01|0.03|0.1|0.3|1",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
