/* optimizers/gradient_based/nesterov.c -- downhill with a memory of the way. */
#include <float.h>

#include "base/vector.h"
#include "optimizers/box.h"
#include "optimizers/optimizer.h"

enum { CONSTANTS, SIZE, MOMENTUM, RESTART, EASE };
enum { AUTO, KNOWN, BACKTRACKING };
enum { MOMENTUM_AUTO, SEQUENCE, CONSTANT, OPTIMIZED };
enum { RESTART_GRADIENT, RESTART_FUNCTION, RESTART_NONE };

static const gg_option options[] = {
    {"constants", GG_CHOICE, AUTO, AUTO, BACKTRACKING,
     "the step 1/L: auto is known where L is, else L is found by backtracking",
     "auto|known|backtracking"},
    {"size", GG_REAL, 0, 0, 1e12, "the step, if L is not to be asked; 0: 1/L", NULL},
    {"momentum", GG_CHOICE, MOMENTUM_AUTO, MOMENTUM_AUTO, OPTIMIZED,
     "sequence for convex f, constant from L and mu; auto is constant where mu is known; "
     "optimized: half the bound",
     "auto|sequence|constant|optimized"},
    {"restart", GG_CHOICE, RESTART_GRADIENT, RESTART_GRADIENT, RESTART_NONE,
     "forget the way when it points uphill, or when f has risen", "gradient|function|none"},
    {"ease", GG_REAL, 0.8, 0.1, 1, "backtracking: factor of L at a restart", NULL},
    {0},
};

/* state: memory, then rows of n: x, the point y that looks ahead, the gradient g there, and the
 * next x. */
typedef struct memory {
    double f, before; /* at y; at the y before */
    double L;
    double t;          /* of the sequence */
    double first_norm; /* |g| at the start */
    double least;      /* f so far */
    size_t stale;      /* steps since then */
    bool ahead;        /* y is not x */
    size_t pause;      /* steps between two looks at L, and ... */
    size_t wait;       /* ... until the next */
    double rows[];
} memory;

/* Backtracking cannot judge a decrease of less than this share of |f|. */
static const double ROUNDING = 1e4 * DBL_EPSILON;

/* f has improved in none of so many steps, and |g| fell to this share of the first: at rest. */
static const double SMALL_GRADIENT = 1.5e-8; /* sqrt(DBL_EPSILON) */
enum { REST = 1000 };

static bool backtracks(const double opt[], const gg_oracle *o)
{
    if (opt[CONSTANTS] == BACKTRACKING) return true;
    return opt[SIZE] == 0 && !gg_is_known(o->L);
}

static gg_status check(const double opt[], const gg_oracle *o)
{
    if (opt[CONSTANTS] == KNOWN && opt[SIZE] == 0 && !gg_is_known(o->L))
        return gg_fail(GG_BAD_INPUT, "nesterov: constants=known needs size=..., for the loss's "
                                     "L is not known");
    if (opt[MOMENTUM] == CONSTANT && !gg_is_known(o->mu))
        return gg_fail(GG_BAD_INPUT, "nesterov: momentum=constant needs a loss whose mu is "
                                     "known");
    return GG_OK;
}

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + 4 * n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    double *x = m->rows;
    double *y = x + n;
    gg_copy(n, o->start, x);
    gg_copy(n, o->start, y);
    m->f = m->before = m->least = gg_gradient(o, y, y + n);
    m->first_norm = gg_norm(n, y + n);
    m->t = 1;
    if (opt[SIZE] > 0)
        m->L = 1 / opt[SIZE];
    else if (gg_is_known(o->L))
        m->L = o->L;
    else
        m->L = m->first_norm / (0.1 * gg_box_side(o)); /* a first trial: a tenth of the box */
}

/* The next x, a step of 1/L from y. -> does it differ from y? */
static bool descend(const memory *m, size_t n, double next[])
{
    const double *y = m->rows + n;
    gg_along(n, y, -1 / m->L, y + n, next);
    return memcmp(next, y, n * sizeof *y) != 0;
}

enum { PAUSE_MOST = 8 };

/* Raise L until the parabola over y lies above f at the next x, which is where the parabola
 * through both ends in 1/L; rounding is forgiven. -> false if there is no such x */
static bool find_constant(memory *m, gg_oracle *o, double square)
{
    const size_t n = o->n;
    double *next = m->rows + 3 * n;
    if (m->wait > 0) { /* departs from the source: an L that held is trusted for a while */
        m->wait--;
        return descend(m, n, next);
    }
    m->pause = m->pause < PAUSE_MOST ? 2 * m->pause + 1 : PAUSE_MOST;
    m->wait = m->pause;
    for (;;) {
        if (!descend(m, n, next)) return false;
        if (square / m->L <= ROUNDING * fabs(m->f)) return true;
        const double f = gg_value(o, next);
        if (o->silent) return false;
        const double due = m->f - square / (2 * m->L);
        if (f <= due) return true;
        m->pause = m->wait = 0;
        const double bend = isfinite(f) ? 2 * m->L * (1 + (f - m->f) * m->L / square) : 0;
        m->L = bend > 0 ? fmin(fmax(bend, 1.2 * m->L), 1e4 * m->L) : 10 * m->L;
    }
}

