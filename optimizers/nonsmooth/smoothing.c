/* optimizers/nonsmooth/smoothing.c -- kinks rounded off, less and less. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/nonsmooth/forward_backward.h"
#include "optimizers/nonsmooth/weak_wolfe.h"
#include "optimizers/optimizer.h"
#include "optimizers/pairs.h"

enum { INNER, BY, WIDTH, FACTOR, ACCURACY, PAIRS, CURVATURE };
enum { LBFGS, ACCELERATED };
static const double NARROWEST = 1e-18; /* width, in units of the first */

static const gg_option options[] = {
    {"inner", GG_CHOICE, LBFGS, LBFGS, ACCELERATED,
     "what minimises the rounded loss: L-BFGS, or Nesterov's momentum begun anew",
     "lbfgs|accelerated"},
    {"by", GG_CHOICE, 0, 0, 3, "form of |u| rounded; of a maximum it is always w log sum exp",
     "sqrt|huber|softplus|gaussian"},
    {"width", GG_REAL, 0, 0, 1e300,
     "w, the first, in units of f; 0: a tenth of the slope at the start times the box's side",
     NULL},
    {"factor", GG_REAL, 0.1, 1e-6, 1, "of w from stage to stage; 1: it stays", NULL},
    {"accuracy", GG_REAL, 0.1, 1e-9, 10,
     "a stage ends when it can win this share of what the rounding takes off f", NULL},
    {"pairs", GG_WHOLE, 0, 0, 200, "lbfgs: steps it remembers; 0: n, 10 to 60", NULL},
    {"L", GG_REAL, 0, 0, 1e300,
     "accelerated: of the rounded loss's gradient at the first w; 0: as seen", NULL},
    {0},
};

typedef struct memory {
    double f;           /* rounded, at x (lbfgs) or y (accelerated) */
    double w, first_w;  /* width */
    double taken;       /* what the rounding takes off f, about; NAN: not known */
    double least, most; /* rounded f at the stage's beginning; ... */
    double moved, moved_before;
    double L, t;    /* accelerated */
    gg_pairs pairs; /* lbfgs: their ring is in the rows */
    bool blocked;   /* a stage failed whose width is not lost in rounding */
    bool asked;     /* f and g are known; no step since the pairs were dropped */
    double record;  /* least f at a narrowest width */
    size_t rounds, in_vain;
    size_t failures; /* stages in a row that ended without a step */
    double
        rows[]; /* x, g, trial, g there, d, where the stage began, two to work in; the ring */
} memory;
enum { ROWS = 8 };

typedef struct places {
    gg_footing at, to;
    double *d, *began, *room, *ring;
} places;

/* What is minimised. */
typedef struct rounded {
    gg_rounding form;
    double width;
} rounded;

static places open_places(memory *m, size_t n)
{
    double *r = m->rows;
    return (places){.at = {.x = r, .g = r + n, .s = m->f},
                    .to = {.x = r + 2 * n, .g = r + 3 * n},
                    .d = r + 4 * n,
                    .began = r + 5 * n,
                    .room = r + 6 * n,
                    .ring = r + ROWS * n};
}

static size_t pairs_kept(const double opt[], size_t n)
{
    if (opt[INNER] == ACCELERATED) return 0;
    if (opt[PAIRS] > 0) return (size_t)opt[PAIRS];
    return n < 10 ? 10 : n > 60 ? 60 : n;
}

static size_t state_size(const double opt[], size_t n)
{
    return sizeof(memory) + (ROWS * n + gg_pairs_size(n, pairs_kept(opt, n))) * sizeof(double);
}

static rounded rounded_now(const double opt[], const memory *m)
{
    static const gg_rounding forms[] = {GG_ROUND_SQRT, GG_ROUND_HUBER, GG_ROUND_SOFTPLUS,
                                        GG_ROUND_GAUSSIAN};
    return (rounded){forms[(int)opt[BY]], m->w};
}

static double ask_rounded(gg_oracle *o, const void *what, const double x[], double g[])
{
    const rounded *r = what;
    return gg_rounded(o, r->form, r->width, x, g);
}

static void ask(const double opt[], const memory *m, gg_footing *p, gg_oracle *o)
{
    const rounded r = rounded_now(opt, m);
    p->s = ask_rounded(o, &r, p->x, p->g);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    m->pairs = (gg_pairs){.n = o->n, .most = pairs_kept(opt, o->n), .scale = 1};
    places p = open_places(m, o->n);
    double change;
    gg_copy(o->n, o->start, p.at.x);
    gg_copy(o->n, o->start, p.d);
    gg_copy(o->n, o->start, p.began);
    m->w = opt[WIDTH] > 0 ? opt[WIDTH] : DBL_MIN; /* narrow: the slope beside the kinks */
    ask(opt, m, &p.at, o);
    GG_SUM(change, o->n, i,
           p.at.g[i] * p.at.g[i] * (o->upper[i] - o->lower[i]) * (o->upper[i] - o->lower[i]));
    m->f = p.at.s;
    m->asked = opt[WIDTH] > 0;
    if (opt[WIDTH] == 0) m->w = change > 0 && isfinite(change) ? 0.1 * sqrt(change) : 1;
    m->first_w = m->w;
    m->taken = NAN;
    m->t = 1;
    m->L = opt[CURVATURE];
}

