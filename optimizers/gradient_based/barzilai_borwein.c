/* optimizers/gradient_based/barzilai_borwein.c -- steps along -g by the last secant. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"

enum { LENGTH, SEARCH, C1, MEMORY, WEIGHT, SWITCH, RECENT };
enum { LONG, SHORT, ALTERNATE, ABBMIN };
enum { ZHANG_HAGER, GRIPPO, NONE };

enum { MEMORY_MOST = 50, RECENT_MOST = 50 };

static const gg_option options[] = {
    {"length", GG_CHOICE, ABBMIN, LONG, ABBMIN,
     "bb1 = s's/s'y, bb2 = s'y/y'y, the one and the other, or the least recent bb2 where they "
     "differ much",
     "bb1|bb2|alternate|abbmin"},
    {"search", GG_CHOICE, ZHANG_HAGER, ZHANG_HAGER, NONE,
     "f may rise, but not above a mean, or the highest of the last values; none: no search",
     "zhang_hager|grippo|none"},
    {"c1", GG_REAL, 1e-4, 1e-12, 0.999, "share of the promised decrease that is due", NULL},
    {"memory", GG_WHOLE, 10, 1, MEMORY_MOST, "grippo: values that are looked back on", NULL},
    {"weight", GG_REAL, 0.85, 0, 1, "zhang_hager: of the past in the mean; 0: f must fall",
     NULL},
    {"switch", GG_REAL, 0.8, 0, 1,
     "abbmin: short steps where bb2 is less than this share of bb1", NULL},
    {"recent", GG_WHOLE, 5, 1, RECENT_MOST, "abbmin: short steps that the least is taken of",
     NULL},
    {0},
};

typedef struct memory {
    double f, norm;             /* at x; |g| */
    double first_norm;          /* |g| at the start */
    double t;                   /* the next step, in units of g */
    double longest;             /* step that was taken */
    double mean, mass;          /* of Zhang and Hager */
    double least;               /* f so far */
    size_t steps, stale;        /* and since f was least */
    double values[MEMORY_MOST]; /* the last ones, a ring */
    double shorts[RECENT_MOST]; /* the last bb2, a ring */
    double rows[];              /* x, g, and a trial's x and g */
} memory;

/* What is left to win is rounding if a step promises less than this share of |f|, ... */
static const double ROUNDING = 1e4 * DBL_EPSILON;
enum { REST = 100 }; /* ... and that many steps have not lowered f. */

/* A gradient of this share of the first is as good as 0: its square would be lost soon. */
static const double NOTHING = 1e-120;

static const double FURTHER = 10; /* a step where f curves down, in units of the last one */

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 4 * n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    (void)opt;
    gg_copy(o->n, o->start, m->rows);
    m->f = m->mean = m->least = m->values[0] = gg_gradient(o, m->rows, m->rows + o->n);
    m->mass = 1;
    m->norm = m->first_norm = gg_norm(o->n, m->rows + o->n);
    m->t = 0.1 * gg_box_side(o) / m->norm; /* a first trial moves x by a tenth of the box */
}

/* The step that follows from the last one's s's, s'y and y'y. */
static double choose_length(const double opt[], memory *m, double ss, double sy, double yy)
{
    const double bb1 = ss / sy;
    const double bb2 = sy / yy;
    const size_t recent = (size_t)opt[RECENT];
    m->shorts[m->steps % recent] = bb2;
    if (opt[LENGTH] == LONG) return bb1;
    if (opt[LENGTH] == SHORT) return bb2;
    if (opt[LENGTH] == ALTERNATE) return m->steps % 2 ? bb2 : bb1;
    if (bb2 >= opt[SWITCH] * bb1) return bb1;
    double least = bb2;
    for (size_t k = 0; k < recent && k <= m->steps; k++)
        if (m->shorts[k] > 0) least = fmin(least, m->shorts[k]);
    return least;
}

