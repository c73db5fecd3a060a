/* optimizers/gradient_based/conjugate_gradient.c -- each direction spares the one before. */
#include "base/vector.h"
#include "optimizers/gradient_based/descent.h"
#include "optimizers/optimizer.h"

enum { BETA = GG_WOLFE_COUNT, LEAST, TRIAL, FRESH };
enum { HAGER_ZHANG, POLAK_RIBIERE_PLUS, FLETCHER_REEVES, HESTENES_STIEFEL, DAI_YUAN };
enum { SLOPE, FALL };

static const gg_option options[] = {
    GG_WOLFE_OPTIONS(0.1),
    {"beta", GG_CHOICE, HAGER_ZHANG, HAGER_ZHANG, DAI_YUAN,
     "how much of the last direction stays",
     "hager_zhang|polak_ribiere_plus|fletcher_reeves|hestenes_stiefel|dai_yuan"},
    {"least", GG_REAL, 0.4, 0, 1,
     "hager_zhang: beta is at least this times d'g/d'd of the last direction", NULL},
    {"trial", GG_CHOICE, FALL, SLOPE, FALL,
     "first trial, as if f fell at first order, or in all, as it did in the last step",
     "slope|fall"},
    {"fresh", GG_REAL, 6, 0, 1e6, "-g again after so many times n steps; 0: never", NULL},
    {0},
};

typedef struct memory {
    gg_descent at;
    size_t steps;  /* since d = -g, 0: the next is */
    double square; /* g'g at x */
    double rows[];
} memory;

static size_t state_size(const double opt[], size_t n)
{
    (void)opt;
    return sizeof(memory) + GG_DESCENT_ROWS * n * sizeof(double);
}

static void start(const double opt[], void *state, gg_oracle *o)
{
    (void)opt;
    memory *m = state;
    gg_descent_start(&m->at, m->rows, o);
}

/* beta of the named rule. yg, yy: y'g and y'y of the new g; new, old: g'g; dd: d'd */
static double rule(const double opt[], const gg_descent *a, const double sums[3], double now,
                   double before)
{
    const double yg = sums[0];
    const double yy = sums[1];
    const double dd = sums[2];
    const double dy = a->end - a->slope;
    switch ((int)opt[BETA]) {
    case POLAK_RIBIERE_PLUS: return fmax(0, yg / before);
    case FLETCHER_REEVES: return now / before;
    case HESTENES_STIEFEL: return yg / dy;
    case DAI_YUAN: return now / dy;
    default: return fmax((yg - 2 * yy / dy * a->end) / dy, opt[LEAST] * a->slope / dd);
    }
}

/* d = -g + beta d -> g'd */
static double turn(size_t n, double beta, const double *restrict g, double *restrict d)
{
    double total;
    GG_SUM(total, n, i, (d[i] = beta * d[i] - g[i]) * g[i]);
    return total;
}

/* The next direction, from the last if there is one -> g'd */
static double direct(const double opt[], memory *m, size_t n)
{
    const double *g = gg_descent_x(&m->at, n, m->rows) + n;
    const double *was = gg_descent_before(&m->at, n, m->rows) + n;
    double *d = gg_descent_d(n, m->rows);
    const double before = m->square;
    m->square = gg_dot(n, g, g);
    if (opt[FRESH] > 0 && (double)m->steps >= opt[FRESH] * (double)n) m->steps = 0;
    if (m->steps > 0) {
        double sums[3];
        GG_SUM(sums[0], n, i, (g[i] - was[i]) * g[i]);
        GG_SUM(sums[1], n, i, (g[i] - was[i]) * (g[i] - was[i]));
        sums[2] = gg_dot(n, d, d);
        const double beta = rule(opt, &m->at, sums, m->square, before);
        const double slope = isfinite(beta) ? turn(n, beta, g, d) : 0;
        if (slope < 0) return slope;
    }
    m->steps = 0;
    return gg_descent_steepest(&m->at, m->rows, n);
}

static double first_trial(const double opt[], const memory *m, const gg_oracle *o, double slope)
{
    const gg_descent *a = &m->at;
    if (a->t == 0) return gg_descent_first(a, o, slope);
    if (opt[TRIAL] == FALL && a->fall > 0) return 2 * a->fall / -slope;
    return a->t * (a->slope / slope);
}

static gg_verdict step(const double opt[], void *state, gg_oracle *o)
{
    memory *m = state;
    const size_t n = o->n;
    const gg_verdict verdict = gg_descent_look(&m->at, m->rows, o);
    if (verdict != GG_GO_ON || o->silent) return verdict;
    const double slope = direct(opt, m, n);
    const double first = first_trial(opt, m, o, slope);
    if (gg_descent_go(&m->at, opt, slope, first, m->rows, o)) {
        gg_descent *a = &m->at;
        a->length = a->t * gg_norm(n, gg_descent_d(n, m->rows));
        a->longest = fmax(a->longest, a->length);
        m->steps++;
        return GG_GO_ON;
    }
    if (m->steps == 0) return gg_descent_judge(&m->at, m->rows, o);
    m->steps = 0;
    return GG_GO_ON;
}

static size_t points(const void *state, size_t n, const double **points)
{
    const memory *m = state;
    *points = m->rows + 2 * m->at.side * n;
    return 1;
}

const gg_optimizer gg_optimizer_conjugate_gradient = {
    .name = "conjugate_gradient",
    .title = "Conjugate gradients",
    .summary = "directions that do not undo each other, in three vectors of memory",
    .source =
        "Hager & Zhang 2005, A new conjugate gradient method with guaranteed descent and an "
        "efficient line search, (1.3), doi:10.1137/030601880, beta's lower bound as in "
        "Hager & Zhang 2013, The limited memory conjugate gradient method, "
        "doi:10.1137/120898097; other betas: Nocedal & Wright 2006, Numerical "
        "optimization, section 5.2, doi:10.1007/978-0-387-40065-5",
    .needs = GG_GRADIENT,
    .invariant = GG_UNDER_SCALING | GG_UNDER_UNITS | GG_UNDER_TRANSLATION | GG_UNDER_ROTATION,
    .calls = "2 (1 to 3 with failed trials)",
    .flops = "17 n + 4 n a call",
    .memory = "5 n",
    .tune = "beta=hager_zhang|polak_ribiere_plus:c2=0.1|0.3|0.9",
    .options = options,
    .state_size = state_size,
    .start = start,
    .step = step,
    .points = points,
};