/* A weak Wolfe step as Lewis & Overton 2013 have it for kinks: what is rounded by little still
 * looks like one. -> whether f fell */
static bool search(const double opt[], const memory *m, places *p, double slope, double t,
                   gg_oracle *o)
{
    static const gg_weak_wolfe rule = {.c1 = 1e-4, .c2 = 0.9, .most = 40};
    const rounded what = rounded_now(opt, m);
    const gg_ray ray = {p->at.x, p->d, p->at.s, slope, ask_rounded, &what};
    return gg_weak_wolfe_search(o, &rule, &ray, t, p->to.x, p->to.g, &p->to.s, p->room) > 0;
}

static gg_verdict end(const double opt[], bool failed, gg_oracle *o)
{
    if (failed)
        return gg_end(o, GG_STUCK,
                      "no decrease at several widths: a kink that is not rounded, or a wall");
    return gg_end(o, GG_DONE,
                  opt[FACTOR] == 1 ? "the rounded loss no longer falls"
                                   : "the rounding is lost in the numbers' own");
}

/* The narrowest width is done, or several failed. Rounding that was taken away too soon leaves x
 * where two kinks meet: so once more from wider ones, until that wins nothing twice. */
static gg_verdict begin_anew(const double opt[], memory *m, gg_oracle *o)
{
    static const double wider[] = {1e-2, 1e-4};
    const bool won = m->rounds == 0 || m->f < m->record - 4 * DBL_EPSILON * fabs(m->f);
    m->in_vain = won ? 0 : m->in_vain + 1;
    m->record = m->rounds == 0 ? m->f : fmin(m->f, m->record);
    m->rounds++;
    if (opt[FACTOR] == 1 || m->in_vain == 2) return end(opt, m->blocked, o);
    const double w = m->first_w * wider[m->rounds % 2];
    m->L *= m->w / w;
    m->w = w;
    m->failures = 0;
    return GG_GO_ON;
}

/* On to the next width, or to the end. */
static gg_verdict narrow(const double opt[], memory *m, bool failed, gg_oracle *o)
{
    enum { PATIENCE = 4 };
    gg_verdict verdict = GG_GO_ON;
    m->failures = failed ? m->failures + 1 : 0;
    m->blocked = failed && (m->blocked || opt[FACTOR] == 1 || m->w > 1e-9 * m->first_w);
    if (opt[FACTOR] == 1 || m->w < NARROWEST * m->first_w || m->failures == PATIENCE) {
        verdict = begin_anew(opt, m, o);
        m->taken = NAN;
    } else {
        m->w *= opt[FACTOR];
        m->L /= opt[FACTOR];
    }
    m->t = 1;
    m->asked = false;
    return verdict;
}

/* f at the new width less f at the old: what is left of the rounding falls with the width. */
static void begin_stage(const double opt[], memory *m, places *p, gg_oracle *o)
{
    const double before = p->at.s;
    ask(opt, m, &p->at, o);
    m->asked = true;
    const double fallen = fabs(p->at.s - before);
    if (isnan(m->taken) && m->rounds > 0)
        m->taken = fallen; /* it was the narrowest */
    else if (m->w < m->first_w)
        m->taken = fallen * opt[FACTOR] / (1 - opt[FACTOR]);
    m->f = m->most = p->at.s;
    m->moved_before = fmax(m->moved, 0.3 * m->moved_before);
    m->moved = 0;
    gg_copy(o->n, p->at.x, p->began);
}

/* Can the stage still win what counts? At least `promise`, it seems, for such is the decrease
 * of a step; and as a gradient along a way as long as a tenth of the last one's. */
static bool is_done(const double opt[], const memory *m, double promise, double norm)
{
    if (opt[FACTOR] == 1) return false;
    const double taken = isnan(m->taken) ? 1e-3 * (m->most - m->f) : m->taken;
    const double hoped = fmax(promise, 0.1 * norm * fmax(m->moved, m->moved_before));
    return hoped <= fmax(opt[ACCURACY] * taken, 4 * DBL_EPSILON * fabs(m->f));
}

/* What is lost in the last digits of f is no failure. */
static bool is_rounding(const memory *m, double promise)
{
    return promise <= 1e4 * DBL_EPSILON * fabs(m->f);
}

/* d = -H g -> g'd */
static double direct(const memory *m, const places *p, size_t n)
{
    gg_pairs_turn(&m->pairs, p->ring, p->at.g, p->d);
    return gg_dot(n, p->at.g, p->d);
}

static void remember(memory *m, const places *p, size_t n)
{
    double *s = p->room;
    double *y = s + n;
    gg_along(n, p->to.x, -1, p->at.x, s);
    gg_along(n, p->to.g, -1, p->at.g, y);
    gg_pairs_add(&m->pairs, p->ring, s, y);
}