/* What f must not rise above. */
static double ceiling(const double opt[], const memory *m)
{
    if (opt[SEARCH] == ZHANG_HAGER) return fmax(m->mean, m->f);
    double highest = m->f;
    const size_t held = (size_t)opt[MEMORY];
    for (size_t k = 0; k < held && k <= m->steps; k++) highest = fmax(highest, m->values[k]);
    return highest;
}

/* Step back from t until f is low enough -> the step; 0: none was found. */
static double search(const double opt[], memory *m, gg_oracle *o, double *f)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *g = x + n;
    double *trial = g + n;
    const double square = m->norm * m->norm;
    const double high = ceiling(opt, m);
    for (double t = m->t;;) {
        gg_along(n, x, -t, g, trial);
        if (memcmp(trial, x, n * sizeof *x) == 0) return 0;
        *f = gg_gradient(o, trial, trial + n);
        if (o->silent) return 0;
        if (opt[SEARCH] == NONE) return isfinite(*f) ? t : 0;
        if (*f <= high - opt[C1] * t * square) return t;
        const double share = t * square / (2 * (*f - m->f + t * square)); /* a parabola's */
        t *= share >= 0.1 ? fmin(share, 0.5) : 0.1;
    }
}

/* Go to the trial, a step of t from x, and learn from it. */
static void accept(const double opt[], memory *m, size_t n, double t, double f)
{
    double *x = m->rows;
    double *g = x + n;
    double *trial = g + n;
    double *after = trial + n;
    double sy;
    GG_SUM(sy, n, i, -t * g[i] * (after[i] - g[i]));
    double yy;
    GG_SUM(yy, n, i, (after[i] - g[i]) * (after[i] - g[i]));
    const double ss = t * t * m->norm * m->norm;
    m->t = sy > 0 && yy > 0 ? choose_length(opt, m, ss, sy, yy) : FURTHER * t;
    if (!(m->t > 0 && isfinite(m->t))) m->t = t;
    gg_copy(n, trial, x);
    gg_copy(n, after, g);
    m->f = f;
    m->norm = gg_norm(n, g);
    m->longest = fmax(m->longest, t);
    m->stale = f < m->least ? 0 : m->stale + 1;
    m->least = fmin(m->least, f);
    m->steps++;
    m->values[m->steps % (size_t)opt[MEMORY]] = f;
    const double mass = opt[WEIGHT] * m->mass + 1;
    m->mean = (opt[WEIGHT] * m->mass * m->mean + f) / mass;
    m->mass = mass;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    if (m->norm <= NOTHING * m->first_norm) return gg_end(o, GG_DONE, "a zero gradient");
    const double promise = fmax(m->t, m->longest) * m->norm * m->norm;
    const bool small = m->longest > 0 && promise <= ROUNDING * fabs(m->f) + DBL_MIN;
    if (small && m->stale >= REST)
        return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
    double f = INFINITY;
    const double t = search(opt, m, o, &f);
    if (t > 0) {
        accept(opt, m, o->n, t, f);
        return GG_GO_ON;
    }
    const double reach = m->longest * gg_norm_max(o->n, m->rows + o->n);
    if (small || (m->longest > 0 && reach <= ROUNDING * gg_norm_max(o->n, m->rows)))
        return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
    return gg_end(o, GG_STUCK,
                  "no step along -g is low enough: a kink, a wall or a wrong gradient");
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_barzilai_borwein = {
    .name = "barzilai_borwein",
    .title = "Barzilai-Borwein",
    .summary = "steps along -g whose length is the last step's secant; f may rise on the way",
    .source = "Barzilai & Borwein 1988, Two-point step size gradient methods, "
              "doi:10.1093/imanum/8.1.141; abbmin: Frassoldati, Zanni & Zanghirati 2008, "
              "doi:10.3934/jimo.2008.4.299; search: Raydan 1997, "
              "doi:10.1137/S1052623494266365; Zhang & Hager 2004, "
              "doi:10.1137/S1052623403428208",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1, and 1 for each refusal",
    .flops = "13 n",
    .memory = "4 n",
    .tune = "length=bb1|bb2|alternate|abbmin:search=zhang_hager|grippo:switch=0.5|0.8",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