/* The share of the last move that is made once more; and, of the optimized method, of the move
 * from y. */
static double next_momentum(const double opt[], memory *m, const gg_oracle *o, double *extra)
{
    *extra = 0;
    const bool constant = opt[MOMENTUM] == CONSTANT ||
                          (opt[MOMENTUM] == MOMENTUM_AUTO && gg_is_known(o->mu));
    if (constant) {
        const double q = sqrt(fmin(1, o->mu / m->L));
        return (1 - q) / (1 + q);
    }
    const double t = m->t;
    m->t = (1 + sqrt(1 + 4 * t * t)) / 2;
    if (opt[MOMENTUM] == OPTIMIZED) *extra = t / m->t;
    return (t - 1) / m->t;
}

/* Does the way that led to the next x point uphill, or has f risen? */
static bool must_restart(const double opt[], const memory *m, size_t n)
{
    if (!m->ahead || opt[RESTART] == RESTART_NONE) return false;
    if (opt[RESTART] == RESTART_FUNCTION) return m->f > m->before;
    const double *x = m->rows;
    const double *g = x + 2 * n;
    const double *next = g + n;
    double uphill;
    GG_SUM(uphill, n, i, g[i] * (next[i] - x[i]));
    return uphill > 0;
}

/* x becomes next, y looks ahead of it. */
static void look_ahead(const double opt[], memory *m, const gg_oracle *o)
{
    const size_t n = o->n;
    double *x = m->rows;
    double *y = x + n;
    const double *next = x + 3 * n;
    const bool forget = must_restart(opt, m, n);
    if (forget) {
        m->t = 1;
        m->wait = 0;
        if (backtracks(opt, o)) m->L *= opt[EASE];
    }
    double extra = 0;
    const double share = next_momentum(opt, m, o, &extra);
    for (size_t i = 0; i < n; i++) {
        const double move = share * (next[i] - x[i]) + extra * (next[i] - y[i]);
        y[i] = forget ? next[i] : next[i] + move;
        x[i] = next[i];
    }
    m->ahead = !forget;
}

/* y is where f is not finite: back to x, with no memory and half the step. */
static gg_verdict step_back(memory *m, gg_oracle *o)
{
    const size_t n = o->n;
    double *y = m->rows + n;
    if (!m->ahead) return gg_end(o, GG_STUCK, "f is not finite where the method stands");
    gg_copy(n, m->rows, y);
    m->ahead = false;
    m->t = 1;
    m->f = gg_gradient(o, y, y + n);
    return GG_GO_ON;
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    double *y = m->rows + n;
    const double square = gg_dot(n, y + n, y + n);
    if (o->silent) return GG_GO_ON;
    if (!isfinite(m->f)) return step_back(m, o);
    if (square == 0) return gg_end(o, GG_DONE, "a zero gradient");
    if (m->stale >= REST && sqrt(square) <= SMALL_GRADIENT * m->first_norm)
        return gg_end(o, GG_DONE, "f no longer falls: what is left is rounding");
    const bool found = backtracks(opt, o) ? find_constant(m, o, square)
                                          : descend(m, n, y + 2 * n);
    if (o->silent) return GG_GO_ON;
    if (!found) {
        const bool small = sqrt(square) <= SMALL_GRADIENT * m->first_norm;
        return gg_end(o, small ? GG_DONE : GG_STUCK, "a step no longer moves x");
    }
    look_ahead(opt, m, o);
    m->before = m->f;
    m->f = gg_gradient(o, y, y + n);
    m->stale = m->f < m->least ? 0 : m->stale + 1;
    m->least = fmin(m->least, m->f);
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    (void)n;
    const memory *m = state;
    *points = m->rows;
    return 1;
}

const gg_optimizer gg_optimizer_nesterov = {
    .name = "nesterov",
    .title = "Nesterov",
    .summary = "accelerated gradient descent that forgets its way when that points uphill",
    .source =
        "Nesterov 1983, A method of solving a convex programming problem with convergence "
        "rate O(1/k^2); Nesterov 2004, Introductory lectures on convex optimization, "
        "section 2.2, doi:10.1007/978-1-4419-8853-9; restart: O'Donoghue & Candes 2015, "
        "doi:10.1007/s10208-013-9150-3; optimized: Kim & Fessler 2016, "
        "doi:10.1007/s10107-015-0949-3",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "1 with a known L, else 2, and 1 for each refusal",
    .flops = "9 n",
    .memory = "4 n",
    .tune = "momentum=auto|sequence|optimized:restart=gradient|function|none",
    .options = options,
    .check = check,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