static gg_verdict lbfgs_step(const double opt[], memory *m, places *p, gg_oracle *o)
{
    const size_t n = o->n;
    double slope = direct(m, p, n);
    if (!(slope < 0)) {
        m->pairs.count = 0;
        slope = direct(m, p, n);
    }
    const bool steepest = m->pairs.count == 0;
    if (!steepest && is_done(opt, m, -slope / 2, gg_norm(n, p->at.g)))
        return narrow(opt, m, false, o);
    double t = 1;
    if (steepest) /* a first step of a hundredth of the box */
        t = 0.01 * gg_distance(n, o->upper, o->lower) / gg_norm(n, p->at.g);
    if (!search(opt, m, p, slope, t, o)) {
        if (o->silent) return GG_GO_ON;
        if (steepest) return narrow(opt, m, !is_rounding(m, -slope / 2), o);
        m->pairs.count = 0;
        return GG_GO_ON;
    }
    m->failures = 0;
    remember(m, p, n);
    gg_copy(2 * n, p->to.x, p->at.x);
    m->moved = fmax(m->moved, gg_distance(n, p->at.x, p->began));
    m->f = p->to.s;
    return GG_GO_ON;
}

/* x+ = y - g/L, y+ = x+ + b (x+ - x); d holds x. The curvature from y to y+ shows whether L
 * holds; a search would cost a call a step. */
static gg_verdict accelerated_step(const double opt[], memory *m, places *p, gg_oracle *o)
{
    const size_t n = o->n;
    bool guessed = false;
    double uphill;
    if (m->L == 0) m->L = gg_curvature_first(o, 0, p->at.g, &guessed);
    const double square = gg_dot(n, p->at.g, p->at.g);
    if (is_done(opt, m, square / (2 * m->L), sqrt(square))) return narrow(opt, m, false, o);
    GG_SUM(uphill, n, i, p->at.g[i] * (p->at.x[i] - p->at.g[i] / m->L - p->d[i]));
    const double t = uphill > 0 ? 1 : (1 + sqrt(1 + 4 * m->t * m->t)) / 2;
    const double along = uphill > 0 ? 0 : (m->t - 1) / t;
    for (size_t i = 0; i < n; i++) {
        const double next = p->at.x[i] - p->at.g[i] / m->L;
        p->to.x[i] = next + along * (next - p->d[i]);
    }
    if (gg_distance(n, p->to.x, p->at.x) == 0) return narrow(opt, m, false, o);
    ask(opt, m, &p->to, o);
    if (o->silent) return GG_GO_ON;
    const double seen = gg_curvature_between(n, &p->at, &p->to, p->at.s);
    const double L = m->L;
    if (opt[CURVATURE] == 0) {
        if (guessed && isfinite(seen) && seen > 0)
            m->L = seen;
        else if (seen > m->L * (1 + 1e-6))
            m->L = gg_curvature_raised(m->L, seen);
        if (!isfinite(p->to.s) || (seen > L && p->to.s > p->at.s)) { /* too far: back, slower */
            gg_copy(n, p->at.x, p->d);
            m->t = 1;
            return GG_GO_ON;
        }
        if (seen < L) m->L *= 0.98;
    }
    for (size_t i = 0; i < n; i++) p->d[i] = p->at.x[i] - p->at.g[i] / L; /* x+ */
    m->t = t;
    gg_copy(2 * n, p->to.x, p->at.x);
    m->moved = fmax(m->moved, gg_distance(n, p->at.x, p->began));
    m->f = p->to.s;
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    places p = open_places(m, o->n);
    if (o->silent) return GG_GO_ON;
    if (!m->asked) begin_stage(opt, m, &p, o);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (gg_norm(o->n, p.at.g) == 0) {
        if (opt[FACTOR] < 1 && m->w >= NARROWEST * m->first_w) return narrow(opt, m, false, o);
        return gg_end(o, GG_DONE, "a zero gradient");
    }
    return opt[INNER] == LBFGS ? lbfgs_step(opt, m, &p, o) : accelerated_step(opt, m, &p, o);
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_smoothing = {
    .name = "smoothing",
    .title = "Smoothing",
    .summary = "kinks rounded off to a width that falls; the rounded loss minimised each time",
    .source = "Nesterov 2005, Smooth minimization of non-smooth functions, "
              "doi:10.1007/s10107-004-0552-5; widths that fall: Becker, Bobin & Candes 2011, "
              "NESTA: a fast and accurate first-order method for sparse recovery, "
              "doi:10.1137/090756855; inner lbfgs: Liu & Nocedal 1989, "
              "doi:10.1007/BF01589116, with the line search of Lewis & Overton 2013, "
              "doi:10.1007/s10107-012-0514-2",
    .needs = GG_ROUNDING,
    .invariant = GG_UNDER_UNITS | GG_UNDER_TRANSLATION,
    .calls = "1 or 2; more where a line search is long",
    .flops = "8 m n, m pairs",
    .memory = "(2 m + 8) n",
    .tune = "factor=0.03|0.1|0.3:accuracy=0.01|0.1:by=sqrt|huber",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
